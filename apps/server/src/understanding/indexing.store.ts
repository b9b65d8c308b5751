// Messages indexed before terms were kept in one writing, taken from the oldest on, and how far that has come.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Tx } from '../platform/commit';
import { asJson, type Terms } from './reading';

export type Reach = { messageId: string; until: Date };
export type ToIndex = { id: string; title: string; body: string };

@Injectable()
export class IndexingStore {
  constructor(private readonly db: DataSource) {}

  /** How far it has come, held for this transaction; null where there is nothing to do or another process does it. */
  async take(tx: Tx): Promise<Reach | null> {
    const [reach] = await tx.query(
      'select message_id as "messageId", until from indexing_reach for update skip locked',
    );
    return reach ?? null;
  }

  async begun(): Promise<boolean> {
    const rows: unknown[] = await this.db.query('select from indexing_reach');
    return rows.length > 0;
  }

  /** The next labels, held before their texts are read: whoever reads an edited text anew comes after. */
  async next(tx: Tx, { messageId, until }: Reach, most: number): Promise<ToIndex[]> {
    const held: { id: string }[] = await tx.query(
      `select message_id as id from message_label where message_id > $1::uuid and received_at <= $2
        order by message_id limit $3 for update`,
      [messageId, until, most],
    );
    return tx.query('select id, title, body from message_card where id = any($1::uuid[]) order by id', [
      held.map(({ id }) => id),
    ]);
  }

  async index(tx: Tx, rows: readonly (Terms & { id: string })[]): Promise<void> {
    await tx.query(
      `update message_label l set search = r.search
         from json_to_recordset($1::json) as r(id uuid, search tsvector) where l.message_id = r.id`,
      [asJson(rows)],
    );
  }

  async reached(tx: Tx, messageId: string): Promise<void> {
    await tx.query('update indexing_reach set message_id = $1', [messageId]);
  }

  async done(tx: Tx): Promise<void> {
    await tx.query('delete from indexing_reach');
  }

  inTransaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.db.transaction(work);
  }
}
