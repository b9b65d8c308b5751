// How far a message reached, as the feeds that bring it tell: times read, answers to it.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Intake0023 implements MigrationInterface {
  name = 'Intake1700000000023';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table message_reach (
        message_id uuid primary key references message,
        views bigint,
        comments bigint,
        -- When a feed last told more than before.
        at timestamptz(3) not null
      );
      create view reach_card as select message_id, views, comments, at from message_reach;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('drop view reach_card; drop table message_reach;');
  }
}
