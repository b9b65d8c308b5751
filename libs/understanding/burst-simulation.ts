// Invented counties with the rhythm of days and weeks, to see how often a burst is raised that is none, and how soon a real one is.
import { BURST_QUIET_HOURS, baselineOf, chanceOfTest, isBusy, judgeBurst } from './burst';

const WEEK = 168;
type Random = () => number;

/** Numbers in [0, 1) that are the same at every run (mulberry32). */
export function seededRandom(seed: number): Random {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
const normal = (random: Random): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** Marsaglia and Tsang, ACM TOMS 26 (2000) 363–372. */
function gamma(random: Random, shape: number): number {
  if (shape < 1) return gamma(random, shape + 1) * (1 - random()) ** (1 / shape);
  const d = shape - 1 / 3;
  for (;;) {
    const x = normal(random);
    const v = (1 + x / Math.sqrt(9 * d)) ** 3;
    if (v > 0 && Math.log(1 - random()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}
function poisson(random: Random, mean: number): number {
  // In steps, so that e^-mean does not vanish.
  let left = mean;
  let count = 0;
  while (left > 0) {
    const part = Math.min(left, 30);
    left -= part;
    const limit = Math.exp(-part);
    for (let p = 1 - random(); p > limit; p *= 1 - random()) count += 1;
  }
  return count;
}
/** A count whose variance is `scatter` times its mean. */
const scattered = (random: Random, mean: number, scatter: number): number =>
  scatter <= 1 ? poisson(random, mean) : poisson(random, gamma(random, mean / (scatter - 1)) * (scatter - 1));

export type County = {
  /** Mean messages an hour of each series. */
  rates: readonly number[];
  historyWeeks: number;
  weeks: number;
  /** False alarms a week that are allowed for, over all series. */
  aWeek: number;
  /** A real burst in each series: so many times its usual, for so many hours, begun in the day of a weekday; none when null. */
  burst: { times: number; hours: number } | null;
};
export type Simulated = {
  /** Bursts raised outside real ones. */
  falseAlarms: number;
  /** The same, in each week. */
  byWeek: number[];
  weeks: number;
  /** For each real burst the hours until it was raised, to the end of the hour it was seen in; null where it never was. */
  delays: (number | null)[];
};

/** One county over its weeks, judged hour by hour as the server does it, with baselines made anew every day. */
export function simulateCounty(random: Random, county: County): Simulated {
  const byWeek = new Array<number>(county.weeks).fill(0);
  const result: Simulated = { falseAlarms: 0, byWeek, weeks: county.weeks, delays: [] };
  const from = 480_000 - (480_000 % WEEK);
  const begin = from + county.historyWeeks * WEEK;
  const end = begin + county.weeks * WEEK;
  const chance = chanceOfTest(county.aWeek, county.rates.length);
  for (const rate of county.rates) {
    // A working day within the second half.
    const at = begin + Math.floor(county.weeks / 2) * WEEK + 24 + 2 + Math.floor(random() * 8);
    const burst = county.burst ? { ...county.burst, from: at } : null;
    const counts = seriesOf(random, rate, from, end, burst);
    const raised = raisedIn(counts, from, begin, end, chance);
    const isReal = ({ hour }: { hour: number }) =>
      burst !== null && hour >= burst.from && hour < burst.from + burst.hours + 6;
    for (const { hour } of raised.filter((one) => !isReal(one)))
      byWeek[Math.floor((hour - begin) / WEEK)]! += 1;
    if (burst) {
      const seen = raised.find(isReal);
      result.delays.push(seen && seen.hour < burst.from + burst.hours ? seen.hour - burst.from + 1 : null);
    }
  }
  result.falseAlarms = byWeek.reduce((sum, count) => sum + count, 0);
  return result;
}

/** A county: topics and channels that are often heard of, many sources that seldom are. */
export const sampleRates: readonly number[] = [
  ...[12, 8, 5, 3, 2, 2, 1.5, 1, 1, 0.7, 0.5, 0.3, 0.2, 0.1, 0.05],
  ...[6, 3, 2, 1, 1, 0.5, 0.5, 0.3, 0.2, 0.2, 0.1, 0.1, 0.05, 0.05, 0.02],
];

export type WatchSimulated = {
  /** False alarms in each simulated week. */
  byWeek: number[];
  /** Real bursts of so many times the usual for a day: how many were tried and seen, and hours until then. */
  bursts: { times: number; tried: number; seen: number; median: number | null; p90: number | null }[];
};
export type WatchAsked = {
  /** Mean messages an hour of each series that is watched. */
  rates: readonly number[];
  historyWeeks: number;
  aWeek: number;
};

const SIMULATED_WEEKS = 6;
/** So much work at most: series times counties. */
const MOST_SERIES = 120;

/** What the watch does over these series: weeks in which nothing happens, then a day's burst in each. Seeded: the same at every run. */
export function simulateWatch({ rates, historyWeeks, aWeek }: WatchAsked): WatchSimulated {
  const counties = Math.max(1, Math.min(4, Math.floor(MOST_SERIES / Math.max(1, rates.length))));
  const quiet = { rates, historyWeeks, aWeek, weeks: SIMULATED_WEEKS, burst: null };
  const byWeek = Array.from(
    { length: counties },
    (_, n) => simulateCounty(seededRandom(n + 1), quiet).byWeek,
  ).flat();
  const bursts = [3, 5].map((times) => {
    const county = { ...quiet, weeks: 1, burst: { times, hours: 24 } };
    const { delays } = simulateCounty(seededRandom(1_000 + times), county);
    const seen = delays.filter((delay) => delay !== null).sort((a, b) => a - b);
    const at = (share: number) => seen[Math.min(seen.length - 1, Math.floor(share * seen.length))] ?? null;
    return { times, tried: delays.length, seen: seen.length, median: at(0.5), p90: at(0.9) };
  });
  return { byWeek, bursts };
}

function seriesOf(
  random: Random,
  rate: number,
  from: number,
  to: number,
  burst: { from: number; times: number; hours: number } | null,
): Map<number, number> {
  const scatter = 1 + random();
  const peak = 8 + random() * 8;
  const weekend = 0.4 + random() * 0.5;
  // Each hour of the week has its own habit beside the rhythm that all share.
  const habits = Array.from({ length: WEEK }, () => Math.exp(0.2 * normal(random)));
  const counts = new Map<number, number>();
  for (let hour = from; hour < to; hour += 1) {
    const ofWeek = (hour + 8 + 72) % WEEK;
    const wave = 1 + 0.85 * Math.cos(((ofWeek % 24) - peak) * (Math.PI / 12));
    const drift = 1 + 0.15 * Math.sin((hour - from) / (WEEK * 3));
    const mean = rate * wave * (ofWeek >= 120 ? weekend : 1.15) * habits[ofWeek]! * drift;
    const times = burst && hour >= burst.from && hour < burst.from + burst.hours ? burst.times : 1;
    counts.set(hour, scattered(random, mean * times, scatter));
  }
  return counts;
}

/** Hours in which a burst was raised; one that lasts is raised once. */
function raisedIn(
  counts: ReadonlyMap<number, number>,
  since: number,
  from: number,
  to: number,
  chance: number,
): { hour: number }[] {
  const raised: { hour: number }[] = [];
  let baseline = baselineOf(counts, since, from - 24);
  let last: number | null = null;
  let after = Number.NEGATIVE_INFINITY;
  for (let hour = from; hour < to; hour += 1) {
    if ((hour - from) % 24 === 0) baseline = baselineOf(counts, since, hour - 24);
    if (last !== null) {
      if (isBusy(counts, baseline, hour)) last = hour;
      if (hour - last < BURST_QUIET_HOURS) continue;
      [after, last] = [last, null];
      continue;
    }
    if (judgeBurst(counts, baseline, hour, chance, after)) {
      raised.push({ hour });
      last = hour;
    }
  }
  return raised;
}
