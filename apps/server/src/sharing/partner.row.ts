// The columns of a partner: its secrets only sealed.
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Partner, SharedKind } from '#contract';

@Entity('partner')
export class PartnerRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'jurisdiction_id' }) jurisdictionId: string;
  @Column('text') name: string;
  @Column('text') kind: Partner['kind'];
  @Column('text') url: string;
  @Column('text', { array: true }) kinds: SharedKind[];
  @Column('bytea') secret: Buffer;
  @Column('bytea', { name: 'earlier_secret', nullable: true }) earlierSecret: Buffer | null;
  @Column('timestamptz', { name: 'earlier_until', nullable: true }) earlierUntil: Date | null;
  @Column('boolean') paused: boolean;
  @Column('timestamptz', { name: 'failing_told_at', nullable: true }) failingToldAt: Date | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  @Column('timestamptz', { name: 'removed_at', nullable: true }) removedAt: Date | null;
}
