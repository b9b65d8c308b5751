// A message as it is stored: readable text is masked text, the original is sealed.
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Channel } from '#intake';

@Entity('message')
export class MessageRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'jurisdiction_id' }) jurisdictionId: string;
  @Column('uuid', { name: 'batch_id' }) batchId: string;
  @Column('text') channel: Channel;
  @Column('uuid', { name: 'source_id', nullable: true }) sourceId: string | null;
  @Column('text', { name: 'external_id', nullable: true }) externalId: string | null;
  @Column('text') title: string;
  @Column('text') body: string;
  @Column('text', { nullable: true }) url: string | null;
  @Column('text', { nullable: true }) place: string | null;
  @Column('text', { nullable: true }) agency: string | null;
  @Column('timestamptz', { name: 'published_at', nullable: true }) publishedAt: Date | null;
  @Column('timestamptz', { name: 'received_at' }) receivedAt: Date;
  @Column('bytea') fingerprint: Buffer;
  /** Kinds of personal data that were masked, with how many of each. */
  @Column('jsonb') masked: Record<string, number>;
  @Column('bytea', { nullable: true }) sealed: Buffer | null;
  /** When the original was erased at the end of its time. */
  @Column('timestamptz', { name: 'erased_at', nullable: true }) erasedAt: Date | null;
  @Column('integer') sightings: number;
}
