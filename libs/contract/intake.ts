// What crosses the wire of intake: messages pushed in or entered by hand, their receipts, and the original opened for a reason.
import { z } from 'zod';
import { routes } from './route';
import { channel, id, instant, reason } from './shape';

const byId = z.object({ id });

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

export const intakeRoutes = routes({
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
});
