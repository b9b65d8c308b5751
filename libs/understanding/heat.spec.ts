// Heat and what it was worked out from, as tables; and when an incident became hot.
import { heat, type Signal, whenHot } from './heat';

const now = '2026-11-21T12:00:00.000Z';
const ago = (hours: number, more: Partial<Signal> = {}): Signal => ({
  at: new Date(Date.parse(now) - hours * 3_600_000).toISOString(),
  channel: 'feed',
  sourceId: 'a',
  ...more,
});

test('nothing said is no heat', () => {
  expect(heat([], now)).toMatchObject({ value: 0, counts: { messages: 0, hotline: 0, newest: 240 } });
});

test('the parts add up, and say what they were worked out from', () => {
  const signals = [
    ago(1),
    ago(13, { sourceId: 'b' }),
    ago(2, { channel: 'hotline', sourceId: null, sightings: 4 }),
    ago(60, { channel: 'mailbox', sourceId: null }),
  ];
  const { value, parts, counts } = heat(signals, now);
  expect(Object.values(parts).reduce((sum, part) => sum + part, 0)).toBeCloseTo(value, 1);
  expect(counts).toMatchObject({ messages: 4, channels: 3, sources: 2, hotline: 4, repeats: 3, newest: 1 });
});

test.each<[string, Signal[], Signal[]]>([
  ['more messages', [ago(1), ago(1), ago(1)], [ago(1)]],
  ['newer ones', [ago(1)], [ago(30)]],
  ['other sources', [ago(1), ago(1, { sourceId: 'b' })], [ago(1), ago(1)]],
  ['people who come themselves', [ago(1, { channel: 'hotline', sourceId: 'a' })], [ago(1)]],
  [
    'the very same words by many callers',
    [ago(1, { channel: 'hotline', sightings: 9 })],
    [ago(1, { channel: 'hotline' })],
  ],
])('hotter by %s', (_, hotter, cooler) => {
  expect(heat(hotter, now).value).toBeGreaterThan(heat(cooler, now).value);
});

test('reach is what a feed tells: it comes on top, each step ten times as many, and never makes more than a hundred', () => {
  const reached = (comments: number, views = 0) => heat([ago(1, { comments, views })], now);
  const points = [0, 10, 100, 1_000, 1_000_000].map((many) => reached(many).parts.reach);
  expect(points[0]).toBe(0);
  expect([...points].sort((a, b) => a - b)).toEqual(points);
  expect(points[2]! - points[1]!).toBeLessThan(points[1]!);
  expect(points.at(-1)).toBeLessThanOrEqual(10);
  expect(reached(0, 1_000).parts.reach).toBe(reached(10).parts.reach);
  expect(reached(3, 7).counts).toMatchObject({ comments: 3, views: 7 });
  const hottest = Array.from({ length: 300 }, (_, i) =>
    ago(0, { channel: i % 2 ? 'hotline' : 'feed', sourceId: `${i}`, comments: 1_000 }),
  );
  expect(heat(hottest, now).value).toBe(100);
});

describe('when it became hot', () => {
  const rising = Array.from({ length: 40 }, (_, i) => ago(40 - i));
  test('at the message that made it so, and never where none did', () => {
    const at = whenHot(rising, 40, rising[0]!.at)!;
    const upTo = rising.filter((signal) => signal.at <= at);
    expect(heat(upTo, at).value).toBeGreaterThanOrEqual(40);
    expect(heat(upTo.slice(0, -1), upTo.at(-2)!.at).value).toBeLessThan(40);
    expect(whenHot(rising, 99, rising[0]!.at)).toBeNull();
    expect(whenHot([], 1, now)).toBeNull();
  });
  test('where it was hot before, at the instant asked from', () => {
    const late = rising.at(-1)!.at;
    expect(whenHot(rising, 20, late)).toBe(late);
  });
});
