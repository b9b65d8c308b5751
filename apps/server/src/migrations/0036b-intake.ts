// An import says which of its rows carried a number that another, quite different letter has.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class NumberTwice0036 implements MigrationInterface {
  name = 'NumberTwice1700000000036';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      alter table import add column number_twice integer not null default 0,
                         add column number_twice_rows integer[] not null default '{}';
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('alter table import drop column number_twice, drop column number_twice_rows');
  }
}
