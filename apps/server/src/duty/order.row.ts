// The columns of a supervision order.
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { NoticeKind, OrderState, Within } from '#duty';

@Entity('supervision_order')
export class OrderRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'jurisdiction_id' }) jurisdictionId: string;
  @Column('uuid', { name: 'for_jurisdiction_id' }) forJurisdictionId: string;
  @Column('integer') year: number;
  @Column('integer') n: number;
  @Column('text') number: string;
  @Column('uuid', { name: 'incident_id', nullable: true }) incidentId: string | null;
  @Column('uuid', { name: 'matter_id', nullable: true }) matterId: string | null;
  @Column('uuid', { name: 'department_id' }) departmentId: string;
  @Column('text') subject: string;
  @Column('text') demand: string;
  @Column('uuid', { name: 'issued_by' }) issuedBy: string;
  @Column('text', { name: 'issued_name' }) issuedName: string;
  @Column('timestamptz', { name: 'issued_at' }) issuedAt: Date;
  @Column('text') state: OrderState;
  @Column('integer') round: number;
  @Column('jsonb') within: Within;
  @Column('timestamptz', { name: 'start_at' }) startAt: Date;
  @Column('timestamptz', { name: 'due_at' }) dueAt: Date;
  @Column('jsonb') explain: string[];
  @Column('integer', { name: 'leans_on', array: true }) leansOn: number[];
  @Column('integer') reminded: number;
  @Column('timestamptz', { name: 'answered_at', nullable: true }) answeredAt: Date | null;
  @Column('uuid', { name: 'answered_by', nullable: true }) answeredBy: string | null;
  @Column('timestamptz', { name: 'overdue_at', nullable: true }) overdueAt: Date | null;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt: Date | null;
  @Column('text', { name: 'last_notice' }) lastNotice: NoticeKind;
  @Column('timestamptz', { name: 'next_notice_at', nullable: true }) nextNoticeAt: Date | null;
}
