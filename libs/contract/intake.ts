// What crosses the wire of intake: sources, messages pushed in, hotline files imported.
import { z } from 'zod';
import { routes } from './route';
import { channel, id, instant, named, page, pageQuery, reason, topicName, words } from './shape';

const byId = z.object({ id });
export const sourceStates = ['new', 'healthy', 'quiet', 'empty', 'failing', 'paused', 'gone'] as const;
export const source = z.object({
  id,
  name: z.string(),
  url: z.string(),
  state: z.enum(sourceStates),
  /** Why it fails or is empty, in words; null when healthy. */
  trouble: z.object({ code: z.string(), zh: z.string(), en: z.string() }).nullable(),
  failures: z.number().int(),
  lastPolledAt: instant.nullable(),
  lastSuccessAt: instant.nullable(),
  nextPollAt: instant.nullable(),
  everyMinutes: z.number().int(),
  /** How often it is asked at present: it is asked less while it brings little. */
  paceMinutes: z.number(),
  /** Who is told when it is not well, and who said that they see to it. */
  keeper: named.nullable(),
  /** What it is known for: topics and a jurisdiction that label its messages where the text alone does not tell. */
  topics: z.array(topicName),
  speaksOf: named.nullable(),
  takenBy: z.string().nullable(),
  takenAt: instant.nullable(),
  /** The address it had before its site said that it has moved for good. */
  moved: z.object({ from: z.string(), at: instant }).nullable(),
  messages: z.number().int(),
  /** Messages received on each of the last 14 days, oldest first, in the jurisdiction's zone. */
  days: z.array(z.number().int()),
});
export type Source = z.infer<typeof source>;

const sourceInput = z.object({
  name: z.string().trim().min(1).max(80),
  url: z.string().trim().max(2000),
  everyMinutes: z.number().int().min(1).max(1440),
  keeperId: id.nullable(),
  topics: z.array(topicName).max(3),
  speaksOfId: id.nullable(),
});
export type SourceInput = z.infer<typeof sourceInput>;
const hints = {
  topics: sourceInput.shape.topics.default([]),
  speaksOfId: sourceInput.shape.speaksOfId.default(null),
};

/** A feed of a list from another reader, and whether it could be added. */
export const listedFeed = z.object({
  name: z.string(),
  url: z.string(),
  folder: z.string(),
  state: z.enum(['new', 'known', 'bad']),
  /** Why it cannot be added. */
  reason: words.nullable(),
  /** What the list says it is known for, as far as that is known here. */
  topics: z.array(topicName),
  speaksOf: named.nullable(),
});
export type ListedFeed = z.infer<typeof listedFeed>;

/** One message as a machine or a person hands it in. `externalId` makes a repeat harmless. */
export const messageInput = z.object({
  externalId: z.string().max(200).optional(),
  channel: channel.default('hotline'),
  title: z.string().max(2000).optional(),
  body: z.string().optional(),
  url: z.string().max(2000).optional(),
  publishedAt: z.string().max(60).optional(),
  place: z.string().max(200).optional(),
  agency: z.string().max(200).optional(),
  /** The life of a case. Handed in again under its name it updates the record; what is left out stays as it was known. */
  hotline: z
    .object({
      kind: z.string(),
      receivedAt: z.string(),
      assignedAt: z.string(),
      dueAt: z.string(),
      repliedAt: z.string(),
      replyBody: z.string(),
      satisfaction: z.string(),
    })
    .partial()
    .optional(),
});
const messagesInput = z.union([messageInput, z.array(messageInput).min(1).max(1000)]);
export type MessageSent = z.input<typeof messageInput>;
/** The channels whose messages people enter by hand, in the order a page offers them. */
export const handChannels = [
  'mailbox',
  'online-inquiry',
  'tv-inquiry',
  'phone',
  'interview',
  'comment',
] as const satisfies readonly z.infer<typeof channel>[];
/** A message as it would be stored. */
export const messagePreview = z.object({
  channel,
  externalId: z.string().nullable(),
  title: z.string(),
  body: z.string(),
  url: z.string().nullable(),
  publishedAt: instant.nullable(),
  place: z.string().nullable(),
  agency: z.string().nullable(),
  /** Kinds of personal data that would be masked, with how many of each. */
  masked: z.record(z.string(), z.number()),
});
export const messageReceipt = z.object({
  index: z.number().int(),
  externalId: z.string().nullable(),
  /** `revised`: already known under its name, and it brought something new. */
  state: z.enum(['received', 'repeated', 'revised', 'refused']),
  /** The message's id; null when refused. */
  id: id.nullable(),
  code: z.string().optional(),
  reason: z.string().optional(),
});
export type MessageReceipt = z.infer<typeof messageReceipt>;

