// Which matters an incident has to do with: a policy that is misread, a document that is asked for.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class IncidentMatters0033 implements MigrationInterface {
  name = 'IncidentMatters1700000000033';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table incident_matter (
        incident_id uuid not null,
        matter_id uuid not null references matter,
        joined_by text not null,
        joined_at timestamptz(3) not null,
        primary key (incident_id, matter_id)
      );
      create index incident_matter_matter on incident_matter (matter_id);
      create view incident_matter_card as select incident_id, matter_id from incident_matter;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('drop view incident_matter_card; drop table incident_matter;');
  }
}
