// The SQL of masked texts whose time is over, and of the months whose keys still seal something.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Tx } from '../platform/commit';

/** A message whose text may be past its time; `receivedAt` as PostgreSQL writes it. */
export type Aged = { id: string; receivedAt: Date; fingerprint: Buffer };

@Injectable()
export class TextStore {
  constructor(private readonly db: DataSource) {}

  /** Messages with a text from before an instant, oldest first, after this one; a newer text of one keeps it. They are held; another process takes others. */
  async aged(
    tx: Tx,
    jurisdictionId: string,
    before: Date,
    after: Aged | null,
    limit: number,
  ): Promise<Aged[]> {
    return tx.query(
      `select m.id, m.received_at as "receivedAt", m.fingerprint from message m
        where m.jurisdiction_id = $1 and m.received_at < $2 and m.text_erased_at is null
          and ($3::timestamptz is null or (m.received_at, m.id) > ($3, $4::uuid))
          and not exists (select from message_revision r where r.message_id = m.id and r.at >= $2)
        order by m.received_at, m.id limit $5 for no key update skip locked`,
      [jurisdictionId, before, after?.receivedAt ?? null, after?.id ?? null, limit],
    );
  }

  /** Words go, wherever they stand: the message, its revisions, its sightings, its reply, and what is sealed of them. Digests stay. */
  async erase(tx: Tx, ids: readonly string[], at: Date): Promise<void> {
    const each = [
      `update message set title = '', body = '', place = null, text_erased_at = $2, sealed = null,
              erased_at = case when sealed is null then erased_at else $2 end where id = any($1::uuid[])`,
      `update message_revision set title = '', body = '', place = null, sealed = null,
              hotline = hotline || '{"replyBody": null}' where message_id = any($1::uuid[]) and $2::timestamptz is not null`,
      `update sighting set title = '' where message_id = any($1::uuid[]) and $2::timestamptz is not null`,
      `update hotline_record set reply_body = null where message_id = any($1::uuid[]) and $2::timestamptz is not null`,
    ];
    for (const sql of each) await tx.query(sql, [ids, at]);
  }

  /** What stands before every sealed original that is left: under which months' keys they lie. */
  async sealedHeads(tx: Tx, length: number): Promise<Set<string>> {
    const rows: { head: Buffer }[] = await tx.query(
      `select substring(sealed from 1 for $1) as head from message where sealed is not null
       union select substring(sealed from 1 for $1) from message_revision where sealed is not null`,
      [length],
    );
    return new Set(rows.map(({ head }) => head.toString('latin1')));
  }

  /** Whether there is a key of a month past, without holding anybody up. */
  async monthKeys(): Promise<string[]> {
    const rows: { name: string }[] = await this.db.query(
      `select name from wrapped_key where name ~ '^original:\\d{4}-\\d{2}$' order by name`,
    );
    return rows.map(({ name }) => name);
  }
}
