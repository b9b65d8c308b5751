// A person may put a message that is in no incident into one, and take that back.
import type { MigrationInterface, QueryRunner } from 'typeorm';

const acts = (names: string) => `
  alter table assessment drop constraint assessment_act_check;
  alter table assessment add constraint assessment_act_check check (act in (${names}));`;

export class TakenIn0036 implements MigrationInterface {
  name = 'TakenIn1700000000036';

  async up(q: QueryRunner): Promise<void> {
    await q.query(
      acts(
        `'confirm', 'dismiss', 'level', 'assign', 'merge', 'move', 'split', 'take-in', 'title', 'place', 'close'`,
      ),
    );
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      delete from assessment where act = 'take-in';
      ${acts(`'confirm', 'dismiss', 'level', 'assign', 'merge', 'move', 'split', 'title', 'place', 'close'`)}
    `);
  }
}
