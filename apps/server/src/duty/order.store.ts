// Supervision orders, their numbers and what happened to each; who is to be told of them.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { OrderEvent } from '#contract';
import type { OrderState } from '#duty';
import type { Tx } from '../platform/commit';
import type { Cursor } from '../platform/page';
import { OrderRow } from './order.row';

export type OrderFound = OrderRow & {
  departmentName: string;
  incidentTitle: string | null;
  matterNumber: string | null;
  matterTitle: string | null;
};
export type EventFound = Omit<OrderEvent, 'at' | 'dueAt'> & { orderId: string; at: Date; dueAt: Date | null };
export type NewEvent = Omit<EventFound, 'by'> & { by: string };
export type OrderFilter = {
  jurisdictionIds: readonly string[];
  states: readonly OrderState[] | null;
  /** Awaiting an answer whose time is over at this instant. */
  overdueAt: Date | null;
  departmentId: string | null;
  incidentId: string | null;
  matterId: string | null;
  year: number | null;
  /** Words that must all stand in the number, the subject or the demand. */
  words: readonly string[];
};
export type Addressee = { id: string; name: string; jurisdictionId: string; active: boolean };

const FOUND = `
  select o.id, o.jurisdiction_id as "jurisdictionId", o.for_jurisdiction_id as "forJurisdictionId", o.year, o.n, o.number,
         o.incident_id as "incidentId", o.matter_id as "matterId", o.department_id as "departmentId", o.subject, o.demand, o.issued_by as "issuedBy",
         o.issued_name as "issuedName", o.issued_at as "issuedAt", o.state, o.round, o.within, o.start_at as "startAt",
         o.due_at as "dueAt", o.explain, o.leans_on as "leansOn", o.reminded, o.answered_at as "answeredAt",
         o.answered_by as "answeredBy", o.overdue_at as "overdueAt", o.ended_at as "endedAt",
         o.last_notice as "lastNotice", o.next_notice_at as "nextNoticeAt",
         d.name as "departmentName", i.title as "incidentTitle", m.number as "matterNumber", m.title as "matterTitle"
    from supervision_order o
    join department_card d on d.id = o.department_id
    left join incident_card i on i.id = o.incident_id
    left join matter_card m on m.id = o.matter_id`;

@Injectable()
export class OrderStore {
  constructor(private readonly db: DataSource) {}

  take(tx: Tx, id: string): Promise<OrderRow | null> {
    return tx.findOne(OrderRow, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  /** Orders whose next notice has fallen due, each for one process. */
  due(tx: Tx, now: Date, limit: number): Promise<OrderRow[]> {
    return tx
      .createQueryBuilder(OrderRow, 'o')
      .where('o.nextNoticeAt <= :now', { now })
      .orderBy('o.nextNoticeAt')
      .addOrderBy('o.id')
      .take(limit)
      .setLock('pessimistic_write')
      .setOnLocked('skip_locked')
      .getMany();
  }

  async anyDue(now: Date): Promise<boolean> {
    const rows = await this.db.query('select 1 from supervision_order where next_notice_at <= $1 limit 1', [
      now,
    ]);
    return rows.length > 0;
  }

  /**
   * The next number of a place and year. Its row is locked until the transaction ends: the next issuer waits, and a
   * number that was not kept is given again, so that there is neither a gap nor a double.
   */
  async nextNumber(tx: Tx, jurisdictionId: string, year: number): Promise<number> {
    const [row] = await tx.query(
      `insert into order_series (jurisdiction_id, year, last) values ($1, $2, 1)
       on conflict (jurisdiction_id, year) do update set last = order_series.last + 1 returning last`,
      [jurisdictionId, year],
    );
    return row.last;
  }

  async add(tx: Tx, row: OrderRow): Promise<void> {
    await tx.insert(OrderRow, row);
  }

  async save(tx: Tx, id: string, changed: Partial<OrderRow>): Promise<void> {
    await tx.update(OrderRow, { id }, changed);
  }

  async happened(tx: Tx, { orderId, at, act, by, words, evidence, dueAt, late }: NewEvent): Promise<void> {
    await tx.query(
      `insert into order_event (order_id, at, act, by_name, words, evidence, due_at, late)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [orderId, at, act, by, words, JSON.stringify(evidence), dueAt, late],
    );
  }

  events(orderIds: readonly string[]): Promise<EventFound[]> {
    return this.db.query(
      `select order_id as "orderId", at, act, by_name as by, words, evidence, due_at as "dueAt", late
         from order_event where order_id = any($1) order by id`,
      [orderIds],
    );
  }

  async read(id: string): Promise<OrderFound | null> {
    const [row] = await this.db.query(`${FOUND} where o.id = $1`, [id]);
    return row ?? null;
  }

  /** The newest first; one more than asked for when there are more. */
  list(filter: OrderFilter, after: Cursor | null, limit: number): Promise<OrderFound[]> {
    const pattern = (word: string) => `%${word.replace(/[\\%_]/g, '\\$&')}%`;
    return this.db.query(
      `${FOUND}
        where o.for_jurisdiction_id = any($1)
          and ($2::text[] is null or o.state = any($2))
          and ($3::timestamptz is null or (o.state in ('issued', 'returned') and date_trunc('second', o.due_at) + interval '1 second' <= $3::timestamptz))
          and ($4::uuid is null or o.department_id = $4)
          and ($5::uuid is null or o.incident_id = $5)
          and ($6::integer is null or o.year = $6)
          and o.number || ' ' || o.subject || ' ' || o.demand ilike all($7::text[])
          and ($8::timestamptz is null or (o.issued_at, o.id) < ($8, $9::uuid))
          and ($11::uuid is null or o.matter_id = $11)
        order by o.issued_at desc, o.id desc limit $10`,
      [
        filter.jurisdictionIds,
        filter.states,
        filter.overdueAt,
        filter.departmentId,
        filter.incidentId,
        filter.year,
        filter.words.map(pattern),
        after?.[0] ?? null,
        after?.[1] ?? null,
        limit + 1,
        filter.matterId,
      ],
    );
  }

  async addressee(tx: Tx, departmentId: string): Promise<Addressee | null> {
    const [row] = await tx.query(
      'select id, name, jurisdiction_id as "jurisdictionId", active from department_card where id = $1',
      [departmentId],
    );
    return row ?? null;
  }

  async placeName(tx: Tx, jurisdictionId: string): Promise<string> {
    const [row] = await tx.query('select name from jurisdiction_card where id = $1', [jurisdictionId]);
    return row?.name ?? '';
  }

  /** Who answers for a department: its officers in post; with its supervising leader where told. */
  async toldOf(tx: Tx, departmentId: string, withLeader: boolean): Promise<string[]> {
    const rows: { id: string }[] = await tx.query(
      `select o.id from officer_card o where o.department_id = $1 and o.active
       union select o.id from department_card d join officer_card o on o.id = d.supervisor_id
              where d.id = $1 and $2 and o.active
        order by id`,
      [departmentId, withLeader],
    );
    return rows.map(({ id }) => id);
  }
}
