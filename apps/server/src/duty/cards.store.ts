// What duty reads of the earlier stages, and of its own registry: the incident or matter it is about, the department that owes, the people in it and above it.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { MatterKind, OwedBy } from '#duty';
import type { Level } from '#understanding';
import type { Tx } from '../platform/commit';
import { type AboutIds, aboutId, type Card } from './subject';

export type IncidentCard = {
  id: string;
  jurisdictionId: string;
  state: 'proposed' | 'confirmed' | 'dismissed' | 'merged' | 'closed';
  level: Level | null;
  emergencyKind: string | null;
  occurredAt: Date | null;
  detectedAt: Date;
  confirmedAt: Date | null;
  leadDepartmentId: string | null;
};
export type MatterCard = {
  id: string;
  jurisdictionId: string;
  kind: MatterKind;
  departmentId: string | null;
  withdrawn: boolean;
};
type Party = { jurisdictionId: string; owedBy: OwedBy; leadDepartmentId: string | null };

const INCIDENT = `
  select id, jurisdiction_id as "jurisdictionId", state, level, emergency_kind as "emergencyKind",
         occurred_at as "occurredAt", detected_at as "detectedAt", confirmed_at as "confirmedAt",
         lead_department_id as "leadDepartmentId"
    from incident_card`;
const MATTER = `
  select id, jurisdiction_id as "jurisdictionId", kind, department_id as "departmentId", withdrawn from matter_card`;

@Injectable()
export class CardStore {
  constructor(private readonly db: DataSource) {}

  /** Within a transaction, or outside of any where that is null. */
  async incident(tx: Pick<Tx, 'query'> | null, id: string): Promise<IncidentCard | null> {
    const [row] = await (tx ?? this.db).query(`${INCIDENT} where id = $1`, [id]);
    return row ?? null;
  }

  async matter(tx: Pick<Tx, 'query'> | null, id: string): Promise<MatterCard | null> {
    const [row] = await (tx ?? this.db).query(`${MATTER} where id = $1`, [id]);
    return row ?? null;
  }

  /** The incident, or else the matter. */
  about(tx: Pick<Tx, 'query'> | null, of: AboutIds): Promise<Card | null> {
    return of.matterId === null ? this.incident(tx, aboutId(of)) : this.matter(tx, of.matterId);
  }

  /** Those of some ids, and with `jurisdictionId` everything there that goes on. */
  async cards(
    tx: Pick<Tx, 'query'>,
    ids: readonly string[],
    jurisdictionId: string | null,
  ): Promise<Map<string, Card>> {
    const asked = [ids, jurisdictionId];
    const incidents: Card[] = await tx.query(
      `${INCIDENT} where id = any($1) or (jurisdiction_id = $2 and state = 'confirmed')`,
      asked,
    );
    const matters: Card[] = await tx.query(
      `${MATTER} where id = any($1) or (jurisdiction_id = $2 and not withdrawn)`,
      asked,
    );
    return new Map([...incidents, ...matters].map((card) => [card.id, card]));
  }

  /** The department that owes: the responsible one, or the office of that kind; null where there is none. */
  async owing(tx: Tx, { jurisdictionId, owedBy, leadDepartmentId }: Party): Promise<string | null> {
    if (owedBy === 'responsible') return this.nowOf(tx, leadDepartmentId);
    const [row] = await tx.query(
      `select id from department_card where jurisdiction_id = $1 and kind = $2 and active order by name, id limit 1`,
      [jurisdictionId, owedBy],
    );
    return row?.id ?? null;
  }

  /** A department that was merged owes as what it is now, also where that was decided before and is heard after. */
  private async nowOf(tx: Tx, departmentId: string | null): Promise<string | null> {
    if (departmentId === null) return null;
    const [row] = await tx.query(
      'select coalesce(merged_into, id) as id from department_card where id = $1',
      [departmentId],
    );
    return row?.id ?? departmentId;
  }

  /**
   * Who takes a department's clock in hand: an officer who may acknowledge it, first one who already holds a clock of
   * the same incident or matter, then whoever holds fewest; the supervisor where there is none; null where there is not even that.
   */
  async holder(tx: Tx, departmentId: string, subjectId: string): Promise<string | null> {
    const [row] = await tx.query(
      `select o.id from officer_card o
         left join lateral (
           select count(*) filter (where c.incident_id = $2 or c.matter_id = $2) as of_this, count(*) as held
             from clock c where c.holder_id = o.id and c.state in ('open', 'breached')) h on true
        where o.department_id = $1 and o.active and o.roles && array['department-officer', 'news-office']
        order by h.of_this desc, h.held, o.name, o.id limit 1`,
      [departmentId, subjectId],
    );
    if (row) return row.id;
    const [supervisor] = await tx.query(
      `select o.id from department_card d join officer_card o on o.id = d.supervisor_id
        where d.id = $1 and o.active`,
      [departmentId],
    );
    return supervisor?.id ?? null;
  }
}
