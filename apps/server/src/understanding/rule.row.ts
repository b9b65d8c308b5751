// An alert rule and a word list as they stand now; their earlier versions lie beside them.
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AlertRule } from '#contract';
import type { RuleConditions } from '#understanding';

@Entity('alert_rule')
export class RuleRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'jurisdiction_id' }) jurisdictionId: string;
  @Column('text') name: string;
  @Column('integer') version: number;
  @Column('boolean', { name: 'is_on' }) on: boolean;
  @Column('text') severity: AlertRule['severity'];
  @Column('jsonb') conditions: RuleConditions;
  @Column('jsonb') told: AlertRule['told'];
  @Column('text', { name: 'saved_by' }) savedBy: string;
  @Column({ type: 'timestamptz', name: 'saved_at', precision: 3 }) savedAt: Date;
  @Column({ type: 'timestamptz', name: 'removed_at', precision: 3, nullable: true }) removedAt: Date | null;
}

@Entity('word_list')
export class WordListRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'jurisdiction_id' }) jurisdictionId: string;
  @Column('text') name: string;
  @Column('integer') version: number;
  @Column('text', { array: true }) terms: string[];
  @Column('text', { array: true }) excludes: string[];
  @Column('text', { name: 'saved_by' }) savedBy: string;
  @Column({ type: 'timestamptz', name: 'saved_at', precision: 3 }) savedAt: Date;
  @Column({ type: 'timestamptz', name: 'removed_at', precision: 3, nullable: true }) removedAt: Date | null;
}
