// Small pieces of the sentences in alerts: instants as people in China read them, lengths of time, levels.
import type { levels, Words } from '#contract';
import { leaningNote } from '#duty';
import type { Severity } from './alert.row';

type Level = (typeof levels)[number];
const CHINA_MS = 8 * 3600_000;
const two = (n: number) => String(n).padStart(2, '0');

// Made once: a formatter costs more than all it formats.
const months = new Intl.DateTimeFormat('en', { month: 'short', timeZone: 'UTC' });

/** 11月21日 14:30 · 21 Nov 14:30, in China's time whatever the server's. */
export function moment(at: Date): Words {
  const china = new Date(at.getTime() + CHINA_MS);
  const time = `${two(china.getUTCHours())}:${two(china.getUTCMinutes())}`;
  const month = months.format(china);
  return {
    zh: `${china.getUTCMonth() + 1}月${china.getUTCDate()}日 ${time}`,
    en: `${china.getUTCDate()} ${month} ${time} (China time)`,
  };
}

/** 2 小时 30 分 · 2 h 30 min; whole days from three on. */
export function length(ms: number): Words {
  const minutes = Math.max(0, Math.round(ms / 60_000));
  if (minutes >= 3 * 24 * 60) {
    const days = Math.floor(minutes / (24 * 60));
    return { zh: `${days} 天`, en: `${days} days` };
  }
  const [h, m] = [Math.floor(minutes / 60), minutes % 60];
  if (h === 0) return { zh: `${m} 分钟`, en: `${m} min` };
  return m === 0 ? { zh: `${h} 小时`, en: `${h} h` } : { zh: `${h} 小时 ${m} 分`, en: `${h} h ${m} min` };
}

const numerals: Record<Level, string> = { 特别重大: 'Ⅰ', 重大: 'Ⅱ', 较大: 'Ⅲ', 一般: 'Ⅳ' };
export const levelWords = (level: Level): Words => ({
  zh: `“${level}”（${numerals[level]}级）`,
  en: `level ${numerals[level]} (${level})`,
});
/** The two levels that wake people. */
export const isGrave = (level: Level | null): boolean => level === '特别重大' || level === '重大';

/** The first three by name. */
export const toldWords = (names: readonly string[]): Words => {
  if (names.length === 0)
    return {
      zh: '没有可以告知的人，请修改规则。',
      en: ' It names nobody who could be told; change the rule.',
    };
  const rest = names.length - 3;
  return {
    zh: `告知：${names.slice(0, 3).join('、')}${rest > 0 ? `等 ${names.length} 人` : ''}。`,
    en: ` Told: ${names.slice(0, 3).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}.`,
  };
};
/** What stands behind a due time that leans on an unpublished year. */
export const leans = ({ leansOn, at }: { leansOn: readonly number[]; at: Date }): Words =>
  leaningNote(leansOn, at);
/** How much time is left, or that it is over. */
export const left = (found: { dueAt: Date | null; at: Date; leansOn: readonly number[] }): Words => {
  const { dueAt, at } = found;
  if (!dueAt) return { zh: '', en: '' };
  const { zh, en } = length(dueAt.getTime() - at.getTime());
  const [due, note] = [moment(dueAt), leans(found)];
  // A warning noticed after the due time, as after a stop of the server: nothing is left.
  if (dueAt <= at) return { zh: `已于 ${due.zh} 到期${note.zh}。`, en: ` It was due ${due.en}${note.en}.` };
  return { zh: `还剩 ${zh}（${due.zh} 到期）${note.zh}。`, en: ` ${en} left; due ${due.en}${note.en}.` };
};
/** Noticed late, as after a stop of the server: the reader must know why they hear of it only now. */
export const afterwards = ({ late }: { late: boolean }): Words =>
  late ? { zh: '（事后补报）', en: ' (noticed afterwards)' } : { zh: '', en: '' };

/** As grave as that, whatever the fact says. */
export const always =
  <S extends Severity>(severity: S) =>
  (): S =>
    severity;
