// The columns of a clock.
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type {
  Clause,
  ClockState,
  DutyEvidence,
  Extension,
  NoticeKind,
  OwedBy,
  Pause,
  ReleaseForm,
  StartsFrom,
} from '#duty';
import type { Words } from '#organisation';

@Entity('clock')
export class ClockRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'jurisdiction_id' }) jurisdictionId: string;
  /** What it was opened for: an incident, or else a matter. */
  @Column('uuid', { name: 'incident_id', nullable: true }) incidentId: string | null;
  @Column('uuid', { name: 'matter_id', nullable: true }) matterId: string | null;
  @Column('text') duty: string;
  @Column('text', { name: 'pack_id' }) packId: string;
  @Column('text', { name: 'pack_version' }) packVersion: string;
  @Column('integer') round: number;
  @Column('jsonb') name: Words;
  @Column('jsonb') clause: Clause;
  @Column('text', { name: 'owed_by' }) owedBy: OwedBy;
  @Column('text', { name: 'answered_by', array: true }) answeredBy: ReleaseForm[];
  @Column('uuid', { name: 'department_id', nullable: true }) departmentId: string | null;
  @Column('uuid', { name: 'holder_id', nullable: true }) holderId: string | null;
  @Column('text', { name: 'starts_from' }) startsFrom: StartsFrom;
  @Column('timestamptz', { name: 'start_at' }) startAt: Date;
  @Column('jsonb', { name: 'start_note', nullable: true }) startNote: Words | null;
  @Column('timestamptz', { name: 'due_at' }) dueAt: Date;
  @Column('text') basis: string;
  @Column('jsonb') explain: string[];
  /** Years without a published notice that the due time leans on. */
  @Column('integer', { name: 'leans_on', array: true }) leansOn: number[];
  @Column('jsonb') extensions: Extension[];
  @Column('text') state: ClockState;
  @Column('timestamptz', { name: 'opened_at' }) openedAt: Date;
  @Column('timestamptz', { name: 'acknowledged_at', nullable: true })
  acknowledgedAt: Date | null;
  @Column('text', { name: 'acknowledged_by', nullable: true }) acknowledgedBy: string | null;
  @Column('timestamptz', { name: 'met_at', nullable: true }) metAt: Date | null;
  @Column('jsonb', { nullable: true }) evidence: DutyEvidence | null;
  @Column('timestamptz', { name: 'waived_at', nullable: true }) waivedAt: Date | null;
  @Column('text', { name: 'waived_reason', nullable: true }) waivedReason: string | null;
  /** The approver who lifted it; null where it fell away by itself. */
  @Column('text', { name: 'waived_by', nullable: true }) waivedBy: string | null;
  /** The notices that were given. */
  @Column('text', { array: true }) given: NoticeKind[];
  @Column('timestamptz', { name: 'next_notice_at', nullable: true }) nextNoticeAt: Date | null;
  @Column('timestamptz', { name: 'paused_at', nullable: true }) pausedAt: Date | null;
  @Column('bigint', { name: 'paused_ms', transformer: { to: Number, from: Number } }) pausedMs: number;
  @Column('jsonb') pauses: Pause[];
}
