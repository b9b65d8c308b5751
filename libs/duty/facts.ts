// The facts of duty: a clock opened, warned, breached, met; each exactly once, with the instant it was due.
import type { Clause } from './packs';

export type DutyFacts = {
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
  'duty.breached': DutyNotice;
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
