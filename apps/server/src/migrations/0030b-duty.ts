// Tasks of the two lanes that ran out climb the ladder as clocks do; and what leans on an unpublished year is published with it.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Duty0030 implements MigrationInterface {
  name = 'Duty1700000000030';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      -- Each time a task ran out: once for each due time it had.
      create table step_overdue (
        id uuid primary key,
        step_id uuid not null references step,
        due_at timestamptz(3) not null,
        told_at timestamptz(3) not null,
        -- Who has it in hand for the department: its officer, else whoever would hold its clocks.
        holder_id uuid references officer,
        unique (step_id, due_at)
      );
      create index step_due on step (due_at) where state in ('planned', 'begun');

      -- What is owed and climbs when it is not done: clocks, and tasks that ran out. task_id and lane are null for clocks.
      create view owed_card as
        select id, jurisdiction_id, incident_id, matter_id, duty, name, state, due_at, department_id, holder_id, acknowledged_at,
               leans_on, null::uuid as task_id, null::text as lane
          from clock
        union all
        select o.id, s.jurisdiction_id, s.incident_id, null, 'task',
               jsonb_build_object(
                 'zh', (case s.lane when 'handling' then '处置任务' else '回应任务' end) || '“' || s.what || '”',
                 'en', (case s.lane when 'handling' then 'task of handling' else 'task of response' end) || ' “' || s.what || '”'),
               case when s.state = 'finished' then 'met-late' when s.state = 'dropped' or i.state <> 'confirmed' then 'waived'
                    when s.due_at <> o.due_at then 'moved' else 'breached' end,
               o.due_at, s.department_id, o.holder_id, null, '{}', s.id, s.lane
          from step_overdue o join step s on s.id = o.step_id join incident_card i on i.id = s.incident_id;

      -- What climbs is a clock or a task that ran out, each by its id in owed_card.
      alter table climb drop constraint climb_clock_id_fkey;
      alter table notice drop constraint notice_clock_id_fkey;

      create or replace view order_card as
        select id, for_jurisdiction_id as jurisdiction_id, number || ' ' || subject as title, incident_id, department_id, state, due_at, leans_on
          from supervision_order;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      drop view order_card;
      create view order_card as
        select id, for_jurisdiction_id as jurisdiction_id, number || ' ' || subject as title, incident_id, department_id, state, due_at
          from supervision_order;
      drop view owed_card;
      delete from notice_attempt where notice_id in (select id from notice where clock_id not in (select id from clock));
      delete from notice where clock_id not in (select id from clock);
      delete from climb_step where clock_id not in (select id from clock);
      delete from climb where clock_id not in (select id from clock);
      alter table climb add foreign key (clock_id) references clock;
      alter table notice add foreign key (clock_id) references clock;
      drop index step_due;
      drop table step_overdue;
    `);
  }
}
