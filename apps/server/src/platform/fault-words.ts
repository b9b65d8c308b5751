// What is wrong with a field of a request, in a sentence of each language: the check itself speaks English only, and of types.
import type { z } from 'zod';
import type { Words } from '#contract';

type Issue = z.core.$ZodIssue;
type Unit = Words;
const letters: Unit = { zh: '个字符', en: 'characters' };
const entries: Unit = { zh: '项', en: 'items' };
const nothing: Unit = { zh: '', en: '' };
const unitOf = (origin: string): Unit =>
  origin === 'string' ? letters : origin === 'array' || origin === 'set' ? entries : nothing;

const types: Record<string, Words> = {
  string: { zh: '文字', en: 'a text' },
  number: { zh: '数字', en: 'a number' },
  int: { zh: '整数', en: 'a whole number' },
  boolean: { zh: 'true 或 false', en: 'true or false' },
  array: { zh: '数组', en: 'an array' },
  object: { zh: '对象', en: 'an object' },
  record: { zh: '对象', en: 'an object' },
};
const formats: Record<string, Words> = {
  uuid: { zh: '编号（UUID）', en: 'an id (UUID)' },
  datetime: {
    zh: '带时区的时间，如 2026-04-25T09:30:00+08:00',
    en: 'an instant with zone, like 2026-04-25T09:30:00+08:00',
  },
  date: { zh: '日期，如 2026-04-25', en: 'a date, like 2026-04-25' },
  url: { zh: '网址', en: 'an address (URL)' },
  email: { zh: '电子邮箱地址', en: 'an e-mail address' },
};

/**
 * Where the fault lies within the field, and what is wrong. Of several shapes that would have been taken, the one that
 * was nearest speaks: an array of 1,001 rows is too long, not "no single row". A shape's own sentence is kept.
 */
export function faultIn(issue: Issue): { path: PropertyKey[]; words: Words } {
  if (issue.code === 'invalid_union') {
    const near = issue.errors.find((own) => own.length > 0 && !own.some(isOtherType));
    const first = near?.[0];
    if (first) {
      const inner = faultIn(first);
      return { path: [...issue.path, ...inner.path], words: inner.words };
    }
  }
  return { path: issue.path, words: wordsOf(issue) };
}

const isOtherType = ({ code, path }: Issue) => code === 'invalid_type' && path.length === 0;

function wordsOf(issue: Issue): Words {
  switch (issue.code) {
    case 'too_big': {
      const { zh, en } = unitOf(issue.origin);
      return { zh: `最多 ${issue.maximum} ${zh}`.trim(), en: `at most ${issue.maximum} ${en}`.trim() };
    }
    case 'too_small': {
      if (issue.minimum === 1 && unitOf(issue.origin) !== nothing)
        return { zh: '不能为空', en: 'must not be empty' };
      const { zh, en } = unitOf(issue.origin);
      return { zh: `至少 ${issue.minimum} ${zh}`.trim(), en: `at least ${issue.minimum} ${en}`.trim() };
    }
    case 'invalid_type': {
      const is = types[issue.expected];
      // The check keeps no value; that there was none stands in its sentence only.
      if (/received undefined$/.test(issue.message)) return { zh: '缺少', en: 'is missing' };
      if (is) return { zh: `应为${is.zh}`, en: `must be ${is.en}` };
      break;
    }
    case 'invalid_value': {
      const values = issue.values.map(String).join(', ');
      return { zh: `应为以下之一：${values}`, en: `must be one of: ${values}` };
    }
    case 'invalid_format': {
      const is = formats[issue.format];
      if (is) return { zh: `应为${is.zh}`, en: `must be ${is.en}` };
      break;
    }
    case 'unrecognized_keys': {
      const keys = issue.keys.join(', ');
      return { zh: `不认识的字段：${keys}`, en: `unknown fields: ${keys}` };
    }
    case 'custom':
      return { zh: issue.message, en: issue.message };
    default:
  }
  return { zh: '内容或格式不对', en: issue.message };
}
