// Messages as rules look at them, what met a rule, what was raised and for whom.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Named, RuleRaised } from '#contract';
import type { Level, RuleMessage } from '#understanding';
import type { Tx } from '../platform/commit';
import type { Cursor } from '../platform/page';
import { asJson } from './reading';
import type { RuleRow, WordListRow } from './rule.row';

export type MessageSeen = RuleMessage & {
  id: string;
  jurisdictionId: string;
  incidentId: string;
  publishedAt: Date | null;
  receivedAt: Date;
};
export type HitFound = {
  ruleId: string;
  incidentId: string;
  messageId: string;
  level: Level | null;
  heat: number;
} & Pick<RuleRow, 'name' | 'version' | 'severity' | 'conditions' | 'told' | 'jurisdictionId'>;
export type HitMade = {
  ruleId: string;
  incidentId: string;
  messageId: string;
  version: number;
  words: string[];
};
export type RaisedFound = Omit<RuleRaised, 'at' | 'told'> & { at: Date; told: Named[] };

/** As much of a text as rules look at. */
const LOOKED_AT = 200_000;
/** The columns of a message as rules see it: `m` the card, `l` its labels, `i` its place, `c` the incident. */
export const seen = `
  m.id, m.jurisdiction_id as "jurisdictionId", i.incident_id as "incidentId", m.title, left(m.body, ${LOOKED_AT}) as body, m.place,
  m.channel, array_remove(array[l.topic, c.topic], null) as topics, l.areas || c.areas as areas, l.concerns,
  m.published_at as "publishedAt", m.received_at as "receivedAt"`;
export const seenFrom = `
  message_label l join message_card m on m.id = l.message_id
  join incident_message i on i.message_id = l.message_id join incident c on c.id = i.incident_id`;

@Injectable()
export class RuleHitStore {
  constructor(private readonly db: DataSource) {}

  /** Rises with every change of any rule or list. */
  async stamp(tx: Tx): Promise<string> {
    const [row] = await tx.query(
      `select (select coalesce(sum(version), 0) from alert_rule) || '/' || (select coalesce(sum(version), 0) from word_list) as stamp`,
    );
    return row.stamp;
  }

  /** The rules in force for a jurisdiction, its own and those of the ones above it; and the lists they use. */
  async inForce(tx: Tx, jurisdictionId: string): Promise<{ rules: RuleRow[]; lists: WordListRow[] }> {
    const above = `with recursive up as (
      select id, parent_id from jurisdiction_card where id = $1
      union select j.id, j.parent_id from jurisdiction_card j join up on j.id = up.parent_id)`;
    const rules: RuleRow[] = await tx.query(
      `${above} select r.id, r.jurisdiction_id as "jurisdictionId", r.name, r.version, r.is_on as "on", r.severity,
              r.conditions, r.told from alert_rule r join up on up.id = r.jurisdiction_id where r.is_on and r.removed_at is null`,
      [jurisdictionId],
    );
    const lists: WordListRow[] = await tx.query(
      `${above} select w.id, w.name, w.terms, w.excludes from word_list w join up on up.id = w.jurisdiction_id where w.removed_at is null`,
      [jurisdictionId],
    );
    return { rules, lists };
  }

  /** The messages of these batches, new or edited, that stand in open incidents. */
  async ofBatches(tx: Tx, batchIds: readonly string[]): Promise<MessageSeen[]> {
    return tx.query(
      `select ${seen} from ${seenFrom}
        where (m.batch_id = any($1::uuid[])
               or m.id in (select r.message_id from revision_card r where r.batch_id = any($1::uuid[]) and r.how = 'edited'))
          and c.state in ('proposed', 'confirmed')
        order by m.received_at, m.id`,
      [batchIds],
    );
  }

  async ofMessage(tx: Tx, messageId: string): Promise<MessageSeen[]> {
    return tx.query(
      `select ${seen} from ${seenFrom} where m.id = $1 and c.state in ('proposed', 'confirmed')`,
      [messageId],
    );
  }

  /** Keeps what met a rule; the first message of an incident for each rule. */
  async keep(tx: Tx, hits: readonly HitMade[], at: Date): Promise<void> {
    if (hits.length === 0) return;
    await tx.query(
      `insert into alert_rule_hit (rule_id, incident_id, message_id, version, words, at)
       select r."ruleId", r."incidentId", r."messageId", r.version, r.words, $2
         from json_to_recordset($1::json) as r("ruleId" uuid, "incidentId" uuid, "messageId" uuid, version int, words text[])
       on conflict do nothing`,
      [asJson(hits), at],
    );
  }

