// An incident names its spokesperson and its supervising leader, as the responsibility matrix has them.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Understanding0024 implements MigrationInterface {
  name = 'Understanding1700000000124';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      alter table incident add column spokesperson_id uuid references officer, add column supervisor_id uuid references officer;
      create or replace view incident_card as
        select id, jurisdiction_id, state, title, topic, level, proposed_level, emergency_kind, occurred_at, detected_at, first_at, last_at,
               confirmed_at, heat, lead_department_id, support_department_ids, merged_into, spokesperson_id, supervisor_id
          from incident;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      drop view incident_card;
      create view incident_card as
        select id, jurisdiction_id, state, title, topic, level, proposed_level, emergency_kind, occurred_at, detected_at, first_at, last_at,
               confirmed_at, heat, lead_department_id, support_department_ids, merged_into
          from incident;
      alter table incident drop column spokesperson_id, drop column supervisor_id;
    `);
  }
}
