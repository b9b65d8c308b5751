// What a change of the rules is called is published, for the alert that it awaits a second person and that it holds.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class RuleChanges0033 implements MigrationInterface {
  name = 'RuleChanges1700000000033';

  async up(q: QueryRunner): Promise<void> {
    await q.query(
      `create view rule_change_card as select id, jurisdiction_id, says->'title'->>'zh' as title from rule_change`,
    );
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('drop view rule_change_card');
  }
}
