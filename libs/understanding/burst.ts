// Early signs (苗头): whether a series of messages stands above its own baseline by hour of day and day of week.
import { tooMany } from './tail';

/** Hours are counted since 1970-01-01T00:00Z. */
export type HourCounts = ReadonlyMap<number, number>;
/**
 * On what a baseline stands. `week`: hour of day and day of week, from three weeks on. `day`: hour of day, from three days
 * on. `flat`: too little history for either, so the plain mean, and only what is far above it counts. `none`: less than a
 * day; nothing is judged.
 */
export type BurstBasis = 'week' | 'day' | 'flat' | 'none';
export type Baseline = {
  basis: BurstBasis;
  /** Messages expected in an hour. */
  expected: (hour: number) => number;
  /** Variance of an hour's count in units of its mean: 1 for pure chance. */
  dispersion: number;
  /** How uncertain the expectation itself is: its relative variance. */
  doubt: (hour: number) => number;
};
export type BurstVerdict = { window: number; count: number; expected: number; threshold: number };

/** Hours looked at together: one tells a rush at once, six tell a slow rise of a thin series. */
export const BURST_WINDOWS: readonly number[] = [1, 6];
/** Fewer are no burst, however quiet the series is otherwise. */
export const BURST_LEAST = 4;
/** So much history is looked at. */
export const BASELINE_HOURS = 8 * 168;
/** Hours in a row without anything above the ordinary end a burst. */
export const BURST_QUIET_HOURS = 3;
const DAY = 24;
const WEEK = 168;

/** Hour of the week in China, 0 = Monday 00:00; the epoch was a Thursday. */
const hourOfWeek = (hour: number): number => (((hour + 8 + 3 * DAY) % WEEK) + WEEK) % WEEK;

/** What is usual can be told from, after so many hours of record: hours of the week from three weeks on, hours of the day from three days, one mean from a day. */
export function basisOf(hours: number): BurstBasis {
  if (hours >= 3 * WEEK) return 'week';
  if (hours >= 3 * DAY) return 'day';
  return hours >= DAY ? 'flat' : 'none';
}

/**
 * The chance that one test may raise a false alarm, so that all series of a jurisdiction together raise at most so many a
 * week: each hour of the week is tested once for each series and window (Bonferroni). That a running hour is looked at many times
 * changes nothing: its count only grows, so the last look says all that the earlier ones said.
 */
export const chanceOfTest = (aWeek: number, series: number): number =>
  aWeek / (WEEK * BURST_WINDOWS.length * Math.max(1, series));

/**
 * The baseline of a series from what was counted in `[from, to)`, at most the last eight weeks of it.
 *
 * The mean of an hour of the week is shrunk: towards (hour of day × day of week), those towards the mean of all. How much
 * depends on how many messages stand behind it (gamma–Poisson: with n messages seen, a prior worth `a` of them), so a thin
 * series keeps to its day's mean and a busy one to its own week. Counts far above are cut off first, so that earlier
 * bursts do not raise the baseline; how far the series scatters beyond chance is estimated and kept; the level of the
 * last week is followed, by at most a factor of two.
 * Source: A. Noufaily et al., An improved algorithm for outbreak detection in multiple surveillance systems, Statistics in
 * Medicine 32 (2013) 1206–1222 (negative-binomial threshold of an overdispersed baseline, past outbreaks down-weighted);
 * the shrinkage is the gamma–Poisson model of C. Morris, Parametric empirical Bayes inference, JASA 78 (1983) 47–55.
 */
export function baselineOf(counts: HourCounts, from: number, to: number): Baseline {
  const first = Math.max(from, to - BASELINE_HOURS);
  const basis = basisOf(to - first);
  if (basis === 'none') return { basis, expected: () => 0, dispersion: 1, doubt: () => 0 };
  const seen = Array.from({ length: to - first }, (_, i) => counts.get(first + i) ?? 0);
  const capped = cappedOf(seen, first, basis);
  const shape = shapeOf(capped, first, basis);
  const means = capped.map((_, i) => shape.mean(first + i));
  const dispersion = dispersionOf(capped, means, basis);
  const level = basis === 'week' ? levelOf(capped, means, dispersion) : { factor: 1, doubt: 0 };
  return {
    basis,
    dispersion,
    expected: (hour) => shape.mean(hour) * level.factor,
    doubt: (hour) => dispersion * shape.doubt(hour) + level.doubt + ROUGH[basis],
  };
}

/** What a basis leaves out, as relative variance: weekdays, or all of the rhythm. */
const ROUGH = { week: 0, day: 0.15, flat: 1 } as const;
/** Messages that a prior is worth: the hour of day against the mean of all, the day of week, the hour of the week. */
const WORTH = { hour: 1, day: 4, cell: 10 } as const;

type Shape = { mean: (hour: number) => number; doubt: (hour: number) => number };

