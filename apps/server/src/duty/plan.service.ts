// Response plans: written, put in force by a second person, proposed when an incident is confirmed, taken as tasks of both lanes.
import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Answer, Input, Plan, PlanContentIn, Steps } from '#contract';
import { planFaults, plansFor, tasksOf, whyPlan } from '#duty';
import { actorOf, inView, type Principal, system } from '../platform/access';
import { Commit, fact, type NewFact, type Tx } from '../platform/commit';
import { conflict, invalid, notFound, Refusal } from '../platform/problem';
import { CardStore, type IncidentCard } from './cards.store';
import { digestOf } from './order.acts';
import { type EditionFound, PlanStore } from './plan.store';
import { StepService } from './step.service';

const ofPlan = (id: string) => ({ type: 'plan', id });
const ofIncident = (id: string) => ({ type: 'incident', id });
type Proposed = Answer<'plans.proposed'>;

@Injectable()
export class PlanService {
  constructor(
    private readonly commit: Commit,
    private readonly store: PlanStore,
    private readonly cards: CardStore,
    private readonly steps: StepService,
  ) {}

  async list(who: Principal): Promise<Answer<'plans.list'>> {
    const rows = await this.store.list(who.jurisdictionIds);
    return { items: rows.map((row) => viewOf(who, row)) };
  }

  async read(who: Principal, id: string): Promise<Plan> {
    const row = await this.store.newest(id);
    if (!row) throw notFound();
    inView(who, row.jurisdictionId);
    return viewOf(who, row);
  }

  async write(who: Principal, content: PlanContentIn): Promise<Plan> {
    const planId = randomUUID();
    await this.commit.commit(async (tx, at) => ({
      value: undefined,
      facts: [
        await this.written(tx, at, who, { planId, edition: 1, jurisdictionId: who.jurisdictionId, content }),
      ],
    }));
    return this.read(who, planId);
  }

  /** A draft is written over; of what is in force or withdrawn a further edition begins. */
  async edit(
    who: Principal,
    id: string,
    { edition, ...content }: Input<'plans.edit'>['body'],
  ): Promise<Plan> {
    await this.change(who, id, async (tx, row, at) => {
      if (row.edition !== edition) throw editedSince();
      const next = row.state === 'draft' ? row.edition : row.edition + 1;
      const { jurisdictionId } = row;
      return this.written(tx, at, who, { planId: id, edition: next, jurisdictionId, content });
    });
    return this.read(who, id);
  }

  async approve(who: Principal, id: string, { digest }: Input<'plans.approve'>['body']): Promise<Plan> {
    await this.change(who, id, async (tx, row, at) => {
      if (row.state !== 'draft' || row.digest !== digest) throw editedSince();
      if (row.writtenBy === who.id) throw samePerson();
      const faults = planFaults(row.content);
      if (faults.length > 0)
        throw invalid(
          'plan.incomplete',
          `还不能启用：${faults.map(({ zh }) => zh).join('；')}。`,
          `It cannot come into force yet; it needs ${faults.map(({ en }) => en).join(', ')}.`,
        );
      await this.store.approve(tx, id, row.edition, who.name, at);
      return fact('plan.approved', actorOf(who), ofPlan(id), row.jurisdictionId, {
        ...{ planId: id, edition: row.edition, digest },
      });
    });
    return this.read(who, id);
  }

  async withdraw(who: Principal, id: string, { reason }: Input<'plans.withdraw'>['body']): Promise<Plan> {
    await this.change(who, id, async (tx, row) => {
      if (row.state === 'withdrawn')
        throw conflict('plan.withdrawn', '这份预案已停用。', 'This plan has been withdrawn already.');
      await this.store.withdraw(tx, id);
      const said = { planId: id, edition: row.edition, reason };
      return fact('plan.withdrawn', actorOf(who), ofPlan(id), row.jurisdictionId, said);
    });
    return this.read(who, id);
  }

  /** Called when an incident is confirmed or its level changes: the plans it now calls for, each proposed once. */
  async propose(
    tx: Tx,
    card: Pick<IncidentCard, 'id' | 'jurisdictionId' | 'level' | 'emergencyKind'>,
    at: Date,
  ): Promise<NewFact[]> {
    const incident = { ...card, topic: (await this.store.incident(tx, card.id))?.topic ?? null };
    const facts: NewFact[] = [];
    for (const plan of plansFor(await this.store.inForce(tx, card.jurisdictionId), incident)) {
      if (!(await this.store.propose(tx, card.id, plan, whyPlan(plan.content, incident), at))) continue;
      const said = { incidentId: card.id, planId: plan.planId, edition: plan.edition };
      facts.push(fact('plan.proposed', system, ofIncident(card.id), card.jurisdictionId, said));
    }
    return facts;
  }

  async proposed(who: Principal, incidentId: string): Promise<Proposed> {
    const incident = await this.cards.incident(null, incidentId);
    if (!incident) throw notFound();
    inView(who, incident.jurisdictionId);
    const rows = await this.store.proposals(incidentId);
    return {
      items: rows.map((row) => ({ ...row, decidedAt: row.decidedAt?.toISOString() ?? null })),
      mayDecide: incident.state === 'confirmed' && who.rights.has('step.plan'),
    };
  }

