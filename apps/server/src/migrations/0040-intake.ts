// Where no message is older than digests that leave marks aside, none needs to be looked for under an earlier digest.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class EarlierPrints0040 implements MigrationInterface {
  name = 'EarlierPrints1700000000040';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table earlier_prints (there boolean primary key);
      insert into earlier_prints select exists (select from message);
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('drop table earlier_prints');
  }
}
