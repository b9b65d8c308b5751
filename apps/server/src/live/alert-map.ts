// Which fact becomes which alert, how grave it is, and the sentence in which people read it. Facts that alert nobody say so: null.
import type { AlertKind, FactKind, FactMap, Words } from '#contract';
import type { Severity } from './alert.row';
import { afterwards, isGrave, leans, left, levelWords, moment, toldWords } from './alert-words';
import { consultationAlerts } from './consultation-alerts';
import { drillAlerts } from './drill-alerts';
import { leadAlerts } from './lead-alerts';
import { noticeAlerts } from './notice-alerts';
import { releaseAlerts } from './release-alerts';
import { rosterAlerts } from './roster-alerts';
import { ruleAlerts } from './rule-alerts';
import { workAlerts } from './work-alerts';

export type Subject =
  | 'incident'
  | 'clock'
  | 'release'
  | 'source'
  | 'import'
  | 'partner'
  | 'burst'
  | 'order'
  | 'drill'
  | 'gap'
  | 'channel'
  | 'rule-change';
/** What the earlier stages publish of the subject, read when the fact is followed. */
export type Found = {
  at: Date;
  duty: Words;
  dueAt: Date | null;
  /** Years without a published holiday notice that the due time leans on. */
  leansOn: number[];
  department: string | null;
  officer: string | null;
  /** Names of the officers whom a rule says are to be told. */
  told: string[];
  /** What is wrong, in words, where its stage publishes that. */
  reason: Words | null;
};
export type Rule<K extends FactKind = FactKind> = {
  kind: AlertKind;
  subject: Subject;
  id: (body: FactMap[K]) => string;
  severity: (body: FactMap[K]) => Severity;
  text: (body: FactMap[K], found: Found) => Words;
  /** Alerts only then; always when not told. */
  when?: (body: FactMap[K]) => boolean;
};
export type AlertMap = { [K in FactKind]: Rule<K> | null };

const always =
  <S extends Severity>(severity: S) =>
  (): S =>
    severity;
const incidentId = (body: { incidentId: string }) => body.incidentId;
const clockId = (body: { clockId: string }) => body.clockId;
const sourceId = (body: { sourceId: string }) => body.sourceId;
const partnerId = (body: { partnerId: string }) => body.partnerId;
const importId = (body: { importId: string }) => body.importId;

const owedBy = (found: Found): Words =>
  found.department
    ? { zh: `责任单位：${found.department}。`, en: ` Owed by ${found.department}.` }
    : { zh: '尚无责任单位。', en: ' Nobody owes it yet.' };

type Troubled = { code: string; keeperId: string | null; times: number };
/** Who sees to a source that is not well, and how often they have been told. */
const toKeeper = ({ keeperId, times }: Troubled, { officer }: Found): Words => ({
  zh: `${keeperId && officer ? `请${officer}处理` : '尚未指定负责人，请有人认领'}${times > 1 ? `（第 ${times} 次提醒）` : ''}。`,
  en: ` ${keeperId && officer ? `${officer}, please see to it` : 'Nobody is named to see to it; someone please take it'}${times > 1 ? ` (reminder ${times})` : ''}.`,
});
const reasonOf = ({ code }: Troubled, { reason }: Found): Words =>
  reason ?? { zh: `（${code}）`, en: `(${code})` };

