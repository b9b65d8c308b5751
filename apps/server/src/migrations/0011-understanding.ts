// Search: of which jurisdiction a message speaks, searches kept by name, and how far earlier messages are indexed anew.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Understanding0011 implements MigrationInterface {
  name = 'Understanding1700000000011';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      alter table message_label add column spoken_of_id uuid;
      create index message_label_spoken_of on message_label (spoken_of_id, jurisdiction_id, received_at desc)
        where spoken_of_id is not null;

      create table saved_search (
        id uuid primary key,
        jurisdiction_id uuid not null references jurisdiction,
        owner_id uuid not null references officer,
        name text not null,
        search jsonb not null,
        shared boolean not null default false,
        saved_at timestamptz(3) not null
      );
      create unique index saved_search_name on saved_search (owner_id, name);
      create index saved_search_shared on saved_search (jurisdiction_id) where shared;

      -- What was indexed before terms were in one writing is indexed anew, by message, as far as here.
      create table indexing_reach (
        one boolean primary key default true check (one),
        message_id uuid not null,
        until timestamptz(3) not null
      );
      insert into indexing_reach (message_id, until)
        select '00000000-0000-0000-0000-000000000000', now()
         where exists (select from message_label);
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      drop table indexing_reach, saved_search;
      drop index message_label_spoken_of;
      alter table message_label drop column spoken_of_id;
    `);
  }
}
