// Many notices to one receiver go out as one letter: which letter each went in, and where those that wait for a receiver are found.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Notices0034 implements MigrationInterface {
  name = 'Notices1700000000034';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      -- The letter that a notice went in with others; null where it goes, or went, alone.
      alter table notice add column letter_id uuid;
      create index notice_letter on notice (letter_id) where letter_id is not null;
      create index notice_receiver on notice (channel_id, officer_id, next_attempt_at) where state = 'waiting';
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      drop index notice_receiver;
      drop index notice_letter;
      alter table notice drop column letter_id;
    `);
  }
}
