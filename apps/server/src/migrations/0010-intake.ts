// Sources: who keeps each, who took its trouble, its pace, where it moved; and the doors through which others push, signed.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Intake0010 implements MigrationInterface {
  name = 'Intake1700000000010';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      alter table source
        add column keeper_id uuid references officer,
        add column taken_by text,
        add column taken_at timestamptz(3),
        -- How often it is asked at present: between every_minutes and an hour, by what it brings.
        add column pace_minutes double precision not null default 10,
        add column ttl_minutes integer,
        add column moved_from text,
        add column moved_at timestamptz(3),
        drop constraint source_state_check,
        add constraint source_state_check
          check (state in ('new', 'healthy', 'quiet', 'empty', 'failing', 'paused', 'gone'));
      update source set pace_minutes = every_minutes;
      create or replace view source_card as
        select id, jurisdiction_id, name, state, trouble, keeper_id from source;
      -- The habit of a source is read from when it brought something.
      create index sighting_source on sighting (source_id, seen_at) where source_id is not null;

      create table hook (
        id uuid primary key,
        jurisdiction_id uuid not null references jurisdiction,
        name text not null,
        -- Its secret, sealed; while it is replaced, the earlier one too.
        secret bytea not null,
        earlier_secret bytea,
        earlier_until timestamptz(3),
        created_by text not null,
        created_at timestamptz(3) not null,
        last_used_at timestamptz(3),
        revoked_at timestamptz(3)
      );
      create index hook_listed on hook (jurisdiction_id, created_at desc, id desc);
      -- What was answered to each message of a hook, so that sending it again changes nothing and hears the same.
      create table hook_receipt (
        hook_id uuid not null references hook,
        webhook_id text not null,
        digest bytea not null check (length(digest) = 32),
        answer jsonb not null,
        at timestamptz(3) not null,
        primary key (hook_id, webhook_id)
      );
      create index hook_receipt_at on hook_receipt (at);
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      drop table hook_receipt, hook;
      drop index sighting_source;
      drop view source_card;
      create view source_card as
        select id, jurisdiction_id, name, state, trouble from source;
      update source set state = 'healthy' where state = 'quiet';
      alter table source
        drop constraint source_state_check,
        add constraint source_state_check
          check (state in ('new', 'healthy', 'empty', 'failing', 'paused', 'gone')),
        drop column keeper_id, drop column taken_by, drop column taken_at, drop column pace_minutes,
        drop column ttl_minutes, drop column moved_from, drop column moved_at;
    `);
  }
}
