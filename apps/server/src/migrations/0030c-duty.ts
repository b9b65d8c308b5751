// Drills climb the whole ladder: the one that was in force when a drill began, and the climbs of its clocks.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class DrillLadder0030 implements MigrationInterface {
  name = 'DrillLadder1700000000030';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      alter table drill add column ladder jsonb;
      -- Times of a drill's climbs are the drill's own, as all of its clocks.
      alter table drill_clock add column climbs jsonb not null default '[]';
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      alter table drill_clock drop column climbs;
      alter table drill drop column ladder;
    `);
  }
}
