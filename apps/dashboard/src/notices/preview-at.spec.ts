// Three on the coming Saturday morning in China, from any moment.
import { nextSaturdayNight } from './preview-at';

test.each([
  ['2026-11-25T12:00:00Z', '2026-11-27T19:00:00.000Z'],
  ['2026-11-27T18:59:59Z', '2026-11-27T19:00:00.000Z'],
  ['2026-11-27T19:00:00Z', '2026-12-04T19:00:00.000Z'],
  ['2026-11-28T18:00:00Z', '2026-12-04T19:00:00.000Z'],
])('%s → %s', (now, at) => {
  expect(nextSaturdayNight(Date.parse(now))).toBe(at);
});
