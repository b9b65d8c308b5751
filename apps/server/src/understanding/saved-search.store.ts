// The SQL of saved searches.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Tx } from '../platform/commit';
import { SavedSearchRow } from './saved-search.row';

export type SavedSearchFound = SavedSearchRow & { owner: string };
const MOST = 500;

@Injectable()
export class SavedSearchStore {
  constructor(private readonly db: DataSource) {}

  /** One's own, then those shared in these jurisdictions, each by name; `ownerId` null: only the shared. */
  list(ownerId: string | null, jurisdictionIds: readonly string[]): Promise<SavedSearchFound[]> {
    return this.db.query(
      `select s.id, s.jurisdiction_id as "jurisdictionId", s.owner_id as "ownerId", s.name, s.search, s.shared,
              s.saved_at as "savedAt", coalesce(o.name, '') as owner
         from saved_search s left join officer_card o on o.id = s.owner_id
        where s.owner_id = $1::uuid or (s.shared and s.jurisdiction_id = any($2::uuid[]))
        order by coalesce(s.owner_id = $1::uuid, false) desc, s.name, s.id limit ${MOST}`,
      [ownerId, jurisdictionIds],
    );
  }

  /** Held until the transaction ends. */
  hold(tx: Tx, id: string): Promise<SavedSearchRow | null> {
    return tx.getRepository(SavedSearchRow).findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  /** The names of one person's searches, held so that two saved at once still meet. */
  async namesOf(tx: Tx, ownerId: string): Promise<Map<string, string>> {
    await tx.query(`select pg_advisory_xact_lock(hashtextextended('saved-search:' || $1, 0))`, [ownerId]);
    const rows = await tx.getRepository(SavedSearchRow).find({
      select: { id: true, name: true },
      where: { ownerId },
    });
    return new Map(rows.map(({ name, id }) => [name, id]));
  }

  async add(tx: Tx, row: SavedSearchRow): Promise<void> {
    await tx.getRepository(SavedSearchRow).insert(row);
  }

  async update(tx: Tx, id: string, changed: Partial<SavedSearchRow>): Promise<void> {
    await tx.getRepository(SavedSearchRow).update({ id }, changed);
  }

  async remove(tx: Tx, id: string): Promise<void> {
    await tx.getRepository(SavedSearchRow).delete({ id });
  }

  async ownerName(ownerId: string): Promise<string> {
    const [row]: { name: string }[] = await this.db.query('select name from officer_card where id = $1', [
      ownerId,
    ]);
    return row?.name ?? '';
  }
}
