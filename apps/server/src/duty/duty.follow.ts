// What duty does when it hears: a confirmed incident opens its clocks, what changes it moves them, and a publication stops them.
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { FactKind } from '#contract';
import { type Evidence, openClocks, renewClocks } from '#duty';
import { system } from '../platform/access';
import { fact, type NewFact, type Tx } from '../platform/commit';
import { each, type Fact, Follow } from '../platform/follow';
import { CardStore, type IncidentCard } from './cards.store';
import { type Changed, fallAway, isRunning, meet } from './clock.acts';
import { ClockStore } from './clock.store';
import { Left } from './left';
import { Levels } from './level';
import { MatterAnswers } from './matter.answers';
import { MergerStore } from './merger.store';
import { laterOf, Opening, startsOf } from './opening';
import { RulesStore } from './rules.store';
import { StartStore } from './start.store';
import { incidentOf, sameDuty } from './subject';

@Injectable()
export class DutyFollow implements OnModuleInit {
  constructor(
    private readonly follow: Follow,
    private readonly clocks: ClockStore,
    private readonly cards: CardStore,
    private readonly opening: Opening,
    private readonly rules: RulesStore,
    private readonly starts: StartStore,
    private readonly levels: Levels,
    private readonly mergers: MergerStore,
    private readonly left: Left,
    private readonly matters: MatterAnswers,
  ) {}

  onModuleInit(): void {
    const climbed = (run: Fact<'duty.escalated.2' | 'duty.unheard'>[], tx: Tx) => this.climbed(run, tx);
    this.follow.follow({
      stage: 'duty',
      // Rungs are only noted, many at once; of what opens and moves clocks as much as ever.
      batch: 500,
      most: { sum: 100, of: ({ kind }) => (kind.startsWith('duty.') ? 0.2 : 1) },
      on: {
        'incident.confirmed': this.each((fact, tx, at) => this.confirmed(fact, tx, at)),
        'incident.level-changed': this.each((fact, tx, at) => this.levelChanged(fact, tx, at)),
        'incident.assigned': this.each((fact, tx) => this.assigned(fact, tx)),
        'release.approved': this.each(async ({ body, actor, at }, tx) => {
          if (body.incidentId) await this.first(tx, body.incidentId, 'signed', at, actor.name, at);
          return [];
        }),
        'incident.merged': this.each(({ body }, tx, at) =>
          this.fallAway(tx, body.incidentId, `事件已并入其他事件：${body.reason}`, at),
        ),
        'incident.dismissed': this.each(({ body }, tx, at) =>
          this.fallAway(tx, body.incidentId, `已判定不作为事件：${body.reason}`, at),
        ),
        // A merge taken back: the clocks that fell away with it are owed again.
        'incident.undone': this.each(async ({ body: { incidentId, act, state, level, reason } }, tx, at) =>
          act === 'merge' && state === 'confirmed' && level
            ? this.levelChanged({ body: { incidentId, from: level, to: level, reason } }, tx, at)
            : [],
        ),
        'incident.closed': this.each(({ body }, tx, at) =>
          this.fallAway(tx, body.incidentId, `事件已办结：${body.reason}`, at),
        ),
        // The ladder says whom it told; a clock shows which rungs were climbed.
        'duty.escalated.2': climbed,
        'duty.unheard': climbed,
        'officer.changed': this.each(async ({ body: { officerId, changed } }, tx, at) =>
          changed.includes('active') ? this.left.handOn(tx, officerId, at) : [],
        ),
        'department.merged': this.each(({ body, jurisdictionId }, tx) =>
          this.merged(tx, body, jurisdictionId),
        ),
        'release.published': this.each((fact, tx, at) => this.published(fact, tx, at)),
        'release.withdrawn': this.each(async ({ body, at: takenBackAt }, tx) => {
          await this.clocks.forget(tx, body.releaseId, takenBackAt);
          return [];
        }),
      },
    });
  }

