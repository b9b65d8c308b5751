// What is known beside a text: what its source is known for, and the names of the jurisdictions it may speak of.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { PlaceName, SourceHint } from '#understanding';
import type { Tx } from '../platform/commit';

@Injectable()
export class HintStore {
  constructor(private readonly db: DataSource) {}

  /** By source; those without a hint are left out. */
  async ofSources(tx: Tx | null, sourceIds: readonly (string | null)[]): Promise<Map<string, SourceHint>> {
    const asked = [...new Set(sourceIds.filter((id) => id !== null))];
    if (asked.length === 0) return new Map();
    const rows: (SourceHint & { id: string })[] = await (tx ?? this.db).query(
      `select id, name as source, topics, speaks_of_id as "jurisdictionId" from source_card
        where id = any($1::uuid[]) and (topics <> '{}' or speaks_of_id is not null)`,
      [asked],
    );
    return new Map(rows.map(({ id, ...hint }) => [id, hint]));
  }

  /** A jurisdiction and all below it, by name. */
  places(tx: Tx | null, jurisdictionId: string): Promise<PlaceName[]> {
    return (tx ?? this.db).query(
      `with recursive below as (
         select id, null::uuid as parent_id, name from jurisdiction_card where id = $1
         union all select c.id, c.parent_id, c.name from jurisdiction_card c join below b on c.parent_id = b.id)
       select id, parent_id as "parentId", name from below`,
      [jurisdictionId],
    );
  }
}
