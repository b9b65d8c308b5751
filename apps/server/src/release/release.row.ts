// The columns of a release.
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ReleaseForm } from '#duty';
import type { Checklist, ReleaseState } from '#release';

@Entity('release')
export class ReleaseRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'jurisdiction_id' }) jurisdictionId: string;
  @Column('uuid', { name: 'incident_id', nullable: true }) incidentId: string | null;
  /** A matter of the registry; a text is about an incident, or a matter, or neither. */
  @Column('uuid', { name: 'matter_id', nullable: true }) matterId: string | null;
  @Column('text') form: ReleaseForm;
  @Column('text') state: ReleaseState;
  /** The edition that is written or was last published. */
  @Column('integer') edition: number;
  /** Counts the changes of the text. */
  @Column('integer') version: number;
  @Column('text') title: string;
  @Column('text') body: string;
  @Column('text') place: string;
  @Column('jsonb') checklist: Checklist;
  @Column('uuid', { name: 'author_id' }) authorId: string;
  @Column('uuid', { name: 'reviewer_id', nullable: true }) reviewerId: string | null;
  @Column('uuid', { name: 'approver_id', nullable: true }) approverId: string | null;
  @Column('uuid', { name: 'department_id', nullable: true }) departmentId: string | null;
  @Column('text', { name: 'correction_reason', nullable: true }) correctionReason: string | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  @Column('timestamptz', { name: 'updated_at' }) updatedAt: Date;
  @Column('timestamptz', { name: 'published_at', nullable: true }) publishedAt: Date | null;
  @Column('timestamptz', { name: 'withdrawn_at', nullable: true }) withdrawnAt: Date | null;
  @Column('text', { name: 'withdrawn_reason', nullable: true }) withdrawnReason: string | null;
}
