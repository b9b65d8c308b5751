// Which days are worked in China, and where n working days end, with a note on every day that was passed.
import type { Words } from '#organisation';
import { stateCouncilYears } from './calendar-years';
import { endOfDay, isDay, nextDay, shanghaiDay, weekdayOf } from './instants';

/** One year's notice: holidays as ranges (both ends in), and the weekend days that are worked instead. */
export type CalendarYear = {
  year: number;
  published: boolean;
  /** The notice's number; null where there is none yet. */
  notice: string | null;
  /** Which wording of this year: 1 as it first came; a correction is the next. */
  edition?: number;
  off: readonly { from: string; to: string; name: Words }[];
  worked: readonly { date: string; name: Words }[];
};

/** A calendar is data and has a version, so that a due time can say which one it was counted by. */
export type Calendar = { id: string; version: string; years: readonly CalendarYear[] };

export type DayKind = 'workday' | 'weekend' | 'holiday' | 'make-up';

export type DayNote = {
  /** YYYY-MM-DD in Shanghai. */
  date: string;
  /** 0 Sunday … 6 Saturday. */
  weekday: number;
  kind: DayKind;
  works: boolean;
  /** The festival, for holidays and for the rest days worked instead (调休上班). */
  holiday: Words | null;
  /** False where the year has no notice and only Monday to Friday can be said. */
  published: boolean;
  /** Which working day this was in the count; null for a day that did not count. */
  counted: number | null;
  /** The day the clock started on: it never counts. */
  start: boolean;
  /** The clock stood still on it. */
  paused?: boolean;
};

/** A stretch of time that does not count. ISO 8601 UTC. */
export type Stretch = { from: string; to: string };

/** The calendar of the built-in packs: the State Council's notices. */
export const stateCouncilCalendar: Calendar = {
  id: 'state-council',
  version: versionOf(stateCouncilYears),
  years: stateCouncilYears,
};

type Mark = { kind: 'holiday' | 'make-up'; holiday: Words };
/** `notes` keeps the days already asked for, of published years only: a recount asks for the same ones again. */
type Index = { marks: Map<string, Mark>; published: Set<number>; notes: Map<string, DayNote> };
const indexes = new WeakMap<Calendar, Index>();

function indexOf(calendar: Calendar): Index {
  const known = indexes.get(calendar);
  if (known) return known;
  const marks = new Map<string, Mark>();
  const published = new Set<number>();
  for (const { year, published: out, off, worked } of calendar.years) {
    if (out) published.add(year);
    for (const { from, to, name } of off) {
      for (let day = from; day <= to; day = nextDay(day)) marks.set(day, { kind: 'holiday', holiday: name });
    }
    for (const { date, name } of worked) marks.set(date, { kind: 'make-up', holiday: name });
  }
  const index = { marks, published, notes: new Map<string, DayNote>() };
  indexes.set(calendar, index);
  return index;
}

/**
 * What a day is. `date` is YYYY-MM-DD; anything else throws RangeError.
 * A year without a published notice is counted Monday to Friday and says so by `published: false`.
 */
export function dayOf(date: string, calendar: Calendar = stateCouncilCalendar): DayNote {
  const { marks, published, notes } = indexOf(calendar);
  const known = notes.get(date);
  if (known) return known;
  if (!isDay(date)) throw new RangeError(`Not a day (YYYY-MM-DD): ${date}`);
  const weekday = weekdayOf(date);
  const mark = marks.get(date);
  const kind = mark?.kind ?? (weekday === 0 || weekday === 6 ? 'weekend' : 'workday');
  const note: DayNote = {
    date,
    weekday,
    kind,
    works: kind === 'workday' || kind === 'make-up',
    holiday: mark?.holiday ?? null,
    published: published.has(Number(date.slice(0, 4))),
    counted: null,
    start: false,
  };
  if (note.published) notes.set(date, note);
  return note;
}

/** Whether a day (YYYY-MM-DD) is worked. */
export function isWorkday(date: string, calendar: Calendar = stateCouncilCalendar): boolean {
  return dayOf(date, calendar).works;
}

export type Counted = {
  /** 23:59:59 +08:00 of the last day, as ISO 8601 UTC. */
  dueAt: string;
  /** Every day from the start day to the last, in order. */
  explain: DayNote[];
  /** The years passed through for which no notice was published. */
  leansOnUnpublished: number[];
};

/**
 * Where n working days end. The day of `startInstant` (in Shanghai) does not count, whatever day it is; the due
 * time is the end of the last working day. n is a whole number from 1 to 1000, else RangeError. A pause takes out the
 * days after the one on which it began, up to and with the one on which it ended, as a stretch of days is counted.
 * Source: D2; the start day is left out as 民法典 第二百零一条 has it.
 */
export function addWorkingDays(
  startInstant: string,
  n: number,
  calendar: Calendar = stateCouncilCalendar,
  paused: readonly Stretch[] = [],
): Counted {
  if (!Number.isInteger(n) || n < 1 || n > 1000) throw new RangeError(`Not a number of working days: ${n}`);
  let day = dayOf(shanghaiDay(startInstant), calendar);
  const explain: DayNote[] = [{ ...day, start: true }];
  const still = paused.map(({ from, to }) => [shanghaiDay(from), shanghaiDay(to)] as const);
  let left = n;
  while (left > 0) {
    day = dayOf(nextDay(day.date), calendar);
    const { date } = day;
    if (still.some(([from, to]) => from < date && date <= to)) {
      explain.push({ ...day, paused: true });
      continue;
    }
    if (day.works) left -= 1;
    explain.push(day.works ? { ...day, counted: n - left } : day);
  }
  const unpublished = explain
    .filter(({ published }) => !published)
    .map(({ date }) => Number(date.slice(0, 4)));
  return { dueAt: endOfDay(day.date), explain, leansOnUnpublished: [...new Set(unpublished)] };
}

