// Alerts of clocks: one that runs, runs low, has run out, is met, is paused or runs again.
import type { Words } from '#contract';
import type { AlertMap, Found } from './alert-rule';
import { afterwards, always, leans, left, moment } from './alert-words';

const clockId = (body: { clockId: string }) => body.clockId;

const owedBy = (found: Found): Words =>
  found.department
    ? { zh: `责任单位：${found.department}。`, en: ` Owed by ${found.department}.` }
    : { zh: '尚无责任单位。', en: ' Nobody owes it yet.' };

export const clockAlerts = {
  'duty.opened': {
    kind: 'clock.opened',
    subject: 'clock',
    id: clockId,
    severity: always('notice'),
    text: ({ dueAt }, found) => {
      const [due, owed, note] = [moment(new Date(dueAt)), owedBy(found), leans(found)];
      return {
        zh: `“${found.duty.zh}”开始计时，${due.zh} 到期${note.zh}。${owed.zh}`,
        en: `The clock of “${found.duty.en}” has started; due ${due.en}${note.en}.${owed.en}`,
      };
    },
  },
  'duty.acknowledged': null,
  'duty.half': {
    kind: 'clock.half',
    subject: 'clock',
    id: clockId,
    severity: always('notice'),
    text: (body, found) => {
      const [rest, note] = [left(found), afterwards(body)];
      return {
        zh: `“${found.duty.zh}”时限已过半，${rest.zh}${note.zh}`,
        en: `Half the time of “${found.duty.en}” is gone.${rest.en}${note.en}`,
      };
    },
  },
  'duty.near': {
    kind: 'clock.near',
    subject: 'clock',
    id: clockId,
    severity: always('warning'),
    text: (body, found) => {
      const [rest, note, owed] = [left(found), afterwards(body), owedBy(found)];
      return {
        zh: `“${found.duty.zh}”即将到期，${rest.zh}${owed.zh}${note.zh}`,
        en: `“${found.duty.en}” is nearly due.${rest.en}${owed.en}${note.en}`,
      };
    },
  },
  'duty.hour': {
    kind: 'clock.hour',
    subject: 'clock',
    id: clockId,
    severity: always('warning'),
    text: (body, found) => {
      const [rest, note, owed] = [left(found), afterwards(body), owedBy(found)];
      return {
        zh: `“${found.duty.zh}”只剩最后一小时，${rest.zh}${owed.zh}${note.zh}`,
        en: `The last hour of “${found.duty.en}” has begun.${rest.en}${owed.en}${note.en}`,
      };
    },
  },
  'duty.very-overdue': {
    kind: 'clock.very-overdue',
    subject: 'clock',
    id: clockId,
    severity: always('critical'),
    text: (body, found) => {
      const [due, leaning] = [moment(found.dueAt ?? new Date(body.dueAt)), leans(found)];
      const [owed, note] = [owedBy(found), afterwards(body)];
      // What answers a matter of the registry may be served, and not released.
      const nothing = body.matterId
        ? { zh: '至今没有履行的证据', en: 'nothing shows that it was answered' }
        : { zh: '至今没有发布', en: 'nothing has been released' };
      return {
        zh: `“${found.duty.zh}”严重超期，应于 ${due.zh} 前完成${leaning.zh}，${nothing.zh}。${owed.zh}${note.zh}`,
        en: `“${found.duty.en}” is very overdue; it was due ${due.en}${leaning.en} and ${nothing.en}.${owed.en}${note.en}`,
      };
    },
  },
  'duty.breached': {
    kind: 'clock.breached',
    subject: 'clock',
    id: clockId,
    severity: always('critical'),
    text: (body, found) => {
      const [due, leaning] = [moment(found.dueAt ?? new Date(body.dueAt)), leans(found)];
      const [owed, note] = [owedBy(found), afterwards(body)];
      return {
        zh: `“${found.duty.zh}”已超期，应于 ${due.zh} 前完成${leaning.zh}。${owed.zh}${note.zh}`,
        en: `“${found.duty.en}” is overdue; it was due ${due.en}${leaning.en}.${owed.en}${note.en}`,
      };
    },
  },
  'duty.met': {
    kind: 'clock.met',
    subject: 'clock',
    id: clockId,
    severity: ({ late }) => (late ? 'notice' : 'info'),
    text: ({ late, evidence }, found) => {
      const proof =
        evidence.releaseId === null
          ? { zh: '登记的证据', en: 'the evidence on record' }
          : { zh: '已发布的内容', en: 'what was published' };
      return {
        zh: `“${found.duty.zh}”${late ? '已完成，但超期' : '按时完成'}，以${proof.zh}为证。`,
        en: `“${found.duty.en}” was met ${late ? 'late' : 'in time'}, proved by ${proof.en}.`,
      };
    },
  },
  'duty.extended': null,
  'duty.paused': {
    kind: 'clock.paused',
    subject: 'clock',
    id: clockId,
    severity: always('notice'),
    text: ({ reason }, found) => ({
      zh: `“${found.duty.zh}”暂停计时：${reason}`,
      en: `The clock of “${found.duty.en}” stands still: ${reason}`,
    }),
  },
  'duty.resumed': {
    kind: 'clock.resumed',
    subject: 'clock',
    id: clockId,
    severity: always('notice'),
    text: ({ to }, found) => {
      const [due, note] = [moment(new Date(to)), leans(found)];
      return {
        zh: `“${found.duty.zh}”恢复计时，${due.zh} 到期${note.zh}。`,
        en: `The clock of “${found.duty.en}” runs again; due ${due.en}${note.en}.`,
      };
    },
  },
  'duty.department-merged': null,
} satisfies Partial<AlertMap>;
