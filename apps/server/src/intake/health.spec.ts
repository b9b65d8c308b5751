// The states of a source, one poll after another: what is told, to be told again, and no more once somebody takes it.
import type { Silence } from '#intake';
import { afterPoll, type Before, type Outcome, reminderOf } from './health';

const start = new Date('2026-11-02T00:00:00.000Z');
const HOUR = 3_600_000;
const fresh: Outcome = {
  kind: 'fresh',
  items: 3,
  news: 1,
  etag: '"a"',
  lastModified: null,
  freshSeconds: null,
  ttlMinutes: null,
};
const none: Outcome = { ...fresh, items: 0, news: 0 };
const nothingNew: Outcome = { ...fresh, news: 0 };
const unchanged: Outcome = { kind: 'unchanged', freshSeconds: null };
const failed = (code: string, retryAfterSeconds: number | null = null): Outcome => ({
  kind: 'failed',
  fault: { code, retryAfterSeconds },
});
const down = failed('feed.http-500');
const slow = failed('feed.timeout');
const gone = failed('feed.http-410');
const busy = failed('feed.http-429', 3 * 3600);

const before = (change: Partial<Before> = {}): Before => ({
  state: 'new',
  trouble: null,
  failures: 0,
  everyMinutes: 10,
  paceMinutes: 10,
  ttlMinutes: null,
  takenBy: null,
  takenAt: null,
  ...change,
});
const silence: Silence = {
  since: new Date('2026-10-30T00:00:00Z'),
  ms: 72 * HOUR,
  weeks: 8,
  expectedHours: 14.2,
  probability: 1e-6,
  isImprobable: true,
};

type Step = { outcome: Outcome; silence?: Silence | null; take?: boolean; afterHours?: number };
/** Polls when it is due, or after so many hours. */
function play(steps: readonly (Outcome | Step)[], everyMinutes = 10) {
  let source = before({ everyMinutes, paceMinutes: everyMinutes });
  let at = start;
  return steps.map((given) => {
    const step: Step = 'outcome' in given ? given : { outcome: given };
    if (step.afterHours !== undefined) at = new Date(at.getTime() + step.afterHours * HOUR);
    const { health, told } = afterPoll(source, step.outcome, { at, silence: step.silence ?? null });
    const waited = health.nextPollAt ? (health.nextPollAt.getTime() - at.getTime()) / 60_000 : null;
    source = { ...source, ...health, ...(step.take ? { takenBy: '王敏', takenAt: at } : {}) };
    if (step.afterHours === undefined) at = health.nextPollAt ?? new Date(at.getTime() + HOUR);
    return [health.state, told, waited];
  });
}
const told = (steps: readonly (Outcome | Step)[], everyMinutes?: number) =>
  play(steps, everyMinutes).flatMap(([, fact], i) => (fact === null ? [] : [[i, fact]]));

test.each<[string, Outcome[], (string | number | null)[][]]>([
  ['a feed that brings items is healthy', [fresh], [['healthy', null, 10]]],
  [
    'one without items is empty, not failing, and asked ever less',
    [none, unchanged],
    [
      ['empty', null, 12.5],
      ['empty', null, 15.625],
    ],
  ],
  [
    'the third failure in a row is told, once, and what comes after tells that it recovered',
    [down, down, down, slow, fresh, fresh],
    [
      ['failing', null, 20],
      ['failing', null, 40],
      ['failing', 'failing', 60],
      ['failing', null, 60],
      ['healthy', 'recovered', 10],
      ['healthy', null, 10],
    ],
  ],
  [
    'a success between failures starts the count anew',
    [down, down, unchanged, down],
    [
      ['failing', null, 20],
      ['failing', null, 40],
      ['healthy', null, 12.5],
      ['failing', null, 20],
    ],
  ],
  ['what was taken down for good is told at once and no longer polled', [gone], [['gone', 'failing', null]]],
  ['a site that asks for patience is given it', [busy], [['failing', null, 180]]],
  [
    'what stays fresh, or may be kept, is not asked for',
    [{ ...fresh, freshSeconds: 3600 } as Outcome, { ...fresh, ttlMinutes: 30 } as Outcome, unchanged],
    [
      ['healthy', null, 60],
      ['healthy', null, 30],
      ['healthy', null, 30],
    ],
  ],
])('%s', (_, outcomes, expected) => {
  expect(play(outcomes)).toEqual(expected);
});

