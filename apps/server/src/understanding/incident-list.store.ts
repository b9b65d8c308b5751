// What is asked of incidents: the lists in their three orders, the hours of the last day, the messages with what they share.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Incident, Named, SharedSeen } from '#contract';
import type { Cursor } from '../platform/page';
import type { IncidentRow } from './incident.row';
import { listed, type MessageFound, PLACED, type PlacedFound } from './message.store';
import type { Query } from './query';

export type IncidentFilter = {
  jurisdictionIds: readonly string[];
  query: Query | null;
  state?: Incident['state'] | 'open';
  level?: string;
  topic?: string;
  emergency?: boolean;
  /** Named to lead and not taken on yet: of one department, or of any (null). */
  unacceptedBy?: string | null;
};
export type IncidentSort = 'recent' | 'heat' | 'triage';
export type IncidentFound = Omit<IncidentRow, 'profile' | 'touched' | 'heatAt'> & {
  leadName: string | null;
  /** Where it stands in the triage order: proposed ones first. */
  waiting: number;
  rank: number;
};
export type MemberFound = MessageFound & {
  at: Date;
  shared: Partial<SharedSeen> | null;
  movedBy: string | null;
  placed: PlacedFound;
};

const WAITING = `(i.state = 'proposed')::int`;
const RANK = `coalesce(array_position(array['一般','较大','重大','特别重大'], coalesce(i.level, i.proposed_level)), 0)`;
const COLUMNS = `
  i.id, i.jurisdiction_id as "jurisdictionId", i.state, i.title, i.titled_by as "titledBy", i.topic, i.areas, i.place, i.placed_by as "placedBy", i.level,
  i.proposed_level as "proposedLevel", i.emergency_kind as "emergencyKind", i.emergency, i.occurred_at as "occurredAt",
  i.detected_at as "detectedAt", i.first_at as "firstAt", i.last_at as "lastAt", i.confirmed_at as "confirmedAt",
  i.confirmed_by as "confirmedBy", i.closed_at as "closedAt", i.messages, i.channels, i.heat,
  i.heat_parts as "heatParts", i.heat_counts as "heatCounts", i.lead_department_id as "leadDepartmentId",
  i.lead_named_at as "leadNamedAt", i.accepted_at as "acceptedAt", i.accepted_by as "acceptedBy",
  i.support_department_ids as "supportDepartmentIds", i.spokesperson_department_id as "spokespersonDepartmentId",
  i.spokesperson_id as "spokespersonId", i.supervisor_id as "supervisorId", i.rule, i.merged_into as "mergedInto", i.dismissed_reason as "dismissedReason",
  d.name as "leadName", ${WAITING} as waiting, ${RANK} as rank`;

/** The keys of each order, all descending, with the type that a cursor's value is read as. */
export const orders: Record<IncidentSort, readonly (readonly [expression: string, type: string])[]> = {
  recent: [
    ['i.last_at', 'timestamptz'],
    ['i.id', 'uuid'],
  ],
  heat: [
    ['i.heat', 'real'],
    ['i.id', 'uuid'],
  ],
  triage: [
    [WAITING, 'int'],
    [RANK, 'int'],
    ['i.heat', 'real'],
    ['i.id', 'uuid'],
  ],
};
export const keysOf = (row: IncidentFound, sort: IncidentSort): Cursor =>
  sort === 'recent'
    ? [row.lastAt.toISOString(), row.id]
    : sort === 'heat'
      ? [row.heat, row.id]
      : [row.waiting, row.rank, row.heat, row.id];

@Injectable()
export class IncidentListStore {
  constructor(private readonly db: DataSource) {}

