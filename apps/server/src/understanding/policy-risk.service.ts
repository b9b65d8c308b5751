// The risk assessment of a policy from draft to approval, each step with its fact; incidents that came of it are linked later.
import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Answer, Input, PolicyRisk, PolicyRiskContent } from '#contract';
import { actorOf, inView, type Principal } from '../platform/access';
import { Commit, fact, type NewFact, type Tx } from '../platform/commit';
import { pageOf, readInstantCursor } from '../platform/page';
import { notFound } from '../platform/problem';
import { otherJurisdiction } from './incident.acts';
import { IncidentListService } from './incident-list.service';
import * as acts from './policy-risk.acts';
import type { PolicyRiskRow } from './policy-risk.row';
import { PolicyRiskStore } from './policy-risk.store';

const of = (id: string) => ({ type: 'policy-risk', id });

@Injectable()
export class PolicyRiskService {
  constructor(
    private readonly door: Commit,
    private readonly store: PolicyRiskStore,
    private readonly incidents: IncidentListService,
  ) {}

  async list(
    who: Principal,
    { cursor, limit, state }: Input<'policyRisks.list'>['query'],
  ): Promise<Answer<'policyRisks.list'>> {
    const rows = await this.store.list(who.jurisdictionIds, state, readInstantCursor(cursor), limit);
    return pageOf(
      rows,
      limit,
      (row) => [row.createdAt.toISOString(), row.id],
      ({ id, state: now, title, plannedOn, risks, draftedBy, changedAt }) => ({
        ...{ id, state: now, title, plannedOn, draftedBy },
        highest: acts.highestOf(risks),
        risks: risks.length,
        changedAt: changedAt.toISOString(),
      }),
    );
  }

  async read(who: Principal, id: string): Promise<PolicyRisk> {
    const row = await this.store.read(id);
    inView(who, row?.jurisdictionId);
    if (!row) throw notFound();
    const { jurisdictionId: _, draftedById: __, assessedById: ___, ...shown } = row;
    return {
      ...shown,
      highest: acts.highestOf(row.risks),
      createdAt: row.createdAt.toISOString(),
      changedAt: row.changedAt.toISOString(),
      assessedAt: row.assessedAt?.toISOString() ?? null,
      approvedAt: row.approvedAt?.toISOString() ?? null,
      incidents: await this.store.incidents(id),
    };
  }

  async draft(who: Principal, content: PolicyRiskContent): Promise<PolicyRisk> {
    const id = randomUUID();
    const { jurisdictionId } = who;
    await this.door.commit(async (tx, at) => {
      await this.store.add(tx, {
        ...content,
        ...{ id, jurisdictionId, state: 'draft', edition: 1, createdAt: at, changedAt: at },
        draftedById: who.id,
        draftedBy: who.name,
        ...{ assessedById: null, assessedBy: null, assessedAt: null },
        ...{ approvedBy: null, approvedAt: null, returnedReason: null },
      });
      const drafted = fact('policy-risk.drafted', actorOf(who), of(id), jurisdictionId, { policyRiskId: id });
      return { value: undefined, facts: [drafted] };
    });
    return this.read(who, id);
  }

  async save(
    who: Principal,
    id: string,
    { edition, ...content }: PolicyRiskContent & { edition: number },
  ): Promise<PolicyRisk> {
    return this.step(who, id, async (tx, row, at) => {
      acts.mayStep('save', row);
      if (row.draftedById !== who.id && !who.rights.has('policy-risk.assess')) throw acts.notYours();
      acts.isSameEdition(row, edition);
      await this.store.save(tx, id, { ...content, edition: edition + 1, changedAt: at });
      const body = { policyRiskId: id, edition: edition + 1 };
      return [fact('policy-risk.edited', actorOf(who), of(id), row.jurisdictionId, body)];
    });
  }

  async assess(who: Principal, id: string, edition: number): Promise<PolicyRisk> {
    return this.step(who, id, async (tx, row, at) => {
      acts.mayStep('assess', row);
      acts.isSameEdition(row, edition);
      acts.isComplete(row);
      const by = { assessedById: who.id, assessedBy: who.name, assessedAt: at };
      await this.store.save(tx, id, { state: 'assessed', ...by, changedAt: at });
      return [
        fact('policy-risk.assessed', actorOf(who), of(id), row.jurisdictionId, {
          ...{ policyRiskId: id, edition, risks: row.risks.length },
          highest: acts.highestOf(row.risks),
          digest: acts.digestOf(row),
        }),
      ];
    });
  }

  async giveBack(who: Principal, id: string, reason: string): Promise<PolicyRisk> {
    return this.step(who, id, async (tx, row, at) => {
      acts.mayStep('return', row);
      const nobody = { assessedById: null, assessedBy: null, assessedAt: null };
      await this.store.save(tx, id, { state: 'draft', ...nobody, returnedReason: reason, changedAt: at });
      const body = { policyRiskId: id, edition: row.edition, reason };
      return [fact('policy-risk.returned', actorOf(who), of(id), row.jurisdictionId, body)];
    });
  }

  async approve(who: Principal, id: string, edition: number): Promise<PolicyRisk> {
    return this.step(who, id, async (tx, row, at) => {
      acts.mayStep('approve', row);
      acts.isSameEdition(row, edition);
      acts.isAnother(row, who.id);
      const by = { approvedBy: who.name, approvedAt: at };
      await this.store.save(tx, id, { state: 'approved', ...by, returnedReason: null, changedAt: at });
      const body = { policyRiskId: id, edition, digest: acts.digestOf(row) };
      return [fact('policy-risk.approved', actorOf(who), of(id), row.jurisdictionId, body)];
    });
  }

  /** What came of it, in whichever state it is; a second time changes nothing. */
  async link(who: Principal, id: string, incidentId: string): Promise<PolicyRisk> {
    const incident = await this.incidents.read(who, incidentId);
    return this.step(who, id, async (tx, row, at) => {
      if (incident.jurisdictionId !== row.jurisdictionId) throw otherJurisdiction();
      if (!(await this.store.link(tx, id, incidentId, at, who.name))) return [];
      const body = { policyRiskId: id, incidentId };
      return [fact('policy-risk.linked', actorOf(who), of(id), row.jurisdictionId, body)];
    });
  }

  private async step(
    who: Principal,
    id: string,
    work: (tx: Tx, row: PolicyRiskRow, at: Date) => Promise<NewFact[]>,
  ): Promise<PolicyRisk> {
    await this.door.commit(async (tx, at) => {
      const row = await this.store.take(tx, id);
      inView(who, row?.jurisdictionId);
      if (!row) throw notFound();
      return { value: undefined, facts: await work(tx, row, at) };
    });
    return this.read(who, id);
  }
}
