// Officers who have yet to choose a password, and the one-time codes with which they do.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class FirstCode0029 implements MigrationInterface {
  name = 'FirstCode1700000000029';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      -- Null: no password opens it yet.
      alter table officer alter column password_hash drop not null;
      create table first_code (
        officer_id uuid primary key references officer,
        digest bytea not null check (length(digest) = 32),
        made_by text not null,
        made_at timestamptz(3) not null,
        expires_at timestamptz(3) not null,
        used_at timestamptz(3)
      );
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      drop table first_code;
      update officer set password_hash = '!' where password_hash is null;
      alter table officer alter column password_hash set not null;
    `);
  }
}
