// What is told of the work that duty asks for: orders that came, were answered or ran out; tasks; plans that apply.
import type { FactKind } from '#contract';
import type { Rule } from './alert-rule';
import { afterwards, always, leans, left, moment } from './alert-words';

type Kind = Extract<FactKind, `order.${string}` | `step.${string}` | `plan.${string}` | 'incident.evaluated'>;
const incidentId = (body: { incidentId: string }) => body.incidentId;
const orderId = (body: { orderId: string }) => body.orderId;

const laneWords = (lane: 'handling' | 'response') =>
  lane === 'handling' ? { zh: '处置', en: 'handling' } : { zh: '回应', en: 'response' };

export const workAlerts: { [K in Kind]: Rule<K> | null } = {
  'order.issued': {
    kind: 'order.issued',
    subject: 'order',
    id: orderId,
    severity: always('warning'),
    text: ({ dueAt }, found) => {
      const { department } = found;
      const [due, note] = [moment(new Date(dueAt)), leans(found)];
      return {
        zh: `向${department ?? '被督办单位'}发出督办单，${due.zh} 前答复${note.zh}。`,
        en: `An order has been issued to ${department ?? 'its addressee'}; an answer is due ${due.en}${note.en}.`,
      };
    },
  },
  'order.reminded': {
    kind: 'order.reminded',
    subject: 'order',
    id: orderId,
    severity: always('warning'),
    text: ({ times }, found) => {
      const { department, dueAt } = found;
      const [due, note] = [dueAt && moment(dueAt), leans(found)];
      return {
        zh: `第 ${times} 次催办${department ?? ''}${due ? `，应于 ${due.zh} 前答复${note.zh}` : ''}。`,
        en: `Reminder ${times} to ${department ?? 'the addressee'}${due ? `; an answer is due ${due.en}${note.en}` : ''}.`,
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
    text: (body, found) => {
      const { department } = found;
      const [due, note, leaning] = [moment(new Date(body.dueAt)), afterwards(body), leans(found)];
      return {
        zh: `督办单已超期，${department ?? '被督办单位'}应于 ${due.zh} 前答复${leaning.zh}。${note.zh}`,
        en: `The order is overdue: ${department ?? 'the addressee'} was to answer by ${due.en}${leaning.en}.${note.en}`,
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
    text: ({ dueAt }, found) => {
      const { department } = found;
      const [due, note] = [moment(new Date(dueAt)), leans(found)];
      return {
        zh: `答复已退回${department ?? '被督办单位'}补充，${due.zh} 前再答复${note.zh}。`,
        en: `The answer was returned to ${department ?? 'the addressee'} for more; due ${due.en}${note.en}.`,
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

  'step.planned': {
    kind: 'step.planned',
    subject: 'incident',
    id: incidentId,
    severity: always('notice'),
    // Told to whoever has the task; others see it on the incident.
    when: ({ officerId }) => officerId !== null,
    text: ({ lane, dueAt }, { told }) => {
      const [due, of] = [moment(new Date(dueAt)), laneWords(lane)];
      return {
        zh: `安排了${of.zh}任务，${due.zh} 前完成。${told.length > 0 ? `负责人：${told.join('、')}。` : ''}`,
        en: `A task of ${of.en} was planned, due ${due.en}.${told.length > 0 ? ` Owner: ${told.join(', ')}.` : ''}`,
      };
    },
  },
  'step.overdue': {
    kind: 'step.overdue',
    subject: 'incident',
    id: incidentId,
    severity: always('warning'),
    text: ({ lane, dueAt, late }, { told }) => {
      const [of, due, note] = [laneWords(lane), moment(new Date(dueAt)), afterwards({ late })];
      return {
        zh: `${of.zh}任务已逾期，应于 ${due.zh} 前完成。${told.length > 0 ? `请${told.join('、')}办理。` : ''}${note.zh}`,
        en: `A task of ${of.en} is overdue; it was due ${due.en}.${told.length > 0 ? ` ${told.join(', ')}, please see to it.` : ''}${note.en}`,
      };
    },
  },
  'step.escalated': {
    kind: 'step.escalated',
    subject: 'incident',
    id: incidentId,
    // What a later repeat has overtaken is on record; a repeat that finds nobody again has been heard of.
    when: ({ overtaken, heard, repeat }) => (heard ? !overtaken : repeat === 0),
    severity: ({ heard }) => (heard ? 'warning' : 'critical'),
    text: ({ lane, reason, heard, late }, { told }) => {
      const [of, note] = [laneWords(lane), afterwards({ late })];
      const above = heard
        ? { zh: '', en: '' }
        : told.length > 0
          ? {
              zh: `已告知${told.slice(0, 5).join('、')}。`,
              en: ` Told instead: ${told.slice(0, 5).join(', ')}.`,
            }
          : {
              zh: '也没有可告知的上级，请立即指定。',
              en: ' Nobody above can be told either; name someone now.',
            };
      return {
        zh: `${of.zh}任务${reason.zh}${above.zh}${note.zh}`,
        en: `Task of ${of.en}: ${reason.en}${above.en}${note.en}`,
      };
    },
  },
  'step.taken-up': null,
  'step.begun': null,
  'step.finished': null,
  'step.changed': null,
  'step.dropped': null,
  'incident.evaluated': null,

  'plan.written': null,
  'plan.approved': null,
  'plan.withdrawn': null,
  'plan.proposed': {
    kind: 'plan.proposed',
    subject: 'incident',
    id: ({ incidentId }) => incidentId,
    severity: always('notice'),
    text: () => ({
      zh: '有适用的应对预案，请在“处置与回应”里采用或说明不采用的理由。',
      en: 'A response plan applies; take it, or say why not, under “Handling and response”.',
    }),
  },
  'plan.taken': null,
  'plan.declined': null,
};
