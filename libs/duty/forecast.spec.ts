// The forecast as a table: who holds what, at which pace, and the verdict with its reasons.
import { type ClockAhead, forecast, type Pace } from './forecast';

const now = '2026-03-10T00:00:00.000Z';
const at = (hours: number) => new Date(Date.parse(now) + hours * 3_600_000).toISOString();
const clock = (over: Partial<ClockAhead> = {}): ClockAhead => ({
  ...{ id: 'a', startAt: at(-2), dueAt: at(8), departmentId: 'd', holderId: 'h', acknowledged: true },
  ...over,
});
const verdictOf = (one: ClockAhead, holder?: Pace, department?: Pace, others: ClockAhead[] = []) =>
  forecast({
    clocks: [one, ...others],
    paces: {
      holders: new Map(holder ? [['h', holder]] : []),
      departments: new Map(department ? [['d', department]] : []),
    },
    now,
    withinHours: 24,
  }).find(({ id }) => id === one.id);

const cases: [string, ClockAhead, Pace | undefined, Pace | undefined, string | undefined, string][] = [
  ['quick hands', clock(), { hours: 4, of: 5 }, undefined, 'unlikely', '来得及'],
  ['slow hands', clock(), { hours: 12, of: 5 }, undefined, 'likely', '预计晚于到期'],
  ['little to spare', clock(), { hours: 9.5, of: 5 }, undefined, 'possible', '余量很小'],
  [
    'two on record are an anecdote: the department tells',
    clock(),
    { hours: 40, of: 2 },
    { hours: 3, of: 9 },
    'unlikely',
    '部门以往 9 次',
  ],
  ['nobody holds it', clock({ holderId: null }), undefined, { hours: 3, of: 9 }, 'likely', '没有经办人'],
  ['no record, acknowledged', clock(), undefined, undefined, 'unlikely', '没有足够的办理记录'],
  [
    'no record, nobody took it up',
    clock({ acknowledged: false }),
    undefined,
    undefined,
    'possible',
    '无人签收',
  ],
  [
    'nearly over, taken up, and nothing released',
    clock({ startAt: at(-40) }),
    undefined,
    undefined,
    'possible',
    '还没有发布',
  ],
  [
    'nearly over and nobody took it up',
    clock({ acknowledged: false, startAt: at(-40) }),
    { hours: 1, of: 9 },
    undefined,
    'likely',
    '80%',
  ],
  ['due beyond the window', clock({ dueAt: at(25) }), undefined, undefined, undefined, ''],
  [
    'over already: no forecast',
    clock({ dueAt: at(-1), startAt: at(-9) }),
    undefined,
    undefined,
    undefined,
    '',
  ],
];
test.each(cases)('%s', (_, one, holder, department, verdict, said) => {
  const found = verdictOf(one, holder, department);
  expect(found?.verdict).toBe(verdict);
  if (said) expect(found?.reasons.map(({ zh }) => zh).join('')).toContain(said);
});

test('what is due before it in the same hands adds up, and what is due later does not', () => {
  const pace = { hours: 4, of: 5 };
  const before = [1, 2, 3, 4].map((n) => clock({ id: `b${n}`, dueAt: at(n) }));
  const after = [clock({ id: 'z', dueAt: at(20) }), clock({ id: 'other', dueAt: at(1), holderId: 'x' })];
  const alone = verdictOf(clock(), pace, undefined, after);
  expect(alone).toMatchObject({ verdict: 'unlikely', ahead: 0, expectedAt: at(2) });
  const loaded = verdictOf(clock(), pace, undefined, [...before, ...after]);
  expect(loaded).toMatchObject({ verdict: 'possible', ahead: 4, expectedAt: at(6) });
  expect(loaded?.reasons.at(-1)?.en).toContain('4 more in the same hands');
});
