// What crosses the wire of sharing: the doors through which others push to us, and the partners whom we tell, both signed (Standard Webhooks).
import { z } from 'zod';
import { intakeRoutes } from './intake';
import { routes } from './route';
import { id, instant, level, page, pageQuery, words } from './shape';

const byId = z.object({ id });
const name = z.string().trim().min(1).max(60);

/** A door for one system that pushes messages. Its secret is shown once, when it is made or replaced. */
export const hook = z.object({
  id,
  name,
  /** Where to push to, on this server. */
  path: z.string(),
  createdAt: instant,
  lastUsedAt: instant.nullable(),
  /** Until when the secret before the present one still counts. */
  earlierUntil: instant.nullable(),
  revokedAt: instant.nullable(),
});
export type Hook = z.infer<typeof hook>;
const withSecret = { secret: z.string() };

export const partnerKinds = [
  'publicity',
  'cyberspace',
  'public-security',
  'communications',
  'other',
] as const;
/** The facts that partners may be told of. */
export const sharedKinds = [
  'incident.opened',
  'incident.confirmed',
  'incident.level-changed',
  'incident.closed',
  'duty.breached',
  'release.published',
  'release.withdrawn',
] as const;
export type SharedKind = (typeof sharedKinds)[number];

const partnerInput = z.object({
  name,
  kind: z.enum(partnerKinds),
  url: z.string().trim().max(2000),
  kinds: z.array(z.enum(sharedKinds)).min(1),
});
export const partner = partnerInput.extend({
  id,
  paused: z.boolean(),
  createdAt: instant,
  earlierUntil: instant.nullable(),
  waiting: z.number().int(),
  failed: z.number().int(),
  delivered: z.number().int(),
  lastDeliveredAt: instant.nullable(),
});
export type Partner = z.infer<typeof partner>;

export const deliveryStates = ['waiting', 'delivered', 'failed', 'dropped'] as const;
export const delivery = z.object({
  id,
  partnerId: id,
  partnerName: z.string(),
  /** What is told: the fact's kind, or `ping`. */
  kind: z.string(),
  title: z.string(),
  state: z.enum(deliveryStates),
  attempts: z.number().int(),
  createdAt: instant,
  lastAttemptAt: instant.nullable(),
  nextAttemptAt: instant.nullable(),
  deliveredAt: instant.nullable(),
  /** What the partner's server said last: its status, the first of its words, or why it could not be asked. */
  answer: z
    .object({ status: z.number().int().nullable(), head: z.string().nullable(), trouble: words.nullable() })
    .nullable(),
});
export type Delivery = z.infer<typeof delivery>;

/** What a partner receives: ids and states, never a citizen's words. `type` is the kind of fact, or `ping`. */
export const webhookBody = z.object({
  type: z.string(),
  /** When it happened. */
  timestamp: instant,
  data: z.object({
    /** The ledger's number of the fact; null for a ping. */
    fact: z.number().int().nullable(),
    subject: z.object({ type: z.string(), id: z.string() }).nullable(),
    incidentId: id.nullable(),
    /** The title of the incident or the release, masked. */
    title: z.string(),
    level: level.nullable(),
    proposedLevel: level.nullable(),
    occurredAt: instant.nullable(),
    detectedAt: instant.nullable(),
    confirmedAt: instant.nullable(),
    dueAt: instant.nullable(),
    jurisdiction: z.object({ id, name: z.string() }),
    /** Where people with an account read more; a release's public page where there is one. */
    link: z.string(),
  }),
});
export type WebhookBody = z.infer<typeof webhookBody>;

/** The facts of sharing: whom we tell, that they were told, that they could not be. It has no rules of its own, so they stand here. */
export type SharingFacts = {
  'partner.added': { partnerId: string; name: string; kind: string; host: string; kinds: string[] };
  'partner.changed': { partnerId: string; changed: string[] };
  'partner.rotated': { partnerId: string; until: string };
  'partner.removed': { partnerId: string };
  'partner.told': Told & { kind: string; status: number | null };
  'partner.failing': Told & { code: string };
  'partner.given-up': Told & { code: string };
  /** Somebody had it sent again: one delivery, or all that were given up. */
  'partner.resent': { partnerId: string; count: number; deliveryId: string | null };
};
/** `fact`: the ledger's number of what is told; null for a trial message. */
type Told = { partnerId: string; deliveryId: string; fact: number | null; attempts: number };

