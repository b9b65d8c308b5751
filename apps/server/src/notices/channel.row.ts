// The columns of a notice channel: its secrets only sealed.
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { NoticeChannelKind } from '#contract';
import type { QuietHours } from '#duty';

@Entity('notice_channel')
export class ChannelRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'jurisdiction_id' }) jurisdictionId: string;
  @Column('text') kind: NoticeChannelKind;
  @Column('text') name: string;
  /** How it is reached, as far as that may be shown. */
  @Column('jsonb') settings: Record<string, string | number>;
  @Column('bytea', { nullable: true }) secrets: Buffer | null;
  @Column('text', { name: 'secret_names', array: true }) secretNames: string[];
  @Column('jsonb', { nullable: true }) quiet: QuietHours | null;
  @Column('boolean') paused: boolean;
  @Column('timestamptz', { name: 'failing_told_at', nullable: true }) failingToldAt: Date | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  @Column('timestamptz', { name: 'removed_at', nullable: true }) removedAt: Date | null;
}