function shapeOf(seen: readonly number[], first: number, basis: 'week' | 'day' | 'flat'): Shape {
  const sums = { hour: zeros(DAY), day: zeros(7), cell: zeros(WEEK) };
  const hours = { hour: zeros(DAY), day: zeros(7), cell: zeros(WEEK) };
  let all = 0.5;
  seen.forEach((count, i) => {
    const cell = hourOfWeek(first + i);
    all += count;
    for (const [part, at] of placesOf(cell)) {
      sums[part][at]! += count;
      hours[part][at]! += 1;
    }
  });
  const mean = all / seen.length;
  const shrunk = (part: keyof typeof sums, at: number, prior: number) =>
    (WORTH[part] + sums[part][at]!) / (WORTH[part] / prior + hours[part][at]!);
  if (basis === 'flat') return { mean: () => mean, doubt: () => 1 / all };
  const table = Array.from({ length: WEEK }, (_, cell) => {
    const [[, hour], [, day]] = placesOf(cell);
    const byHour = shrunk('hour', hour, mean);
    const hourDoubt = 1 / (WORTH.hour + sums.hour[hour]!);
    if (basis === 'day') return { mean: byHour, doubt: hourDoubt };
    const prior = byHour * (shrunk('day', day, mean) / mean);
    const dayDoubt = 1 / (WORTH.day + sums.day[day]!);
    const weight = WORTH.cell / prior / (WORTH.cell / prior + hours.cell[cell]!);
    return {
      mean: shrunk('cell', cell, prior),
      doubt: 1 / (WORTH.cell + sums.cell[cell]!) + weight ** 2 * (hourDoubt + dayDoubt),
    };
  });
  return {
    mean: (hour) => table[hourOfWeek(hour)]!.mean,
    doubt: (hour) => table[hourOfWeek(hour)]!.doubt,
  };
}

const zeros = (length: number): number[] => new Array<number>(length).fill(0);
const placesOf = (cell: number) =>
  [
    ['hour', cell % DAY],
    ['day', Math.floor(cell / DAY)],
    ['cell', cell],
  ] as const;
/** Four standard deviations of a moderately scattered count above the median of its like: a burst in one week moves no median. */
function cappedOf(seen: readonly number[], first: number, basis: 'week' | 'day' | 'flat'): number[] {
  const like = (i: number) => (basis === 'flat' ? 0 : hourOfWeek(first + i) % (basis === 'day' ? DAY : WEEK));
  const groups: number[][] = [];
  seen.forEach((count, i) => {
    groups[like(i)] ??= [];
    groups[like(i)]!.push(count);
  });
  const caps = groups.map((group) => {
    const middle = [...group].sort((a, b) => a - b)[group.length >> 1]! + 0.5;
    return Math.ceil(middle + 4 * Math.sqrt(1.5 * middle) + 2);
  });
  return seen.map((count, i) => Math.min(count, caps[like(i)]!));
}

/** Pearson's statistic, all hours together, so that hours in which nothing is expected weigh nothing. */
function dispersionOf(seen: readonly number[], means: readonly number[], basis: BurstBasis): number {
  const squares = seen.reduce((sum, count, i) => sum + (count - means[i]!) ** 2, 0);
  const expected = means.reduce((sum, mean) => sum + mean, 0);
  // What was fitted to the same hours makes them look calmer than they are.
  const fitted = basis === 'week' ? 100 : basis === 'day' ? DAY : 1;
  return Math.max(1, (squares / expected) * (seen.length / Math.max(seen.length / 2, seen.length - fitted)));
}

/** The last week against what the whole would have it: series grow when sources are added. */
function levelOf(seen: readonly number[], means: readonly number[], dispersion: number) {
  const from = Math.max(0, seen.length - WEEK);
  const sum = (list: readonly number[]) => list.slice(from).reduce((all, one) => all + one, 0);
  const steady = 30;
  const expected = steady + sum(means);
  const factor = Math.min(2, Math.max(0.5, (steady + sum(seen)) / expected));
  return { factor, doubt: dispersion / expected };
}

/** Mean and variance of the count of some hours together; their doubts count as one and the same. */
function together(baseline: Baseline, hour: number, window: number): { mean: number; variance: number } {
  let mean = 0;
  let doubt = 0;
  for (let h = hour - window + 1; h <= hour; h += 1) {
    const expected = baseline.expected(h);
    mean += expected;
    doubt += expected * Math.sqrt(baseline.doubt(h));
  }
  return { mean, variance: baseline.dispersion * mean + doubt ** 2 };
}

/** From how many messages on these hours are too many, where one test may be wrong with this chance. */
export function burstThreshold(baseline: Baseline, hour: number, window: number, chance: number): number {
  const { mean, variance } = together(baseline, hour, window);
  return Math.max(BURST_LEAST, tooMany(chance, mean, variance));
}

/**
 * Whether the hours that end with this one are too many for their baseline; null where they are not, and where there is
 * no baseline. `after`: hours up to this one belong to an earlier burst and are not looked at again.
 */
export function judgeBurst(
  counts: HourCounts,
  baseline: Baseline,
  hour: number,
  chance: number,
  after = Number.NEGATIVE_INFINITY,
): BurstVerdict | null {
  if (baseline.basis === 'none') return null;
  for (const window of BURST_WINDOWS) {
    if (hour - window + 1 <= after) continue;
    let count = 0;
    for (let h = hour - window + 1; h <= hour; h += 1) count += counts.get(h) ?? 0;
    if (count < BURST_LEAST || (window > 1 && (counts.get(hour) ?? 0) === 0)) continue;
    const threshold = burstThreshold(baseline, hour, window, chance);
    if (count >= threshold)
      return { window, count, expected: together(baseline, hour, window).mean, threshold };
  }
  return null;
}

/** One hour in twenty is so busy by chance: while hours are, a burst lasts. */
const ORDINARY = 0.05;
/** Whether an hour is still above the ordinary. */
export function isBusy(counts: HourCounts, baseline: Baseline, hour: number): boolean {
  const { mean, variance } = together(baseline, hour, 1);
  return (counts.get(hour) ?? 0) >= Math.max(2, tooMany(ORDINARY, mean, variance));
}
