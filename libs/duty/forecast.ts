// Which open clocks are likely to run out, given who holds them: a plain rule told in words, no statistics and no score.
import type { Words } from '#organisation';
import { isPastMs } from './due-second';

/** As much of a clock as the forecast reads. Instants ISO 8601 UTC. */
export type ClockAhead = {
  id: string;
  startAt: string;
  dueAt: string;
  departmentId: string | null;
  holderId: string | null;
  acknowledged: boolean;
};
/** How long it took, from start to publication, in hours: the median, and of how many. */
export type Pace = { hours: number; of: number };
export type Verdict = 'likely' | 'possible' | 'unlikely';
export type Forecast = {
  id: string;
  verdict: Verdict;
  /** When it would be answered at the pace so far, with what is due before it in the same hands; null without a record. */
  expectedAt: string | null;
  /** Clocks in the same hands that fall due before it. */
  ahead: number;
  reasons: Words[];
};

/** A pace of fewer than this is an anecdote. */
export const ENOUGH = 3;
/** More clocks in the same hands than this, all due before it, are a load. */
const LOAD = 3;
const HOUR = 3_600_000;

/** The rule in words, for whoever reads the forecast. */
export const forecastRule: Words = {
  zh: `规则：以经办人（记录不足 ${ENOUGH} 次时以部门）从起算到发布的中位时长为步速；手上每有一只更早到期的时钟，预计完成时间顺延四分之一个步速。预计晚于到期，或无人经办，或时限已过 80% 仍无人签收，为“很可能超期”；时限已过 80% 还没有发布、余量不足步速的四分之一、没有足够记录而无人签收、或手上更早到期的超过 ${LOAD} 只，为“可能超期”；其余为“不大会超期”。这是经验规则，不是统计预测。`,
  en: `The rule: the pace is the median time from start to publication of the holder (of the department, where the holder has fewer than ${ENOUGH} on record); every clock in the same hands that falls due earlier adds a quarter of that pace. Expected after the due time, held by nobody, or 80 % gone and not acknowledged: likely. 80 % gone, less than a quarter of the pace to spare, no record and not acknowledged, or more than ${LOAD} earlier ones in the same hands: possible. Else unlikely. A rule of thumb, not statistics.`,
};

/**
 * A verdict for each open clock that falls due within `withinHours`, the soonest first. Those that are over already
 * are no forecast and are left out.
 * @param clocks every open clock, also those due later: they are the load of their holders
 * @param paces by holder and by department
 */
export function forecast(given: {
  clocks: readonly ClockAhead[];
  paces: { holders: ReadonlyMap<string, Pace>; departments: ReadonlyMap<string, Pace> };
  now: string;
  withinHours: number;
}): Forecast[] {
  const now = Date.parse(given.now);
  const until = now + given.withinHours * HOUR;
  const open = given.clocks
    .filter(({ dueAt }) => !isPastMs(now, Date.parse(dueAt)))
    .sort((a, b) => Date.parse(a.dueAt) - Date.parse(b.dueAt) || (a.id < b.id ? -1 : 1));
  const held = new Map<string, number>();
  return open.flatMap((clock) => {
    const ahead = clock.holderId ? (held.get(clock.holderId) ?? 0) : 0;
    if (clock.holderId) held.set(clock.holderId, ahead + 1);
    return Date.parse(clock.dueAt) <= until ? [judge(clock, ahead, paceOf(clock, given.paces), now)] : [];
  });
}

type Known = Pace & { whose: 'holder' | 'department' };
function paceOf(
  { holderId, departmentId }: ClockAhead,
  { holders, departments }: { holders: ReadonlyMap<string, Pace>; departments: ReadonlyMap<string, Pace> },
): Known | null {
  const own = holderId ? holders.get(holderId) : undefined;
  if (own && own.of >= ENOUGH) return { ...own, whose: 'holder' };
  const theirs = departmentId ? departments.get(departmentId) : undefined;
  return theirs && theirs.of >= ENOUGH ? { ...theirs, whose: 'department' } : null;
}

function judge(clock: ClockAhead, ahead: number, pace: Known | null, now: number): Forecast {
  const [start, due] = [Date.parse(clock.startAt), Date.parse(clock.dueAt)];
  const reasons: Words[] = [];
  let verdict: Verdict = 'unlikely';
  const say = (as: Verdict, zh: string, en: string) => {
    reasons.push({ zh, en });
    if (as === 'likely' || (as === 'possible' && verdict === 'unlikely')) verdict = as;
  };
  const expected = pace ? Math.max(now, start + pace.hours * HOUR) + (ahead * pace.hours * HOUR) / 4 : null;
  if (!clock.holderId) say('likely', '没有经办人。', 'Nobody holds it.');
  const gone = (now - start) / (due - start);
  if (!clock.acknowledged && gone >= 0.8)
    say('likely', '时限已过 80%，还没有人签收。', '80 % of the time is gone and nobody has acknowledged.');
  else if (gone >= 0.8)
    say('possible', '时限已过 80%，还没有发布。', '80 % of the time is gone and nothing has been released.');
  if (pace && expected !== null) {
    const whose =
      pace.whose === 'holder' ? { zh: '经办人', en: 'The holder' } : { zh: '部门', en: 'The department' };
    const told = {
      zh: `${whose.zh}以往 ${pace.of} 次的中位时长为 ${round(pace.hours)} 小时`,
      en: `${whose.en} has taken ${round(pace.hours)} hours (median of ${pace.of})`,
    };
    if (expected > due)
      say('likely', `${told.zh}，预计晚于到期。`, `${told.en}: expected after the due time.`);
    else if (due - expected < (pace.hours * HOUR) / 4)
      say('possible', `${told.zh}，余量很小。`, `${told.en}: little to spare.`);
    else say('unlikely', `${told.zh}，来得及。`, `${told.en}: in time.`);
  } else {
    const none = { zh: '没有足够的办理记录', en: 'There is no record to go by' };
    if (clock.acknowledged) say('unlikely', `${none.zh}，已签收。`, `${none.en}; it is acknowledged.`);
    else say('possible', `${none.zh}，且无人签收。`, `${none.en}, and nobody has acknowledged.`);
  }
  if (ahead > LOAD)
    say(
      'possible',
      `同一经办人手上还有 ${ahead} 只更早到期。`,
      `${ahead} more in the same hands fall due before it.`,
    );
  return {
    id: clock.id,
    verdict,
    expectedAt: expected === null ? null : new Date(expected).toISOString(),
    ahead,
    reasons,
  };
}

const round = (hours: number): number => Math.round(hours * 10) / 10;
