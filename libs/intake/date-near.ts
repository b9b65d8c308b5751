// Dates that say only how far they lie from today, as news sites write them: completed from the instant of reading.
import { wallOf } from './wall-time';

const DAY_MS = 86_400_000;
const UNITS: Record<string, number> = { 秒: 1000, 分: 60_000, 时: 3_600_000, 天: DAY_MS, 周: 7 * DAY_MS };
const AGO = /^(?:约|大约)?\s?(\d{1,4}|半)\s?(?:个\s?)?(秒|分|小时|天|日|周|星期)(?:钟)?\s?(?:以|之)?前$/;
const DAYS_BACK: Record<string, number> = { 今: 0, 昨: 1, 前: 2 };

/**
 * The same date in full, as `readDate` reads it: `刚刚`, `3小时前`, `昨天 08:05`, `11月18日 8时5分`, `11-18 08:05`.
 * A day without a year is the last such day, at most a day ahead; a month and a day apart by a hyphen need a time.
 *
 * @returns null where the text is nothing of the kind
 */
export function inFull(text: string, now: Date, zone: string): string | null {
  if (/^刚[刚才]$/.test(text)) return now.toISOString();
  const [, count, unit] = AGO.exec(text) ?? [];
  if (count && unit) {
    const length = UNITS[unit === '小时' ? '时' : unit === '日' ? '天' : unit === '星期' ? '周' : unit] ?? 0;
    return new Date(now.getTime() - (count === '半' ? 0.5 : Number(count)) * length).toISOString();
  }
  const [said, back] = /^([今昨前])[天日]\s?(?=$|\d|[凌清早上中下傍晚夜])/.exec(text) ?? [];
  if (said && back)
    return `${dayOf(now.getTime() - DAYS_BACK[back]! * DAY_MS, zone)} ${text.slice(said.length)}`;
  const [day, month, date] =
    /^(\d{1,2})\s?月\s?(\d{1,2})\s?[日号]/.exec(text) ??
    /^(\d{1,2})[-/](\d{1,2})(?=\s\d{1,2}:\d{2})/.exec(text) ??
    [];
  if (!day) return null;
  const { year } = wallOf(now.getTime() + DAY_MS, zone);
  const inYear = (y: number) => Date.UTC(y, Number(month) - 1, Number(date));
  const isAhead = inYear(year) > Date.parse(`${dayOf(now.getTime() + DAY_MS, zone)}T00:00Z`);
  return `${isAhead ? year - 1 : year}-${month}-${date} ${text.slice(day.length)}`;
}

function dayOf(ms: number, zone: string): string {
  const { year, month, day } = wallOf(ms, zone);
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
