// A feed that is followed, and how it fares.
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { Source } from '#contract';
import type { Trouble } from './feed-fault';

export type SourceState = Source['state'];
/** `toldAt`: when the ledger last heard that this source fails; null while it has not. */
export type KeptTrouble = Trouble & {
  toldAt: string | null;
  /** Since when it is in this trouble, and how often it was told; absent in what was kept before these were counted. */
  since?: string;
  times?: number;
};

@Entity('source')
export class SourceRow {
  @PrimaryGeneratedColumn('uuid') id: string;
  @Column('uuid', { name: 'jurisdiction_id' }) jurisdictionId: string;
  @Column('text') name: string;
  @Column('text') url: string;
  @Column('integer', { name: 'every_minutes' }) everyMinutes: number;
  @Column('text') state: SourceState;
  @Column('jsonb', { nullable: true }) trouble: KeptTrouble | null;
  @Column('integer') failures: number;
  @Column('text', { nullable: true }) etag: string | null;
  @Column('text', { name: 'last_modified', nullable: true }) lastModified: string | null;
  @Column('timestamptz', { name: 'last_polled_at', nullable: true }) lastPolledAt: Date | null;
  @Column('timestamptz', { name: 'last_success_at', nullable: true })
  lastSuccessAt: Date | null;
  @Column('timestamptz', { name: 'next_poll_at', nullable: true }) nextPollAt: Date | null;
  @Column('uuid', { name: 'keeper_id', nullable: true }) keeperId: string | null;
  @Column('text', { array: true }) topics: Source['topics'];
  @Column('uuid', { name: 'speaks_of_id', nullable: true }) speaksOfId: string | null;
  @Column('text', { name: 'taken_by', nullable: true }) takenBy: string | null;
  @Column('timestamptz', { name: 'taken_at', nullable: true }) takenAt: Date | null;
  @Column('double precision', { name: 'pace_minutes' }) paceMinutes: number;
  @Column('integer', { name: 'ttl_minutes', nullable: true }) ttlMinutes: number | null;
  @Column('text', { name: 'moved_from', nullable: true }) movedFrom: string | null;
  @Column('timestamptz', { name: 'moved_at', nullable: true }) movedAt: Date | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  @Column('timestamptz', { name: 'removed_at', nullable: true }) removedAt: Date | null;
}
