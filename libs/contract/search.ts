// What crosses the wire of search: what may be asked of messages, how a typed query was read, searches kept by name.
import { z } from 'zod';
import { routes } from './route';
import { channel, id, instant, level, words } from './shape';

/** Everything that a search of messages may ask, as the address of the page carries it; all of it must hold. */
export const messageSearch = z.object({
  /** Words; "a phrase"; -without; 标题: 正文: 来源: (title: body: source:) before any of them. */
  q: z.string().max(4000).optional(),
  topic: z.string().max(40).optional(),
  area: z.string().max(40).optional(),
  concern: z.string().max(40).optional(),
  level: level.optional(),
  channel: channel.optional(),
  sourceId: id.optional(),
  /** Belongs to this jurisdiction or one below it, or speaks of one. */
  jurisdictionId: id.optional(),
  emergency: z.enum(['true', 'false']).optional(),
  offTopic: z.enum(['true', 'false']).optional(),
  from: instant.optional(),
  to: instant.optional(),
  /** Received in so many days before now. */
  days: z.coerce.number().int().min(1).max(366).optional(),
});
export type MessageSearch = z.infer<typeof messageSearch>;

/** How a query was read where that is not plain: a quote left open, nothing to look for. */
export const searchNote = words.extend({ code: z.string() });
export type SearchNote = z.infer<typeof searchNote>;

/** Where in a text stands what was looked for: offsets in UTF-16 units, end exclusive. */
export const marks = z.array(z.tuple([z.number().int(), z.number().int()]));

export const savedSearch = z.object({
  id,
  name: z.string(),
  search: messageSearch,
  /** Seen by all who may read messages of the owner's jurisdiction. */
  shared: z.boolean(),
  owner: z.string(),
  /** The reader's own. */
  mine: z.boolean(),
  /** Whether the reader may rename, change or remove it: the owner, and for shared ones an administrator. */
  mayChange: z.boolean(),
  savedAt: instant,
});
export type SavedSearch = z.infer<typeof savedSearch>;
const searchName = z.string().trim().min(1).max(60);

export const searchRoutes = routes({
  'search.count': {
    method: 'GET',
    path: '/api/messages/count',
    summary: {
      zh: '检索到多少条信息（最多数到 1000）',
      en: 'How many messages a search finds, counted up to 1,000',
    },
    query: messageSearch,
    /** `atLeast`: there are more than that. `count` is null where it could not be told in half a second. */
    answer: z.object({ count: z.number().int().nullable(), atLeast: z.boolean() }),
  },
  'searches.list': {
    method: 'GET',
    path: '/api/searches',
    summary: { zh: '已保存的检索：自己的和共享的', en: 'Saved searches: one’s own, and those shared' },
    answer: z.object({ items: z.array(savedSearch) }),
  },
  'searches.save': {
    method: 'POST',
    path: '/api/searches',
    status: 201,
    summary: { zh: '保存一次检索', en: 'Keep a search by name' },
    body: z.object({ name: searchName, search: messageSearch, shared: z.boolean().default(false) }),
    answer: savedSearch,
  },
  'searches.change': {
    method: 'PATCH',
    path: '/api/searches/:id',
    summary: {
      zh: '改名、改条件、共享或不再共享',
      en: 'Rename a saved search, change what it asks, share it or keep it to oneself',
    },
    params: z.object({ id }),
    body: z.object({ name: searchName, search: messageSearch, shared: z.boolean() }).partial(),
    answer: savedSearch,
  },
  'searches.remove': {
    method: 'DELETE',
    path: '/api/searches/:id',
    status: 204,
    summary: { zh: '删除已保存的检索', en: 'Remove a saved search' },
    params: z.object({ id }),
  },
});
