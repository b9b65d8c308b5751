// A column mapping that people saved by name, with the headings it was saved for.
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Actor, ImportRun } from '#contract';

@Entity('import_mapping')
export class MappingRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'jurisdiction_id' }) jurisdictionId: string;
  @Column('text') name: string;
  @Column('text', { array: true }) headings: string[];
  @Column('jsonb') mapping: ImportRun['mapping'];
  @Column('jsonb', { name: 'saved_by' }) savedBy: Actor;
  @Column('timestamptz', { name: 'saved_at' }) savedAt: Date;
  @Column('timestamptz', { name: 'used_at' }) usedAt: Date;
}
