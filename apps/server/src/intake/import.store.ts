// The SQL of imports: their list, their progress, and the rows that were refused.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { RefusedCells } from '#intake';
import type { Tx } from '../platform/commit';
import type { Cursor } from '../platform/page';
import { ImportRow } from './import.row';

/** A refusal as it is told. */
export type Refused = { row: number; code: string; reason: string };
/** A refusal as it is kept: with the row's cells as they may be read, and the headings of those that were masked. */
export type RefusedRow = Refused & { cells: Record<string, string>; masked: string[] };
export type Progress = {
  rowReached: number;
  received: number;
  repeated: number;
  revised: number;
  refused: number;
};

@Injectable()
export class ImportStore {
  constructor(private readonly db: DataSource) {}

  async add(row: ImportRow): Promise<void> {
    await this.db.getRepository(ImportRow).insert(row);
  }

  find(id: string): Promise<ImportRow | null> {
    return this.db.getRepository(ImportRow).findOneBy({ id });
  }

  /** The import, held until the transaction ends: whoever else works on it waits, and then sees what was done. */
  hold(tx: Tx, id: string): Promise<ImportRow | null> {
    return tx.getRepository(ImportRow).findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  async update(tx: Tx, id: string, changes: Partial<ImportRow>): Promise<void> {
    await tx.getRepository(ImportRow).update({ id }, changes);
  }

  /** Newest first; one more than `limit` when there are more. */
  async list(jurisdictionIds: readonly string[], after: Cursor | null, limit: number): Promise<ImportRow[]> {
    const query = this.db
      .getRepository(ImportRow)
      .createQueryBuilder('i')
      .where('i.jurisdictionId = any(:jurisdictionIds)', { jurisdictionIds })
      .orderBy('i.createdAt', 'DESC')
      .addOrderBy('i.id', 'DESC')
      .take(limit + 1);
    if (after)
      query.andWhere('(i.createdAt, i.id) < (:at::timestamptz, :id::uuid)', { at: after[0], id: after[1] });
    return query.getMany();
  }

  /** The rows' refusals in order; a row refused before by a run that was killed keeps its reason. */
  async refuse(tx: Tx, importId: string, refused: readonly RefusedRow[]): Promise<void> {
    if (refused.length === 0) return;
    await tx.query(
      `insert into import_refusal (import_id, row, code, reason, cells, masked)
       select $1, r.row, r.code, r.reason, r.cells, array(select jsonb_array_elements_text(r.masked))
         from unnest($2::int[], $3::text[], $4::text[], $5::jsonb[], $6::jsonb[]) as r (row, code, reason, cells, masked)
       on conflict (import_id, row) do nothing`,
      [
        importId,
        refused.map((r) => r.row),
        refused.map((r) => r.code),
        refused.map((r) => r.reason),
        refused.map((r) => JSON.stringify(r.cells)),
        refused.map((r) => JSON.stringify(r.masked)),
      ],
    );
  }

  /** The same with their cells, masked; null in refusals from before they were kept. */
  refusedRows(importId: string, afterRow: number, limit: number): Promise<RefusedCells[]> {
    return this.db.query(
      'select row, reason, cells, masked from import_refusal where import_id = $1 and row > $2 order by row limit $3',
      [importId, afterRow, limit],
    );
  }

  refusals(importId: string, afterRow: number, limit: number): Promise<Refused[]> {
    return this.db.query(
      'select row, code, reason from import_refusal where import_id = $1 and row > $2 order by row limit $3',
      [importId, afterRow, limit],
    );
  }

  /** The numbers under which these messages are kept; null where one has none. */
  async namesOf(tx: Tx, messageIds: readonly string[]): Promise<Map<string, string | null>> {
    const rows: { id: string; name: string | null }[] = await tx.query(
      'select id, external_id as name from message where id = any($1::uuid[])',
      [messageIds],
    );
    return new Map(rows.map(({ id, name }) => [id, name]));
  }

  /** Imports that say they run but have not moved: their process was killed. */
  async stalled(before: Date): Promise<string[]> {
    const rows: { id: string }[] = await this.db.query(
      "select id from import where state = 'running' and progressed_at < $1 order by progressed_at limit 50",
      [before],
    );
    return rows.map((r) => r.id);
  }

  /** Those of these imports that still need their file. */
  async waiting(ids: readonly string[]): Promise<Set<string>> {
    const rows: { id: string }[] = await this.db.query(
      "select id::text as id from import where id::text = any($1::text[]) and state in ('uploaded', 'running')",
      [ids],
    );
    return new Set(rows.map((r) => r.id));
  }

  /** Files that were handed in and never started: nobody wants them, and they hold personal data. */
  async cancelForgotten(tx: Tx, before: Date, at: Date): Promise<string[]> {
    const [rows]: [{ id: string }[], number] = await tx.query(
      `update import set state = 'cancelled', finished_at = $2
        where id in (select id from import where state = 'uploaded' and progressed_at < $1 for update skip locked)
        returning id`,
      [before, at],
    );
    return rows.map((r) => r.id);
  }
}
