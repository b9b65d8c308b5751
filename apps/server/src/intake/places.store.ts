// The jurisdictions that a source may be known for, as organisation publishes them.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Tx } from '../platform/commit';

export type Place = { id: string; parentId: string | null; name: string };

@Injectable()
export class PlaceStore {
  constructor(private readonly db: DataSource) {}

  async names(ids: readonly (string | null)[]): Promise<Map<string, string>> {
    const asked = [...new Set(ids.filter((id) => id !== null))];
    if (asked.length === 0) return new Map();
    const rows: { id: string; name: string }[] = await this.db.query(
      'select id, name from jurisdiction_card where id = any($1)',
      [asked],
    );
    return new Map(rows.map(({ id, name }) => [id, name]));
  }

  /** A jurisdiction and all below it. */
  within(tx: Pick<Tx, 'query'> | null, id: string): Promise<Place[]> {
    return (tx ?? this.db).query(
      `with recursive below as (
         select id, null::uuid as parent_id, name from jurisdiction_card where id = $1
         union all select c.id, c.parent_id, c.name from jurisdiction_card c join below b on c.parent_id = b.id)
       select id, parent_id as "parentId", name from below`,
      [id],
    );
  }
}
