// Consultations with their tasks and additions; what is closed is guarded by the database as well.
import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { ConsultationContent, Named } from '#contract';
import type { Tx } from '../platform/commit';
import { ConsultationRow } from './consultation.row';

export type TaskFound = {
  id: string;
  departmentId: string;
  departmentName: string;
  what: string;
  dueAt: Date;
  doneAt: Date | null;
  doneBy: string | null;
};
export type AdditionFound = { id: string; at: Date; by: string; words: string };

@Injectable()
export class ConsultationStore {
  constructor(private readonly db: DataSource) {}

  async read(id: string): Promise<ConsultationRow | null> {
    return this.db.getRepository(ConsultationRow).findOneBy({ id });
  }

  async take(tx: Tx, id: string): Promise<ConsultationRow | null> {
    return tx.findOne(ConsultationRow, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  /** Newest meeting first. */
  async ofIncident(incidentId: string): Promise<ConsultationRow[]> {
    return this.db
      .getRepository(ConsultationRow)
      .find({ where: { incidentId }, order: { heldAt: 'DESC', id: 'DESC' }, take: 200 });
  }

  async add(tx: Tx, row: ConsultationRow): Promise<void> {
    await tx.insert(ConsultationRow, row);
  }

  async save(tx: Tx, id: string, changed: Partial<ConsultationRow>): Promise<void> {
    await tx.update(ConsultationRow, { id }, changed);
  }

  async tasks(id: string, tx: Tx | DataSource = this.db): Promise<TaskFound[]> {
    return tx.query(
      `select t.id, t.department_id as "departmentId", d.name as "departmentName", t.what, t.due_at as "dueAt",
              t.done_at as "doneAt", t.done_by as "doneBy"
         from consultation_task t join department_card d on d.id = t.department_id
        where t.consultation_id = $1 order by t.position`,
      [id],
    );
  }

  /** All of a draft's tasks anew. */
  async setTasks(tx: Tx, id: string, tasks: ConsultationContent['tasks']): Promise<void> {
    await tx.query('delete from consultation_task where consultation_id = $1', [id]);
    for (const [position, { departmentId, what, dueAt }] of tasks.entries())
      await tx.query(
        `insert into consultation_task (id, consultation_id, position, department_id, what, due_at)
         values ($1, $2, $3, $4, $5, $6)`,
        [randomUUID(), id, position, departmentId, what, dueAt],
      );
  }

  async done(tx: Tx, taskId: string, at: Date, by: string): Promise<void> {
    await tx.query('update consultation_task set done_at = $2, done_by = $3 where id = $1', [taskId, at, by]);
  }

  async additions(id: string): Promise<AdditionFound[]> {
    return this.db.query(
      `select id, at, by_name as by, words from consultation_addition where consultation_id = $1 order by at, id`,
      [id],
    );
  }

  async addWords(tx: Tx, id: string, at: Date, by: string, words: string): Promise<void> {
    await tx.query(
      'insert into consultation_addition (id, consultation_id, at, by_name, words) values ($1, $2, $3, $4, $5)',
      [randomUUID(), id, at, by, words],
    );
  }

  /** Those of the departments that the jurisdiction has. */
  async departments(tx: Tx, jurisdictionId: string, ids: readonly string[]): Promise<Named[]> {
    return tx.query('select id, name from department_card where jurisdiction_id = $1 and id = any($2)', [
      jurisdictionId,
      ids,
    ]);
  }
}
