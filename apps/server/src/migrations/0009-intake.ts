// Keys by the month for sealed originals, their erasure, refused rows as they came, and column mappings saved by name.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Intake0009 implements MigrationInterface {
  name = 'Intake1700000000009';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table wrapped_key (
        name text primary key,
        -- Under which SECRET_KEY it lies, and the key itself; both null: derived from SECRET_KEY until the next start.
        wrapped_by text,
        wrapped bytea,
        made_at timestamptz(3) not null default now(),
        check ((wrapped_by is null) = (wrapped is null))
      );
      -- What was done with derived keys goes on with the same keys; an empty database gets keys of its own.
      insert into wrapped_key (name)
        select 'original:first' where exists (select from message where sealed is not null)
        union all select 'fingerprint' where exists (select from message)
        union all select 'ledger-checkpoint' where exists (select from ledger_checkpoint);

      alter table message add column erased_at timestamptz(3);
      create view original_card as
        select id, jurisdiction_id, sealed is not null as kept, erased_at from message;

      -- The row as it may be read, and which of its cells were masked; null in refusals from before.
      alter table import_refusal add column cells jsonb, add column masked text[];

      create table import_mapping (
        id uuid primary key default gen_random_uuid(),
        jurisdiction_id uuid not null references jurisdiction,
        name text not null,
        headings text[] not null,
        mapping jsonb not null,
        saved_by jsonb not null,
        saved_at timestamptz(3) not null,
        used_at timestamptz(3) not null
      );
      create unique index import_mapping_name on import_mapping (jurisdiction_id, name);
      -- The name of the saved mapping that was offered for a file.
      alter table import add column mapping_name text;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      alter table import drop column mapping_name;
      drop table import_mapping;
      alter table import_refusal drop column cells, drop column masked;
      drop view original_card;
      alter table message drop column erased_at;
      drop table wrapped_key;
    `);
  }
}
