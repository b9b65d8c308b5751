// What crosses the wire of imports: hotline files uploaded, their columns mapped, their rows taken in or refused.
import { z } from 'zod';
import { routes } from './route';
import { id, instant, page, pageQuery } from './shape';

const byId = z.object({ id });

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
  /** What the import will do with it; `revised`: its message is known and gets something new. */
  becomes: z.enum(['received', 'repeated', 'revised', 'refused']),
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
  /** The row above it that brings the same message. */
  sameAsRow: z.number().int().nullable(),
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

export const importRoutes = routes({
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
