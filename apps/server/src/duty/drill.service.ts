// Drills as people prepare, start, play and end them; nothing here touches an incident, a clock or a release of the real record.
import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Answer, Drill, DrillCard, DrillContent, Input } from '#contract';
import { drillTime, markedText } from '#duty';
import { actorOf, inView, type Principal } from '../platform/access';
import { Commit, fact, type NewFact, type Tx } from '../platform/commit';
import { conflict, invalid, notFound, Refusal } from '../platform/problem';
import { DrillClimbs } from './drill.climb';
import { DrillClocks, isRunning } from './drill.clocks';
import { DrillHistory, ofDrill, paceOf } from './drill.history';
import { DrillPlay } from './drill.play';
import { type DrillFound, DrillStore, type PersonFound } from './drill.store';
import { type DrillClockFound, DrillClockStore } from './drill-clock.store';
import { digestOf } from './order.acts';

@Injectable()
export class DrillService {
  constructor(
    private readonly commit: Commit,
    private readonly store: DrillStore,
    private readonly clockStore: DrillClockStore,
    private readonly clocks: DrillClocks,
    private readonly play: DrillPlay,
    private readonly history: DrillHistory,
    private readonly climbs: DrillClimbs,
  ) {}

  async list(who: Principal): Promise<Answer<'drills.list'>> {
    const rows = await this.store.list(who.jurisdictionIds, who.id);
    return { items: rows.map((row) => ({ ...cardOf(row), takesPart: row.takesPart })) };
  }

  async read(who: Principal, id: string): Promise<Drill> {
    const row = await this.store.read(id);
    if (!row) throw notFound();
    inView(who, row.jurisdictionId);
    const [people, injects, clocks, events] = await Promise.all([
      this.store.people(id),
      this.store.injects(id),
      this.clockStore.of(id),
      this.store.events(id),
    ]);
    const me = people.find(({ officerId }) => officerId === who.id);
    const mayRun = runs(who, row);
    const nameOf = (officerId: string) => people.find((one) => one.officerId === officerId)?.name ?? '';
    const iso = (at: Date | null) => at?.toISOString() ?? null;
    return {
      ...cardOf(row),
      takesPart: me !== undefined,
      ...{ emergency: row.emergency, speed: row.speed, lengthMinutes: row.lengthMinutes },
      story: markedText(row.story),
      lead: { id: row.leadDepartmentId, name: row.leadName },
      participants: people.map(({ officerId, name, department }) => ({ id: officerId, name, department })),
      injects: injects
        .filter(({ givenAt }) => mayRun || givenAt)
        .map(({ n, afterMinutes, words, departmentId, departmentName, givenAt }) => ({
          ...{ n, afterMinutes, words: markedText(words) },
          department: departmentId ? { id: departmentId, name: departmentName ?? '' } : null,
          givenAt: iso(givenAt),
          respondedBy: events.find((e) => e.kind === 'responded' && e.inject === n)?.by ?? null,
        })),
      clocks: clocks.map((c) => ({
        ...{
          id: c.id,
          duty: c.duty,
          name: c.name,
          state: c.state,
          answeredBy: c.answeredBy,
          explain: c.explain,
        },
        department: c.departmentId ? { id: c.departmentId, name: c.departmentName ?? '' } : null,
        holder: c.holderId ? { id: c.holderId, name: nameOf(c.holderId) } : null,
        startAt: c.startAt.toISOString(),
        dueAt: c.dueAt.toISOString(),
        ...{
          acknowledgedAt: iso(c.acknowledgedAt),
          acknowledgedBy: c.acknowledgedBy,
          metAt: iso(c.metAt),
          metBy: c.metBy,
        },
        mayAcknowledge:
          row.state === 'running' && mayTake(me, c.departmentId) && isRunning(c) && !c.acknowledgedAt,
        mayTakeUp: row.state === 'running' && me !== undefined && isBeingClimbed(c),
      })),
      events: events
        .map(({ id: n, kind, at, drillAt, by, words, inject, toIds }) => ({
          ...{ id: n, kind, by, words, inject, at: at.toISOString(), drillAt: drillAt.toISOString() },
          to: toIds.map(nameOf),
          toMe: toIds.includes(who.id),
        }))
        .reverse(),
      // Those from before drills climbed the ladder have no rungs.
      report: row.report && { ...row.report, rungs: row.report.rungs ?? [] },
      mayRun,
    };
  }

