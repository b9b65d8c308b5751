// The facts of the ladder: a step told somebody, a step found nobody, somebody took it in hand and for how long.
import type { Words } from '#organisation';
import type { OfClock } from './facts';
import type { LadderStart, RungTarget } from './ladder';

type Climbing = OfClock & { since: LadderStart };
type Taken = Climbing & {
  rung: number;
  repeat: number;
  target: RungTarget;
  /** When the step was due; `late`: it was taken more than a minute after, as after a stop of the server. */
  dueAt: string;
  late: boolean;
  reason: Words;
};
export type LadderFacts = {
  /** `overtaken`: a later repeat was due as well, and only that one is sent. `channelIds`: groups and webhooks told too. */
  'duty.escalated.2': Taken & { toOfficerIds: string[]; channelIds: string[]; overtaken: boolean };
  /** Nobody on duty or nobody to notify; `toOfficerIds` are those of the level above who hear of that. */
  'duty.unheard': Taken & { toOfficerIds: string[]; aboveId: string | null };
  /** Somebody who was told has it in hand; the climb stands still until `until`. */
  'duty.taken-up': Climbing & { until: string };
  /** That time is over and nothing has answered the clock: those told last are told again. */
  'duty.hold-expired': Climbing & { dueAt: string; late: boolean; toOfficerIds: string[]; reason: Words };
  'ladder.saved': { version: number; rungs: number; digest: string; reason: string };
};
