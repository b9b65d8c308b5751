// The risk assessment of a policy: what each step needs, who may not do two of them, and the weight of a risk; pure.
import { createHash } from 'node:crypto';
import type { PolicyRisk, PolicyRiskContent } from '#contract';
import { conflict, invalid, Refusal } from '../platform/problem';
import type { PolicyRiskRow } from './policy-risk.row';

type Risk = PolicyRisk['risks'][number];
/** Likelihood × consequence, 1 to 25. */
export const weightOf = ({ likelihood, consequence }: Pick<Risk, 'likelihood' | 'consequence'>): number =>
  likelihood * consequence;
/** 0 where none is named. */
export const highestOf = (risks: readonly Risk[]): number => Math.max(0, ...risks.map(weightOf));
/** From this weight on a risk needs a measure against it. */
const HIGH = 10;

type Step = 'save' | 'assess' | 'return' | 'approve';
const from: Record<Step, PolicyRisk['state']> = {
  save: 'draft',
  assess: 'draft',
  return: 'assessed',
  approve: 'assessed',
};
const named = {
  draft: ['草稿', 'a draft'],
  assessed: ['已评估', 'assessed'],
  approved: ['已批准', 'approved'],
} as const;

/** @throws Refusal 409 */
export function mayStep(step: Step, { state }: Pick<PolicyRiskRow, 'state'>): void {
  if (from[step] === state) return;
  const [zh, en] = named[state];
  throw conflict(
    'policy-risk.wrong-state',
    `这份评估${zh}，不能进行此操作。请刷新后查看现状。`,
    `This one is ${en}, so this cannot be done. Reload to see how it stands.`,
  );
}

/** What somebody else changed meanwhile is not decided on unseen. @throws Refusal 409 */
export function isSameEdition({ edition }: Pick<PolicyRiskRow, 'edition'>, given: number): void {
  if (edition === given) return;
  throw conflict(
    'policy-risk.edition',
    '这份评估已被他人修改，请刷新后再继续。',
    'Somebody else has changed it; reload before you go on.',
  );
}

/** An assessment names risks, a measure against each that is high, a plan and who speaks. @throws Refusal 422 with every fault */
export function isComplete({
  risks,
  plan,
  spokesperson,
}: Pick<PolicyRiskRow, 'risks' | 'plan' | 'spokesperson'>): void {
  const faults: [string, string, string][] = [];
  if (risks.length === 0) faults.push(['risks', '至少列出一项风险', 'at least one risk']);
  if (risks.some((one) => weightOf(one) >= HIGH && !one.measure.trim()))
    faults.push(['risks', '高风险须写明防范措施', 'a measure against each high risk']);
  if (plan.length === 0) faults.push(['plan', '写明回应预案', 'a response plan']);
  if (!spokesperson.trim()) faults.push(['spokesperson', '指定发言人', 'who speaks']);
  if (faults.length === 0) return;
  throw invalid(
    'policy-risk.incomplete',
    `评估还不完整：${faults.map(([, zh]) => zh).join('；')}。`,
    `The assessment is not complete: it needs ${faults.map(([, , en]) => en).join('; ')}.`,
    faults.map(([field, , message]) => ({ path: `body.${field}`, message })),
  );
}

/** Who drafted or assessed it does not approve it. @throws Refusal 403 */
export function isAnother(
  { draftedById, assessedById }: Pick<PolicyRiskRow, 'draftedById' | 'assessedById'>,
  whoId: string,
): void {
  if (whoId !== draftedById && whoId !== assessedById) return;
  throw new Refusal(
    403,
    'policy-risk.same-person',
    '起草或评估的人不能自己批准。',
    'Whoever drafted or assessed it does not approve it.',
  );
}

export const notYours = () =>
  new Refusal(
    403,
    'policy-risk.not-yours',
    '草稿由起草人或新闻办修改。',
    'A draft is edited by whoever drafted it, or by the news office.',
  );

export function digestOf(row: PolicyRiskContent): string {
  const plain = [
    row.title,
    row.plannedOn,
    row.groups,
    row.risks.map((r) => [r.what, r.likelihood, r.consequence, r.measure]),
    row.questions.map((q) => [q.question, q.answer]),
    row.plan.map((p) => [p.content, p.form, p.outlet, p.at]),
    row.spokesperson,
    row.watchWords,
  ];
  return createHash('sha256').update(JSON.stringify(plain)).digest('hex');
}