  async prepare(who: Principal, content: DrillContent): Promise<Drill> {
    const id = randomUUID();
    await this.commit.commit(async (tx, at) => {
      const people = await this.store.officers(tx, who.jurisdictionIds, content.officerIds);
      const missing = content.officerIds.filter((one) => !people.some(({ officerId }) => officerId === one));
      if (missing.length > 0)
        throw invalid(
          'drill.no-such-officer',
          '参加人里有不在岗或不在您范围内的人员。',
          'Some of the people are not in post, or not in your view.',
          [{ path: 'body.officerIds', message: 'unknown' }],
        );
      const asked = [
        content.leadDepartmentId,
        ...content.injects.flatMap(({ departmentId }) => departmentId ?? []),
      ];
      const known = await this.store.departmentsIn(tx, who.jurisdictionIds, asked);
      if (asked.some((one) => !known.has(one)))
        throw invalid(
          'drill.no-such-department',
          '没有这个单位，或它已停用。',
          'There is no such department, or it is no longer active.',
        );
      const { jurisdictionId } = who;
      await this.store.prepare(tx, { ...content, id, jurisdictionId, by: who, at }, people);
      const said = { drillId: id, digest: digestOf(content), people: people.length };
      return {
        value: undefined,
        facts: [fact('drill.prepared', actorOf(who), ofDrill(id), jurisdictionId, said)],
      };
    });
    return this.read(who, id);
  }

  start(who: Principal, id: string): Promise<Drill> {
    return this.change(who, id, async (tx, drill, at) => {
      if (!runs(who, drill)) throw notRunner();
      if (drill.state !== 'prepared') throw notNow();
      return this.play.begin(tx, drill, actorOf(who), at);
    });
  }

  acknowledge(who: Principal, id: string, clockId: string): Promise<Drill> {
    return this.inPlay(who, id, async (tx, drill, at, me) => {
      const clock = (await this.clockStore.of(id, tx)).find((one) => one.id === clockId);
      if (!clock) throw notFound();
      if (!mayTake(me, clock.departmentId)) throw notYours();
      if (!isRunning(clock) || clock.acknowledgedAt) return [];
      const now = drillTime(paceOf(drill), at.toISOString());
      await this.clockStore.acknowledged(tx, clockId, who, now);
      await this.climbs.hold(tx, drill, clock, who.name, now);
      const words = markedText(`${who.name} · ${clock.name.zh}`);
      await this.history.say(tx, drill, at, { kind: 'acknowledged', by: actorOf(who), words, clockId });
      const said = { drillId: id, clockId, duty: clock.duty };
      return [fact('drill.acknowledged', actorOf(who), ofDrill(id), drill.jurisdictionId, said)];
    });
  }

  /** Whoever takes part says "I am on it": the climb of a breached clock stands still for as long as its ladder says. */
  takeUp(who: Principal, id: string, clockId: string): Promise<Drill> {
    return this.inPlay(who, id, async (tx, drill, at) => {
      const clock = (await this.clockStore.of(id, tx)).find((one) => one.id === clockId);
      if (!clock) throw notFound();
      if (!isBeingClimbed(clock)) throw notNow();
      await this.climbs.hold(tx, drill, clock, who.name, drillTime(paceOf(drill), at.toISOString()));
      const words = markedText(`${who.name} · ${clock.name.zh}`);
      await this.history.say(tx, drill, at, { kind: 'taken-up', by: actorOf(who), words, clockId });
      const said = { drillId: id, clockId, duty: clock.duty };
      return [fact('drill.taken-up', actorOf(who), ofDrill(id), drill.jurisdictionId, said)];
    });
  }

  release(who: Principal, id: string, { form, words }: Input<'drills.release'>['body']): Promise<Drill> {
    return this.inPlay(who, id, (tx, drill, at) =>
      this.clocks.release(tx, drill, actorOf(who), form, words, at),
    );
  }

