// What an order's acts change and which facts say so, decided without database or clock.
import { createHash } from 'node:crypto';
import type { OrderEvent } from '#contract';
import {
  afterAct,
  awaitsAnswer,
  type Calendar,
  countOrder,
  type DueNotice,
  isPast,
  nextNoticeAt,
  noticesDue,
  ORDER_SILENT,
  type OrderAct,
  type OrderState,
  orderActs,
  orderGiven,
  type Within,
} from '#duty';
import { type Principal, system } from '../platform/access';
import { fact, type NewFact } from '../platform/commit';
import { Refusal } from '../platform/problem';
import type { OrderRow } from './order.row';

export const ofOrder = (id: string) => ({ type: 'order', id });
export const digestOf = (...parts: unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex');

/** The due time of a round with its notices; half of the time is not told of. */
export function timed(within: Within, from: Date, calendar: Calendar) {
  const counted = countOrder(within, from.toISOString(), calendar);
  const running = { startAt: from.toISOString(), dueAt: counted.dueAt };
  return {
    within,
    startAt: from,
    dueAt: new Date(counted.dueAt),
    explain: counted.explain,
    leansOn: counted.leansOnUnpublished,
    lastNotice: ORDER_SILENT,
    nextNoticeAt: new Date(nextNoticeAt(running, orderGiven(ORDER_SILENT)) ?? counted.dueAt),
  };
}

/** @throws Refusal 409 `order.<act>-not-now` */
export function stateAfter(act: OrderAct, row: Pick<OrderRow, 'state'>): OrderState {
  const after = afterAct(act, row.state);
  if ('refused' in after) {
    const { code, reason } = after.refused;
    throw new Refusal(409, code, reason.zh, reason.en);
  }
  return after.state;
}

const supervises = (who: Principal, row: Pick<OrderRow, 'jurisdictionId'>) =>
  who.rights.has('order.issue') && who.jurisdictionIds.includes(row.jurisdictionId);

/** Whether a person may do this to an order at all, whatever its state. */
function mine(who: Principal, act: OrderAct, row: OrderRow): boolean {
  if (act === 'answer') return who.rights.has('order.answer') && who.departmentId === row.departmentId;
  // Whoever answered does not judge the answer.
  const judges = act === 'return' || act === 'close';
  return supervises(who, row) && !(judges && row.answeredBy === who.id);
}

/** What a person may do with an order now. */
export const actsOpen = (who: Principal, row: OrderRow): OrderAct[] =>
  orderActs.filter((act) => mine(who, act, row) && !('refused' in afterAct(act, row.state)));

/** @throws Refusal 403 `order.not-yours` or `order.same-person` */
export function mayAct(who: Principal, act: OrderAct, row: OrderRow): void {
  if (mine(who, act, row)) return;
  if (act === 'answer')
    throw new Refusal(
      403,
      'order.not-yours',
      '只有被督办单位的人员可以答复。',
      'Only officers of the department it is addressed to may answer it.',
    );
  if (supervises(who, row))
    throw new Refusal(
      403,
      'order.same-person',
      '答复人不能审核自己的答复，请由他人退回或办结。',
      'Whoever answered does not judge the answer; let somebody else return or close it.',
    );
  throw new Refusal(
    403,
    'order.not-issuer',
    '只有发出督办单的机关可以催办、退回、办结或撤销。',
    'Only the office that issued the order may remind, return, close or withdraw it.',
  );
}

/** What every fact of an order says. */
export const bodyOf = (row: OrderRow, toOfficerIds: string[]) => ({
  orderId: row.id,
  number: row.number,
  departmentId: row.departmentId,
  incidentId: row.incidentId,
  ...(row.matterId ? { matterId: row.matterId } : {}),
  toOfficerIds,
});

type Noticed = { notice: DueNotice; act: OrderEvent['act'] & ('near' | 'overdue') };
/** The notices that have fallen due by now, in order, each once; and what they make of the order. */
export function noticesOfOrder(row: OrderRow, now: Date): { changed: Partial<OrderRow>; given: Noticed[] } {
  if (!awaitsAnswer(row.state)) return { changed: { nextNoticeAt: null }, given: [] };
  const running = { startAt: row.startAt.toISOString(), dueAt: row.dueAt.toISOString() };
  const notices = noticesDue(running, orderGiven(row.lastNotice), now.toISOString());
  const lastNotice = notices.at(-1)?.kind ?? row.lastNotice;
  const next = nextNoticeAt(running, orderGiven(lastNotice));
  const overdue = notices.find(({ kind }) => kind === 'breached');
  return {
    changed: {
      lastNotice,
      nextNoticeAt: next === null ? null : new Date(next),
      ...(overdue && !row.overdueAt ? { overdueAt: new Date(overdue.at) } : {}),
    },
    given: notices.map((notice) => ({ notice, act: notice.kind === 'breached' ? 'overdue' : 'near' })),
  };
}

export const noticeFact = (row: OrderRow, { notice, act }: Noticed, toOfficerIds: string[]): NewFact =>
  fact(`order.${act}`, system, ofOrder(row.id), row.forJurisdictionId, {
    ...bodyOf(row, toOfficerIds),
    dueAt: row.dueAt.toISOString(),
    noticeAt: notice.at,
    late: notice.late,
  });

/** Whether an answer given now is late. */
export const isLate = (row: OrderRow, at: Date): boolean => isPast(at.toISOString(), row.dueAt.toISOString());
