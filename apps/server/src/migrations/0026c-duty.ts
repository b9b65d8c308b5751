// Response plans with their editions, and what became of each that was proposed to an incident.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Plans0026 implements MigrationInterface {
  name = 'Plans1700000000026';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table plan_edition (
        plan_id uuid not null,
        edition integer not null,
        jurisdiction_id uuid not null references jurisdiction,
        state text not null check (state in ('draft', 'in-force', 'replaced', 'withdrawn')),
        content jsonb not null,
        digest text not null,
        written_by uuid not null references officer,
        written_name text not null,
        written_at timestamptz(3) not null,
        approved_name text,
        approved_at timestamptz(3),
        primary key (plan_id, edition)
      );
      -- At most one edition of a plan is in force, and at most one is being written.
      create unique index plan_edition_in_force on plan_edition (plan_id) where state = 'in-force';
      create unique index plan_edition_draft on plan_edition (plan_id) where state = 'draft';
      create index plan_edition_listed on plan_edition (jurisdiction_id, state);

      create table plan_proposal (
        incident_id uuid not null references incident,
        plan_id uuid not null,
        edition integer not null,
        why jsonb not null,
        at timestamptz(3) not null,
        state text not null default 'proposed' check (state in ('proposed', 'taken', 'declined')),
        decided_name text,
        decided_at timestamptz(3),
        reason text,
        primary key (incident_id, plan_id),
        foreign key (plan_id, edition) references plan_edition
      );
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('drop table plan_proposal, plan_edition');
  }
}
