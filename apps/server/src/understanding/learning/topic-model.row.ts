// A model trained from corrections: how far it is, what came of it, who decided. Its bytes are fetched only where they are needed.
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ModelCard, ModelRead, Words } from '#contract';
import type { Otherwise } from '#understanding';

@Entity('topic_model')
export class TopicModelRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'jurisdiction_id' }) jurisdictionId: string;
  @Column('text') state: ModelCard['state'];
  @Column('text', { nullable: true }) version: string | null;
  @Column('text', { nullable: true }) digest: string | null;
  @Column('text', { name: 'base_digest', nullable: true }) baseDigest: string | null;
  @Column('bytea', { nullable: true, select: false }) bytes: Buffer | null;
  @Column('real') progress: number;
  @Column('text', { nullable: true }) phase: ModelCard['phase'];
  @Column('jsonb', { nullable: true }) data: ModelCard['data'];
  @Column('jsonb', { nullable: true }) scores: ModelRead['scores'];
  @Column('jsonb', { nullable: true, select: false }) changes: Otherwise[] | null;
  @Column('jsonb', { nullable: true }) error: Words | null;
  @Column({ type: 'timestamptz', name: 'asked_at', precision: 3 }) askedAt: Date;
  @Column('text', { name: 'asked_by' }) askedBy: string;
  @Column({ type: 'timestamptz', name: 'trained_at', precision: 3, nullable: true }) trainedAt: Date | null;
  @Column({ type: 'timestamptz', name: 'decided_at', precision: 3, nullable: true }) decidedAt: Date | null;
  @Column('text', { name: 'decided_by', nullable: true }) decidedBy: string | null;
  @Column('text', { nullable: true }) reason: string | null;
}
