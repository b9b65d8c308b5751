// A clock while it runs: its state, the notices that fall due, what stops it, and what may move it.
import type { Refusal, Words } from '#organisation';
import { type Calendar, stateCouncilCalendar } from './calendar';
import { countDue } from './count';
import type { DutyEvidence } from './facts';
import { breachAt, hours, isPast, minutes, shanghaiTime } from './instants';
import type { DutyRule, StartsFrom, Within } from './packs';
import type { ReleaseForm } from './release-forms';

/** As much of a clock as its running needs. Instants ISO 8601 UTC. */
export type RunningClock = {
  startAt: string;
  dueAt: string;
  /** When the evidence that answers it was published; null while nothing does. */
  stoppedAt?: string | null;
  waivedAt?: string | null;
  /** Since when it stands still; null or absent while it runs. */
  pausedAt?: string | null;
  /** How long it has stood still before, in milliseconds. */
  pausedMs?: number;
};

export type ClockState = 'open' | 'met' | 'breached' | 'met-late' | 'waived';

/** The state at an instant. The due second itself is still in time; a clock that stands still does not run out. */
export function stateOf(clock: RunningClock, now: string): ClockState {
  if (clock.waivedAt) return 'waived';
  if (clock.stoppedAt) return isLate(clock, clock.stoppedAt) ? 'met-late' : 'met';
  return isLate(clock, now) ? 'breached' : 'open';
}

/** Whether an instant is past the due time; what comes after a clock was paused comes while it stands still. */
export function isLate({ dueAt, pausedAt }: RunningClock, instant: string): boolean {
  const counts = pausedAt && Date.parse(pausedAt) < Date.parse(instant) ? pausedAt : instant;
  return isPast(counts, dueAt);
}

/** In the order in which equals are given. */
export const noticeKinds = ['half', 'near', 'hour', 'breached', 'very-overdue'] as const;
export type NoticeKind = (typeof noticeKinds)[number];
export type Notice = { kind: NoticeKind; at: string };

/** The share of the time allowed after which a clock is at risk. */
export const NEAR = 0.8;
/** Late by as long as was allowed is very overdue, and by this in any case. */
const VERY_OVERDUE_MS = hours(72);

/**
 * The notices of a clock in the order in which they fall due: 50 %, 80 %, one hour before, the breach (the first
 * second past the due one), and very overdue: late by as long as was allowed, at most three days. Shares are of the
 * time between start and due, nights and holidays included and pauses left out. A clock of an hour or less has no
 * warning an hour before.
 */
