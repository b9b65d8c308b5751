// What crosses the wire of learning: corrections, the models trained from them with their scores, and reading again.
import { z } from 'zod';
import { correcting, correction } from './corrections';
import { message } from './messages';
import { routes } from './route';
import { id, instant, page, pageQuery, reason, words } from './shape';

const byId = z.object({ id });
const share = z.number().min(0).max(1);

/** Precision and recall by label; `confusion[truth][said]` counts rows. */
export const scores = z.object({
  rows: z.number().int(),
  accuracy: share,
  macroF1: share,
  labels: z.array(
    z.object({ label: z.string(), precision: share, recall: share, f1: share, count: z.number().int() }),
  ),
  confusion: z.record(z.string(), z.record(z.string(), z.number().int())),
});
export type ModelScores = z.infer<typeof scores>;
/** The written control set, the fixed tenth of the corrections, and the newest of them; none was learnt from. */
export const trialSets = ['control', 'fixed', 'newest'] as const;
export const trial = z.object({ before: scores, after: scores });
export type Trial = z.infer<typeof trial>;

/** What a model was trained from, in numbers. */
export const modelData = z.object({
  corrections: z.number().int(),
  learnt: z.number().int(),
  fixed: z.number().int(),
  newest: z.number().int(),
  atHand: z.number().int(),
  control: z.number().int(),
  /** What it learnt, by label. */
  byLabel: z.record(z.string(), z.number().int()),
  /** Topics that the model had no examples of before. */
  newTopics: z.array(z.string()),
  /** The model in force when it was trained, against which it is held. */
  comparedWith: z.string(),
  /** How many messages were looked at for what would change, and how many would be labelled otherwise. */
  looked: z.number().int(),
  changed: z.number().int(),
});
export const modelStates = [
  'waiting',
  'training',
  'candidate',
  'in-force',
  'refused',
  'retired',
  'failed',
  'cancelled',
] as const;
export const modelCard = z.object({
  id,
  state: z.enum(modelStates),
  version: z.string().nullable(),
  digest: z.string().nullable(),
  /** False where the product has since brought another model, on which this one does not fit. */
  fits: z.boolean(),
  progress: share,
  phase: z.enum(['reading', 'training', 'trying']).nullable(),
  data: modelData.nullable(),
  macroF1: z
    .record(z.enum(trialSets), z.object({ before: share, after: share, rows: z.number().int() }))
    .nullable(),
  error: words.nullable(),
  askedAt: instant,
  askedBy: z.string(),
  trainedAt: instant.nullable(),
  decidedAt: instant.nullable(),
  decidedBy: z.string().nullable(),
  reason: z.string().nullable(),
});
export type ModelCard = z.infer<typeof modelCard>;
export const modelRead = modelCard.extend({
  scores: z.record(z.enum(trialSets), trial).nullable(),
  /** Messages that would be labelled otherwise, the newest first; at most 100, and only those in view. */
  changes: z.array(z.object({ messageId: id, title: z.string(), from: z.string(), to: z.string() })),
});
export type ModelRead = z.infer<typeof modelRead>;

const shipped = z.object({
  version: z.string(),
  digest: z.string(),
  card: z.record(z.string(), z.unknown()),
});
/** Where learning stands: what labels now, what there is to learn from, what waits for a decision. */
export const learning = z.object({
  /** The model that labels new messages here; `modelId` null: the one that came with the product. */
  inForce: z.object({
    modelId: id.nullable(),
    version: z.string(),
    digest: z.string(),
    since: instant.nullable(),
    by: z.string().nullable(),
    /** Trained for a jurisdiction above. */
    inherited: z.boolean(),
  }),
  shipped,
  corrections: z.object({
    topic: z.number().int(),
    areas: z.number().int(),
    offTopic: z.number().int(),
    emergency: z.number().int(),
    /** Messages whose labels a model can learn from, and how many it takes. */
    usable: z.number().int(),
    needed: z.number().int(),
    /** Standing corrections made since the model in force was trained. */
    fresh: z.number().int(),
  }),
  models: z.array(modelCard),
});
export type Learning = z.infer<typeof learning>;

export const relabelling = z.object({
  id,
  state: z.enum(['running', 'finished', 'cancelled', 'failed']),
  since: instant,
  total: z.number().int(),
  done: z.number().int(),
  changed: z.number().int(),
  kept: z.number().int(),
  startedAt: instant,
  startedBy: z.string(),
  endedAt: instant.nullable(),
});
export type Relabelling = z.infer<typeof relabelling>;

