// Who is on duty, who stands in for whom, who is responsible for which matter at which level, and what agencies are called.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Organisation0024 implements MigrationInterface {
  name = 'Organisation1700000000024';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      -- A post that must be manned at certain hours; of a department, or of the whole jurisdiction.
      create table desk (
        id uuid primary key default gen_random_uuid(),
        jurisdiction_id uuid not null references jurisdiction,
        department_id uuid references department,
        name text not null,
        days text not null check (days in ('every-day', 'workdays', 'rest-days')),
        -- China time; closing at or before opening means past midnight.
        opens text not null,
        closes text not null,
        warn_hours integer not null check (warn_hours between 1 and 720),
        -- From when on somebody must be there.
        manned_from timestamptz(3) not null,
        created_at timestamptz(3) not null,
        closed_at timestamptz(3)
      );
      create unique index desk_name on desk (jurisdiction_id, name) where closed_at is null;

      create table shift (
        id uuid primary key default gen_random_uuid(),
        desk_id uuid not null references desk,
        officer_id uuid not null references officer,
        part text not null check (part in ('duty', 'leader')),
        from_at timestamptz(3) not null,
        to_at timestamptz(3) not null,
        added_by text not null,
        added_at timestamptz(3) not null,
        check (to_at > from_at)
      );
      create index shift_desk on shift (desk_id, to_at);
      create index shift_officer on shift (officer_id, to_at);

      -- One asks another to take a shift, or to exchange it for one of theirs; the other answers.
      create table shift_swap (
        id uuid primary key default gen_random_uuid(),
        shift_id uuid not null references shift on delete cascade,
        other_shift_id uuid references shift on delete cascade,
        from_officer_id uuid not null references officer,
        to_officer_id uuid not null references officer,
        reason text not null,
        asked_at timestamptz(3) not null,
        state text not null default 'asked' check (state in ('asked', 'agreed', 'refused', 'taken-back')),
        decided_at timestamptz(3),
        decided_by text
      );
      create unique index shift_swap_asked on shift_swap (shift_id) where state = 'asked';

      create table absence (
        id uuid primary key default gen_random_uuid(),
        officer_id uuid not null references officer,
        kind text not null check (kind in ('leave', 'sick', 'training', 'business', 'leaving', 'other')),
        from_at timestamptz(3) not null,
        -- Null: until further notice.
        to_at timestamptz(3),
        stand_in_id uuid references officer,
        noted_by text not null,
        noted_at timestamptz(3) not null,
        check (to_at is null or to_at > from_at)
      );
      create index absence_officer on absence (officer_id, to_at);

      create table stand_in (
        officer_id uuid not null references officer,
        rank integer not null,
        stand_in_id uuid not null references officer,
        primary key (officer_id, rank),
        unique (officer_id, stand_in_id),
        check (officer_id <> stand_in_id)
      );

      -- A span in which nobody is on duty where somebody must be: told once when it is seen, once when it begins.
      create table roster_gap (
        id uuid primary key default gen_random_uuid(),
        desk_id uuid not null references desk,
        from_at timestamptz(3) not null,
        to_at timestamptz(3) not null,
        -- Cut off where the look ahead ended, not where somebody comes on.
        open_ended boolean not null,
        causes jsonb not null,
        found_at timestamptz(3) not null,
        began_at timestamptz(3),
        closed_at timestamptz(3),
        closed_as text check (closed_as in ('covered', 'passed', 'joined'))
      );
      create index roster_gap_open on roster_gap (desk_id) where closed_at is null;

      -- The responsibility matrix; a line that is changed ends, and its successor names it.
      create table responsibility_line (
        id uuid primary key default gen_random_uuid(),
        jurisdiction_id uuid not null references jurisdiction,
        -- A topic, a watch area or a kind of emergency; null for every matter.
        matter text,
        -- Null for every level.
        level text check (level in ('特别重大', '重大', '较大', '一般')),
        lead_id uuid not null references department,
        support_ids uuid[] not null default '{}',
        spokesperson_id uuid references officer,
        supervisor_id uuid references officer,
        basis text not null default '',
        replaces uuid references responsibility_line,
        added_by text not null,
        added_at timestamptz(3) not null,
        ended_at timestamptz(3),
        ended_by text
      );
      create unique index responsibility_line_once
        on responsibility_line (jurisdiction_id, coalesce(matter, ''), coalesce(level, '')) where ended_at is null;

      alter table department
        add column spokesperson_id uuid references officer,
        add column merged_into uuid references department,
        add column merged_at timestamptz(3);

      -- Names of agencies as records spell them, and which department each was found to mean.
      create table agency_spelling (
        id uuid primary key default gen_random_uuid(),
        jurisdiction_id uuid not null references jurisdiction,
        spelling text not null,
        times integer not null,
        first_seen_at timestamptz(3) not null,
        last_seen_at timestamptz(3) not null,
        state text not null check (state in ('open', 'learnt', 'set-aside')),
        department_id uuid references department,
        decided_by text,
        decided_at timestamptz(3)
      );
      create unique index agency_spelling_once on agency_spelling (jurisdiction_id, spelling);

      -- Published to the other stages.
      create view desk_card as
        select id, jurisdiction_id, department_id, name from desk where closed_at is null;
      create view shift_card as
        select s.id, s.desk_id, k.jurisdiction_id, k.department_id, s.officer_id, s.part, s.from_at, s.to_at
          from shift s join desk k on k.id = s.desk_id;
      create view responsibility_line_card as
        select id, jurisdiction_id, matter, level, lead_id, support_ids, spokesperson_id, supervisor_id, basis
          from responsibility_line where ended_at is null;
      create view roster_gap_card as
        select g.id, k.jurisdiction_id, k.department_id, k.name, g.from_at, g.to_at, g.causes
          from roster_gap g join desk k on k.id = g.desk_id;
      create or replace view department_card as
        select id, jurisdiction_id, name, kind, topics, aliases, supervisor_id, active, spokesperson_id, merged_into
          from department;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      drop view desk_card, shift_card, responsibility_line_card, roster_gap_card;
      drop view department_card;
      create view department_card as
        select id, jurisdiction_id, name, kind, topics, aliases, supervisor_id, active from department;
      drop table agency_spelling;
      alter table department drop column spokesperson_id, drop column merged_into, drop column merged_at;
      drop table responsibility_line, roster_gap, stand_in, absence, shift_swap, shift, desk;
    `);
  }
}
