// What crosses the wire of sources: feeds asked by the clock, and lists of them taken in and given out.
import { z } from 'zod';
import { routes } from './route';
import { id, instant, named, topicName, words } from './shape';

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

export const sourceRoutes = routes({
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
});