  private async climbed(run: Fact<'duty.escalated.2' | 'duty.unheard'>[], tx: Tx): Promise<NewFact[]> {
    await this.clocks.noteRungs(
      tx,
      run.map(({ kind, body: { clockId, rung, reason, toOfficerIds }, at }) => ({
        ...{ clockId, rung, reason, at },
        to: kind === 'duty.unheard' ? null : (toOfficerIds[0] ?? null),
      })),
    );
    return [];
  }

  /** Handles facts one by one, while nobody changes the rules: whoever changes them waits before any clock is taken. */
  private each<K extends FactKind>(one: (fact: Fact<K>, tx: Tx, at: Date) => Promise<NewFact[]>) {
    return async (run: Fact<K>[], tx: Tx, at: Date): Promise<NewFact[]> => {
      await this.rules.hold(tx);
      return each(one)(run, tx, at);
    };
  }

  private async confirmed(
    { body, at: confirmedAt, jurisdictionId: of, actor }: Fact<'incident.confirmed'>,
    tx: Tx,
    at: Date,
  ): Promise<NewFact[]> {
    const { incidentId, level, emergency, occurredAt, detectedAt, leadDepartmentId } = body;
    const jurisdictionId = of ?? (await this.cards.incident(tx, incidentId))?.jurisdictionId;
    if (!jurisdictionId) return [];
    const said = { incidentId, matterId: null, saidBy: actor.name, saidAt: confirmedAt };
    if (occurredAt) await this.starts.say(tx, { ...said, start: 'occurred', at: occurredAt });
    await this.starts.say(tx, { ...said, start: 'detected', at: detectedAt });
    const answers = await this.clocks.answers(tx, incidentId);
    const packs = await this.rules.packs(jurisdictionId, tx);
    const known = { id: incidentId, level, emergency, occurredAt, detectedAt };
    const incident = startsOf({ ...known, confirmedAt: confirmedAt.toISOString() }, packs, answers);
    const calendar = await this.rules.calendar(tx);
    const plans = openClocks({ incident, packs, now: laterOf(at, answers).toISOString(), calendar });
    return this.opening.open(
      tx,
      plans.map((plan) => ({ plan, round: 1 })),
      { jurisdictionId, leadDepartmentId, answers, at },
    );
  }

  private async levelChanged(
    { body }: Pick<Fact<'incident.level-changed'>, 'body'>,
    tx: Tx,
    at: Date,
  ): Promise<NewFact[]> {
    const card = await this.cards.incident(tx, body.incidentId);
    // Changed again since: that fact comes too, and only the last word counts.
    if (card?.state !== 'confirmed' || card.level !== body.to) return [];
    const { jurisdictionId, leadDepartmentId } = card;
    const clocks = await this.clocks.ofIncident(tx, card.id);
    const { open, drop, answers } = await this.levels.compare(tx, card, clocks, at);
    const dropped = await this.save(
      tx,
      drop.flatMap(
        (clock) => fallAway(clock, `级别由${body.from}调整为${body.to}：${body.reason}`, at) ?? [],
      ),
    );
    const given = { jurisdictionId, leadDepartmentId, answers, at };
    const opened = await this.opening.open(tx, open, given);
    return [...dropped, ...opened];
  }

  /** Whoever is responsible now owes what the responsible party owes; they have yet to take it up. */
  private async assigned(
    { body, actor, at: assignedAt }: Fact<'incident.assigned'>,
    tx: Tx,
  ): Promise<NewFact[]> {
    await this.first(tx, body.incidentId, 'assigned', assignedAt, actor.name, assignedAt);
    const clocks = await this.clocks.ofIncident(tx, body.incidentId);
    const theirs = clocks.filter(
      (clock) =>
        isRunning(clock) && clock.owedBy === 'responsible' && clock.departmentId !== body.leadDepartmentId,
    );
    for (const clock of theirs) {
      const party = await this.opening.party(tx, clock.owedBy, body.incidentId, {
        jurisdictionId: clock.jurisdictionId,
        leadDepartmentId: body.leadDepartmentId,
      });
      await this.clocks.save(tx, { ...clock, ...party, acknowledgedAt: null, acknowledgedBy: null });
    }
    return [];
  }

