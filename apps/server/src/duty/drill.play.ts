// How a drill plays: the real rules of clocks, notices, escalation and evidence, in the drill's own time and among its own people.
import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Actor } from '#contract';
import {
  type ClockPlan,
  type DrillPace,
  drillNotice,
  drillReport,
  drillTime,
  injectAt,
  marked,
  markedText,
  type NoticeKind,
  nextNoticeAt,
  noticesDue,
  openClocks,
  type ReleaseForm,
  realTime,
  renewClocks,
  stop,
} from '#duty';
import { system } from '../platform/access';
import { fact, type NewFact, type Tx } from '../platform/commit';
import { Ladders } from '../platform/ladders';
import { CardStore } from './cards.store';
import { climbing, DrillClimbs } from './drill.climb';
import {
  type DrillClockFound,
  type DrillFound,
  DrillStore,
  type InjectFound,
  type PersonFound,
} from './drill.store';
import { digestOf } from './order.acts';
import { RulesStore } from './rules.store';

export const ofDrill = (id: string) => ({ type: 'drill', id });
export const paceOf = ({ startedAt, speed }: Pick<DrillFound, 'startedAt' | 'speed'>): DrillPace => ({
  startedAt: (startedAt ?? new Date()).toISOString(),
  speed,
});
export const isRunning = ({ state }: Pick<DrillClockFound, 'state'>): boolean =>
  state === 'open' || state === 'breached';
const running = (clock: DrillClockFound) => ({
  startAt: clock.startAt.toISOString(),
  dueAt: clock.dueAt.toISOString(),
});
/** A drill as it is being played: what has still to come of it. */
type Played = {
  drill: DrillFound;
  at: Date;
  people: PersonFound[];
  injects: InjectFound[];
  clocks: DrillClockFound[];
};
export type DrillSay = DrillPlay['say'];

@Injectable()
export class DrillPlay {
  constructor(
    private readonly store: DrillStore,
    private readonly cards: CardStore,
    private readonly rules: RulesStore,
    private readonly climbs: DrillClimbs,
    private readonly ladders: Ladders,
  ) {}

