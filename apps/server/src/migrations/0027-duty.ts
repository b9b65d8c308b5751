// More notices (an hour before, very overdue), each given once by its own mark; and clocks that may stand still.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Duty0027 implements MigrationInterface {
  name = 'Duty1700000000027';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      alter table clock
        -- The notices given, each by its name: their order differs with the length of the clock.
        add column given text[] not null default '{}'
          check (given <@ array['half', 'near', 'hour', 'breached', 'very-overdue']),
        -- Since when it stands still, how long it did before, and on whose word.
        add column paused_at timestamptz(3),
        add column paused_ms bigint not null default 0,
        add column pauses jsonb not null default '[]';
      alter table rule_change_move add column leans_on integer[] not null default '{}';
      update clock set given = case last_notice
          when 'half' then array['half']
          when 'near' then array['half', 'near']
          -- Nobody is told an hour before what is over.
          else array['half', 'near', 'hour', 'breached'] end
       where last_notice is not null;
      alter table clock drop column last_notice;
      update clock set next_notice_at = least(next_notice_at, due_at - interval '1 hour')
       where state = 'open' and next_notice_at is not null and due_at - start_at > interval '1 hour';
      update clock set next_notice_at = due_at + greatest(least(due_at - start_at, interval '72 hours'), interval '1 second')
       where state = 'breached';
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      alter table clock add column last_notice text check (last_notice in ('half', 'near', 'breached'));
      update clock set last_notice = case when 'breached' = any(given) then 'breached' when 'near' = any(given) then 'near'
          when 'half' = any(given) then 'half' end;
      update clock set next_notice_at = null where state = 'breached';
      alter table clock drop column given, drop column paused_at, drop column paused_ms, drop column pauses;
      alter table rule_change_move drop column leans_on;
    `);
  }
}
