// Counting a running clock anew: by another calendar, another wording of its pack, or another start; and what has moved by it.

import type { Words } from '#organisation';
import type { Calendar } from './calendar';
import {
  basisOf,
  type ClockPlan,
  type Explained,
  explainInParts,
  type StartInstants,
  startOf,
} from './clocks';
import { countDue } from './count';
import { shanghaiTime } from './instants';
import { appliesTo, type Bearing, type DutyRule, type PolicyPack, type StartsFrom } from './packs';
import { type Extension, type Pause, pausesOver } from './pauses';
import { isLate, type NoticeKind, noticesDue, type RunningClock } from './running';

/** As much of a clock as counting it anew needs. */
export type CountedClock = {
  duty: string;
  packVersion: string;
  startsFrom: StartsFrom;
  startAt: string;
  startNote: Words | null;
  dueAt: string;
  explain: readonly string[];
  extensions: readonly Extension[];
  pauses?: readonly Pause[];
};

/** What a clock shows after it was counted anew. */
export type Recounted = Pick<
  ClockPlan,
  | 'packVersion'
  | 'name'
  | 'owedBy'
  | 'answeredBy'
  | 'startsFrom'
  | 'startAt'
  | 'startNote'
  | 'dueAt'
  | 'clause'
  | 'basis'
  | 'explain'
  | 'leansOnUnpublished'
> & {
  /** The explanation in parts; clocks with one count share the array of its steps. */
  parts: Explained;
};

/** The rule of a pack by which an incident or a matter owes a duty; null where it no longer does. */
export function ruleOf(pack: PolicyPack, duty: string, bearing: Bearing): DutyRule | null {
  return pack.rules.find((rule) => rule.duty === duty && appliesTo(rule, bearing)) ?? null;
}

/**
 * Counts a running clock anew under a rule. Its start is kept, unless `restart` says that the starts themselves have
 * been corrected, or the rule now counts from another one. An extension stands: the later of it and the count holds.
 * The next round of continuing release keeps its start always: it is the release that it follows.
 */
export function recount(given: {
  clock: CountedClock;
  pack: PolicyPack;
  rule: DutyRule;
  starts: StartInstants;
  restart: boolean;
  now: string;
  calendar: Calendar;
}): Recounted {
  const { clock, pack, rule, calendar } = given;
  const start = startFor(given);
  const counted = countDue(rule.within, start.startAt, calendar, pausesOver(clock.pauses ?? []));
  const { head, steps, tail } = explainInParts(pack, rule, start, counted);
  const parts = { head, steps, tail: [...tail, ...clock.extensions.map(extensionLine)] };
  const dueAt = [counted.dueAt, ...clock.extensions.map(({ to }) => to)].reduce((a, b) =>
    Date.parse(b) > Date.parse(a) ? b : a,
  );
  return {
    packVersion: pack.version,
    name: rule.name,
    owedBy: rule.owedBy,
    answeredBy: rule.answeredBy,
    startsFrom: rule.startsFrom,
    startAt: start.startAt,
    startNote: start.startNote,
    dueAt: new Date(dueAt).toISOString(),
    clause: rule.clause,
    basis: basisOf(pack, rule),
    explain: [...parts.head, ...parts.steps, ...parts.tail],
    parts,
    leansOnUnpublished: counted.leansOnUnpublished,
  };
}

function startFor({ clock, rule, starts, restart, now }: Parameters<typeof recount>[0]): {
  startAt: string;
  startNote: Words | null;
} {
  const kept = { startAt: clock.startAt, startNote: clock.startNote };
  if (rule.startsFrom === clock.startsFrom && (!restart || rule.startsFrom === 'previous-release'))
    return kept;
  return startOf(rule.startsFrom, starts, now) ?? kept;
}

/** The line of the explanation that tells of an extension. */
export function extensionLine({ to, by, reason }: Extension): string {
  const until = shanghaiTime(to);
  return `经${by}批准延期至 ${until}（北京时间），理由：${reason} / extended to ${until} Beijing time by ${by}: ${reason}`;
}

/** `moved`: another due time or start; `recounted`: the same, but by another wording; null: nothing at all. */
export function movedBy(before: CountedClock, after: Recounted): 'moved' | 'recounted' | null {
  if (!sameTimes(before, after)) return 'moved';
  const alike =
    before.packVersion === after.packVersion && before.explain.join('\n') === after.explain.join('\n');
  return alike ? null : 'recounted';
}

/** Whether only the explanations tell a clock before and after apart; for all others it need not be read. */
export const tellsByWords = (before: Omit<CountedClock, 'explain'>, after: Recounted): boolean =>
  before.packVersion === after.packVersion && sameTimes(before, after);

type Times = Pick<CountedClock, 'startAt' | 'dueAt'>;
function sameTimes(before: Times, after: Times): boolean {
  const same = (a: string, b: string) => a === b || Date.parse(a) === Date.parse(b);
  return same(before.dueAt, after.dueAt) && same(before.startAt, after.startAt);
}

/** A clock whose time is over is left as it is: a breach is a fact, and no other count takes it back. */
export function mayRecount(clock: RunningClock & { state: string }, now: string): boolean {
  return clock.state === 'open' && !isLate(clock, now);
}

/**
 * The notices that hold as given after a new count. What was given and is past by the new count too is not given
 * again; what the new count has passed without its being given is left to the sweep, which gives it late, once.
 */
export function givenAfter(clock: RunningClock, given: readonly NoticeKind[], now: string): NoticeKind[] {
  const passed = noticesDue(clock, [], now);
  return given.filter((kind) => passed.some((notice) => notice.kind === kind));
}
