// The SQL of finding a published text again by its keys: index probes, whatever the size of the archive.
import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/commit';

export type Candidate = { id: string; title: string; body: string; sourceId: string | null };
export type KeyRow = { key: string; messageId: string };

/** Messages read for one key: where more share it, it is a form that many texts are made of, and tells nothing. */
const MOST_A_KEY = 20;

@Injectable()
export class AlikeStore {
  /** Until the transaction ends no other takes published texts in here: two that arrive at once still meet. */
  async lock(tx: Tx, jurisdictionId: string): Promise<void> {
    await tx.query(`select pg_advisory_xact_lock(hashtextextended('intake.alike ' || $1::text, 0))`, [
      jurisdictionId,
    ]);
  }

  async find(tx: Tx, jurisdictionId: string, keys: readonly string[]): Promise<KeyRow[]> {
    if (keys.length === 0) return [];
    return tx.query(
      `select k.key::text as key, f.id as "messageId" from unnest($2::bigint[]) as k (key)
        cross join lateral (
          select m.id from message_key mk join message m on m.id = mk.message_id
           where mk.key = k.key and m.jurisdiction_id = $1 limit ${MOST_A_KEY}) f`,
      [jurisdictionId, keys],
    );
  }

  async texts(tx: Tx, ids: readonly string[]): Promise<Candidate[]> {
    if (ids.length === 0) return [];
    return tx.query(
      'select id, title, body, source_id as "sourceId" from message where id = any($1::uuid[])',
      [ids],
    );
  }

  async keep(tx: Tx, rows: readonly KeyRow[]): Promise<void> {
    if (rows.length === 0) return;
    await tx.query(
      `insert into message_key (key, message_id) select key, message_id from unnest($1::bigint[], $2::uuid[]) as k (key, message_id)
        order by key, message_id on conflict do nothing`,
      [rows.map((r) => r.key), rows.map((r) => r.messageId)],
    );
  }
}
