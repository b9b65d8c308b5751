// The rhythm of retries as a table.
import { type Failure, nextAttempt, tellsFailing } from './attempts';

const at = new Date('2026-11-21T00:00:00Z');
const failed: Failure = { status: 503, retryAfterSeconds: null };
const seconds = (attempts: number, failure = failed, jitter = 0) => {
  const next = nextAttempt(attempts, failure, at, jitter);
  return next && (next.getTime() - at.getTime()) / 1000;
};

test('each wait is longer than the last; after eleven attempts it is given up, a day and a half on', () => {
  const waits = Array.from({ length: 11 }, (_, i) => seconds(i + 1));
  expect(waits).toEqual([5, 30, 120, 600, 1800, 3600, 7200, 14_400, 28_800, 57_600, null]);
  const hours = waits.reduce<number>((sum, wait) => sum + (wait ?? 0), 0) / 3600;
  expect(Math.round(hours)).toBe(32);
});

test.each<[string, number, Failure, number, number | null]>([
  ['a server that asks for patience is given it', 1, { status: 429, retryAfterSeconds: 3600 }, 0, 3600],
  ['but not for longer than a day', 1, { status: 503, retryAfterSeconds: 9_999_999 }, 0, 86_400],
  ['and never sooner than our own wait', 5, { status: 503, retryAfterSeconds: 1 }, 0, 1800],
  ['jitter adds up to a tenth', 4, { status: null, retryAfterSeconds: null }, 0.5, 630],
  ['what is gone for good is given up at once', 1, { status: 410, retryAfterSeconds: 60 }, 0, null],
])('%s', (_, attempts, failure, jitter, wait) => {
  expect(seconds(attempts, failure, jitter)).toBe(wait);
});

const hours = (n: number) => new Date(at.getTime() - n * 3600_000);
test.each<[string, number, boolean, Date | null, boolean]>([
  ['a stumble is not told', 3, false, null, false],
  ['the fourth failure is', 4, false, null, true],
  ['what is given up at once is', 1, true, null, true],
  ['not again within a day', 9, true, hours(23), false],
  ['but daily', 9, false, hours(24), true],
])('%s', (_, attempts, isGivenUp, toldAt, told) => {
  expect(tellsFailing(attempts, isGivenUp, toldAt, at)).toBe(told);
});
