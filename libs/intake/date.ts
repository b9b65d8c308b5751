// Reads a date as people and programs write it in feeds and spreadsheets, into one ISO 8601 UTC instant.
import { inFull } from './date-near';
import { civilToInstant, type Wall } from './wall-time';

export type DateOptions = {
  /** IANA zone in which a date without a zone was written. */
  zone?: string;
  /** The instant of reading, where dates may lean on it (`昨天 08:05`, `11月18日`): a feed shows the present, a file may be old. */
  now?: Date;
};

/** A wall time and, where the text named one, its offset from UTC in minutes. */
type Found = { wall: Wall; offset: number | null };

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH = '(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\\.?';
const CLOCK =
  '(\\d{1,2})\\s?[:：时点]\\s?(?:(\\d{1,2}|半|一刻|三刻)(?:\\s?[:：分]\\s?(?:(\\d{1,2})(?:[.,](\\d{1,9}))?\\s?秒?)?)?)?整?';
const HALF = '(凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|夜间|晚|am|pm|a\\.m\\.|p\\.m\\.)';
const TIME = new RegExp(`^(?:${HALF}\\s?)?${CLOCK}(?:\\s?${HALF}(?![a-z]))?`, 'i');
const ZONE = /^(?:gmt|utc?)?([+-])(\d{1,2}):?(\d{2})?(?![\d:])/i;
const WEEKDAY =
  /(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b[,.]?|[（(]?(?:星期|礼拜|周)[一二三四五六日天][）)]?)\s?/gi;

// RFC 822 §5 names; CST is China's here, because the sources are Chinese.
const NAMED: Record<string, number> = {
  z: 0,
  ut: 0,
  utc: 0,
  gmt: 0,
  bst: 60,
  cet: 60,
  cest: 120,
  est: -300,
  edt: -240,
  cdt: -300,
  mst: -420,
  mdt: -360,
  pst: -480,
  pdt: -420,
  jst: 540,
  hkt: 480,
  cst: 480,
  北京时间: 480,
};

/** The shapes of a day, and where year, month and day stand in each. */
const DAYS: { shape: RegExp; order: readonly [number, number, number] }[] = [
  { shape: /^(\d{4})\s?年\s?(\d{1,2})\s?月(?:份)?(?:\s?(\d{1,2})\s?[日号])?/, order: [1, 2, 3] },
  { shape: /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)/, order: [1, 3, 4] },
  {
    shape: /^(\d{4})(\d{2})(\d{2})(?=$|[ t]\d{1,2}:|[ t]\d{4,6}(?!\d)|\d{4}(?:\d{2})?(?!\d))/i,
    order: [1, 2, 3],
  },
  { shape: /^(\d{4})[-/](\d{1,2})(?=$|\s)/, order: [1, 2, 0] },
  {
    shape: new RegExp(`^(\\d{1,2})[\\s-]${MONTH}[\\s,-]{1,2}(\\d{4}|\\d{2})(?!\\d|:)`, 'i'),
    order: [3, 2, 1],
  },
  {
    shape: new RegExp(`^${MONTH}\\s(\\d{1,2})(?:st|nd|rd|th)?,?\\s(\\d{4})(?!\\d|:)`, 'i'),
    order: [3, 1, 2],
  },
  { shape: /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?!\d)/, order: [3, 1, 2] },
  // As Oracle writes it in a Chinese session.
  { shape: /^(\d{1,2})-(\d{1,2})月\s?-(\d{4}|\d{2})(?!\d)/, order: [3, 2, 1] },
];

/**
 * Reads a date: RFC 822, ISO 8601, `2026-11-18 08:00:00`, `2026年11月18日 8时5分`, `2026/4/25 9:32:09`, `2026.4.25`,
 * `20260425`, `二〇二六年四月二十五日 下午3点`, spreadsheet serials, Unix seconds or milliseconds, JavaScript's own form,
 * Oracle's `18-11月-26`.
 * A date without a zone is read in `zone`; one without a time is the first instant of its day there.
 *
 * @returns ISO 8601 UTC, or null for what is no date or cannot exist (30 February, 25 o'clock)
 * Source: RFC 822 §5 and RFC 2822 §3.3 (feeds), ISO 8601, GB/T 7408.1-2023; ECMA-376 §18.17.4 for serials.
 */
