// What crosses the wire of assessment: what people decided of an incident, taking it back, splitting, naming, the numbers as told.
import { z } from 'zod';
import { assessed, incident, incidentStates } from './incidents';
import { routes } from './route';
import { channel, id, instant, page, pageQuery, reason, words } from './shape';

const byId = z.object({ id });
export const assessmentActs = [
  'confirm',
  'dismiss',
  'level',
  'assign',
  'merge',
  'move',
  'split',
  'take-in',
  'title',
  'place',
  'close',
] as const;
/** One decision of a person on an incident (研判). */
export const assessment = z.object({
  id,
  incidentId: id,
  act: z.enum(assessmentActs),
  at: instant,
  by: z.string(),
  reason: z.string().nullable(),
  /** What it was, and what it became: levels, departments, titles. */
  from: z.string().nullable(),
  to: z.string().nullable(),
  /** Where messages went. */
  other: z.object({ id, title: z.string(), state: z.enum(incidentStates) }).nullable(),
  messages: z.number().int(),
  undone: z.object({ at: instant, by: z.string(), reason: z.string().nullable() }).nullable(),
  /** Null when it can be undone; else why not. */
  stands: words.nullable(),
});
export type Assessment = z.infer<typeof assessment>;

/** One message's word on one number. */
export const saying = z.object({
  messageId: id,
  at: instant,
  value: z.number(),
  quote: z.string(),
  channel,
  sourceName: z.string().nullable(),
  /** It does not fit what is held now: `higher` than a later word, or `otherwise` at about the same time. */
  contradicts: z.enum(['higher', 'otherwise']).nullable(),
});
export type Saying = z.infer<typeof saying>;
export const tollRow = z.object({
  name: z.string(),
  /** What the newest word says. */
  latest: saying,
  /** Where the number changed and where it is contradicted, newest first. */
  sayings: z.array(saying),
  contradicted: z.boolean(),
});
export type TollRow = z.infer<typeof tollRow>;

export const assessmentRoutes = routes({
  'incidents.assessments': {
    method: 'GET',
    path: '/api/incidents/:id/assessments',
    summary: {
      zh: '对事件的每次研判，及能否撤销',
      en: 'Every decision on an incident, and whether it can be undone',
    },
    params: byId,
    query: pageQuery,
    answer: page(assessment),
  },
  'incidents.split': {
    method: 'POST',
    path: '/api/incidents/:id/split',
    summary: { zh: '把所选信息拆分为新事件', en: 'Split chosen messages off as a new incident' },
    params: byId,
    body: z.object({
      messageIds: z.array(id).min(1).max(500),
      /** Left out: chosen from the messages. */
      title: z.string().trim().min(2).max(80).optional(),
      reason,
    }),
    answer: assessed,
  },
  'messages.takeIn': {
    method: 'POST',
    path: '/api/messages/:id/incident',
    summary: {
      zh: '把不在任何事件中的信息放入事件，或由它立为新事件',
      en: 'Put a message that is in no incident into one, or begin a new one with it',
    },
    params: byId,
    /** Null: a new incident. */
    body: z.object({ incidentId: id.nullable(), reason }),
    answer: assessed,
  },
  'incidents.title': {
    method: 'POST',
    path: '/api/incidents/:id/title',
    summary: { zh: '修改事件标题', en: 'Name the incident' },
    params: byId,
    body: z.object({ title: z.string().trim().min(2).max(80) }),
    answer: assessed,
  },
  'incidents.place': {
    method: 'POST',
    path: '/api/incidents/:id/place',
    summary: { zh: '指明事发地点', en: 'Say where the incident is' },
    params: byId,
    body: z.object({ place: z.string().trim().min(2).max(60) }),
    answer: assessed,
  },
  'incidents.tolls': {
    method: 'GET',
    path: '/api/incidents/:id/tolls',
    summary: { zh: '伤亡等数字的变化及来源', en: 'Its numbers as they changed, with who said what' },
    params: byId,
    answer: z.object({ rows: z.array(tollRow) }),
  },
  'assessments.undo': {
    method: 'POST',
    path: '/api/assessments/:id/undo',
    summary: { zh: '撤销一次研判', en: 'Take an assessment back' },
    params: byId,
    body: z.object({ reason: z.string().trim().max(500).optional() }),
    answer: incident,
  },
});
