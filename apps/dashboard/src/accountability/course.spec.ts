// How a response is drawn: a clock within and over its time, tasks of the lanes, and an axis on which the past has room.
import { clockOutcome, clockSpans, rangeOf, stepOutcome, stepSpans } from './course';

const at = (hour: number) => new Date(Date.UTC(2026, 2, 5, hour)).toISOString();
const ms = (hour: number) => Date.parse(at(hour));
const clock = {
  startAt: at(0),
  dueAt: at(5),
  metAt: null,
  pausedAt: null,
  pauses: [],
  state: 'open' as const,
};

describe('a clock', () => {
  it.each([
    [
      'runs',
      clock,
      3,
      [
        ['within', 0, 3],
        ['left', 3, 5],
      ],
      { how: 'left', ms: 2 * 3_600_000 },
    ],
    [
      'ran out',
      { ...clock, state: 'breached' as const },
      7,
      [
        ['within', 0, 5],
        ['over', 5, 7],
      ],
      { how: 'over', ms: 2 * 3_600_000 },
    ],
    [
      'was met in time',
      { ...clock, state: 'met' as const, metAt: at(4) },
      9,
      [['within', 0, 4]],
      { how: 'early', ms: 3_600_000 },
    ],
    [
      'was met late',
      { ...clock, state: 'met-late' as const, metAt: at(6) },
      9,
      [
        ['within', 0, 5],
        ['over', 5, 6],
      ],
      { how: 'late', ms: 3_600_000 },
    ],
    ['was waived', { ...clock, state: 'waived' as const }, 9, [['within', 0, 5]], { how: 'waived', ms: 0 }],
    [
      'stands still',
      { ...clock, pausedAt: at(1), pauses: [{ from: at(1), to: null, by: '陈立', reason: '征求意见' }] },
      3,
      [
        ['within', 0, 3],
        ['left', 3, 5],
        ['paused', 1, 3],
      ],
      { how: 'paused', ms: 0 },
    ],
    ['starts later', { ...clock, startAt: at(4) }, 3, [['left', 4, 5]], { how: 'left', ms: 2 * 3_600_000 }],
  ] as const)('that %s', (_, one, now, spans, outcome) => {
    const given = { ...one, pauses: [...one.pauses] };
    expect(clockSpans(given, ms(now))).toEqual(
      spans.map(([stage, from, to]) => ({ stage, from: at(from), to: at(to) })),
    );
    expect(clockOutcome(given, ms(now))).toEqual(outcome);
  });
});

it('a task is planned, then begun; what lies beyond its time is said to', () => {
  const task = { plannedAt: at(0), begunAt: at(1), finishedAt: null, dueAt: at(3) };
  expect(stepSpans(task, ms(4)).map(({ stage }) => stage)).toEqual(['planned', 'begun', 'over']);
  expect(stepOutcome(task, ms(4))).toEqual({ how: 'over', ms: 3_600_000 });
  const done = { ...task, finishedAt: at(2) };
  expect(stepSpans(done, ms(9))).toEqual([
    { stage: 'planned', from: at(0), to: at(1) },
    { stage: 'begun', from: at(1), to: at(2) },
  ]);
  expect(stepOutcome(done, ms(9))).toEqual({ how: 'early', ms: 3_600_000 });
  const idle = { ...task, begunAt: null };
  expect(stepSpans(idle, ms(2)).map(({ stage }) => stage)).toEqual(['planned', 'left']);
});

it('the axis goes from the first to now, and ahead no further than leaves the past room', () => {
  expect(rangeOf([at(0), at(5)], ms(4))).toEqual({ from: at(0), to: at(5) });
  expect(rangeOf([at(0), at(480)], ms(10))).toEqual({ from: at(0), to: at(16) });
  expect(rangeOf([], ms(1))).toEqual({ from: at(1), to: at(1) });
});
