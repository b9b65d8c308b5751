// Messages to be labelled anew, and how far a run over many of them has come.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Relabelling } from '#contract';
import type { Tx } from '../../platform/commit';
import type { Arrived } from '../reading';

/** With when it was labelled last: what somebody else read meanwhile is left as it is. */
export type ToRelabel = Arrived & { labelledAt: Date | null };
export type RelabellingRow = Omit<Relabelling, 'since' | 'startedAt' | 'endedAt'> & {
  jurisdictionId: string;
  jurisdictionIds: string[];
  since: Date;
  until: Date;
  reachedAt: Date | null;
  reachedId: string | null;
  startedAt: Date;
  endedAt: Date | null;
};

const MESSAGE = `m.id, m.batch_id as "batchId", m.jurisdiction_id as "jurisdictionId", m.title, m.body, m.channel,
  m.source_id as "sourceId", m.place, m.published_at as "publishedAt", m.received_at as "receivedAt", l.labelled_at as "labelledAt"`;
const COLUMNS = `id, jurisdiction_id as "jurisdictionId", jurisdiction_ids as "jurisdictionIds", state, since, until, total, done,
  changed, kept, reached_at as "reachedAt", reached_id as "reachedId", started_at as "startedAt", started_by as "startedBy",
  ended_at as "endedAt"`;
const SHOWN = 10;

@Injectable()
export class RelabellingStore {
  constructor(private readonly db: DataSource) {}

  /** Null where it is not labelled yet. */
  async message(id: string): Promise<ToRelabel | null> {
    const [row] = await this.db.query(
      `select ${MESSAGE} from message_card m join message_label l on l.message_id = m.id where m.id = $1`,
      [id],
    );
    return row ?? null;
  }

  async counted(
    jurisdictionIds: readonly string[],
    since: Date,
    until: Date,
    model: string,
  ): Promise<{ messages: number; byOthers: number; kept: number }> {
    const [row] = await this.db.query(
      `select count(*)::int as messages, count(*) filter (where model <> $4)::int as "byOthers",
              count(*) filter (where corrected <> '{}')::int as kept
         from message_label where jurisdiction_id = any($1::uuid[]) and received_at >= $2 and received_at <= $3`,
      [jurisdictionIds, since, until, model],
    );
    return row;
  }

  /** The next messages of a run, oldest first. */
  async next(row: RelabellingRow, limit: number): Promise<ToRelabel[]> {
    return this.db.query(
      `select ${MESSAGE}
         from (select message_id, labelled_at, received_at from message_label
                where jurisdiction_id = any($1::uuid[]) and received_at >= $2 and received_at <= $3
                  and ($4::timestamptz is null or (received_at, message_id) > ($4, $5::uuid))
                order by received_at, message_id limit $6) l
         join message_card m on m.id = l.message_id
        order by l.received_at, l.message_id`,
      [row.jurisdictionIds, row.since, row.until, row.reachedAt, row.reachedId, limit],
    );
  }

  async list(jurisdictionIds: readonly string[]): Promise<RelabellingRow[]> {
    return this.db.query(
      `select ${COLUMNS} from relabelling where jurisdiction_id = any($1::uuid[]) order by started_at desc, id desc limit ${SHOWN}`,
      [jurisdictionIds],
    );
  }

  async find(id: string): Promise<RelabellingRow | null> {
    const [row] = await this.db.query(`select ${COLUMNS} from relabelling where id = $1`, [id]);
    return row ?? null;
  }

  async hold(tx: Tx, id: string): Promise<RelabellingRow | null> {
    const [row] = await tx.query(`select ${COLUMNS} from relabelling where id = $1 for update`, [id]);
    return row ?? null;
  }

  /** False: one is under way already. */
  async insert(
    tx: Tx,
    row: Pick<
      RelabellingRow,
      'id' | 'jurisdictionId' | 'jurisdictionIds' | 'since' | 'until' | 'total' | 'startedBy'
    >,
  ): Promise<boolean> {
    const made: unknown[] = await tx.query(
      `insert into relabelling (id, jurisdiction_id, jurisdiction_ids, since, until, total, started_at, started_by)
       values ($1, $2, $3, $4, $5, $6, $5, $7) on conflict do nothing returning id`,
      [row.id, row.jurisdictionId, row.jurisdictionIds, row.since, row.until, row.total, row.startedBy],
    );
    return made.length > 0;
  }

  async reached(
    tx: Tx,
    id: string,
    last: ToRelabel,
    counts: { done: number; changed: number; kept: number },
  ): Promise<void> {
    await tx.query(
      `update relabelling set reached_at = $2, reached_id = $3, done = done + $4, changed = changed + $5, kept = kept + $6
        where id = $1`,
      [id, last.receivedAt, last.id, counts.done, counts.changed, counts.kept],
    );
  }

  async end(tx: Tx, id: string, state: Relabelling['state'], at: Date): Promise<void> {
    await tx.query('update relabelling set state = $2, ended_at = $3 where id = $1', [id, state, at]);
  }
}
