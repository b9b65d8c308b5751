// The three fullest tables give up their checks of each row's parent: one store writes each, and writes or reads the parent in the same transaction.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Intake0031 implements MigrationInterface {
  name = 'Intake1700000000031';

  async up(q: QueryRunner): Promise<void> {
    // Four checks a message, each a query of its own, were an eighth of all that taking a message in cost.
    await q.query(`
      alter table message drop constraint message_batch_id_fkey, drop constraint message_jurisdiction_id_fkey;
      alter table sighting drop constraint sighting_message_id_fkey;
      alter table message_label drop constraint message_label_message_id_fkey;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      alter table message add foreign key (batch_id) references batch, add foreign key (jurisdiction_id) references jurisdiction;
      alter table sighting add foreign key (message_id) references message;
      alter table message_label add foreign key (message_id) references message;
    `);
  }
}
