// Drills: their own time, the mark on every sentence, and who answered when.
import { DRILL_MARK, drillNotice, drillReport, drillTime, markedText, realTime } from './drills';

const start = '2026-03-02T01:00:00.000Z';
test.each([
  [1, '2026-03-02T01:00:30.000Z', '2026-03-02T01:00:30.000Z'],
  [60, '2026-03-02T01:05:00.000Z', '2026-03-02T06:00:00.000Z'],
  [120, '2026-03-02T01:12:00.000Z', '2026-03-03T01:00:00.000Z'],
])('at speed %d the real %s is %s in the drill, and back', (speed, real, drill) => {
  const pace = { startedAt: start, speed };
  expect(drillTime(pace, real)).toBe(drill);
  expect(realTime(pace, drill)).toBe(real);
});

test('a real instant is never told before the drill has come to it', () => {
  const pace = { startedAt: start, speed: 7 };
  const due = '2026-03-02T01:00:01.000Z';
  expect(Date.parse(drillTime(pace, realTime(pace, due)))).toBeGreaterThanOrEqual(Date.parse(due));
});

const duty = { zh: '首次权威信息', en: 'First authoritative information' };
test.each(['opened', 'half', 'near', 'breached'] as const)('the notice %s is marked', (kind) => {
  const { zh, en } = drillNotice(duty, kind, '2026-03-02T06:00:00.000Z');
  expect(zh.startsWith(DRILL_MARK.zh)).toBe(true);
  expect(en.startsWith(DRILL_MARK.en)).toBe(true);
  expect(zh).toContain('2026-03-02 14:00');
});
test('so are the words of people', () => {
  expect(markedText('收到')).toEqual({ zh: '【预演】收到', en: '[DRILL] 收到' });
});

const at = (minute: number) => new Date(Date.parse(start) + minute * 60_000).toISOString();
const event = (kind: string, minute: number, more: object = {}) => ({
  ...{ kind, at: at(minute), byId: null, by: '闻应', inject: null, clockId: null, toIds: [] },
  ...more,
});
test('the report says who was told when, and who answered when', () => {
  const clock = {
    id: 'c',
    name: duty,
    department: '教育局',
    startAt: at(0),
    dueAt: at(60),
    acknowledgedAt: at(10),
    acknowledgedBy: '甲',
    metBy: '甲',
    climbs: [],
  };
  const report = drillReport({
    clocks: [
      { ...clock, state: 'met-late', metAt: at(75) },
      { ...clock, id: 'd', state: 'breached', metAt: null, metBy: null },
    ],
    events: [
      event('opened', 0, { toIds: ['a', 'b'] }),
      event('injected', 5, { inject: 1, toIds: ['b'] }),
      event('acknowledged', 10, { byId: 'a', by: '甲' }),
      event('injected', 20, { inject: 2, toIds: ['b'] }),
      event('responded', 32, { inject: 2, byId: 'a', by: '甲' }),
    ],
    people: [
      { id: 'a', name: '甲', department: '教育局' },
      { id: 'b', name: '乙', department: null },
      { id: 'c', name: '丙', department: null },
    ],
    endedAt: at(90),
  });
  expect(report.clocks.map(({ lateMs }) => lateMs)).toEqual([15 * 60_000, 30 * 60_000]);
  expect(report.injects).toEqual([
    { n: 1, at: at(5), respondedBy: null, respondedAt: null, afterMs: null },
    { n: 2, at: at(20), respondedBy: '甲', respondedAt: at(32), afterMs: 12 * 60_000 },
  ]);
  expect(report.people.map(({ told, answers, afterMs }) => [told, answers, afterMs])).toEqual([
    [1, 2, 10 * 60_000],
    [3, 0, null],
    [0, 0, null],
  ]);
  expect(report.totals).toEqual({
    ...{ clocks: 2, met: 0, metLate: 1, breached: 1, open: 0, injects: 2, responded: 1, silent: 1 },
    ...{ rungs: 0, unanswered: 0 },
  });
});
