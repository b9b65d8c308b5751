// The registry of matters: what the packs bind besides incidents; its clocks, starts and answers stand beside those of incidents.
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tables that until now knew of incidents alone. */
const both = ['clock', 'start_instant', 'rule_change_move'];

export class Matters0028 implements MigrationInterface {
  name = 'Matters1700000000028';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table matter (
        id uuid primary key,
        jurisdiction_id uuid not null references jurisdiction,
        kind text not null check (kind in ('policy', 'regulation', 'service-item', 'disclosure-request')),
        number text not null,
        -- Masked at the door: what it is about, never who asked.
        title text not null,
        department_id uuid references department,
        registered_by text not null,
        registered_at timestamptz(3) not null,
        withdrawn_at timestamptz(3),
        withdrawn_by text,
        withdrawn_reason text,
        unique (jurisdiction_id, kind, number)
      );
      create index matter_department on matter (department_id);
      -- What went out: a release of this house, or the digest of a text that stays where it is.
      create table matter_answer (
        id uuid primary key,
        matter_id uuid not null references matter,
        form text not null check (form in ('statement', 'press-conference', 'interpretation', 'reply')),
        place text not null,
        number text,
        url text,
        digest text not null,
        published_at timestamptz(3) not null,
        release_id uuid,
        edition integer not null default 1,
        recorded_by text not null,
        recorded_at timestamptz(3) not null,
        -- The text was taken back: it answers nothing that opens later.
        withdrawn_at timestamptz(3),
        unique (matter_id, digest, published_at)
      );
      ${both
        .map(
          (table) => `
      alter table ${table} alter column incident_id drop not null,
        add column matter_id uuid references matter,
        add check (num_nonnulls(incident_id, matter_id) = 1);`,
        )
        .join('')}
      alter table rule_change add column matter_id uuid references matter;
      create index rule_change_matter on rule_change (matter_id) where matter_id is not null;
      create unique index clock_matter on clock (matter_id, duty, pack_id, round) where matter_id is not null;
      alter table start_instant
        add column subject_id uuid generated always as (coalesce(incident_id, matter_id)) stored;
      drop index start_instant_incident, start_instant_once;
      create index start_instant_subject on start_instant (subject_id, start, id desc);
      create unique index start_instant_once on start_instant (subject_id, start, said_at);
      create view matter_card as
        select id, jurisdiction_id, kind, number, title, department_id, withdrawn_at is not null as withdrawn from matter;
      create or replace view clock_card as
        select id, jurisdiction_id, incident_id, duty, name, state, due_at, answered_by, department_id, holder_id,
               acknowledged_at, matter_id
          from clock;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      drop view clock_card;
      drop view matter_card;
      delete from rule_change_move where matter_id is not null;
      delete from start_instant where matter_id is not null;
      alter table start_instant drop column subject_id;
      create index start_instant_incident on start_instant (incident_id, start, id desc);
      create unique index start_instant_once on start_instant (incident_id, start, said_at);
      delete from rule_change where matter_id is not null;
      delete from notice_attempt where notice_id in (select n.id from notice n join clock c on c.id = n.clock_id where c.matter_id is not null);
      delete from notice where clock_id in (select id from clock where matter_id is not null);
      delete from climb_step where clock_id in (select id from clock where matter_id is not null);
      delete from climb where clock_id in (select id from clock where matter_id is not null);
      delete from escalation where clock_id in (select id from clock where matter_id is not null);
      delete from clock where matter_id is not null;
      ${both
        .map(
          (table) => `
      alter table ${table} drop column matter_id, alter column incident_id set not null;`,
        )
        .join('')}
      alter table rule_change drop column matter_id;
      drop table matter_answer;
      drop table matter;
      create view clock_card as
        select id, jurisdiction_id, incident_id, duty, name, state, due_at, answered_by, department_id, holder_id, acknowledged_at
          from clock;
    `);
  }
}
