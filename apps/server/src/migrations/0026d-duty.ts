// Drills in tables of their own: nothing of the real record is referred to but places, departments and officers.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Drills0026 implements MigrationInterface {
  name = 'Drills1700000000026';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table drill (
        id uuid primary key,
        jurisdiction_id uuid not null references jurisdiction,
        name text not null,
        state text not null default 'prepared' check (state in ('prepared', 'running', 'ended', 'dropped')),
        level text not null,
        emergency boolean not null,
        story text not null,
        lead_department_id uuid not null references department,
        speed integer not null check (speed between 1 and 600),
        length_minutes integer not null,
        prepared_by uuid not null references officer,
        prepared_name text not null,
        prepared_at timestamptz(3) not null,
        started_at timestamptz(3),
        ended_at timestamptz(3),
        ended_name text,
        report jsonb,
        -- The real instant of the next thing that falls due in it.
        next_at timestamptz(3)
      );
      create index drill_listed on drill (jurisdiction_id, prepared_at desc);
      create index drill_sweep on drill (next_at) where next_at is not null;

      create table drill_person (
        drill_id uuid not null references drill,
        officer_id uuid not null references officer,
        name text not null,
        department_id uuid,
        department text,
        leads boolean not null,
        primary key (drill_id, officer_id)
      );

      create table drill_inject (
        drill_id uuid not null references drill,
        n integer not null,
        after_minutes integer not null,
        words text not null,
        department_id uuid references department,
        given_at timestamptz(3),
        primary key (drill_id, n)
      );

      -- Times of a drill's clocks are the drill's own.
      create table drill_clock (
        id uuid primary key,
        drill_id uuid not null references drill,
        duty text not null,
        name jsonb not null,
        pack_id text not null,
        round integer not null,
        answered_by text[] not null,
        starts_from text not null,
        department_id uuid references department,
        holder_id uuid references officer,
        start_at timestamptz(3) not null,
        due_at timestamptz(3) not null,
        explain jsonb not null,
        state text not null default 'open' check (state in ('open', 'breached', 'met', 'met-late')),
        acknowledged_at timestamptz(3),
        acknowledged_by text,
        met_at timestamptz(3),
        met_by text,
        given text[] not null default '{}',
        unique (drill_id, duty, pack_id, round)
      );

      create table drill_event (
        id bigint generated always as identity primary key,
        drill_id uuid not null references drill,
        kind text not null,
        at timestamptz(3) not null,
        drill_at timestamptz(3) not null,
        by_id uuid,
        by_name text not null,
        words jsonb not null,
        clock_id uuid references drill_clock,
        inject integer,
        to_ids uuid[] not null default '{}'
      );
      create index drill_event_drill on drill_event (drill_id, id);

      create view drill_card as select id, jurisdiction_id, '【预演】' || name as title, state from drill;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      drop view drill_card;
      drop table drill_event, drill_clock, drill_inject, drill_person, drill;
    `);
  }
}