export const learningRoutes = routes({
  'messages.correct': {
    method: 'POST',
    path: '/api/messages/:id/corrections',
    summary: {
      zh: '更正一条信息的标签；人的判断此后不被模型改动',
      en: 'Put a label of a message right; no model changes it after',
    },
    params: byId,
    body: correcting,
    answer: z.object({ correctionId: id, message }),
  },
  'messages.uncorrect': {
    method: 'POST',
    path: '/api/messages/:id/corrections/:correctionId/undo',
    summary: { zh: '撤销更正', en: 'Undo a correction' },
    params: z.object({ id, correctionId: id }),
    answer: message,
  },
  'messages.relabel': {
    method: 'POST',
    path: '/api/messages/:id/relabel',
    summary: { zh: '用现行模型重新打标', en: 'Label a message anew by the model in force' },
    params: byId,
    answer: message,
  },
  'corrections.list': {
    method: 'GET',
    path: '/api/corrections',
    summary: { zh: '更正记录', en: 'Corrections' },
    query: pageQuery,
    answer: page(correction.extend({ messageId: id, title: z.string() })),
  },
  'models.list': {
    method: 'GET',
    path: '/api/models',
    summary: { zh: '模型：现行的、候选的、用过的', en: 'Models: in force, candidate, earlier' },
    answer: learning,
  },
  'models.scores': {
    method: 'GET',
    path: '/api/models/in-force/scores',
    summary: {
      zh: '现行模型在对照集和留出更正上的成绩',
      en: 'Scores of the model in force, on the control set and the corrections kept back',
    },
    answer: z.object({ version: z.string(), sets: z.record(z.enum(trialSets), scores) }),
  },
  'models.read': {
    method: 'GET',
    path: '/api/models/:id',
    summary: {
      zh: '一个模型：数据、成绩、会改变什么',
      en: 'One model: its data, its scores, what it would change',
    },
    params: byId,
    answer: modelRead,
  },
  'models.train': {
    method: 'POST',
    path: '/api/models',
    summary: { zh: '用更正训练新模型', en: 'Train a new model from the corrections' },
    status: 202,
    answer: modelCard,
  },
  'models.cancel': {
    method: 'POST',
    path: '/api/models/:id/cancel',
    summary: { zh: '停止训练', en: 'Stop a training' },
    params: byId,
    answer: modelCard,
  },
  'models.promote': {
    method: 'POST',
    path: '/api/models/:id/promote',
    summary: {
      zh: '启用模型（候选的，或退回用过的）',
      en: 'Put a model in force: a candidate, or an earlier one again',
    },
    params: byId,
    answer: modelCard,
  },
  'models.refuse': {
    method: 'POST',
    path: '/api/models/:id/refuse',
    summary: { zh: '不启用候选模型', en: 'Refuse a candidate' },
    params: byId,
    body: z.object({ reason }),
    answer: modelCard,
  },
  'models.restore': {
    method: 'POST',
    path: '/api/models/shipped/promote',
    summary: { zh: '退回随产品发布的模型', en: 'Back to the model that came with the product' },
    body: z.object({ reason }),
    answer: learning,
  },
  'relabellings.list': {
    method: 'GET',
    path: '/api/relabellings',
    summary: { zh: '批量重新打标', en: 'Messages labelled anew in bulk' },
    answer: z.object({ items: z.array(relabelling) }),
  },
  'relabellings.preview': {
    method: 'GET',
    path: '/api/relabellings/preview',
    summary: {
      zh: '自某日起有多少信息会重新打标',
      en: 'How many messages since a date would be labelled anew',
    },
    query: z.object({ since: instant }),
    answer: z.object({
      messages: z.number().int(),
      /** Labelled by another model than the one in force. */
      byOthers: z.number().int(),
      /** With a label that a person put right: it stays. */
      kept: z.number().int(),
    }),
  },
  'relabellings.start': {
    method: 'POST',
    path: '/api/relabellings',
    summary: { zh: '自某日起全部重新打标', en: 'Label everything since a date anew' },
    status: 202,
    body: z.object({ since: instant }),
    answer: relabelling,
  },
  'relabellings.cancel': {
    method: 'POST',
    path: '/api/relabellings/:id/cancel',
    summary: { zh: '停止重新打标', en: 'Stop labelling anew' },
    params: byId,
    answer: relabelling,
  },
});
