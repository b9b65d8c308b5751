// Alerts of the duty roster: nobody will be on duty, nobody is.
import type { Words } from '#contract';
import type { AlertMap } from './alert-rule';
import { moment, toldWords } from './alert-words';

type OfGap = { from: string; to: string; causes: { why: 'nobody' | 'left' | 'away' }[] };
const gapWhy: Record<OfGap['causes'][number]['why'], Words> = {
  nobody: { zh: '没有排班', en: 'nobody is on the roster' },
  left: { zh: '排班人员已离岗', en: 'whoever was on the roster has left' },
  away: { zh: '排班人员不在岗且无人替岗', en: 'whoever is on the roster is away and nobody stands in' },
};
const gapWords = ({ from, to, causes }: OfGap, told: readonly string[]) => {
  const [begins, ends] = [moment(new Date(from)), moment(new Date(to))];
  const whys = [...new Set(causes.map(({ why }) => why))].map((why) => gapWhy[why]);
  const names =
    told.length > 0
      ? toldWords(told)
      : {
          zh: '上级也没有可以告知的人，请立即指定。',
          en: ' There is nobody above to tell either; name someone now.',
        };
  return {
    span: { zh: `${begins.zh} 至 ${ends.zh}`, en: `from ${begins.en} to ${ends.en}` },
    why: { zh: whys.map(({ zh }) => zh).join('、'), en: whys.map(({ en }) => en).join(', ') },
    names,
  };
};

const gapId = (body: { gapId: string }) => body.gapId;

export const rosterAlerts = {
  'jurisdiction.added': null,
  'jurisdiction.renamed': null,
  'matrix.line-saved': null,
  'matrix.line-ended': null,
  'department.merged': null,
  'agency.heard': null,
  'agency.decided': null,
  'agency.reopened': null,
  'organisation.imported': null,
  'organisation.exported': null,
  'desk.saved': null,
  'desk.closed': null,
  'roster.shifts-added': null,
  'roster.shift-changed': null,
  'roster.shift-removed': null,
  'roster.swap-asked': null,
  'roster.swap-decided': null,
  'officer.absence-noted': null,
  'officer.absence-changed': null,
  'officer.absence-ended': null,
  'officer.stand-ins-set': null,
  'roster.gap-found': {
    kind: 'roster.gap-found',
    subject: 'gap',
    id: gapId,
    severity: () => 'warning',
    text: (body, { told }) => {
      const { span, why, names } = gapWords(body, told);
      return {
        zh: `${span.zh} 将无人值班（${why.zh}）。${names.zh}`,
        en: `Nobody will be on duty ${span.en}: ${why.en}.${names.en}`,
      };
    },
  },
  'roster.gap-began': {
    kind: 'roster.gap-began',
    subject: 'gap',
    id: gapId,
    severity: () => 'critical',
    text: (body, { told }) => {
      const { span, why, names } = gapWords(body, told);
      return {
        zh: `现在无人值班（${why.zh}），${span.zh}。${names.zh}`,
        en: `Nobody is on duty now, ${span.en}: ${why.en}.${names.en}`,
      };
    },
  },
  'roster.gap-closed': null,
} satisfies Partial<AlertMap>;
