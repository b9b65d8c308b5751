// Every text that a message has had, what each sighting last said, and the keys by which a text published again is found.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Intake0008 implements MigrationInterface {
  name = 'Intake1700000000008';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      -- What this name last said (keyed digest of its words), and all that it ever said (words and life of the record).
      -- Null for sightings from before: then the message's own fingerprint holds.
      alter table sighting add column print bytea, add column said bytea[];
      -- Under which name the record came: only that name changes it.
      alter table hotline_record add column origin text, add column external_id text;
      alter table import add column revised integer not null default 0;

      -- The message shows its latest text; here is every one of them, the first too as soon as there is a second.
      create table message_revision (
        message_id uuid not null references message,
        no integer not null check (no > 0),
        jurisdiction_id uuid not null,
        batch_id uuid not null references batch,
        at timestamptz(3) not null,
        -- edited: where it was first seen; elsewhere: another place says it otherwise, and the message keeps its own text.
        how text not null check (how in ('first', 'edited', 'elsewhere')),
        changed text[] not null,
        origin text not null,
        external_id text not null,
        channel text not null,
        source_id uuid references source,
        url text,
        print bytea not null,
        said bytea,
        title text not null,
        body text not null,
        place text,
        agency text,
        published_at timestamptz(3),
        masked jsonb not null,
        sealed bytea,
        hotline jsonb,
        primary key (message_id, no)
      );
      create index message_revision_print on message_revision (jurisdiction_id, print);
      create index message_revision_batch on message_revision (batch_id);

      -- Bands of a published text's MinHash and its address, as 64-bit keys. Whoever finds one reads the message itself.
      create table message_key (
        key bigint not null,
        message_id uuid not null,
        primary key (key, message_id)
      );

      create view revision_card as
        select r.message_id, r.no, r.jurisdiction_id, r.batch_id, r.at, r.how, r.changed, r.channel, s.name as source_name, r.url,
               r.title, r.body, r.place, r.agency, r.published_at, r.masked, r.hotline
          from message_revision r left join source s on s.id = r.source_id;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      drop view revision_card;
      drop table message_key, message_revision;
      alter table import drop column revised;
      alter table hotline_record drop column origin, drop column external_id;
      alter table sighting drop column print, drop column said;
    `);
  }
}
