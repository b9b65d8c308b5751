// What people decide is kept with what it takes to undo it; consultations on an incident; the risks of a policy before it goes out.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Understanding0014 implements MigrationInterface {
  name = 'Understanding1700000000014';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      -- A title that a person gave is left alone by the machine.
      alter table incident add column titled_by text;
      -- The assessment that put the message where it is; null where the grouping did.
      alter table incident_message add column placed_by uuid;

      -- Every decision of a person on an incident (研判). The facts of the ledger say the same; here stands what undoing needs.
      create table assessment (
        id uuid primary key,
        jurisdiction_id uuid not null references jurisdiction,
        incident_id uuid not null references incident,
        act text not null check (act in ('confirm', 'dismiss', 'level', 'assign', 'merge', 'move', 'split', 'title', 'close')),
        -- Where messages went.
        other_id uuid references incident,
        at timestamptz(3) not null,
        by_id text,
        by_name text not null,
        reason text,
        -- How things stood before: what a person who undoes it goes back to.
        before jsonb not null default '{}',
        -- What it was set to.
        after jsonb not null default '{}',
        messages integer not null default 0,
        undone_at timestamptz(3),
        undone_by text,
        undone_reason text
      );
      create index assessment_incident on assessment (incident_id, at desc, id desc);
      create index assessment_other on assessment (other_id, at desc, id desc) where other_id is not null;

      -- The messages that an assessment carried over, as they stood before.
      create table assessment_message (
        -- Written in the same transaction, before the assessment itself.
        assessment_id uuid not null references assessment deferrable initially deferred,
        message_id uuid not null references message,
        shared jsonb,
        moved_by text,
        placed_by uuid,
        primary key (assessment_id, message_id)
      );

      -- 会商: drafted, then closed by its keeper; after that only additions.
      create table consultation (
        id uuid primary key,
        jurisdiction_id uuid not null references jurisdiction,
        incident_id uuid not null references incident,
        state text not null default 'draft' check (state in ('draft', 'closed')),
        edition integer not null default 1,
        held_at timestamptz(3) not null,
        place text,
        attendance jsonb not null default '[]',
        views jsonb not null default '[]',
        decision text not null default '',
        keeper_id uuid not null,
        keeper_name text not null,
        created_at timestamptz(3) not null,
        closed_at timestamptz(3),
        -- Over the content as closed, as it stands in the ledger.
        digest text
      );
      create index consultation_incident on consultation (incident_id, held_at desc, id desc);
      create table consultation_task (
        id uuid primary key,
        consultation_id uuid not null references consultation on delete cascade,
        position integer not null,
        department_id uuid not null references department,
        what text not null,
        due_at timestamptz(3) not null,
        done_at timestamptz(3),
        done_by text
      );
      create index consultation_task_of on consultation_task (consultation_id, position);
      create table consultation_addition (
        id uuid primary key,
        consultation_id uuid not null references consultation,
        at timestamptz(3) not null,
        by_name text not null,
        words text not null
      );
      create index consultation_addition_of on consultation_addition (consultation_id, at);
      create function consultation_stays() returns trigger language plpgsql as $$
      begin
        if old.state = 'closed' then
          raise exception 'a closed consultation does not change' using errcode = 'P0001';
        end if;
        return coalesce(new, old);
      end $$;
      create trigger consultation_stays before update or delete on consultation
        for each row execute function consultation_stays();

      -- 舆情风险评估 of a policy before it goes out, with its response plan.
      create table policy_risk (
        id uuid primary key,
        jurisdiction_id uuid not null references jurisdiction,
        state text not null default 'draft' check (state in ('draft', 'assessed', 'approved')),
        edition integer not null default 1,
        title text not null,
        planned_on date,
        touched_groups text[] not null default '{}',
        risks jsonb not null default '[]',
        questions jsonb not null default '[]',
        plan jsonb not null default '[]',
        spokesperson text not null default '',
        watch_words text[] not null default '{}',
        drafted_by_id uuid not null,
        drafted_by text not null,
        created_at timestamptz(3) not null,
        changed_at timestamptz(3) not null,
        assessed_by_id uuid,
        assessed_by text,
        assessed_at timestamptz(3),
        approved_by text,
        approved_at timestamptz(3),
        returned_reason text
      );
      create index policy_risk_listed on policy_risk (jurisdiction_id, created_at desc, id desc);
      create table policy_risk_incident (
        policy_risk_id uuid not null references policy_risk,
        incident_id uuid not null references incident,
        at timestamptz(3) not null,
        by_name text not null,
        primary key (policy_risk_id, incident_id)
      );
      create index policy_risk_incident_of on policy_risk_incident (incident_id);
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      drop table policy_risk_incident, policy_risk, consultation_addition, consultation_task, consultation;
      drop function consultation_stays();
      drop table assessment_message, assessment;
      alter table incident_message drop column placed_by;
      alter table incident drop column titled_by;
    `);
  }
}
