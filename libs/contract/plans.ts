// What crosses the wire of response plans (预案): their editions, and which are proposed to an incident.
import { z } from 'zod';
import type { PlanParty } from '#duty';
import { routes } from './route';
import { id, instant, level, reason, topicName, words } from './shape';
import { steps } from './steps';

const byId = z.object({ id });
const line = (max: number) => z.string().trim().min(2).max(max);
export const emergencyKindNames = ['自然灾害', '事故灾难', '公共卫生', '社会安全'] as const;
export const planParties = [
  'responsible',
  'news-office',
  'government-office',
] as const satisfies readonly PlanParty[];
export const planForms = ['statement', 'press-conference', 'interpretation', 'reply'] as const;
const party = z.enum(planParties);
const withinHours = z.number().int().min(1).max(720);
export const planContent = z.object({
  name: line(60),
  levels: z.array(level).min(1).max(4),
  /** Empty: of any kind. */
  emergencyKinds: z.array(z.enum(emergencyKindNames)).max(4),
  /** Empty: of any topic. */
  topics: z.array(topicName).max(15),
  spokesperson: z.string().trim().max(60),
  response: z
    .array(
      z.object({
        content: line(200),
        form: z.enum(planForms),
        outlet: line(60),
        withinHours,
        interpretation: z.string().trim().max(200),
        party,
      }),
    )
    .max(30),
  handling: z.array(z.object({ what: line(300), withinHours, party })).max(30),
});
export type PlanContentIn = z.infer<typeof planContent>;
export const planState = z.enum(['draft', 'in-force', 'replaced', 'withdrawn']);
export const plan = planContent.extend({
  id,
  edition: z.number().int(),
  state: planState,
  /** Another edition of it is in force while this one is a draft. */
  inForceEdition: z.number().int().nullable(),
  writtenBy: z.string(),
  writtenAt: instant,
  approvedBy: z.string().nullable(),
  approvedAt: instant.nullable(),
  digest: z.string(),
  mayEdit: z.boolean(),
  mayApprove: z.boolean(),
  /** What keeps it from coming into force. */
  missing: z.array(words),
});
export type Plan = z.infer<typeof plan>;
export const proposal = z.object({
  planId: id,
  edition: z.number().int(),
  content: planContent,
  why: words,
  state: z.enum(['proposed', 'taken', 'declined']),
  decidedBy: z.string().nullable(),
  decidedAt: instant.nullable(),
  reason: z.string().nullable(),
});
export type Proposal = z.infer<typeof proposal>;
const onIncident = z.object({ id, planId: id });

export const planRoutes = routes({
  'plans.list': {
    method: 'GET',
    path: '/api/plans',
    summary: { zh: '应对预案', en: 'Response plans, their newest editions' },
    answer: z.object({ items: z.array(plan) }),
  },
  'plans.read': {
    method: 'GET',
    path: '/api/plans/:id',
    summary: { zh: '一份预案', en: 'One plan, its newest edition' },
    params: byId,
    answer: plan,
  },
  'plans.write': {
    method: 'POST',
    path: '/api/plans',
    summary: { zh: '起草预案', en: 'Write a plan' },
    status: 201,
    body: planContent,
    answer: plan,
  },
  'plans.edit': {
    method: 'POST',
    path: '/api/plans/:id',
    summary: { zh: '修改预案（形成新版）', en: 'Edit a plan: a new edition, or its draft again' },
    params: byId,
    body: planContent.extend({ edition: z.number().int() }),
    answer: plan,
  },
  'plans.approve': {
    method: 'POST',
    path: '/api/plans/:id/approve',
    summary: { zh: '批准启用', en: 'Put it in force' },
    params: byId,
    body: z.object({ digest: z.string() }),
    answer: plan,
  },
  'plans.withdraw': {
    method: 'POST',
    path: '/api/plans/:id/withdraw',
    summary: { zh: '停用', en: 'Withdraw it' },
    params: byId,
    body: z.object({ reason }),
    answer: plan,
  },
  'plans.proposed': {
    method: 'GET',
    path: '/api/incidents/:id/plans',
    summary: { zh: '建议的预案', en: 'The plans proposed to an incident' },
    params: byId,
    answer: z.object({ items: z.array(proposal), mayDecide: z.boolean() }),
  },
  'plans.take': {
    method: 'POST',
    path: '/api/incidents/:id/plans/:planId/take',
    summary: { zh: '采用预案，生成两条线的任务', en: 'Take a plan: its lines become tasks' },
    params: onIncident,
    answer: steps,
  },
  'plans.decline': {
    method: 'POST',
    path: '/api/incidents/:id/plans/:planId/decline',
    summary: { zh: '不采用（说明理由）', en: 'Decline a plan, with a reason' },
    params: onIncident,
    body: z.object({ reason }),
    answer: z.object({ items: z.array(proposal), mayDecide: z.boolean() }),
  },
});
