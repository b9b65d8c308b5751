// Calendars and packs as data with versions, starts with who said so, and changes of the rules with the list of what they move.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Duty0016 implements MigrationInterface {
  name = 'Duty1700000000016';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      -- A change of the rules: proposed with what it would move, confirmed as that list was seen.
      create table rule_change (
        id uuid primary key,
        jurisdiction_id uuid not null references jurisdiction,
        kind text not null check (kind in ('calendar', 'pack', 'withdraw-pack', 'restore-pack', 'start')),
        -- The year, the pack or the incident.
        subject text not null,
        incident_id uuid references incident,
        content jsonb not null,
        -- What it was written over: a change that was overtaken is not confirmed.
        based_on text not null,
        says jsonb not null,
        reason text not null,
        state text not null default 'proposed' check (state in ('proposed', 'confirmed', 'dropped')),
        proposed_by uuid not null references officer,
        proposed_name text not null,
        proposed_at timestamptz(3) not null,
        decided_by uuid references officer,
        decided_name text,
        decided_at timestamptz(3),
        counted_at timestamptz(3) not null,
        digest text not null,
        counts jsonb not null
      );
      create index rule_change_listed on rule_change (jurisdiction_id, proposed_at desc, id desc);
      create index rule_change_incident on rule_change (incident_id) where incident_id is not null;

      create table rule_change_move (
        change_id uuid not null references rule_change,
        n integer not null,
        kind text not null check (kind in ('moved', 'recounted', 'opened', 'falls-away', 'stays')),
        clock_id uuid references clock,
        incident_id uuid not null references incident,
        duty text not null,
        name jsonb not null,
        pack_id text not null,
        from_start timestamptz(3),
        to_start timestamptz(3),
        from_due timestamptz(3),
        to_due timestamptz(3),
        at_once boolean not null,
        primary key (change_id, n)
      );
      create index rule_change_move_clock on rule_change_move (clock_id) where kind = 'moved';

      -- What a person entered of a year; the years that come with the system are edition 1.
      create table calendar_edition (
        year integer not null,
        edition integer not null,
        published boolean not null,
        notice text,
        off jsonb not null,
        worked jsonb not null,
        change_id uuid not null references rule_change,
        primary key (year, edition)
      );

      -- A pack as a jurisdiction has edited it; what comes with the system is version 1.
      create table pack_version (
        jurisdiction_id uuid not null references jurisdiction,
        pack_id text not null,
        version text not null,
        body jsonb not null,
        change_id uuid not null references rule_change,
        at timestamptz(3) not null,
        primary key (jurisdiction_id, pack_id, version)
      );
      create table pack_withdrawal (
        jurisdiction_id uuid not null references jurisdiction,
        pack_id text not null,
        change_id uuid not null references rule_change,
        primary key (jurisdiction_id, pack_id)
      );

      -- Each thing said of a start; the newest of its kind holds.
      create table start_instant (
        id bigint generated always as identity primary key,
        incident_id uuid not null references incident,
        start text not null check (start in ('occurred', 'detected', 'assigned', 'signed', 'published')),
        at timestamptz(3) not null,
        said_by text not null,
        said_at timestamptz(3) not null,
        reason text,
        change_id uuid references rule_change
      );
      create index start_instant_incident on start_instant (incident_id, start, id desc);
      -- The same fact heard once more says nothing new.
      create unique index start_instant_once on start_instant (incident_id, start, said_at);

      -- A principal interpreted a policy in person: what the standing duty counts.
      create table interpretation_act (
        id uuid primary key,
        jurisdiction_id uuid not null references jurisdiction,
        department_id uuid not null references department,
        held_on date not null,
        principal text not null,
        title text not null,
        url text,
        recorded_by text not null,
        recorded_at timestamptz(3) not null
      );
      create index interpretation_act_year on interpretation_act (jurisdiction_id, held_on);

      -- The pace of those who hold clocks is read from what was settled lately.
      create index clock_met on clock (jurisdiction_id, met_at) where met_at is not null;

      alter table clock
        add column leans_on integer[] not null default '{}',
        add column extensions jsonb not null default '[]';
      -- What was extended before this is told by the ledger.
      update clock c set extensions = e.list
        from (select subject_id, jsonb_agg(jsonb_build_object('to', body->>'to', 'by', actor_name, 'reason', body->>'reason') order by seq) as list
                from fact where kind = 'duty.extended' group by subject_id) e
       where c.id::text = e.subject_id;
      update clock set leans_on = array[2027]
       where state in ('open', 'breached') and explain::text like '%2027年放假安排尚未公布%';
      insert into start_instant (incident_id, start, at, said_by, said_at)
      select (body->>'incidentId')::uuid, s.start, s.at, actor_name, fact.at
        from fact, lateral (values ('occurred', (body->>'occurredAt')::timestamptz), ('detected', (body->>'detectedAt')::timestamptz)) s (start, at)
       where kind = 'incident.confirmed' and s.at is not null
         and exists (select 1 from incident i where i.id::text = body->>'incidentId')
       order by fact.seq
          on conflict do nothing;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      drop index clock_met;
      drop table interpretation_act;
      alter table clock drop column leans_on, drop column extensions;
      drop table start_instant, pack_withdrawal, pack_version, calendar_edition, rule_change_move, rule_change;
    `);
  }
}
