// What happens to a clock, decided without database or clock: the notices that fell due, its end, and the facts that say so.
import type { Actor } from '#contract';
import {
  type DueNotice,
  type Evidence,
  extensionLine,
  nextNoticeAt,
  noticesDue,
  type OfClock,
  type RunningClock,
  type Stopped,
  stop,
} from '#duty';
import { system } from '../platform/access';
import { fact, type NewFact } from '../platform/commit';
import type { ClockRow } from './clock.row';
import { type AboutIds, aboutIn } from './subject';

export const isRunning = ({ state }: Pick<ClockRow, 'state'>): boolean =>
  state === 'open' || state === 'breached';

/** A row as the rules read it. */
export const asRunning = (
  row: Pick<ClockRow, 'startAt' | 'dueAt' | 'metAt' | 'waivedAt' | 'pausedAt' | 'pausedMs'>,
): RunningClock => ({
  startAt: row.startAt.toISOString(),
  dueAt: row.dueAt.toISOString(),
  stoppedAt: row.metAt?.toISOString() ?? null,
  waivedAt: row.waivedAt?.toISOString() ?? null,
  pausedAt: row.pausedAt?.toISOString() ?? null,
  pausedMs: row.pausedMs,
});
export const asDate = (instant: string | null): Date | null => (instant === null ? null : new Date(instant));
export const ofClock = (id: string) => ({ type: 'clock', id });
/** As a fact names a clock. */
export const toldOf = (clock: AboutIds & { id: string; duty: string }): OfClock => ({
  clockId: clock.id,
  ...aboutIn(clock),
  duty: clock.duty,
});

export type Changed = { clock: ClockRow; facts: NewFact[] };

/** As much of a clock as its notices need. */
type Noticed = Pick<
  ClockRow,
  | 'id'
  | 'jurisdictionId'
  | 'incidentId'
  | 'matterId'
  | 'duty'
  | 'state'
  | 'startAt'
  | 'dueAt'
  | 'metAt'
  | 'waivedAt'
  | 'pausedAt'
  | 'pausedMs'
  | 'given'
  | 'nextNoticeAt'
>;
const noticeFact = (clock: Noticed, { kind, at, late }: DueNotice): NewFact =>
  fact(`duty.${kind}`, system, ofClock(clock.id), clock.jurisdictionId, {
    ...toldOf(clock),
    dueAt: at,
    late,
  });

/**
 * Gives what has fallen due by `until` and was not yet given, in order; at the breach the clock is breached.
 * `until` is earlier than now where something ended the clock before anybody looked.
 */
export function giveNotices<T extends Noticed>(
  clock: T,
  now: Date,
  until: Date = now,
): { clock: T; facts: NewFact[]; notices: DueNotice[] } {
  if (!isRunning(clock)) return { clock: { ...clock, nextNoticeAt: null }, facts: [], notices: [] };
  const running = asRunning(clock);
  const ended = { ...running, stoppedAt: until.toISOString() };
  const notices = noticesDue(ended, clock.given, now.toISOString());
  const given = [...clock.given, ...notices.map(({ kind }) => kind)];
  const noticed: T = {
    ...clock,
    given,
    nextNoticeAt: asDate(nextNoticeAt(running, given)),
    state: given.includes('breached') ? 'breached' : clock.state,
  };
  return { clock: noticed, facts: notices.map((notice) => noticeFact(clock, notice)), notices };
}

/** Only for the record: what the clock's own columns keep of the proof. */
export const evidenceKept = ({ releaseId, answerId, edition, url, digest, publishedAt }: Evidence) => ({
  releaseId,
  ...(answerId ? { answerId } : {}),
  edition,
  url,
  digest,
  publishedAt,
});

/**
 * Stops a running clock by what was published, after the notices that fell due before that; null where this text
 * does not answer it. Whether it was in time is read from when it was published, not from when it was heard of.
 */
export function meet(clock: ClockRow, evidence: Evidence, now: Date): Changed | null {
  if (!isRunning(clock)) return null;
  const { answeredBy, startsFrom } = clock;
  const stopped = stop({ ...asRunning(clock), answeredBy, startsFrom }, evidence, now.toISOString());
  if ('refused' in stopped) return null;
  const metAt = new Date(stopped.stoppedAt);
  const before = giveNotices(clock, now, metAt);
  const met: ClockRow = { ...before.clock, ...metColumns(stopped), nextNoticeAt: null };
  return { clock: met, facts: [...before.facts, metFact(met, evidence, stopped.late)] };
}

export const metColumns = ({ stoppedAt, late, evidence }: Stopped) => ({
  state: late ? ('met-late' as const) : ('met' as const),
  metAt: new Date(stoppedAt),
  evidence: evidenceKept(evidence),
});

export const metFact = (clock: ClockRow, evidence: Evidence, late: boolean): NewFact =>
  fact('duty.met', system, ofClock(clock.id), clock.jurisdictionId, {
    ...toldOf(clock),
    metAt: evidence.publishedAt,
    late,
    evidence: evidenceKept(evidence),
  });

/**
 * An open clock falls away because what it was for has changed. What fell due before is given first, and a clock
 * that is breached by then stays breached: a breach is a fact. Null where nothing happens to it.
 */
export function fallAway(clock: ClockRow, reason: string, now: Date): Changed | null {
  if (clock.state !== 'open') return null;
  const given = giveNotices(clock, now);
  if (given.clock.state !== 'open') return given;
  const waived = waivedClock(given.clock, reason, null, now);
  return { clock: waived, facts: [...given.facts, waivedFact(waived, reason, system)] };
}

/** An approver lifts a duty, also one that is breached already; what fell due before is given first. */
export function lift(clock: ClockRow, reason: string, by: Actor, now: Date): Changed {
  const given = giveNotices(clock, now);
  const waived = waivedClock(given.clock, reason, by.name, now);
  return { clock: waived, facts: [...given.facts, waivedFact(waived, reason, by)] };
}

const waivedClock = (clock: ClockRow, waivedReason: string, waivedBy: string | null, at: Date): ClockRow => ({
  ...clock,
  state: 'waived',
  waivedAt: at,
  waivedReason,
  waivedBy,
  nextNoticeAt: null,
});

const waivedFact = (clock: ClockRow, reason: string, by: Actor): NewFact =>
  fact('duty.waived', by, ofClock(clock.id), clock.jurisdictionId, {
    ...toldOf(clock),
    reason,
  });

/** The due time moves; the notices are counted anew, and those that the new count has passed are not given again. */
export function extend(clock: ClockRow, to: Date, reason: string, by: Actor, now: Date): Changed {
  const running = { ...asRunning(clock), dueAt: to.toISOString() };
  const given = noticesDue(running, [], now.toISOString()).map(({ kind }) => kind);
  const extension = { to: running.dueAt, by: by.name, reason };
  const extended: ClockRow = {
    ...clock,
    dueAt: to,
    given,
    nextNoticeAt: asDate(nextNoticeAt(running, given)),
    explain: [...clock.explain, extensionLine(extension)],
    extensions: [...clock.extensions, extension],
  };
  const body = {
    ...toldOf(clock),
    from: clock.dueAt.toISOString(),
    to: running.dueAt,
    reason,
  };
  return {
    clock: extended,
    facts: [fact('duty.extended', by, ofClock(clock.id), clock.jurisdictionId, body)],
  };
}
