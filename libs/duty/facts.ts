// The facts of duty: a clock opened, warned, breached, met; each exactly once, with the instant it was due.
import type { LadderFacts } from './ladder-facts';
import type { MatterFacts } from './matter-facts';
import type { Clause } from './packs';
import type { ChangeKind } from './rule-changes';
import type { WorkFacts } from './work-facts';

type Beside = WorkFacts & MatterFacts & LadderFacts;
/** A clock, and what it was opened for: an incident, else (`incidentId` null) a matter of the registry. */
export type OfClock = { clockId: string; incidentId: string | null; matterId?: string; duty: string };

export type DutyFacts = Beside & {
  'duty.opened': OfClock & {
    packId: string;
    packVersion: string;
    startAt: string;
    startsFrom: string;
    dueAt: string;
    departmentId: string | null;
    officerId: string | null;
    clause: Clause;
  };
  'duty.acknowledged': OfClock;
  'duty.half': DutyNotice;
  'duty.near': DutyNotice;
  /** One hour is left. */
  'duty.hour': DutyNotice;
  'duty.breached': DutyNotice;
  /** Late by as long as was allowed, at most three days. */
  'duty.very-overdue': DutyNotice;
  'duty.escalated': OfClock & {
    rung: number;
    toOfficerId: string | null;
    reason: string;
  };
  'duty.met': OfClock & {
    metAt: string;
    late: boolean;
    evidence: DutyEvidence;
  };
  'duty.extended': OfClock & {
    from: string;
    to: string;
    reason: string;
  };
  /** Whoever had the clock in hand has left: who has it now, null where nobody does; `toOfficerIds`: who is told. */
  'duty.holder-left': OfClock & {
    officerId: string;
    toOfficerId: string | null;
    departmentId: string | null;
    toOfficerIds: string[];
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
  'duty.paused': OfClock & { reason: string };
  /** It runs again: `from` and `to` are due times. */
  'duty.resumed': OfClock & {
    pausedAt: string;
    from: string;
    to: string;
    reason: string;
  };
  /** A change of the rules moved its due time or its start; `from` and `to` are due times. */
  'duty.moved': OfClock & {
    changeId: string;
    from: string;
    to: string;
    startFrom: string;
    startTo: string;
  };
  /** The rules changed by a list that a person had seen: `digest` is that list's, `counts` what it held. */
  'rules.changed': {
    changeId: string;
    change: ChangeKind;
    /** The year, the pack, the incident or the matter. */
    of: string;
    version: string | null;
    contentDigest: string;
    digest: string;
    counts: Record<'moved' | 'recounted' | 'opened' | 'falls-away' | 'stays', number>;
    incidentId: string | null;
    matterId?: string;
    proposedBy: string;
    reason: string;
  };
  'rules.proposed': {
    changeId: string;
    change: ChangeKind;
    of: string;
    contentDigest: string;
    incidentId: string | null;
    matterId?: string;
    reason: string;
  };
  /** A principal interpreted a policy in person; the standing duty counts it. */
  'standing.recorded': { actId: string; departmentId: string; on: string; digest: string };
  'standing.withdrawn': { actId: string; departmentId: string; on: string; reason: string };
  'rules.dropped': { changeId: string; incidentId: string | null; matterId?: string };
  'duty.waived': OfClock & { reason: string };
};

/** `dueAt` is the instant at which the notice was due; `late` when it was noticed more than a minute after. */
export type DutyNotice = OfClock & { dueAt: string; late: boolean };
export type DutyEvidence = {
  /** Null where it did not go out by a release of this house: then the answer of a matter is the proof. */
  releaseId: string | null;
  answerId?: string;
  edition: number;
  url: string;
  digest: string;
  publishedAt: string;
};
