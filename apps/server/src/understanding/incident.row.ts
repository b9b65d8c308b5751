// One incident as it stands: what it is about, who answers for it, and what the grouping knows of it.
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { EmergencySeen, Incident } from '#contract';
import type { IncidentProfile, Level } from '#understanding';

export type IncidentState = Incident['state'];

@Entity('incident')
export class IncidentRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'jurisdiction_id' }) jurisdictionId: string;
  @Column('text') state: IncidentState;
  @Column('text') title: string;
  @Column('text', { name: 'titled_by', nullable: true }) titledBy: string | null;
  @Column('text', { nullable: true }) topic: string | null;
  @Column('text', { array: true }) areas: string[];
  @Column('text', { nullable: true }) place: string | null;
  @Column('text', { name: 'placed_by', nullable: true }) placedBy: string | null;
  @Column('text', { nullable: true }) level: Level | null;
  @Column('text', { name: 'proposed_level', nullable: true }) proposedLevel: Level | null;
  @Column('text', { name: 'emergency_kind', nullable: true }) emergencyKind: string | null;
  @Column('jsonb', { nullable: true }) emergency: EmergencySeen | null;
  @Column({ type: 'timestamptz', name: 'occurred_at', precision: 3, nullable: true }) occurredAt: Date | null;
  @Column({ type: 'timestamptz', name: 'detected_at', precision: 3 }) detectedAt: Date;
  @Column({ type: 'timestamptz', name: 'first_at', precision: 3 }) firstAt: Date;
  @Column({ type: 'timestamptz', name: 'last_at', precision: 3 }) lastAt: Date;
  @Column({ type: 'timestamptz', name: 'confirmed_at', precision: 3, nullable: true })
  confirmedAt: Date | null;
  @Column('text', { name: 'confirmed_by', nullable: true }) confirmedBy: string | null;
  @Column({ type: 'timestamptz', name: 'closed_at', precision: 3, nullable: true }) closedAt: Date | null;
  @Column('integer') messages: number;
  @Column('text', { array: true }) channels: Incident['channels'];
  @Column('real') heat: number;
  @Column('jsonb', { name: 'heat_parts' }) heatParts: Record<string, number>;
  @Column('jsonb', { name: 'heat_counts' }) heatCounts: Record<string, number>;
  @Column({ type: 'timestamptz', name: 'heat_at', precision: 3, nullable: true }) heatAt: Date | null;
  @Column('uuid', { name: 'lead_department_id', nullable: true }) leadDepartmentId: string | null;
  @Column({ type: 'timestamptz', name: 'lead_named_at', precision: 3, nullable: true })
  leadNamedAt: Date | null;
  @Column({ type: 'timestamptz', name: 'accepted_at', precision: 3, nullable: true })
  acceptedAt: Date | null;
  @Column('text', { name: 'accepted_by', nullable: true }) acceptedBy: string | null;
  @Column('uuid', { name: 'support_department_ids', array: true }) supportDepartmentIds: string[];
  @Column('uuid', { name: 'spokesperson_department_id', nullable: true })
  spokespersonDepartmentId: string | null;
  @Column('uuid', { name: 'spokesperson_id', nullable: true }) spokespersonId: string | null;
  @Column('uuid', { name: 'supervisor_id', nullable: true }) supervisorId: string | null;
  @Column('jsonb', { nullable: true }) rule: Incident['rule'];
  @Column('uuid', { name: 'merged_into', nullable: true }) mergedInto: string | null;
  @Column('text', { name: 'dismissed_reason', nullable: true }) dismissedReason: string | null;
  @Column('jsonb') profile: IncidentProfile;
  @Column('boolean') touched: boolean;
}
