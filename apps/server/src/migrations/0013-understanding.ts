// Labels that people put right, models trained from them, and messages read again by the model in force.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Learning0013 implements MigrationInterface {
  name = 'Learning1700000000013';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      alter table message_label
        -- When a model last read it; null for what was read before this was kept.
        add column labelled_at timestamptz(3),
        -- Which of its labels are a person's, and what the model says in their place.
        add column corrected text[] not null default '{}',
        add column machine jsonb;
      create index message_label_newest on message_label (jurisdiction_id, received_at desc, message_id desc);

      create table correction (
        id uuid primary key,
        jurisdiction_id uuid not null references jurisdiction,
        message_id uuid not null references message,
        aspect text not null check (aspect in ('topic', 'areas', 'off-topic', 'emergency')),
        was text[] not null,
        now text[] not null,
        -- The model whose label was put right.
        model text not null,
        at timestamptz(3) not null,
        by_id uuid,
        by_name text not null,
        state text not null default 'standing' check (state in ('standing', 'replaced', 'undone')),
        -- The person's label that this one took the place of; it stands again when this one is undone.
        replaces uuid references correction,
        undone_at timestamptz(3),
        undone_by text
      );
      create unique index correction_standing on correction (message_id, aspect) where state = 'standing';
      create index correction_message on correction (message_id, at desc);
      create index correction_listed on correction (jurisdiction_id, at desc, id desc);

      create table topic_model (
        id uuid primary key,
        jurisdiction_id uuid not null references jurisdiction,
        state text not null default 'waiting' check (state in
          ('waiting', 'training', 'candidate', 'in-force', 'refused', 'retired', 'failed', 'cancelled')),
        version text,
        -- SHA-256 of the file, and of the shipped file that it was trained on from: with another one it does not fit.
        digest text,
        base_digest text,
        bytes bytea,
        -- From 0 to 1.
        progress real not null default 0,
        phase text,
        -- How many corrections it learnt from, were kept back, and so on; no words.
        data jsonb,
        scores jsonb,
        changes jsonb,
        error text,
        asked_at timestamptz(3) not null,
        asked_by text not null,
        trained_at timestamptz(3),
        decided_at timestamptz(3),
        decided_by text,
        reason text
      );
      create unique index topic_model_in_force on topic_model (jurisdiction_id) where state = 'in-force';
      create unique index topic_model_training on topic_model (jurisdiction_id) where state in ('waiting', 'training');
      create index topic_model_listed on topic_model (jurisdiction_id, asked_at desc, id desc);

      create table relabelling (
        id uuid primary key,
        jurisdiction_id uuid not null references jurisdiction,
        jurisdiction_ids uuid[] not null,
        state text not null default 'running' check (state in ('running', 'finished', 'cancelled', 'failed')),
        since timestamptz(3) not null,
        until timestamptz(3) not null,
        total integer not null,
        done integer not null default 0,
        changed integer not null default 0,
        kept integer not null default 0,
        -- How far it has come: the message last read.
        reached_at timestamptz(3),
        reached_id uuid,
        started_at timestamptz(3) not null,
        started_by text not null,
        ended_at timestamptz(3)
      );
      create unique index relabelling_running on relabelling (jurisdiction_id) where state = 'running';
      create index relabelling_listed on relabelling (jurisdiction_id, started_at desc, id desc);
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      drop table relabelling, topic_model, correction;
      drop index message_label_newest;
      alter table message_label drop column labelled_at, drop column corrected, drop column machine;
    `);
  }
}
