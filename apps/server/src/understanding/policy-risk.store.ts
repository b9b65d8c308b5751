// Risk assessments of policies as they stand, and the incidents that were linked to them.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { PolicyRisk } from '#contract';
import type { Tx } from '../platform/commit';
import type { Cursor } from '../platform/page';
import { PolicyRiskRow } from './policy-risk.row';

@Injectable()
export class PolicyRiskStore {
  constructor(private readonly db: DataSource) {}

  async read(id: string): Promise<PolicyRiskRow | null> {
    return this.db.getRepository(PolicyRiskRow).findOneBy({ id });
  }

  async take(tx: Tx, id: string): Promise<PolicyRiskRow | null> {
    return tx.findOne(PolicyRiskRow, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  async add(tx: Tx, row: PolicyRiskRow): Promise<void> {
    await tx.insert(PolicyRiskRow, row);
  }

  async save(tx: Tx, id: string, changed: Partial<PolicyRiskRow>): Promise<void> {
    await tx.update(PolicyRiskRow, { id }, changed);
  }

  /** Newest first, one more than `limit` where there are more. */
  async list(
    jurisdictionIds: readonly string[],
    state: PolicyRisk['state'] | undefined,
    after: Cursor | null,
    limit: number,
  ): Promise<PolicyRiskRow[]> {
    const query = this.db
      .getRepository(PolicyRiskRow)
      .createQueryBuilder('p')
      .where('p.jurisdiction_id = any(:jurisdictionIds)', { jurisdictionIds });
    if (state) query.andWhere('p.state = :state', { state });
    if (after) query.andWhere('(p.created_at, p.id) < (:at, :id)', { at: after[0], id: after[1] });
    return query
      .orderBy('p.created_at', 'DESC')
      .addOrderBy('p.id', 'DESC')
      .limit(limit + 1)
      .getMany();
  }

  async incidents(id: string): Promise<PolicyRisk['incidents']> {
    return this.db.query(
      `select i.id, i.title, i.state from policy_risk_incident l join incident i on i.id = l.incident_id
        where l.policy_risk_id = $1 order by l.at desc, i.id`,
      [id],
    );
  }

  /** False when it was linked before. */
  async link(tx: Tx, id: string, incidentId: string, at: Date, by: string): Promise<boolean> {
    const linked: unknown[] = await tx.query(
      `insert into policy_risk_incident (policy_risk_id, incident_id, at, by_name) values ($1, $2, $3, $4)
       on conflict do nothing returning 1`,
      [id, incidentId, at, by],
    );
    return linked.length > 0;
  }
}
