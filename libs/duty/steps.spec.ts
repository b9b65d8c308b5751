// Three in step: when a lane is planned, begun, finished; which lane is behind; what stands against closing.
import { againstClosing, inStep, type Lane, laneTimes, mayEvaluate, type Step, stepRefusal } from './steps';

const at = (hour: number) => `2026-03-02T${String(hour).padStart(2, '0')}:00:00.000Z`;
const step = (lane: Lane, planned: number, begun?: number, finished?: number, dropped = false): Step => ({
  lane,
  state: dropped ? 'dropped' : finished ? 'finished' : begun ? 'begun' : 'planned',
  plannedAt: at(planned),
  begunAt: begun ? at(begun) : null,
  finishedAt: finished ? at(finished) : null,
});

test('a lane is planned with its first task, begun with the first begun, finished with the last of those not dropped', () => {
  const steps = [
    step('handling', 2, 4, 9),
    step('handling', 1, 5, 7),
    step('handling', 3, 6, undefined, true),
    step('response', 8),
  ];
  expect(laneTimes('handling', steps)).toEqual({ planned: at(1), begun: at(4), finished: at(9) });
  expect(laneTimes('response', steps)).toEqual({ planned: at(8), begun: null, finished: null });
  expect(laneTimes('response', [])).toEqual({ planned: null, begun: null, finished: null });
});

test('what only one lane has reached says which is behind, and since when', () => {
  expect(inStep([step('handling', 1, 2, 5), step('response', 1, 3)])).toEqual([
    { phase: 'planned', together: true, behind: null, since: null },
    { phase: 'begun', together: true, behind: null, since: null },
    { phase: 'finished', together: false, behind: 'response', since: at(5) },
  ]);
  expect(inStep([]).map(({ together, behind }) => [together, behind])).toEqual(Array(3).fill([false, null]));
});

const done = [step('handling', 1, 2, 5), step('response', 1, 2, 6)];
test.each<[string, Step[], string | null, string[]]>([
  ['nothing', [], null, ['handling.unplanned', 'response.unplanned', 'evaluation.missing']],
  ['one lane', [step('handling', 1, 2, 5)], at(6), ['response.unplanned']],
  [
    'a lane of dropped tasks',
    [...done.slice(1), step('handling', 1, 2, 3, true)],
    at(7),
    ['handling.unplanned'],
  ],
  ['one unfinished', [...done, step('response', 2)], at(9), ['response.unfinished']],
  ['not evaluated', done, null, ['evaluation.missing']],
  ['evaluated before the last was finished', done, at(5), ['evaluation.missing']],
  ['both and the evaluation after', done, at(6), []],
])('closing with %s', (_, steps, evaluated, codes) => {
  expect(againstClosing(steps, evaluated).map(({ code }) => code)).toEqual(codes);
});

test('the evaluation follows both lanes', () => {
  expect(mayEvaluate(done)).toBeNull();
  expect(mayEvaluate(done.slice(1))).toMatchObject({ code: 'evaluation.too-early' });
});

test('what is finished or dropped is not touched again', () => {
  expect(stepRefusal('finish', 'planned')).toBeNull();
  expect(stepRefusal('begin', 'begun')?.code).toBe('step.begin-not-now');
  expect(stepRefusal('change', 'finished')?.code).toBe('step.change-not-now');
  expect(stepRefusal('drop', 'dropped')?.reason.zh).toContain('已取消');
});