  /** In the order asked for, one more than `limit` where there are more. */
  async list(
    { query, ...f }: IncidentFilter,
    sort: IncidentSort,
    after: Cursor | null,
    limit: number,
  ): Promise<IncidentFound[]> {
    const values: unknown[] = [];
    const put = (value: unknown) => `$${values.push(value)}`;
    const where: string[] = [];
    if (query?.tsquery) where.push(`i.search @@ to_tsquery('simple', ${put(query.tsquery)})`);
    // An incident has its title only: what is asked of bodies is asked of it, and it has no source.
    for (const { pattern, not } of query?.texts ?? [])
      where.push(`lower(normalize(i.title, NFKC)) ${not ? '!~' : '~'} ${put(pattern)}`);
    if (f.state === 'open') where.push(`i.state in ('proposed', 'confirmed')`);
    else if (f.state) where.push(`i.state = ${put(f.state)}`);
    if (f.level !== undefined) where.push(`coalesce(i.level, i.proposed_level) = ${put(f.level)}`);
    if (f.topic !== undefined) where.push(`i.topic = ${put(f.topic)}`);
    if (f.emergency !== undefined) where.push(`(i.emergency_kind is not null) = ${put(f.emergency)}`);
    if (f.unacceptedBy !== undefined) {
      where.push(`i.state = 'confirmed' and i.accepted_at is null and i.lead_department_id is not null`);
      if (f.unacceptedBy !== null) where.push(`i.lead_department_id = ${put(f.unacceptedBy)}`);
    }
    const order = orders[sort];
    if (after) {
      const keys = order.map(([, type], n) => `${put(after[n])}::${type}`);
      where.push(`(${order.map(([expression]) => expression).join(', ')}) < (${keys.join(', ')})`);
    }
    const most = put(limit + 1);
    const inOrder = `order by ${order.map(([expression]) => `${expression} desc`).join(', ')}`;
    // Each jurisdiction's first by its own index, then the first of those.
    return this.db.query(
      `select ${COLUMNS} from incident i left join department_card d on d.id = i.lead_department_id
        where i.id in (
          select p.id from unnest(${put(f.jurisdictionIds)}::uuid[]) as j (id)
           cross join lateral (
             select i.id from incident i
              where i.jurisdiction_id = j.id ${where.map((w) => `and ${w}`).join(' ')}
              ${inOrder} limit ${most}) p)
        ${inOrder} limit ${most}`,
      values,
    );
  }

  async read(id: string): Promise<IncidentFound | null> {
    const [row] = await this.db.query(
      `select ${COLUMNS} from incident i left join department_card d on d.id = i.lead_department_id where i.id = $1`,
      [id],
    );
    return row ?? null;
  }

  /** For each incident, how many messages in each hour before `now`: 0 is the hour that ends now. */
  async hours(
    ids: readonly string[],
    now: Date,
  ): Promise<{ incidentId: string; ago: number; count: number }[]> {
    return this.db.query(
      `select incident_id as "incidentId", floor(extract(epoch from $2::timestamptz - at) / 3600)::int as ago,
              count(*)::int as count
         from incident_message
        where incident_id = any($1) and at <= $2 and at > $2::timestamptz - interval '24 hours' group by 1, 2`,
      [ids, now],
    );
  }

  async names(departmentIds: readonly string[]): Promise<Named[]> {
    if (departmentIds.length === 0) return [];
    return this.db.query('select id, name from department_card where id = any($1)', [departmentIds]);
  }

  async officers(officerIds: readonly string[]): Promise<Named[]> {
    if (officerIds.length === 0) return [];
    return this.db.query('select id, name from officer_card where id = any($1)', [officerIds]);
  }

  async messages(incidentId: string, after: Cursor | null, limit: number): Promise<MemberFound[]> {
    return this.db.query(
      `select ${listed('left(m.body, 1000)')}, i.at, i.shared, i.moved_by as "movedBy", ${PLACED} as placed
         from incident_message i
         join message_card m on m.id = i.message_id
         left join assessment a on a.id = i.placed_by
         left join message_label l on l.message_id = i.message_id
        where i.incident_id = $1
          and ($2::timestamptz is null or (i.at, i.message_id) < ($2, $3::uuid))
        order by i.at desc, i.message_id desc limit $4`,
      [incidentId, after?.[0] ?? null, after?.[1] ?? null, limit + 1],
    );
  }
}
