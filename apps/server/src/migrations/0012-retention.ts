// When the masked text of a message was erased at the end of its time; told to the stages that read messages.
import type { MigrationInterface, QueryRunner } from 'typeorm';

const CARD = `
  create or replace view message_card as
    select m.id, m.jurisdiction_id, m.batch_id, m.channel, m.source_id, s.name as source_name, m.external_id, m.title, m.body, m.url,
           m.place, m.agency, m.published_at, m.received_at, m.masked, m.sightings`;

export class Retention0012 implements MigrationInterface {
  name = 'Retention1700000000012';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      alter table message add column text_erased_at timestamptz(3);
      ${CARD}, m.text_erased_at
          from message m left join source s on s.id = m.source_id;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    // A view cannot lose a column: it is made anew.
    await q.query(`
      drop view message_card;
      ${CARD}
          from message m left join source s on s.id = m.source_id;
      alter table message drop column text_erased_at;
    `);
  }
}