  respond(who: Principal, id: string, n: number, { words }: Input<'drills.respond'>['body']): Promise<Drill> {
    return this.inPlay(who, id, async (tx, drill, at) => {
      const inject = (await this.store.injects(id, tx)).find((one) => one.n === n);
      if (!inject?.givenAt) throw notFound();
      const told = { kind: 'responded', by: actorOf(who), words: markedText(words), inject: n };
      await this.history.say(tx, drill, at, told);
      const said = { drillId: id, n, digest: digestOf(words) };
      return [fact('drill.responded', actorOf(who), ofDrill(id), drill.jurisdictionId, said)];
    });
  }

  end(who: Principal, id: string): Promise<Drill> {
    return this.change(who, id, async (tx, drill, at) => {
      if (!runs(who, drill)) throw notRunner();
      if (drill.state !== 'running') throw notNow();
      const before = await this.play.catchUp(tx, drill, at);
      const over = (await this.store.read(id, tx))?.state === 'ended';
      return over ? before : [...before, ...(await this.play.end(tx, drill, actorOf(who), at))];
    });
  }

  drop(who: Principal, id: string): Promise<Drill> {
    return this.change(who, id, async (tx, drill) => {
      if (!runs(who, drill)) throw notRunner();
      if (drill.state !== 'prepared') throw notNow();
      await this.store.drop(tx, id);
      return [fact('drill.dropped', actorOf(who), ofDrill(id), drill.jurisdictionId, { drillId: id })];
    });
  }

  /** An act of somebody who takes part, while it runs; what fell due before it happens before it. */
  private inPlay(
    who: Principal,
    id: string,
    work: (tx: Tx, drill: DrillFound, at: Date, me: PersonFound) => Promise<NewFact[]>,
  ): Promise<Drill> {
    return this.change(who, id, async (tx, drill, at) => {
      const me = (await this.store.people(id, tx)).find(({ officerId }) => officerId === who.id);
      if (!me) throw notPart();
      if (drill.state !== 'running') throw notNow();
      const before = await this.play.catchUp(tx, drill, at);
      if ((await this.store.read(id, tx))?.state !== 'running') return before;
      const done = await work(tx, drill, at, me);
      // What the act has changed may fall due sooner than what was next before it.
      return [...before, ...done, ...(await this.play.catchUp(tx, drill, at))];
    });
  }

  private async change(
    who: Principal,
    id: string,
    work: (tx: Tx, drill: DrillFound, at: Date) => Promise<NewFact[]>,
  ): Promise<Drill> {
    await this.commit.commit(async (tx, at) => {
      const drill = await this.store.take(tx, id);
      if (!drill) throw notFound();
      inView(who, drill.jurisdictionId);
      return { value: undefined, facts: await work(tx, drill, at) };
    });
    return this.read(who, id);
  }
}

const runs = (who: Principal, drill: DrillFound): boolean =>
  who.rights.has('drill.run') && who.jurisdictionIds.includes(drill.jurisdictionId);
/** A clock is taken up by whoever takes part from the department that owes it; one that nobody owes, by anybody. */
const mayTake = (me: PersonFound | undefined, departmentId: string | null): boolean =>
  me !== undefined && (departmentId === null || me.departmentId === departmentId);

/** A breach is being escalated, and nobody holds it. */
const isBeingClimbed = (clock: DrillClockFound): boolean =>
  isRunning(clock) &&
  clock.climbs.some(
    ({ since, endedAs, acknowledgedUntil }) =>
      since === 'breached' && endedAs === null && acknowledgedUntil === null,
  );

function cardOf(row: DrillFound): DrillCard {
  return {
    ...{ id: row.id, name: row.name, state: row.state, level: row.level, people: row.people },
    preparedBy: row.preparedName,
    preparedAt: row.preparedAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    endedAt: row.endedAt?.toISOString() ?? null,
    takesPart: false,
  };
}

const notRunner = () =>
  new Refusal(
    403,
    'drill.not-runner',
    '只有新闻办或领导可以组织预演。',
    'Only the news office or a leader runs a drill.',
  );
const notPart = () =>
  new Refusal(403, 'drill.not-part', '您没有参加这次预演。', 'You do not take part in this drill.');
const notYours = () =>
  new Refusal(
    403,
    'drill.not-yours',
    '只有责任单位的参加人可以签收。',
    'Only those who take part from the department that owes it acknowledge it.',
  );
const notNow = () =>
  conflict('drill.not-now', '预演现在不在这一步，请刷新。', 'The drill is not at that point now; reload.');
