// What crosses the wire of supervision orders (督办单): the order, what happened to it, and the order book.
import { z } from 'zod';
import type { OrderAct, OrderState } from '#duty';
import { within } from './duty-rules';
import { routes } from './route';
import { id, instant, named, page, pageQuery, reason } from './shape';

export const orderStates = [
  'issued',
  'answered',
  'returned',
  'closed',
  'withdrawn',
] as const satisfies readonly OrderState[];
const orderActs = ['remind', 'answer', 'return', 'close', 'withdraw'] as const satisfies readonly OrderAct[];
const byId = z.object({ id });
const line = (max: number) => z.string().trim().min(2).max(max);

/** A proof that comes with an answer: what it is, and where it can be looked at (an address, a document number). */
export const orderEvidence = z.object({ what: line(200), where: line(500) });
export const orderEvent = z.object({
  at: instant,
  act: z.enum(['issued', 'reminded', 'near', 'overdue', 'answered', 'returned', 'closed', 'withdrawn']),
  by: z.string(),
  words: z.string(),
  evidence: z.array(orderEvidence),
  dueAt: instant.nullable(),
  late: z.boolean(),
});
export type OrderEvent = z.infer<typeof orderEvent>;
export const order = z.object({
  id,
  number: z.string(),
  year: z.number().int(),
  subject: z.string(),
  demand: z.string(),
  department: named,
  /** What it is about, where it names something: an incident, or else a matter of the registry. */
  incident: z.object({ id, title: z.string() }).nullable(),
  matter: z.object({ id, number: z.string(), title: z.string() }).nullable(),
  state: z.enum(orderStates),
  round: z.number().int(),
  issuedBy: z.string(),
  issuedAt: instant,
  startAt: instant,
  dueAt: instant,
  /** How the due time was counted, a line a step. */
  explain: z.array(z.string()),
  /** Years without a published holiday notice that the due time leans on. */
  leansOn: z.array(z.number().int()),
  /** Awaits an answer, and its time is over. */
  overdue: z.boolean(),
  /** It ran out at least once. */
  everOverdue: z.boolean(),
  reminded: z.number().int(),
  answeredAt: instant.nullable(),
  endedAt: instant.nullable(),
  /** What the viewer may do with it now. */
  may: z.array(z.enum(orderActs)),
});
export type Order = z.infer<typeof order>;
export const orderWhole = order.extend({ events: z.array(orderEvent) });
export type OrderWhole = z.infer<typeof orderWhole>;

const orderFilter = z.object({
  state: z.enum([...orderStates, 'open', 'overdue']).optional(),
  departmentId: id.optional(),
  incidentId: id.optional(),
  matterId: id.optional(),
  /** Addressed to the viewer's department, and awaiting its answer unless a state is asked for. */
  mine: z.enum(['true', 'false']).optional(),
  year: z.coerce.number().int().min(2000).max(2100).optional(),
  q: z.string().max(200).optional(),
});

export const orderRoutes = routes({
  'orders.list': {
    method: 'GET',
    path: '/api/orders',
    summary: { zh: '督办单', en: 'Supervision orders, newest first' },
    query: pageQuery.extend(orderFilter.shape),
    answer: page(order),
  },
  'orders.book': {
    method: 'GET',
    path: '/api/orders/book.xlsx',
    summary: { zh: '督办台账（xlsx）', en: 'The order book as xlsx' },
    query: orderFilter.extend({ lang: z.enum(['zh', 'en']).default('zh') }),
    file: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  },
  'orders.due': {
    method: 'POST',
    path: '/api/orders/due',
    summary: { zh: '试算到期时间', en: 'When an order issued now would be due' },
    body: z.object({ within }),
    answer: z.object({ dueAt: instant, explain: z.array(z.string()), leansOn: z.array(z.number().int()) }),
  },
  'orders.issue': {
    method: 'POST',
    path: '/api/orders',
    summary: { zh: '发出督办单', en: 'Issue an order' },
    status: 201,
    body: z.object({
      departmentId: id,
      incidentId: id.nullable(),
      matterId: id.nullable().default(null),
      subject: line(100),
      demand: line(2000),
      within,
    }),
    answer: orderWhole,
  },
  'orders.read': {
    method: 'GET',
    path: '/api/orders/:id',
    summary: { zh: '一份督办单', en: 'One order with what happened to it' },
    params: byId,
    answer: orderWhole,
  },
  'orders.remind': {
    method: 'POST',
    path: '/api/orders/:id/remind',
    summary: { zh: '催办', en: 'Remind the addressee' },
    params: byId,
    body: z.object({ words: z.string().trim().max(500).default('') }),
    answer: orderWhole,
  },
  'orders.answer': {
    method: 'POST',
    path: '/api/orders/:id/answer',
    summary: { zh: '答复，附佐证', en: 'Answer, with evidence' },
    params: byId,
    body: z.object({ words: line(4000), evidence: z.array(orderEvidence).min(1).max(20) }),
    answer: orderWhole,
  },
  'orders.return': {
    method: 'POST',
    path: '/api/orders/:id/return',
    summary: { zh: '退回补充', en: 'Return for more' },
    params: byId,
    body: z.object({ reason, within }),
    answer: orderWhole,
  },
  'orders.close': {
    method: 'POST',
    path: '/api/orders/:id/close',
    summary: { zh: '办结或撤销（说明理由）', en: 'Close or withdraw, with a reason' },
    params: byId,
    body: z.object({ outcome: z.enum(['closed', 'withdrawn']), reason }),
    answer: orderWhole,
  },
});
