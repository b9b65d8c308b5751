// The SQL of notices: written once a receiver and step, claimed for an attempt, noted with the answer, listed with every attempt.
import { Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import type { Notice, NoticeChannelKind, Words } from '#contract';
import { isGraveLevel } from '#duty';
import { levels } from '#understanding';
import type { Tx } from '../platform/commit';
import { NoticeRow } from './notice.row';
import type { Trouble } from './notice-trouble';

export type NewNotice = Pick<
  NoticeRow,
  | 'id'
  | 'channelId'
  | 'jurisdictionId'
  | 'officerId'
  | 'address'
  | 'about'
  | 'clockId'
  | 'incidentId'
  | 'since'
  | 'rung'
  | 'repeat'
  | 'level'
  | 'content'
  | 'heldUntil'
>;
/** As much of a notice as finds it its job. */
export type Waiting = Pick<NoticeRow, 'id' | 'channelId' | 'officerId' | 'level' | 'letterId'>;
export type NoticeFound = NoticeRow & {
  channelName: string;
  channelKind: NoticeChannelKind;
  officerName: string | null;
  /** How many are in its letter. */
  together: number;
  /** The address it goes to: as typed for a trial, else the officer's own of now. */
  sentTo: string | null;
};
export type AttemptFound = {
  noticeId: string;
  at: Date;
  tookMs: number | null;
  status: number | null;
  head: string | null;
  trouble: Trouble | null;
};
export type AttemptNoted = Pick<AttemptFound, 'tookMs' | 'status' | 'head' | 'trouble'>;
export type Filter = {
  channelId?: string;
  clockId?: string;
  state?: Notice['state'];
  before: { at: string; id: string } | null;
  limit: number;
};

const graveLevels = levels.filter(isGraveLevel);
const columns = `n.id, n.channel_id as "channelId", n.jurisdiction_id as "jurisdictionId", n.officer_id as "officerId", n.address,
  n.about, n.letter_id as "letterId", n.clock_id as "clockId", n.incident_id as "incidentId", n.since, n.rung, n.repeat, n.level, n.content, n.state,
  n.dropped, n.attempts, n.held_until as "heldUntil", n.next_attempt_at as "nextAttemptAt", n.created_at as "createdAt",
  n.delivered_at as "deliveredAt", c.name as "channelName", c.kind as "channelKind", o.name as "officerName",
  case when n.letter_id is null then 1 else (select count(*) from notice l where l.letter_id = n.letter_id)::int end as together,
  coalesce(n.address, case c.kind when 'email' then s.email when 'sms' then s.phone end) as "sentTo"`;
const waiting = 'id, channel_id as "channelId", officer_id as "officerId", level, letter_id as "letterId"';
const from = `notice n join notice_channel c on c.id = n.channel_id
  left join officer_card o on o.id = n.officer_id left join notice_setting s on s.officer_id = n.officer_id`;

@Injectable()
export class NoticeStore {
  constructor(private readonly db: DataSource) {}

  /** The ids of those that went in: who has been told of a step by a channel already is not told of it again. */
  async add(tx: Tx, notices: readonly NewNotice[], at: Date): Promise<Set<string>> {
    if (notices.length === 0) return new Set();
    const rows: { id: string }[] = await tx.query(
      `insert into notice (id, channel_id, jurisdiction_id, officer_id, address, about, clock_id, incident_id, since, rung,
                           repeat, level, content, held_until, state, next_attempt_at, created_at)
       select n.*, 'waiting', coalesce(n.held_until, $15::timestamptz), $15::timestamptz
         from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::uuid[], $8::uuid[], $9::text[],
                     $10::int[], $11::int[], $12::text[], $13::jsonb[], $14::timestamptz[])
              as n (id, channel_id, jurisdiction_id, officer_id, address, about, clock_id, incident_id, since, rung, repeat, level,
                    content, held_until)
       on conflict do nothing returning id`,
      [
        notices.map(({ id }) => id),
        notices.map(({ channelId }) => channelId),
        notices.map(({ jurisdictionId }) => jurisdictionId),
        notices.map(({ officerId }) => officerId),
        notices.map(({ address }) => address),
        notices.map(({ about }) => about),
        notices.map(({ clockId }) => clockId),
        notices.map(({ incidentId }) => incidentId),
        notices.map(({ since }) => since),
        notices.map(({ rung }) => rung),
        notices.map(({ repeat }) => repeat),
        notices.map(({ level }) => level),
        notices.map(({ content }) => JSON.stringify(content)),
        notices.map(({ heldUntil }) => heldUntil),
        at,
      ],
    );
    return new Set(rows.map(({ id }) => id));
  }

  async find(id: string): Promise<NoticeFound | null> {
    const [row]: NoticeFound[] = await this.db.query(`select ${columns} from ${from} where n.id = $1`, [id]);
    return row ?? null;
  }

  /**
   * What goes to one receiver together, the gravest first and then what was due first: of a letter that was begun, all
   * that was in it; else whatever waits there by `at` and is as grave, up to `most`. One that is tried is among them
   * whatever its time.
   */
  together(tried: NoticeFound, at: Date, most: number): Promise<NoticeFound[]> {
    return this.db.query(
      `select ${columns} from ${from}
        where n.state = 'waiting' and n.channel_id = $1 and n.officer_id is not distinct from $2::uuid and n.about <> 'test'
          and n.letter_id is not distinct from $3::uuid
          and (n.id = $4 or $3::uuid is not null
               or (n.next_attempt_at <= $5 and coalesce(n.level = any($6::text[]), false) = coalesce($7::text = any($6::text[]), false)))
        order by array_position($8::text[], n.level), n.content #>> '{body,data,dueAt}', n.clock_id, n.rung, n.repeat, n.id limit $9`,
      [
        ...[tried.channelId, tried.officerId, tried.letterId, tried.id, at],
        ...[graveLevels, tried.level, levels, most],
      ],
    );
  }

  async hold(tx: Tx, id: string): Promise<NoticeRow | null> {
    return (await this.holdThese(tx, [id]))[0] ?? null;
  }

  /** Held, always in one order. */
  holdThese(tx: Tx, ids: readonly string[]): Promise<NoticeRow[]> {
    return tx.getRepository(NoticeRow).find({
      where: { id: In([...ids]) },
      order: { id: 'ASC' },
      lock: { mode: 'pessimistic_write' },
    });
  }

  async update(tx: Tx, ids: string | readonly string[], changes: Partial<NoticeRow>): Promise<void> {
    await tx.getRepository(NoticeRow).update({ id: In([ids].flat()) }, changes);
  }

  /** An attempt of these begins, in one letter or alone. */
  async claim(
    tx: Tx,
    ids: readonly string[],
    { letterId, at }: { letterId: string | null; at: Date },
  ): Promise<void> {
    await tx.query(
      `update notice set attempts = attempts + 1, held_until = null, next_attempt_at = $2, letter_id = $3 where id = any($1)`,
      [ids, at, letterId],
    );
  }

  /** What failed goes alone or with others once more, each at its own time; null: it is given up. */
  async putBack(tx: Tx, rows: readonly { id: string; next: Date | null }[]): Promise<void> {
    await tx.query(
      `update notice set state = case when b.next is null then 'failed' else 'waiting' end, next_attempt_at = b.next, letter_id = null
         from unnest($1::uuid[], $2::timestamptz[]) as b (id, next) where notice.id = b.id`,
      [rows.map(({ id }) => id), rows.map(({ next }) => next)],
    );
  }

  /** What waits at a channel for a later attempt waits for one now; what quiet hours hold stays. */
  async hurry(tx: Tx, channelId: string, at: Date): Promise<Waiting[]> {
    const [rows]: [Waiting[], number] = await tx.query(
      `update notice set next_attempt_at = $2 where channel_id = $1 and state = 'waiting' and held_until is null
        returning ${waiting}`,
      [channelId, at],
    );
    return rows;
  }

  /** Those of a channel in one state, held. */
  holdAll(tx: Tx, channelId: string, state: Notice['state']): Promise<NoticeRow[]> {
    return tx.getRepository(NoticeRow).find({
      where: { channelId, state },
      order: { createdAt: 'asc', id: 'asc' },
      take: 5_000,
      lock: { mode: 'pessimistic_write' },
    });
  }

  /** Writes down that an attempt begins, before anything is sent; its number for each notice. */
  async beginAttempt(tx: Tx, noticeIds: readonly string[], at: Date): Promise<Map<string, number>> {
    const rows: { id: string; n: number }[] = await tx.query(
      `insert into notice_attempt (notice_id, n, at)
       select i.id, 1 + (select count(*) from notice_attempt a where a.notice_id = i.id), $2 from unnest($1::uuid[]) as i (id)
       returning notice_id as id, n`,
      [noticeIds, at],
    );
    return new Map(rows.map(({ id, n }) => [id, n]));
  }

  async noteAttempt(tx: Tx, tried: ReadonlyMap<string, number>, noted: AttemptNoted): Promise<void> {
    const { tookMs, status, head, trouble } = noted;
    await tx.query(
      `update notice_attempt set took_ms = $3, status = $4, head = $5, trouble = $6
         from unnest($1::uuid[], $2::int[]) as t (id, n) where notice_id = t.id and notice_attempt.n = t.n`,
      [[...tried.keys()], [...tried.values()], tookMs, status, head, trouble && JSON.stringify(trouble)],
    );
  }

  /** What waits at a channel is not sent any more. */
  async dropWaiting(tx: Tx, channelId: string, why: Words): Promise<void> {
    await tx.query(
      `update notice set state = 'dropped', dropped = $2, next_attempt_at = null where channel_id = $1 and state = 'waiting'`,
      [channelId, JSON.stringify(why)],
    );
  }

  /** The incident is grave now: what quiet hours held goes at once. */
  async release(tx: Tx, incidentId: string, level: string, at: Date): Promise<Waiting[]> {
    const [rows]: [Waiting[], number] = await tx.query(
      `update notice set held_until = null, level = $2, next_attempt_at = $3
        where incident_id = $1 and state = 'waiting' and held_until is not null
        returning ${waiting}`,
      [incidentId, level, at],
    );
    return rows;
  }

  /** What was written of an incident that is called otherwise now, the text that named it being erased, goes by its new name. */
  async rename(tx: Tx, incidentId: string): Promise<void> {
    await tx.query(
      `update notice n
          set content = jsonb_set(c.said, '{short}', c.said #> '{subject,zh}')
         from (select o.id, replace(o.content::text, substr(t.was, 2, length(t.was) - 2),
                                    substr(t.now, 2, length(t.now) - 2))::jsonb as said
                 from notice o join incident_card i on i.id = o.incident_id,
                      lateral (select (o.content #> '{body,data,title}')::text as was, to_jsonb(i.title)::text as now) t
                where o.incident_id = $1) c
        where n.id = c.id`,
      [incidentId],
    );
  }

  /** Those whose time is long past: their job was lost. */
  overdue(tx: Tx, before: Date): Promise<Waiting[]> {
    return tx.query(
      `select n.id, n.channel_id as "channelId", n.officer_id as "officerId", n.level, n.letter_id as "letterId" from notice n join notice_channel c on c.id = n.channel_id
        where n.state = 'waiting' and n.next_attempt_at < $1 and not c.paused and c.removed_at is null
        order by n.next_attempt_at limit 5000 for update of n skip locked`,
      [before],
    );
  }

  /** Newest first, one more than asked for when there are more. */
  list(jurisdictionIds: readonly string[], filter: Filter): Promise<NoticeFound[]> {
    return this.db.query(
      `select ${columns} from ${from}
        where n.jurisdiction_id = any($1) and ($2::uuid is null or n.channel_id = $2)
          and ($3::uuid is null or n.clock_id = $3) and ($4::text is null or n.state = $4)
          and ($5::timestamptz is null or (n.created_at, n.id) < ($5, $6::uuid))
        order by n.created_at desc, n.id desc limit $7`,
      [
        jurisdictionIds,
        filter.channelId ?? null,
        filter.clockId ?? null,
        filter.state ?? null,
        filter.before?.at ?? null,
        filter.before?.id ?? null,
        filter.limit + 1,
      ],
    );
  }

  /** Every attempt of some notices, newest first. */
  async attempts(ids: readonly string[]): Promise<Map<string, AttemptFound[]>> {
    const rows: AttemptFound[] = await this.db.query(
      `select notice_id as "noticeId", at, took_ms as "tookMs", status, head, trouble
         from notice_attempt where notice_id = any($1) order by notice_id, n desc`,
      [ids],
    );
    const found = new Map<string, AttemptFound[]>();
    for (const row of rows) found.set(row.noticeId, [...(found.get(row.noticeId) ?? []), row]);
    return found;
  }

  /** Of some clocks those that no longer run. */
  async settled(clockIds: readonly string[]): Promise<Set<string>> {
    const rows: { id: string }[] = await this.db.query(
      `select i.id from unnest($1::uuid[]) as i (id)
        where not exists (select 1 from owed_card c where c.id = i.id and c.state in ('open', 'breached'))`,
      [clockIds],
    );
    return new Set(rows.map(({ id }) => id));
  }
}
