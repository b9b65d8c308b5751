// Which facts of the ladder and of notices become which alert. Facts that alert nobody say so: null.
import type { NoticeFacts } from '#contract';
import type { LadderFacts } from '#duty';
import type { AlertMap } from './alert-rule';
import { afterwards } from './alert-words';

type Kind = keyof NoticeFacts | keyof LadderFacts | 'duty.escalated';
const clockId = (body: { clockId: string }) => body.clockId;
const critical = () => 'critical' as const;
const warning = () => 'warning' as const;

export const noticeAlerts: Pick<AlertMap, Kind> = {
  // As it was told before there were ladders.
  'duty.escalated': {
    kind: 'clock.escalated',
    subject: 'clock',
    id: clockId,
    severity: critical,
    text: ({ toOfficerId }, found) =>
      toOfficerId
        ? {
            zh: `“${found.duty.zh}”已升级上报${found.officer ? `：${found.officer}` : ''}。`,
            en: `“${found.duty.en}” has been escalated${found.officer ? ` to ${found.officer}` : ''}.`,
          }
        : {
            zh: `“${found.duty.zh}”需要升级上报，但没有可以通知的人，请指定分管人。`,
            en: `“${found.duty.en}” must be escalated, but there is nobody to tell; name a supervisor.`,
          },
  },
  'duty.escalated.2': {
    kind: 'clock.escalated',
    subject: 'clock',
    id: clockId,
    // What a later repeat has overtaken is on record; people hear of the later one.
    when: ({ overtaken }) => !overtaken,
    severity: ({ since }) => (since === 'near' ? 'warning' : 'critical'),
    text: ({ reason, late }, { duty }) => {
      const note = afterwards({ late });
      return { zh: `“${duty.zh}”${reason.zh}${note.zh}`, en: `“${duty.en}”: ${reason.en}${note.en}` };
    },
  },
  'duty.unheard': {
    kind: 'clock.unheard',
    subject: 'clock',
    id: clockId,
    when: ({ repeat }) => repeat === 0,
    severity: critical,
    text: ({ reason, late, aboveId }, { duty, told }) => {
      const note = afterwards({ late });
      const names = told.slice(0, 5);
      const above = aboveId
        ? { zh: '上级', en: 'the level above' }
        : { zh: '本级领导和管理员', en: 'the leaders and administrators' };
      const who =
        names.length > 0
          ? {
              zh: `已告知${above.zh}：${names.join('、')}。`,
              en: ` Told to ${above.en}: ${names.join(', ')}.`,
            }
          : {
              zh: '也没有可告知的上级，请立即指定。',
              en: ' Nobody above can be told either; name someone now.',
            };
      return {
        zh: `“${duty.zh}”${reason.zh}${who.zh}${note.zh}`,
        en: `“${duty.en}”: ${reason.en}${who.en}${note.en}`,
      };
    },
  },
  'duty.taken-up': null,
  'duty.hold-expired': {
    kind: 'clock.escalated',
    subject: 'clock',
    id: clockId,
    severity: critical,
    text: ({ reason, late }, { duty }) => {
      const note = afterwards({ late });
      return { zh: `“${duty.zh}”${reason.zh}${note.zh}`, en: `“${duty.en}”: ${reason.en}${note.en}` };
    },
  },
  'ladder.saved': null,

  'notice-channel.added': null,
  'notice-channel.changed': null,
  'notice-channel.removed': null,
  'notice-channel.failing': {
    kind: 'channel.failing',
    subject: 'channel',
    id: ({ channelId }) => channelId,
    severity: warning,
    text: ({ attempts, code }) => ({
      zh: `通知渠道发送 ${attempts} 次未成功（${code}），请到“通知渠道”查看答复；未送达的可重发。`,
      en: `${attempts} attempts to send by this notice channel failed (${code}); see the answers under notice channels, and send again.`,
    }),
  },
  'notice.told': null,
  'notice.given-up': null,
  'notice.dropped': null,
  'notice.resent': null,
  'notice-settings.changed': null,
};
