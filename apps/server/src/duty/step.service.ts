// Three in step: the tasks of handling and response on one incident, planned, begun and finished side by side; closing asks here.
import { randomUUID } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Answer, Input, Steps, StepView } from '#contract';
import {
  againstClosing,
  inStep,
  isPast,
  laneTimes,
  mayEvaluate,
  type Step,
  type StepAct,
  stepActs,
  stepRefusal,
} from '#duty';
import { actorOf, inView, type Principal } from '../platform/access';
import { Closing } from '../platform/closing';
import { Commit, fact, type NewFact, type Tx } from '../platform/commit';
import { Now } from '../platform/now';
import { conflict, invalid, notFound, Refusal } from '../platform/problem';
import { CardStore, type IncidentCard } from './cards.store';
import { digestOf } from './order.acts';
import { type StepChange, type StepFound, StepStore } from './step.store';

export type TaskIn = Input<'steps.plan'>['body']['tasks'][number];
const ofIncident = (id: string) => ({ type: 'incident', id });
const asStep = ({ lane, state, plannedAt, begunAt, finishedAt }: StepFound): Step => ({
  ...{ lane, state },
  plannedAt: plannedAt.toISOString(),
  begunAt: begunAt?.toISOString() ?? null,
  finishedAt: finishedAt?.toISOString() ?? null,
});
const said = ({
  id,
  incidentId,
  lane,
  departmentId,
}: Pick<StepFound, 'id' | 'incidentId' | 'lane' | 'departmentId'>) => ({
  ...{ taskId: id, incidentId, lane, departmentId },
});

@Injectable()
export class StepService implements OnModuleInit {
  constructor(
    private readonly commit: Commit,
    private readonly now: Now,
    private readonly store: StepStore,
    private readonly cards: CardStore,
    private readonly closing: Closing,
  ) {}

  onModuleInit(): void {
    // Whoever closes has the incident alone: nobody plans or works on it meanwhile.
    this.closing.ask(async (tx, incidentId) => {
      const [steps, [last]] = [
        await this.store.ofIncident(incidentId, tx),
        await this.store.evaluations(incidentId, tx),
      ];
      return againstClosing(steps.map(asStep), last?.at.toISOString() ?? null);
    });
  }

  async read(who: Principal, incidentId: string): Promise<Steps> {
    const incident = await this.cards.incident(null, incidentId);
    if (!incident) throw notFound();
    inView(who, incident.jurisdictionId);
    const [found, evaluations] = await Promise.all([
      this.store.ofIncident(incidentId),
      this.store.evaluations(incidentId),
    ]);
    const steps = found.map(asStep);
    const now = this.now.at();
    const inHand = incident.state === 'confirmed';
    return {
      items: found.map((row) => viewOf(who, row, now, inHand)),
      lanes: { handling: laneTimes('handling', steps), response: laneTimes('response', steps) },
      inStep: inStep(steps),
      evaluations: evaluations.map(({ at, ...one }) => ({ ...one, at: at.toISOString() })),
      against: againstClosing(steps, evaluations[0]?.at.toISOString() ?? null),
      mayPlan: inHand && plans(who, incident.leadDepartmentId),
      mayEvaluate: inHand && who.rights.has('step.plan') && mayEvaluate(steps) === null,
    };
  }

  async mine(who: Principal): Promise<Answer<'steps.mine'>> {
    const now = this.now.at();
    const rows = who.departmentId ? await this.store.owed(who.departmentId, who.id) : [];
    return { items: rows.map((row) => viewOf(who, row, now, true)) };
  }

  async plan(
    who: Principal,
    incidentId: string,
    tasks: readonly TaskIn[],
    planId: string | null = null,
  ): Promise<Steps> {
    await this.commit.commit(async (tx, at) => ({
      value: undefined,
      facts: await this.planIn(tx, at, who, incidentId, tasks, planId),
    }));
    return this.read(who, incidentId);
  }

