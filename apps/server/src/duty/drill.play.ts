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
  type Reached,
  type ReleaseForm,
  realTime,
  renewClocks,
  stop,
  tellRung,
} from '#duty';
import { system } from '../platform/access';
import { fact, type NewFact, type Tx } from '../platform/commit';
import { CardStore } from './cards.store';
import { type DrillClockFound, type DrillFound, DrillStore, type PersonFound } from './drill.store';
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
const asReached = ({ officerId, name }: PersonFound): Reached => ({ id: officerId, name, reason: null });

@Injectable()
export class DrillPlay {
  constructor(
    private readonly store: DrillStore,
    private readonly cards: CardStore,
    private readonly rules: RulesStore,
  ) {}

  /** The clocks of its level open; everybody who takes part is told. */
  async begin(tx: Tx, drill: DrillFound, by: Actor, at: Date): Promise<NewFact[]> {
    await this.store.start(tx, drill.id, at);
    const started = { ...drill, startedAt: at };
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
    const people = await this.store.people(drill.id, tx);
    const due: { at: string; run: () => Promise<NewFact[]> }[] = [];
    for (const inject of await this.store.injects(drill.id, tx)) {
      const when = injectAt(pace.startedAt, inject.afterMinutes);
      if (inject.givenAt || when > until) continue;
      due.push({
        at: when,
        run: async () => {
          const toIds = people
            .filter(({ departmentId }) => !inject.departmentId || departmentId === inject.departmentId)
            .map(({ officerId }) => officerId);
          await this.store.given(tx, drill.id, inject.n, at);
          const told = {
            kind: 'injected',
            by: system,
            words: markedText(inject.words),
            inject: inject.n,
            toIds,
          };
          await this.say(tx, drill, at, told, when);
          const body = {
            drillId: drill.id,
            n: inject.n,
            digest: digestOf(inject.words),
            toOfficerIds: toIds,
          };
          return [fact('drill.injected', system, ofDrill(drill.id), drill.jurisdictionId, body)];
        },
      });
    }
    for (const clock of (await this.store.clocks(drill.id, tx)).filter(isRunning))
      for (const notice of noticesDue(running(clock), clock.given, until))
        due.push({
          at: notice.at,
          run: () => this.notice(tx, drill, clock, notice.kind, notice.at, people, at),
        });
    const facts: NewFact[] = [];
    for (const one of due.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)))
      facts.push(...(await one.run()));
    if (now >= end) return [...facts, ...(await this.end(tx, drill, system, at))];
    await this.store.next(tx, drill.id, realTime(pace, await this.nextDue(tx, drill, end)));
    return facts;
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
    const toIds = owners(clock, people);
    const words = drillNotice(clock.name, kind, clock.dueAt.toISOString());
    await this.say(tx, drill, at, { kind, by: system, words, clockId: clock.id, toIds }, when);
    const about = { drillId: drill.id, clockId: clock.id, duty: clock.duty, dutyName: clock.name };
    const told = fact('drill.noticed', system, ofDrill(drill.id), drill.jurisdictionId, {
      ...about,
      ...{ notice: kind, drillAt: when, toOfficerIds: toIds },
    });
    if (kind !== 'near' && kind !== 'breached') return [told];
    const byId = (id: string | null) => people.find(({ officerId }) => officerId === id);
    const [holder, supervisor] = [
      byId(clock.holderId),
      byId(await this.store.supervisor(tx, clock.departmentId)),
    ];
    const acknowledged = clock.acknowledgedAt !== null;
    if (kind === 'near' && acknowledged) return [told];
    // The rung of the supervising leader, among those who take part.
    const up = tellRung(
      'supervising-leader',
      {
        ...{ department: null, heads: [], newsOffice: null, above: null },
        holder: holder ? asReached(holder) : null,
        supervisor: supervisor ? asReached(supervisor) : null,
        leaders: people.filter(({ leads }) => leads).map(asReached),
      },
      { since: kind, acknowledged, holder: holder?.name ?? null, repeat: 0 },
    );
    const upIds = up.officerIds;
    await this.say(
      tx,
      drill,
      at,
      { kind: 'escalated', by: system, words: marked(up.reason), clockId: clock.id, toIds: upIds },
      when,
    );
    const raised = { ...about, toOfficerId: upIds[0] ?? null, toOfficerIds: upIds };
    return [told, fact('drill.escalated', system, ofDrill(drill.id), drill.jurisdictionId, raised)];
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

  private async nextDue(tx: Tx, drill: DrillFound, end: string): Promise<string> {
    const start = paceOf(drill).startedAt;
    const times = [
      end,
      ...(await this.store.injects(drill.id, tx)).flatMap((one) =>
        one.givenAt ? [] : [injectAt(start, one.afterMinutes)],
      ),
      ...(await this.store.clocks(drill.id, tx)).flatMap((clock) =>
        isRunning(clock) ? (nextNoticeAt(running(clock), clock.given) ?? []) : [],
      ),
    ];
    return times.sort()[0] ?? end;
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
