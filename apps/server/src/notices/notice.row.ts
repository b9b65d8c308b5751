// The columns of a notice: what is told to one receiver by one channel, and how that stands.
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Notice, Words } from '#contract';
import type { LadderStart } from '#duty';
import type { Level } from '#understanding';
import type { Content } from './carrier';

@Entity('notice')
export class NoticeRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'channel_id' }) channelId: string;
  @Column('uuid', { name: 'jurisdiction_id' }) jurisdictionId: string;
  @Column('uuid', { name: 'officer_id', nullable: true }) officerId: string | null;
  @Column('text', { nullable: true }) address: string | null;
  @Column('text') about: Notice['about'];
  @Column('uuid', { name: 'clock_id', nullable: true }) clockId: string | null;
  @Column('uuid', { name: 'incident_id', nullable: true }) incidentId: string | null;
  @Column('text', { nullable: true }) since: LadderStart | null;
  @Column('integer', { nullable: true }) rung: number | null;
  @Column('integer', { nullable: true }) repeat: number | null;
  @Column('text', { nullable: true }) level: Level | null;
  @Column('jsonb') content: Content;
  /** The letter that it goes in with others; null where it goes alone. */
  @Column('uuid', { name: 'letter_id', nullable: true }) letterId: string | null;
  @Column('text') state: Notice['state'];
  @Column('jsonb', { nullable: true }) dropped: Words | null;
  /** Since it was last sent anew; every attempt ever stands in its own table. */
  @Column('integer') attempts: number;
  @Column('timestamptz', { name: 'held_until', nullable: true }) heldUntil: Date | null;
  @Column('timestamptz', { name: 'next_attempt_at', nullable: true }) nextAttemptAt: Date | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  @Column('timestamptz', { name: 'delivered_at', nullable: true }) deliveredAt: Date | null;
}
