// How a response went, on one time axis: what each clock and each task of the lanes was at what time, and how it ended. Pure.
import type { Clock, StepView } from '#contract';

export type Span = {
  stage: 'within' | 'over' | 'left' | 'paused' | 'planned' | 'begun';
  from: string;
  to: string;
};
/** How it stands, and by how much: in time or late by so many milliseconds, or so many left or over. */
export type Outcome = { how: 'early' | 'late' | 'left' | 'over' | 'waived' | 'paused'; ms: number };
type ClockTimes = Pick<Clock, 'startAt' | 'dueAt' | 'metAt' | 'pausedAt' | 'pauses' | 'state'>;
type StepTimes = Pick<StepView, 'plannedAt' | 'begunAt' | 'finishedAt' | 'dueAt'>;

const iso = (ms: number): string => new Date(ms).toISOString();
const span = (stage: Span['stage'], from: number, to: number): Span[] =>
  to > from ? [{ stage, from: iso(from), to: iso(to) }] : [];

/** A clock: within its time, over it, what is left of it; what it stood still lies on top. */
export function clockSpans({ startAt, dueAt, metAt, pauses, state }: ClockTimes, now: number): Span[] {
  const [start, due] = [Date.parse(startAt), Date.parse(dueAt)];
  const isDone = metAt !== null || state === 'waived';
  const end = metAt !== null ? Date.parse(metAt) : isDone ? Math.min(now, due) : now;
  return [
    ...span('within', start, Math.min(end, due)),
    ...span('over', Math.max(start, due), end),
    ...(isDone ? [] : span('left', Math.max(start, end), due)),
    ...pauses.flatMap(({ from, to }) => span('paused', Date.parse(from), to ? Date.parse(to) : end)),
  ];
}

export function clockOutcome({ dueAt, metAt, pausedAt, state }: ClockTimes, now: number): Outcome {
  const due = Date.parse(dueAt);
  if (state === 'waived') return { how: 'waived', ms: 0 };
  return outcome(due, metAt === null ? null : Date.parse(metAt), now, pausedAt !== null);
}

/** A task: planned, begun, and what of that lies beyond its time. */
export function stepSpans({ plannedAt, begunAt, finishedAt, dueAt }: StepTimes, now: number): Span[] {
  const [planned, due] = [Date.parse(plannedAt), Date.parse(dueAt)];
  const end = finishedAt ? Date.parse(finishedAt) : now;
  const begun = begunAt ? Date.parse(begunAt) : end;
  return [
    ...span('planned', planned, Math.min(begun, end)),
    ...span('begun', begun, end),
    ...span('over', Math.max(planned, due), end),
    ...(finishedAt ? [] : span('left', Math.max(planned, now), due)),
  ];
}

export const stepOutcome = ({ dueAt, finishedAt }: StepTimes, now: number): Outcome =>
  outcome(Date.parse(dueAt), finishedAt ? Date.parse(finishedAt) : null, now, false);

function outcome(due: number, done: number | null, now: number, isPaused: boolean): Outcome {
  if (done !== null) return { how: done > due ? 'late' : 'early', ms: Math.abs(done - due) };
  if (isPaused) return { how: 'paused', ms: 0 };
  return { how: now > due ? 'over' : 'left', ms: Math.abs(now - due) };
}

const LEAST_AHEAD_MS = 2 * 3_600_000;
/**
 * From the first of all to the end, or to now; of what is still to come as much as leaves the past room.
 * @param instants of everything that is drawn @param end when it ended, or now
 */
export function rangeOf(instants: readonly string[], end: number): { from: string; to: string } {
  const times = instants.map((at) => Date.parse(at));
  const from = Math.min(end, ...times);
  const ahead = Math.max(LEAST_AHEAD_MS, (end - from) * 0.6);
  return { from: iso(from), to: iso(Math.min(Math.max(end, ...times), end + ahead)) };
}
