// The officers who may be named to see to a source, as organisation publishes them.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { isRole, rightsOf } from '#organisation';
import type { Tx } from '../platform/commit';

@Injectable()
export class KeeperStore {
  constructor(private readonly db: DataSource) {}

  /** Their names by id, of those still in use. */
  async names(tx: Tx | null, ids: readonly (string | null)[]): Promise<Map<string, string>> {
    const asked = [...new Set(ids.filter((id) => id !== null))];
    if (asked.length === 0) return new Map();
    const rows: { id: string; name: string }[] = await (tx ?? this.db).query(
      'select id, name from officer_card where id = any($1) and active',
      [asked],
    );
    return new Map(rows.map(({ id, name }) => [id, name]));
  }

  /** Whether this officer is in use, in view, and may do something about a source. */
  async mayKeep(tx: Tx, id: string, jurisdictionIds: readonly string[]): Promise<boolean> {
    const [officer]: { roles: string[] }[] = await tx.query(
      'select roles from officer_card where id = $1 and active and jurisdiction_id = any($2)',
      [id, jurisdictionIds],
    );
    return officer !== undefined && rightsOf(officer.roles.filter(isRole)).has('source.manage');
  }
}