  /** The same inside a transaction of the caller's. */
  async planIn(
    tx: Tx,
    at: Date,
    who: Principal,
    incidentId: string,
    tasks: readonly TaskIn[],
    planId: string | null,
  ): Promise<NewFact[]> {
    const incident = await this.inHand(tx, who, incidentId);
    if (!plans(who, incident.leadDepartmentId)) throw notPlanner();
    await this.ownersHold(tx, who, tasks);
    const facts: NewFact[] = [];
    for (const { dueAt, ...task } of tasks) {
      const { jurisdictionId } = incident;
      const step = { id: randomUUID(), jurisdictionId, incidentId, ...task, dueAt: new Date(dueAt) };
      await this.store.add(tx, { ...step, plannedAt: at, plannedBy: who.name, planId });
      facts.push(
        fact('step.planned', actorOf(who), ofIncident(incidentId), jurisdictionId, {
          ...said(step),
          officerId: task.officerId,
          dueAt: step.dueAt.toISOString(),
          digest: digestOf(task.what),
          planId,
          toOfficerIds: task.officerId ? [task.officerId] : [],
        }),
      );
    }
    return facts;
  }

  begin(who: Principal, id: string): Promise<StepView> {
    return this.act(who, id, 'begin', async (_, row, at) => ({
      change: { state: 'begun', begun_at: at, begun_by: who.name },
      facts: [this.told('step.begun', who, row, said(row))],
    }));
  }

  finish(who: Principal, id: string, { result }: Input<'steps.finish'>['body']): Promise<StepView> {
    return this.act(who, id, 'finish', async (_, row, at) => ({
      // What is reported as done at once was begun then at the latest.
      change: {
        ...{ state: 'finished', finished_at: at, finished_by: who.name, result },
        ...(row.begunAt ? {} : { begun_at: at, begun_by: who.name }),
      },
      facts: [
        ...(row.begunAt ? [] : [this.told('step.begun', who, row, said(row))]),
        this.told('step.finished', who, row, {
          ...said(row),
          late: isPast(at.toISOString(), row.dueAt.toISOString()),
          digest: digestOf(result),
        }),
      ],
    }));
  }

  change(who: Principal, id: string, body: Input<'steps.change'>['body']): Promise<StepView> {
    return this.act(who, id, 'change', async (tx, row) => {
      await this.ownersHold(tx, who, [body]);
      const { departmentId, officerId, dueAt, reason } = body;
      return {
        change: { department_id: departmentId, officer_id: officerId, due_at: new Date(dueAt) },
        facts: [
          this.told('step.changed', who, row, {
            ...said({ ...row, departmentId }),
            ...{ officerId, reason },
            dueAt: new Date(dueAt).toISOString(),
            toOfficerIds: officerId ? [officerId] : [],
          }),
        ],
      };
    });
  }

  drop(who: Principal, id: string, { reason }: Input<'steps.drop'>['body']): Promise<StepView> {
    return this.act(who, id, 'drop', async (_, row, at) => ({
      change: { state: 'dropped', dropped_at: at, dropped_by: who.name, dropped_reason: reason },
      facts: [this.told('step.dropped', who, row, { ...said(row), reason })],
    }));
  }

  async evaluate(who: Principal, incidentId: string, body: Input<'steps.evaluate'>['body']): Promise<Steps> {
    await this.commit.commit(async (tx, at) => {
      const { jurisdictionId } = await this.inHand(tx, who, incidentId);
      const refused = mayEvaluate((await this.store.ofIncident(incidentId, tx)).map(asStep));
      if (refused) throw conflict(refused.code, refused.reason.zh, refused.reason.en);
      const id = randomUUID();
      const digest = digestOf(body.verdicts, body.conclusion, body.lessons);
      await this.store.evaluate(tx, incidentId, { id, at, by: who.name, digest, ...body });
      const told = { incidentId, evaluationId: id, verdicts: body.verdicts, digest };
      return {
        value: undefined,
        facts: [fact('incident.evaluated', actorOf(who), ofIncident(incidentId), jurisdictionId, told)],
      };
    });
    return this.read(who, incidentId);
  }

  private told<K extends 'step.begun' | 'step.finished' | 'step.changed' | 'step.dropped'>(
    kind: K,
    who: Principal,
    row: StepFound,
    body: Parameters<typeof fact<K>>[4],
  ): NewFact {
    return fact(kind, actorOf(who), ofIncident(row.incidentId), row.jurisdictionId, body);
  }

