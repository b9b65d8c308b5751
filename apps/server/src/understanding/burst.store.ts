// What the watch for bursts reads and keeps: series, their counts by the hour, bursts, and how far it has judged.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { BurstCard } from '#contract';
import type { BurstBasis, BurstVerdict } from '#understanding';
import type { Tx } from '../platform/commit';

type Reader = Pick<Tx, 'query'>;
export type SeriesKey = { kind: BurstCard['kind']; key: string };
export type SeriesFound = SeriesKey & { since: Date };
export type BurstFound = SeriesKey & { id: string; startedAt: Date; lastHour: Date; endedAt: Date | null };
export type BurstListed = Omit<BurstCard, 'startedAt' | 'endedAt' | 'raisedAt'> &
  Record<'startedAt' | 'raisedAt', Date> & { endedAt: Date | null };
export type BurstBegun = SeriesKey &
  BurstVerdict & { id: string; jurisdictionId: string; startedAt: Date; lastHour: Date; basis: BurstBasis };

const LOCK = 0x62757273;

@Injectable()
export class BurstStore {
  constructor(private readonly db: DataSource) {}

  /** True for one process at a time, until its transaction ends. */
  async mine(tx: Tx): Promise<boolean> {
    const [{ mine }] = await tx.query('select pg_try_advisory_xact_lock($1) as mine', [LOCK]);
    return mine;
  }

  async jurisdictions(): Promise<string[]> {
    const rows: { id: string }[] = await this.db.query(
      'select distinct jurisdiction_id as id from message_series order by 1',
    );
    return rows.map(({ id }) => id);
  }

  async until(tx: Tx, jurisdictionId: string): Promise<Date | null> {
    const [row] = await tx.query('select until from burst_check where jurisdiction_id = $1', [
      jurisdictionId,
    ]);
    return row?.until ?? null;
  }

  async checked(tx: Tx, jurisdictionId: string, until: Date): Promise<void> {
    await tx.query(
      `insert into burst_check (jurisdiction_id, until) values ($1, $2)
       on conflict (jurisdiction_id) do update set until = excluded.until`,
      [jurisdictionId, until],
    );
  }

  async series(db: Reader, jurisdictionId: string): Promise<SeriesFound[]> {
    return db.query(
      'select kind, key, since from message_series where jurisdiction_id = $1 order by kind, key',
      [jurisdictionId],
    );
  }

  /** Counts of some hours, epoch hours; of one series where told. */
  async counts(
    db: Reader,
    jurisdictionId: string,
    from: Date,
    only: SeriesKey | null = null,
  ): Promise<(SeriesKey & { hour: number; count: number })[]> {
    return db.query(
      `select kind, key, (extract(epoch from hour) / 3600)::int as hour, count from message_hour
        where jurisdiction_id = $1 and hour >= $2 and ($3::text is null or (kind = $3 and key = $4))`,
      [jurisdictionId, from, only?.kind ?? null, only?.key ?? null],
    );
  }

  /** Those that last, and those that were not over before an instant; held. */
  async bursts(tx: Tx, jurisdictionId: string, since: Date): Promise<BurstFound[]> {
    return tx.query(
      `select id, kind, key, started_at as "startedAt", last_hour as "lastHour", ended_at as "endedAt" from burst
        where jurisdiction_id = $1 and (ended_at is null or last_hour >= $2) order by started_at for update`,
      [jurisdictionId, since],
    );
  }

