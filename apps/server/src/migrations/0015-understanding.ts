// Alert rules and word lists with their versions, what they raised; messages counted by the hour, and bursts above a series' own baseline.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Understanding0015 implements MigrationInterface {
  name = 'Understanding1700000000015';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table word_list (
        id uuid primary key,
        jurisdiction_id uuid not null references jurisdiction,
        name text not null,
        version integer not null,
        terms text[] not null,
        excludes text[] not null,
        saved_by text not null,
        saved_at timestamptz(3) not null,
        removed_at timestamptz(3)
      );
      create unique index word_list_name on word_list (jurisdiction_id, name) where removed_at is null;
      create table word_list_version (
        list_id uuid not null references word_list,
        version integer not null,
        name text not null,
        terms text[] not null,
        excludes text[] not null,
        removed boolean not null,
        saved_by text not null,
        saved_at timestamptz(3) not null,
        primary key (list_id, version)
      );

      create table alert_rule (
        id uuid primary key,
        jurisdiction_id uuid not null references jurisdiction,
        name text not null,
        version integer not null,
        is_on boolean not null,
        severity text not null check (severity in ('critical', 'warning', 'notice')),
        conditions jsonb not null,
        told jsonb not null,
        saved_by text not null,
        saved_at timestamptz(3) not null,
        removed_at timestamptz(3)
      );
      create unique index alert_rule_name on alert_rule (jurisdiction_id, name) where removed_at is null;
      create table alert_rule_version (
        rule_id uuid not null references alert_rule,
        version integer not null,
        name text not null,
        is_on boolean not null,
        severity text not null,
        conditions jsonb not null,
        told jsonb not null,
        removed boolean not null,
        saved_by text not null,
        saved_at timestamptz(3) not null,
        primary key (rule_id, version)
      );

      -- The first message of an incident that met what a rule asks of a message. It is raised at once, or when the
      -- incident becomes as grave or as hot as the rule asks; once an incident and rule.
      create table alert_rule_hit (
        rule_id uuid not null references alert_rule,
        incident_id uuid not null references incident,
        message_id uuid not null references message,
        version integer not null,
        words text[] not null,
        at timestamptz(3) not null,
        raised_at timestamptz(3),
        -- The name and severity it was raised with, and whom it named then.
        rule_name text,
        severity text,
        told uuid[],
        -- Raised for an incident that was merged into this one: people know of it, and are not told again.
        by_merge boolean not null default false,
        primary key (rule_id, incident_id)
      );
      create index alert_rule_hit_incident on alert_rule_hit (incident_id);
      create index alert_rule_hit_raised on alert_rule_hit (raised_at desc, rule_id, incident_id) where raised_at is not null;

      -- Civic messages by the hour in which they were said, for each topic, source and channel.
      create table message_hour (
        jurisdiction_id uuid not null,
        kind text not null check (kind in ('topic', 'source', 'channel')),
        key text not null,
        hour timestamptz(0) not null,
        count integer not null,
        primary key (jurisdiction_id, kind, key, hour)
      );
      -- Since when a series is heard of: what was said before came in afterwards, and only in part.
      create table message_series (
        jurisdiction_id uuid not null,
        kind text not null,
        key text not null,
        since timestamptz(3) not null,
        primary key (jurisdiction_id, kind, key)
      );
      insert into message_hour (jurisdiction_id, kind, key, hour, count)
        select l.jurisdiction_id, s.kind, s.key,
               date_trunc('hour', least(coalesce(m.published_at, m.received_at), m.received_at), 'UTC'), count(*)
          from message_label l join message m on m.id = l.message_id
         cross join lateral (values ('topic', l.topic),
                                    (case when m.source_id is null then 'channel' else 'source' end,
                                     coalesce(m.source_id::text, m.channel))) as s (kind, key)
         where not l.off_topic and s.key is not null
         group by 1, 2, 3, 4;
      insert into message_series (jurisdiction_id, kind, key, since)
        select l.jurisdiction_id, s.kind, s.key, min(m.received_at)
          from message_label l join message m on m.id = l.message_id
         cross join lateral (values ('topic', l.topic),
                                    (case when m.source_id is null then 'channel' else 'source' end,
                                     coalesce(m.source_id::text, m.channel))) as s (kind, key)
         where not l.off_topic and s.key is not null
         group by 1, 2, 3;

      create table burst (
        id uuid primary key,
        jurisdiction_id uuid not null references jurisdiction,
        kind text not null,
        key text not null,
        started_at timestamptz(0) not null,
        -- The last hour judged to belong to it.
        last_hour timestamptz(0) not null,
        ended_at timestamptz(0),
        raised_at timestamptz(3) not null,
        -- How it was found: hours looked at together, messages in them, expected there, from how many on too many.
        win integer not null,
        count integer not null,
        expected real not null,
        threshold integer not null,
        basis text not null
      );
      create unique index burst_open on burst (jurisdiction_id, kind, key) where ended_at is null;
      create index burst_recent on burst (jurisdiction_id, started_at desc);
      -- Up to which hour a jurisdiction's series have been judged.
      create table burst_check (
        jurisdiction_id uuid primary key references jurisdiction,
        until timestamptz(0) not null
      );

      -- What the parts of the heat were worked out from.
      alter table incident add column heat_counts jsonb not null default '{}';

      create view burst_card as
        select b.id, b.jurisdiction_id, b.kind, b.key, coalesce(s.name, b.key) as title, b.started_at, b.ended_at
          from burst b left join source_card s on b.kind = 'source' and s.id::text = b.key;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      drop view burst_card;
      alter table incident drop column heat_counts;
      drop table burst_check, burst, message_series, message_hour, alert_rule_hit, alert_rule_version, alert_rule,
                 word_list_version, word_list;
    `);
  }
}