const weekdays: readonly Words[] = [
  { zh: '周日', en: 'Sun' },
  { zh: '周一', en: 'Mon' },
  { zh: '周二', en: 'Tue' },
  { zh: '周三', en: 'Wed' },
  { zh: '周四', en: 'Thu' },
  { zh: '周五', en: 'Fri' },
  { zh: '周六', en: 'Sat' },
];

/** One day's note as a sentence: 2026-10-10 周六 · 国庆节调休上班 · 第3个工作日. */
export function dayWords(note: DayNote): Words {
  const weekday = weekdays[note.weekday] ?? { zh: '', en: '' };
  const kind = kindWords(note);
  const count = countWords(note);
  return {
    zh: `${note.date} ${weekday.zh} · ${kind.zh} · ${count.zh}`,
    en: `${note.date} ${weekday.en} · ${kind.en} · ${count.en}`,
  };
}

function kindWords({ kind, holiday, published }: DayNote): Words {
  const name = holiday ?? { zh: '', en: '' };
  const unsure = published
    ? { zh: '', en: '' }
    : { zh: '（当年放假安排未公布）', en: ' (no notice for this year)' };
  const words: Record<DayKind, Words> = {
    workday: { zh: '工作日', en: 'working day' },
    weekend: { zh: '周末', en: 'weekend' },
    holiday: { zh: `${name.zh}放假`, en: `${name.en} holiday` },
    'make-up': { zh: `${name.zh}调休上班`, en: `worked instead for ${name.en}` },
  };
  return { zh: words[kind].zh + unsure.zh, en: words[kind].en + unsure.en };
}

function countWords({ counted, start, paused }: DayNote): Words {
  if (paused) return { zh: '暂停计时，不计', en: 'paused, not counted' };
  if (start) return { zh: '起算当日，不计', en: 'the day it starts, not counted' };
  if (counted === null) return { zh: '不计', en: 'not counted' };
  return { zh: `第${counted}个工作日`, en: `working day ${counted}` };
}

/** Which wording of which year was counted by, for the published years among these; null where there is none. */
export function calendarNote(
  years: readonly number[],
  calendar: Calendar = stateCouncilCalendar,
): Words | null {
  const used = calendar.years.filter(({ year, published }) => published && years.includes(year));
  if (used.length === 0) return null;
  const list = used.map(({ year, edition = 1, notice }) => ({
    zh: `${year}年第${edition}版${notice ? `（${notice}）` : ''}`,
    en: `${year} edition ${edition}${notice ? ` (${notice})` : ''}`,
  }));
  return {
    zh: `按放假安排 ${list.map(({ zh }) => zh).join('、')} 计数`,
    en: `counted by the calendar of ${list.map(({ en }) => en).join(', ')}`,
  };
}

/** A calendar with one year put in place of the one it held, or added; its version counts the wordings held. */
export function withYear(calendar: Calendar, year: CalendarYear): Calendar {
  const years = [...calendar.years.filter((held) => held.year !== year.year), year].sort(
    (a, b) => a.year - b.year,
  );
  return { id: calendar.id, version: versionOf(years), years };
}

/** 2012–2025.1-2026.2: every published year with its edition, years that follow one another in the same one together. */
export function versionOf(years: readonly CalendarYear[]): string {
  const runs: { from: number; to: number; edition: number }[] = [];
  for (const { year, edition = 1 } of years.filter(({ published }) => published)) {
    const run = runs.at(-1);
    if (run?.edition === edition && run.to === year - 1) run.to = year;
    else runs.push({ from: year, to: year, edition });
  }
  return runs.map(({ from, to, edition }) => `${from === to ? from : `${from}–${to}`}.${edition}`).join('-');
}

/**
 * What stands in brackets behind a due time that leans on years without a notice, of messages that were written at an
 * instant; empty words where it leans on none. A year that is past was published long ago and is only not held here.
 */
export function leaningNote(years: readonly number[], at: Date): Words {
  if (years.length === 0) return { zh: '', en: '' };
  const ahead = years.filter((year) => year >= Number(shanghaiDay(at.toISOString()).slice(0, 4)));
  const [zh, en] = [
    (ahead.length > 0 ? ahead : years).join('、'),
    (ahead.length > 0 ? ahead : years).join(', '),
  ];
  return ahead.length > 0
    ? {
        zh: `（依赖${zh}年尚未公布的放假安排，可能变动）`,
        en: ` (leans on the unpublished holiday notice of ${en} and may move)`,
      }
    : {
        zh: `（${zh}年的放假安排未收录，只按周一至周五计算）`,
        en: ` (the holiday notice of ${en} is not held here: counted Monday to Friday only)`,
      };
}

/** The sentence to show wherever a due time leans on a year without a notice; null where it leans on none. */
export function unpublishedNote(
  years: readonly number[],
  calendar: Calendar = stateCouncilCalendar,
): Words | null {
  if (years.length === 0) return null;
  const first = Math.min(...calendar.years.filter(({ published }) => published).map(({ year }) => year));
  const list = { zh: years.join('、'), en: years.join(', ') };
  if (years.every((year) => year < first)) {
    return {
      zh: `${list.zh}年早于本系统收录的放假安排，只按周一至周五计算。`,
      en: `${list.en} is older than the holiday notices held here; counted Monday to Friday only.`,
    };
  }
  return {
    zh: `${list.zh}年放假安排尚未公布，暂按周一至周五计算，公布后可能变动。`,
    en: `The holiday notice for ${list.en} is not yet published; counted Monday to Friday for now, and may move.`,
  };
}
