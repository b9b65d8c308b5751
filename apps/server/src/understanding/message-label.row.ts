// One message as it was read: its labels and why. The search vector is the database's own and is left out here.
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Aspect, EmergencySeen, Labels, MessageRead } from '#contract';

@Entity('message_label')
export class MessageLabelRow {
  @PrimaryColumn('uuid', { name: 'message_id' }) messageId: string;
  @Column('uuid', { name: 'jurisdiction_id' }) jurisdictionId: string;
  @Column({ type: 'timestamptz', name: 'received_at', precision: 3 }) receivedAt: Date;
  @Column('text', { nullable: true }) topic: string | null;
  @Column('jsonb') topics: Labels['topics'];
  @Column('text', { array: true }) areas: string[];
  @Column('text', { array: true }) concerns: string[];
  @Column('jsonb', { nullable: true }) emergency: EmergencySeen | null;
  @Column('boolean', { name: 'off_topic' }) offTopic: boolean;
  @Column('jsonb') reasons: Labels['reasons'];
  @Column('text') model: string;
  @Column('uuid', { name: 'spoken_of_id', nullable: true }) spokenOfId: string | null;
  @Column({ type: 'timestamptz', name: 'labelled_at', precision: 3, nullable: true }) labelledAt: Date | null;
  /** Which of them are a person's, and what the model says in their place. */
  @Column('text', { array: true }) corrected: Aspect[];
  @Column('jsonb', { nullable: true }) machine: MessageRead['machine'];
}
