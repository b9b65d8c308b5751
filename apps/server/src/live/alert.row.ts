// The columns of an alert.
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { AlertKind, severities, Words } from '#contract';

export type Severity = (typeof severities)[number];

@Entity('alert')
export class AlertRow {
  @PrimaryGeneratedColumn('identity', { type: 'bigint' })
  id: string;
  @Column('bigint', { name: 'fact_seq' })
  factSeq: number;
  @Column('timestamptz')
  at: Date;
  @Column('uuid', { name: 'jurisdiction_id' })
  jurisdictionId: string;
  @Column('text')
  kind: AlertKind;
  @Column('text')
  severity: Severity;
  @Column('text', { name: 'subject_type' })
  subjectType: string;
  @Column('text', { name: 'subject_id' })
  subjectId: string;
  @Column('uuid', { name: 'incident_id', nullable: true })
  incidentId: string | null;
  @Column('text')
  title: string;
  @Column('jsonb')
  text: Words;
  /** Officers whom a rule named. */
  @Column('uuid', { array: true })
  told: string[];
}
