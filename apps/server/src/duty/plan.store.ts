// Response plans with their editions, and what was proposed to which incident.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Plan, PlanContentIn, Proposal } from '#contract';
import type { Tx } from '../platform/commit';

export type EditionFound = {
  planId: string;
  edition: number;
  jurisdictionId: string;
  state: Plan['state'];
  content: PlanContentIn;
  digest: string;
  writtenBy: string;
  writtenName: string;
  writtenAt: Date;
  approvedName: string | null;
  approvedAt: Date | null;
  inForceEdition: number | null;
};
export type ProposalFound = Omit<Proposal, 'decidedAt' | 'decidedBy'> & {
  decidedBy: string | null;
  decidedAt: Date | null;
};
type Reading = Pick<Tx, 'query'>;

const FOUND = `
  select e.plan_id as "planId", e.edition, e.jurisdiction_id as "jurisdictionId", e.state, e.content, e.digest,
         e.written_by as "writtenBy", e.written_name as "writtenName", e.written_at as "writtenAt",
         e.approved_name as "approvedName", e.approved_at as "approvedAt",
         (select f.edition from plan_edition f where f.plan_id = e.plan_id and f.state = 'in-force') as "inForceEdition"
    from plan_edition e`;

@Injectable()
export class PlanStore {
  constructor(private readonly db: DataSource) {}

  /** The newest edition of each, those in use first. */
  list(jurisdictionIds: readonly string[]): Promise<EditionFound[]> {
    return this.db.query(
      `${FOUND} where e.jurisdiction_id = any($1)
          and e.edition = (select max(n.edition) from plan_edition n where n.plan_id = e.plan_id)
        order by e.state = 'withdrawn', e.content->>'name', e.plan_id limit 500`,
      [jurisdictionIds],
    );
  }

  async newest(planId: string, reading: Reading = this.db): Promise<EditionFound | null> {
    const [row] = await reading.query(`${FOUND} where e.plan_id = $1 order by e.edition desc limit 1`, [
      planId,
    ]);
    return row ?? null;
  }

  /** Behind a lock of the plan's own: whoever edits or approves it waits for the others. */
  async take(tx: Tx, planId: string): Promise<EditionFound | null> {
    await tx.query(`select pg_advisory_xact_lock(hashtextextended('plan:' || $1, 0))`, [planId]);
    return this.newest(planId, tx);
  }

  /** A new edition, or its draft written over. */
  async write(
    tx: Tx,
    row: Omit<EditionFound, 'inForceEdition' | 'approvedName' | 'approvedAt' | 'state'>,
  ): Promise<void> {
    await tx.query(
      `insert into plan_edition (plan_id, edition, jurisdiction_id, state, content, digest, written_by, written_name, written_at)
       values ($1, $2, $3, 'draft', $4, $5, $6, $7, $8)
       on conflict (plan_id, edition) do update set content = excluded.content, digest = excluded.digest,
          written_by = excluded.written_by, written_name = excluded.written_name, written_at = excluded.written_at`,
      [
        row.planId,
        row.edition,
        row.jurisdictionId,
        JSON.stringify(row.content),
        row.digest,
        row.writtenBy,
        row.writtenName,
        row.writtenAt,
      ],
    );
  }

  async approve(tx: Tx, planId: string, edition: number, by: string, at: Date): Promise<void> {
    await tx.query(`update plan_edition set state = 'replaced' where plan_id = $1 and state = 'in-force'`, [
      planId,
    ]);
    await tx.query(
      `update plan_edition set state = 'in-force', approved_name = $3, approved_at = $4 where plan_id = $1 and edition = $2`,
      [planId, edition, by, at],
    );
  }

  async withdraw(tx: Tx, planId: string): Promise<void> {
    await tx.query(
      `update plan_edition set state = 'withdrawn' where plan_id = $1 and state in ('draft', 'in-force')`,
      [planId],
    );
  }

  /** What is in force for a place: its own plans and those of the places above it. */
  inForce(tx: Reading, jurisdictionId: string): Promise<EditionFound[]> {
    return tx.query(
      `with recursive up as (
         select id, parent_id from jurisdiction_card where id = $1
         union select j.id, j.parent_id from jurisdiction_card j join up on j.id = up.parent_id)
       ${FOUND} where e.state = 'in-force' and e.jurisdiction_id in (select id from up)`,
      [jurisdictionId],
    );
  }

  /** True where it was not proposed before. */
  async propose(
    tx: Tx,
    incidentId: string,
    { planId, edition }: EditionFound,
    why: object,
    at: Date,
  ): Promise<boolean> {
    const rows: unknown[] = await tx.query(
      `insert into plan_proposal (incident_id, plan_id, edition, why, at) values ($1, $2, $3, $4, $5)
       on conflict do nothing returning plan_id`,
      [incidentId, planId, edition, JSON.stringify(why), at],
    );
    return rows.length > 0;
  }

  proposals(incidentId: string, reading: Reading = this.db): Promise<ProposalFound[]> {
    return reading.query(
      `select p.plan_id as "planId", p.edition, e.content, p.why, p.state, p.decided_name as "decidedBy",
              p.decided_at as "decidedAt", p.reason
         from plan_proposal p join plan_edition e on e.plan_id = p.plan_id and e.edition = p.edition
        where p.incident_id = $1 order by p.at, e.content->>'name'`,
      [incidentId],
    );
  }

  /** True where it was still open. */
  async decide(
    tx: Tx,
    incidentId: string,
    planId: string,
    decided: { state: 'taken' | 'declined'; by: string; at: Date; reason: string | null },
  ): Promise<boolean> {
    const [, changed] = await tx.query(
      `update plan_proposal set state = $3, decided_name = $4, decided_at = $5, reason = $6
        where incident_id = $1 and plan_id = $2 and state = 'proposed'`,
      [incidentId, planId, decided.state, decided.by, decided.at, decided.reason],
    );
    return changed > 0;
  }

  async incident(
    reading: Reading,
    id: string,
  ): Promise<{ topic: string | null; supportDepartmentIds: string[] } | null> {
    const [row] = await reading.query(
      `select topic, support_department_ids as "supportDepartmentIds" from incident_card where id = $1`,
      [id],
    );
    return row ?? null;
  }
}
