// One consultation on an incident: who met, what they held and decided; its tasks and additions stand beside.
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Consultation } from '#contract';

@Entity('consultation')
export class ConsultationRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'jurisdiction_id' }) jurisdictionId: string;
  @Column('uuid', { name: 'incident_id' }) incidentId: string;
  @Column('text') state: Consultation['state'];
  @Column('integer') edition: number;
  @Column({ type: 'timestamptz', name: 'held_at', precision: 3 }) heldAt: Date;
  @Column('text', { nullable: true }) place: string | null;
  @Column('jsonb') attendance: Consultation['attendance'];
  @Column('jsonb') views: Consultation['views'];
  @Column('text') decision: string;
  @Column('uuid', { name: 'keeper_id' }) keeperId: string;
  @Column('text', { name: 'keeper_name' }) keeperName: string;
  @Column({ type: 'timestamptz', name: 'created_at', precision: 3 }) createdAt: Date;
  @Column({ type: 'timestamptz', name: 'closed_at', precision: 3, nullable: true }) closedAt: Date | null;
  @Column('text', { nullable: true }) digest: string | null;
}
