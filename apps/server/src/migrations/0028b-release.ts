// A release may be about a matter of the registry, as it may be about an incident.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Release0028 implements MigrationInterface {
  name = 'Release1700000000028';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      alter table release add column matter_id uuid references matter,
        add check (num_nonnulls(incident_id, matter_id) <= 1);
      create index release_matter on release (matter_id) where matter_id is not null;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('alter table release drop column matter_id');
  }
}
