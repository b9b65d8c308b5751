// Supervision orders (督办单): how they are numbered, which act follows which, and when their notices fall due.
import type { Refusal, Words } from '#organisation';
import type { Calendar } from './calendar';
import { type CountedDue, countDue } from './count';
import { shanghaiDay } from './instants';
import type { Within } from './packs';
import { type NoticeKind, noticeKinds } from './running';

export const orderStates = ['issued', 'answered', 'returned', 'closed', 'withdrawn'] as const;
export type OrderState = (typeof orderStates)[number];
export const orderActs = ['remind', 'answer', 'return', 'close', 'withdraw'] as const;
export type OrderAct = (typeof orderActs)[number];

/** From which states an act may be done, and where it leads. */
const moves: Record<OrderAct, { from: readonly OrderState[]; to: OrderState | null }> = {
  remind: { from: ['issued', 'returned'], to: null },
  answer: { from: ['issued', 'returned'], to: 'answered' },
  return: { from: ['answered'], to: 'returned' },
  // An order is closed on the answer that was given, or taken back before one was accepted.
  close: { from: ['answered'], to: 'closed' },
  withdraw: { from: ['issued', 'answered', 'returned'], to: 'withdrawn' },
};

/** The state after an act. Refused with `order.<act>-not-now`. Source: gaoqing-2016-12 三(四) 督办. */
export function afterAct(act: OrderAct, state: OrderState): { state: OrderState } | { refused: Refusal } {
  const { from, to } = moves[act];
  if (from.includes(state)) return { state: to ?? state };
  const [now, does] = [orderStateNames[state], orderActNames[act]];
  return {
    refused: {
      code: `order.${act}-not-now`,
      reason: {
        zh: `督办单${now.zh}，不能${does.zh}。`,
        en: `The order is ${now.en}; one cannot ${does.en} it now.`,
      },
    },
  };
}

const orderStateNames: Record<OrderState, Words> = {
  issued: { zh: '待答复', en: 'awaiting an answer' },
  answered: { zh: '已答复，待审核', en: 'answered' },
  returned: { zh: '已退回补充', en: 'returned for more' },
  closed: { zh: '已办结', en: 'closed' },
  withdrawn: { zh: '已撤销', en: 'withdrawn' },
};
const orderActNames: Record<OrderAct, Words> = {
  remind: { zh: '催办', en: 'remind about' },
  answer: { zh: '答复', en: 'answer' },
  return: { zh: '退回', en: 'return' },
  close: { zh: '办结', en: 'close' },
  withdraw: { zh: '撤销', en: 'withdraw' },
};

/** Whether the addressee owes something now. */
export const awaitsAnswer = (state: OrderState): boolean => state === 'issued' || state === 'returned';

/** The year an order belongs to: that of the Shanghai day it was issued on. */
export const orderYear = (issuedAt: string): number => Number(shanghaiDay(issuedAt).slice(0, 4));

/** 望督〔2026〕3号: the place's first character, the year, and the place of the order in it, from 1 without gaps. */
export function orderNumber(jurisdiction: string, year: number, n: number): string {
  return `${[...jurisdiction.trim()][0] ?? ''}督〔${year}〕${n}号`;
}

/** When an answer is due, and how that was counted: the same count as for every clock. */
export function countOrder(
  within: Within,
  from: string,
  calendar?: Calendar,
): CountedDue & { explain: string[] } {
  const counted = countDue(within, from, calendar);
  return { ...counted, explain: counted.lines.map(({ zh, en }) => `${zh} / ${en}`) };
}

/** What is told of an order: that it is nearly due, and that it is overdue. `half` stands for nothing told yet. */
export const ORDER_SILENT = 'half' as const;

/** The notices of a clock that are not to come any more, after the last one that was told of an order. */
export function orderGiven(last: NoticeKind): NoticeKind[] {
  const told: readonly NoticeKind[] = ['near', 'breached'];
  return noticeKinds.filter((kind) => !told.includes(kind) || told.indexOf(kind) <= told.indexOf(last));
}
