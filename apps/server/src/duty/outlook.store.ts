// What the outlook reads: open clocks with who holds them, how long things took, hotline records, and interpretations by principals.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Words } from '#organisation';
import type { Tx } from '../platform/commit';
import { ABOUT, ABOUT_JOIN, type AboutFound } from './clock-list.store';

export type OpenClock = AboutFound & {
  id: string;
  name: Words;
  startAt: Date;
  dueAt: Date;
  departmentId: string | null;
  departmentName: string | null;
  holderId: string | null;
  holderName: string | null;
  acknowledged: boolean;
  leansOn: number[];
};
export type PaceFound = { of: 'holder' | 'department'; id: string; hours: number; count: number };
export type HotlineFound = {
  messageId: string;
  kind: string | null;
  receivedAt: Date | null;
  assignedAt: Date | null;
  dueAt: Date | null;
  repliedAt: Date | null;
  hasReply: boolean;
  /** The masked letter, only where the record names no kind. */
  title: string | null;
  words: string | null;
};
export type Act = {
  id: string;
  departmentId: string;
  on: string;
  principal: string;
  title: string;
  url: string | null;
  by: string;
};

@Injectable()
export class OutlookStore {
  constructor(private readonly db: DataSource) {}

  /** A clock that stands still does not run out, and is nobody's next task. */
  open(jurisdictionIds: readonly string[], now: Date): Promise<OpenClock[]> {
    return this.db.query(
      `select c.id, c.name, ${ABOUT},
              c.start_at as "startAt", c.due_at as "dueAt", c.department_id as "departmentId", d.name as "departmentName",
              c.holder_id as "holderId", o.name as "holderName", c.acknowledged_at is not null as acknowledged, c.leans_on as "leansOn"
         from clock c ${ABOUT_JOIN}
         left join department_card d on d.id = c.department_id
         left join officer_card o on o.id = c.holder_id
        where c.jurisdiction_id = any($1) and c.state = 'open' and date_trunc('second', c.due_at) + interval '1 second' > $2 and c.paused_at is null
        order by c.due_at, c.id limit 20000`,
      [jurisdictionIds, now],
    );
  }

  /** Median hours from start to publication, by holder and by department, of what was met since. */
  paces(jurisdictionIds: readonly string[], since: Date): Promise<PaceFound[]> {
    const pace = (column: string, of: string) =>
      `select '${of}' as "of", ${column} as id, count(*)::int as count,
              percentile_cont(0.5) within group (order by extract(epoch from met_at - start_at) / 3600)::float8 as hours
         from clock where jurisdiction_id = any($1) and met_at >= $2 and met_at >= start_at and ${column} is not null
        group by ${column}`;
    return this.db.query(`${pace('holder_id', 'holder')} union all ${pace('department_id', 'department')}`, [
      jurisdictionIds,
      since,
    ]);
  }

  /** Hotline records of a period, by when they came in, a portion at a time. */
  hotline(
    jurisdictionIds: readonly string[],
    from: Date,
    to: Date,
    after: string | null,
    limit: number,
  ): Promise<HotlineFound[]> {
    return this.db.query(
      `select h.message_id as "messageId", h.kind, h.received_at as "receivedAt", h.assigned_at as "assignedAt",
              h.due_at as "dueAt", h.replied_at as "repliedAt", coalesce(h.reply_body, '') <> '' as "hasReply",
              case when coalesce(h.kind, '') = '' then m.title end as title,
              case when coalesce(h.kind, '') = '' then left(m.body, 1000) end as words
         from hotline_card h join message_card m on m.id = h.message_id
        where m.jurisdiction_id = any($1) and coalesce(h.received_at, h.assigned_at, m.received_at) >= $2
          and coalesce(h.received_at, h.assigned_at, m.received_at) < $3 and ($4::uuid is null or h.message_id > $4)
        order by h.message_id limit $5`,
      [jurisdictionIds, from, to, after, limit],
    );
  }

  departments(jurisdictionIds: readonly string[]): Promise<{ id: string; name: string }[]> {
    return this.db.query(
      'select id, name from department_card where jurisdiction_id = any($1) and active order by name, id',
      [jurisdictionIds],
    );
  }

  acts(jurisdictionIds: readonly string[], year: number): Promise<Act[]> {
    return this.db.query(
      `select id, department_id as "departmentId", to_char(held_on, 'YYYY-MM-DD') as "on", principal, title, url, recorded_by as by
         from interpretation_act where jurisdiction_id = any($1) and held_on >= make_date($2, 1, 1) and held_on < make_date($2 + 1, 1, 1)
        order by held_on, id`,
      [jurisdictionIds, year],
    );
  }

  async jurisdictionOf(tx: Tx, departmentId: string): Promise<string | null> {
    const [row] = await tx.query(
      'select jurisdiction_id as id from department_card where id = $1 and active',
      [departmentId],
    );
    return row?.id ?? null;
  }

  async record(tx: Tx, act: Act & { jurisdictionId: string; at: Date }): Promise<void> {
    await tx.query(
      `insert into interpretation_act (id, jurisdiction_id, department_id, held_on, principal, title, url, recorded_by, recorded_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        act.id,
        act.jurisdictionId,
        act.departmentId,
        act.on,
        act.principal,
        act.title,
        act.url,
        act.by,
        act.at,
      ],
    );
  }
}