  private async act(
    who: Principal,
    id: string,
    act: StepAct,
    work: (tx: Tx, row: StepFound, at: Date) => Promise<{ change: StepChange; facts: NewFact[] }>,
  ): Promise<StepView> {
    await this.commit.commit(async (tx, at) => {
      const known = await this.store.read(id, tx);
      if (!known) throw notFound();
      await this.inHand(tx, who, known.incidentId);
      // Read again behind the lock: somebody may have been here meanwhile.
      const row = (await this.store.take(tx, id)) ?? known;
      if (!mayAct(who, act, row)) throw act === 'begin' || act === 'finish' ? notYours() : notPlanner();
      const refused = stepRefusal(act, row.state);
      if (refused) throw conflict(refused.code, refused.reason.zh, refused.reason.en);
      const { change, facts } = await work(tx, row, at);
      await this.store.save(tx, id, change);
      return { value: undefined, facts };
    });
    const row = await this.store.read(id);
    if (!row) throw notFound();
    return viewOf(who, row, this.now.at(), true);
  }

  /** The incident, which nobody closes meanwhile. @throws Refusal 404, or 409 where it is not in hand */
  private async inHand(tx: Tx, who: Principal, incidentId: string): Promise<IncidentCard> {
    await this.store.hold(tx, incidentId);
    const incident = await this.cards.incident(tx, incidentId);
    if (!incident) throw notFound();
    inView(who, incident.jurisdictionId);
    if (incident.state === 'confirmed') return incident;
    throw conflict(
      'step.not-in-hand',
      '只有已确认、尚未办结的事件可以安排和办理任务。',
      'Tasks are planned and done only on an incident that is confirmed and not closed.',
    );
  }

  /** @throws Refusal 422 for a department that is not in view, or an officer who is not of it */
  private async ownersHold(
    tx: Tx,
    who: Principal,
    tasks: readonly { departmentId: string; officerId: string | null }[],
  ): Promise<void> {
    const ids = tasks.map(({ departmentId }) => departmentId);
    const known = await this.store.owners(tx, who.jurisdictionIds, ids);
    for (const [i, { departmentId, officerId }] of tasks.entries()) {
      const officers = known.get(departmentId);
      if (!officers)
        throw invalid(
          'step.no-such-department',
          '没有这个单位，或它已停用。',
          'There is no such department, or it is no longer active.',
          [{ path: `body.tasks.${i}.departmentId`, message: 'unknown' }],
        );
      if (officerId && !officers.has(officerId))
        throw invalid(
          'step.no-such-officer',
          '这位人员不在该单位在岗。',
          'This officer is not in post in that department.',
          [{ path: `body.tasks.${i}.officerId`, message: 'unknown' }],
        );
    }
  }
}

/** The news office and leaders plan; so does the department that leads. */
const plans = (who: Principal, leadDepartmentId: string | null): boolean =>
  who.rights.has('step.plan') || (leadDepartmentId !== null && who.departmentId === leadDepartmentId);

function mayAct(who: Principal, act: StepAct, row: StepFound): boolean {
  if (!who.rights.has('step.work')) return false;
  const own = who.departmentId === row.departmentId;
  return act === 'begin' || act === 'finish'
    ? own || who.rights.has('step.plan')
    : plans(who, row.incidentLeadId);
}

const notYours = () =>
  new Refusal(
    403,
    'step.not-yours',
    '只有承担任务的单位（或新闻办、领导）可以办理。',
    'Only the department that has the task, the news office or a leader may do that.',
  );
const notPlanner = () =>
  new Refusal(
    403,
    'step.not-planner',
    '只有牵头单位、新闻办或领导可以安排任务。',
    'Only the leading department, the news office or a leader plans tasks.',
  );

function viewOf(who: Principal, row: StepFound, now: Date, inHand: boolean): StepView {
  const iso = (at: Date | null) => at?.toISOString() ?? null;
  const { id, lane, what, state, plannedBy, begunBy, finishedBy, result, droppedReason } = row;
  const open = state === 'planned' || state === 'begun';
  return {
    ...{ id, lane, what, state, plannedBy, begunBy, finishedBy, result, droppedReason },
    incident: { id: row.incidentId, title: row.incidentTitle },
    department: { id: row.departmentId, name: row.departmentName },
    officer: row.officerId ? { id: row.officerId, name: row.officerName ?? '' } : null,
    dueAt: row.dueAt.toISOString(),
    late:
      state !== 'dropped' &&
      isPast((row.finishedAt ?? (open ? now : row.dueAt)).toISOString(), row.dueAt.toISOString()),
    plannedAt: row.plannedAt.toISOString(),
    begunAt: iso(row.begunAt),
    finishedAt: iso(row.finishedAt),
    may: inHand ? stepActs.filter((act) => mayAct(who, act, row) && !stepRefusal(act, state)) : [],
  };
}
