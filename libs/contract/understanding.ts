// What crosses the wire of understanding: messages as read and labelled, incidents, and what people decide of them.
import { z } from 'zod';
import { aspect, correction, machineLabels } from './corrections';
import { routes } from './route';
import { marks, messageSearch, searchNote } from './search';
import { channel, id, instant, level, named, page, pageQuery, reason } from './shape';

const byId = z.object({ id });
export const emergencyFact = z.object({ name: z.string(), value: z.number(), quote: z.string() });
export const emergency = z.object({
  kind: z.string(),
  level,
  facts: z.array(emergencyFact),
  clause: z.string(),
  words: z.array(z.string()).default([]),
});
export type EmergencySeen = z.infer<typeof emergency>;
export const labelReason = z.object({
  about: z.string(),
  value: z.string(),
  words: z.array(z.string()),
  quote: z.string().optional(),
  clause: z.string().optional(),
  /** Not the text but the source says so, by what it is known for; `instead` is what the text alone would have been taken for. */
  source: z.string().optional(),
  instead: z.string().optional(),
});
export const labels = z.object({
  topic: z.string().nullable(),
  topics: z.array(z.object({ topic: z.string(), score: z.number() })),
  areas: z.array(z.string()),
  concerns: z.array(z.string()),
  emergency: emergency.nullable(),
  offTopic: z.boolean(),
  /** Of which jurisdiction it speaks: one that the text names, else the one its source is known for. */
  jurisdiction: named.nullable(),
  reasons: z.array(labelReason),
  model: z.string(),
  /** When a model last read it; null for what was read before that was kept. */
  labelledAt: instant.nullable(),
});
export type Labels = z.infer<typeof labels>;
/** Below a topic: proposed by words or by the nearest example, which `words` tell; the third level where that is told too. */
export const branch = z.object({
  level2: z.string(),
  level3: z.string().nullable(),
  words: z.array(z.string()),
});

