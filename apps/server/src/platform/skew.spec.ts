// How two clocks are compared: nothing is told that the way of the answer could explain.
import { aheadOf, setBy, skewWords } from './skew';

const minute = 60_000;
const looks: [what: string, beforeMs: number, tookMs: number, databaseMs: number, aheadMs: number][] = [
  ['they agree', 1_000, 10, 1_005, 0],
  ['a slow answer is no skew', 1_000, 9_000, 9_500, 0],
  ['ten minutes ahead', 10 * minute, 10, 0, 10 * minute],
  ['ten minutes behind', 0, 10, 10 * minute, -10 * minute + 10],
  ['behind by more than the answer took', 0, 8_000, 20_000, -12_000],
];
it.each(looks)('%s', (_, beforeMs, tookMs, databaseMs, aheadMs) => {
  expect(aheadOf({ beforeMs, tookMs, databaseMs })).toBe(aheadMs);
});

it('sees that a clock was set, forth and back, by what has passed meanwhile', () => {
  expect(setBy({ at: 0, steady: 0 }, { at: 30_000, steady: 30_000 })).toBe(0);
  expect(setBy({ at: 0, steady: 0 }, { at: 30_000 + 10 * minute, steady: 30_000 })).toBe(10 * minute);
  expect(setBy({ at: 0, steady: 0 }, { at: 30_000 - 10 * minute, steady: 30_000 })).toBe(-10 * minute);
});

it('says it in words only beyond five seconds, of the process that is furthest off', () => {
  expect(skewWords([])).toBeNull();
  expect(skewWords([{ role: 'all', aheadMs: -5_000 }])).toBeNull();
  const said = skewWords([
    { role: 'web', aheadMs: 6_000 },
    { role: 'worker', aheadMs: -10 * minute },
  ]);
  expect(said?.zh).toContain('慢 600 秒');
  expect(said?.en).toContain('600 s behind');
  expect(said?.en).toContain('600 s late');
});
