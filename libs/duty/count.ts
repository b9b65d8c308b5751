// Counting a length from a start: running hours, opening hours or working days, with a line for every step.
import type { Words } from '#organisation';
import {
  addWorkingDays,
  type Calendar,
  calendarNote,
  type DayNote,
  dayWords,
  type Stretch,
  stateCouncilCalendar,
  unpublishedNote,
} from './calendar';
import { hours, shanghaiDay, shanghaiTime } from './instants';
import { addOpeningHours } from './opening-hours';
import type { Within } from './packs';

export type CountedDue = { dueAt: string; lines: Words[]; leansOnUnpublished: number[] };

/** The due time of a length from a start, with the steps of the count; paused stretches do not count. */
export function countDue(
  within: Within,
  startAt: string,
  calendar: Calendar = stateCouncilCalendar,
  paused: readonly Stretch[] = [],
): CountedDue {
  if (within.kind === 'running') {
    const still = paused.reduce((sum, { from, to }) => sum + Date.parse(to) - Date.parse(from), 0);
    const dueAt = new Date(Date.parse(startAt) + hours(within.hours) + still).toISOString();
    const line = {
      zh: `连续计时${within.hours}小时，夜间、周末和节假日不扣除。`,
      en: `${within.hours} running hours; nights, weekends and holidays count.`,
    };
    return { dueAt, lines: [line, ...paused.map(pauseLine)], leansOnUnpublished: [] };
  }
  if (within.kind === 'opening-hours') {
    const { dueAt, lines, days } = addOpeningHours(startAt, within.hours, within.open, calendar, paused);
    return { dueAt, ...withNotes([...lines, ...paused.map(pauseLine)], days, calendar) };
  }
  if (paused.length > 0) return countDays(startAt, within.days, calendar, paused);
  const counts = countsBy.get(calendar) ?? new Map<string, CountedDue>();
  countsBy.set(calendar, counts);
  const key = `${shanghaiDay(startAt)} ${within.days}`;
  const known = counts.get(key) ?? countDays(startAt, within.days, calendar, []);
  if (counts.size >= MOST_COUNTS) counts.clear();
  counts.set(key, known);
  return known;
}

/** Ten thousand clocks that are counted anew start on a few dozen days: each day's count is made once a calendar. */
const countsBy = new WeakMap<Calendar, Map<string, CountedDue>>();
const MOST_COUNTS = 2000;

function countDays(
  startAt: string,
  days: number,
  calendar: Calendar,
  paused: readonly Stretch[],
): CountedDue {
  const { dueAt, explain } = addWorkingDays(startAt, days, calendar, paused);
  return { dueAt, ...withNotes([...explain.map(dayWords), ...paused.map(pauseLine)], explain, calendar) };
}

/** The steps, and after them which notices they were counted by and which are still missing. */
function withNotes(
  lines: readonly Words[],
  days: readonly DayNote[],
  calendar: Calendar,
): Omit<CountedDue, 'dueAt'> {
  const yearOf = ({ date }: DayNote) => Number(date.slice(0, 4));
  const leansOnUnpublished = [...new Set(days.filter(({ published }) => !published).map(yearOf))];
  const years = [...new Set(days.map(yearOf))];
  const notes = [calendarNote(years, calendar), unpublishedNote(leansOnUnpublished, calendar)];
  return { lines: [...lines, ...notes.filter((note) => note !== null)], leansOnUnpublished };
}

/** The step that tells of a pause. */
function pauseLine({ from, to }: Stretch): Words {
  const [begins, ends] = [shanghaiTime(from), shanghaiTime(to)];
  return {
    zh: `暂停计时 ${begins} 至 ${ends}（北京时间），这段时间不计`,
    en: `paused from ${begins} to ${ends} Beijing time, which does not count`,
  };
}
