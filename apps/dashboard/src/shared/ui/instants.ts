// Instants and spans in the words people use; always in the jurisdiction's zone (Asia/Shanghai), wherever the reader sits.
import type { TFunction } from 'i18next';
import type { Lang } from '../words';

export const zone = 'Asia/Shanghai';
const dayMs = 86_400_000;
const parts = new Intl.DateTimeFormat('en-GB', {
  timeZone: zone,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

type Wall = Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'second', string>;
function wallOf(ms: number): Wall {
  const wall: Wall = { year: '', month: '', day: '', hour: '', minute: '', second: '' };
  for (const { type, value } of parts.formatToParts(ms)) if (type in wall) wall[type as keyof Wall] = value;
  return wall;
}
const dateOf = (ms: number): string => {
  const { year, month, day } = wallOf(ms);
  return `${year}-${month}-${day}`;
};

/** 14:03:22 */
export function timeOf(ms: number, withSeconds = true): string {
  const { hour, minute, second } = wallOf(ms);
  return withSeconds ? `${hour}:${minute}:${second}` : `${hour}:${minute}`;
}

/** 今天 14:03 · 昨天 09:20 · 11月18日 09:20 · 2025-11-18 09:20 */
export function shortInstant(ms: number, nowMs: number, t: TFunction, lang: Lang): string {
  const { year, month, day, hour, minute } = wallOf(ms);
  const time = `${hour}:${minute}`;
  const date = dateOf(ms);
  if (date === dateOf(nowMs)) return t('app.time.today', { time });
  if (date === dateOf(nowMs - dayMs)) return t('app.time.yesterday', { time });
  if (date === dateOf(nowMs + dayMs)) return t('app.time.tomorrow', { time });
  if (year !== wallOf(nowMs).year) return `${date} ${time}`;
  return lang === 'zh' ? `${Number(month)}月${Number(day)}日 ${time}` : `${month}-${day} ${time}`;
}

/** The whole instant with its zone, for the tooltip. */
export function fullInstant(ms: number, t: TFunction): string {
  return t('app.time.full', { text: `${dateOf(ms)} ${timeOf(ms)}` });
}

/** 1 小时 12 分; under a minute in seconds; over two days in days and hours. */
export function span(ms: number, t: TFunction): string {
  const seconds = Math.floor(Math.abs(ms) / 1000);
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  if (hours >= 48) return t('app.time.days', { days: Math.floor(hours / 24), hours: hours % 24 });
  if (hours >= 1) return t('app.time.hours', { hours, minutes: minutes % 60 });
  if (minutes >= 1) return t('app.time.minutes', { minutes });
  return t('app.time.seconds', { seconds });
}

/** "2026-11-21T14:03" as a person in the jurisdiction reads it ↔ the instant on the wire. China keeps no summer time. */
export const wallToInstant = (wall: string): string => new Date(`${wall}+08:00`).toISOString();
export const instantToWall = (iso: string): string => {
  const { hour, minute, second } = wallOf(Date.parse(iso));
  return `${dateOf(Date.parse(iso))}T${hour}:${minute}:${second}`;
};
