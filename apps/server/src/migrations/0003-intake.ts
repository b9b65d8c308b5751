// Sources, messages with their sightings, hotline records, imports. Readable text is masked text; the original is sealed.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Intake0003 implements MigrationInterface {
  name = 'Intake1700000000003';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table source (
        id uuid primary key default gen_random_uuid(),
        jurisdiction_id uuid not null references jurisdiction,
        name text not null,
        url text not null,
        every_minutes integer not null default 10,
        state text not null default 'new' check (state in ('new', 'healthy', 'empty', 'failing', 'paused', 'gone')),
        trouble jsonb,
        failures integer not null default 0,
        etag text,
        last_modified text,
        last_polled_at timestamptz(3),
        last_success_at timestamptz(3),
        next_poll_at timestamptz(3),
        created_at timestamptz(3) not null default now(),
        removed_at timestamptz(3)
      );
      create unique index source_url on source (jurisdiction_id, url) where removed_at is null;
      create index source_next_poll on source (next_poll_at) where removed_at is null;

      create table import (
        id uuid primary key default gen_random_uuid(),
        jurisdiction_id uuid not null references jurisdiction,
        name text not null,
        bytes bigint not null,
        digest text not null,
        file text not null,
        state text not null check (state in ('uploaded', 'running', 'finished', 'failed', 'cancelled')),
        headings text[] not null default '{}',
        sample jsonb not null default '[]',
        mapping jsonb not null default '{}',
        why jsonb not null default '{}',
        -- The last row stored for good: where a killed import goes on.
        row_reached integer not null default 0,
        rows integer not null default 0,
        received integer not null default 0,
        repeated integer not null default 0,
        refused integer not null default 0,
        error jsonb,
        started_by jsonb not null,
        created_at timestamptz(3) not null,
        progressed_at timestamptz(3) not null,
        finished_at timestamptz(3)
      );
      create index import_listed on import (jurisdiction_id, created_at desc, id);
      create table import_refusal (
        import_id uuid not null references import on delete cascade,
        row integer not null,
        code text not null,
        reason text not null,
        primary key (import_id, row)
      );

      create table batch (
        id uuid primary key,
        jurisdiction_id uuid not null references jurisdiction,
        channel text not null,
        source_id uuid references source,
        import_id uuid references import,
        count integer not null,
        at timestamptz(3) not null
      );

      create table message (
        id uuid primary key,
        jurisdiction_id uuid not null references jurisdiction,
        batch_id uuid not null references batch,
        channel text not null,
        source_id uuid references source,
        external_id text,
        title text not null,
        body text not null,
        url text,
        place text,
        agency text,
        published_at timestamptz(3),
        received_at timestamptz(3) not null,
        -- Keyed hash of the normalised original: tells a repeat without keeping the words.
        fingerprint bytea not null check (length(fingerprint) = 32),
        masked jsonb not null default '{}',
        sealed bytea,
        sightings integer not null default 1
      );
      create unique index message_fingerprint on message (jurisdiction_id, fingerprint);
      create index message_batch on message (batch_id);
      create index message_received on message (jurisdiction_id, received_at desc, id desc);
      create index message_source on message (source_id, received_at);

      create table sighting (
        id bigint generated always as identity primary key,
        jurisdiction_id uuid not null,
        message_id uuid not null references message,
        batch_id uuid not null,
        -- Which door it came through ('feed:<source>' or 'channel:<channel>') and its name there.
        origin text not null,
        external_id text not null,
        channel text not null,
        source_id uuid,
        url text,
        title text not null,
        seen_at timestamptz(3) not null
      );
      create unique index sighting_once on sighting (jurisdiction_id, origin, external_id);
      create index sighting_message on sighting (message_id);

      create table hotline_record (
        message_id uuid primary key references message,
        kind text,
        agency text,
        received_at timestamptz(3),
        assigned_at timestamptz(3),
        due_at timestamptz(3),
        replied_at timestamptz(3),
        reply_body text,
        satisfaction text,
        flags text[] not null default '{}'
      );

      create view source_card as
        select id, jurisdiction_id, name, state, trouble from source;
      create view import_card as
        select id, jurisdiction_id, name, state, received, repeated, refused from import;
      create view message_card as
        select m.id, m.jurisdiction_id, m.batch_id, m.channel, m.source_id, s.name as source_name, m.external_id, m.title, m.body, m.url,
               m.place, m.agency, m.published_at, m.received_at, m.masked, m.sightings
          from message m left join source s on s.id = m.source_id;
      create view sighting_card as
        select g.message_id, g.channel, s.name as source_name, g.url, g.title, g.seen_at
          from sighting g left join source s on s.id = g.source_id;
      create view hotline_card as select * from hotline_record;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      drop view hotline_card, sighting_card, message_card, import_card, source_card;
      drop table hotline_record, sighting, message, batch, import_refusal, import, source;
    `);
  }
}
