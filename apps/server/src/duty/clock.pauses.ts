// A clock stands still and runs again: what that changes of it, and the facts that say so.

import type { Actor } from '#contract';
import {
  type Calendar,
  type DutyRule,
  endPause,
  nextNoticeAt,
  type PolicyPack,
  pausedMsOf,
  recount,
} from '#duty';
import { fact } from '../platform/commit';
import { asDate, asRunning, type Changed, giveNotices, ofClock, toldOf } from './clock.acts';
import type { ClockRow } from './clock.row';

/** What fell due before is given first; from here on nothing falls due. */
export function pause(clock: ClockRow, reason: string, by: Actor, now: Date): Changed {
  const { clock: noticed, facts } = giveNotices(clock, now);
  const paused: ClockRow = {
    ...noticed,
    pausedAt: now,
    nextNoticeAt: null,
    pauses: [...noticed.pauses, { from: now.toISOString(), to: null, by: by.name, reason }],
  };
  const body = { ...toldOf(clock), reason };
  return {
    clock: paused,
    facts: [...facts, fact('duty.paused', by, ofClock(clock.id), clock.jurisdictionId, body)],
  };
}

/** It runs again, due later by what it stood still; a notice that was given is not given again. */
export function resume(
  clock: ClockRow & { pausedAt: Date },
  { pack, rule, calendar }: { pack: PolicyPack; rule: DutyRule; calendar: Calendar },
  reason: string,
  by: Actor,
  now: Date,
): Changed {
  const over = endPause(clock, now.toISOString(), rule.within.kind);
  const { startAt, dueAt } = asRunning(clock);
  const counted = recount({
    clock: { ...clock, ...over, startAt, dueAt },
    ...{ pack, rule, calendar, starts: {}, restart: false, now: now.toISOString() },
  });
  const running: ClockRow = {
    ...clock,
    ...over,
    pausedAt: null,
    pausedMs: pausedMsOf(over.pauses),
    dueAt: new Date(counted.dueAt),
    explain: counted.explain,
    leansOn: counted.leansOnUnpublished,
  };
  const body = {
    ...{ ...toldOf(clock), reason },
    ...{ pausedAt: clock.pausedAt.toISOString(), from: dueAt, to: counted.dueAt },
  };
  return {
    clock: { ...running, nextNoticeAt: asDate(nextNoticeAt(asRunning(running), running.given)) },
    facts: [fact('duty.resumed', by, ofClock(clock.id), clock.jurisdictionId, body)],
  };
}
