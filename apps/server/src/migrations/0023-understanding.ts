// Where an incident is may be said by a person, and stays; a task of a consultation that nobody did in time is told once.
import type { MigrationInterface, QueryRunner } from 'typeorm';

const acts = (names: string) => `
  alter table assessment drop constraint assessment_act_check;
  alter table assessment add constraint assessment_act_check check (act in (${names}));`;

export class Understanding0023 implements MigrationInterface {
  name = 'Understanding1700000000023';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      alter table incident add column placed_by text;
      ${acts(`'confirm', 'dismiss', 'level', 'assign', 'merge', 'move', 'split', 'title', 'place', 'close'`)}
      alter table consultation_task add column overdue_told_at timestamptz(3);
      create index consultation_task_open on consultation_task (due_at) where done_at is null;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      drop index consultation_task_open;
      alter table consultation_task drop column overdue_told_at;
      delete from assessment where act = 'place';
      ${acts(`'confirm', 'dismiss', 'level', 'assign', 'merge', 'move', 'split', 'title', 'close'`)}
      alter table incident drop column placed_by;
    `);
  }
}
