// What crosses the wire of messages: as read, labelled and placed; found again, and counted by the hour.
import { z } from 'zod';
import { aspect, correction, machineLabels } from './corrections';
import { routes } from './route';
import { marks, messageSearch, searchNote } from './search';
import { channel, id, instant, level, named, page, pageQuery } from './shape';

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

export const messageRoutes = routes({
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
