// The tables of drills: scenario, people, script, what happened. Their clocks have a store of their own.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { DrillContent, DrillReportView } from '#contract';
import type { DrillLadder } from '#duty';
import type { Words } from '#organisation';
import type { Tx } from '../platform/commit';

export type DrillFound = {
  id: string;
  jurisdictionId: string;
  name: string;
  state: 'prepared' | 'running' | 'ended' | 'dropped';
  level: DrillContent['level'];
  emergency: boolean;
  story: string;
  leadDepartmentId: string;
  leadName: string;
  speed: number;
  lengthMinutes: number;
  preparedBy: string;
  preparedName: string;
  preparedAt: Date;
  startedAt: Date | null;
  endedAt: Date | null;
  report: DrillReportView | null;
  /** The ladder that was in force when it began; null for those from before drills had one. */
  ladder: DrillLadder | null;
  people: number;
};
export type PersonFound = {
  officerId: string;
  name: string;
  departmentId: string | null;
  department: string | null;
  leads: boolean;
  isNews: boolean;
  jurisdictionId: string;
};
export type InjectFound = {
  n: number;
  afterMinutes: number;
  words: string;
  departmentId: string | null;
  departmentName: string | null;
  givenAt: Date | null;
};
export type EventFound = {
  id: number;
  kind: string;
  at: Date;
  drillAt: Date;
  byId: string | null;
  by: string;
  words: Words;
  clockId: string | null;
  inject: number | null;
  toIds: string[];
};
type Reading = Pick<Tx, 'query'>;

const FOUND = `
  select l.id, l.jurisdiction_id as "jurisdictionId", l.name, l.state, l.level, l.emergency, l.story,
         l.lead_department_id as "leadDepartmentId", d.name as "leadName", l.speed, l.length_minutes as "lengthMinutes",
         l.prepared_by as "preparedBy", l.prepared_name as "preparedName", l.prepared_at as "preparedAt",
         l.started_at as "startedAt", l.ended_at as "endedAt", l.report, l.ladder,
         (select count(*)::int from drill_person p where p.drill_id = l.id) as people
    from drill l join department_card d on d.id = l.lead_department_id`;

@Injectable()
export class DrillStore {
  constructor(private readonly db: DataSource) {}

  list(
    jurisdictionIds: readonly string[],
    officerId: string,
  ): Promise<(DrillFound & { takesPart: boolean })[]> {
    return this.db.query(
      `select f.*, exists (select 1 from drill_person p where p.drill_id = f.id and p.officer_id = $2) as "takesPart"
         from (${FOUND}) f where f."jurisdictionId" = any($1) and f.state <> 'dropped'
        order by f."preparedAt" desc limit 200`,
      [jurisdictionIds, officerId],
    );
  }

  async read(id: string, reading: Reading = this.db): Promise<DrillFound | null> {
    const [row] = await reading.query(`${FOUND} where l.id = $1`, [id]);
    return row ?? null;
  }

  /** Taken for a change: everything of one drill happens one after the other. */
  async take(tx: Tx, id: string): Promise<DrillFound | null> {
    await tx.query('select 1 from drill where id = $1 for update', [id]);
    return this.read(id, tx);
  }

  async due(tx: Tx, now: Date): Promise<DrillFound | null> {
    const [row] = await tx.query(
      'select id from drill where next_at <= $1 order by next_at limit 1 for update skip locked',
      [now],
    );
    return row ? this.read(row.id, tx) : null;
  }

  async anyDue(now: Date): Promise<boolean> {
    const rows = await this.db.query('select 1 from drill where next_at <= $1 limit 1', [now]);
    return rows.length > 0;
  }

