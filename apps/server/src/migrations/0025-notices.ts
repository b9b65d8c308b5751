// Ladders, the climbs up them with their steps, the channels people are told by, and every notice with every attempt.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Notices0025 implements MigrationInterface {
  name = 'Notices1700000000025';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table ladder (
        jurisdiction_id uuid not null references jurisdiction,
        version integer not null,
        rungs jsonb not null,
        acknowledged_for_minutes integer not null,
        reason text not null,
        saved_by text not null,
        saved_at timestamptz(3) not null,
        primary key (jurisdiction_id, version)
      );

      -- A clock on its way up the ladder that held when it began.
      create table climb (
        clock_id uuid not null references clock,
        since text not null check (since in ('near', 'breached')),
        jurisdiction_id uuid not null references jurisdiction,
        rungs jsonb not null,
        acknowledged_for_minutes integer not null,
        -- When the notice was due that began it: every step is counted from here, and from what acknowledgements held.
        began_at timestamptz(3) not null,
        held_ms bigint not null default 0,
        acknowledged_at timestamptz(3),
        acknowledged_until timestamptz(3),
        acknowledged_by text,
        -- The sweep touches only what is due.
        next_step_at timestamptz(3),
        ended_at timestamptz(3),
        ended_as text,
        primary key (clock_id, since)
      );
      create index climb_sweep on climb (next_step_at) where next_step_at is not null;
      create index climb_listed on climb (jurisdiction_id, began_at desc, clock_id);

      create table climb_step (
        clock_id uuid not null,
        since text not null,
        -- From 1; 0 where an acknowledgement ran out.
        rung integer not null,
        repeat integer not null,
        target text,
        due_at timestamptz(3) not null,
        taken_at timestamptz(3) not null,
        late boolean not null,
        overtaken boolean not null,
        told uuid[] not null,
        reason jsonb not null,
        primary key (clock_id, since, rung, repeat),
        foreign key (clock_id, since) references climb
      );

      create table notice_channel (
        id uuid primary key,
        jurisdiction_id uuid not null references jurisdiction,
        kind text not null check (kind in ('email', 'sms', 'wecom', 'dingtalk', 'feishu', 'webhook')),
        name text not null,
        settings jsonb not null,
        -- Sealed; null where it needs none.
        secrets bytea,
        secret_names text[] not null,
        quiet jsonb,
        paused boolean not null default false,
        -- When people were last told that it cannot be reached; null while it can.
        failing_told_at timestamptz(3),
        created_at timestamptz(3) not null,
        removed_at timestamptz(3)
      );
      create index notice_channel_jurisdiction on notice_channel (jurisdiction_id) where removed_at is null;

      -- A person's own: where they want to be told, and when not.
      create table notice_setting (
        officer_id uuid primary key references officer,
        email text not null,
        phone text not null,
        quiet jsonb,
        changed_at timestamptz(3) not null
      );

      create table notice (
        id uuid primary key,
        channel_id uuid not null references notice_channel,
        jurisdiction_id uuid not null references jurisdiction,
        officer_id uuid references officer,
        -- Only where a person typed it for a trial; else the officer's own is read when it is sent.
        address text,
        about text not null check (about in ('escalation', 'unheard', 'test')),
        clock_id uuid references clock,
        incident_id uuid references incident,
        -- Which step of which climb it tells of: nobody is told of it twice by the same channel.
        since text,
        rung integer,
        repeat integer,
        level text,
        -- What is said, made once: every attempt says the same.
        content jsonb not null,
        state text not null check (state in ('waiting', 'delivered', 'failed', 'dropped')),
        dropped jsonb,
        attempts integer not null default 0,
        held_until timestamptz(3),
        next_attempt_at timestamptz(3),
        created_at timestamptz(3) not null,
        delivered_at timestamptz(3)
      );
      create unique index notice_once on notice (channel_id, clock_id, since, rung, repeat, officer_id) nulls not distinct
        where about <> 'test';
      create index notice_listed on notice (jurisdiction_id, created_at desc, id desc);
      create index notice_clock on notice (clock_id) where clock_id is not null;
      create index notice_waiting on notice (next_attempt_at) where state = 'waiting';
      create index notice_state on notice (channel_id, state);

      create table notice_attempt (
        notice_id uuid not null references notice,
        n integer not null,
        at timestamptz(3) not null,
        took_ms integer,
        status integer,
        head text,
        trouble jsonb,
        primary key (notice_id, n)
      );

      -- What was climbed before there were ladders.
      insert into climb (clock_id, since, jurisdiction_id, rungs, acknowledged_for_minutes, began_at, ended_at, ended_as)
      select distinct on (e.clock_id) e.clock_id, 'breached', c.jurisdiction_id, '[]', 60, e.at, e.at, 'before-ladders'
        from escalation e join clock c on c.id = e.clock_id order by e.clock_id, e.at;
      insert into climb_step (clock_id, since, rung, repeat, target, due_at, taken_at, late, overtaken, told, reason)
      select clock_id, 'breached', rung, 0, 'supervising-leader', at, at, false, false,
             case when to_officer_id is null then '{}' else array[to_officer_id] end, reason
        from escalation;

      -- Whether somebody has taken it up is published too.
      create or replace view clock_card as
        select id, jurisdiction_id, incident_id, duty, name, state, due_at, answered_by, department_id, holder_id, acknowledged_at
          from clock;
      create view notice_channel_card as
        select id, jurisdiction_id, name, kind from notice_channel;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      drop view notice_channel_card;
      drop view clock_card;
      create or replace view clock_card as
        select id, jurisdiction_id, incident_id, duty, name, state, due_at, answered_by, department_id, holder_id from clock;
      drop table notice_attempt, notice, notice_setting, notice_channel, climb_step, climb, ladder;
    `);
  }
}
