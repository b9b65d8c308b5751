// Hours that count only while an office is open: which stretches of which days counted, and when they are used up.
import type { Words } from '#organisation';
import { type Calendar, type DayNote, dayOf, dayWords, type Stretch, stateCouncilCalendar } from './calendar';
import { hours, nextDay, shanghaiDay } from './instants';
import type { OpeningSpan } from './packs';

export type HoursCounted = {
  dueAt: string;
  /** Every day from the start to the last, in order, with what it gave. */
  lines: Words[];
  /** Every day that was passed. */
  days: DayNote[];
};

/** HH:MM of a day, from 00:00 to 24:00. */
const HHMM = /^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/;

/** Whether spans can be opening hours: real times, each ending after it begins, in order and apart. */
export function areOpeningSpans(spans: readonly OpeningSpan[]): boolean {
  return (
    spans.length > 0 &&
    spans.every(({ from, to }, i) => {
      const before = spans[i - 1];
      return HHMM.test(from) && HHMM.test(to) && from < to && (!before || before.to <= from);
    })
  );
}

/**
 * When n opening hours (a whole number from 1 to 8760) are used up, counted from an instant to the second. `paused`
 * stretches give nothing. @throws RangeError where the spans are none or n is out of bounds
 */
export function addOpeningHours(
  startInstant: string,
  n: number,
  open: readonly OpeningSpan[],
  calendar: Calendar = stateCouncilCalendar,
  paused: readonly Stretch[] = [],
): HoursCounted {
  if (!Number.isInteger(n) || n < 1 || n > 8760) throw new RangeError(`Not a number of hours: ${n}`);
  if (!areOpeningSpans(open)) throw new RangeError('These are no opening hours.');
  const start = Date.parse(startInstant);
  const lines: Words[] = [];
  const days: DayNote[] = [];
  let left = hours(n);
  for (let date = shanghaiDay(startInstant); ; date = nextDay(date)) {
    const day = dayOf(date, calendar);
    days.push(day);
    const pieces = day.works ? openPieces(date, open, start, paused) : [];
    const before = left;
    for (const [from, to] of pieces) {
      if (to - from >= left) {
        const dueAt = new Date(from + left).toISOString();
        lines.push(lineOf(day, before, n));
        return { dueAt, lines, days };
      }
      left -= to - from;
    }
    lines.push(lineOf(day, before - left, n - left / hours(1)));
  }
}

type Piece = [from: number, to: number];
/** The stretches of one day that count: open, not before the start, not paused. */
function openPieces(
  date: string,
  open: readonly OpeningSpan[],
  start: number,
  paused: readonly Stretch[],
): Piece[] {
  const midnight = Date.parse(`${date}T00:00:00+08:00`);
  const at = (text: string) => midnight + (Number(text.slice(0, 2)) * 60 + Number(text.slice(3))) * 60_000;
  let pieces = open.map(({ from, to }): Piece => [Math.max(at(from), start), at(to)]);
  for (const { from, to } of paused) {
    const [a, b] = [Date.parse(from), Date.parse(to)];
    pieces = pieces.flatMap(([x, y]): Piece[] => [
      [x, Math.min(y, a)],
      [Math.max(x, b), y],
    ]);
  }
  return pieces.filter(([from, to]) => from < to);
}

const clock = (ms: number): Words => {
  const minutes = Math.round(ms / 60_000);
  const [h, m] = [Math.floor(minutes / 60), minutes % 60];
  return {
    zh: [h > 0 && `${h}小时`, (m > 0 || h === 0) && `${m}分`].filter(Boolean).join(''),
    en: [h > 0 && `${h} h`, (m > 0 || h === 0) && `${m} min`].filter(Boolean).join(' '),
  };
};

function lineOf(day: DayNote, given: number, sumHours: number): Words {
  const said = dayWords(day);
  const [its, sum] = [clock(given), clock(hours(sumHours))];
  return given > 0
    ? {
        zh: `${said.zh.replace(/ · 不计$/, '')} · 计${its.zh}，累计${sum.zh}`,
        en: `${said.en.replace(/ · not counted$/, '')} · counts ${its.en}, ${sum.en} in all`,
      }
    : said;
}
