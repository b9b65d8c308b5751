// Jurisdictions as a tree, departments in them, officers in departments; how they sign in.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Organisation0002 implements MigrationInterface {
  name = 'Organisation1700000000002';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table jurisdiction (
        id uuid primary key default gen_random_uuid(),
        parent_id uuid references jurisdiction,
        name text not null,
        level text not null check (level in ('province', 'city', 'county', 'town')),
        created_at timestamptz(3) not null default now()
      );
      create unique index jurisdiction_name on jurisdiction (coalesce(parent_id, '00000000-0000-0000-0000-000000000000'), name);

      create table department (
        id uuid primary key default gen_random_uuid(),
        jurisdiction_id uuid not null references jurisdiction,
        name text not null,
        kind text not null check (kind in ('news-office', 'government-office', 'department', 'town')),
        topics text[] not null default '{}',
        aliases text[] not null default '{}',
        supervisor_id uuid,
        active boolean not null default true,
        created_at timestamptz(3) not null default now()
      );
      create unique index department_name on department (jurisdiction_id, name);

      create table officer (
        id uuid primary key default gen_random_uuid(),
        jurisdiction_id uuid not null references jurisdiction,
        department_id uuid references department,
        name text not null,
        sign_in_name text not null,
        password_hash text not null,
        post text not null default '',
        roles text[] not null check (cardinality(roles) > 0),
        active boolean not null default true,
        created_at timestamptz(3) not null default now(),
        last_signed_in_at timestamptz(3)
      );
      create unique index officer_sign_in_name on officer (lower(sign_in_name));
      alter table department add foreign key (supervisor_id) references officer;

      create table sign_in_failure (
        id bigint generated always as identity primary key,
        sign_in_name text not null,
        at timestamptz(3) not null
      );
      create index sign_in_failure_name on sign_in_failure (sign_in_name, at);

      -- The form connect-pg-simple expects.
      create table session (
        sid varchar primary key,
        sess json not null,
        expire timestamp(6) not null
      );
      create index session_expire on session (expire);

      create table api_token (
        id uuid primary key default gen_random_uuid(),
        jurisdiction_id uuid not null references jurisdiction,
        name text not null,
        digest bytea not null unique check (length(digest) = 32),
        scopes text[] not null check (cardinality(scopes) > 0),
        created_by text not null,
        created_at timestamptz(3) not null default now(),
        last_used_at timestamptz(3),
        revoked_at timestamptz(3)
      );

      -- Published to the other stages: names, never credentials.
      create view department_card as
        select id, jurisdiction_id, name, kind, topics, aliases, supervisor_id, active from department;
      create view officer_card as
        select id, jurisdiction_id, department_id, name, post, roles, active from officer;
      create view jurisdiction_card as
        select id, parent_id, name, level from jurisdiction;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      drop view department_card, officer_card, jurisdiction_card;
      drop table api_token, session, sign_in_failure;
      alter table department drop column supervisor_id;
      drop table officer, department, jurisdiction;
    `);
  }
}