export const alertMap: AlertMap = {
  'setup.completed': null,
  'department.added': null,
  'department.changed': null,
  'officer.added': null,
  'officer.changed': null,
  'officer.signed-in': null,
  'officer.signed-out': null,
  'officer.codes-issued': null,
  'officer.sign-in-refused': null,
  ...rosterAlerts,
  'token.added': null,
  'token.revoked': null,
  'key.rotated': null,

  'intake.received': null,
  'message.revised': null,
  'source.added': null,
  'source.changed': null,
  'source.removed': null,
  'source.failing': {
    kind: 'source.failing',
    subject: 'source',
    id: sourceId,
    severity: always('warning'),
    text: ({ failures, code }) => ({
      zh: `连续 ${failures} 次取不到内容（${code}），请检查该来源。`,
      en: `Failed ${failures} times in a row (${code}); please look at this source.`,
    }),
  },
  'source.failing.2': {
    kind: 'source.failing',
    subject: 'source',
    id: sourceId,
    severity: always('warning'),
    text: (body, found) => {
      const [why, who] = [reasonOf(body, found), toKeeper(body, found)];
      return {
        zh: `连续 ${body.failures} 次取不到内容：${why.zh}${who.zh}`,
        en: `Failed ${body.failures} times in a row: ${why.en}${who.en}`,
      };
    },
  },
  'source.empty': {
    kind: 'source.empty',
    subject: 'source',
    id: sourceId,
    severity: always('warning'),
    text: (body, found) => {
      const [why, who] = [reasonOf(body, found), toKeeper(body, found)];
      return { zh: `${why.zh}${who.zh}`, en: `${why.en}${who.en}` };
    },
  },
  'source.quiet': {
    kind: 'source.quiet',
    subject: 'source',
    id: sourceId,
    severity: always('warning'),
    text: (body, found) => {
      const [why, who] = [reasonOf(body, found), toKeeper(body, found)];
      return { zh: `比平时安静：${why.zh}${who.zh}`, en: `Quieter than its habit: ${why.en}${who.en}` };
    },
  },
  'source.taken': null,
  'source.moved': null,
  'source.recovered': {
    kind: 'source.recovered',
    subject: 'source',
    id: sourceId,
    severity: always('info'),
    text: () => ({ zh: '来源已恢复正常。', en: 'This source works again.' }),
  },
  'hook.added': null,
  'hook.rotated': null,
  'hook.revoked': null,
  'import.started': null,
  'import.finished': {
    kind: 'import.finished',
    subject: 'import',
    id: importId,
    severity: ({ refused }) => (refused > 0 ? 'notice' : 'info'),
    text: ({ received, repeated, revised = 0, refused }) => ({
      zh: `导入完成：新收 ${received} 条，${revised ? `更新 ${revised} 条，` : ''}重复 ${repeated} 条，拒收 ${refused} 行。`,
      en: `Import finished: ${received} received, ${revised ? `${revised} updated, ` : ''}${repeated} repeated, ${refused} rows refused.`,
    }),
  },
  'import.failed': {
    kind: 'import.failed',
    subject: 'import',
    id: importId,
    severity: always('warning'),
    text: ({ code }) => ({
      zh: `导入没有完成（${code}），已收的行仍在。`,
      en: `The import did not finish (${code}); the rows taken in stay.`,
    }),
  },
  'import.refusals-taken': null,
  'mapping.saved': null,
  'mapping.removed': null,
  'original.opened': null,
  'original.erased': null,
  'original.key-destroyed': null,
  'text.erased': null,

  'message.labelled': null,
  'message.grouped': null,
  'incident.opened': {
    kind: 'incident.opened',
    subject: 'incident',
    id: incidentId,
    when: ({ old }) => !old,
    severity: ({ proposedLevel }) =>
      isGrave(proposedLevel) ? 'critical' : proposedLevel ? 'warning' : 'info',
    text: ({ messages, proposedLevel }) => {
      const level = proposedLevel && levelWords(proposedLevel);
      return {
        zh: `新事件，由 ${messages} 条信息归成${level ? `，建议定为${level.zh}` : ''}。`,
        en: `New incident from ${messages} message${messages === 1 ? '' : 's'}${level ? `; proposed: ${level.en}` : ''}.`,
      };
    },
  },
  'incident.grew': null,
  'level.proposed': {
    kind: 'level.proposed',
    subject: 'incident',
    id: incidentId,
    severity: ({ level }) => (isGrave(level) ? 'critical' : 'warning'),
    text: ({ level, clause }) => {
      const words = levelWords(level);
      return {
        zh: `建议定为${words.zh}，依据：${clause}。请研判确认。`,
        en: `Proposed: ${words.en}, by ${clause}. A person must confirm it.`,
      };
    },
  },
  'incident.confirmed': {
    kind: 'incident.confirmed',
    subject: 'incident',
    id: incidentId,
    severity: ({ level }) => (isGrave(level) ? 'critical' : level === '较大' ? 'warning' : 'notice'),
    text: ({ level, emergency }, found) => {
      const words = levelWords(level);
      return {
        zh: `已确认${emergency ? '为突发事件' : ''}，定为${words.zh}。${found.department ? `牵头：${found.department}。` : ''}`,
        en: `Confirmed${emergency ? ' as an emergency' : ''}: ${words.en}.${found.department ? ` Lead: ${found.department}.` : ''}`,
      };
    },
  },
  'incident.level-changed': {
    kind: 'level.changed',
    subject: 'incident',
    id: incidentId,
    severity: ({ to }) => (isGrave(to) ? 'critical' : 'warning'),
    text: ({ from, to, reason }) => {
      const [before, after] = [levelWords(from), levelWords(to)];
      return {
        zh: `级别由${before.zh}改为${after.zh}。理由：${reason}`,
        en: `Changed from ${before.en} to ${after.en}. Reason: ${reason}`,
      };
    },
  },
  'incident.assigned': null,
  ...leadAlerts,
  'incident.parties-merged': null,
  'incident.dismissed': null,
  'incident.merged': null,
  'incident.message-moved': null,
  'incident.closed': null,
  'search.saved': null,
  'search.changed': null,
  'search.removed': null,
  'incident.split': null,
  'incident.titled': null,
  'incident.placed': null,
  'incident.undone': null,
  ...consultationAlerts,
  'policy-risk.drafted': null,
  'policy-risk.edited': null,
  'policy-risk.assessed': null,
  'policy-risk.returned': null,
  'policy-risk.approved': null,
  'policy-risk.linked': null,

  'word-list.saved': null,
  'word-list.removed': null,
  'rule.saved': null,
  'rule.removed': null,
  'rule.raised': {
    kind: 'rule.raised',
    subject: 'incident',
    id: incidentId,
    severity: ({ severity }) => severity,
    text: ({ rule }, { told }) => {
      const names = toldWords(told);
      return { zh: `符合规则“${rule}”。${names.zh}`, en: `Meets the rule “${rule}”.${names.en}` };
    },
  },
  'burst.began': {
    kind: 'burst.began',
    subject: 'burst',
    id: ({ burstId }) => burstId,
    severity: always('warning'),
    text: (body) => {
      const [began, note] = [moment(new Date(body.startedAt)), afterwards(body)];
      const expected = Math.round(body.expected * 10) / 10;
      const span =
        body.window === 1
          ? { zh: ' ', en: 'the hour' }
          : { zh: `的 ${body.window} 小时内 `, en: `${body.window} hours` };
      return {
        zh: `苗头：自 ${began.zh} 起${span.zh}${body.count} 条，平时同一时段约 ${expected} 条${body.basis === 'flat' ? '（历史太短，按总平均估计）' : ''}。${note.zh}`,
        en: `Early sign: ${body.count} messages in ${span.en} from ${began.en}; usually about ${expected}${body.basis === 'flat' ? ' (too little history: judged by the plain mean)' : ''}.${note.en}`,
      };
    },
  },
  'burst.ended': null,
  'label.corrected': null,
  'label.correction-undone': null,
  'message.relabelled': null,
  'relabelling.started': null,
  'relabelling.ended': null,
  'model.training-started': null,
  'model.trained': null,
  'model.training-ended': null,
  'model.promoted': null,
  'model.refused': null,

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
  'standing.recorded': null,
  'standing.withdrawn': null,
  'duty.waived': null,

  // What is registered tells of itself by the clocks that it opens, and that are met.
  'matter.registered': null,
  'matter.start-said': null,
  'matter.amended': null,
  'matter.answered': null,
  'matter.withdrawn': null,
  'matter.joined': null,
  'matter.parted': null,
  'matters.imported': null,

  ...workAlerts,
  ...ruleAlerts,
  ...drillAlerts,

  'order-book.exported': null,

  ...releaseAlerts,

  'partner.added': null,
  'partner.changed': null,
  'partner.rotated': null,
  'partner.removed': null,
  'partner.told': null,
  'partner.failing': {
    kind: 'partner.failing',
    subject: 'partner',
    id: partnerId,
    severity: always('warning'),
    text: ({ attempts, code }) => ({
      zh: `向该共享单位推送 ${attempts} 次未成功（${code}），请查看推送记录并与对方联系。`,
      en: `${attempts} attempts to tell this partner failed (${code}); see the deliveries and speak to them.`,
    }),
  },
  'partner.given-up': null,
  'partner.resent': null,

  ...noticeAlerts,

  'ledger.checkpoint': null,
  'ledger.exported': null,
};
