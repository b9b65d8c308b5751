// The ledger, its Merkle tree, its checkpoints, and how far each stage has followed it.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Ledger0001 implements MigrationInterface {
  name = 'Ledger1700000000001';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table fact (
        seq bigint primary key,
        at timestamptz(3) not null,
        kind text not null,
        actor_kind text not null,
        actor_id text,
        actor_name text not null,
        subject_type text not null,
        subject_id text not null,
        jurisdiction_id uuid,
        body jsonb not null,
        leaf_hash bytea not null check (length(leaf_hash) = 32)
      );
      create index fact_kind on fact (kind, seq);
      create index fact_subject on fact (subject_type, subject_id, seq);
      create index fact_incident on fact ((body->>'incidentId'), seq) where body ? 'incidentId';
      create index fact_actor on fact (actor_id, seq);

      -- Complete subtrees only: level 0 are the leaves, position counts from 0 (RFC 6962 section 2.1).
      create table ledger_node (
        level smallint not null,
        position bigint not null,
        hash bytea not null check (length(hash) = 32),
        primary key (level, position)
      );
      create table ledger_checkpoint (
        size bigint primary key,
        at timestamptz(3) not null,
        root bytea not null,
        text text not null,
        places text[] not null
      );
      create table stage_cursor (
        stage text primary key,
        seq bigint not null default 0,
        failures integer not null default 0,
        failure text,
        at timestamptz(3) not null default now()
      );

      -- Which workers of the job queue are alive, so that a killed one's jobs are taken up again.
      create table worker_process (
        worker_id text primary key,
        seen_at timestamptz not null default now()
      );

      -- What has been recorded stays as it was recorded.
      create function ledger_is_append_only() returns trigger language plpgsql as $$
      begin
        raise exception 'the ledger is append-only';
      end $$;
      create trigger fact_append_only before update or delete or truncate on fact
        for each statement execute function ledger_is_append_only();
      create trigger ledger_node_append_only before update or delete or truncate on ledger_node
        for each statement execute function ledger_is_append_only();
      create trigger ledger_checkpoint_append_only before update or delete or truncate on ledger_checkpoint
        for each statement execute function ledger_is_append_only();
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      drop table worker_process, stage_cursor, ledger_checkpoint, ledger_node, fact;
      drop function ledger_is_append_only;
    `);
  }
}
