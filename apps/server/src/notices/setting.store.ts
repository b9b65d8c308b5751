// The SQL of people's own notice settings.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { QuietHours } from '#duty';
import type { Tx } from '../platform/commit';

export type Setting = { officerId: string; email: string; phone: string; quiet: QuietHours | null };

@Injectable()
export class SettingStore {
  constructor(private readonly db: DataSource) {}

  async find(officerId: string): Promise<Setting | null> {
    return (await this.of(this.db, [officerId])).get(officerId) ?? null;
  }

  async of(db: Pick<Tx, 'query'>, officerIds: readonly string[]): Promise<Map<string, Setting>> {
    const rows: Setting[] = await db.query(
      `select officer_id as "officerId", email, phone, quiet from notice_setting where officer_id = any($1)`,
      [officerIds],
    );
    return new Map(rows.map((row) => [row.officerId, row]));
  }

  async save(tx: Tx, { officerId, email, phone, quiet }: Setting, at: Date): Promise<void> {
    await tx.query(
      `insert into notice_setting (officer_id, email, phone, quiet, changed_at) values ($1, $2, $3, $4, $5)
       on conflict (officer_id) do update
          set email = excluded.email, phone = excluded.phone, quiet = excluded.quiet, changed_at = excluded.changed_at`,
      [officerId, email, phone, quiet && JSON.stringify(quiet), at],
    );
  }
}
