// Alerts, and for each jurisdiction the numbered stream in which its people see them: no number is ever skipped.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Live0007 implements MigrationInterface {
  name = 'Live1700000000007';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table alert (
        id bigint generated always as identity primary key,
        fact_seq bigint not null,
        at timestamptz(3) not null,
        jurisdiction_id uuid not null,
        kind text not null,
        severity text not null,
        subject_type text not null,
        subject_id text not null,
        incident_id uuid,
        title text not null,
        text jsonb not null,
        acknowledged_by text,
        acknowledged_at timestamptz(3),
        -- Counts the acknowledgements in commit order, so that every process hears of each.
        acknowledged_no bigint unique,
        unique (fact_seq, kind, subject_id)
      );
      -- An alert is numbered once for its own jurisdiction and once for each above it.
      create table alert_stream (
        jurisdiction_id uuid not null,
        seq bigint not null,
        alert_id bigint not null references alert,
        primary key (jurisdiction_id, seq)
      );
      create index alert_stream_alert on alert_stream (alert_id);
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('drop table alert_stream, alert');
  }
}
