// A hotline file on its way in: what it holds, how its columns are read, how far it has come.
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Actor, ImportRun } from '#contract';
import type { Trouble } from './feed-fault';

@Entity('import')
export class ImportRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'jurisdiction_id' }) jurisdictionId: string;
  @Column('text') name: string;
  /** A bigint: the driver gives it as text. */
  @Column('bigint') bytes: string;
  @Column('text') digest: string;
  @Column('text') file: string;
  @Column('text') state: ImportRun['state'];
  @Column('text', { array: true }) headings: string[];
  @Column('jsonb') sample: ImportRun['sample'];
  @Column('jsonb') mapping: ImportRun['mapping'];
  @Column('jsonb') why: ImportRun['why'];
  @Column('text', { name: 'mapping_name', nullable: true }) mappingName: string | null;
  /** The last row stored for good: where a killed import goes on. */
  @Column('integer', { name: 'row_reached' }) rowReached: number;
  /** Rows in the file, the headings not counted. */
  @Column('integer') rows: number;
  @Column('integer') received: number;
  @Column('integer') repeated: number;
  /** Known rows that brought something new. */
  @Column('integer') revised: number;
  @Column('integer') refused: number;
  /** Rows whose number belongs to another, quite different letter: how many, and the first of them. */
  @Column('integer', { name: 'number_twice' }) numberTwice: number;
  @Column('integer', { name: 'number_twice_rows', array: true }) numberTwiceRows: number[];
  @Column('jsonb', { nullable: true }) error: Trouble | null;
  @Column('jsonb', { name: 'started_by' }) startedBy: Actor;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  @Column('timestamptz', { name: 'progressed_at' }) progressedAt: Date;
  @Column('timestamptz', { name: 'finished_at', nullable: true }) finishedAt: Date | null;
}
