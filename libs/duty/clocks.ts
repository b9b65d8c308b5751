// Which clocks an incident opens, from which instant, until when, on whose authority, and how that was counted.
import { type Clause, citationOf, type Words } from '#organisation';
import type { Level } from '#understanding';
import type { Calendar } from './calendar';
import { type CountedDue, countDue } from './count';
import { shanghaiTime } from './instants';
import {
  appliesTo,
  type DutyName,
  type DutyRule,
  type DutySubject,
  type MatterKind,
  type OwedBy,
  type PolicyPack,
  type StartsFrom,
  startWords,
  type Within,
  withinWords,
} from './packs';
import type { ReleaseForm } from './release-forms';

/** The instants a clock may start from, as far as they are known. ISO 8601 UTC. */
export type StartInstants = {
  occurredAt?: string | null;
  detectedAt?: string | null;
  confirmedAt?: string | null;
  assignedAt?: string | null;
  signedAt?: string | null;
  publishedAt?: string | null;
  previousReleaseAt?: string | null;
};

export type IncidentForDuty = StartInstants & {
  id: string;
  /** Null where a person confirmed the incident without grading it. */
  level: Level | null;
  emergency: boolean;
  detectedAt: string;
  confirmedAt: string;
};

/** A matter of the registry; its clocks start from what somebody has said of it, and from nothing else. */
export type MatterForDuty = StartInstants & { id: string; subject: MatterKind };
export type SubjectForDuty = (IncidentForDuty & { subject?: 'incident' }) | MatterForDuty;

export type ClockPlan = {
  subject: DutySubject;
  subjectId: string;
  duty: DutyName;
  name: Words;
  packId: string;
  packVersion: string;
  owedBy: OwedBy;
  answeredBy: readonly ReleaseForm[];
  /** What the pack counts from … */
  startsFrom: StartsFrom;
  /** … and what was counted from, where that is not known. */
  startedFrom: StartsFrom | 'confirmed' | 'now';
  startAt: string;
  /** Said where another instant stands in for the one the pack names; null otherwise. */
  startNote: Words | null;
  dueAt: string;
  within: Within;
  clause: Clause;
  /** Pack, version, document and article in one line. */
  basis: string;
  /** How the due time was counted, a line a step, Chinese and English. */
  explain: string[];
  /** Years without a published calendar that the due time leans on. */
  leansOnUnpublished: number[];
};

export type OpenClocks = {
  incident: IncidentForDuty;
  packs: readonly PolicyPack[];
  now: string;
  calendar?: Calendar;
};

/**
 * The clocks a confirmed incident opens, side by side, in the order of the packs and their rules.
 * None waits for another. Source: D1, D2; each plan carries its own clause.
 */
export function openClocks({ incident, ...rest }: OpenClocks): ClockPlan[] {
  return openFor({ ...rest, subject: incident });
}

/** The same of anything that a duty may arise from. Nothing stands in for a start of a matter that nobody has said. */
export function openFor({
  subject,
  packs,
  now,
  calendar,
}: Omit<OpenClocks, 'incident'> & { subject: SubjectForDuty }): ClockPlan[] {
  const said = ({ startsFrom, startedFrom }: ClockPlan) => startsFrom === startedFrom;
  return packs.flatMap((pack) =>
    pack.rules
      .filter((rule) => appliesTo(rule, subject))
      .flatMap(
        (rule) => planClock({ pack, rule, subjectId: subject.id, starts: subject, now, calendar }) ?? [],
      )
      .filter((plan) => plan.subject === 'incident' || said(plan)),
  );
}

/**
 * The continuing-release clocks that a release at `releasedAt` opens anew. To be opened when a release has met the
 * one before, for as long as the incident is not closed. Source: 国办发〔2016〕61号 三 持续发布.
 */
export function renewClocks({
  incident,
  packs,
  releasedAt,
  ...rest
}: OpenClocks & { releasedAt: string }): ClockPlan[] {
  const again = { ...incident, previousReleaseAt: releasedAt };
  return openClocks({ ...rest, incident: again, packs }).filter(
    ({ startsFrom }) => startsFrom === 'previous-release',
  );
}

