// What a policy pack is: rules of duty as data, each on the authority of a clause, and how to find one.
import type { Clause, Words } from '#organisation';
import type { Level } from '#understanding';
import type { ReleaseForm } from './release-forms';

export type { Clause } from '#organisation';

/** The duties the documents lay down. */
export type DutyName =
  | 'authoritative-information'
  | 'press-conference'
  | 'authoritative-release'
  | 'response'
  | 'next-update'
  | 'interpretation'
  | 'regulation-publication'
  | 'service-change'
  | 'disclosure-reply'
  | 'hotline-consultation'
  | 'hotline-request'
  | 'hotline-complaint';

/** What a duty arises from. A clock of another subject is opened by what receives that subject. */
export type DutySubject =
  | 'incident'
  | 'policy'
  | 'regulation'
  | 'service-item'
  | 'disclosure-request'
  | 'hotline-record';

/** What stands in the registry of matters (公开事项台账): all that a duty arises from besides incidents and the hotline. */
export const matterKinds = [
  'policy',
  'regulation',
  'service-item',
  'disclosure-request',
] as const satisfies readonly DutySubject[];
export type MatterKind = (typeof matterKinds)[number];

export type HotlineKind = 'consultation' | 'request' | 'suggestion' | 'complaint' | 'report';
export type StartsFrom = 'occurred' | 'detected' | 'assigned' | 'signed' | 'published' | 'previous-release';
/** When an office is open on a working day, HH:MM Beijing time; a lunch break lies between two of them. */
export type OpeningSpan = { from: string; to: string };
/** Running hours count through nights and holidays; opening hours only while the office is open on working days. */
export type Within =
  | { kind: 'running'; hours: number }
  | { kind: 'opening-hours'; hours: number; open: OpeningSpan[] }
  | { kind: 'working-days'; days: number };
export type OwedBy = 'responsible' | 'news-office' | 'government-office';

export type DutyRule = {
  duty: DutyName;
  name: Words;
  subject: DutySubject;
  /** Every condition that is named must hold; null among the levels means: not graded. */
  appliesTo: {
    levels?: readonly (Level | null)[];
    emergency?: boolean;
    hotlineKinds?: readonly HotlineKind[];
  };
  startsFrom: StartsFrom;
  within: Within;
  owedBy: OwedBy;
  answeredBy: readonly ReleaseForm[];
  clause: Clause;
  /** How much an approver may add at most; where the clause is silent, as long again as it allows (`extensionLimit`). */
  extendableBy?: Within;
  /** What the clock may stand still for, and the clause that says so; absent where nothing stops it but evidence. */
  pausableFor?: { what: Words; clause: Clause };
  /** What the document leaves open and this pack settles: shown, so that an office can settle it otherwise. */
  setting?: Words;
};

export type PolicyPack = {
  id: string;
  version: string;
  name: Words;
  document: string;
  /** How the text was read, where it was not read in the original. */
  source?: Words;
  rules: readonly DutyRule[];
};

/** The lengths, in words: 24小时 / 24 hours, 3个工作日 / 3 working days. */
export function withinWords(within: Within): Words {
  if (within.kind === 'running') {
    return { zh: `${within.hours}小时内`, en: `within ${within.hours} hours` };
  }
  if (within.kind === 'opening-hours') {
    const open = within.open.map(({ from, to }) => `${from}–${to}`);
    return {
      zh: `${within.hours}个办公小时内（工作日 ${open.join('、')}）`,
      en: `within ${within.hours} opening hours (working days ${open.join(', ')})`,
    };
  }
  const { days } = within;
  return { zh: `${days}个工作日内`, en: `within ${days} working day${days === 1 ? '' : 's'}` };
}

const startNames: Record<StartsFrom, Words> = {
  occurred: { zh: '发生', en: 'it happened' },
  detected: { zh: '发现', en: 'it was noticed' },
  assigned: { zh: '派发', en: 'it was assigned' },
  signed: { zh: '签发', en: 'it was signed' },
  published: { zh: '公布', en: 'it was made public' },
  'previous-release': { zh: '上一次发布', en: 'the previous release' },
};

/** What is noticed of a request is that it came in, and what is handed on is taken in. */
const requestStarts: Partial<Record<StartsFrom, Words>> = {
  detected: { zh: '收到申请', en: 'the request was received' },
  assigned: { zh: '受理', en: 'the request was accepted' },
};

/** What a clock starts from, in words that follow 自…起 / from when …; of a request for disclosure in its own words. */
export function startWords(startsFrom: StartsFrom, subject?: DutySubject): Words {
  return (subject === 'disclosure-request' && requestStarts[startsFrom]) || startNames[startsFrom];
}

const subjectNames: Record<DutySubject, Words> = {
  incident: { zh: '政务舆情', en: 'incidents' },
  policy: { zh: '政策文件', en: 'policy documents' },
  regulation: { zh: '规范性文件', en: 'normative documents' },
  'service-item': { zh: '办事事项变更', en: 'changed service conditions' },
  'disclosure-request': { zh: '政府信息公开申请', en: 'requests for disclosure' },
  'hotline-record': { zh: '热线诉求', en: 'hotline records' },
};

/** What a duty arises from, in words. */
export function subjectWords(subject: DutySubject): Words {
  return subjectNames[subject];
}

/** What people call the kinds of hotline records. Source: 广东省12345政务服务便民热线管理办法（2022）. */
export const hotlineNames: Record<HotlineKind, Words> = {
  consultation: { zh: '咨询', en: 'consultation' },
  request: { zh: '求助', en: 'request for help' },
  suggestion: { zh: '建议', en: 'suggestion' },
  complaint: { zh: '投诉', en: 'complaint' },
  report: { zh: '举报', en: 'report of wrongdoing' },
};

const levelNames: Record<Level, Words> = {
  特别重大: { zh: '特别重大', en: 'extremely serious' },
  重大: { zh: '重大', en: 'serious' },
  较大: { zh: '较大', en: 'considerable' },
  一般: { zh: '一般', en: 'ordinary' },
};

/** To what a rule applies, in words: 政务舆情（特别重大、重大）. */
export function appliesWords(rule: DutyRule): Words {
  const { levels, emergency, hotlineKinds } = rule.appliesTo;
  const limits: Words[] = [
    ...(levels ?? []).map((level) => (level ? levelNames[level] : { zh: '未分级', en: 'ungraded' })),
    ...(hotlineKinds ?? []).map((kind) => hotlineNames[kind]),
  ];
  if (emergency !== undefined) {
    limits.push(
      emergency ? { zh: '突发事件', en: 'emergencies' } : { zh: '非突发事件', en: 'not emergencies' },
    );
  }
  const subject = subjectNames[rule.subject];
  if (limits.length === 0) return subject;
  return {
    zh: `${subject.zh}（${limits.map(({ zh }) => zh).join('、')}）`,
    en: `${subject.en} (${limits.map(({ en }) => en).join(', ')})`,
  };
}

/** What a rule asks of whatever may come under it. `level` null: not graded. */
export type Bearing =
  | { subject?: 'incident'; level: Level | null; emergency: boolean }
  | { subject: MatterKind };

/** Whether an incident of this level, or a matter of this kind, comes under a rule; a matter has neither level nor alarm. */
export function appliesTo(rule: DutyRule, bearing: Bearing): boolean {
  const { levels, emergency } = rule.appliesTo;
  if (rule.subject !== (bearing.subject ?? 'incident')) return false;
  const about = 'level' in bearing ? bearing : { level: null, emergency: false };
  if (levels && !levels.includes(about.level)) return false;
  return emergency === undefined || emergency === about.emergency;
}
