// Three in step: the tasks of the two lanes of an incident, and the evaluations that follow them.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Steps0026 implements MigrationInterface {
  name = 'Steps1700000000026';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table step (
        id uuid primary key,
        jurisdiction_id uuid not null references jurisdiction,
        incident_id uuid not null references incident,
        lane text not null check (lane in ('handling', 'response')),
        what text not null,
        department_id uuid not null references department,
        officer_id uuid references officer,
        due_at timestamptz(3) not null,
        state text not null default 'planned' check (state in ('planned', 'begun', 'finished', 'dropped')),
        planned_at timestamptz(3) not null,
        planned_by text not null,
        begun_at timestamptz(3),
        begun_by text,
        finished_at timestamptz(3),
        finished_by text,
        result text,
        dropped_at timestamptz(3),
        dropped_by text,
        dropped_reason text,
        -- The response plan that brought it.
        plan_id uuid
      );
      create index step_incident on step (incident_id, planned_at, id);
      create index step_owed on step (department_id, due_at) where state in ('planned', 'begun');

      create table step_evaluation (
        id uuid primary key,
        incident_id uuid not null references incident,
        at timestamptz(3) not null,
        by_name text not null,
        verdicts jsonb not null,
        conclusion text not null,
        lessons text not null,
        digest text not null
      );
      create index step_evaluation_incident on step_evaluation (incident_id, at);
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('drop table step_evaluation, step');
  }
}