  async prepare(
    tx: Tx,
    drill: DrillContent & { id: string; jurisdictionId: string; by: { id: string; name: string }; at: Date },
    people: readonly PersonFound[],
  ): Promise<void> {
    await tx.query(
      `insert into drill (id, jurisdiction_id, name, level, emergency, story, lead_department_id, speed, length_minutes,
                          prepared_by, prepared_name, prepared_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
      [
        drill.id,
        drill.jurisdictionId,
        drill.name,
        drill.level,
        drill.emergency,
        drill.story,
        drill.leadDepartmentId,
        drill.speed,
        drill.lengthMinutes,
        drill.by.id,
        drill.by.name,
        drill.at,
      ],
    );
    for (const one of people)
      await tx.query(
        'insert into drill_person (drill_id, officer_id, name, department_id, department, leads) values ($1, $2, $3, $4, $5, $6)',
        [drill.id, one.officerId, one.name, one.departmentId, one.department, one.leads],
      );
    const inOrder = [...drill.injects].sort((a, b) => a.afterMinutes - b.afterMinutes);
    for (const [i, inject] of inOrder.entries())
      await tx.query(
        'insert into drill_inject (drill_id, n, after_minutes, words, department_id) values ($1, $2, $3, $4, $5)',
        [drill.id, i + 1, inject.afterMinutes, inject.words, inject.departmentId],
      );
  }

  /** Officers in post in view, as they will take part. */
  officers(tx: Tx, jurisdictionIds: readonly string[], ids: readonly string[]): Promise<PersonFound[]> {
    return tx.query(
      `select o.id as "officerId", o.name, o.department_id as "departmentId", d.name as department, 'leader' = any(o.roles) as leads,
              'news-office' = any(o.roles) as "isNews", o.jurisdiction_id as "jurisdictionId"
         from officer_card o left join department_card d on d.id = o.department_id
        where o.id = any($1) and o.jurisdiction_id = any($2) and o.active order by o.name, o.id`,
      [ids, jurisdictionIds],
    );
  }

  async departmentsIn(
    tx: Tx,
    jurisdictionIds: readonly string[],
    ids: readonly string[],
  ): Promise<Set<string>> {
    const rows: { id: string }[] = await tx.query(
      'select id from department_card where id = any($1) and jurisdiction_id = any($2) and active',
      [ids, jurisdictionIds],
    );
    return new Set(rows.map(({ id }) => id));
  }

  async supervisor(tx: Tx, departmentId: string | null): Promise<string | null> {
    if (!departmentId) return null;
    const [row] = await tx.query('select supervisor_id as id from department_card where id = $1', [
      departmentId,
    ]);
    return row?.id ?? null;
  }

  people(id: string, reading: Reading = this.db): Promise<PersonFound[]> {
    return reading.query(
      `select p.officer_id as "officerId", p.name, p.department_id as "departmentId", p.department, p.leads,
              'news-office' = any(o.roles) as "isNews", o.jurisdiction_id as "jurisdictionId"
         from drill_person p join officer_card o on o.id = p.officer_id where p.drill_id = $1 order by p.name, p.officer_id`,
      [id],
    );
  }

  injects(id: string, reading: Reading = this.db): Promise<InjectFound[]> {
    return reading.query(
      `select i.n, i.after_minutes as "afterMinutes", i.words, i.department_id as "departmentId", d.name as "departmentName",
              i.given_at as "givenAt"
         from drill_inject i left join department_card d on d.id = i.department_id where i.drill_id = $1 order by i.n`,
      [id],
    );
  }

  async events(id: string, reading: Reading = this.db): Promise<EventFound[]> {
    const rows: (Omit<EventFound, 'id'> & { id: string })[] = await reading.query(
      `select id, kind, at, drill_at as "drillAt", by_id as "byId", by_name as by, words, clock_id as "clockId", inject, to_ids as "toIds"
         from drill_event where drill_id = $1 order by id`,
      [id],
    );
    return rows.map((row) => ({ ...row, id: Number(row.id) }));
  }

  async given(tx: Tx, drillId: string, n: number, at: Date): Promise<void> {
    await tx.query('update drill_inject set given_at = $3 where drill_id = $1 and n = $2', [drillId, n, at]);
  }

  async happened(
    tx: Tx,
    drillId: string,
    one: Omit<EventFound, 'id' | 'drillAt'> & { drillAt: string },
  ): Promise<void> {
    await tx.query(
      `insert into drill_event (drill_id, kind, at, drill_at, by_id, by_name, words, clock_id, inject, to_ids)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        drillId,
        one.kind,
        one.at,
        one.drillAt,
        one.byId,
        one.by,
        JSON.stringify(one.words),
        one.clockId,
        one.inject,
        one.toIds,
      ],
    );
  }

  async start(tx: Tx, id: string, ladder: DrillLadder, at: Date): Promise<void> {
    await tx.query(
      `update drill set state = 'running', started_at = $2, next_at = $2, ladder = $3 where id = $1`,
      [id, at, JSON.stringify(ladder)],
    );
  }

  async next(tx: Tx, id: string, at: string): Promise<void> {
    await tx.query('update drill set next_at = $2 where id = $1', [id, at]);
  }

  async end(tx: Tx, id: string, at: Date, by: string, report: DrillReportView): Promise<void> {
    await tx.query(
      `update drill set state = 'ended', ended_at = $2, ended_name = $3, report = $4, next_at = null where id = $1`,
      [id, at, by, JSON.stringify(report)],
    );
  }

  async drop(tx: Tx, id: string): Promise<void> {
    await tx.query(`update drill set state = 'dropped' where id = $1`, [id]);
  }
}