const hourly = (outcome: Outcome, hours: number, more: Partial<Step> = {}): Step[] =>
  Array.from({ length: hours }, () => ({ outcome, afterHours: 1, ...more }));

test('a source that stays down is told again after 4 hours, 12 more, then daily', () => {
  expect(told(hourly(down, 70)).map(([i]) => i)).toEqual([2, 6, 18, 42, 66]);
});

test('once somebody takes it nobody is reminded for a week; then it is told again and free to be taken', () => {
  const steps = hourly(down, 24 * 9);
  steps[3] = { ...steps[3]!, take: true };
  expect(told(steps).map(([i]) => i)).toEqual([2, 3 + 7 * 24, 3 + 7 * 24 + 12, 3 + 7 * 24 + 36]);
});

test('a trouble of another kind is told although the last one was taken', () => {
  const steps: Step[] = hourly(down, 5);
  steps[3] = { ...steps[3]!, take: true };
  expect(told([...steps, { outcome: gone, afterHours: 1 }])).toEqual([
    [2, 'failing'],
    [5, 'failing'],
  ]);
});

test('an empty feed is told when it stays empty for six hours, and again', () => {
  expect(told(hourly(none, 12))).toEqual([
    [6, 'empty'],
    [10, 'empty'],
  ]);
});

test('a silence against its habit is told with its reason, again, and ends with the next item', () => {
  const steps = [
    ...hourly(fresh, 2),
    ...hourly(nothingNew, 2),
    ...hourly(unchanged, 6, { silence }),
    ...hourly(fresh, 1),
  ];
  expect(told(steps)).toEqual([
    [4, 'quiet'],
    [8, 'quiet'],
    [10, 'recovered'],
  ]);
  const { health } = afterPoll(before(), unchanged, { at: start, silence });
  expect(health).toMatchObject({
    state: 'quiet',
    failures: 0,
    trouble: {
      code: 'source.quiet',
      zh: '已有 3 天没有新内容；按它最近 8 周的习惯，这期间本应有约 14 个小时会更新。请看看源站是否停更、改版或换了地址。',
    },
  });
});

test('a silence that is not improbable is none', () => {
  const usual = { ...silence, probability: 0.2, isImprobable: false };
  expect(told(hourly(unchanged, 6, { silence: usual }))).toEqual([]);
});

test('a feed taken down for good is not polled, yet told again until somebody takes it', () => {
  const { health } = afterPoll(before(), gone, { at: start });
  const source = before(health);
  const after = (hours: number, change: Partial<Before> = {}) =>
    reminderOf({ ...source, ...change }, new Date(start.getTime() + hours * HOUR));
  expect(after(3.9)).toBeNull();
  expect(after(4)).toMatchObject({ trouble: { code: 'feed.http-410', times: 2 } });
  expect(after(4, { takenBy: '王敏', takenAt: start })).toBeNull();
  expect(reminderOf(before({ state: 'failing' }), start)).toBeNull();
});

test('what was kept before tellings were counted is read as told once', () => {
  const trouble = { code: 'feed.http-500', zh: '', en: '', toldAt: start.toISOString() };
  const old = before({ state: 'failing', failures: 5, trouble });
  const later = (hours: number) =>
    afterPoll(old, down, { at: new Date(start.getTime() + hours * HOUR) }).told;
  expect([later(3), later(4)]).toEqual([null, 'failing']);
});

test('a source polled once a day keeps its rhythm while failing', () => {
  expect(play([down, down], 1440).map(([, , minutes]) => minutes)).toEqual([1440, 1440]);
});

test('only a feed that was read replaces what the server is reminded of', () => {
  const healthy = before({ state: 'healthy' });
  expect(afterPoll(healthy, fresh, { at: start }).health).toMatchObject({ etag: '"a"', lastModified: null });
  expect(afterPoll(healthy, unchanged, { at: start }).health).not.toHaveProperty('etag');
  expect(afterPoll(healthy, down, { at: start }).health).not.toHaveProperty('lastSuccessAt');
});
