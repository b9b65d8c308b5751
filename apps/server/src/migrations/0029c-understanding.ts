// Since when a department is named to lead, and whether it has taken the matter on.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Understanding0029 implements MigrationInterface {
  name = 'Understanding1700000000029';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      alter table incident
        add column lead_named_at timestamptz(3),
        add column accepted_at timestamptz(3),
        add column accepted_by text;
      -- Until now the confirmation was the acceptance.
      update incident set lead_named_at = confirmed_at, accepted_at = confirmed_at, accepted_by = confirmed_by
       where confirmed_at is not null;
      create index incident_unaccepted on incident (lead_department_id) where state = 'confirmed' and accepted_at is null;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(
      'alter table incident drop column lead_named_at, drop column accepted_at, drop column accepted_by',
    );
  }
}
