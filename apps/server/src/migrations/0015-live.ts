// Whom an alert names: the officers that a rule says are to be told.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Live0015 implements MigrationInterface {
  name = 'Live1700000000015';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`alter table alert add column told uuid[] not null default '{}'`);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('alter table alert drop column told');
  }
}