export const messageCard = z.object({
  id,
  channel,
  title: z.string(),
  excerpt: z.string(),
  sourceName: z.string().nullable(),
  url: z.string().nullable(),
  publishedAt: instant.nullable(),
  receivedAt: instant,
  sightings: z.number().int(),
  topic: z.string().nullable(),
  areas: z.array(z.string()),
  emergencyLevel: level.nullable(),
  offTopic: z.boolean(),
  /** Which of these labels are a person's. */
  corrected: z.array(aspect),
  incidentId: id.nullable(),
  /** Kinds of personal data that were masked, with how many of each. */
  masked: z.record(z.string(), z.number()),
  /** When its text was erased at the end of its time: title and words are empty since; null while they are there. */
  textErasedAt: instant.nullable(),
});
export type MessageCard = z.infer<typeof messageCard>;
/** What the hotline knows of a message beside its words. */
export const hotlineRecord = z.object({
  kind: z.string().nullable(),
  agency: z.string().nullable(),
  receivedAt: instant.nullable(),
  assignedAt: instant.nullable(),
  dueAt: instant.nullable(),
  repliedAt: instant.nullable(),
  replyBody: z.string().nullable(),
  satisfaction: z.string().nullable(),
  flags: z.array(z.string()),
});
/** `edited`: where it was first seen; `elsewhere`: another place says it otherwise, and the message keeps its own text. */
export const revisionWays = ['first', 'edited', 'elsewhere'] as const;
export const revision = z.object({
  no: z.number().int(),
  at: instant,
  how: z.enum(revisionWays),
  /** Which parts changed; `masked`: only personal data that are masked here. */
  changed: z.array(z.string()),
  channel,
  sourceName: z.string().nullable(),
  url: z.string().nullable(),
  /** Its words, masked; null where they did not change. */
  text: z.object({ title: z.string(), body: z.string() }).nullable(),
  /** Which number's words these are to be compared with; null for the first and where the words did not change. */
  before: z.number().int().nullable(),
  hotline: hotlineRecord.nullable(),
});
export type Revision = z.infer<typeof revision>;
/** What a message shared with the incident when the grouping put it there; the lists are empty where nothing was. */
export const sharedSeen = z.object({
  terms: z.array(z.string()),
  names: z.array(z.string()),
  places: z.array(z.string()),
  numbers: z.array(z.string()),
  /** Clock times that both tell, HH:MM. */
  hours: z.array(z.string()),
  /** Hours outside the incident's time so far; 0 within, null where unknown. */
  gapHours: z.number().nullable(),
  similarity: z.number(),
});
export type SharedSeen = z.infer<typeof sharedSeen>;
/** Why a message is in its incident: what it shared, or who put it there and why. Both null: the incident began with it. */
export const placing = z.object({
  shared: sharedSeen.nullable(),
  placed: z
    .object({ act: z.string(), at: instant, by: z.string(), reason: z.string().nullable() })
    .nullable(),
});
export type Placing = z.infer<typeof placing>;
/** `waiting`: it will be placed in a moment, or was put right by a person since. */
export const outsideReasons = ['nothing-to-read', 'off-topic', 'abroad', 'waiting'] as const;
export const message = messageCard.extend({
  body: z.string(),
  place: z.string().nullable(),
  agency: z.string().nullable(),
  externalId: z.string().nullable(),
  /** What became of the words as they came: kept under seal, erased at the end of their time, or never kept. */
  original: z.object({ state: z.enum(['kept', 'erased', 'none']), erasedAt: instant.nullable() }),
  labels: labels.nullable(),
  /** What the model says where a person said otherwise; null where nothing was put right. */
  machine: machineLabels.nullable(),
  /** Every correction of its labels, the newest first; at most 50. */
  corrections: z.array(correction),
  sightingsList: z.array(
    z.object({
      channel,
      sourceName: z.string().nullable(),
      url: z.string().nullable(),
      title: z.string(),
      seenAt: instant,
    }),
  ),
  hotline: hotlineRecord.nullable(),
  /** Every text and state that the message has had, oldest first; empty where it never changed. At most the first and the newest 50. */
  revisions: z.array(revision),
  membership: placing
    .extend({ incidentId: id, title: z.string(), movedBy: z.string().nullable() })
    .nullable(),
  /** Why it is in no incident; null where it is in one, or was not read yet. */
  outside: z.enum(outsideReasons).nullable(),
});
export type MessageRead = z.infer<typeof message>;

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

export const understandingRoutes = routes({
  'messages.list': {
    method: 'GET',
    path: '/api/messages',
    summary: { zh: '信息检索（中文全文）', en: 'Search messages; Chinese full text' },
    query: pageQuery.extend(messageSearch.shape),
    answer: page(messageCard.extend({ marks: z.object({ title: marks, excerpt: marks }) })).extend({
      notes: z.array(searchNote),
    }),
  },
  'messages.read': {
    method: 'GET',
    path: '/api/messages/:id',
    summary: { zh: '一条信息', en: 'One message' },
    params: byId,
    answer: message,
  },
  'messages.branch': {
    method: 'GET',
    path: '/api/messages/:id/branch',
    summary: { zh: '一条信息的二、三级分类建议', en: 'Second and third level proposed for one message' },
    params: byId,
    answer: z.object({ branch: branch.nullable() }),
  },
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
  'figures.messages': {
    method: 'GET',
    path: '/api/figures/messages',
    summary: { zh: '每小时信息量，按主题或渠道', en: 'Messages per hour by topic or by channel' },
    query: z.object({
      hours: z.coerce.number().int().min(1).max(336).default(24),
      incidentId: id.optional(),
      by: z.enum(['topic', 'channel']).default('topic'),
    }),
    answer: z.object({
      from: instant,
      to: instant,
      /** The names of what is counted: topics, or channels where asked by channel. */
      topics: z.array(z.string()),
      hours: z.array(z.object({ at: instant, counts: z.record(z.string(), z.number()) })),
    }),
  },
  'topics.list': {
    method: 'GET',
    path: '/api/topics',
    summary: { zh: '主题、重点领域与关切类型', en: 'Topics, watch areas and kinds of concern' },
    answer: z.object({
      topics: z.array(z.string()),
      areas: z.array(z.string()),
      concerns: z.array(z.string()),
    }),
  },
});
