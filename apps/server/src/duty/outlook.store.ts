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
export type Act = {
  id: string;
  departmentId: string;
  on: string;
  principal: string;
  title: string;
  url: string | null;
  by: string;
  withdrawn: { by: string; reason: string } | null;
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

  /** Departments at work, each with who leads it. */
  departments(
    jurisdictionIds: readonly string[],
  ): Promise<{ id: string; name: string; principals: string[] }[]> {
    return this.db.query(
      `select d.id, d.name,
              array(select o.name from officer_card o where o.department_id = d.id and o.active and 'leader' = any(o.roles)
                     order by o.name, o.id) as principals
         from department_card d where d.jurisdiction_id = any($1) and d.active order by d.name, d.id`,
      [jurisdictionIds],
    );
  }

  /** Years of which anything is recorded. */
  async years(jurisdictionIds: readonly string[]): Promise<number[]> {
    const rows: { year: number }[] = await this.db.query(
      'select distinct extract(year from held_on)::int as year from interpretation_act where jurisdiction_id = any($1)',
      [jurisdictionIds],
    );
    return rows.map(({ year }) => year);
  }

  acts(jurisdictionIds: readonly string[], year: number): Promise<Act[]> {
    return this.db.query(
      `select id, department_id as "departmentId", to_char(held_on, 'YYYY-MM-DD') as "on", principal, title, url, recorded_by as by,
              case when withdrawn_at is not null then jsonb_build_object('by', withdrawn_by, 'reason', withdrawn_reason) end as withdrawn
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

  /** Whether the same is recorded already: the same department, day and policy. */
  async isKept(tx: Tx, { departmentId, on, title }: Pick<Act, 'departmentId' | 'on' | 'title'>) {
    const rows: unknown[] = await tx.query(
      'select 1 from interpretation_act where department_id = $1 and held_on = $2 and title = $3 and withdrawn_at is null',
      [departmentId, on, title],
    );
    return rows.length > 0;
  }

  /** One that counts, held. */
  async takeAct(
    tx: Tx,
    id: string,
  ): Promise<{ jurisdictionId: string; departmentId: string; on: string; isWithdrawn: boolean } | null> {
    const [row] = await tx.query(
      `select jurisdiction_id as "jurisdictionId", department_id as "departmentId", to_char(held_on, 'YYYY-MM-DD') as "on",
              withdrawn_at is not null as "isWithdrawn"
         from interpretation_act where id = $1 for update`,
      [id],
    );
    return row ?? null;
  }

  async withdraw(tx: Tx, id: string, said: { by: string; reason: string; at: Date }): Promise<void> {
    await tx.query(
      'update interpretation_act set withdrawn_at = $2, withdrawn_by = $3, withdrawn_reason = $4 where id = $1',
      [id, said.at, said.by, said.reason],
    );
  }

  async record(tx: Tx, act: Omit<Act, 'withdrawn'> & { jurisdictionId: string; at: Date }): Promise<void> {
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
