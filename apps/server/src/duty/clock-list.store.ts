// What is asked of the clocks: lists in the order in which they fall due, and the counts by department.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type ClockState, type MatterKind, NEAR } from '#duty';
import type { Level } from '#understanding';
import type { Cursor } from '../platform/page';
import type { ClockRow } from './clock.row';
import type { AboutIds } from './subject';

/** What a clock is about, with what the board shows of it. */
export type AboutFound = AboutIds & {
  title: string;
  level: Level | null;
  matterKind: MatterKind | null;
  number: string | null;
};
export type ClockFound = Omit<
  ClockRow,
  'round' | 'answeredBy' | 'given' | 'nextNoticeAt' | 'openedAt' | 'extensions'
> &
  AboutFound & {
    departmentName: string | null;
    holderName: string | null;
  };
/** A change of the rules that moved a clock. */
export type RecountFound = {
  clockId: string;
  changeId: string;
  kind: string;
  by: string;
  at: Date;
  reason: string;
  from: Date;
  to: Date;
};
export type ClockFilter = {
  jurisdictionIds: readonly string[];
  /** Words that must all stand in the title of the incident or matter, or in its number. */
  words: readonly string[];
  state?: ClockState | 'running';
  atRisk?: boolean;
  incidentId?: string;
  matterId?: string;
  subject?: 'incident' | MatterKind;
  departmentId?: string;
  mine?: { officerId: string; departmentId: string | null };
};
export type Counted = {
  departmentId: string | null;
  departmentName: string | null;
  open: number;
  atRisk: number;
  breached: number;
  metOnTime: number;
  metLate: number;
};

/** A clock that stands still does not run out; what it stood still is no part of its time. `c` at `$1`. */
export const OVERDUE = `(date_trunc('second', c.due_at) + interval '1 second' <= coalesce(c.paused_at, $1::timestamptz))`;
const STILL = `c.paused_ms * interval '1 millisecond'`;
const AT_RISK = `(c.state = 'open' and not ${OVERDUE}
  and c.start_at + ${STILL} + (c.due_at - c.start_at - ${STILL}) * ${NEAR} <= coalesce(c.paused_at, $1))`;

/** What a clock is about, by the columns of `c`. */
export const ABOUT = `c.incident_id as "incidentId", c.matter_id as "matterId", coalesce(i.title, m.title) as title, i.level,
         m.kind as "matterKind", m.number`;
export const ABOUT_JOIN = `left join incident_card i on i.id = c.incident_id
    left join matter_card m on m.id = c.matter_id`;

const FOUND = `
  select c.id, c.jurisdiction_id as "jurisdictionId", c.duty, c.pack_id as "packId",
         c.pack_version as "packVersion", c.name, c.clause, c.owed_by as "owedBy",
         c.department_id as "departmentId", c.holder_id as "holderId", c.starts_from as "startsFrom",
         c.start_at as "startAt", c.start_note as "startNote", c.due_at as "dueAt", c.basis, c.explain, c.leans_on as "leansOn", c.state,
         c.acknowledged_at as "acknowledgedAt", c.acknowledged_by as "acknowledgedBy", c.met_at as "metAt",
         c.evidence, c.paused_at as "pausedAt", c.paused_ms::float8 as "pausedMs", c.pauses, c.waived_at as "waivedAt", c.waived_reason as "waivedReason", c.waived_by as "waivedBy",
         ${ABOUT}, d.name as "departmentName", o.name as "holderName"
    from clock c
    ${ABOUT_JOIN}
    left join department_card d on d.id = c.department_id
    left join officer_card o on o.id = c.holder_id`;

@Injectable()
export class ClockListStore {
  constructor(private readonly db: DataSource) {}

  /** One more than asked for when there are more. */
  list(filter: ClockFilter, after: Cursor | null, limit: number, now: Date): Promise<ClockFound[]> {
    const { state, atRisk, mine } = filter;
    const states = state === 'running' ? ['open', 'breached'] : state ? [state] : null;
    const pattern = (word: string) => `%${word.replace(/[\\%_]/g, '\\$&')}%`;
    return this.db.query(
      `${FOUND}
        where c.jurisdiction_id = any($2)
          and ($3::text[] is null or c.state = any($3))
          and ($4::boolean is null or ${AT_RISK} = $4)
          and ($5::uuid is null or c.incident_id = $5)
          and ($6::uuid is null or c.department_id = $6)
          and ($7::uuid is null or c.holder_id = $7 or c.department_id = $8)
          and coalesce(i.title, m.number || ' ' || m.title) ilike all($9::text[])
          and ($10::timestamptz is null or (c.due_at, c.id) > ($10, $11::uuid))
          and ($13::uuid is null or c.matter_id = $13)
          and ($14::text is null or coalesce(m.kind, 'incident') = $14)
        order by c.due_at, c.id limit $12`,
      [
        now,
        filter.jurisdictionIds,
        states,
        atRisk ?? null,
        filter.incidentId ?? null,
        filter.departmentId ?? null,
        mine?.officerId ?? null,
        mine?.departmentId ?? null,
        filter.words.map(pattern),
        after?.[0] ?? null,
        after?.[1] ?? null,
        limit + 1,
        filter.matterId ?? null,
        filter.subject ?? null,
      ],
    );
  }

  /** What moved some clocks, in the order in which it did. */
  recounts(clockIds: readonly string[]): Promise<RecountFound[]> {
    return this.db.query(
      `select m.clock_id as "clockId", c.id as "changeId", c.kind, c.decided_name as by, c.decided_at as at, c.reason,
              m.from_due as "from", m.to_due as "to"
         from rule_change_move m join rule_change c on c.id = m.change_id
        where m.clock_id = any($1) and m.kind = 'moved' and c.state = 'confirmed' order by c.decided_at`,
      [clockIds],
    );
  }

  async read(id: string): Promise<ClockFound | null> {
    const [row] = await this.db.query(`${FOUND} where c.id = $1`, [id]);
    return row ?? null;
  }

  /** By department, those of nobody last. An open clock whose time is over counts as breached, swept or not. */
  count(jurisdictionIds: readonly string[], now: Date): Promise<Counted[]> {
    return this.db.query(
      `select c.department_id as "departmentId", d.name as "departmentName",
              count(*) filter (where c.state = 'open' and not ${OVERDUE})::int as open,
              count(*) filter (where ${AT_RISK})::int as "atRisk",
              count(*) filter (where c.state = 'breached' or (c.state = 'open' and ${OVERDUE}))::int as breached,
              count(*) filter (where c.state = 'met')::int as "metOnTime",
              count(*) filter (where c.state = 'met-late')::int as "metLate"
         from clock c left join department_card d on d.id = c.department_id
        where c.jurisdiction_id = any($2)
        group by c.department_id, d.name
        order by c.department_id is null, breached desc, open desc, d.name`,
      [now, jurisdictionIds],
    );
  }
}
