// A text message through whatever HTTP gateway an office has: its body from a template, its answer by where success stands. Pure.
import type { NoticeChannelInput } from '#contract';

export type SmsSettings = Pick<
  Extract<NoticeChannelInput, { kind: 'sms' }>,
  'url' | 'type' | 'template' | 'successAt' | 'successIs'
>;
/** `secret` stands in the body of gateways that want their password there. */
export type Sms = { phone: string; text: string; id: string; secret: string };

const types = { json: 'application/json', form: 'application/x-www-form-urlencoded' };

/** The body with phone, text, id and secret in their places: as values, so that no text can become a field of its own. */
export function smsLetter({ type, template }: SmsSettings, sms: Sms): { type: string; body: string } {
  const fill = (value: string) =>
    value.replace(/\{(phone|text|id|secret)\}/g, (_, name: keyof Sms) => sms[name]);
  if (type === 'json')
    return { type: types.json, body: JSON.stringify(fillJson(JSON.parse(template), fill)) };
  const form = new URLSearchParams();
  for (const [name, value] of new URLSearchParams(template)) form.append(name, fill(value));
  return { type: types.form, body: form.toString() };
}

function fillJson(value: unknown, fill: (text: string) => string): unknown {
  if (typeof value === 'string') return fill(value);
  if (Array.isArray(value)) return value.map((one) => fillJson(one, fill));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, fillJson(one, fill)]));
}

/** What is wrong with a template, in words; null when it can be sent. */
export function templateFault({ type, template }: Pick<SmsSettings, 'type' | 'template'>) {
  if (!template.includes('{phone}') || !template.includes('{text}'))
    return {
      zh: '模板里要有 {phone} 和 {text}，发送时填入号码和内容。',
      en: 'The template needs {phone} and {text}, where the number and the words go.',
    };
  if (type === 'form') return null;
  try {
    JSON.parse(template);
    return null;
  } catch {
    return {
      zh: '模板不是有效的 JSON：请给每个占位符加上引号。',
      en: 'The template is no valid JSON: put quotation marks around each placeholder.',
    };
  }
}

/** Whether the gateway took it: `successAt` names a place in its JSON answer, `data.0.code`, and `successIs` what must stand there. */
export function smsTaken({ successAt, successIs }: SmsSettings, text: string | null): boolean {
  if (successAt === '') return true;
  try {
    let found: unknown = JSON.parse(text ?? '');
    for (const step of successAt.split('.'))
      found = Object.hasOwn(Object(found), step) ? (found as Record<string, unknown>)[step] : undefined;
    return ['string', 'number', 'boolean'].includes(typeof found) && String(found) === successIs;
  } catch {
    return false;
  }
}

const HEADER = /^([A-Za-z0-9-]{1,60}):\s*(\S.*)$/;
/** Headers written a line each, `Name: value`; null where a line is none. */
export function readHeaders(text: string): Record<string, string> | null {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const pairs = lines.map((line) => HEADER.exec(line.trim()));
  if (pairs.some((pair) => !pair || /^(host|content-length|content-type)$/i.test(pair[1]!))) return null;
  return Object.fromEntries(pairs.map((pair) => [pair![1]!.toLowerCase(), pair![2]!]));
}
