// What crosses the wire of the two lanes of an incident: tasks with owners and times, whether they are in step, the evaluation.
import { z } from 'zod';
import type { Lane, Phase, StepAct, StepState } from '#duty';
import { routes } from './route';
import { id, instant, named, reason, words } from './shape';

const byId = z.object({ id });
export const lanes = ['handling', 'response'] as const satisfies readonly Lane[];
const states = ['planned', 'begun', 'finished', 'dropped'] as const satisfies readonly StepState[];
const acts = ['begin', 'finish', 'change', 'drop'] as const satisfies readonly StepAct[];
const phases = ['planned', 'begun', 'finished'] as const satisfies readonly Phase[];
export const verdictKinds = ['timely', 'accurate', 'complete', 'effective'] as const;
export const verdict = z.enum(['good', 'fair', 'poor']);

export const step = z.object({
  id,
  incident: z.object({ id, title: z.string() }),
  lane: z.enum(lanes),
  what: z.string(),
  department: named,
  officer: named.nullable(),
  dueAt: instant,
  state: z.enum(states),
  /** Not finished, and its time is over; or finished after it. */
  late: z.boolean(),
  plannedAt: instant,
  plannedBy: z.string(),
  begunAt: instant.nullable(),
  begunBy: z.string().nullable(),
  finishedAt: instant.nullable(),
  finishedBy: z.string().nullable(),
  result: z.string().nullable(),
  droppedReason: z.string().nullable(),
  /** What the viewer may do with it now. */
  may: z.array(z.enum(acts)),
});
export type StepView = z.infer<typeof step>;
export const evaluationIn = z.object({
  verdicts: z.object({ timely: verdict, accurate: verdict, complete: verdict, effective: verdict }),
  conclusion: z.string().trim().min(2).max(2000),
  lessons: z.string().trim().max(2000),
});
export const evaluation = evaluationIn.extend({ id, at: instant, by: z.string(), digest: z.string() });
export type Evaluation = z.infer<typeof evaluation>;
const laneTimes = z.object({
  planned: instant.nullable(),
  begun: instant.nullable(),
  finished: instant.nullable(),
});
export const steps = z.object({
  items: z.array(step),
  lanes: z.object({ handling: laneTimes, response: laneTimes }),
  /** Planned, begun, finished: together, or which lane is behind since when. */
  inStep: z.array(
    z.object({
      phase: z.enum(phases),
      together: z.boolean(),
      behind: z.enum(lanes).nullable(),
      since: instant.nullable(),
    }),
  ),
  /** The newest first. */
  evaluations: z.array(evaluation),
  /** What stands against closing; empty where nothing does. */
  against: z.array(z.object({ code: z.string(), reason: words })),
  mayPlan: z.boolean(),
  mayEvaluate: z.boolean(),
});
export type Steps = z.infer<typeof steps>;

export const stepIn = z.object({
  lane: z.enum(lanes),
  what: z.string().trim().min(2).max(500),
  departmentId: id,
  officerId: id.nullable(),
  dueAt: instant,
});

export const stepRoutes = routes({
  'steps.read': {
    method: 'GET',
    path: '/api/incidents/:id/steps',
    summary: { zh: '处置与回应两条线（三同步）', en: 'The two lanes of an incident' },
    params: byId,
    answer: steps,
  },
  'steps.plan': {
    method: 'POST',
    path: '/api/incidents/:id/steps',
    summary: { zh: '安排任务', en: 'Plan tasks' },
    status: 201,
    params: byId,
    body: z.object({ tasks: z.array(stepIn).min(1).max(40) }),
    answer: steps,
  },
  'steps.evaluate': {
    method: 'POST',
    path: '/api/incidents/:id/evaluation',
    summary: { zh: '效果评估', en: 'Evaluate its effect' },
    status: 201,
    params: byId,
    body: evaluationIn,
    answer: steps,
  },
  'steps.mine': {
    method: 'GET',
    path: '/api/steps/mine',
    summary: { zh: '要我办的任务', en: 'Tasks of the viewer’s department that are not finished' },
    answer: z.object({ items: z.array(step) }),
  },
  'steps.begin': {
    method: 'POST',
    path: '/api/steps/:id/begin',
    summary: { zh: '开始办理', en: 'Begin a task' },
    params: byId,
    answer: step,
  },
  'steps.finish': {
    method: 'POST',
    path: '/api/steps/:id/finish',
    summary: { zh: '完成任务（写明结果）', en: 'Finish a task, with its result' },
    params: byId,
    body: z.object({ result: z.string().trim().min(2).max(2000) }),
    answer: step,
  },
  'steps.change': {
    method: 'POST',
    path: '/api/steps/:id/change',
    summary: { zh: '改负责人或时限（说明理由）', en: 'Change owner or time, with a reason' },
    params: byId,
    body: z.object({ departmentId: id, officerId: id.nullable(), dueAt: instant, reason }),
    answer: step,
  },
  'steps.drop': {
    method: 'POST',
    path: '/api/steps/:id/drop',
    summary: { zh: '取消任务（说明理由）', en: 'Drop a task, with a reason' },
    params: byId,
    body: z.object({ reason }),
    answer: step,
  },
});
