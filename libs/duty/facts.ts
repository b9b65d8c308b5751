// The facts of duty: a clock opened, warned, breached, met; each exactly once, with the instant it was due.
import type { LadderFacts } from './ladder-facts';
import type { Clause } from './packs';
import type { WorkFacts } from './work-facts';

type Beside = WorkFacts & LadderFacts;
export type DutyFacts = Beside & {
  'duty.opened': {
    clockId: string;
    incidentId: string;
    duty: string;
    packId: string;
    packVersion: string;
    startAt: string;
    startsFrom: string;
    dueAt: string;
    departmentId: string | null;
    officerId: string | null;
    clause: Clause;
  };
  'duty.acknowledged': { clockId: string; incidentId: string; duty: string };
  'duty.half': DutyNotice;
  'duty.near': DutyNotice;
  /** One hour is left. */
  'duty.hour': DutyNotice;
  'duty.breached': DutyNotice;
  /** Late by as long as was allowed, at most three days. */
  'duty.very-overdue': DutyNotice;
  'duty.escalated': {
    clockId: string;
    incidentId: string;
    duty: string;
    rung: number;
    toOfficerId: string | null;
    reason: string;
  };
  'duty.met': {
    clockId: string;
    incidentId: string;
    duty: string;
    metAt: string;
    late: boolean;
    evidence: DutyEvidence;
  };
  'duty.extended': {
    clockId: string;
    incidentId: string;
    duty: string;
    from: string;
    to: string;
    reason: string;
  };
  /** A department was merged into another: these running clocks and unanswered orders are now the other's. */
  'duty.department-merged': {
    departmentId: string;
    intoId: string;
    clockIds: string[];
    orderIds: string[];
    /** Tasks; not told in the first days of this fact. */
    stepIds?: string[];
  };
  /** It stands still, for what its pack names. */
  'duty.paused': { clockId: string; incidentId: string; duty: string; reason: string };
  /** It runs again: `from` and `to` are due times. */
  'duty.resumed': {
    clockId: string;
    incidentId: string;
    duty: string;
    pausedAt: string;
    from: string;
    to: string;
    reason: string;
  };
  /** A change of the rules moved its due time or its start; `from` and `to` are due times. */
  'duty.moved': {
    clockId: string;
    incidentId: string;
    duty: string;
    changeId: string;
    from: string;
    to: string;
    startFrom: string;
    startTo: string;
  };
  /** The rules changed by a list that a person had seen: `digest` is that list's, `counts` what it held. */
  'rules.changed': {
    changeId: string;
    change: 'calendar' | 'pack' | 'withdraw-pack' | 'restore-pack' | 'start';
    /** The year, the pack or the incident. */
    of: string;
    version: string | null;
    contentDigest: string;
    digest: string;
    counts: Record<'moved' | 'recounted' | 'opened' | 'falls-away' | 'stays', number>;
    incidentId: string | null;
    proposedBy: string;
    reason: string;
  };
  'rules.proposed': {
    changeId: string;
    change: 'calendar' | 'pack' | 'withdraw-pack' | 'restore-pack' | 'start';
    of: string;
    contentDigest: string;
    incidentId: string | null;
    reason: string;
  };
  /** A principal interpreted a policy in person; the standing duty counts it. */
  'standing.recorded': { actId: string; departmentId: string; on: string; digest: string };
  'rules.dropped': { changeId: string; incidentId: string | null };
  'duty.waived': { clockId: string; incidentId: string; duty: string; reason: string };
};

/** `dueAt` is the instant at which the notice was due; `late` when it was noticed more than a minute after. */
export type DutyNotice = { clockId: string; incidentId: string; duty: string; dueAt: string; late: boolean };
export type DutyEvidence = {
  releaseId: string;
  edition: number;
  url: string;
  digest: string;
  publishedAt: string;
};
