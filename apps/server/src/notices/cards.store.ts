// What notices reads of the earlier stages: clocks with their incidents and matters, departments with their people, the level above.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Words } from '#contract';
import type { ClockState, Lane, MatterKind } from '#duty';
import type { Level } from '#understanding';
import type { Tx } from '../platform/commit';

export type Reader = Pick<Tx, 'query'>;
/** What climbs: a clock, or a task of a lane that ran out (then `task` names it, and `id` is that of its running out). */
export type ClockCard = {
  id: string;
  jurisdictionId: string;
  jurisdiction: string | null;
  incidentId: string | null;
  matterId: string | null;
  matterKind: MatterKind | null;
  number: string | null;
  title: string | null;
  level: Level | null;
  duty: string;
  name: Words;
  state: ClockState | 'moved';
  dueAt: Date;
  /** Years without a published holiday notice that the due time leans on. */
  leansOn: number[];
  /** The task, which always has an incident. */
  task: { id: string; lane: Lane; incidentId: string } | null;
  departmentId: string | null;
  department: string | null;
  holderId: string | null;
  acknowledgedAt: Date | null;
};
export type Place = { jurisdictionId: string; departmentId: string | null };

@Injectable()
export class CardStore {
  constructor(readonly db: DataSource) {}

  async clocks(db: Reader, ids: readonly string[]): Promise<Map<string, ClockCard>> {
    const rows: ClockCard[] = await db.query(
      `select c.id, c.jurisdiction_id as "jurisdictionId", j.name as jurisdiction, c.incident_id as "incidentId", c.matter_id as "matterId",
              m.kind as "matterKind", m.number, coalesce(i.title, m.title) as title, i.level, c.duty, c.name,
              c.state, c.due_at as "dueAt", c.department_id as "departmentId", d.name as department,
              c.holder_id as "holderId", c.acknowledged_at as "acknowledgedAt", c.leans_on as "leansOn",
              case when c.task_id is not null then jsonb_build_object('id', c.task_id, 'lane', c.lane, 'incidentId', c.incident_id) end as task
         from owed_card c left join jurisdiction_card j on j.id = c.jurisdiction_id
         left join incident_card i on i.id = c.incident_id
         left join matter_card m on m.id = c.matter_id
         left join department_card d on d.id = c.department_id where c.id = any($1)`,
      [ids],
    );
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** Every time that a task ran out. */
  async overdueOf(db: Reader, taskId: string): Promise<string[]> {
    const rows: { id: string }[] = await db.query('select id from owed_card where task_id = $1 order by id', [
      taskId,
    ]);
    return rows.map(({ id }) => id);
  }

  async names(db: Reader, officerIds: readonly string[]): Promise<Map<string, string>> {
    const rows: { id: string; name: string }[] = await db.query(
      'select id, name from officer_card where id = any($1)',
      [officerIds],
    );
    return new Map(rows.map(({ id, name }) => [id, name]));
  }

  /** The department that is the news office of a jurisdiction; null where none is registered. */
  async newsOffice(db: Reader, jurisdictionId: string): Promise<string | null> {
    const [row] = await db.query(
      `select id from department_card where jurisdiction_id = $1 and kind = 'news-office' and active order by name, id limit 1`,
      [jurisdictionId],
    );
    return row?.id ?? null;
  }

  async above(db: Reader, jurisdictionId: string): Promise<string | null> {
    const [row] = await db.query('select parent_id as id from jurisdiction_card where id = $1', [
      jurisdictionId,
    ]);
    return row?.id ?? null;
  }

  async jurisdictions(db: Reader, ids: readonly string[]): Promise<{ id: string; name: string }[]> {
    return db.query('select id, name from jurisdiction_card where id = any($1) order by name, id', [ids]);
  }

  async supervisor(db: Reader, departmentId: string): Promise<string | null> {
    const [row] = await db.query('select supervisor_id as id from department_card where id = $1', [
      departmentId,
    ]);
    return row?.id ?? null;
  }

  async departmentName(db: Reader, departmentId: string): Promise<string | null> {
    const [row] = await db.query('select name from department_card where id = $1', [departmentId]);
    return row?.name ?? null;
  }

  /** Whoever is in post in a department and may act for it. */
  staff(db: Reader, { jurisdictionId, departmentId }: Place): Promise<{ id: string; name: string }[]> {
    return db.query(
      `select id, name from officer_card
        where active and jurisdiction_id = $1 and ($2::uuid is null or department_id = $2)
          and roles && array['news-office', 'department-officer'] order by name, id limit 20`,
      [jurisdictionId, departmentId],
    );
  }

  /** The news office's people who sit in no department, as in a small county. */
  newsStaff(db: Reader, jurisdictionId: string): Promise<{ id: string; name: string }[]> {
    return db.query(
      `select id, name from officer_card
        where active and jurisdiction_id = $1 and 'news-office' = any(roles) order by name, id limit 20`,
      [jurisdictionId],
    );
  }

  /** Those of a department who bear the role of a leader. */
  heads(db: Reader, departmentId: string): Promise<{ id: string; name: string }[]> {
    return db.query(
      `select id, name from officer_card where active and department_id = $1 and 'leader' = any(roles) order by name, id limit 20`,
      [departmentId],
    );
  }

  leaders(db: Reader, jurisdictionId: string): Promise<{ id: string; name: string }[]> {
    return db.query(
      `select id, name from officer_card where active and jurisdiction_id = $1 and 'leader' = any(roles) order by name, id limit 20`,
      [jurisdictionId],
    );
  }

  administrators(db: Reader, jurisdictionId: string): Promise<{ id: string; name: string }[]> {
    return db.query(
      `select id, name from officer_card where active and jurisdiction_id = $1 and 'administrator' = any(roles) order by name, id limit 20`,
      [jurisdictionId],
    );
  }
}
