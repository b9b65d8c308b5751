// Sources: what each is known for, topics and a jurisdiction, to label what its texts alone do not tell.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Intake0011 implements MigrationInterface {
  name = 'Intake1700000000011';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      alter table source
        add column topics text[] not null default '{}',
        add column speaks_of_id uuid references jurisdiction;
      create or replace view source_card as
        select id, jurisdiction_id, name, state, trouble, keeper_id, topics, speaks_of_id from source;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      drop view source_card;
      alter table source drop column topics, drop column speaks_of_id;
      create view source_card as
        select id, jurisdiction_id, name, state, trouble, keeper_id from source;
    `);
  }
}
