// The SQL of sealed originals: one to be opened, and those whose time is over.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Tx } from '../platform/commit';

export type SealedMessage = {
  id: string;
  jurisdictionId: string;
  sealed: Buffer | null;
  erasedAt: Date | null;
};
export type Erased = { id: string; fingerprint: Buffer };

@Injectable()
export class OriginalStore {
  constructor(private readonly db: DataSource) {}

  async find(messageId: string): Promise<SealedMessage | null> {
    const [row] = await this.db.query(
      'select id, jurisdiction_id as "jurisdictionId", sealed, erased_at as "erasedAt" from message where id = $1',
      [messageId],
    );
    return row ?? null;
  }

  async jurisdictions(): Promise<string[]> {
    const rows: { id: string }[] = await this.db.query('select id from jurisdiction_card order by id');
    return rows.map((row) => row.id);
  }

  /** Erases up to `limit` originals of messages received before an instant, and as many of their revisions; another process takes others. */
  async erase(tx: Tx, jurisdictionId: string, before: Date, at: Date, limit: number): Promise<Erased[]> {
    const [rows]: [Erased[], number] = await tx.query(
      `update message set sealed = null, erased_at = $3
        where id in (select id from message
                      where jurisdiction_id = $1 and received_at < $2 and sealed is not null
                      order by received_at desc, id desc limit $4 for no key update skip locked)
        returning id, fingerprint`,
      [jurisdictionId, before, at, limit],
    );
    const [revisions]: [Erased[], number] = await tx.query(
      `update message_revision set sealed = null
        where (message_id, no) in (select message_id, no from message_revision
                      where jurisdiction_id = $1 and at < $2 and sealed is not null
                      order by at desc, message_id, no limit $3 for no key update skip locked)
        returning message_id as id, print as fingerprint`,
      [jurisdictionId, before, limit],
    );
    return [...rows, ...revisions].sort((a, b) =>
      a.id < b.id ? -1 : a.id > b.id ? 1 : a.fingerprint.compare(b.fingerprint),
    );
  }
}
