// The clock of one hotline record: its kind, when it is due and by what, and whether it was answered in time; what cannot be told is flagged.
import { type Calendar, stateCouncilCalendar } from './calendar';
import { countDue } from './count';
import { isPast } from './instants';
import type { DutyRule, HotlineKind, PolicyPack } from './packs';
import { strictest } from './running';

/** As imports keep it. Instants ISO 8601 UTC; absent is null. */
export type HotlineTimes = {
  kind: string | null;
  receivedAt: string | null;
  assignedAt: string | null;
  dueAt: string | null;
  repliedAt: string | null;
  /** It has the words of a reply, whether or not their time is known. */
  hasReply: boolean;
  /** The letter itself, masked: asked for its kind only where the record names none. */
  title?: string;
  words?: string;
};
export type HotlineState = 'on-time' | 'late' | 'open' | 'overdue' | 'uncounted';
/** Why a record is in no figure, or what a reader should know of it. */
export type HotlineFlag =
  | 'replied-before-received'
  | 'replied-before-assigned'
  | 'due-before-received'
  | 'no-start'
  | 'no-due'
  | 'reply-without-time';
export type HotlineClock = {
  kind: HotlineKind | null;
  /** `record`: the kind it came with; `words`: read in the letter, which says so itself. */
  kindBy: 'record' | 'words' | null;
  dueAt: string | null;
  /** `record`: the due date it came with; `rule`: counted by the pack. */
  dueBy: 'record' | 'rule' | null;
  /** Years without a published holiday notice that a counted due time leans on. */
  leansOn: number[];
  state: HotlineState;
  flags: HotlineFlag[];
};

const kindWords: readonly [HotlineKind, RegExp][] = [
  ['report', /举报|检举|report/i],
  ['complaint', /投诉|complain/i],
  ['consultation', /咨询|询问|consult|inquir/i],
  ['suggestion', /建议|意见|表扬|suggest/i],
  ['request', /求助|求决|诉求|请求|报修|request|help/i],
];

/** The kind a record names in its own words; null where they name none. 投诉举报 counts as the graver, a report. */
export function hotlineKind(text: string | null): HotlineKind | null {
  if (!text) return null;
  return kindWords.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
}

/** What a letter calls itself; a question in its title asks for an answer. The graver word goes first. */
const saidWords: readonly [HotlineKind, RegExp][] = [
  ['report', /举报|检举/],
  ['complaint', /投诉/],
  ['consultation', /咨询|请问|询问|想问|想了解/],
  ['suggestion', /建议/],
  ['request', /求助|请求|恳请|恳求|盼复|请.{0,12}(?:解决|处理|维修|帮助|帮忙|协调)|希望/],
];
const asked = /[?？]|吗$|何时|什么时候|如何|怎么办|是否|能否|多久/;

/** The kind a letter names in its own words, the title before the rest; null where it names none. */
export function hotlineKindSaid(title: string, words: string): HotlineKind | null {
  const said = (text: string) => saidWords.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
  return said(title) ?? (asked.test(title) ? 'consultation' : said(words));
}

/** The rules for a kind of hotline record, of every pack that has one. */
export function hotlineRules(kind: HotlineKind | null, packs: readonly PolicyPack[]): DutyRule[] {
  if (!kind) return [];
  return packs
    .flatMap(({ rules }) => rules)
    .filter(
      ({ subject, appliesTo }) =>
        subject === 'hotline-record' && (appliesTo.hotlineKinds?.includes(kind) ?? true),
    );
}

/**
 * The clock of one record. The due date it came with holds; else the strictest limit of the packs counts from assignment
 * (from receipt where that is not known). Times that run backwards, a reply without its time, no start and no due date: `uncounted`,
 * with the flag that says why — such a record is in no rate. Source: 广东省12345政务服务便民热线管理办法（2022）; issue: negative
 * or missing times are never counted silently.
 */
export function hotlineClock(
  record: HotlineTimes,
  packs: readonly PolicyPack[],
  now: string,
  calendar: Calendar = stateCouncilCalendar,
): HotlineClock {
  const named = hotlineKind(record.kind);
  const kind = named ?? hotlineKindSaid(record.title ?? '', record.words ?? '');
  const kindBy = named ? 'record' : kind ? 'words' : null;
  const { receivedAt, assignedAt, repliedAt } = record;
  const flags: HotlineFlag[] = [];
  const before = (a: string | null, b: string | null) =>
    a !== null && b !== null && Date.parse(a) < Date.parse(b);
  if (before(repliedAt, receivedAt)) flags.push('replied-before-received');
  if (before(repliedAt, assignedAt)) flags.push('replied-before-assigned');
  if (before(record.dueAt, receivedAt)) flags.push('due-before-received');
  if (record.hasReply && repliedAt === null) flags.push('reply-without-time');
  const start = assignedAt ?? receivedAt;
  if (start === null) flags.push('no-start');
  const counts = start
    ? hotlineRules(kind, packs).map(({ within }) => countDue(within, start, calendar))
    : [];
  const counted = strictest(counts);
  const dueAt = record.dueAt ?? counted?.dueAt ?? null;
  if (dueAt === null && start !== null) flags.push('no-due');
  const dueBy = record.dueAt ? 'record' : dueAt ? 'rule' : null;
  const leansOn = dueBy === 'rule' ? (counted?.leansOnUnpublished ?? []) : [];
  return { kind, kindBy, dueAt, dueBy, leansOn, flags, state: stateOfRecord(dueAt, repliedAt, flags, now) };
}

function stateOfRecord(
  dueAt: string | null,
  repliedAt: string | null,
  flags: readonly HotlineFlag[],
  now: string,
): HotlineState {
  if (dueAt === null || flags.length > 0) return 'uncounted';
  if (repliedAt !== null) return isPast(repliedAt, dueAt) ? 'late' : 'on-time';
  return isPast(now, dueAt) ? 'overdue' : 'open';
}
