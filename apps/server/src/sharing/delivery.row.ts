// The columns of a delivery: what is told to one partner, and how that went.
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Delivery } from '#contract';

export type Trouble = { code: string; zh: string; en: string };

@Entity('delivery')
export class DeliveryRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'partner_id' }) partnerId: string;
  @Column('uuid', { name: 'jurisdiction_id' }) jurisdictionId: string;
  @Column('bigint', { name: 'fact_seq', nullable: true }) factSeq: string | null;
  @Column('text') kind: string;
  @Column('text') title: string;
  @Column('text') body: string;
  @Column('text') state: Delivery['state'];
  @Column('integer') attempts: number;
  @Column('timestamptz', { name: 'next_attempt_at', nullable: true }) nextAttemptAt: Date | null;
  @Column('timestamptz', { name: 'last_attempt_at', nullable: true }) lastAttemptAt: Date | null;
  @Column('integer', { name: 'answer_status', nullable: true }) answerStatus: number | null;
  @Column('text', { name: 'answer_head', nullable: true }) answerHead: string | null;
  @Column('jsonb', { nullable: true }) trouble: Trouble | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  @Column('timestamptz', { name: 'delivered_at', nullable: true }) deliveredAt: Date | null;
}
