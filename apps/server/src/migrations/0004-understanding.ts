// Labels with their reasons, full-text search, incidents and which message belongs to which.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Understanding0004 implements MigrationInterface {
  name = 'Understanding1700000000004';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table message_label (
        message_id uuid primary key references message,
        jurisdiction_id uuid not null,
        received_at timestamptz(3) not null,
        topic text,
        topics jsonb not null,
        areas text[] not null,
        concerns text[] not null,
        emergency jsonb,
        off_topic boolean not null,
        reasons jsonb not null,
        model text not null,
        search tsvector not null
      );
      create index message_label_search on message_label using gin (search);
      create index message_label_topic on message_label (jurisdiction_id, topic, received_at desc);
      create index message_label_hour on message_label (jurisdiction_id, received_at) include (topic);

      create table incident (
        id uuid primary key,
        jurisdiction_id uuid not null references jurisdiction,
        state text not null default 'proposed' check (state in ('proposed', 'confirmed', 'dismissed', 'merged', 'closed')),
        title text not null,
        topic text,
        areas text[] not null default '{}',
        place text,
        level text check (level in ('特别重大', '重大', '较大', '一般')),
        proposed_level text check (proposed_level in ('特别重大', '重大', '较大', '一般')),
        emergency_kind text,
        emergency jsonb,
        occurred_at timestamptz(3),
        detected_at timestamptz(3) not null,
        first_at timestamptz(3) not null,
        last_at timestamptz(3) not null,
        confirmed_at timestamptz(3),
        confirmed_by text,
        closed_at timestamptz(3),
        messages integer not null default 0,
        channels text[] not null default '{}',
        heat real not null default 0,
        heat_parts jsonb not null default '{}',
        heat_at timestamptz(3),
        lead_department_id uuid references department,
        support_department_ids uuid[] not null default '{}',
        spokesperson_department_id uuid references department,
        rule jsonb,
        merged_into uuid references incident,
        dismissed_reason text,
        -- What the grouping needs to know of it: rare terms with weights, names, numbers, times. Never sentences.
        profile jsonb not null,
        -- A person has decided on it: grouping adds to it, but never undoes what a person did.
        touched boolean not null default false,
        -- The fact at which the grouping last changed it or took up a change by people: what another process has yet to hear of.
        changed_seq bigint not null default 0,
        -- Counts the acts of people that change what belongs together: the grouping checks it when it holds the row.
        acts integer not null default 0,
        search tsvector not null
      );
      create index incident_changed on incident (changed_seq);
      create index incident_active on incident (last_at desc) where state in ('proposed', 'confirmed');
      create index incident_recent on incident (jurisdiction_id, last_at desc, id desc);
      create index incident_heat on incident (jurisdiction_id, heat desc, id desc) where state in ('proposed', 'confirmed');
      create index incident_search on incident using gin (search);

      create table incident_message (
        message_id uuid primary key references message,
        incident_id uuid not null references incident,
        at timestamptz(3) not null,
        channel text not null,
        source_id uuid,
        shared jsonb,
        moved_by text
      );
      create index incident_message_incident on incident_message (incident_id, at desc, message_id desc);

      -- How far the grouping has come: whoever remembers another number has something to catch up on.
      create table grouping_reach (
        one boolean primary key default true check (one),
        seq bigint not null
      );
      insert into grouping_reach (seq) values (0);

      create view incident_card as
        select id, jurisdiction_id, state, title, topic, level, proposed_level, emergency_kind, occurred_at, detected_at, first_at, last_at,
               confirmed_at, heat, lead_department_id, support_department_ids, merged_into
          from incident;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      drop view incident_card;
      drop table grouping_reach, incident_message, incident, message_label;
    `);
  }
}
