// Partners who are told what happens, and what each was told: written with the cursor, sent by jobs, kept with the answer.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Sharing0010 implements MigrationInterface {
  name = 'Sharing1700000000010';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table partner (
        id uuid primary key,
        jurisdiction_id uuid not null references jurisdiction,
        name text not null,
        kind text not null check (kind in ('publicity', 'cyberspace', 'public-security', 'communications', 'other')),
        url text not null,
        kinds text[] not null check (cardinality(kinds) > 0),
        -- Sealed; while it is replaced both sign.
        secret bytea not null,
        earlier_secret bytea,
        earlier_until timestamptz(3),
        paused boolean not null default false,
        -- When people were last told that it cannot be reached; null while it can.
        failing_told_at timestamptz(3),
        created_at timestamptz(3) not null,
        removed_at timestamptz(3)
      );
      create index partner_jurisdiction on partner (jurisdiction_id) where removed_at is null;

      create table delivery (
        id uuid primary key,
        partner_id uuid not null references partner,
        jurisdiction_id uuid not null references jurisdiction,
        -- The fact that is told; null for a trial message.
        fact_seq bigint,
        kind text not null,
        title text not null,
        -- The very text that is signed and sent, each time the same.
        body text not null,
        state text not null check (state in ('waiting', 'delivered', 'failed', 'dropped')),
        attempts integer not null default 0,
        next_attempt_at timestamptz(3),
        last_attempt_at timestamptz(3),
        answer_status integer,
        answer_head text,
        trouble jsonb,
        created_at timestamptz(3) not null,
        delivered_at timestamptz(3)
      );
      create unique index delivery_once on delivery (partner_id, fact_seq);
      create index delivery_listed on delivery (jurisdiction_id, created_at desc, id desc);
      create index delivery_waiting on delivery (next_attempt_at) where state = 'waiting';
      create index delivery_state on delivery (partner_id, state);

      create view partner_card as
        select id, jurisdiction_id, name, kind from partner;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('drop view partner_card; drop table delivery, partner');
  }
}