export function noticesOf({ startAt, dueAt, pausedMs = 0 }: RunningClock): Notice[] {
  const start = Date.parse(startAt) + pausedMs;
  const due = Date.parse(dueAt);
  const span = Math.max(due - start, 0);
  const notice = (kind: NoticeKind, ms: number) => ({ kind, at: new Date(ms).toISOString() });
  const notices = [
    notice('half', start + Math.round(span * 0.5)),
    notice('near', start + Math.round(span * NEAR)),
    ...(span > hours(1) ? [notice('hour', due - hours(1))] : []),
    { kind: 'breached' as const, at: breachAt(dueAt) },
    notice('very-overdue', Math.max(due + Math.min(span, VERY_OVERDUE_MS), Date.parse(breachAt(dueAt)))),
  ];
  // A stable sort: the breach stands before "very overdue" also where a clock was given no time at all.
  return notices.sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

/** A notice noticed more than this after it was due is late-noticed. */
const PUNCTUAL_MS = minutes(1);

export type DueNotice = Notice & {
  /** Noticed more than a minute after it was due: the server was down, or the clock opened past this point. */
  late: boolean;
};

/**
 * The notices that have fallen due and were not given yet, in order, each once; also after days of downtime, for
 * `at` is the instant each was due. A clock that was stopped, waived or paused gives those that fell due before that.
 */
export function noticesDue(clock: RunningClock, given: readonly NoticeKind[], now: string): DueNotice[] {
  const time = Date.parse(now);
  const until = Math.min(time, ended(clock) ?? time);
  return remaining(clock, given)
    .filter(({ at }) => Date.parse(at) <= until)
    .map((notice) => ({ ...notice, late: time - Date.parse(notice.at) > PUNCTUAL_MS }));
}

/** When the next notice falls due; null when none will. For the column a sweep looks at. */
export function nextNoticeAt(clock: RunningClock, given: readonly NoticeKind[]): string | null {
  const end = ended(clock);
  const next = remaining(clock, given)[0];
  return next && (end === null || Date.parse(next.at) <= end) ? next.at : null;
}

function ended({ stoppedAt, waivedAt, pausedAt }: RunningClock): number | null {
  const ends = [stoppedAt, waivedAt, pausedAt].flatMap((at) => (at ? [Date.parse(at)] : []));
  return ends.length > 0 ? Math.min(...ends) : null;
}

const remaining = (clock: RunningClock, given: readonly NoticeKind[]): Notice[] =>
  noticesOf(clock).filter(({ kind }) => !given.includes(kind));

/** Open, and 80 % of its time gone. */
export function isAtRisk(clock: RunningClock, now: string): boolean {
  if (stateOf(clock, now) !== 'open') return false;
  const near = noticesOf(clock).find(({ kind }) => kind === 'near');
  const at = Date.parse(clock.pausedAt ?? now);
  return near !== undefined && Math.min(at, Date.parse(now)) >= Date.parse(near.at);
}

/** The clock that falls due first, the first of equals; null of none. Pass the open ones. */
export function strictest<T extends { dueAt: string }>(clocks: readonly T[]): T | null {
  return clocks.reduce<T | null>(
    (first, clock) => (first && Date.parse(first.dueAt) <= Date.parse(clock.dueAt) ? first : clock),
    null,
  );
}

/** What may stop a clock: a text that went out, where and when, and the digest that proves it is that text. */
export type Evidence = DutyEvidence & { form: ReleaseForm; place: string };

type Stoppable = RunningClock & { answeredBy: readonly ReleaseForm[]; startsFrom?: StartsFrom };
export type Stopped = { stoppedAt: string; late: boolean; evidence: Evidence };

/**
 * Stops a clock by evidence, and by nothing else (E3): a published text of a form that answers this duty, with
 * place, time and digest. Refused with `duty.settled`, `duty.wrong-form`, `duty.evidence-incomplete`,
 * `duty.evidence-early` (published before the clock started), `duty.evidence-future`.
 */
export function stop(clock: Stoppable, evidence: Evidence, now: string): Stopped | { refused: Refusal } {
  const fault = faultOf(clock, evidence, now);
  if (fault) return { refused: fault };
  const stoppedAt = new Date(evidence.publishedAt).toISOString();
  return { stoppedAt, late: isLate(clock, stoppedAt), evidence };
}

function faultOf(clock: Stoppable, evidence: Evidence, now: string): Refusal | null {
  if (clock.stoppedAt || clock.waivedAt) return settled();
  const at = Date.parse(evidence.publishedAt);
  const complete =
    !Number.isNaN(at) &&
    (evidence.releaseId ?? evidence.answerId ?? '').trim() !== '' &&
    evidence.place.trim() !== '' &&
    /^[0-9a-f]{64}$/.test(evidence.digest);
  if (!complete) {
    return refusal(
      'duty.evidence-incomplete',
      '证据不完整：须有发布的文本、地点、时间和摘要值。',
      'The evidence is incomplete: it needs the published text, place, time and digest.',
    );
  }
  if (!clock.answeredBy.includes(evidence.form)) {
    return refusal(
      'duty.wrong-form',
      '这种形式的发布不能履行此项义务。',
      'A release of this form does not answer this duty.',
    );
  }
  if (at > Date.parse(now)) {
    return refusal(
      'duty.evidence-future',
      '发布时间晚于当前时间。',
      'The time of publication lies in the future.',
    );
  }
  const start = Date.parse(clock.startAt);
  // The release that starts a continuing-release clock cannot also be the next one.
  if (at < start || (clock.startsFrom === 'previous-release' && at === start)) {
    return refusal(
      'duty.evidence-early',
      '该文本发布于本时钟起算之前。',
      'This text was published before the clock started.',
    );
  }
  return null;
}

/**
 * Whether an approver may move the due time, before it has passed and for a reason, within a limit.
 * Refused with `duty.settled`, `duty.reason-needed`, `duty.already-breached`, `duty.not-later`, `duty.beyond-limit`.
 * `limit` is the rule's (`extensionLimit`), counted from `firstDueAt` (the due time before any extension).
 */
export function mayExtend(given: {
  clock: RunningClock;
  to: string;
  reason: string;
  now: string;
  limit?: Within;
  firstDueAt?: string;
  calendar?: Calendar;
}): { ok: true } | { refused: Refusal } {
  const { clock, to, reason, now, limit } = given;
  if (clock.stoppedAt || clock.waivedAt) return { refused: settled() };
  if (reason.trim() === '') return { refused: reasonNeeded() };
  if (isLate(clock, now)) {
    return {
      refused: refusal(
        'duty.already-breached',
        '已经超期，不能再延期。',
        'The duty is already breached and cannot be extended.',
      ),
    };
  }
  if (!(Date.parse(to) > Date.parse(clock.dueAt))) {
    return {
      refused: refusal(
        'duty.not-later',
        '新的到期时间须晚于原到期时间。',
        'The new due time must be later than the old one.',
      ),
    };
  }
  const last = limit ? lastExtension(limit, given.firstDueAt ?? clock.dueAt, given.calendar) : null;
  if (last && isPast(to, last)) {
    const zh = `最多可延至 ${shanghaiTime(last)}（北京时间）。`;
    return {
      refused: refusal(
        'duty.beyond-limit',
        zh,
        `It may be extended to ${shanghaiTime(last)} Beijing time at most.`,
      ),
    };
  }
  return { ok: true };
}

/** The last instant to which a limit lets a due time be moved. */
export const lastExtension = (
  limit: Within,
  firstDueAt: string,
  calendar: Calendar = stateCouncilCalendar,
): string => countDue(limit, firstDueAt, calendar).dueAt;

/** By how much a rule's due time may be moved at most: what its clause says, else as long again as it allows. */
export const extensionLimit = ({ extendableBy, within }: Pick<DutyRule, 'extendableBy' | 'within'>): Within =>
  extendableBy ?? within;

/** Whether an approver may waive a duty: only one that is not settled, and only with a reason. */
export function mayWaive(clock: RunningClock, reason: string): { ok: true } | { refused: Refusal } {
  if (clock.stoppedAt || clock.waivedAt) return { refused: settled() };
  return reason.trim() === '' ? { refused: reasonNeeded() } : { ok: true };
}

const stateNames: Record<ClockState, Words> = {
  open: { zh: '计时中', en: 'open' },
  met: { zh: '按时履行', en: 'met' },
  breached: { zh: '超期', en: 'breached' },
  'met-late': { zh: '逾期履行', en: 'met late' },
  waived: { zh: '免除', en: 'waived' },
};

/** The state of a clock in words. */
export function stateWords(state: ClockState): Words {
  return stateNames[state];
}

/** Refuses what may no longer be done: the duty is met or waived. */
export function settled(): Refusal {
  return refusal('duty.settled', '这项义务已经履行或免除。', 'This duty has been met or waived already.');
}

/** Refuses what may only be done with a reason. */
export function reasonNeeded(): Refusal {
  return refusal('duty.reason-needed', '请说明理由。', 'Give a reason.');
}

/** A refusal by its code, said in both languages. */
export function refusal(code: string, zh: string, en: string): Refusal {
  return { code, reason: { zh, en } };
}
