// A clock while it runs: its state, the notices that fall due, what stops it, and what may move it.
import type { Refusal, Words } from '#organisation';
import { addWorkingDays, type Calendar, stateCouncilCalendar } from './calendar';
import type { DutyEvidence } from './facts';
import { breachAt, hours, isPast, minutes, shanghaiTime } from './instants';
import type { ReleaseForm, StartsFrom, Within } from './packs';

/** As much of a clock as its running needs. Instants ISO 8601 UTC. */
export type RunningClock = {
  startAt: string;
  dueAt: string;
  /** When the evidence that answers it was published; null while nothing does. */
  stoppedAt?: string | null;
  waivedAt?: string | null;
};

export type ClockState = 'open' | 'met' | 'breached' | 'met-late' | 'waived';

/** The state at an instant. The due second itself is still in time. */
export function stateOf(clock: RunningClock, now: string): ClockState {
  if (clock.waivedAt) return 'waived';
  if (clock.stoppedAt) return isPast(clock.stoppedAt, clock.dueAt) ? 'met-late' : 'met';
  return isPast(now, clock.dueAt) ? 'breached' : 'open';
}

export type NoticeKind = 'half' | 'near' | 'breached';
export type Notice = { kind: NoticeKind; at: string };

/** The share of the time allowed after which a clock is at risk. */
const NEAR = 0.8;

/**
 * The notices of a clock in order: 50 %, 80 %, and the breach (the first second past the due one).
 * Shares are of the time between start and due, nights and holidays included.
 */
export function noticesOf({ startAt, dueAt }: Pick<RunningClock, 'startAt' | 'dueAt'>): Notice[] {
  const start = Date.parse(startAt);
  const span = Date.parse(dueAt) - start;
  const after = (share: number) => new Date(start + Math.round(span * share)).toISOString();
  return [
    { kind: 'half', at: after(0.5) },
    { kind: 'near', at: after(NEAR) },
    { kind: 'breached', at: breachAt(dueAt) },
  ];
}

/** A notice noticed more than this after it was due is late-noticed. */
const PUNCTUAL_MS = minutes(1);

export type DueNotice = Notice & {
  /** Noticed more than a minute after it was due: the server was down, or the clock opened past this point. */
  late: boolean;
};

/**
 * The notices that have fallen due since the last one given, in order, each once; also after days of downtime, for
 * `at` is the instant each was due. A clock that was stopped or waived gives those that fell due before that.
 */
export function noticesDue(clock: RunningClock, lastNotice: NoticeKind | null, now: string): DueNotice[] {
  const time = Date.parse(now);
  const until = Math.min(time, ended(clock) ?? time);
  return remaining(clock, lastNotice)
    .filter(({ at }) => Date.parse(at) <= until)
    .map((notice) => ({ ...notice, late: time - Date.parse(notice.at) > PUNCTUAL_MS }));
}

/** When the next notice falls due; null when none will. For the column a sweep looks at. */
export function nextNoticeAt(clock: RunningClock, lastNotice: NoticeKind | null): string | null {
  const end = ended(clock);
  const next = remaining(clock, lastNotice)[0];
  return next && (end === null || Date.parse(next.at) <= end) ? next.at : null;
}

function ended({ stoppedAt, waivedAt }: RunningClock): number | null {
  const ends = [stoppedAt, waivedAt].flatMap((at) => (at ? [Date.parse(at)] : []));
  return ends.length > 0 ? Math.min(...ends) : null;
}

function remaining(clock: RunningClock, lastNotice: NoticeKind | null): Notice[] {
  const all = noticesOf(clock);
  return all.slice(all.findIndex(({ kind }) => kind === lastNotice) + 1);
}

/** Open, and 80 % of its time gone. */
export function isAtRisk(clock: RunningClock, now: string): boolean {
  if (stateOf(clock, now) !== 'open') return false;
  const near = noticesOf(clock)[1];
  return near !== undefined && Date.parse(now) >= Date.parse(near.at);
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
  return { stoppedAt, late: isPast(stoppedAt, clock.dueAt), evidence };
}

function faultOf(clock: Stoppable, evidence: Evidence, now: string): Refusal | null {
  if (clock.stoppedAt || clock.waivedAt) return settled();
  const at = Date.parse(evidence.publishedAt);
  const complete =
    !Number.isNaN(at) &&
    evidence.releaseId.trim() !== '' &&
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
 * Whether an approver may move the due time, before it has passed and for a reason, within the limit of the rule.
 * Refused with `duty.settled`, `duty.reason-needed`, `duty.already-breached`, `duty.not-later`, `duty.beyond-limit`.
 * `limit` is the rule's `extendableBy`, counted from `firstDueAt` (the due time before any extension).
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
  if (isPast(now, clock.dueAt)) {
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

function lastExtension(limit: Within, from: string, calendar: Calendar = stateCouncilCalendar): string {
  if (limit.kind === 'working-days') return addWorkingDays(from, limit.days, calendar).dueAt;
  return new Date(Date.parse(from) + hours(limit.hours)).toISOString();
}

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

export function stateWords(state: ClockState): Words {
  return stateNames[state];
}

function settled(): Refusal {
  return refusal('duty.settled', '这项义务已经履行或免除。', 'This duty has been met or waived already.');
}

function reasonNeeded(): Refusal {
  return refusal('duty.reason-needed', '请说明理由。', 'Give a reason.');
}

function refusal(code: string, zh: string, en: string): Refusal {
  return { code, reason: { zh, en } };
}
