// The SQL of saved mappings.
import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import type { Tx } from '../platform/commit';
import { MappingRow } from './mapping.row';

const MOST = 200;

@Injectable()
export class MappingStore {
  constructor(private readonly db: DataSource) {}

  /** The last used first. */
  list(jurisdictionIds: readonly string[]): Promise<MappingRow[]> {
    return this.db.getRepository(MappingRow).find({
      where: { jurisdictionId: In([...jurisdictionIds]) },
      order: { usedAt: 'DESC', name: 'ASC' },
      take: MOST,
    });
  }

  find(id: string): Promise<MappingRow | null> {
    return this.db.getRepository(MappingRow).findOneBy({ id });
  }

  /** Keeps it under its name, in place of one that had it; its id. */
  async save(tx: Tx, row: Omit<MappingRow, 'id'>): Promise<string> {
    const [saved]: { id: string }[] = await tx.query(
      `insert into import_mapping (id, jurisdiction_id, name, headings, mapping, saved_by, saved_at, used_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8)
       on conflict (jurisdiction_id, name) do update
          set headings = excluded.headings, mapping = excluded.mapping, saved_by = excluded.saved_by,
              saved_at = excluded.saved_at, used_at = excluded.used_at
       returning id`,
      [
        randomUUID(),
        row.jurisdictionId,
        row.name,
        row.headings,
        JSON.stringify(row.mapping),
        JSON.stringify(row.savedBy),
        row.savedAt,
        row.usedAt,
      ],
    );
    return saved!.id;
  }

  async used(tx: Tx, jurisdictionId: string, name: string, at: Date): Promise<void> {
    await tx.getRepository(MappingRow).update({ jurisdictionId, name }, { usedAt: at });
  }

  /** True when it was there. */
  async remove(tx: Tx, id: string): Promise<boolean> {
    const { affected } = await tx.getRepository(MappingRow).delete({ id });
    return (affected ?? 0) > 0;
  }
}
