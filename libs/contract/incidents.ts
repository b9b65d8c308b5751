// What crosses the wire of incidents: as proposed and confirmed, who answers for them, and what people decide of them.
import { z } from 'zod';
import { emergency, messageCard, placing } from './messages';
import { routes } from './route';
import { channel, id, instant, level, named, page, pageQuery, reason } from './shape';

const byId = z.object({ id });

export const incidentStates = ['proposed', 'confirmed', 'dismissed', 'merged', 'closed'] as const;
export const incidentCard = z.object({
  id,
  title: z.string(),
  state: z.enum(incidentStates),
  topic: z.string().nullable(),
  areas: z.array(z.string()),
  /** Confirmed by a person; null until then. */
  level: level.nullable(),
  proposedLevel: level.nullable(),
  emergencyKind: z.string().nullable(),
  place: z.string().nullable(),
  heat: z.number(),
  /** Messages in each of the last 24 hours, oldest first. */
  hours: z.array(z.number().int()),
  messages: z.number().int(),
  channels: z.array(channel),
  firstAt: instant,
  lastAt: instant,
  detectedAt: instant,
  lead: named.nullable(),
  /** Since when that department is named; null for what nobody leads yet. */
  leadNamedAt: instant.nullable(),
  /** When it took the matter on; null until then. */
  acceptedAt: instant.nullable(),
});
export type IncidentCard = z.infer<typeof incidentCard>;
export const incident = incidentCard.extend({
  jurisdictionId: id,
  occurredAt: instant.nullable(),
  confirmedAt: instant.nullable(),
  confirmedBy: z.string().nullable(),
  closedAt: instant.nullable(),
  acceptedBy: z.string().nullable(),
  support: z.array(named),
  spokesperson: named.nullable(),
  /** The officer who speaks, and the leader who supervises; null where nobody is named. */
  speaker: named.nullable(),
  supervisor: named.nullable(),
  /** Which rule named the responsible party. */
  rule: z.object({ zh: z.string(), en: z.string(), clause: z.string() }).nullable(),
  emergency: emergency.nullable(),
  heatParts: z.record(z.string(), z.number()),
  /** Who gave it its title; null where it was chosen from its messages. */
  titledBy: z.string().nullable(),
  /** Who said where it is; null where that was read in its messages. */
  placedBy: z.string().nullable(),
  /** What the parts were worked out from: messages, channels, sources, …; empty until it is worked out anew. */
  heatCounts: z.record(z.string(), z.number()),
  mergedInto: id.nullable(),
  dismissedReason: z.string().nullable(),
});
export type Incident = z.infer<typeof incident>;

/** How the incident stands after an act, and the assessment that records it: what undoes it. */
export const assessed = incident.extend({ assessmentId: id });
export type Assessed = z.infer<typeof assessed>;
const act = { params: byId, answer: assessed } as const;

export const incidentRoutes = routes({
  'incidents.list': {
    method: 'GET',
    path: '/api/incidents',
    summary: { zh: '舆情事件', en: 'Incidents' },
    query: pageQuery.extend({
      q: z.string().max(200).optional(),
      state: z.enum([...incidentStates, 'open']).optional(),
      level: level.optional(),
      topic: z.string().max(40).optional(),
      emergency: z.enum(['true', 'false']).optional(),
      /** Confirmed, and the department named has yet to take it on: one's own, or anybody's. */
      unaccepted: z.enum(['mine', 'any']).optional(),
      sort: z.enum(['recent', 'heat', 'triage']).default('recent'),
    }),
    answer: page(incidentCard),
  },
  'incidents.read': {
    method: 'GET',
    path: '/api/incidents/:id',
    summary: { zh: '一起事件', en: 'One incident' },
    params: byId,
    answer: incident,
  },
  'incidents.parties': {
    method: 'GET',
    path: '/api/incidents/:id/parties',
    summary: {
      zh: '按规则建议的责任主体（定级之前可看）',
      en: 'Who would answer by the rules, to be seen before the level is confirmed',
    },
    params: byId,
    query: z.object({ level }),
    answer: z.object({
      lead: named.nullable(),
      support: z.array(named),
      spokesperson: named.nullable(),
      speaker: named.nullable(),
      supervisor: named.nullable(),
      rule: z.object({ zh: z.string(), en: z.string(), clause: z.string() }),
      /** Whom a person may choose instead. */
      choices: z.array(named),
    }),
  },
  'incidents.messages': {
    method: 'GET',
    path: '/api/incidents/:id/messages',
    summary: { zh: '事件中的信息，及归入理由', en: 'Messages of an incident, and what each shares with it' },
    params: byId,
    query: pageQuery,
    answer: page(messageCard.extend({ ...placing.shape, movedBy: z.string().nullable() })),
  },
  'incidents.confirm': {
    method: 'POST',
    path: '/api/incidents/:id/confirm',
    summary: { zh: '确认为舆情事件并定级', en: 'Confirm the incident and its level' },
    ...act,
    body: z.object({
      level,
      /** When it happened, if known: some clocks start there. */
      occurredAt: instant.nullable().optional(),
      leadDepartmentId: id.optional(),
      /** Needed where the level differs from the proposed one, or another department than the proposed one is to lead. */
      reason: z.string().trim().max(500).optional(),
    }),
  },
  'incidents.dismiss': {
    method: 'POST',
    path: '/api/incidents/:id/dismiss',
    summary: { zh: '不作为事件', en: 'Not an incident' },
    ...act,
    body: z.object({ reason }),
  },
  'incidents.level': {
    method: 'POST',
    path: '/api/incidents/:id/level',
    summary: { zh: '调整级别', en: 'Change the level' },
    ...act,
    body: z.object({ level, reason }),
  },
  'incidents.assign': {
    method: 'POST',
    path: '/api/incidents/:id/assign',
    summary: { zh: '改派第一责任主体', en: 'Hand to another responsible party' },
    ...act,
    body: z.object({ departmentId: id, reason }),
  },
  'incidents.accept': {
    method: 'POST',
    path: '/api/incidents/:id/accept',
    summary: { zh: '接办：被指定的第一责任主体承接事件', en: 'Take it on: by the department named to lead' },
    params: byId,
    answer: incident,
  },
  'incidents.handOn': {
    method: 'POST',
    path: '/api/incidents/:id/hand-on',
    summary: {
      zh: '转交：被指定的单位说明理由，交给另一单位；分管领导会看到',
      en: 'Hand on, by the department named, with a reason; the supervising leader sees it',
    },
    params: byId,
    body: z.object({ departmentId: id, reason }),
    answer: assessed,
  },
  'incidents.merge': {
    method: 'POST',
    path: '/api/incidents/:id/merge',
    summary: { zh: '并入另一事件', en: 'Merge into another incident' },
    ...act,
    body: z.object({ intoId: id, reason }),
  },
  'incidents.move': {
    method: 'POST',
    path: '/api/incidents/:id/move',
    summary: {
      zh: '把一条信息移到另一事件或单独成事件',
      en: 'Move a message to another incident, or out on its own',
    },
    ...act,
    body: z.object({ messageId: id, toIncidentId: id.nullable(), reason }),
  },
  'incidents.close': {
    method: 'POST',
    path: '/api/incidents/:id/close',
    summary: { zh: '办结', en: 'Close the incident' },
    ...act,
    body: z.object({ reason }),
  },
});
