// The steps of a climb as tables: what falls due when, once, also after downtime; what an acknowledgement holds, and for how long.
import {
  builtInLadder,
  type Climb,
  holdClimb,
  type Ladder,
  ladderFaults,
  nextStepAt,
  type Rung,
  releaseHold,
  stepAhead,
  stepName,
  stepsDue,
  stepsOf,
} from './ladder';

const began = '2026-11-28T00:00:00.000Z';
const after = (minutes: number, seconds = 0) =>
  new Date(Date.parse(began) + minutes * 60_000 + seconds * 1000).toISOString();
const rung = (to: Rung['to'], afterMinutes: number, more: Partial<Rung> = {}): Rung => ({
  ...{ to, since: 'breached', levels: 'all', afterMinutes, repeat: null, by: ['email'], channelIds: [] },
  ...more,
});
const ladder: Ladder = {
  rungs: [
    rung('holder', 0, { repeat: { everyMinutes: 30, times: 2 } }),
    rung('news-office-on-duty', 10),
    rung('supervising-leader', 10, { levels: 'grave' }),
    rung('department-on-duty', 0, { since: 'near' }),
  ],
  acknowledgedForMinutes: 45,
};
const climb: Climb = {
  since: 'breached',
  beganAt: began,
  heldMs: 0,
  acknowledgedAt: null,
  acknowledgedUntil: null,
};
const none = new Set<string>();

test.each([
  ['breached', '一般', ['1.0@0', '2.0@10', '1.1@30', '1.2@60']],
  ['breached', '重大', ['1.0@0', '2.0@10', '3.0@10', '1.1@30', '1.2@60']],
  ['breached', null, ['1.0@0', '2.0@10', '1.1@30', '1.2@60']],
  ['near', '特别重大', ['4.0@0']],
] as const)('the steps since %s at %s', (since, level, steps) => {
  expect(stepsOf(ladder, since, level).map((s) => `${stepName(s)}@${s.afterMs / 60_000}`)).toEqual(steps);
});

test('the step that comes next: its rung, whom it tells and when; after an acknowledgement has run out', () => {
  const taken = new Set(['1.0']);
  expect(stepAhead(ladder, climb, '一般', taken)).toEqual({
    ...{ rung: 2, repeat: 0, target: 'news-office-on-duty' },
    at: after(10),
  });
  // Taken up at the fifth minute for 45: what was due at the tenth is due 45 minutes later.
  const held = holdClimb(climb, ladder, after(5));
  expect(stepAhead(ladder, held, '一般', taken)).toMatchObject({ rung: 2, at: after(55) });
  // Overdue already as the acknowledgement ends: then at once.
  const late = holdClimb({ ...climb, beganAt: after(-60) }, ladder, after(5));
  expect(stepAhead(ladder, late, '一般', taken)).toMatchObject({ rung: 2, at: after(50) });
  expect(stepAhead(ladder, climb, '一般', new Set(['1.0', '2.0', '1.1', '1.2']))).toBeNull();
});

test('a step is due from its instant on, late after a minute, and never again once taken', () => {
  const due = (now: string, taken = none) => stepsDue(ladder, climb, '一般', taken, now).map(stepName);
  expect(due(after(-1))).toEqual([]);
  expect(due(after(0))).toEqual(['1.0']);
  expect(due(after(9, 59), new Set(['1.0']))).toEqual([]);
  expect(due(after(10), new Set(['1.0']))).toEqual(['2.0']);
  expect(stepsDue(ladder, climb, '一般', none, after(1))[0]).toMatchObject({ late: false, at: began });
  expect(stepsDue(ladder, climb, '一般', none, after(1, 1))[0]).toMatchObject({ late: true, at: began });
});

test('after downtime every step is on record in order, and of repeats only the last is sent', () => {
  const due = stepsDue(ladder, climb, '一般', none, after(24 * 60));
  expect(due.map((step) => [stepName(step), step.at, step.late, step.overtaken])).toEqual([
    ['1.0', after(0), true, true],
    ['2.0', after(10), true, false],
    ['1.1', after(30), true, true],
    ['1.2', after(60), true, false],
  ]);
  expect(nextStepAt(ladder, climb, '一般', new Set(due.map(stepName)))).toBeNull();
});

test('walking minute by minute and sleeping through give the same steps at the same instants', () => {
  const walked: string[] = [];
  const taken = new Set<string>();
  for (let minute = 0; minute <= 120; minute += 1)
    for (const step of stepsDue(ladder, climb, '重大', taken, after(minute))) {
      taken.add(stepName(step));
      walked.push(`${stepName(step)} ${step.at}`);
    }
  const slept = stepsDue(ladder, climb, '重大', none, after(120)).map((s) => `${stepName(s)} ${s.at}`);
  expect(walked).toEqual(slept);
});

test('an acknowledgement holds everything, expires, and what was held comes later by just that time', () => {
  const taken = new Set(['1.0']);
  const held = holdClimb(climb, ladder, after(5));
  expect(held).toMatchObject({ acknowledgedAt: after(5), acknowledgedUntil: after(50) });
  expect(stepsDue(ladder, held, '一般', taken, after(49, 59))).toEqual([]);
  expect(nextStepAt(ladder, held, '一般', taken)).toBe(after(50));
  expect(releaseHold(held, after(49, 59))).toBeNull();
  const on = releaseHold(held, after(50))!;
  expect(on).toMatchObject({ heldMs: 45 * 60_000, acknowledgedUntil: null });
  // The news office was due 10 minutes after the breach; 45 of them stood still.
  expect(nextStepAt(ladder, on, '一般', taken)).toBe(after(55));
  // Once more while one holds: it is held from the first on, until 45 minutes after the second.
  const longer = releaseHold(holdClimb(held, ladder, after(20)), after(65))!;
  expect(longer.heldMs).toBe(60 * 60_000);
});

test('a rung for Ⅰ and Ⅱ falls due, late, when the level rises during the climb', () => {
  const taken = new Set(['1.0', '2.0']);
  expect(stepsDue(ladder, climb, '一般', taken, after(20))).toEqual([]);
  expect(stepsDue(ladder, climb, '重大', taken, after(20))).toMatchObject([{ rung: 3, late: true }]);
});

test.each<[string, Rung[], string[]]>([
  ['the built-in ladder stands', [...builtInLadder.rungs], []],
  ['nobody hears of a breach', [rung('holder', 0, { since: 'near' })], ['ladder.silent-breach']],
  ['only grave ones are heard of', [rung('holder', 0, { levels: 'grave' })], ['ladder.silent-breach']],
  ['the same rung twice', [rung('holder', 0), rung('holder', 0, { by: ['sms'] })], ['ladder.twice']],
  ['no rung at all', [], ['ladder.silent-breach']],
])('%s', (_, rungs, codes) => {
  expect(ladderFaults({ rungs, acknowledgedForMinutes: 60 }).map(({ code }) => code)).toEqual(codes);
});
