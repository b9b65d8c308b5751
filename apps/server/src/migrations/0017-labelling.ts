// Reading and grouping follow the ledger each by itself: reading starts where understanding stood, and says what happened abroad.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Labelling0017 implements MigrationInterface {
  name = 'Labelling1700000000017';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      insert into stage_cursor (stage, seq) select 'labelling', seq from stage_cursor where stage = 'understanding';
      -- An emergency that happened abroad: nobody here owes an answer to it, and it opens nothing.
      alter table message_label add column abroad boolean not null default false;
      update message_label set abroad = true
       where emergency is null and reasons @> '[{"about": "emergency"}]' and reasons::text like '%发生在境外%';
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      alter table message_label drop column abroad;
      delete from stage_cursor where stage = 'labelling';
    `);
  }
}