  /** Its lines become tasks of both lanes, due as counted from the confirmation. */
  async take(who: Principal, incidentId: string, planId: string): Promise<Steps> {
    await this.commit.commit(async (tx, at) => {
      const { incident, plan } = await this.open(tx, who, incidentId, planId);
      await this.decided(tx, incidentId, planId, { state: 'taken', by: who.name, at, reason: null });
      const { jurisdictionId, leadDepartmentId } = incident;
      const from = (incident.confirmedAt ?? at).toISOString();
      const tasks = [];
      for (const { lane, what, party, dueAt } of tasksOf(plan.content, from)) {
        const departmentId = await this.cards.owing(tx, { jurisdictionId, owedBy: party, leadDepartmentId });
        if (!departmentId) throw nobody(party);
        tasks.push({ ...{ lane, what, departmentId, dueAt }, officerId: null });
      }
      const planned = await this.steps.planIn(tx, at, who, incidentId, tasks, planId);
      const said = { incidentId, planId, edition: plan.edition, tasks: tasks.length };
      return {
        value: undefined,
        facts: [fact('plan.taken', actorOf(who), ofIncident(incidentId), jurisdictionId, said), ...planned],
      };
    });
    return this.steps.read(who, incidentId);
  }

  async decline(
    who: Principal,
    incidentId: string,
    planId: string,
    { reason }: Input<'plans.decline'>['body'],
  ): Promise<Proposed> {
    await this.commit.commit(async (tx, at) => {
      const { incident, plan } = await this.open(tx, who, incidentId, planId);
      await this.decided(tx, incidentId, planId, { state: 'declined', by: who.name, at, reason });
      const said = { incidentId, planId, edition: plan.edition, reason };
      return {
        value: undefined,
        facts: [fact('plan.declined', actorOf(who), ofIncident(incidentId), incident.jurisdictionId, said)],
      };
    });
    return this.proposed(who, incidentId);
  }

  private async open(tx: Tx, who: Principal, incidentId: string, planId: string) {
    const incident = await this.cards.incident(tx, incidentId);
    if (!incident) throw notFound();
    inView(who, incident.jurisdictionId);
    const plan = (await this.store.proposals(incidentId, tx)).find((one) => one.planId === planId);
    if (!plan) throw notFound();
    return { incident, plan };
  }

  private async decided(
    tx: Tx,
    incidentId: string,
    planId: string,
    as: Parameters<PlanStore['decide']>[3],
  ): Promise<void> {
    if (await this.store.decide(tx, incidentId, planId, as)) return;
    throw conflict(
      'plan.decided',
      '这份预案已经采用或不采用。',
      'This plan has been taken or declined already.',
    );
  }

  private async written(
    tx: Tx,
    at: Date,
    who: Principal,
    row: Pick<EditionFound, 'planId' | 'edition' | 'jurisdictionId' | 'content'>,
  ): Promise<NewFact> {
    const digest = digestOf(row.content);
    await this.store.write(tx, { ...row, digest, writtenBy: who.id, writtenName: who.name, writtenAt: at });
    const said = { planId: row.planId, edition: row.edition, digest };
    return fact('plan.written', actorOf(who), ofPlan(row.planId), row.jurisdictionId, said);
  }

  private async change(
    who: Principal,
    id: string,
    work: (tx: Tx, row: EditionFound, at: Date) => Promise<NewFact>,
  ): Promise<void> {
    await this.commit.commit(async (tx, at) => {
      const row = await this.store.take(tx, id);
      if (!row) throw notFound();
      inView(who, row.jurisdictionId);
      return { value: undefined, facts: [await work(tx, row, at)] };
    });
  }
}

const editedSince = () =>
  conflict(
    'plan.edited-since',
    '预案已被他人修改，请刷新后再看。',
    'Somebody has changed the plan since; reload and look again.',
  );
const samePerson = () =>
  new Refusal(
    403,
    'plan.same-person',
    '起草人不能批准自己的预案，请由另一人批准。',
    'Whoever wrote a plan does not put it in force; let somebody else.',
  );
const nobody = (party: string) =>
  conflict(
    'plan.nobody',
    party === 'responsible' ? '事件尚无责任单位，请先指定。' : '本地没有预案所写的承担单位。',
    party === 'responsible'
      ? 'The incident has no leading department yet; name one first.'
      : 'There is no such office here.',
  );

function viewOf(who: Principal, row: EditionFound): Plan {
  const { planId: id, edition, state, content, digest, inForceEdition } = row;
  const missing = planFaults(content);
  return {
    ...content,
    ...{ id, edition, state, digest, inForceEdition, missing },
    writtenBy: row.writtenName,
    writtenAt: row.writtenAt.toISOString(),
    approvedBy: row.approvedName,
    approvedAt: row.approvedAt?.toISOString() ?? null,
    mayEdit: who.rights.has('plan.write'),
    mayApprove:
      who.rights.has('plan.approve') && state === 'draft' && row.writtenBy !== who.id && missing.length === 0,
  };
}
