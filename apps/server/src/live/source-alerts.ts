// Alerts of sources: one that cannot be read, brings nothing, or is quieter than it used to be; and that it is well again.
import type { Words } from '#contract';
import type { AlertMap, Found } from './alert-rule';
import { always } from './alert-words';

const sourceId = (body: { sourceId: string }) => body.sourceId;

type Troubled = { code: string; keeperId: string | null; times: number };
/** Who sees to a source that is not well, and how often they have been told. */
const toKeeper = ({ keeperId, times }: Troubled, { officer }: Found): Words => ({
  zh: `${keeperId && officer ? `请${officer}处理` : '尚未指定负责人，请有人认领'}${times > 1 ? `（第 ${times} 次提醒）` : ''}。`,
  en: ` ${keeperId && officer ? `${officer}, please see to it` : 'Nobody is named to see to it; someone please take it'}${times > 1 ? ` (reminder ${times})` : ''}.`,
});
const reasonOf = ({ code }: Troubled, { reason }: Found): Words =>
  reason ?? { zh: `（${code}）`, en: `(${code})` };

export const sourceAlerts = {
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
} satisfies Partial<AlertMap>;
