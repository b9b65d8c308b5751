// What crosses the wire of notices: the channels people are told by, what each was told and how that went, and a person's own settings.
import { z } from 'zod';
import { routes } from './route';
import { id, instant, level, named, page, pageQuery, words } from './shape';

const byId = z.object({ id });
const name = z.string().trim().min(1).max(60);
const hour = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
/** Hours of the day in China in which nothing but level Ⅰ and Ⅱ is sent; past midnight where `to` is not later. */
export const quietHours = z.object({ from: hour, to: hour });

export const noticeChannelKinds = ['email', 'sms', 'wecom', 'dingtalk', 'feishu', 'webhook'] as const;
export type NoticeChannelKind = (typeof noticeChannelKinds)[number];

const address = z.string().trim().min(1).max(2000);
/** A secret that is not sent stays as it is. */
const secret = z.string().trim().min(1).max(2000).optional();
const ofAll = { name, quiet: quietHours.nullable() };
const email = z.object({
  kind: z.literal('email'),
  ...ofAll,
  host: z.string().trim().min(1).max(255),
  port: z.number().int().min(1).max(65535),
  /** `tls` from the first byte, `starttls` demanded, `none` only inside a house. */
  security: z.enum(['tls', 'starttls', 'none']),
  user: z.string().trim().max(200),
  from: z.string().trim().min(3).max(320),
  password: secret,
});
const sms = z.object({
  kind: z.literal('sms'),
  ...ofAll,
  url: address,
  type: z.enum(['json', 'form']),
  /** The body, with `{phone}`, `{text}`, `{id}` and `{secret}` to be filled in. */
  template: z.string().trim().min(1).max(4000),
  /** Where in the JSON answer it stands whether it was taken, `data.code`; empty: status 2xx is enough. */
  successAt: z.string().trim().max(100),
  successIs: z.string().trim().max(100),
  /** Lines `Name: value` where the gateway wants its password in a header … */
  headers: secret,
  /** … and what stands for `{secret}` where it wants it in the body. */
  secret,
});
const robot = { ...ofAll, url: address.optional(), signSecret: secret };
export const noticeChannelInput = z.discriminatedUnion('kind', [
  email,
  sms,
  z.object({ kind: z.literal('wecom'), ...ofAll, url: address.optional() }),
  z.object({ kind: z.literal('dingtalk'), ...robot }),
  z.object({ kind: z.literal('feishu'), ...robot }),
  z.object({ kind: z.literal('webhook'), ...ofAll, url: address }),
]);
export type NoticeChannelInput = z.infer<typeof noticeChannelInput>;

export const noticeChannel = z.object({
  id,
  kind: z.enum(noticeChannelKinds),
  name: z.string(),
  quiet: quietHours.nullable(),
  paused: z.boolean(),
  /** What may be shown of how it is reached: never a password, a key or a signing secret. */
  settings: z.record(z.string(), z.union([z.string(), z.number()])),
  /** Which secrets are kept, by name. */
  secrets: z.array(z.string()),
  createdAt: instant,
  waiting: z.number().int(),
  failed: z.number().int(),
  delivered: z.number().int(),
  lastDeliveredAt: instant.nullable(),
});
export type NoticeChannel = z.infer<typeof noticeChannel>;

export const noticeStates = ['waiting', 'delivered', 'failed', 'dropped'] as const;
export const noticeAttempt = z.object({
  at: instant,
  /** Null while it is under way, or where the process was killed before the answer came. */
  tookMs: z.number().int().nullable(),
  status: z.number().int().nullable(),
  /** The first of what the other side said. */
  head: z.string().nullable(),
  trouble: words.nullable(),
});
export const notice = z.object({
  id,
  channel: z.object({ id, name: z.string(), kind: z.enum(noticeChannelKinds) }),
  /** The officer it is for; null for a group or a webhook. */
  to: named.nullable(),
  /** Where it went, masked. */
  address: z.string().nullable(),
  about: z.enum(['escalation', 'unheard', 'test']),
  subject: words,
  /** How many went, or go, as one letter with it; 1 where it goes alone. */
  together: z.number().int(),
  /** The page it leads to; null for a trial. */
  path: z.string().nullable(),
  clockId: id.nullable(),
  incidentId: id.nullable(),
  state: z.enum(noticeStates),
  /** Held by quiet hours until then. */
  heldUntil: instant.nullable(),
  /** Why it was not sent after all. */
  dropped: words.nullable(),
  createdAt: instant,
  nextAttemptAt: instant.nullable(),
  deliveredAt: instant.nullable(),
  /** How often it was tried since it was last sent anew, and every attempt ever, newest first. */
  tried: z.number().int(),
  attempts: z.array(noticeAttempt),
});
export type Notice = z.infer<typeof notice>;

