// How far the clock of each running process is from the database's, so that whoever looks at any of them is told.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ProcessClock0030 implements MigrationInterface {
  name = 'ProcessClock1700000000030';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table process_clock (
        process_id uuid primary key,
        role text not null,
        -- Positive: ahead of the database.
        ahead_ms bigint not null,
        -- By the database's clock, as it is only compared with that.
        seen_at timestamptz(3) not null default now()
      );
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('drop table process_clock');
  }
}
