// The states of a source, one poll after another.
import { afterPoll, type Outcome } from './health';
import type { SourceRow } from './source.row';

type Before = Pick<SourceRow, 'state' | 'trouble' | 'failures' | 'everyMinutes'>;
const start = new Date('2026-11-02T00:00:00.000Z');
const fresh: Outcome = { kind: 'fresh', items: 3, etag: '"a"', lastModified: null };
const none: Outcome = { ...fresh, items: 0 };
const unchanged: Outcome = { kind: 'unchanged' };
const down: Outcome = { kind: 'failed', fault: { code: 'feed.http-500', retryAfterSeconds: null } };
const gone: Outcome = { kind: 'failed', fault: { code: 'feed.http-410', retryAfterSeconds: null } };
const busy: Outcome = { kind: 'failed', fault: { code: 'feed.http-429', retryAfterSeconds: 3 * 3600 } };

/** Polls when it is due, or an hour on when it is never due. */
function play(outcomes: Outcome[], everyMinutes = 10) {
  let source: Before = { state: 'new', trouble: null, failures: 0, everyMinutes };
  let at = start;
  return outcomes.map((outcome) => {
    const { health, told } = afterPoll(source, outcome, at);
    const waited = health.nextPollAt ? (health.nextPollAt.getTime() - at.getTime()) / 60_000 : null;
    source = { ...source, ...health };
    at = health.nextPollAt ?? new Date(at.getTime() + 3_600_000);
    return [health.state, told, waited];
  });
}

test.each<[string, Outcome[], (string | number | null)[][]]>([
  ['a feed that brings items is healthy', [fresh], [['healthy', null, 10]]],
  [
    'one without items is empty, not failing',
    [none, unchanged],
    [
      ['empty', null, 10],
      ['empty', null, 10],
    ],
  ],
  [
    'the third failure in a row is told, once, and what comes after tells that it recovered',
    [down, down, down, down, fresh, fresh],
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
      ['healthy', null, 10],
      ['failing', null, 20],
    ],
  ],
  ['what was taken down for good is told at once and no longer polled', [gone], [['gone', 'failing', null]]],
  ['a site that asks for patience is given it', [busy], [['failing', null, 180]]],
])('%s', (_, outcomes, expected) => {
  expect(play(outcomes)).toEqual(expected);
});

test('a source that stays down is told again every 24 hours', () => {
  const told = play(Array.from({ length: 60 }, () => down)).map(([, fact]) => fact);
  const at = told.flatMap((fact, i) => (fact === 'failing' ? [i] : []));
  // From the third failure on the source is polled hourly.
  expect(at).toEqual([2, 26, 50]);
});

test('a source polled once a day keeps its rhythm while failing', () => {
  expect(play([down, down], 1440).map(([, , minutes]) => minutes)).toEqual([1440, 1440]);
});

test('only a feed that was read replaces what the server is reminded of', () => {
  const before: Before = { state: 'healthy', trouble: null, failures: 0, everyMinutes: 10 };
  expect(afterPoll(before, fresh, start).health).toMatchObject({ etag: '"a"', lastModified: null });
  expect(afterPoll(before, unchanged, start).health).not.toHaveProperty('etag');
  expect(afterPoll(before, down, start).health).not.toHaveProperty('lastSuccessAt');
});
