// The tasks that have run out and were not told of: found by the index of what is due, each noted once for each due time.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Lane } from '#duty';
import type { Tx } from '../platform/commit';

export type StepDue = {
  id: string;
  jurisdictionId: string;
  incidentId: string;
  lane: Lane;
  departmentId: string;
  officerId: string | null;
  dueAt: Date;
};

/** Run out: the due second itself is still in time. Only of incidents in hand, and not told of with this due time. */
const RAN_OUT = `
  s.state in ('planned', 'begun') and s.due_at <= $1::timestamptz and date_trunc('second', s.due_at) + interval '1 second' <= $1
  and i.state = 'confirmed' and not exists (select 1 from step_overdue o where o.step_id = s.id and o.due_at = s.due_at)`;

@Injectable()
export class StepDueStore {
  constructor(private readonly db: DataSource) {}

  /** Whether any has run out at all: most sweeps end here. */
  async any(now: Date): Promise<boolean> {
    const rows: unknown[] = await this.db.query(
      `select 1 from step s join incident_card i on i.id = s.incident_id where ${RAN_OUT} limit 1`,
      [now],
    );
    return rows.length > 0;
  }

  /** Takes them, the longest due first; what another process or a person holds is left to the next sweep. */
  take(tx: Tx, now: Date, limit: number): Promise<StepDue[]> {
    return tx.query(
      `select s.id, s.jurisdiction_id as "jurisdictionId", s.incident_id as "incidentId", s.lane,
              s.department_id as "departmentId", s.officer_id as "officerId", s.due_at as "dueAt"
         from step s join incident_card i on i.id = s.incident_id where ${RAN_OUT}
        order by s.due_at, s.id limit $2 for update of s skip locked`,
      [now, limit],
    );
  }

  async note(
    tx: Tx,
    one: { overdueId: string; taskId: string; dueAt: Date; holderId: string | null },
    at: Date,
  ): Promise<void> {
    await tx.query(
      'insert into step_overdue (id, step_id, due_at, told_at, holder_id) values ($1, $2, $3, $4, $5)',
      [one.overdueId, one.taskId, one.dueAt, at, one.holderId],
    );
  }
}