  /** What waits to be raised in these incidents, each as it stands now. */
  async waiting(tx: Tx, incidentIds: readonly string[]): Promise<HitFound[]> {
    return tx.query(
      `select h.rule_id as "ruleId", h.incident_id as "incidentId", h.message_id as "messageId",
              coalesce(c.level, c.proposed_level) as level, c.heat,
              r.name, r.version, r.severity, r.conditions, r.told, r.jurisdiction_id as "jurisdictionId"
         from alert_rule_hit h join alert_rule r on r.id = h.rule_id join incident c on c.id = h.incident_id
        where h.incident_id = any($1::uuid[]) and h.raised_at is null and r.is_on and r.removed_at is null
          and c.state in ('proposed', 'confirmed')
        order by h.at, h.rule_id, h.incident_id`,
      [incidentIds],
    );
  }

  /** Who is meant: officers by name, by department, by role; those in service, of the jurisdiction or below it. */
  async meant(tx: Tx, jurisdictionId: string, told: RuleRow['told']): Promise<string[]> {
    const rows: { id: string }[] = await tx.query(
      `with recursive below as (
         select id from jurisdiction_card where id = $1
         union select j.id from jurisdiction_card j join below b on j.parent_id = b.id)
       select o.id from officer_card o
        where o.active and (
              (o.jurisdiction_id in (select id from below) and (o.id = any($2::uuid[]) or o.department_id = any($3::uuid[])))
              or (o.jurisdiction_id = $1 and o.roles && $4::text[]))
        order by o.id`,
      [jurisdictionId, told.officerIds, told.departmentIds, told.roles],
    );
    return rows.map(({ id }) => id);
  }

  async raise(
    tx: Tx,
    { ruleId, incidentId, name, severity, version }: HitFound,
    told: string[],
    at: Date,
  ): Promise<void> {
    await tx.query(
      `update alert_rule_hit set raised_at = $3, rule_name = $4, severity = $5, told = $6::uuid[], version = $7
        where rule_id = $1 and incident_id = $2`,
      [ruleId, incidentId, at, name, severity, told, version],
    );
  }

  /** What was met or raised for an incident holds for the one it was merged into. */
  async merged(tx: Tx, incidentId: string, intoId: string): Promise<void> {
    await tx.query(
      `insert into alert_rule_hit (rule_id, incident_id, message_id, version, words, at, raised_at, rule_name, severity, told, by_merge)
       select rule_id, $2, message_id, version, words, at, raised_at, rule_name, severity, told, raised_at is not null
         from alert_rule_hit where incident_id = $1
       on conflict (rule_id, incident_id) do update
          set raised_at = excluded.raised_at, rule_name = excluded.rule_name, severity = excluded.severity,
              told = excluded.told, by_merge = true
        where alert_rule_hit.raised_at is null and excluded.raised_at is not null`,
      [incidentId, intoId],
    );
  }

  /** Newest first, one more than `limit` where there are more. */
  async raised(
    jurisdictionIds: readonly string[],
    { ruleId, officerId }: { ruleId: string | null; officerId: string | null },
    after: Cursor | null,
    limit: number,
  ): Promise<RaisedFound[]> {
    return this.db.query(
      `select h.rule_id as "ruleId", h.rule_name as rule, h.version, h.severity, h.incident_id as "incidentId",
              c.title, h.raised_at as at, h.words,
              coalesce((select jsonb_agg(jsonb_build_object('id', o.id, 'name', o.name) order by o.name)
                          from officer_card o where o.id = any(h.told)), '[]') as told
         from alert_rule_hit h join incident c on c.id = h.incident_id join alert_rule r on r.id = h.rule_id
        where h.raised_at is not null and not h.by_merge and r.jurisdiction_id = any($1::uuid[])
          and ($2::uuid is null or h.rule_id = $2) and ($3::uuid is null or h.told @> array[$3::uuid])
          and ($4::timestamptz is null or (h.raised_at, h.rule_id, h.incident_id) < ($4, $5::uuid, $6::uuid))
        order by h.raised_at desc, h.rule_id desc, h.incident_id desc limit $7`,
      [
        jurisdictionIds,
        ruleId,
        officerId,
        after?.[0] ?? null,
        after?.[1] ?? null,
        after?.[2] ?? null,
        limit + 1,
      ],
    );
  }
}