  /** What a department still owes is owed by the one it became part of; whoever has it in hand keeps it. */
  private async merged(
    tx: Tx,
    { departmentId, intoId }: Fact<'department.merged'>['body'],
    jurisdictionId: string | null,
  ): Promise<NewFact[]> {
    const { clockIds, orderIds, stepIds } = await this.mergers.hand(tx, departmentId, intoId);
    if (clockIds.length + orderIds.length + stepIds.length === 0) return [];
    const subject = { type: 'department', id: departmentId };
    const body = { departmentId, intoId, clockIds, orderIds, stepIds };
    return [fact('duty.department-merged', system, subject, jurisdictionId, body)];
  }

  private async fallAway(tx: Tx, incidentId: string, reason: string, at: Date): Promise<NewFact[]> {
    const clocks = await this.clocks.ofIncident(tx, incidentId);
    return this.save(
      tx,
      clocks.flatMap((clock) => fallAway(clock, reason, at) ?? []),
    );
  }

  private async published(
    { body, actor, at: saidAt }: Fact<'release.published'>,
    tx: Tx,
    at: Date,
  ): Promise<NewFact[]> {
    const { incidentId, matterId, reason: _, ...answer } = body;
    if (matterId) return this.matters.published(tx, matterId, answer, actor, at);
    if (incidentId === null) return [];
    await this.first(tx, incidentId, 'published', new Date(body.publishedAt), actor.name, saidAt);
    await this.clocks.remember(tx, incidentId, answer);
    const now = laterOf(at, [answer]);
    const clocks = await this.clocks.ofIncident(tx, incidentId);
    const met = clocks.flatMap((clock) => meet(clock, answer, now) ?? []);
    const facts = await this.save(tx, met);
    return [...facts, ...(await this.renew(tx, incidentId, met, answer, at))];
  }

  /** Continuing release: what answered one round starts the next, for as long as the incident is confirmed. */
  private async renew(
    tx: Tx,
    incidentId: string,
    met: readonly Changed[],
    answer: Evidence,
    at: Date,
  ): Promise<NewFact[]> {
    const done = met.map(({ clock }) => clock).filter(({ startsFrom }) => startsFrom === 'previous-release');
    const card = done.length > 0 ? await this.cards.incident(tx, incidentId) : null;
    if (card?.state !== 'confirmed') return [];
    const { jurisdictionId, leadDepartmentId } = card;
    const plans = renewClocks({
      incident: await this.known(tx, card),
      packs: await this.rules.packs(jurisdictionId, tx),
      calendar: await this.rules.calendar(tx),
      now: laterOf(at, [answer]).toISOString(),
      releasedAt: answer.publishedAt,
    });
    const planned = plans.flatMap((plan) => {
      const before = done.find(sameDuty(plan));
      return before ? [{ plan, round: before.round + 1 }] : [];
    });
    return this.opening.open(tx, planned, { jurisdictionId, leadDepartmentId, answers: [], at });
  }

  /** The first of its kind that is said of an incident; what a person says later goes through a change of the rules. */
  private first(
    tx: Tx,
    incidentId: string,
    start: 'assigned' | 'signed' | 'published',
    at: Date,
    saidBy: string,
    saidAt: Date,
  ): Promise<boolean> {
    return this.starts.sayFirst(tx, {
      incidentId,
      matterId: null,
      start,
      at: at.toISOString(),
      saidBy,
      saidAt,
    });
  }

  /** The incident with its starts as they were said last. */
  private async known(tx: Tx, card: IncidentCard): Promise<ReturnType<typeof incidentOf>> {
    const starts = (await this.starts.holding(tx, [card.id])).get(card.id);
    return incidentOf(card, starts);
  }

  private async save(tx: Tx, changed: readonly Changed[]): Promise<NewFact[]> {
    for (const { clock } of changed) await this.clocks.save(tx, clock);
    return changed.flatMap(({ facts }) => facts);
  }
}
