// The facts of the two lanes of an incident: each task planned, begun, finished; and the evaluation that follows.
import type { Lane } from './steps';

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
  'incident.evaluated': {
    incidentId: string;
    evaluationId: string;
    verdicts: Record<'timely' | 'accurate' | 'complete' | 'effective', 'good' | 'fair' | 'poor'>;
    digest: string;
  };
};
