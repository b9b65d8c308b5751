// What is told of drills: nothing that does not say that it is one.
import type { FactKind, Words } from '#contract';
import { drillNotice, marked } from '#duty';
import type { Rule } from './alert-rule';
import { always } from './alert-words';

type Kind = Extract<FactKind, `drill.${string}`>;
const drillId = (body: { drillId: string }) => body.drillId;
const drill = { subject: 'drill' as const, id: drillId };
const says = (zh: string, en: string) => (): Words => marked({ zh, en });

/** Never critical: a drill makes no noise of its own, so that nobody mistakes it. */
export const drillAlerts: { [K in Kind]: Rule<K> | null } = {
  'drill.prepared': null,
  'drill.started': {
    ...drill,
    kind: 'drill.started',
    severity: always('notice'),
    text: says('预演开始，请进入预演页面作答。', 'The drill has begun; open its page to take part.'),
  },
  'drill.injected': {
    ...drill,
    kind: 'drill.injected',
    severity: always('notice'),
    text: says('出现新情况，请在预演页面回应。', 'A message has come in; respond on the page of the drill.'),
  },
  'drill.clock-opened': null,
  'drill.noticed': {
    ...drill,
    kind: 'drill.noticed',
    // Half of the time is seen on the page of the drill.
    when: ({ notice }) => notice !== 'half',
    severity: always('notice'),
    text: ({ notice, drillAt, dutyName }) => drillNotice(dutyName, notice, drillAt),
  },
  'drill.escalated': {
    ...drill,
    kind: 'drill.escalated',
    severity: always('warning'),
    text: ({ dutyName, toOfficerId }, { officer }) =>
      marked(
        toOfficerId
          ? {
              zh: `“${dutyName.zh}”升级上报${officer ? `：${officer}` : ''}。`,
              en: `“${dutyName.en}” is escalated${officer ? ` to ${officer}` : ''}.`,
            }
          : {
              zh: `“${dutyName.zh}”需要升级上报，但参加人里无人可报。`,
              en: `“${dutyName.en}” must be escalated, but nobody who takes part can be told.`,
            },
      ),
  },
  'drill.escalated.2': {
    ...drill,
    kind: 'drill.escalated',
    severity: always('warning'),
    text: ({ dutyName, words }) =>
      marked({ zh: `“${dutyName.zh}”${words.zh}`, en: `“${dutyName.en}”: ${words.en}` }),
  },
  'drill.taken-up': null,
  'drill.acknowledged': null,
  'drill.released': null,
  'drill.responded': null,
  'drill.ended': {
    ...drill,
    kind: 'drill.ended',
    severity: always('info'),
    text: says('预演结束，报告已生成。', 'The drill has ended; its report is there.'),
  },
  'drill.dropped': null,
};
