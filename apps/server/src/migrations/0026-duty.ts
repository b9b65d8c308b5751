// Supervision orders: numbered by place and year without gaps, what happened to each, and what the later stages may read.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Orders0026 implements MigrationInterface {
  name = 'Orders1700000000026';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      -- The last number given; taken under its row's lock, so that a number that was not kept is given again.
      create table order_series (
        jurisdiction_id uuid not null references jurisdiction,
        year integer not null,
        last integer not null,
        primary key (jurisdiction_id, year)
      );

      create table supervision_order (
        id uuid primary key,
        -- Who issued and numbered it …
        jurisdiction_id uuid not null references jurisdiction,
        -- … and where the department is that has to answer: the same place, or one below.
        for_jurisdiction_id uuid not null references jurisdiction,
        year integer not null,
        n integer not null,
        number text not null,
        incident_id uuid references incident,
        department_id uuid not null references department,
        subject text not null,
        demand text not null,
        issued_by uuid not null references officer,
        issued_name text not null,
        issued_at timestamptz(3) not null,
        state text not null default 'issued' check (state in ('issued', 'answered', 'returned', 'closed', 'withdrawn')),
        -- 1, and one more each time it is returned.
        round integer not null default 1,
        within jsonb not null,
        start_at timestamptz(3) not null,
        due_at timestamptz(3) not null,
        explain jsonb not null,
        leans_on integer[] not null default '{}',
        reminded integer not null default 0,
        -- Of this round: answered when, and whether it ever ran out.
        answered_at timestamptz(3),
        answered_by uuid references officer,
        overdue_at timestamptz(3),
        ended_at timestamptz(3),
        last_notice text not null,
        next_notice_at timestamptz(3),
        unique (jurisdiction_id, year, n)
      );
      create index supervision_order_sweep on supervision_order (next_notice_at) where next_notice_at is not null;
      create index supervision_order_listed on supervision_order (for_jurisdiction_id, issued_at desc, id desc);
      create index supervision_order_owed on supervision_order (department_id, due_at) where state in ('issued', 'returned');
      create index supervision_order_incident on supervision_order (incident_id) where incident_id is not null;

      create table order_event (
        id bigint generated always as identity primary key,
        order_id uuid not null references supervision_order,
        at timestamptz(3) not null,
        act text not null check (act in ('issued', 'reminded', 'near', 'overdue', 'answered', 'returned', 'closed', 'withdrawn')),
        by_name text not null,
        words text not null,
        evidence jsonb not null default '[]',
        due_at timestamptz(3),
        late boolean not null default false
      );
      create index order_event_order on order_event (order_id, id);

      create view order_card as
        select id, for_jurisdiction_id as jurisdiction_id, number || ' ' || subject as title, incident_id, department_id, state, due_at
          from supervision_order;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      drop view order_card;
      drop table order_event, supervision_order, order_series;
    `);
  }
}
