// The promise about false alarms in simulated weeks, what each basis does, and the tail of counts against sums done plainly.
import { baselineOf, basisOf, chanceOfTest, isBusy, judgeBurst } from './burst';
import { seededRandom, simulateCounty, simulateWatch } from './burst-simulation';
import { tooMany, upperTail } from './tail';

const at = (iso: string) => Date.parse(iso) / 3_600_000;
/** A Monday, midnight in China. */
const monday = at('2026-09-06T16:00:00Z');
const WEEK = 168;
/** A series that always says the same at the same hour of the week. */
function regular(weeks: number, of: (hourOfWeek: number) => number): Map<number, number> {
  return new Map(
    Array.from({ length: weeks * WEEK + 48 }, (_, i) => [monday + i, of(i % WEEK)] as [number, number]),
  );
}

describe('the tail of counts', () => {
  const plainPoisson = (count: number, mean: number) => {
    let below = 0;
    let term = Math.exp(-mean);
    for (let k = 0; k < count; k += 1) {
      below += term;
      term *= mean / (k + 1);
    }
    return 1 - below;
  };
  test.each([
    [1, 0.05],
    [4, 1],
    [9, 12],
    [30, 12],
    [12, 12],
  ])('Poisson: %d or more of a mean of %d', (count, mean) => {
    expect(upperTail(count, mean, mean)).toBeCloseTo(plainPoisson(count, mean), 6);
  });
  test('negative binomial with size 1 is geometric', () => {
    const mean = 3;
    for (const count of [0, 1, 5, 20])
      expect(upperTail(count, mean, mean + mean * mean)).toBeCloseTo((mean / (mean + 1)) ** count, 6);
  });
  test.each([0.01, 0.3, 5, 200, 5_000])('the least count that is too many for a mean of %d', (mean) => {
    const least = tooMany(1e-4, mean, 1.5 * mean);
    expect(upperTail(least, mean, 1.5 * mean)).toBeLessThanOrEqual(1e-4);
    expect(upperTail(least - 1, mean, 1.5 * mean)).toBeGreaterThan(1e-4);
  });
});

test.each([
  [0, 'none'],
  [23, 'none'],
  [24, 'flat'],
  [71, 'flat'],
  [72, 'day'],
  [503, 'day'],
  [504, 'week'],
] as const)('%d hours of history: %s', (hours, basis) => expect(basisOf(hours)).toBe(basis));

test('a busy series learns its own week: mornings of working days, quiet Sundays', () => {
  const counts = regular(8, (h) => (h % 24 === 9 ? (h < 120 ? 40 : 8) : 4));
  const { basis, expected } = baselineOf(counts, monday, monday + 8 * WEEK);
  expect(basis).toBe('week');
  expect(expected(monday + 9)).toBeGreaterThan(34);
  expect(expected(monday + 6 * 24 + 9)).toBeLessThan(14);
  expect(expected(monday + 3)).toBeLessThan(5.5);
});

test('a thin series keeps to the mean of its day: one message in one cell is no habit', () => {
  const counts = new Map([
    [monday + 9, 1],
    [monday + WEEK + 33, 1],
    [monday + 3 * WEEK + 60, 1],
  ]);
  const { expected } = baselineOf(counts, monday, monday + 8 * WEEK);
  expect(expected(monday + 9)).toBeLessThan(0.02);
});

test('an earlier burst of twenty times the usual hardly raises the baseline', () => {
  const counts = regular(8, () => 3);
  for (let h = 0; h < 12; h += 1) counts.set(monday + 5 * WEEK + h, 60);
  const { expected } = baselineOf(counts, monday, monday + 8 * WEEK);
  expect(expected(monday + 2)).toBeLessThan(4.5);
});

test('a rush is seen in its first hour; what is quiet, ordinary, or without history is not', () => {
  const counts = regular(8, () => 2);
  const now = monday + 8 * WEEK + 10;
  const baseline = baselineOf(counts, monday, now - 24);
  const chance = chanceOfTest(1, 30);
  expect(judgeBurst(counts, baseline, now, chance)).toBeNull();
  counts.set(now, 14);
  expect(judgeBurst(counts, baseline, now, chance)).toMatchObject({ window: 1, count: 14 });
  expect(isBusy(counts, baseline, now)).toBe(true);
  expect(isBusy(counts, baseline, now - 1)).toBe(false);
  // The hours of an earlier burst are not looked at again.
  expect(judgeBurst(counts, baseline, now, chance, now)).toBeNull();
  expect(judgeBurst(counts, baselineOf(counts, now - 5, now), now, chance)).toBeNull();
});

test('a slow rise of a thin series is seen over six hours', () => {
  const counts = regular(8, (h) => (h % 4 === 0 ? 1 : 0));
  const now = monday + 8 * WEEK + 10;
  for (let h = now - 5; h <= now; h += 1) counts.set(h, 3);
  const baseline = baselineOf(counts, monday, now - 24);
  expect(judgeBurst(counts, baseline, now, chanceOfTest(1, 30))).toMatchObject({ window: 6, count: 18 });
});

test('three messages are no burst, however quiet it is otherwise', () => {
  const now = monday + 8 * WEEK;
  expect(judgeBurst(new Map([[now, 3]]), baselineOf(new Map(), monday, now), now, 0.01)).toBeNull();
});

describe('in simulated counties', () => {
  const rates = [8, 3, 2, 1, 0.5, 0.1];
  test.each([8, 2])(
    'false alarms a week stay under the one allowed for, with %d weeks of history',
    (historyWeeks) => {
      let [alarms, weeks] = [0, 0];
      for (let seed = 1; seed <= 3; seed += 1) {
        const seen = simulateCounty(seededRandom(seed), {
          rates,
          historyWeeks,
          weeks: 6,
          aWeek: 1,
          burst: null,
        });
        alarms += seen.falseAlarms;
        weeks += seen.weeks;
      }
      expect(alarms / weeks).toBeLessThanOrEqual(1);
    },
  );
  test('the watch of a place: weeks counted one by one, bursts tried in every series, the same at every run', () => {
    const asked = { rates, historyWeeks: 4, aWeek: 1 };
    const first = simulateWatch(asked);
    expect(first.byWeek.length % 6).toBe(0);
    expect(first.byWeek.reduce((a, b) => a + b, 0) / first.byWeek.length).toBeLessThanOrEqual(1);
    const [three, five] = first.bursts;
    expect([three!.tried, five!.tried]).toEqual([rates.length, rates.length]);
    expect(five!.seen).toBeGreaterThanOrEqual(three!.seen);
    expect(five!.median).toBeGreaterThan(0);
    expect(simulateWatch(asked)).toEqual(first);
  });
  test('a burst of five times the usual is found, in most series within hours', () => {
    const county = {
      rates: [8, 5, 3, 2, 1, 1],
      historyWeeks: 8,
      weeks: 1,
      aWeek: 1,
      burst: { times: 5, hours: 24 },
    };
    const { delays } = simulateCounty(seededRandom(11), county);
    expect(delays.every((delay) => delay !== null)).toBe(true);
    expect(delays.slice(0, 4).every((delay) => delay! <= 6)).toBe(true);
  });
});
