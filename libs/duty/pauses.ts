// A clock that stands still: only for what its pack names, on whose word and why, and what that does to its due time.
import type { Refusal } from '#organisation';
import type { Stretch } from './calendar';
import { shanghaiDay } from './instants';
import type { DutyRule, Within } from './packs';
import { isLate, type RunningClock, reasonNeeded, refusal, settled } from './running';

/** An approver's extension: the instant they set stands, whatever the count says. */
export type Extension = { to: string; by: string; reason: string };
/** A stretch in which a clock stood still, on whose word and why; `to` is null while it does. Instants ISO 8601 UTC. */
export type Pause = { from: string; to: string | null; by: string; reason: string };

/** The pauses that are over: they are taken out of the count. One that goes on is taken out when it ends. */
export const pausesOver = (pauses: readonly Pause[]): Stretch[] =>
  pauses.flatMap(({ from, to }) => (to === null ? [] : [{ from, to }]));

/** How long a clock has stood still, in milliseconds. */
export const pausedMsOf = (pauses: readonly Pause[]): number =>
  pausesOver(pauses).reduce((sum, { from, to }) => sum + Date.parse(to) - Date.parse(from), 0);

/**
 * Whether a clock may be paused: only where its rule names something it may stand still for, before its time is over,
 * and for a reason. Refused with `duty.settled`, `duty.reason-needed`, `duty.not-pausable`, `duty.paused`,
 * `duty.already-breached`. Source: 政府信息公开条例 第三十三条 (征求第三方和其他机关意见所需时间不计算在期限内).
 */
export function mayPause(given: {
  clock: RunningClock;
  rule: Pick<DutyRule, 'pausableFor'> | undefined;
  reason: string;
  now: string;
}): { ok: true } | { refused: Refusal } {
  const { clock, rule, reason, now } = given;
  const no = (code: string, zh: string, en: string) => ({ refused: refusal(code, zh, en) });
  if (clock.stoppedAt || clock.waivedAt) return { refused: settled() };
  if (clock.pausedAt) return no('duty.paused', '已经暂停计时。', 'The clock is paused already.');
  if (!rule?.pausableFor)
    return no(
      'duty.not-pausable',
      '这条规则没有规定可以暂停计时的情形。',
      'The rule names nothing that this clock may be paused for.',
    );
  if (reason.trim() === '') return { refused: reasonNeeded() };
  if (isLate(clock, now))
    return no(
      'duty.already-breached',
      '已经超期，不能再暂停计时。',
      'The duty is already breached and cannot be paused.',
    );
  return { ok: true };
}

/** Whether a pause may end. Refused with `duty.settled`, `duty.not-paused`. */
export function mayResume(clock: RunningClock): { ok: true } | { refused: Refusal } {
  if (clock.stoppedAt || clock.waivedAt) return { refused: settled() };
  if (clock.pausedAt) return { ok: true };
  return { refused: refusal('duty.not-paused', '没有暂停计时。', 'The clock is not paused.') };
}

/**
 * The pauses and extensions of a clock after the pause that goes on has ended at `to`. What an approver had granted
 * moves with it: by the time of the pause, and where days are counted by its whole days.
 */
export function endPause(
  { pauses, extensions }: { pauses: readonly Pause[]; extensions: readonly Extension[] },
  to: string,
  within: Within['kind'],
): { pauses: Pause[]; extensions: Extension[] } {
  const open = pauses.find((pause) => pause.to === null);
  if (!open) return { pauses: [...pauses], extensions: [...extensions] };
  const days = (instant: string) => Date.parse(`${shanghaiDay(instant)}T00:00:00Z`);
  const still =
    within === 'working-days' ? days(to) - days(open.from) : Date.parse(to) - Date.parse(open.from);
  return {
    pauses: pauses.map((pause) => (pause === open ? { ...pause, to } : pause)),
    extensions: extensions.map((extension) => ({
      ...extension,
      to: new Date(Date.parse(extension.to) + still).toISOString(),
    })),
  };
}
