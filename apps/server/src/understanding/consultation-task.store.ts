// Tasks of closed consultations, over all of them: who does what by when, and which nobody did in time.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Input, TaskCard } from '#contract';
import type { Tx } from '../platform/commit';
import type { Cursor } from '../platform/page';

export type TaskListed = Omit<TaskCard, 'dueAt' | 'doneAt'> & { dueAt: Date; doneAt: Date | null };
export type TaskOwed = {
  taskId: string;
  consultationId: string;
  incidentId: string;
  jurisdictionId: string;
  departmentId: string;
  dueAt: Date;
  toOfficerIds: string[];
};
type Asked = Pick<Input<'consultations.tasks'>['query'], 'state' | 'departmentId'>;

const OFFICERS = `coalesce((select array_agg(o.id order by o.name, o.id) from officer_card o
                             where o.department_id = t.department_id and o.active), '{}')`;
const OWED = `
  select t.id as "taskId", t.consultation_id as "consultationId", c.incident_id as "incidentId",
         c.jurisdiction_id as "jurisdictionId", t.department_id as "departmentId", t.due_at as "dueAt",
         ${OFFICERS} as "toOfficerIds"
    from consultation_task t join consultation c on c.id = t.consultation_id`;
/** Told in one transaction at most. */
const SHARE = 100;

@Injectable()
export class TaskStore {
  constructor(private readonly db: DataSource) {}

  /** What is to be done, the soonest due first; what is done, the newest first. */
  async list(
    jurisdictionIds: readonly string[],
    { state, departmentId }: Asked,
    now: Date,
    after: Cursor | null,
    limit: number,
  ): Promise<TaskListed[]> {
    const isDone = state === 'done';
    return this.db.query(
      `select t.id, t.consultation_id as "consultationId", jsonb_build_object('id', i.id, 'title', i.title) as incident,
              jsonb_build_object('id', d.id, 'name', d.name) as department, t.what, t.due_at as "dueAt",
              t.done_at as "doneAt", t.done_by as "doneBy",
              case when t.done_at is not null then 'done' when t.due_at < $3 then 'overdue' else 'open' end as state
         from consultation_task t
         join consultation c on c.id = t.consultation_id and c.state = 'closed'
         join incident i on i.id = c.incident_id
         join department_card d on d.id = t.department_id
        where c.jurisdiction_id = any($1::uuid[]) and ($2::uuid is null or t.department_id = $2)
          and t.done_at is ${isDone ? 'not null' : 'null'} ${state === 'overdue' ? 'and t.due_at < $3' : ''}
          and ($4::timestamptz is null or ${isDone ? '(t.done_at, t.id) <' : '(t.due_at, t.id) >'} ($4, $5::uuid))
        order by ${isDone ? 't.done_at desc, t.id desc' : 't.due_at, t.id'} limit $6`,
      [jurisdictionIds, departmentId ?? null, now, after?.[0] ?? null, after?.[1] ?? null, limit + 1],
    );
  }

  async counts(
    jurisdictionIds: readonly string[],
    departmentId: string | null,
    now: Date,
  ): Promise<{ open: number; overdue: number }> {
    const [row] = await this.db.query(
      `select count(*)::int as open, count(*) filter (where t.due_at < $3)::int as overdue
         from consultation_task t join consultation c on c.id = t.consultation_id and c.state = 'closed'
        where c.jurisdiction_id = any($1::uuid[]) and ($2::uuid is null or t.department_id = $2) and t.done_at is null`,
      [jurisdictionIds, departmentId, now],
    );
    return row;
  }

  /** The tasks of one consultation, with whom to tell. */
  async ofConsultation(tx: Tx, id: string): Promise<TaskOwed[]> {
    return tx.query(`${OWED} where t.consultation_id = $1 order by t.position`, [id]);
  }

  /** Takes tasks that nobody did in time and of which nobody was told; they are told by this transaction. */
  async takeOverdue(tx: Tx, now: Date): Promise<TaskOwed[]> {
    const taken: { id: string }[] = await tx.query(
      `select t.id from consultation_task t join consultation c on c.id = t.consultation_id
        where c.state = 'closed' and t.done_at is null and t.overdue_told_at is null and t.due_at < $1
        order by t.due_at, t.id limit ${SHARE} for update of t skip locked`,
      [now],
    );
    const ids = taken.map(({ id }) => id);
    if (ids.length === 0) return [];
    await tx.query('update consultation_task set overdue_told_at = $2 where id = any($1)', [ids, now]);
    return tx.query(`${OWED} where t.id = any($1) order by t.due_at, t.id`, [ids]);
  }
}
