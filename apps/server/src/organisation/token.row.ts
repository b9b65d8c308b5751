// The columns of an API token: never the secret, only its digest.
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { Scope } from '#organisation';

@Entity('api_token')
export class TokenRow {
  @PrimaryGeneratedColumn('uuid')
  id: string;
  @Column('uuid', { name: 'jurisdiction_id' })
  jurisdictionId: string;
  @Column('text')
  name: string;
  @Column('bytea')
  digest: Buffer;
  @Column('text', { array: true })
  scopes: Scope[];
  @Column('text', { name: 'created_by' })
  createdBy: string;
  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;
  @Column('timestamptz', { name: 'last_used_at', nullable: true })
  lastUsedAt: Date | null;
  @Column('timestamptz', { name: 'revoked_at', nullable: true })
  revokedAt: Date | null;
}