  /** The clocks of its level open; everybody who takes part is told. */
  async begin(tx: Tx, drill: DrillFound, by: Actor, at: Date): Promise<NewFact[]> {
    const ladder = await this.ladders.inForce(tx, drill.jurisdictionId);
    await this.store.start(tx, drill.id, ladder, at);
    const started = { ...drill, ladder, startedAt: at };
    const people = await this.store.people(drill.id, tx);
    const toIds = people.map(({ officerId }) => officerId);
    await this.say(tx, started, at, { kind: 'started', by, words: markedText(drill.story), toIds });
    const now = at.toISOString();
    const plans = openClocks({
      incident: asIncident(started),
      packs: await this.packs(tx, drill),
      now,
      calendar: await this.rules.calendar(tx),
    });
    const opened = await this.open(tx, started, plans, people, at, new Map());
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
      clocks: (await this.store.clocks(drill.id, tx)).filter(isRunning),
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
        const run = (tx: Tx) => this.notice(tx, drill, clock, kind, noticeAt, people, at);
        return [{ at: noticeAt, order: 1, run }];
      }),
      ...clocks.flatMap((clock) =>
        climbing(drill, clock).map((next) => ({
          ...{ at: next.at, order: 2 },
          run: (tx: Tx) => this.climbs.take(tx, clock, next, { drill, people, at, say: this.say.bind(this) }),
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
    await this.say(tx, drill, at, { kind: 'injected', by: system, words, inject: inject.n, toIds }, when);
    const body = { drillId: drill.id, n: inject.n, digest: digestOf(inject.words), toOfficerIds: toIds };
    return [fact('drill.injected', system, ofDrill(drill.id), drill.jurisdictionId, body)];
  }

  /** A text given out in play: it stops what the real rules say that it answers, and renews continuing release. */
  async release(
    tx: Tx,
    drill: DrillFound,
    by: Actor,
    form: ReleaseForm,
    text: string,
    at: Date,
  ): Promise<NewFact[]> {
    const now = drillTime(paceOf(drill), at.toISOString());
    await this.say(tx, drill, at, { kind: 'released', by, words: markedText(text) });
    const digest = digestOf(form, text);
    const evidence = {
      releaseId: drill.id,
      edition: 1,
      url: '',
      digest,
      publishedAt: now,
      form,
      place: '预演',
    };
    const met: DrillClockFound[] = [];
    let late = 0;
    for (const clock of (await this.store.clocks(drill.id, tx)).filter(isRunning)) {
      const { answeredBy, startsFrom } = clock;
      const stopped = stop({ ...running(clock), answeredBy, startsFrom }, evidence, now);
      if ('refused' in stopped) continue;
      await this.store.met(tx, clock.id, stopped.late ? 'met-late' : 'met', by.name, now);
      const words = marked({
        zh: `“${clock.name.zh}”${stopped.late ? '逾期' : '按时'}履行`,
        en: `“${clock.name.en}” was met ${stopped.late ? 'late' : 'in time'}`,
      });
      await this.say(tx, drill, at, { kind: 'met', by, words, clockId: clock.id });
      await this.climbs.end(tx, clock, stopped.late ? 'met-late' : 'met');
      met.push(clock);
      if (stopped.late) late += 1;
    }
    const rounds = new Map(
      met.filter(({ startsFrom }) => startsFrom === 'previous-release').map((c) => [keyOf(c), c.round]),
    );
    const plans = renewClocks({
      incident: asIncident(drill),
      packs: await this.packs(tx, drill),
      calendar: await this.rules.calendar(tx),
      now,
      releasedAt: now,
    }).filter((plan) => rounds.has(keyOf(plan)));
    const renewed = await this.open(tx, drill, plans, await this.store.people(drill.id, tx), at, rounds);
    const said = { drillId: drill.id, form, digest, met: met.length, late };
    return [fact('drill.released', by, ofDrill(drill.id), drill.jurisdictionId, said), ...renewed];
  }

  /** Ended by a person, or by its own time; the report is made and kept. */
  async end(tx: Tx, drill: DrillFound, by: Actor, at: Date): Promise<NewFact[]> {
    await this.say(tx, drill, at, {
      kind: 'ended',
      by,
      words: marked({ zh: '预演结束。', en: 'The drill has ended.' }),
    });
    const [people, clocks, events] = [
      await this.store.people(drill.id, tx),
      await this.store.clocks(drill.id, tx),
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

  private async notice(
    tx: Tx,
    drill: DrillFound,
    clock: DrillClockFound,
    kind: NoticeKind,
    when: string,
    people: readonly PersonFound[],
    at: Date,
  ): Promise<NewFact[]> {
    await this.store.noticed(tx, clock.id, kind);
    clock.given = [...clock.given, kind];
    if (kind === 'breached') clock.state = 'breached';
    const toIds = owners(clock, people);
    const words = drillNotice(clock.name, kind, clock.dueAt.toISOString());
    await this.say(tx, drill, at, { kind, by: system, words, clockId: clock.id, toIds }, when);
    const about = { drillId: drill.id, clockId: clock.id, duty: clock.duty, dutyName: clock.name };
    const told = fact('drill.noticed', system, ofDrill(drill.id), drill.jurisdictionId, {
      ...about,
      ...{ notice: kind, drillAt: when, toOfficerIds: toIds },
    });
    if (kind === 'near' || kind === 'breached') await this.climbs.begin(tx, clock, kind, when);
    return [told];
  }

  private async open(
    tx: Tx,
    drill: DrillFound,
    plans: readonly ClockPlan[],
    people: readonly PersonFound[],
    at: Date,
    rounds: ReadonlyMap<string, number>,
  ): Promise<NewFact[]> {
    const { jurisdictionId, leadDepartmentId } = drill;
    const facts: NewFact[] = [];
    for (const plan of plans) {
      const departmentId = await this.cards.owing(tx, {
        jurisdictionId,
        owedBy: plan.owedBy,
        leadDepartmentId,
      });
      const holderId = people.find((one) => one.departmentId === departmentId)?.officerId ?? null;
      const clock = {
        ...{
          id: randomUUID(),
          duty: plan.duty,
          name: plan.name,
          packId: plan.packId,
          departmentId,
          holderId,
        },
        ...{
          round: (rounds.get(keyOf(plan)) ?? 0) + 1,
          answeredBy: [...plan.answeredBy],
          startsFrom: plan.startsFrom,
        },
        ...{ startAt: new Date(plan.startAt), dueAt: new Date(plan.dueAt), explain: plan.explain },
      };
      await this.store.open(tx, drill.id, clock);
      const words = drillNotice(plan.name, 'opened', plan.dueAt);
      await this.say(tx, drill, at, {
        kind: 'opened',
        by: system,
        words,
        clockId: clock.id,
        toIds: owners(clock, people),
      });
      const said = { drillId: drill.id, clockId: clock.id, duty: plan.duty, dueAt: plan.dueAt };
      facts.push(fact('drill.clock-opened', system, ofDrill(drill.id), jurisdictionId, said));
    }
    return facts;
  }

  /** Into the history of the drill; `when` in drill time, now unless told. */
  say(
    tx: Tx,
    drill: DrillFound,
    at: Date,
    one: {
      kind: string;
      by: Actor;
      words: { zh: string; en: string };
      clockId?: string;
      inject?: number;
      toIds?: string[];
    },
    when = drillTime(paceOf(drill), at.toISOString()),
  ): Promise<void> {
    const { kind, by, words, clockId = null, inject = null, toIds = [] } = one;
    return this.store.happened(tx, drill.id, {
      ...{ kind, at, drillAt: when, byId: by.id, by: by.name, words, clockId, inject, toIds },
    });
  }

  private packs(tx: Tx, { jurisdictionId }: DrillFound) {
    return this.rules.packs(jurisdictionId, tx);
  }
}

const keyOf = ({ packId, duty }: { packId: string; duty: string }) => `${packId} ${duty}`;

/** The scenario as the rules see an incident: everything begins with the drill. */
function asIncident({ id, level, emergency, startedAt }: DrillFound) {
  const at = (startedAt ?? new Date()).toISOString();
  return { id, level, emergency, occurredAt: at, detectedAt: at, confirmedAt: at };
}

/** Who is told of a clock: its holder, or else whoever takes part from the department that owes it. */
function owners(
  clock: { holderId: string | null; departmentId: string | null },
  people: readonly PersonFound[],
): string[] {
  if (clock.holderId) return [clock.holderId];
  return people
    .filter(({ departmentId }) => departmentId !== null && departmentId === clock.departmentId)
    .map(({ officerId }) => officerId);
}
