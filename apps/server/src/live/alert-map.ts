// Which fact becomes which alert, how grave it is, and the sentence in which people read it. Facts that alert nobody say so: null.
import type { AlertMap } from './alert-rule';
import { afterwards, always, isGrave, levelWords, moment, toldWords } from './alert-words';
import { clockAlerts } from './clock-alerts';
import { consultationAlerts } from './consultation-alerts';
import { drillAlerts } from './drill-alerts';
import { leadAlerts } from './lead-alerts';
import { noticeAlerts } from './notice-alerts';
import { releaseAlerts } from './release-alerts';
import { rosterAlerts } from './roster-alerts';
import { ruleAlerts } from './rule-alerts';
import { sourceAlerts } from './source-alerts';
import { workAlerts } from './work-alerts';

const incidentId = (body: { incidentId: string }) => body.incidentId;
const partnerId = (body: { partnerId: string }) => body.partnerId;
const importId = (body: { importId: string }) => body.importId;

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
  ...sourceAlerts,
  'hook.added': null,
  'hook.rotated': null,
  'hook.revoked': null,
  'import.started': null,
  'import.cancelled': null,
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
  'incident.message-taken-in': null,
  'incident.closed': null,
  'search.saved': null,
  'search.changed': null,
  'search.removed': null,
  'incident.split': null,
  'incident.titled': null,
  'incident.untitled': null,
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

  ...clockAlerts,
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
  'backup.begun': null,
  'backup.made': null,
  'backup.restored': null,
};
