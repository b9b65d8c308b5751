// Whom one rung up tells, for every state of the rota.
import { type EscalationQuestion, escalate, type Person } from './escalation';

const person = (id: string, active = true): Person => ({ id, name: id, active });
const wang = person('王小云');
const li = person('李分管');
const zhao = person('赵县长');
const usual: EscalationQuestion = {
  kind: 'breached',
  acknowledged: true,
  holder: wang,
  supervisor: li,
  leaders: [zhao],
};

const cases: [string, Partial<EscalationQuestion>, string | null, string | null, string][] = [
  ['a breach goes to the supervising leader', {}, 'supervisor', '李分管', '已签收但未发布'],
  ['a breach that nobody took up', { acknowledged: false, holder: null }, 'supervisor', '李分管', '无人签收'],
  [
    '80 % and nobody acknowledged',
    { kind: 'near', acknowledged: false, holder: null },
    'supervisor',
    '李分管',
    '80%',
  ],
  ['80 % and acknowledged: nothing to do', { kind: 'near' }, null, null, ''],
  ['no supervising leader', { supervisor: null }, 'leader', '赵县长', '未登记分管领导'],
  ['the supervising leader has left', { supervisor: person('李分管', false) }, 'leader', '赵县长', '不在岗'],
  ['the supervising leader is the holder', { holder: li }, 'leader', '赵县长', '就是经办人本人'],
  [
    'leaders are asked in order, those in post only',
    { supervisor: null, leaders: [person('钱', false), zhao] },
    'leader',
    '赵县长',
    '',
  ],
  ['the holder is the only leader', { holder: zhao, supervisor: zhao }, 'nobody', null, '无人可报'],
  [
    'nobody at all',
    { holder: null, supervisor: null, leaders: [], acknowledged: false },
    'nobody',
    null,
    '无人可报',
  ],
];

test.each(cases)('%s', (_name, part, to, officerId, says) => {
  const result = escalate({ ...usual, ...part });
  expect([result?.to ?? null, result?.officerId ?? null]).toEqual([to, officerId]);
  expect(result?.reason.zh ?? '').toContain(says);
  if (result) expect(result.reason.en.length).toBeGreaterThan(20);
});
