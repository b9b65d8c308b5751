// Who is on duty and who acts for whom, for every room that has to reach somebody: a port that organisation fills.
import type { Words } from '#contract';
import type { Tx } from './commit';

/** Reads inside a transaction, or outside of any (`Database`). */
export type Reader = Pick<Tx, 'query'>;
export type DutyPerson = {
  officerId: string;
  name: string;
  post: string;
  departmentId: string | null;
  /** `duty`: answers; `leader`: the leader on duty above them (带班领导). */
  part: 'duty' | 'leader';
  deskId: string;
  deskName: string;
  /** End of the shift. */
  until: Date;
  /** Where somebody stands in: whose shift it is, and why in words; else null. */
  insteadOf: string | null;
  reason: Words | null;
};
export type DutyAnswer = {
  /**
   * Whose desks were asked: the department's own where it keeps one, else those of the whole jurisdiction, `none` where
   * there is no desk at all.
   */
  of: 'department' | 'jurisdiction' | 'none';
  /** Those of part `duty` first, then leaders. Empty: nobody is on duty. */
  people: DutyPerson[];
  /** Why nobody is, in words; null while somebody is. */
  nobody: Words | null;
};
/** Who acts for an officer: they themselves (`insteadOf` null), who stands in, or nobody (`officerId` null) and why. */
export type ActingPerson = { officerId: string | null; insteadOf: string | null; reason: Words | null };

/**
 * Implemented by organisation (`roster.reader.ts`, rules in libs/organisation/roster.ts); inject `OnDuty`.
 * An officer who is no longer active, or is away and has no stand-in, is never given as on duty.
 */
export abstract class OnDuty {
  /**
   * Who is on duty at an instant for a department, or for the jurisdiction where `departmentId` is null.
   * For "the level above" ask with the parent's jurisdiction id and no department.
   * A department without a desk of its own is answered for by the jurisdiction's; a department whose desk is empty is not:
   * that is a gap, and `nobody` says so.
   */
  abstract at(
    db: Reader,
    place: { jurisdictionId: string; departmentId: string | null },
    at: Date,
  ): Promise<DutyAnswer>;

  /** For each officer, who acts for them at an instant; unknown ids are left out. */
  abstract acting(db: Reader, officerIds: readonly string[], at: Date): Promise<Map<string, ActingPerson>>;
}
