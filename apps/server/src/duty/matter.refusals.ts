// What the registry refuses, and in which words: starts that cannot be, a number that is taken, a text that answers nothing.
import type { MatterIn } from '#contract';
import { type Evidence, type StartInstants, type StartKind, startsFault, stop } from '#duty';
import { conflict, invalid, type Refusal } from '../platform/problem';
import { asRunning, isRunning } from './clock.acts';
import type { ClockRow } from './clock.row';
import { withStart } from './start.store';

export function refuse(fault: { code: string; reason: { zh: string; en: string } } | null): void {
  if (fault) throw invalid(fault.code, fault.reason.zh, fault.reason.en);
}

/** The starts as they were given, each kind once. */
export function startsIn({ starts }: MatterIn, now: Date): Map<StartKind, string> {
  const given = new Map(starts.map(({ start, at }) => [start, new Date(at).toISOString()]));
  if (given.size < starts.length)
    throw invalid('matter.start-twice', '同一个时刻填了两次。', 'One of the starts is given twice.');
  const instants = [...given].reduce<StartInstants>((all, [start, at]) => withStart(all, start, at), {});
  refuse(startsFault(instants, now.toISOString()));
  return given;
}

export const taken = (number: string) =>
  conflict(
    'matter.number-taken',
    `${number} 已经登记过，内容与这次不同；请打开原事项更正。`,
    `${number} is registered already with other content; open that matter and amend it.`,
  );

/** Why a text stops none of the clocks. */
export function answersNothing(
  clocks: readonly ClockRow[],
  proof: Omit<Evidence, 'answerId'>,
  at: Date,
): Refusal {
  const evidence = { ...proof, answerId: 'asked' };
  const running = clocks.find(isRunning);
  if (!running)
    return clocks.length === 0
      ? conflict(
          'matter.no-clock',
          '还没有启动时钟；请先补登起算时刻。',
          'No clock runs yet; say the start that it waits for first.',
        )
      : conflict('duty.settled', '这项义务已经履行或免除。', 'This duty has been met or waived already.');
  const { answeredBy, startsFrom } = running;
  const stopped = stop({ ...asRunning(running), answeredBy, startsFrom }, evidence, at.toISOString());
  const { code, reason } =
    'refused' in stopped
      ? stopped.refused
      : {
          code: 'duty.wrong-form',
          reason: { zh: '不能履行此项义务。', en: 'It does not answer this duty.' },
        };
  return invalid(code, reason.zh, reason.en);
}