/**
 * What a new level changes: plans that no clock runs for yet, and running clocks that no longer apply. A clock is known
 * by its pack and duty; one that is still open though the pack counts that duty otherwise at this level (24 hours, not
 * 48) is dropped, and its plan opens. What is met or breached stays, and its duty is not opened again.
 */
export function compareClocks<
  T extends { packId: string; duty: string; state?: string; explain?: readonly string[] },
>(running: readonly T[], plans: readonly ClockPlan[]): { open: ClockPlan[]; drop: T[] } {
  const same = (a: { packId: string; duty: string }) => (b: { packId: string; duty: string }) =>
    a.packId === b.packId && a.duty === b.duty;
  const other = (clock: T, plan: ClockPlan) =>
    clock.state === 'open' &&
    clock.explain !== undefined &&
    ruleLine(clock.explain) !== ruleLine(plan.explain);
  return {
    open: plans.filter((plan) => {
      const clock = running.find(same(plan));
      return !clock || other(clock, plan);
    }),
    drop: running.filter((clock) => {
      const plan = plans.find(same(clock));
      return !plan || other(clock, plan);
    }),
  };
}

/** The rule as an explanation begins with it, in Chinese: the one that tells one rule of a duty from another. */
const ruleLine = (explain: readonly string[]): string => explain[0]?.split(' / ')[0] ?? '';

/** One rule applied to one subject; null where no instant is known that it could start from. */
export function planClock(given: {
  pack: PolicyPack;
  rule: DutyRule;
  subjectId: string;
  starts: StartInstants;
  now: string;
  calendar?: Calendar;
}): ClockPlan | null {
  const { pack, rule, subjectId, starts, now } = given;
  const start = startOf(rule.startsFrom, starts, now);
  if (!start) return null;
  const counted = countDue(rule.within, start.startAt, given.calendar);
  return {
    ...{ subject: rule.subject, subjectId },
    duty: rule.duty,
    name: rule.name,
    packId: pack.id,
    packVersion: pack.version,
    owedBy: rule.owedBy,
    answeredBy: rule.answeredBy,
    startsFrom: rule.startsFrom,
    ...start,
    dueAt: counted.dueAt,
    within: rule.within,
    clause: rule.clause,
    basis: basisOf(pack, rule),
    explain: explainDue(pack, rule, start, counted),
    leansOnUnpublished: counted.leansOnUnpublished,
  };
}

/** Pack, version, document and article: state-council-2016@1 · 国办发〔2016〕61号 三. */
export function basisOf(pack: PolicyPack, rule: DutyRule): string {
  return `${pack.id}@${pack.version} · ${rule.clause.document} ${rule.clause.article}`;
}

export type Start = Pick<ClockPlan, 'startAt' | 'startedFrom' | 'startNote'>;
type Known = { from: ClockPlan['startedFrom']; at: string | null | undefined };

/** What stands in for an instant that is not known, in order. */
function candidates(startsFrom: StartsFrom, starts: StartInstants, now: string): Known[] {
  const detected: Known = { from: 'detected', at: starts.detectedAt };
  const confirmed: Known = { from: 'confirmed', at: starts.confirmedAt };
  const last: Known = { from: 'now', at: now };
  const table: Record<StartsFrom, Known[]> = {
    occurred: [{ from: 'occurred', at: starts.occurredAt }, detected, confirmed, last],
    detected: [detected, confirmed, last],
    assigned: [{ from: 'assigned', at: starts.assignedAt }, confirmed, detected],
    signed: [{ from: 'signed', at: starts.signedAt }],
    published: [{ from: 'published', at: starts.publishedAt }],
    'previous-release': [{ from: 'previous-release', at: starts.previousReleaseAt }, confirmed, detected],
  };
  return table[startsFrom];
}

