// What an officer who left still had in hand: running clocks and tasks that are not done.
import { Injectable } from '@nestjs/common';
import type { Lane } from '#duty';
import type { Tx } from '../platform/commit';

export type ClockLeft = {
  id: string;
  jurisdictionId: string;
  incidentId: string | null;
  matterId: string | null;
  duty: string;
  departmentId: string | null;
};
export type StepLeft = {
  id: string;
  jurisdictionId: string;
  incidentId: string;
  lane: Lane;
  departmentId: string;
  dueAt: Date;
};

@Injectable()
export class LeftStore {
  async hasLeft(tx: Tx, officerId: string): Promise<boolean> {
    const [row] = await tx.query('select active from officer_card where id = $1', [officerId]);
    return row?.active === false;
  }

  clocks(tx: Tx, officerId: string): Promise<ClockLeft[]> {
    return tx.query(
      `select id, jurisdiction_id as "jurisdictionId", incident_id as "incidentId", matter_id as "matterId", duty,
              department_id as "departmentId"
         from clock where holder_id = $1 and state in ('open', 'breached') order by id for update`,
      [officerId],
    );
  }

  /** Whoever has it now has yet to take it up. */
  async giveClock(tx: Tx, id: string, holderId: string | null): Promise<void> {
    await tx.query(
      'update clock set holder_id = $2, acknowledged_at = null, acknowledged_by = null where id = $1',
      [id, holderId],
    );
  }

  steps(tx: Tx, officerId: string): Promise<StepLeft[]> {
    return tx.query(
      `select id, jurisdiction_id as "jurisdictionId", incident_id as "incidentId", lane, department_id as "departmentId",
              due_at as "dueAt"
         from step where officer_id = $1 and state in ('planned', 'begun') order by id for update`,
      [officerId],
    );
  }

  async giveStep(tx: Tx, id: string, officerId: string | null): Promise<void> {
    await tx.query('update step set officer_id = $2 where id = $1', [id, officerId]);
  }

  /** Whom a gap is told to: the supervisor of the department, and the leaders of the jurisdiction. */
  async above(tx: Tx, jurisdictionId: string, departmentId: string | null): Promise<string[]> {
    const rows: { id: string }[] = await tx.query(
      `select o.id from officer_card o
        where o.active and (o.id = (select supervisor_id from department_card where id = $2)
                            or (o.jurisdiction_id = $1 and 'leader' = any(o.roles)))
        order by o.name, o.id limit 20`,
      [jurisdictionId, departmentId],
    );
    return rows.map(({ id }) => id);
  }
}
