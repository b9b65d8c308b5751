// How a drill plays: what falls due in its own time, one after the other, from its beginning to its report.
import { Injectable } from '@nestjs/common';
import type { Actor } from '#contract';
import {
  drillReport,
  drillTime,
  injectAt,
  marked,
  markedText,
  nextNoticeAt,
  noticesDue,
  realTime,
} from '#duty';
import { system } from '../platform/access';
import { fact, type NewFact, type Tx } from '../platform/commit';
import { Ladders } from '../platform/ladders';
import { climbing, DrillClimbs } from './drill.climb';
import { DrillClocks, isRunning, running } from './drill.clocks';
import { DrillHistory, ofDrill, paceOf } from './drill.history';
import { type DrillFound, DrillStore, type InjectFound, type PersonFound } from './drill.store';
import { type DrillClockFound, DrillClockStore } from './drill-clock.store';
import { digestOf } from './order.acts';

/** A drill as it is being played: what has still to come of it. */
type Played = {
  drill: DrillFound;
  at: Date;
  people: PersonFound[];
  injects: InjectFound[];
  clocks: DrillClockFound[];
};

@Injectable()
export class DrillPlay {
  constructor(
    private readonly store: DrillStore,
    private readonly clockStore: DrillClockStore,
    private readonly clocks: DrillClocks,
    private readonly climbs: DrillClimbs,
    private readonly history: DrillHistory,
    private readonly ladders: Ladders,
  ) {}

  /** The clocks of its level open; everybody who takes part is told. */
  async begin(tx: Tx, drill: DrillFound, by: Actor, at: Date): Promise<NewFact[]> {
    const ladder = await this.ladders.inForce(tx, drill.jurisdictionId);
    await this.store.start(tx, drill.id, ladder, at);
    const started = { ...drill, ladder, startedAt: at };
    const people = await this.store.people(drill.id, tx);
    const toIds = people.map(({ officerId }) => officerId);
    await this.history.say(tx, started, at, { kind: 'started', by, words: markedText(drill.story), toIds });
    const opened = await this.clocks.begin(tx, started, people, at);
    const { id, speed, level, jurisdictionId } = drill;
    const said = { drillId: id, speed, level, clocks: opened.length, toOfficerIds: toIds };
    return [
      fact('drill.started', by, ofDrill(id), jurisdictionId, said),
      ...opened,
      ...(await this.catchUp(tx, started, at)),
    ];
  }

  /** Everything that has fallen due by now, in the order of the drill's own time; ends it when its time is over. */
  async catchUp(tx: Tx, drill: DrillFound, at: Date): Promise<NewFact[]> {
    const pace = paceOf(drill);
    const end = injectAt(pace.startedAt, drill.lengthMinutes);
    const now = drillTime(pace, at.toISOString());
    const until = now < end ? now : end;
    const played = await this.played(tx, drill, at);
    const facts: NewFact[] = [];
    // What is done may make more fall due: a breach begins a climb.
    for (let next = this.next(played); next && next.at <= until; next = this.next(played))
      facts.push(...(await next.run(tx)));
    if (now >= end) return [...facts, ...(await this.end(tx, drill, system, at))];
    const due = this.next(played)?.at ?? end;
    await this.store.next(tx, drill.id, realTime(pace, due < end ? due : end));
    return facts;
  }

  private async played(tx: Tx, drill: DrillFound, at: Date): Promise<Played> {
    return {
      ...{ drill, at, people: await this.store.people(drill.id, tx) },
      injects: (await this.store.injects(drill.id, tx)).filter(({ givenAt }) => !givenAt),
      clocks: (await this.clockStore.of(drill.id, tx)).filter(isRunning),
    };
  }

  /** What falls due next: a message of the script, a notice of a clock, a step of a climb. */
  private next(played: Played): { at: string; run: (tx: Tx) => Promise<NewFact[]> } | null {
    const { drill, injects, clocks, people, at } = played;
    const start = paceOf(drill).startedAt;
    const due = [
      ...injects.map((inject) => {
        const when = injectAt(start, inject.afterMinutes);
        return { at: when, order: 0, run: (tx: Tx) => this.inject(tx, played, inject, when) };
      }),
      ...clocks.flatMap((clock) => {
        const when = nextNoticeAt(running(clock), clock.given);
        const [notice] = when ? noticesDue(running(clock), clock.given, when) : [];
        if (!notice) return [];
        const { kind, at: noticeAt } = notice;
        const run = (tx: Tx) => this.clocks.notice(tx, drill, clock, kind, noticeAt, people, at);
        return [{ at: noticeAt, order: 1, run }];
      }),
      ...clocks.flatMap((clock) =>
        climbing(drill, clock).map((next) => ({
          ...{ at: next.at, order: 2 },
          run: (tx: Tx) => this.climbs.take(tx, clock, next, { drill, people, at }),
        })),
      ),
    ];
    return due.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.order - b.order))[0] ?? null;
  }

  private async inject(
    tx: Tx,
    { drill, people, injects, at }: Played,
    inject: InjectFound,
    when: string,
  ): Promise<NewFact[]> {
    injects.splice(injects.indexOf(inject), 1);
    const toIds = people
      .filter(({ departmentId }) => !inject.departmentId || departmentId === inject.departmentId)
      .map(({ officerId }) => officerId);
    await this.store.given(tx, drill.id, inject.n, at);
    const words = markedText(inject.words);
    await this.history.say(
      tx,
      drill,
      at,
      { kind: 'injected', by: system, words, inject: inject.n, toIds },
      when,
    );
    const body = { drillId: drill.id, n: inject.n, digest: digestOf(inject.words), toOfficerIds: toIds };
    return [fact('drill.injected', system, ofDrill(drill.id), drill.jurisdictionId, body)];
  }

  /** Ended by a person, or by its own time; the report is made and kept. */
  async end(tx: Tx, drill: DrillFound, by: Actor, at: Date): Promise<NewFact[]> {
    await this.history.say(tx, drill, at, {
      kind: 'ended',
      by,
      words: marked({ zh: '预演结束。', en: 'The drill has ended.' }),
    });
    const [people, clocks, events] = [
      await this.store.people(drill.id, tx),
      await this.clockStore.of(drill.id, tx),
      await this.store.events(drill.id, tx),
    ];
    const iso = (when: Date | null) => when?.toISOString() ?? null;
    const report = drillReport({
      clocks: clocks.map((c) => ({
        ...{ id: c.id, name: c.name, department: c.departmentName, state: c.state },
        ...running(c),
        ...{
          acknowledgedAt: iso(c.acknowledgedAt),
          acknowledgedBy: c.acknowledgedBy,
          metAt: iso(c.metAt),
          metBy: c.metBy,
          climbs: c.climbs,
        },
      })),
      events: events.map((e) => ({ ...e, at: e.drillAt.toISOString() })),
      people: people.map(({ officerId, name, department }) => ({ id: officerId, name, department })),
      endedAt: drillTime(paceOf(drill), at.toISOString()),
    });
    await this.store.end(tx, drill.id, at, by.name, report);
    const said = {
      ...{ drillId: drill.id, digest: digestOf(report) },
      toOfficerIds: people.map(({ officerId }) => officerId),
    };
    return [fact('drill.ended', by, ofDrill(drill.id), drill.jurisdictionId, said)];
  }
}
