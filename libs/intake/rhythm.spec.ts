// How often a source is asked, as a table: by what it publishes, by what its site asks, spread in time.
import { freshFor, nextPace, retryAfter, ttlOf, waitMs } from './rhythm';

const now = new Date('2026-11-21T08:00:00Z');
const DAY = 1440;

/** Polls a source that publishes every `gap` minutes for ten days, after ten days of getting used to it. */
function watch(gap: number, every: number): { pollsADay: number; worstDelay: number } {
  let [at, pace, polls, worst] = [0, every, 0, 0];
  let seen = 0;
  while (at < 20 * DAY) {
    at += pace;
    const newest = Math.floor(at / gap);
    if (at > 10 * DAY) {
      polls += 1;
      if (newest > seen) worst = Math.max(worst, at - (seen + 1) * gap);
    }
    pace = nextPace(pace, newest > seen, every);
    seen = newest;
  }
  return { pollsADay: Math.round(polls / 10), worstDelay: Math.round(worst) };
}

test.each([
  ['a busy one at the pace a person chose', 5, 10, { pollsADay: 144, worstDelay: 5 }],
  ['an hourly one about four times an hour', 60, 10, { pollsADay: 96, worstDelay: 30 }],
  ['a daily one about once an hour', DAY, 10, { pollsADay: 27, worstDelay: 60 }],
  ['one chosen to be asked daily, daily', 5, DAY, { pollsADay: 1, worstDelay: DAY }],
])('%s', (_, gap, every, expected) => {
  const { pollsADay, worstDelay } = watch(gap, every);
  expect(Math.abs(pollsADay - expected.pollsADay)).toBeLessThanOrEqual(5);
  expect(worstDelay).toBeLessThanOrEqual(expected.worstDelay);
});

test.each<[string, number, Parameters<typeof waitMs>[1], number, number]>([
  ['the pace where nothing is wished', 10, {}, 0, 10],
  ['jitter adds up to a tenth', 10, {}, 0.999, 11],
  ['what stays fresh is not asked for', 10, { freshSeconds: 1800 }, 0, 30],
  ['nor what the feed says may be kept', 10, { ttlMinutes: 60 }, 0, 60],
  ['the longest wish counts', 10, { freshSeconds: 60, ttlMinutes: 20, retryAfterSeconds: 3600 }, 0, 60],
  ['a shorter wish than the pace does not hurry us', 60, { freshSeconds: 60 }, 0, 60],
  ['a year is six hours', 10, { freshSeconds: 31_536_000 }, 0, 360],
  ['a pace longer than that stays', 1440, { freshSeconds: 31_536_000 }, 0, 1440],
])('%s', (_, pace, wishes, jitter, minutes) => {
  expect(Math.round(waitMs(pace, wishes, jitter) / 60_000)).toBe(minutes);
});

test.each([
  ['max-age=600', null, 600],
  ['public, max-age="60", must-revalidate', null, 60],
  ['public,MAX-AGE = 300', '100', 200],
  ['max-age=300', '400', null],
  ['max-age=0', null, null],
  ['no-cache, max-age=600', null, null],
  ['no-store', null, null],
  ['s-maxage=600', null, null],
  ['max-age=soon', null, null],
  [null, '4', null],
])('Cache-Control %s, Age %s: fresh for %s', (header, age, seconds) => {
  expect(freshFor(header, age)).toBe(seconds);
});

test.each([
  ['120', 120],
  [' 5 ', 5],
  ['Sat, 21 Nov 2026 09:00:00 GMT', 3600],
  ['Sat, 21 Nov 2026 07:00:00 GMT', null],
  ['0', null],
  ['-3', null],
  ['soon', null],
  ['', null],
  [null, null],
])('Retry-After %s: %s', (header, seconds) => {
  expect(retryAfter(header, now)).toBe(seconds);
});

test.each([
  ['60', null, null, 60],
  [' 15\n', 'daily', null, 15],
  ['soon', null, null, null],
  [null, 'hourly', '2', 30],
  [null, 'daily', null, DAY],
  [null, 'hourly', '0', 60],
  [null, 'sometimes', '1', null],
  ['99999999999', null, null, 365 * DAY],
])('ttl %s, %s, %s: %s', (ttl, period, frequency, minutes) => {
  expect(ttlOf(ttl, period, frequency)).toBe(minutes);
});