export function readDate(
  text: string | number | Date | null | undefined,
  { zone = 'Asia/Shanghai', now }: DateOptions = {},
): string | null {
  if (text instanceof Date) return Number.isNaN(text.getTime()) ? null : text.toISOString();
  if (text === null || text === undefined) return null;
  const plain = typeof text === 'number' ? plainNumber(text) : tidy(text);
  if (!plain || plain.length > 100) return null;
  if (/^\d+(?:\.\d+)?$/.test(plain)) {
    const counted = readCount(plain, zone);
    if (counted !== undefined) return counted;
  }
  const whole = now ? inFull(plain, now, zone) : null;
  const found = readWritten(whole ?? plain);
  return found ? toInstant(found, zone) : null;
}

function plainNumber(value: number): string {
  return Number.isFinite(value) && value >= 0 ? String(value) : '';
}

function tidy(text: string): string {
  const flat = text
    .slice(0, 200)
    .normalize('NFKC')
    .replace(/[\s\u200b\ufeff]+/g, ' ')
    .trim();
  const day = flat.replace(WEEKDAY, '').trim();
  return /[〇零一二三四五六七八九十]/.test(day) ? westernDigits(day) : day;
}

/** Numbers that count from an epoch; undefined when the digits may be a written day instead. */
function readCount(plain: string, zone: string): string | null | undefined {
  const value = Number(plain);
  if (/^\d{13}$/.test(plain)) return bounded(value);
  if (/^\d{9,10}(?:\.\d+)?$/.test(plain)) return bounded(value * 1000);
  if (/^\d{5}(?:\.\d+)?$/.test(plain)) {
    if (value < 18_264 || value > 80_000) return null;
    const wall = new Date(Math.round((value - 25_569) * 86_400) * 1000);
    return toInstant({ wall: fromUtc(wall), offset: null }, zone);
  }
  return undefined;
}

function bounded(ms: number): string | null {
  return ms >= 0 && ms < 4_102_444_800_000 ? new Date(Math.round(ms)).toISOString() : null;
}

function fromUtc(date: Date): Wall {
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    ms: 0,
  };
}

function readWritten(text: string): Found | null {
  const asctime = readAsctime(text);
  if (asctime) return asctime;
  for (const { shape, order } of DAYS) {
    const match = shape.exec(text);
    if (!match) continue;
    const day = dayOf(match, order);
    const rest = text.slice(match[0].length);
    const clock = day && readClock(rest, match[0]);
    if (day && clock) return { wall: { ...day, ...clock.time }, offset: clock.offset };
  }
  return null;
}

type Day = Pick<Wall, 'year' | 'month' | 'day'>;
type Clock = Pick<Wall, 'hour' | 'minute' | 'second' | 'ms'>;

function dayOf(match: RegExpExecArray, [y, m, d]: readonly [number, number, number]): Day {
  const short = Number(match[y]);
  const year = (match[y] ?? '').length === 2 ? short + (short < 70 ? 2000 : 1900) : short;
  const month = monthOf(match[m] ?? '');
  const day = d === 0 || match[d] === undefined ? 1 : Number(match[d]);
  // 25/4/2026 can only be day first; 4/5/2026 is read month first, as spreadsheets write it.
  return match[0].includes('/') && y === 3 && month > 12
    ? { year, month: day, day: month }
    : { year, month, day };
}

function monthOf(text: string): number {
  return /^\d/.test(text) ? Number(text) : MONTHS.indexOf(text.slice(0, 3).toLowerCase()) + 1;
}

/** What follows the day: nothing, a time, a time and a zone. Anything else means that this is no date. */
function readClock(text: string, day: string): { time: Clock; offset: number | null } | null {
  const noon: Clock = { hour: 0, minute: 0, second: 0, ms: 0 };
  const rest = text.replace(/^[\s,T]+/i, '');
  if (rest === '') return { time: noon, offset: null };
  const packed = /^\d{8}$|[a-z]{3}/i.test(day) ? /^(\d{2})(\d{2})(\d{2})?(?!\d)/.exec(rest) : null;
  const match = packed ?? TIME.exec(rest);
  if (!match) {
    const offset = zoneOf(rest);
    return offset === undefined ? null : { time: noon, offset };
  }
  const time = packed ? packedTime(packed) : timeOf(match);
  const after = rest.slice(match[0].length).trim();
  const offset = after === '' ? null : zoneOf(after);
  return time === null || offset === undefined ? null : { time, offset };
}

