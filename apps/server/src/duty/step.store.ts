// The tasks of an incident's two lanes and its evaluations.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Evaluation } from '#contract';
import type { Lane, StepState } from '#duty';
import type { Tx } from '../platform/commit';

export type StepFound = {
  id: string;
  jurisdictionId: string;
  incidentId: string;
  incidentTitle: string;
  incidentLeadId: string | null;
  lane: Lane;
  what: string;
  departmentId: string;
  departmentName: string;
  officerId: string | null;
  officerName: string | null;
  dueAt: Date;
  state: StepState;
  plannedAt: Date;
  plannedBy: string;
  begunAt: Date | null;
  begunBy: string | null;
  finishedAt: Date | null;
  finishedBy: string | null;
  result: string | null;
  droppedReason: string | null;
};
export type NewStep = Pick<
  StepFound,
  | 'id'
  | 'jurisdictionId'
  | 'incidentId'
  | 'lane'
  | 'what'
  | 'departmentId'
  | 'officerId'
  | 'dueAt'
  | 'plannedAt'
  | 'plannedBy'
> & { planId: string | null };
/** Columns that an act may change. */
export type StepChange = Partial<{
  state: StepState;
  department_id: string;
  officer_id: string | null;
  due_at: Date;
  begun_at: Date;
  begun_by: string;
  finished_at: Date;
  finished_by: string;
  result: string;
  dropped_at: Date;
  dropped_by: string;
  dropped_reason: string;
}>;
export type EvaluationFound = Omit<Evaluation, 'at'> & { at: Date };

const FOUND = `
  select s.id, s.jurisdiction_id as "jurisdictionId", s.incident_id as "incidentId", i.title as "incidentTitle",
         i.lead_department_id as "incidentLeadId", s.lane, s.what, s.department_id as "departmentId", d.name as "departmentName",
         s.officer_id as "officerId", o.name as "officerName", s.due_at as "dueAt", s.state, s.planned_at as "plannedAt",
         s.planned_by as "plannedBy", s.begun_at as "begunAt", s.begun_by as "begunBy", s.finished_at as "finishedAt",
         s.finished_by as "finishedBy", s.result, s.dropped_reason as "droppedReason"
    from step s join incident_card i on i.id = s.incident_id join department_card d on d.id = s.department_id
    left join officer_card o on o.id = s.officer_id`;
const columns = [
  'state',
  'department_id',
  'officer_id',
  'due_at',
  'begun_at',
  'begun_by',
  'finished_at',
  'finished_by',
  'result',
  'dropped_at',
  'dropped_by',
  'dropped_reason',
] as const satisfies readonly (keyof StepChange)[];

@Injectable()
export class StepStore {
  constructor(private readonly db: DataSource) {}

  /**
   * Held until the end while tasks are planned or done: whoever closes the incident has its row alone and is waited
   * for, so that nothing is added behind a closing. Others who plan or work are not waited for.
   */
  async hold(tx: Tx, incidentId: string): Promise<void> {
    await tx.query('select 1 from incident_card where id = $1 for key share', [incidentId]);
  }

  /** Two who act on one task do so one after the other. */
  async take(tx: Tx, id: string): Promise<StepFound | null> {
    await tx.query('select 1 from step where id = $1 for update', [id]);
    return this.read(id, tx);
  }

  ofIncident(incidentId: string, tx: Pick<Tx, 'query'> = this.db): Promise<StepFound[]> {
    return tx.query(`${FOUND} where s.incident_id = $1 order by s.due_at, s.id`, [incidentId]);
  }

  async read(id: string, tx: Pick<Tx, 'query'> = this.db): Promise<StepFound | null> {
    const [row] = await tx.query(`${FOUND} where s.id = $1`, [id]);
    return row ?? null;
  }

  /** What a department has still to do, of incidents that are in hand; its own officer's first. */
  owed(departmentId: string, officerId: string): Promise<StepFound[]> {
    return this.db.query(
      `${FOUND} where s.department_id = $1 and s.state in ('planned', 'begun') and i.state = 'confirmed'
        order by s.officer_id is distinct from $2, s.due_at, s.id limit 100`,
      [departmentId, officerId],
    );
  }

  async add(tx: Tx, step: NewStep): Promise<void> {
    await tx.query(
      `insert into step (id, jurisdiction_id, incident_id, lane, what, department_id, officer_id, due_at, planned_at, planned_by, plan_id)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        step.id,
        step.jurisdictionId,
        step.incidentId,
        step.lane,
        step.what,
        step.departmentId,
        step.officerId,
        step.dueAt,
        step.plannedAt,
        step.plannedBy,
        step.planId,
      ],
    );
  }

  async save(tx: Tx, id: string, change: StepChange): Promise<void> {
    const set = columns.filter((column) => change[column] !== undefined);
    await tx.query(
      `update step set ${set.map((column, i) => `${column} = $${i + 2}`).join(', ')} where id = $1`,
      [id, ...set.map((column) => change[column])],
    );
  }

  evaluations(incidentId: string, tx: Pick<Tx, 'query'> = this.db): Promise<EvaluationFound[]> {
    return tx.query(
      `select id, at, by_name as by, verdicts, conclusion, lessons, digest from step_evaluation where incident_id = $1 order by at desc, id`,
      [incidentId],
    );
  }

  async evaluate(tx: Tx, incidentId: string, one: EvaluationFound): Promise<void> {
    await tx.query(
      `insert into step_evaluation (id, incident_id, at, by_name, verdicts, conclusion, lessons, digest)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        one.id,
        incidentId,
        one.at,
        one.by,
        JSON.stringify(one.verdicts),
        one.conclusion,
        one.lessons,
        one.digest,
      ],
    );
  }

  /** The departments in view that are active, and the officers in post in each. */
  async owners(
    tx: Tx,
    jurisdictionIds: readonly string[],
    departmentIds: readonly string[],
  ): Promise<Map<string, Set<string>>> {
    const rows: { id: string; officers: string[] }[] = await tx.query(
      `select d.id, coalesce(array_agg(o.id) filter (where o.id is not null), '{}') as officers
         from department_card d left join officer_card o on o.department_id = d.id and o.active
        where d.id = any($1) and d.jurisdiction_id = any($2) and d.active group by d.id`,
      [departmentIds, jurisdictionIds],
    );
    return new Map(rows.map(({ id, officers }) => [id, new Set(officers)]));
  }
}
