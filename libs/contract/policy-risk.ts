// What crosses the wire of the risk assessment of a policy before it goes out (舆情风险评估), with its response plan.
import { z } from 'zod';
import { incidentStates } from './incidents';
import { routes } from './route';
import { id, instant, page, pageQuery, reason } from './shape';

const byId = z.object({ id });
const line = (most: number) => z.string().trim().min(1).max(most);
const degree = z.number().int().min(1).max(5);
export const policyRiskStates = ['draft', 'assessed', 'approved'] as const;
/** `likelihood` and `consequence` from 1 to 5; their product is the weight. */
export const risk = z.object({
  what: line(300),
  likelihood: degree,
  consequence: degree,
  measure: z.string().trim().max(500).default(''),
});
export const policyRiskContent = z.object({
  title: z.string().trim().min(2).max(120),
  /** The day it is to go out, YYYY-MM-DD. */
  plannedOn: z.iso.date().nullable(),
  groups: z.array(line(40)).max(30),
  risks: z.array(risk).max(40),
  questions: z.array(z.object({ question: line(300), answer: z.string().trim().max(2_000) })).max(60),
  plan: z
    .array(z.object({ content: line(500), form: line(40), outlet: line(60), at: z.string().trim().max(60) }))
    .max(30),
  spokesperson: z.string().trim().max(60),
  watchWords: z.array(line(30)).max(60),
});
export type PolicyRiskContent = z.infer<typeof policyRiskContent>;
export const policyRiskCard = z.object({
  id,
  state: z.enum(policyRiskStates),
  title: z.string(),
  plannedOn: z.iso.date().nullable(),
  /** The greatest weight of its risks, 0 where none is named: 1–4 low, 5–9 middling, 10–16 high, 20–25 extreme. */
  highest: z.number().int(),
  risks: z.number().int(),
  draftedBy: z.string(),
  changedAt: instant,
});
export const policyRisk = policyRiskContent.extend({
  id,
  state: z.enum(policyRiskStates),
  edition: z.number().int(),
  highest: z.number().int(),
  risks: z.array(risk),
  draftedBy: z.string(),
  createdAt: instant,
  changedAt: instant,
  assessedBy: z.string().nullable(),
  assessedAt: instant.nullable(),
  approvedBy: z.string().nullable(),
  approvedAt: instant.nullable(),
  /** Why it last went back to draft. */
  returnedReason: z.string().nullable(),
  incidents: z.array(z.object({ id, title: z.string(), state: z.enum(incidentStates) })),
});
export type PolicyRisk = z.infer<typeof policyRisk>;

export const policyRiskRoutes = routes({
  'policyRisks.list': {
    method: 'GET',
    path: '/api/policy-risks',
    summary: { zh: '政策舆情风险评估', en: 'Risk assessments of policies' },
    query: pageQuery.extend({ state: z.enum(policyRiskStates).optional() }),
    answer: page(policyRiskCard),
  },
  'policyRisks.draft': {
    method: 'POST',
    path: '/api/policy-risks',
    summary: { zh: '起草评估', en: 'Draft one' },
    body: policyRiskContent,
    answer: policyRisk,
  },
  'policyRisks.read': {
    method: 'GET',
    path: '/api/policy-risks/:id',
    summary: { zh: '一份评估', en: 'One assessment' },
    params: byId,
    answer: policyRisk,
  },
  'policyRisks.save': {
    method: 'PUT',
    path: '/api/policy-risks/:id',
    summary: { zh: '修改草稿', en: 'Edit a draft' },
    params: byId,
    body: policyRiskContent.extend({ edition: z.number().int() }),
    answer: policyRisk,
  },
  'policyRisks.assess': {
    method: 'POST',
    path: '/api/policy-risks/:id/assess',
    summary: { zh: '评估完成，提交批准', en: 'Assessed; to be approved' },
    params: byId,
    body: z.object({ edition: z.number().int() }),
    answer: policyRisk,
  },
  'policyRisks.return': {
    method: 'POST',
    path: '/api/policy-risks/:id/return',
    summary: { zh: '退回修改', en: 'Return to draft' },
    params: byId,
    body: z.object({ reason }),
    answer: policyRisk,
  },
  'policyRisks.approve': {
    method: 'POST',
    path: '/api/policy-risks/:id/approve',
    summary: { zh: '领导批准', en: 'A leader approves' },
    params: byId,
    body: z.object({ edition: z.number().int() }),
    answer: policyRisk,
  },
  'policyRisks.link': {
    method: 'POST',
    path: '/api/policy-risks/:id/incidents',
    summary: { zh: '关联事件', en: 'Link an incident that came of it' },
    params: byId,
    body: z.object({ incidentId: id }),
    answer: policyRisk,
  },
});
