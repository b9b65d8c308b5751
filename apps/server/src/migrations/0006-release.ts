// Releases from draft to publication, each step with its holder, each edition as it went out.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Release0006 implements MigrationInterface {
  name = 'Release1700000000006';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table release (
        id uuid primary key,
        jurisdiction_id uuid not null references jurisdiction,
        incident_id uuid references incident,
        form text not null check (form in ('statement', 'press-conference', 'interpretation', 'reply')),
        state text not null check (state in ('draft', 'secrecy-review', 'approval', 'approved', 'published', 'withdrawn')),
        edition integer not null default 1,
        version integer not null default 1,
        title text not null,
        body text not null,
        place text not null default '',
        checklist jsonb not null default '{}',
        author_id uuid not null references officer,
        reviewer_id uuid references officer,
        approver_id uuid references officer,
        department_id uuid references department,
        correction_reason text,
        created_at timestamptz(3) not null,
        updated_at timestamptz(3) not null,
        published_at timestamptz(3),
        withdrawn_at timestamptz(3),
        withdrawn_reason text,
        search tsvector
      );
      create index release_listed on release (jurisdiction_id, updated_at desc, id desc);
      create index release_incident on release (incident_id);
      create index release_search on release using gin (search);

      create table release_edition (
        release_id uuid not null references release,
        edition integer not null,
        title text not null,
        body text not null,
        place text not null,
        url text not null,
        digest text not null,
        published_at timestamptz(3) not null,
        published_by text not null,
        reason text,
        primary key (release_id, edition)
      );
      create index release_edition_newest on release_edition (published_at desc);

      create table release_step (
        id bigint generated always as identity primary key,
        release_id uuid not null references release,
        edition integer not null,
        move text not null,
        actor_id uuid not null references officer,
        at timestamptz(3) not null,
        note text
      );
      create index release_step_release on release_step (release_id, id);

      create view release_card as
        select id, jurisdiction_id, incident_id, form, state, title, edition, author_id, published_at from release;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      drop view release_card;
      drop table release_step, release_edition, release;
    `);
  }
}
