// A supervision order may name a matter of the registry as it may an incident; an interpretation recorded by mistake is taken back, in view.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Duty0034 implements MigrationInterface {
  name = 'Duty1700000000034';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      alter table supervision_order add column matter_id uuid references matter,
        add check (num_nonnulls(incident_id, matter_id) <= 1);
      create index supervision_order_matter on supervision_order (matter_id) where matter_id is not null;

      alter table interpretation_act add column withdrawn_at timestamptz(3), add column withdrawn_by text,
        add column withdrawn_reason text;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      alter table interpretation_act drop column withdrawn_at, drop column withdrawn_by, drop column withdrawn_reason;
      drop index supervision_order_matter;
      alter table supervision_order drop column matter_id;
    `);
  }
}
