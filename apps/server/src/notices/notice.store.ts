// The SQL of notices: written once a receiver and step, claimed for an attempt, noted with the answer, listed with every attempt.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Notice, NoticeChannelKind, Words } from '#contract';
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
export type NoticeFound = NoticeRow & {
  channelName: string;
  channelKind: NoticeChannelKind;
  officerName: string | null;
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

const columns = `n.id, n.channel_id as "channelId", n.jurisdiction_id as "jurisdictionId", n.officer_id as "officerId", n.address,
  n.about, n.clock_id as "clockId", n.incident_id as "incidentId", n.since, n.rung, n.repeat, n.level, n.content, n.state,
  n.dropped, n.attempts, n.held_until as "heldUntil", n.next_attempt_at as "nextAttemptAt", n.created_at as "createdAt",
  n.delivered_at as "deliveredAt", c.name as "channelName", c.kind as "channelKind", o.name as "officerName",
  coalesce(n.address, case c.kind when 'email' then s.email when 'sms' then s.phone end) as "sentTo"`;
const from = `notice n join notice_channel c on c.id = n.channel_id
  left join officer_card o on o.id = n.officer_id left join notice_setting s on s.officer_id = n.officer_id`;

@Injectable()
export class NoticeStore {
  constructor(private readonly db: DataSource) {}

  /** False when this receiver has been told of this step by this channel already. */
  async add(tx: Tx, notice: NewNotice, at: Date): Promise<boolean> {
    const rows: unknown[] = await tx.query(
      `insert into notice (id, channel_id, jurisdiction_id, officer_id, address, about, clock_id, incident_id, since, rung,
                           repeat, level, content, held_until, state, next_attempt_at, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14::timestamptz, 'waiting', coalesce($14::timestamptz, $15::timestamptz), $15::timestamptz)
       on conflict do nothing returning id`,
      [
        notice.id,
        notice.channelId,
        notice.jurisdictionId,
        notice.officerId,
        notice.address,
        notice.about,
        notice.clockId,
        notice.incidentId,
        notice.since,
        notice.rung,
        notice.repeat,
        notice.level,
        JSON.stringify(notice.content),
        notice.heldUntil,
        at,
      ],
    );
    return rows.length > 0;
  }

  async find(id: string): Promise<NoticeFound | null> {
    const [row]: NoticeFound[] = await this.db.query(`select ${columns} from ${from} where n.id = $1`, [id]);
    return row ?? null;
  }

  hold(tx: Tx, id: string): Promise<NoticeRow | null> {
    return tx.getRepository(NoticeRow).findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  async update(tx: Tx, id: string, changes: Partial<NoticeRow>): Promise<void> {
    await tx.getRepository(NoticeRow).update({ id }, changes);
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

  /** Writes down that an attempt begins, before anything is sent; its number. */
  async beginAttempt(tx: Tx, noticeId: string, at: Date): Promise<number> {
    const [row]: { n: number }[] = await tx.query(
      `insert into notice_attempt (notice_id, n, at)
       select $1, 1 + count(*), $2 from notice_attempt where notice_id = $1 returning n`,
      [noticeId, at],
    );
    return row!.n;
  }

  async noteAttempt(tx: Tx, noticeId: string, n: number, noted: AttemptNoted): Promise<void> {
    const { tookMs, status, head, trouble } = noted;
    await tx.query(
      'update notice_attempt set took_ms = $3, status = $4, head = $5, trouble = $6 where notice_id = $1 and n = $2',
      [noticeId, n, tookMs, status, head, trouble && JSON.stringify(trouble)],
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
  async release(
    tx: Tx,
    incidentId: string,
    level: string,
    at: Date,
  ): Promise<{ id: string; channelId: string }[]> {
    const [rows]: [{ id: string; channelId: string }[], number] = await tx.query(
      `update notice set held_until = null, level = $2, next_attempt_at = $3
        where incident_id = $1 and state = 'waiting' and held_until is not null
        returning id, channel_id as "channelId"`,
      [incidentId, level, at],
    );
    return rows;
  }

  /** Those whose time is long past: their job was lost. */
  overdue(tx: Tx, before: Date): Promise<{ id: string; channelId: string }[]> {
    return tx.query(
      `select n.id, n.channel_id as "channelId" from notice n join notice_channel c on c.id = n.channel_id
        where n.state = 'waiting' and n.next_attempt_at < $1 and not c.paused and c.removed_at is null
        order by n.next_attempt_at limit 200 for update of n skip locked`,
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

  /** Whether the clock that a notice tells of still runs. */
  async runs(clockId: string): Promise<boolean> {
    const [row] = await this.db.query('select state from owed_card where id = $1', [clockId]);
    return row?.state === 'open' || row?.state === 'breached';
  }
}
