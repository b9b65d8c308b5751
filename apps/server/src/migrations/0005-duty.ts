// Clocks, who holds them, what was noticed when, and which policy packs are in force where.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Duty0005 implements MigrationInterface {
  name = 'Duty1700000000005';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table pack_in_force (
        jurisdiction_id uuid not null references jurisdiction,
        pack_id text not null,
        primary key (jurisdiction_id, pack_id)
      );

      create table clock (
        id uuid primary key,
        jurisdiction_id uuid not null references jurisdiction,
        incident_id uuid not null references incident,
        duty text not null,
        pack_id text not null,
        pack_version text not null,
        -- Which of its kind: continuing release renews itself with each release.
        round integer not null default 1,
        name jsonb not null,
        clause jsonb not null,
        owed_by text not null,
        answered_by text[] not null,
        department_id uuid references department,
        holder_id uuid references officer,
        starts_from text not null,
        start_at timestamptz(3) not null,
        start_note jsonb,
        due_at timestamptz(3) not null,
        basis text not null,
        explain jsonb not null,
        state text not null default 'open' check (state in ('open', 'met', 'breached', 'met-late', 'waived')),
        opened_at timestamptz(3) not null,
        acknowledged_at timestamptz(3),
        acknowledged_by text,
        met_at timestamptz(3),
        evidence jsonb,
        waived_at timestamptz(3),
        waived_reason text,
        -- The approver who lifted it; null where it fell away by itself (another level, incident closed).
        waived_by text,
        -- The last notice given and when the next is due: the sweep touches only what is due.
        last_notice text check (last_notice in ('half', 'near', 'breached')),
        next_notice_at timestamptz(3),
        unique (incident_id, duty, pack_id, round)
      );
      create index clock_sweep on clock (next_notice_at) where next_notice_at is not null;
      create index clock_running on clock (jurisdiction_id, due_at, id) where state in ('open', 'breached');
      create index clock_listed on clock (jurisdiction_id, due_at, id);
      create index clock_department on clock (department_id, due_at) where state in ('open', 'breached');

      create table escalation (
        clock_id uuid not null references clock,
        rung integer not null,
        to_officer_id uuid references officer,
        at timestamptz(3) not null,
        reason jsonb not null,
        primary key (clock_id, rung)
      );

      -- What was published for an incident: a clock that opens later may already be answered by it.
      create table published_answer (
        release_id uuid not null,
        edition integer not null,
        incident_id uuid not null references incident,
        form text not null,
        place text not null,
        url text not null,
        digest text not null,
        published_at timestamptz(3) not null,
        primary key (release_id, edition)
      );
      create index published_answer_incident on published_answer (incident_id, published_at);

      create view clock_card as
        select id, jurisdiction_id, incident_id, duty, name, state, due_at, answered_by, department_id, holder_id from clock;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      drop view clock_card;
      drop table published_answer, escalation, clock, pack_in_force;
    `);
  }
}