export const sharingRoutes = routes({
  'hooks.list': {
    method: 'GET',
    path: '/api/hooks',
    summary: { zh: '推送入口', en: 'Webhooks in' },
    query: pageQuery,
    answer: page(hook),
  },
  'hooks.add': {
    method: 'POST',
    path: '/api/hooks',
    status: 201,
    summary: { zh: '新增推送入口（密钥只显示一次）', en: 'Add a webhook in; its secret is shown once' },
    body: z.object({ name }),
    answer: hook.extend(withSecret),
  },
  'hooks.rotate': {
    method: 'POST',
    path: '/api/hooks/:id/rotate',
    summary: {
      zh: '更换密钥（旧密钥再用 24 小时）',
      en: 'Replace the secret; the earlier one counts for 24 more hours',
    },
    params: byId,
    answer: hook.extend(withSecret),
  },
  'hooks.revoke': {
    method: 'DELETE',
    path: '/api/hooks/:id',
    status: 204,
    summary: { zh: '作废推送入口', en: 'Revoke a webhook in' },
    params: byId,
  },
  'hooks.receive': {
    method: 'POST',
    path: '/api/hooks/:id',
    status: 202,
    raw: true,
    summary: {
      zh: '推送信息，按 Standard Webhooks 签名（webhook-id、webhook-timestamp、webhook-signature）；内容同 POST /api/messages，可重复推送',
      en: 'Push messages, signed as Standard Webhooks has it (webhook-id, webhook-timestamp, webhook-signature); the body is that of POST /api/messages; repeats are harmless',
    },
    params: byId,
    told: intakeRoutes['messages.send'].told,
    answer: intakeRoutes['messages.send'].answer,
  },
  'partners.list': {
    method: 'GET',
    path: '/api/partners',
    summary: { zh: '共享单位', en: 'Partners' },
    answer: z.object({ items: z.array(partner) }),
  },
  'partners.add': {
    method: 'POST',
    path: '/api/partners',
    status: 201,
    summary: { zh: '新增共享单位（密钥只显示一次）', en: 'Add a partner; its secret is shown once' },
    body: partnerInput,
    answer: partner.extend(withSecret),
  },
  'partners.change': {
    method: 'PATCH',
    path: '/api/partners/:id',
    summary: { zh: '修改、暂停、恢复共享单位', en: 'Change, pause or resume a partner' },
    params: byId,
    body: partnerInput.partial().extend({ paused: z.boolean().optional() }),
    answer: partner,
  },
  'partners.rotate': {
    method: 'POST',
    path: '/api/partners/:id/rotate',
    summary: {
      zh: '更换密钥（24 小时内两把密钥同时签名）',
      en: 'Replace the secret; for 24 hours both sign',
    },
    params: byId,
    answer: partner.extend(withSecret),
  },
  'partners.remove': {
    method: 'DELETE',
    path: '/api/partners/:id',
    status: 204,
    summary: { zh: '删除共享单位（不再推送）', en: 'Remove a partner; nothing more is sent' },
    params: byId,
  },
  'partners.ping': {
    method: 'POST',
    path: '/api/partners/:id/ping',
    status: 202,
    summary: { zh: '发一条试推', en: 'Send a trial message' },
    params: byId,
    answer: delivery,
  },
  'partners.resend': {
    method: 'POST',
    path: '/api/partners/:id/resend',
    status: 202,
    summary: { zh: '重发全部失败的推送', en: 'Send again all that failed' },
    params: byId,
    answer: z.object({ queued: z.number().int() }),
  },
  'deliveries.list': {
    method: 'GET',
    path: '/api/deliveries',
    summary: { zh: '推送记录', en: 'Deliveries' },
    query: pageQuery.extend({ partnerId: id.optional(), state: z.enum(deliveryStates).optional() }),
    answer: page(delivery),
  },
  'deliveries.resend': {
    method: 'POST',
    path: '/api/deliveries/:id/resend',
    status: 202,
    summary: { zh: '重发一条推送', en: 'Send one again' },
    params: byId,
    answer: delivery,
  },
});
