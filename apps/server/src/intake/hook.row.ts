// The columns of a door for signed pushes: its secrets only sealed.
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('hook')
export class HookRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'jurisdiction_id' }) jurisdictionId: string;
  @Column('text') name: string;
  @Column('bytea') secret: Buffer;
  @Column('bytea', { name: 'earlier_secret', nullable: true }) earlierSecret: Buffer | null;
  @Column('timestamptz', { name: 'earlier_until', nullable: true }) earlierUntil: Date | null;
  @Column('text', { name: 'created_by' }) createdBy: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  @Column('timestamptz', { name: 'last_used_at', nullable: true }) lastUsedAt: Date | null;
  @Column('timestamptz', { name: 'revoked_at', nullable: true }) revokedAt: Date | null;
}
