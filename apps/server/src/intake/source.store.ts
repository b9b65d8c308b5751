// The SQL of sources: the list with its daily counts, those that are due, and how each fares.
import { Injectable } from '@nestjs/common';
import { DataSource, In, IsNull } from 'typeorm';
import { HABIT_WEEKS } from '#intake';
import type { Tx } from '../platform/commit';
import type { Health } from './health';
import { SourceRow } from './source.row';

export const DAYS = 14;
export type Counts = { messages: number; days: number[] };
type NewSource = Pick<
  SourceRow,
  'jurisdictionId' | 'name' | 'url' | 'everyMinutes' | 'keeperId' | 'topics' | 'speaksOfId'
>;

@Injectable()
export class SourceStore {
  constructor(private readonly db: DataSource) {}

  list(jurisdictionIds: readonly string[]): Promise<SourceRow[]> {
    return this.db.getRepository(SourceRow).find({
      where: { jurisdictionId: In([...jurisdictionIds]), removedAt: IsNull() },
      order: { createdAt: 'asc', id: 'asc' },
    });
  }

  find(id: string): Promise<SourceRow | null> {
    return this.db.getRepository(SourceRow).findOneBy({ id, removedAt: IsNull() });
  }

  /** The source, held until the transaction ends. */
  hold(tx: Tx, id: string): Promise<SourceRow | null> {
    return tx.getRepository(SourceRow).findOne({
      where: { id, removedAt: IsNull() },
      lock: { mode: 'pessimistic_write' },
    });
  }

  /** Null when the jurisdiction follows this address already. */
  async add(tx: Tx, source: NewSource, at: Date): Promise<SourceRow | null> {
    const [row]: { id: string }[] = await tx.query(
      `insert into source (jurisdiction_id, name, url, every_minutes, pace_minutes, keeper_id, next_poll_at, created_at, topics, speaks_of_id)
       values ($1, $2, $3, $4::int, $4::int, $5, $6, $6, $7, $8)
       on conflict (jurisdiction_id, url) where removed_at is null do nothing returning id`,
      [
        source.jurisdictionId,
        source.name,
        source.url,
        source.everyMinutes,
        source.keeperId,
        at,
        source.topics,
        source.speaksOfId,
      ],
    );
    return row ? this.hold(tx, row.id) : null;
  }

  async taken(tx: Tx, jurisdictionId: string, url: string): Promise<boolean> {
    return tx.getRepository(SourceRow).existsBy({ jurisdictionId, url, removedAt: IsNull() });
  }

  /** Those of these addresses that the jurisdiction follows already. */
  async known(jurisdictionId: string, urls: readonly string[]): Promise<Set<string>> {
    const rows = await this.db.getRepository(SourceRow).find({
      select: { url: true },
      where: { jurisdictionId, url: In([...urls]), removedAt: IsNull() },
    });
    return new Set(rows.map(({ url }) => url));
  }

  /** Sources taken down for good, each held by one process. */
  holdGone(tx: Tx): Promise<SourceRow[]> {
    return tx.getRepository(SourceRow).find({
      where: { state: 'gone', removedAt: IsNull() },
      order: { id: 'asc' },
      take: 200,
      lock: { mode: 'pessimistic_write', onLocked: 'skip_locked' },
    });
  }

  /**
   * The last instant of each hour in which the source brought something new, over the weeks of its habit: one step in
   * the index for each such hour, however much came in it.
   */
  async arrivals(tx: Tx, id: string): Promise<Date[]> {
    const rows: { at: Date }[] = await tx.query(
      `with recursive hour as (
         (select seen_at as at, seen_at - make_interval(weeks => $2) as since
            from sighting where source_id = $1 order by seen_at desc limit 1)
         union all
         select (select s.seen_at from sighting s
                  where s.source_id = $1 and s.seen_at < date_trunc('hour', hour.at) and s.seen_at > hour.since
                  order by s.seen_at desc limit 1), hour.since
           from hour where hour.at is not null
       )
       select at from hour where at is not null`,
      [id, HABIT_WEEKS],
    );
    return rows.map(({ at }) => at);
  }

  async update(tx: Tx, id: string, changes: Partial<SourceRow> | Health): Promise<void> {
    await tx.getRepository(SourceRow).update({ id }, changes);
  }

  /** Takes the sources that are due and sets when they are due again, so that no other process takes them too. */
  async takeDue(tx: Tx, at: Date, most: number): Promise<{ id: string; url: string }[]> {
    const [rows]: [{ id: string; url: string }[], number] = await tx.query(
      `update source set next_poll_at = $1::timestamptz + make_interval(mins => every_minutes)
        where id in (select id from source
                      where removed_at is null and state not in ('paused', 'gone') and next_poll_at <= $1
                      order by next_poll_at limit $2 for update skip locked)
        returning id, url`,
      [at, most],
    );
    return rows;
  }

  /** Messages in all and on each of the last 14 days, oldest first, as days pass in China. */
  async counts(ids: readonly string[], at: Date): Promise<Map<string, Counts>> {
    const rows: { source_id: string; messages: string; days: number[] }[] = await this.db.query(
      `with first as (select date_trunc('day', $2::timestamptz at time zone 'Asia/Shanghai') - make_interval(days => $3 - 1) as day)
       select s.id as source_id,
              (select count(*) from message m where m.source_id = s.id) as messages,
              array(select count(m.id)::int
                      from first cross join generate_series(0, $3 - 1) as n
                      left join message m on m.source_id = s.id
                       and m.received_at >= (first.day + make_interval(days => n)) at time zone 'Asia/Shanghai'
                       and m.received_at < (first.day + make_interval(days => n + 1)) at time zone 'Asia/Shanghai'
                     group by n order by n) as days
         from unnest($1::uuid[]) as s (id)`,
      [ids, at, DAYS],
    );
    return new Map(rows.map((r) => [r.source_id, { messages: Number(r.messages), days: r.days }]));
  }
}
