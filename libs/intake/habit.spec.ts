// A silence against a source's own weeks: nights and weekends are no silence, a dead source is found within hours of its habit.
import { silenceOf } from './habit';

const HOUR = 3600_000;
/** A Monday, 00:00 in China. */
const start = Date.parse('2026-08-30T16:00:00Z');
const at = (day: number, hour: number) => new Date(start + (day * 24 + hour) * HOUR + 20 * 60_000);

/** Evenly spread in [0, 1), the same in every run. */
function chance(seed: number): number {
  let x = Math.imul(seed + 1, 0x9e3779b1);
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return ((x ^ (x >>> 16)) >>> 0) / 2 ** 32;
}

type Week = (day: number, hour: number) => boolean;
const office: Week = (day, hour) => day % 7 < 5 && hour >= 9 && hour < 17;
const always: Week = () => true;
const weekly: Week = (day, hour) => day % 7 === 2 && hour === 8;
const dailyDigest: Week = (_, hour) => hour === 7;
/** Publishes in each of these hours, except about one in five. */
const mostly =
  (week: Week): Week =>
  (day, hour) =>
    week(day, hour) && chance(day * 24 + hour) < 0.8;

function history(week: Week, days: number): Date[] {
  const found: Date[] = [];
  for (let day = 0; day < days; day += 1)
    for (let hour = 0; hour < 24; hour += 1) if (week(day, hour)) found.push(at(day, hour));
  return found;
}

/** The hours after which its silence is first called improbable; null when it is not within 20 weeks. */
function noticedAfter(arrivals: Date[]): number | null {
  const last = Math.max(...arrivals.map((one) => one.getTime()));
  for (let hour = 1; hour < 20 * 168; hour += 1)
    if (silenceOf(arrivals, new Date(last + hour * HOUR))?.isImprobable) return hour;
  return null;
}

test.each<[string, Date[], number, number]>([
  ['one that publishes round the clock, within a morning', history(always, 28), 2, 8],
  ['one of office hours that falls silent on a Friday evening, on Monday', history(office, 26), 64, 73],
  ['one of office hours with gaps, within two working days', history(mostly(office), 24), 8, 48],
  ['a daily digest, within eight days', history(dailyDigest, 28), 72, 192],
  ['a weekly bulletin, within two months', history(weekly, 56), 3 * 168, 9 * 168],
])('%s', (_, arrivals, soonest, latest) => {
  const noticed = noticedAfter(arrivals);
  expect(noticed).toBeGreaterThanOrEqual(soonest);
  expect(noticed).toBeLessThanOrEqual(latest);
});

test.each<[string, Week]>([
  ['round the clock', mostly(always)],
  ['in office hours', mostly(office)],
  ['once a day', mostly(dailyDigest)],
  ['once a week', weekly],
])('no false alarm in a quarter of a year of a source that publishes %s', (_, week) => {
  const all = history(week, 105);
  const alarms: number[] = [];
  for (let day = 14; day < 105; day += 1)
    for (let hour = 0; hour < 24; hour += 3) {
      const now = at(day, hour);
      const known = all.filter((one) => one < now && one.getTime() > now.getTime() - 60 * 24 * HOUR);
      if (silenceOf(known, now)?.isImprobable) alarms.push(day * 24 + hour);
    }
  expect(alarms).toEqual([]);
});

test('nothing is judged without two weeks of history, and a present arrival ends the silence', () => {
  expect(silenceOf([], at(30, 12))).toBeNull();
  expect(silenceOf(history(always, 10), at(20, 0))).toBeNull();
  expect(silenceOf(history(always, 28), at(27, 23))).toBeNull();
  expect(silenceOf([...history(always, 28), at(40, 11)], at(40, 12))).toBeNull();
});

test('a silence says what it is judged by', () => {
  const silence = silenceOf(history(office, 26), at(28, 17))!;
  expect(silence).toMatchObject({ since: at(25, 16), weeks: 3, isImprobable: true });
  expect(silence.expectedHours).toBeCloseTo((8 * 3) / 4, 1);
  expect(silence.ms).toBe(at(28, 17).getTime() - at(25, 16).getTime());
});
