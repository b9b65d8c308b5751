// How the board lays out its clocks.
import type { Clock } from '#contract';
import { sectionsOf, urgencyOf } from './grouping';

const now = Date.parse('2026-11-21T06:00:00.000Z'); // 14:00 in Beijing
const clock = (id: string, incident: string, dueAt: string, holder: string | null = null): Clock => ({
  id,
  incident: { id: incident, title: incident, level: null },
  matter: null,
  ...{ duty: 'response', name: { zh: '回应', en: 'Response' }, packId: 'p', packVersion: '1' },
  clause: { document: 'd', article: 'a', words: 'w' },
  ...{ startsFrom: 'detected', startAt: '2026-11-20T00:00:00.000Z', startNote: null, dueAt },
  ...{ basis: '', explain: [], state: 'open', atRisk: false, strictest: false, department: null },
  holder: holder ? { id: holder, name: holder } : null,
  ...{ acknowledgedAt: null, acknowledgedBy: null, metAt: null, evidence: null, escalations: [] },
  waivedReason: null,
  ...{ pausedAt: null, pausedMs: 0, pauses: [] },
  leansOn: [],
  recounts: [],
});
const keys = (sections: ReturnType<typeof sectionsOf>) =>
  sections.map(({ key, rows }) => [key, rows.map((row) => [row.about, ...row.clocks].join(' '))]);

describe('urgency', () => {
  it.each([
    ['2026-11-21T05:59:59.000Z', 'breached'],
    ['2026-11-21T06:59:59.000Z', 'hour'],
    ['2026-11-21T07:00:00.000Z', 'today'],
    ['2026-11-21T15:59:59.000Z', 'today'],
    ['2026-11-21T16:00:00.000Z', 'later'],
  ] as const)('due %s is %s: the day ends at midnight in Beijing', (dueAt, urgency) =>
    expect(urgencyOf({ dueAt, pausedAt: null }, now)).toBe(urgency),
  );
  it.each([
    ['2026-11-21T06:00:00.000Z', '2026-11-21T06:00:00.000Z', 'hour'],
    ['2026-11-21T06:00:00.000Z', '2026-11-21T06:00:00.999Z', 'hour'],
    ['2026-11-21T06:00:00.000Z', '2026-11-21T06:00:01.000Z', 'breached'],
  ] as const)('due %s is at %s %s: the due second is in time, here as on the server', (dueAt, at, urgency) =>
    expect(urgencyOf({ dueAt, pausedAt: null }, Date.parse(at))).toBe(urgency),
  );
  it('what stands still is never breached', () =>
    expect(urgencyOf({ dueAt: '2026-11-20T00:00:00.000Z', pausedAt: '2026-11-19T00:00:00.000Z' }, now)).toBe(
      'paused',
    ));
});

describe('the board', () => {
  const clocks = [
    clock('c1', 'fire', '2026-11-22T06:00:00.000Z', 'li'),
    clock('c2', 'fire', '2026-11-21T05:00:00.000Z', 'li'),
    clock('c3', 'water', '2026-11-21T06:30:00.000Z'),
    clock('c4', 'school', '2026-11-21T12:00:00.000Z', 'sun'),
  ];
  it('puts an incident where its most urgent clock belongs, with all its clocks on one row', () =>
    expect(keys(sectionsOf(clocks, 'urgency', now))).toEqual([
      ['breached', ['fire c2 c1']],
      ['hour', ['water c3']],
      ['today', ['school c4']],
    ]));
  it('counts in a section the clocks that are as urgent, not those of the same row that are not', () =>
    expect(sectionsOf(clocks, 'urgency', now).map(({ key, count }) => [key, count])).toEqual([
      ['breached', 1],
      ['hour', 1],
      ['today', 1],
    ]));
  it('one that stands still does not hide the others of its incident, and waits last alone', () => {
    const still = { pausedAt: '2026-11-20T00:00:00.000Z' };
    const paused = [
      { ...clock('c5', 'school', '2026-11-20T05:00:00.000Z'), ...still },
      { ...clock('c6', 'market', '2026-11-20T05:00:00.000Z'), ...still },
    ];
    expect(keys(sectionsOf([...clocks, ...paused], 'urgency', now)).slice(2)).toEqual([
      ['today', ['school c5 c4']],
      ['paused', ['market c6']],
    ]);
  });
  it('says of each holder how many clocks are overdue and how many run out within the hour', () =>
    expect(
      sectionsOf(clocks, 'holder', now).map(({ key, count, overdue, soon }) => [key, count, overdue, soon]),
    ).toEqual([
      ['', 1, 0, 1],
      ['li', 2, 1, 0],
      ['sun', 1, 0, 0],
    ]));
  it('shows what nobody holds before all', () =>
    expect(keys(sectionsOf(clocks, 'holder', now))).toEqual([
      ['', ['water c3']],
      ['li', ['fire c2 c1']],
      ['sun', ['school c4']],
    ]));
  it('lists stopped clocks plainly, the latest first', () =>
    expect(keys(sectionsOf(clocks, 'plain', now))).toEqual([
      ['plain', ['fire c1 c2', 'school c4', 'water c3']],
    ]));
  it('is empty without clocks', () => expect(sectionsOf([], 'urgency', now)).toEqual([]));
});
