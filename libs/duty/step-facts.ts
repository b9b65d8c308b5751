// The facts of the two lanes of an incident: each task planned, begun, finished; and the evaluation that follows.
import type { Words } from '#organisation';
import type { LadderStart, RungTarget } from './ladder';
import type { Lane } from './steps';

/** What climbs the ladder: one running out of one task; `overdueId` is new with every due time that it had. */
type Overdue = { overdueId: string };
type Task = { taskId: string; incidentId: string; lane: Lane; departmentId: string };
export type StepFacts = {
  /** `digest` is over what is to be done; `planId` where a response plan brought it. */
  'step.planned': Task & {
    officerId: string | null;
    dueAt: string;
    digest: string;
    planId: string | null;
    toOfficerIds: string[];
  };
  'step.begun': Task;
  'step.finished': Task & { late: boolean; digest: string };
  'step.changed': Task & { officerId: string | null; dueAt: string; reason: string; toOfficerIds: string[] };
  'step.dropped': Task & { reason: string };
  /** The task ran out at `ranOutAt`; `toOfficerIds`: whoever has it, and the desk. */
  'step.overdue': Task &
    Overdue & {
      officerId: string | null;
      dueAt: string;
      ranOutAt: string;
      late: boolean;
      toOfficerIds: string[];
    };
  /** A step of its climb: as `duty.escalated.2` of a clock, or, where `heard` is false, as `duty.unheard`; rung 0: an acknowledgement ran out. */
  'step.escalated': Task &
    Overdue & {
      rung: number;
      repeat: number;
      target: RungTarget | null;
      since: LadderStart;
      dueAt: string;
      late: boolean;
      reason: Words;
      heard: boolean;
      overtaken: boolean;
      toOfficerIds: string[];
      channelIds: string[];
      aboveId: string | null;
    };
  /** Somebody who was told has it in hand; the climb stands still until `until`. */
  'step.taken-up': Task & Overdue & { until: string };
  'incident.evaluated': {
    incidentId: string;
    evaluationId: string;
    verdicts: Record<'timely' | 'accurate' | 'complete' | 'effective', 'good' | 'fair' | 'poor'>;
    digest: string;
  };
};
