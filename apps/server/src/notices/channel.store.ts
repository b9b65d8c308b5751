// The SQL of notice channels, and which of them reaches a person.
import { Injectable } from '@nestjs/common';
import { DataSource, In, IsNull } from 'typeorm';
import type { NoticeChannelKind } from '#contract';
import type { PersonalChannel } from '#duty';
import type { Tx } from '../platform/commit';
import { ChannelRow } from './channel.row';

export type Counts = { waiting: number; failed: number; delivered: number; lastDeliveredAt: Date | null };
type Reader = Pick<Tx, 'query'>;

/** The jurisdiction and all above it, nearest first. */
const up = `with recursive up as (
    select id, parent_id, 0 as depth from jurisdiction_card where id = $1
    union select j.id, j.parent_id, up.depth + 1 from jurisdiction_card j join up on j.id = up.parent_id
  )`;

@Injectable()
export class ChannelStore {
  constructor(private readonly db: DataSource) {}

  list(jurisdictionIds: readonly string[]): Promise<ChannelRow[]> {
    return this.db.getRepository(ChannelRow).find({
      where: { jurisdictionId: In([...jurisdictionIds]), removedAt: IsNull() },
      order: { createdAt: 'asc', id: 'asc' },
    });
  }

  find(id: string): Promise<ChannelRow | null> {
    return this.db.getRepository(ChannelRow).findOneBy({ id, removedAt: IsNull() });
  }

  async kinds(tx: Tx, ids: readonly string[]): Promise<Map<string, NoticeChannelKind>> {
    if (ids.length === 0) return new Map();
    const rows: { id: string; kind: NoticeChannelKind }[] = await tx.query(
      'select id, kind from notice_channel where id = any($1)',
      [ids],
    );
    return new Map(rows.map(({ id, kind }) => [id, kind]));
  }

  /** The channel, held until the transaction ends. */
  hold(tx: Tx, id: string): Promise<ChannelRow | null> {
    return tx
      .getRepository(ChannelRow)
      .findOne({ where: { id, removedAt: IsNull() }, lock: { mode: 'pessimistic_write' } });
  }

  async add(tx: Tx, channel: ChannelRow): Promise<void> {
    await tx.getRepository(ChannelRow).insert(channel);
  }

  async update(tx: Tx, id: string, changes: Partial<ChannelRow>): Promise<void> {
    await tx.getRepository(ChannelRow).update({ id }, changes);
  }

  /** The nearest channel of each kind that reaches single people: the jurisdiction's own, else one of a level above. */
  async personal(
    db: Reader,
    jurisdictionId: string,
  ): Promise<Map<PersonalChannel, Pick<ChannelRow, 'id' | 'quiet'>>> {
    const rows: (Pick<ChannelRow, 'id' | 'quiet'> & { kind: PersonalChannel })[] = await db.query(
      `${up} select distinct on (c.kind) c.kind, c.id, c.quiet
         from notice_channel c join up on up.id = c.jurisdiction_id
        where c.removed_at is null and c.kind in ('email', 'sms')
        order by c.kind, up.depth, c.paused, c.created_at, c.id`,
      [jurisdictionId],
    );
    return new Map(rows.map(({ kind, ...row }) => [kind, row]));
  }

  /** Those of the named groups and webhooks that the jurisdiction may use: its own and those of levels above. */
  groups(
    db: Reader,
    jurisdictionId: string,
    ids: readonly string[],
  ): Promise<Pick<ChannelRow, 'id' | 'name' | 'kind' | 'quiet' | 'paused'>[]> {
    return db.query(
      `${up} select c.id, c.name, c.kind, c.quiet, c.paused
         from notice_channel c join up on up.id = c.jurisdiction_id
        where c.removed_at is null and c.kind not in ('email', 'sms') and c.id = any($2) order by c.created_at, c.id`,
      [jurisdictionId, ids],
    );
  }

  async counts(ids: readonly string[]): Promise<Map<string, Counts>> {
    const rows: (Counts & { id: string })[] = await this.db.query(
      `select channel_id as id,
              count(*) filter (where state = 'waiting')::int as waiting,
              count(*) filter (where state = 'failed' and about <> 'test')::int as failed,
              count(*) filter (where state = 'delivered')::int as delivered,
              max(delivered_at) as "lastDeliveredAt"
         from notice where channel_id = any($1) group by channel_id`,
      [ids],
    );
    return new Map(rows.map((row) => [row.id, row]));
  }
}