/** What a webhook receives: ids and states, the masked title, and never a citizen's words. */
export const noticeBody = z.object({
  type: z.enum(['duty.escalated', 'duty.unheard', 'test']),
  timestamp: instant,
  data: z.object({
    notice: id,
    clockId: id.nullable(),
    incidentId: id.nullable(),
    /** The matter of the registry that the clock is about, where it is not about an incident. */
    matterId: id.nullable().default(null),
    title: z.string(),
    level: level.nullable(),
    duty: words.nullable(),
    dueAt: instant.nullable(),
    /** Where it is, and which department owes it. */
    jurisdiction: z.string().nullable().default(null),
    department: z.string().nullable().default(null),
    /** Years without a published holiday notice that the due time leans on. */
    leansOn: z.array(z.number().int()).default([]),
    reason: words,
    to: z.array(z.string()),
    link: z.string(),
  }),
});
export type NoticeBody = z.infer<typeof noticeBody>;

export const noticeSettings = z.object({
  email: z.string(),
  phone: z.string(),
  quiet: quietHours.nullable(),
  /** Whether there is a channel that would use them. */
  canEmail: z.boolean(),
  canSms: z.boolean(),
});
export type NoticeSettings = z.infer<typeof noticeSettings>;

/** The facts of notices: what was set up, what was told and what could not be. It has no rules of its own, so they stand here. */
export type NoticeFacts = {
  'notice-channel.added': { channelId: string; name: string; kind: string; host: string };
  'notice-channel.changed': { channelId: string; changed: string[] };
  'notice-channel.removed': { channelId: string };
  'notice-channel.failing': Sent & { code: string };
  'notice.told': Sent & { status: number | null };
  'notice.given-up': Sent & { code: string };
  'notice.dropped': { noticeId: string; channelId: string; clockId: string | null; why: string };
  'notice.resent': { channelId: string; noticeId: string | null; count: number };
  'notice-settings.changed': { officerId: string; changed: string[] };
};
type Sent = {
  noticeId: string;
  channelId: string;
  clockId: string | null;
  officerId: string | null;
  attempts: number;
};

export const noticeRoutes = routes({
  'noticeChannels.list': {
    method: 'GET',
    path: '/api/notice-channels',
    summary: { zh: '通知渠道', en: 'Notice channels' },
    answer: z.object({ items: z.array(noticeChannel) }),
  },
  'noticeChannels.add': {
    method: 'POST',
    path: '/api/notice-channels',
    status: 201,
    summary: {
      zh: '新增通知渠道（签名推送的密钥只显示一次）',
      en: 'Add a notice channel; the secret of a webhook is shown once',
    },
    body: noticeChannelInput,
    answer: noticeChannel.extend({ secret: z.string().nullable() }),
  },
  'noticeChannels.change': {
    method: 'PUT',
    path: '/api/notice-channels/:id',
    summary: { zh: '修改通知渠道（未填的密钥不变）', en: 'Change a channel; secrets not given stay' },
    params: byId,
    body: noticeChannelInput,
    answer: noticeChannel,
  },
  'noticeChannels.pause': {
    method: 'POST',
    path: '/api/notice-channels/:id/pause',
    summary: { zh: '暂停或恢复通知渠道', en: 'Pause or resume a channel' },
    params: byId,
    body: z.object({ paused: z.boolean() }),
    answer: noticeChannel,
  },
  'noticeChannels.remove': {
    method: 'DELETE',
    path: '/api/notice-channels/:id',
    status: 204,
    summary: { zh: '删除通知渠道', en: 'Remove a channel' },
    params: byId,
  },
  'noticeChannels.test': {
    method: 'POST',
    path: '/api/notice-channels/:id/test',
    summary: { zh: '试发一条并等候答复', en: 'Send a trial notice and wait for the answer' },
    params: byId,
    body: z.object({ to: z.string().trim().max(320).optional() }),
    answer: notice,
  },
  'noticeChannels.resend': {
    method: 'POST',
    path: '/api/notice-channels/:id/resend',
    status: 202,
    summary: { zh: '重发全部未送达的通知', en: 'Send again all that were given up' },
    params: byId,
    answer: z.object({ queued: z.number().int() }),
  },
  'notices.list': {
    method: 'GET',
    path: '/api/notices',
    summary: { zh: '通知记录', en: 'Notices and their answers' },
    query: pageQuery.extend({
      channelId: id.optional(),
      clockId: id.optional(),
      state: z.enum(noticeStates).optional(),
    }),
    answer: page(notice),
  },
  'notices.resend': {
    method: 'POST',
    path: '/api/notices/:id/resend',
    status: 202,
    summary: { zh: '重发一条通知', en: 'Send one notice again' },
    params: byId,
    answer: notice,
  },
  'noticeSettings.read': {
    method: 'GET',
    path: '/api/me/notices',
    summary: { zh: '我的通知设置', en: 'My notice settings' },
    answer: noticeSettings,
  },
  'noticeSettings.change': {
    method: 'PUT',
    path: '/api/me/notices',
    summary: { zh: '修改我的通知设置', en: 'Change my notice settings' },
    body: z.object({
      email: z.union([z.literal(''), z.email().max(320)]),
      phone: z.union([z.literal(''), z.string().regex(/^\+?\d{5,15}$/)]),
      quiet: quietHours.nullable(),
    }),
    answer: noticeSettings,
  },
});