function packedTime(match: RegExpExecArray): Clock {
  return { hour: Number(match[1]), minute: Number(match[2]), second: Number(match[3] ?? 0), ms: 0 };
}

function timeOf(match: RegExpExecArray): Clock | null {
  const half = (match[1] ?? match[6] ?? '').toLowerCase().replaceAll('.', '');
  const hour = halfDay(Number(match[2]), half);
  if (hour === null) return null;
  const words: Record<string, number> = { 半: 30, 一刻: 15, 三刻: 45 };
  const minute = words[match[3] ?? ''] ?? Number(match[3] ?? 0);
  const ms = Number((match[5] ?? '0').padEnd(3, '0').slice(0, 3));
  return { hour, minute, second: Number(match[4] ?? 0), ms };
}

function halfDay(hour: number, half: string): number | null {
  if (/^(?:下午|傍晚|晚上|夜间|晚|pm)$/.test(half)) return hour < 12 ? hour + 12 : hour;
  if (half === '中午') return hour < 11 ? hour + 12 : hour;
  if (/^(?:凌晨|清晨|早上|早晨|上午|am)$/.test(half)) return hour > 12 ? null : hour % 12;
  return hour;
}

/** Offset in minutes; undefined when the text is not a zone. A remark in brackets is skipped. */
function zoneOf(text: string): number | null | undefined {
  const plain = text.replace(/\s?\([^()]{0,40}\)$/, '').trim();
  if (plain === '') return null;
  const named = NAMED[plain.toLowerCase()];
  if (named !== undefined) return named;
  const match = ZONE.exec(plain);
  if (!match || match[0].length !== plain.length) return undefined;
  const minutes = Number(match[2]) * 60 + Number(match[3] ?? 0);
  return minutes > 14 * 60 ? undefined : match[1] === '-' ? -minutes : minutes;
}

/** `Nov 18 08:00:00 CST 2026`, as C and Java print it. */
function readAsctime(text: string): Found | null {
  const shape = new RegExp(
    `^${MONTH}\\s(\\d{1,2})\\s(\\d{2}):(\\d{2}):(\\d{2})\\s(?:([a-z]{2,5}|[+-]\\d{4})\\s)?(\\d{4})$`,
    'i',
  );
  const match = shape.exec(text);
  if (!match) return null;
  const offset = match[6] === undefined ? null : zoneOf(match[6]);
  if (offset === undefined) return null;
  const [hour, minute, second] = [Number(match[3]), Number(match[4]), Number(match[5])];
  const day = { year: Number(match[7]), month: monthOf(match[1] ?? ''), day: Number(match[2]) };
  return { wall: { ...day, hour, minute, second, ms: 0 }, offset };
}

function toInstant({ wall, offset }: Found, zone: string): string | null {
  const whole = new Date(Date.UTC(wall.year, wall.month - 1, wall.day));
  const real = whole.getUTCMonth() === wall.month - 1 && whole.getUTCDate() === wall.day;
  const endOfDay = wall.hour === 24 && wall.minute === 0 && wall.second === 0;
  if (!real || wall.year < 1900 || wall.year > 2200) return null;
  if ((wall.hour > 23 && !endOfDay) || wall.minute > 59 || wall.second > 60) return null;
  return civilToInstant(wall, offset, zone);
}

/** Turns 二〇二六年十一月十八日 into figures; 十 counts as a ten only beside other figures of the same number. */
function westernDigits(text: string): string {
  const figure = '〇一二三四五六七八九';
  return text
    .replace(/[一三]刻/g, (word) => (word === '一刻' ? '15分' : '45分'))
    .replace(/[〇零一二三四五六七八九十]{1,6}/g, (word) => {
      if (!word.includes('十')) {
        return [...word].map((one) => String(Math.max(0, figure.indexOf(one)))).join('');
      }
      const [tens = '', units = ''] = word.split('十');
      const ten = tens === '' ? 1 : figure.indexOf(tens);
      return String(ten * 10 + (units === '' ? 0 : figure.indexOf(units)));
    });
}