export const hotlineFields = [
  'externalId',
  'title',
  'body',
  'receivedAt',
  'replyBody',
  'repliedAt',
  'agency',
  'kind',
  'satisfaction',
  'place',
  'assignedAt',
  'dueAt',
] as const;
export const mapping = z.partialRecord(z.enum(hotlineFields), z.string().max(200));
export const importStates = ['uploaded', 'running', 'finished', 'failed', 'cancelled'] as const;
export const importRun = z.object({
  id,
  name: z.string(),
  bytes: z.number().int(),
  state: z.enum(importStates),
  headings: z.array(z.string()),
  /** The first rows as they stand in the file, masked. */
  sample: z.array(z.record(z.string(), z.string())),
  mapping,
  why: z.partialRecord(z.enum(hotlineFields), z.string()),
  /** The saved mapping that is offered, or with which the import began; null where none. */
  mappingName: z.string().nullable(),
  rows: z.number().int(),
  received: z.number().int(),
  repeated: z.number().int(),
  /** Rows already known that brought something new; the messages keep what they said before. */
  revised: z.number().int(),
  refused: z.number().int(),
  /** Rows whose number another, quite different letter has: kept as messages of their own. How many, and the first 200 of them. */
  numberTwice: z.number().int(),
  numberTwiceRows: z.array(z.number().int()),
  error: z.object({ code: z.string(), zh: z.string(), en: z.string() }).nullable(),
  startedBy: z.string(),
  createdAt: instant,
  finishedAt: instant.nullable(),
});
export type ImportRun = z.infer<typeof importRun>;
/** One of the first rows of a file as it would be stored under a mapping: masked, its dates as instants. */
export const importPreviewRow = z.object({
  /** Its number as a spreadsheet counts. */
  row: z.number().int(),
  stored: z
    .object({
      externalId: z.string().nullable(),
      title: z.string(),
      body: z.string(),
      receivedAt: instant.nullable(),
      assignedAt: instant.nullable(),
      dueAt: instant.nullable(),
      repliedAt: instant.nullable(),
      replyBody: z.string().nullable(),
      agency: z.string().nullable(),
      kind: z.string().nullable(),
      satisfaction: z.string().nullable(),
      place: z.string().nullable(),
      masked: z.record(z.string(), z.number()),
    })
    .nullable(),
  refused: z.object({ code: z.string(), reason: z.string() }).nullable(),
  /** The message that is already there under this number or with these words. */
  knownId: id.nullable(),
  flags: z.array(z.string()),
});
export type ImportPreviewRow = z.infer<typeof importPreviewRow>;
export const refusal = z.object({ row: z.number().int(), code: z.string(), reason: z.string() });

export const savedMapping = z.object({
  id,
  name: z.string(),
  /** The headings of the file for which it was saved. */
  headings: z.array(z.string()),
  mapping,
  savedBy: z.string(),
  savedAt: instant,
  usedAt: instant,
});
export type SavedMapping = z.infer<typeof savedMapping>;

