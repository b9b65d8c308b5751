// The risks of a policy before it goes out, with the plan to answer: as drafted, assessed, approved.
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { PolicyRisk } from '#contract';

@Entity('policy_risk')
export class PolicyRiskRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'jurisdiction_id' }) jurisdictionId: string;
  @Column('text') state: PolicyRisk['state'];
  @Column('integer') edition: number;
  @Column('text') title: string;
  @Column('date', { name: 'planned_on', nullable: true }) plannedOn: string | null;
  @Column('text', { name: 'touched_groups', array: true }) groups: string[];
  @Column('jsonb') risks: PolicyRisk['risks'];
  @Column('jsonb') questions: PolicyRisk['questions'];
  @Column('jsonb') plan: PolicyRisk['plan'];
  @Column('text') spokesperson: string;
  @Column('text', { name: 'watch_words', array: true }) watchWords: string[];
  @Column('uuid', { name: 'drafted_by_id' }) draftedById: string;
  @Column('text', { name: 'drafted_by' }) draftedBy: string;
  @Column({ type: 'timestamptz', name: 'created_at', precision: 3 }) createdAt: Date;
  @Column({ type: 'timestamptz', name: 'changed_at', precision: 3 }) changedAt: Date;
  @Column('uuid', { name: 'assessed_by_id', nullable: true }) assessedById: string | null;
  @Column('text', { name: 'assessed_by', nullable: true }) assessedBy: string | null;
  @Column({ type: 'timestamptz', name: 'assessed_at', precision: 3, nullable: true }) assessedAt: Date | null;
  @Column('text', { name: 'approved_by', nullable: true }) approvedBy: string | null;
  @Column({ type: 'timestamptz', name: 'approved_at', precision: 3, nullable: true }) approvedAt: Date | null;
  @Column('text', { name: 'returned_reason', nullable: true }) returnedReason: string | null;
}
