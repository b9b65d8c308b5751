// Whether a source is quieter than its own habit: how improbable its silence is, judged by the hours of the week in which it used to publish.

/** A silence, and how it stands against the source's own weeks. */
export type Silence = {
  /** When something last came. */
  since: Date;
  ms: number;
  /** Weeks of history the habit is read from. */
  weeks: number;
  /** Hours of this silence in which something would have come, by the habit. */
  expectedHours: number;
  /** How probable so long a silence is, if the habit still held. */
  probability: number;
  /** Rarer than once in ten thousand: it is asked every hour, of every source. */
  isImprobable: boolean;
};

const HOUR = 3600_000;
const WEEK_HOURS = 168;
/** As far back as a habit is read. */
export const HABIT_WEEKS = 8;
const LEAST_WEEKS = 2;
const RARE = 0.0001;
/** A silence longer than this is judged no further. */
const LONGEST_HOURS = 26 * WEEK_HOURS;
/** A week begins on a Monday in China. */
const MONDAY = Date.UTC(2001, 0, 1) - 8 * HOUR;

const hourOf = (at: Date): number => Math.floor((at.getTime() - MONDAY) / HOUR);
const slotOf = (hour: number): number => ((hour % WEEK_HOURS) + WEEK_HOURS) % WEEK_HOURS;

/**
 * Judges the silence up to `at`. Nights and weekends are quiet by habit and count for nothing; each hour of the week
 * in which the source published in k of n weeks counts with k/(n+1), so that a short history never speaks loudly.
 * @param arrivals instants at which something new came, in any order; one an hour is enough
 * @returns null where there is no habit yet (less than two weeks) or the present hour is not silent
 */
export function silenceOf(arrivals: readonly Date[], at: Date): Silence | null {
  const hours = [...new Set(arrivals.map(hourOf))].sort((a, b) => a - b);
  const last = hours.at(-1);
  const since = arrivals.reduce<Date | null>((late, one) => (late && late >= one ? late : one), null);
  if (last === undefined || since === null) return null;
  const habit = hours.filter((hour) => hour > last - HABIT_WEEKS * WEEK_HOURS);
  const weeks = Math.min(HABIT_WEEKS, Math.floor((last - habit[0]! + 1) / WEEK_HOURS));
  const now = hourOf(at);
  if (weeks < LEAST_WEEKS || now <= last + 1) return null;
  const active = new Map<number, number>();
  for (const hour of habit.filter((one) => one > last - weeks * WEEK_HOURS))
    active.set(slotOf(hour), (active.get(slotOf(hour)) ?? 0) + 1);
  let expectedHours = 0;
  let log = 0;
  for (let hour = last + 1; hour < Math.min(now, last + LONGEST_HOURS); hour += 1) {
    const share = (active.get(slotOf(hour)) ?? 0) / (weeks + 1);
    expectedHours += share;
    log += Math.log1p(-share);
  }
  const probability = Math.exp(log);
  const ms = at.getTime() - since.getTime();
  return { since, ms, weeks, expectedHours, probability, isImprobable: probability < RARE };
}