export const intakeRoutes = routes({
  'sources.list': {
    method: 'GET',
    path: '/api/sources',
    summary: { zh: '信息源', en: 'Sources' },
    answer: z.object({ items: z.array(source) }),
  },
  'sources.add': {
    method: 'POST',
    path: '/api/sources',
    status: 201,
    summary: { zh: '新增信息源', en: 'Add a source' },
    body: sourceInput.extend({
      everyMinutes: sourceInput.shape.everyMinutes.default(10),
      keeperId: id.nullable().default(null),
      ...hints,
    }),
    answer: source,
  },
  'sources.change': {
    method: 'PATCH',
    path: '/api/sources/:id',
    summary: { zh: '修改、暂停、恢复信息源', en: 'Change, pause or resume a source' },
    params: byId,
    body: sourceInput.partial().extend({ paused: z.boolean().optional() }),
    answer: source,
  },
  'sources.remove': {
    method: 'DELETE',
    path: '/api/sources/:id',
    status: 204,
    summary: { zh: '删除信息源（信息保留）', en: 'Remove a source; its messages stay' },
    params: byId,
  },
  'sources.test': {
    method: 'POST',
    path: '/api/sources/test',
    summary: { zh: '试取：看看会带来什么', en: 'Try an address: what it would bring' },
    body: z.object({ url: z.string().trim().max(2000) }),
    answer: z.object({
      title: z.string(),
      format: z.string(),
      charset: z.string(),
      count: z.number().int(),
      items: z.array(
        z.object({
          title: z.string(),
          url: z.string().nullable(),
          publishedAt: instant.nullable(),
          summary: z.string().nullable(),
        }),
      ),
      warnings: z.array(z.string()),
      /** The address is a web page that names these feeds; then it brings nothing itself. */
      offered: z.array(z.object({ title: z.string(), url: z.string() })),
    }),
  },
  'sources.poll': {
    method: 'POST',
    path: '/api/sources/:id/poll',
    status: 202,
    summary: { zh: '立即抓取', en: 'Poll now' },
    params: byId,
    answer: z.object({ queued: z.boolean() }),
  },
  'sources.take': {
    method: 'POST',
    path: '/api/sources/:id/take',
    summary: { zh: '认领：由我处理该信息源的问题', en: 'Take: I see to what is wrong with this source' },
    params: byId,
    answer: source,
  },
  'sources.export': {
    method: 'GET',
    path: '/api/sources.opml',
    summary: { zh: '导出 OPML', en: 'The sources as OPML' },
    file: 'text/x-opml',
  },
  'sources.look': {
    method: 'POST',
    path: '/api/sources/opml',
    raw: true,
    summary: {
      zh: '看看 OPML 里有哪些信息源（不保存）',
      en: 'Look into an OPML file: which feeds are new, known or unusable; nothing is kept',
    },
    answer: z.object({ items: z.array(listedFeed) }),
  },
  'sources.addAll': {
    method: 'POST',
    path: '/api/sources/many',
    summary: { zh: '一次新增多个信息源', en: 'Add many sources at once; those already there are left alone' },
    body: z.object({
      sources: z
        .array(sourceInput.pick({ name: true, url: true }).extend(hints))
        .min(1)
        .max(2000),
      everyMinutes: sourceInput.shape.everyMinutes.default(10),
      keeperId: id.nullable().default(null),
    }),
    answer: z.object({
      added: z.number().int(),
      known: z.number().int(),
      bad: z.array(z.object({ url: z.string(), reason: words })),
    }),
  },
  'messages.send': {
    method: 'POST',
    path: '/api/messages',
    status: 202,
    summary: {
      zh: '送入一条或至多 1000 条信息（可重复送）',
      en: 'Hand in one message or up to 1,000; repeats are harmless',
    },
    body: z.union([z.array(z.unknown()).min(1).max(1000), z.record(z.string(), z.unknown())]),
    told: messagesInput,
    answer: z.object({
      batchId: id.nullable(),
      received: z.number(),
      repeated: z.number(),
      revised: z.number(),
      refused: z.number(),
      items: z.array(messageReceipt),
    }),
  },
  'messages.preview': {
    method: 'POST',
    path: '/api/messages/preview',
    summary: {
      zh: '试录：一条信息会怎样入库（不保存）',
      en: 'How one message would be stored; nothing is kept',
    },
    body: z.record(z.string(), z.unknown()),
    told: messageInput,
    answer: z.object({
      stored: messagePreview.nullable(),
      refused: z.object({ code: z.string(), reason: z.string() }).nullable(),
      /** The message that is already there under this number or with these words. */
      knownId: id.nullable(),
    }),
  },
  'messages.original': {
    method: 'POST',
    path: '/api/messages/:id/original',
    summary: {
      zh: '查看原文（写明理由，记入存证）',
      en: 'Open the original; the reason goes into the ledger',
    },
    params: byId,
    body: z.object({ reason }),
    answer: z.object({
      title: z.string(),
      body: z.string(),
      place: z.string().nullable(),
      replyBody: z.string().nullable(),
      openedAt: instant,
    }),
  },
  'imports.list': {
    method: 'GET',
    path: '/api/imports',
    summary: { zh: '导入记录', en: 'Imports' },
    query: pageQuery,
    answer: page(importRun),
  },
  'imports.upload': {
    method: 'POST',
    path: '/api/imports',
    status: 201,
    raw: true,
    summary: {
      zh: '上传热线文件（xlsx/csv），返回建议的列对应',
      en: 'Upload a hotline file; answers with a proposed column mapping',
    },
    query: z.object({ name: z.string().min(1).max(200) }),
    answer: importRun,
  },
  'imports.read': {
    method: 'GET',
    path: '/api/imports/:id',
    summary: { zh: '导入进度', en: 'Progress of an import' },
    params: byId,
    answer: importRun,
  },
  'imports.preview': {
    method: 'POST',
    path: '/api/imports/:id/preview',
    summary: {
      zh: '按列对应看前 20 行会怎样入库（不保存）',
      en: 'The first 20 rows as they would be stored under a mapping; nothing is kept',
    },
    params: byId,
    body: z.object({ mapping }),
    answer: z.object({ items: z.array(importPreviewRow) }),
  },
  'imports.start': {
    method: 'POST',
    path: '/api/imports/:id/start',
    status: 202,
    summary: { zh: '按列对应开始导入', en: 'Start the import with a mapping' },
    params: byId,
    /** `saveAs` keeps the mapping by that name, in place of one that had it. */
    body: z.object({ mapping, saveAs: z.string().trim().min(1).max(60).optional() }),
    answer: importRun,
  },
  'imports.cancel': {
    method: 'POST',
    path: '/api/imports/:id/cancel',
    summary: { zh: '停止导入（已入库的保留）', en: 'Stop an import; what went in stays' },
    params: byId,
    answer: importRun,
  },
  'imports.refusals': {
    method: 'GET',
    path: '/api/imports/:id/refusals',
    summary: { zh: '未入库的行与原因', en: 'Rows refused, with reasons' },
    params: byId,
    query: pageQuery,
    answer: page(refusal),
  },
  'imports.refused': {
    method: 'GET',
    path: '/api/imports/:id/refused-rows',
    summary: {
      zh: '下载未入库的行（csv，已遮蔽），改好后可再导入',
      en: 'The refused rows as csv, masked, to be put right and imported again',
    },
    params: byId,
    file: 'text/csv',
  },
  'mappings.list': {
    method: 'GET',
    path: '/api/import-mappings',
    summary: { zh: '已保存的列对应', en: 'Column mappings saved by name' },
    answer: z.object({ items: z.array(savedMapping) }),
  },
  'mappings.remove': {
    method: 'DELETE',
    path: '/api/import-mappings/:id',
    status: 204,
    summary: { zh: '删除已保存的列对应', en: 'Remove a saved mapping' },
    params: byId,
  },
});
