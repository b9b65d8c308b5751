// The ladder in a drill: every rung and repeat at its time, held by an acknowledgement, and who answered which.
import { beginDrillClimb, channelWords, type DrillClimb, nextInClimb, rungReport } from './drill-ladder';
import { holdClimb, type Ladder, type Rung, releaseHold } from './ladder';

const rung = (to: Rung['to'], afterMinutes: number, more: Partial<Rung> = {}): Rung => ({
  ...{ to, since: 'breached', levels: 'all', afterMinutes, repeat: null, by: [], channelIds: [] },
  ...more,
});
const ladder: Ladder = {
  rungs: [
    rung('holder', 0, { repeat: { everyMinutes: 30, times: 2 } }),
    rung('supervising-leader', 15),
    rung('department-head', 40, { levels: 'grave' }),
  ],
  acknowledgedForMinutes: 60,
};
const at = (minutes: number) =>
  new Date(Date.parse('2026-11-21T02:00:00.000Z') + minutes * 60_000).toISOString();
const take = (climb: DrillClimb, level: '重大' | '一般') => {
  const next = nextInClimb(ladder, climb, level);
  if (!next?.step) throw new Error('nothing to take');
  const step = { ...next.step, target: null, at: next.at, told: [], reason: { zh: '', en: '' } };
  return { ...climb, steps: [...climb.steps, step] };
};

it('takes every rung and repeat at its time; those for Ⅰ and Ⅱ only there', () => {
  let climb = beginDrillClimb('breached', at(0));
  for (let i = 0; i < 5; i += 1) climb = take(climb, '重大');
  expect(climb.steps.map(({ rung: n, repeat, at: when }) => [n, repeat, when])).toEqual([
    [1, 0, at(0)],
    [2, 0, at(15)],
    [1, 1, at(30)],
    [3, 0, at(40)],
    [1, 2, at(60)],
  ]);
  expect(nextInClimb(ladder, climb, '重大')).toBeNull();
  let plain = beginDrillClimb('breached', at(0));
  for (let i = 0; i < 4; i += 1) plain = take(plain, '一般');
  expect(nextInClimb(ladder, plain, '一般')).toBeNull();
});

it('an acknowledgement holds it; then it runs out, and the rest comes later by just that time', () => {
  const begun = take(beginDrillClimb('breached', at(0)), '一般');
  const held = { ...begun, ...holdClimb(begun, ladder, at(10)), acknowledgedBy: '李强' };
  expect(nextInClimb(ladder, held, '一般')).toEqual({ at: at(70), step: null });
  const free = { ...held, ...releaseHold(held, at(70)) };
  expect(nextInClimb(ladder, free, '一般')).toEqual({ at: at(75), step: { rung: 2, repeat: 0 } });
  expect(nextInClimb(ladder, { ...free, endedAs: 'met' }, '一般')).toBeNull();
});

it('says by which channels it would really go, and that nothing goes out', () => {
  expect(channelWords([], [], { groups: {} })).toEqual({ zh: '', en: '' });
  const { zh, en } = channelWords(['email', 'sms'], ['g1', 'gone'], { groups: { g1: '应急群' } });
  expect(zh).toBe('（真实情况下还会发：邮件、短信、“应急群”；预演不外发）');
  expect(en).toContain('mail, text message, “应急群”');
});

it('reports for each rung who of those told answered it and when', () => {
  const step = {
    rung: 1,
    repeat: 0,
    target: 'holder' as const,
    at: at(0),
    told: ['a'],
    reason: { zh: '', en: '' },
  };
  const climb = {
    ...beginDrillClimb('breached', at(0)),
    steps: [step, { ...step, rung: 2, at: at(15), told: ['b'] }, { ...step, rung: 3, at: at(20), told: [] }],
  };
  const report = rungReport({
    clocks: [{ id: 'c', name: { zh: '回应', en: 'response' }, climbs: [climb] }],
    events: [
      { kind: 'acknowledged', at: at(5), byId: 'b', by: '乙', clockId: 'c' },
      { kind: 'taken-up', at: at(18), byId: 'b', by: '乙', clockId: 'c' },
      { kind: 'met', at: at(30), byId: 'a', by: '甲', clockId: 'c' },
      { kind: 'met', at: at(1), byId: 'a', by: '甲', clockId: 'another' },
    ],
    people: [
      { id: 'a', name: '甲' },
      { id: 'b', name: '乙' },
    ],
  });
  expect(report.map(({ rung: n, told, answeredBy, afterMs }) => [n, told, answeredBy, afterMs])).toEqual([
    [1, ['甲'], '甲', 30 * 60_000],
    [2, ['乙'], '乙', 3 * 60_000],
    [3, [], null, null],
  ]);
});