/** The instant a clock of this kind starts from, and the sentence where another stands in; null where none is known. */
export function startOf(startsFrom: StartsFrom, starts: StartInstants, now: string): Start | null {
  const order = candidates(startsFrom, starts, now);
  // A start that has not come yet is a slip of the pen or of a clock; it must not buy time.
  const used = order.find(({ at }) => at && Date.parse(at) <= Date.parse(now));
  if (!used?.at) return null;
  const startAt = new Date(used.at).toISOString();
  if (used.from === startsFrom) return { startAt, startedFrom: used.from, startNote: null };
  return {
    startAt,
    startedFrom: used.from,
    startNote: standIn(startsFrom, Boolean(order[0]?.at), used.from),
  };
}

const standInNames: Record<'confirmed' | 'now', Words> = {
  confirmed: { zh: '认定', en: 'it was confirmed' },
  now: { zh: '当前', en: 'now' },
};

function standIn(wanted: StartsFrom, future: boolean, used: ClockPlan['startedFrom']): Words {
  const instead = used === 'confirmed' || used === 'now' ? standInNames[used] : startWords(used);
  const missing = startWords(wanted);
  if (wanted === 'previous-release') {
    return {
      zh: `尚无发布，先按${instead.zh}时间起算，首次发布后重新起算。`,
      en: `Nothing has been released yet: counted from when ${instead.en}, and anew from the first release.`,
    };
  }
  return future
    ? {
        zh: `所填${missing.zh}时间晚于当前时间，按${instead.zh}时间起算。`,
        en: `The time given for when ${missing.en} lies in the future: counted from when ${instead.en}.`,
      }
    : {
        zh: `${missing.zh}时间未知，按${instead.zh}时间起算。`,
        en: `It is not known when ${missing.en}: counted from when ${instead.en}.`,
      };
}

/** An explanation in three: what is of this clock alone, the steps of the count, and how it ends. */
export type Explained = { head: string[]; steps: readonly string[]; tail: string[] };

/** The whole explanation of a due time, a line a step, each in Chinese and English. */
export function explainDue(
  pack: PolicyPack,
  rule: DutyRule,
  start: Pick<Start, 'startAt' | 'startNote'>,
  counted: CountedDue,
): string[] {
  const { head, steps, tail } = explainInParts(pack, rule, start, counted);
  return [...head, ...steps, ...tail];
}

/** The same in parts; `steps` is the very same array for every clock with this count, so that it is written once. */
export function explainInParts(
  pack: PolicyPack,
  rule: DutyRule,
  start: Pick<Start, 'startAt' | 'startNote'>,
  counted: CountedDue,
): Explained {
  const { clause } = rule;
  const from = startWords(rule.startsFrom, rule.subject);
  const within = withinWords(rule.within);
  const begins = shanghaiTime(start.startAt);
  const ends = shanghaiTime(counted.dueAt);
  const head = [
    {
      zh: `规则 ${pack.id}@${pack.version}：${rule.name.zh}，自${from.zh}起${within.zh}。依据${citationOf(clause)}：“${clause.words}”`,
      en: `Rule ${pack.id}@${pack.version}: ${rule.name.en}, ${within.en} from when ${from.en}, by ${citationOf(clause)}`,
    },
    { zh: `起算 ${begins}（北京时间）`, en: `starts ${begins} Beijing time` },
    start.startNote,
  ];
  const tail = [
    { zh: `到期 ${ends}（北京时间）`, en: `due ${ends} Beijing time` },
    rule.setting,
    pack.source,
  ];
  return { head: linesOf(head), steps: stepsOf(counted), tail: linesOf(tail) };
}

const linesOf = (words: readonly (Words | null | undefined)[]): string[] =>
  words.flatMap((line) => (line ? `${line.zh} / ${line.en}` : []));

const stepsKnown = new WeakMap<CountedDue, string[]>();
function stepsOf(counted: CountedDue): readonly string[] {
  const steps = stepsKnown.get(counted) ?? linesOf(counted.lines);
  stepsKnown.set(counted, steps);
  return steps;
}
