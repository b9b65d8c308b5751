// What the other stages may know of the names of agencies: which department a spelling means, where that is decided.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Organisation0029 implements MigrationInterface {
  name = 'Organisation1700000000029';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create view agency_card as
        select jurisdiction_id, spelling, department_id from agency_spelling
         where state = 'learnt' and department_id is not null;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('drop view agency_card');
  }
}
