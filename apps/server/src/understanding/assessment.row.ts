// One decision of a person on an incident: what was done, why, how things stood before, and whether it was taken back.
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Assessment } from '#contract';
import type { IncidentRow } from './incident.row';

export type AssessmentAct = Assessment['act'];
/** Columns of the incident as they were, as JSON keeps them: what undoing puts back. */
export type Stood = Partial<
  Pick<
    IncidentRow,
    'state' | 'level' | 'title' | 'titledBy' | 'topic' | 'place' | 'placedBy' | 'leadDepartmentId'
  >
> & {
  /** Of the target of a merge. */
  target?: Pick<IncidentRow, 'topic' | 'place'> & { detectedAt: string };
  parties?: Pick<IncidentRow, 'supportDepartmentIds' | 'spokespersonDepartmentId' | 'rule'> &
    Partial<Pick<IncidentRow, 'spokespersonId' | 'supervisorId'>>;
};

@Entity('assessment')
export class AssessmentRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'jurisdiction_id' }) jurisdictionId: string;
  @Column('uuid', { name: 'incident_id' }) incidentId: string;
  @Column('text') act: AssessmentAct;
  @Column('uuid', { name: 'other_id', nullable: true }) otherId: string | null;
  @Column({ type: 'timestamptz', precision: 3 }) at: Date;
  @Column('text', { name: 'by_id', nullable: true }) byId: string | null;
  @Column('text', { name: 'by_name' }) byName: string;
  @Column('text', { nullable: true }) reason: string | null;
  @Column('jsonb') before: Stood;
  @Column('jsonb') after: Stood;
  @Column('integer') messages: number;
  @Column({ type: 'timestamptz', name: 'undone_at', precision: 3, nullable: true }) undoneAt: Date | null;
  @Column('text', { name: 'undone_by', nullable: true }) undoneBy: string | null;
  @Column('text', { name: 'undone_reason', nullable: true }) undoneReason: string | null;
}
