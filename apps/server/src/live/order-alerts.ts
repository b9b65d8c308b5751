// What is told of supervision orders: to the addressee that one came, to whoever issued it that it was answered, to all that it is overdue.
import type { FactKind } from '#contract';
import type { Rule } from './alert-map';
import { afterwards, left, moment } from './alert-words';

type OrderKind = Extract<FactKind, `order.${string}`>;
const orderId = (body: { orderId: string }) => body.orderId;
const always =
  <S extends string>(severity: S) =>
  (): S =>
    severity;

export const orderAlerts: { [K in OrderKind]: Rule<K> } = {
  'order.issued': {
    kind: 'order.issued',
    subject: 'order',
    id: orderId,
    severity: always('warning'),
    text: ({ dueAt }, { department }) => {
      const due = moment(new Date(dueAt));
      return {
        zh: `向${department ?? '被督办单位'}发出督办单，${due.zh} 前答复。`,
        en: `An order has been issued to ${department ?? 'its addressee'}; an answer is due ${due.en}.`,
      };
    },
  },
  'order.reminded': {
    kind: 'order.reminded',
    subject: 'order',
    id: orderId,
    severity: always('warning'),
    text: ({ times }, { department, dueAt }) => {
      const due = dueAt && moment(dueAt);
      return {
        zh: `第 ${times} 次催办${department ?? ''}${due ? `，应于 ${due.zh} 前答复` : ''}。`,
        en: `Reminder ${times} to ${department ?? 'the addressee'}${due ? `; an answer is due ${due.en}` : ''}.`,
      };
    },
  },
  'order.near': {
    kind: 'order.near',
    subject: 'order',
    id: orderId,
    severity: always('warning'),
    text: (body, found) => {
      const [rest, note] = [left({ ...found, dueAt: new Date(body.dueAt) }), afterwards(body)];
      return {
        zh: `督办单即将到期，${rest.zh}${found.department ?? ''}尚未答复。${note.zh}`,
        en: `The order is nearly due.${rest.en} ${found.department ?? 'The addressee'} has not answered.${note.en}`,
      };
    },
  },
  'order.overdue': {
    kind: 'order.overdue',
    subject: 'order',
    id: orderId,
    severity: always('critical'),
    text: (body, { department }) => {
      const [due, note] = [moment(new Date(body.dueAt)), afterwards(body)];
      return {
        zh: `督办单已超期，${department ?? '被督办单位'}应于 ${due.zh} 前答复。${note.zh}`,
        en: `The order is overdue: ${department ?? 'the addressee'} was to answer by ${due.en}.${note.en}`,
      };
    },
  },
  'order.answered': {
    kind: 'order.answered',
    subject: 'order',
    id: orderId,
    severity: always('notice'),
    text: ({ late, evidence }, { department }) => ({
      zh: `${department ?? '被督办单位'}已答复${late ? '（逾期）' : ''}，附佐证 ${evidence} 项，请审核。`,
      en: `${department ?? 'The addressee'} has answered${late ? ' late' : ''} with ${evidence} proof${evidence === 1 ? '' : 's'}; please look at it.`,
    }),
  },
  'order.returned': {
    kind: 'order.returned',
    subject: 'order',
    id: orderId,
    severity: always('warning'),
    text: ({ dueAt }, { department }) => {
      const due = moment(new Date(dueAt));
      return {
        zh: `答复已退回${department ?? '被督办单位'}补充，${due.zh} 前再答复。`,
        en: `The answer was returned to ${department ?? 'the addressee'} for more; due ${due.en}.`,
      };
    },
  },
  'order.closed': {
    kind: 'order.closed',
    subject: 'order',
    id: orderId,
    severity: always('info'),
    text: ({ outcome }) =>
      outcome === 'closed'
        ? { zh: '督办单已办结。', en: 'The order is closed.' }
        : { zh: '督办单已撤销。', en: 'The order was withdrawn.' },
  },
};