  async begin(tx: Tx, b: BurstBegun, at: Date): Promise<void> {
    await tx.query(
      `insert into burst (id, jurisdiction_id, kind, key, started_at, last_hour, raised_at, win, count, expected, threshold, basis)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
      [
        b.id,
        b.jurisdictionId,
        b.kind,
        b.key,
        b.startedAt,
        b.lastHour,
        at,
        b.window,
        b.count,
        b.expected,
        b.threshold,
        b.basis,
      ],
    );
  }

  /** It lasted until this hour, and where told is over. */
  async last(tx: Tx, id: string, lastHour: Date, endedAt: Date | null): Promise<void> {
    await tx.query('update burst set last_hour = $2, ended_at = $3 where id = $1', [id, lastHour, endedAt]);
  }

  async messages(
    tx: Tx,
    jurisdictionId: string,
    { kind, key }: SeriesKey,
    from: Date,
    to: Date,
  ): Promise<number> {
    const [row] = await tx.query(
      `select coalesce(sum(count), 0)::int as messages from message_hour
        where jurisdiction_id = $1 and kind = $2 and key = $3 and hour >= $4 and hour <= $5`,
      [jurisdictionId, kind, key, from, to],
    );
    return row.messages;
  }

  /** Mean messages an hour of each series over the hours since an instant, or since it was first heard of. */
  async rates(jurisdictionId: string, from: Date, to: Date): Promise<{ since: Date; rate: number }[]> {
    return this.db.query(
      `select m.since, coalesce(sum(h.count), 0)::float8
              / greatest(1, extract(epoch from $3::timestamptz - greatest(m.since, $2)) / 3600) as rate
         from message_series m
         left join message_hour h on h.jurisdiction_id = m.jurisdiction_id and h.kind = m.kind and h.key = m.key
                                 and h.hour >= greatest(m.since, $2) and h.hour < $3
        where m.jurisdiction_id = $1 group by m.kind, m.key, m.since order by m.kind, m.key`,
      [jurisdictionId, from, to],
    );
  }

  async raisedSince(jurisdictionId: string, since: Date): Promise<number> {
    const [row] = await this.db.query(
      'select count(*)::int as raised from burst where jurisdiction_id = $1 and raised_at >= $2',
      [jurisdictionId, since],
    );
    return row.raised;
  }

  /** Newest first. */
  async listed(jurisdictionIds: readonly string[], since: Date): Promise<BurstListed[]> {
    return this.db.query(
      `select b.id, b.jurisdiction_id as "jurisdictionId", b.kind, b.key, c.title as name, b.started_at as "startedAt",
              b.ended_at as "endedAt", b.raised_at as "raisedAt", b.win as window, b.count, b.expected, b.threshold, b.basis,
              coalesce(h.peak, 0)::int as peak, coalesce(h.messages, 0)::int as messages
         from burst b join burst_card c on c.id = b.id
        cross join lateral (
          select max(h.count) as peak, sum(h.count) as messages from message_hour h
           where h.jurisdiction_id = b.jurisdiction_id and h.kind = b.kind and h.key = b.key
             and h.hour >= b.started_at and h.hour <= b.last_hour) h
        where b.jurisdiction_id = any($1::uuid[]) and (b.ended_at is null or b.started_at >= $2)
        order by b.ended_at is not null, b.started_at desc, b.id limit 100`,
      [jurisdictionIds, since],
    );
  }

  /** Every series with its name, and its messages since an instant. */
  async named(
    jurisdictionIds: readonly string[],
    since: Date,
  ): Promise<(SeriesFound & { jurisdictionId: string; name: string; lastDay: number })[]> {
    return this.db.query(
      `select m.jurisdiction_id as "jurisdictionId", m.kind, m.key, m.since, coalesce(s.name, m.key) as name,
              coalesce((select sum(h.count) from message_hour h where h.jurisdiction_id = m.jurisdiction_id
                          and h.kind = m.kind and h.key = m.key and h.hour > $2), 0)::int as "lastDay"
         from message_series m left join source_card s on m.kind = 'source' and s.id::text = m.key
        where m.jurisdiction_id = any($1::uuid[]) order by "lastDay" desc, m.kind, name limit 500`,
      [jurisdictionIds, since],
    );
  }

  async one(jurisdictionId: string, { kind, key }: SeriesKey): Promise<{ since: Date; name: string } | null> {
    const [row] = await this.db.query(
      `select m.since, coalesce(s.name, m.key) as name
         from message_series m left join source_card s on m.kind = 'source' and s.id::text = m.key
        where m.jurisdiction_id = $1 and m.kind = $2 and m.key = $3`,
      [jurisdictionId, kind, key],
    );
    return row ?? null;
  }
}
