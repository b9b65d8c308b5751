// The clocks of a drill: opened by the rules in force, noticed as they fall due, stopped by what is given out in play.
import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Actor } from '#contract';
import {
  type ClockPlan,
  drillNotice,
  drillTime,
  marked,
  markedText,
  type NoticeKind,
  openClocks,
  type ReleaseForm,
  renewClocks,
  stop,
} from '#duty';
import { system } from '../platform/access';
import { fact, type NewFact, type Tx } from '../platform/commit';
import { CardStore } from './cards.store';
import { DrillClimbs } from './drill.climb';
import { DrillHistory, ofDrill, paceOf } from './drill.history';
import { type DrillFound, DrillStore, type PersonFound } from './drill.store';
import { type DrillClockFound, DrillClockStore } from './drill-clock.store';
import { digestOf } from './order.acts';
import { RulesStore } from './rules.store';

export const isRunning = ({ state }: Pick<DrillClockFound, 'state'>): boolean =>
  state === 'open' || state === 'breached';
export const running = (clock: DrillClockFound) => ({
  startAt: clock.startAt.toISOString(),
  dueAt: clock.dueAt.toISOString(),
});

@Injectable()
export class DrillClocks {
  constructor(
    private readonly store: DrillStore,
    private readonly clocks: DrillClockStore,
    private readonly history: DrillHistory,
    private readonly climbs: DrillClimbs,
    private readonly cards: CardStore,
    private readonly rules: RulesStore,
  ) {}

  /** The clocks that the rules in force open for the scenario, as for an incident. */
  async begin(tx: Tx, drill: DrillFound, people: readonly PersonFound[], at: Date): Promise<NewFact[]> {
    const plans = openClocks({
      incident: asIncident(drill),
      packs: await this.packs(tx, drill),
      now: at.toISOString(),
      calendar: await this.rules.calendar(tx),
    });
    return this.open(tx, drill, plans, people, at, new Map());
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
    await this.history.say(tx, drill, at, { kind: 'released', by, words: markedText(text) });
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
    for (const clock of (await this.clocks.of(drill.id, tx)).filter(isRunning)) {
      const { answeredBy, startsFrom } = clock;
      const stopped = stop({ ...running(clock), answeredBy, startsFrom }, evidence, now);
      if ('refused' in stopped) continue;
      await this.clocks.met(tx, clock.id, stopped.late ? 'met-late' : 'met', by.name, now);
      const words = marked({
        zh: `“${clock.name.zh}”${stopped.late ? '逾期' : '按时'}履行`,
        en: `“${clock.name.en}” was met ${stopped.late ? 'late' : 'in time'}`,
      });
      await this.history.say(tx, drill, at, { kind: 'met', by, words, clockId: clock.id });
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

  /** A warning or a breach; from there the ladder is climbed. */
  async notice(
    tx: Tx,
    drill: DrillFound,
    clock: DrillClockFound,
    kind: NoticeKind,
    when: string,
    people: readonly PersonFound[],
    at: Date,
  ): Promise<NewFact[]> {
    await this.clocks.noticed(tx, clock.id, kind);
    clock.given = [...clock.given, kind];
    if (kind === 'breached') clock.state = 'breached';
    const toIds = owners(clock, people);
    const words = drillNotice(clock.name, kind, clock.dueAt.toISOString());
    await this.history.say(tx, drill, at, { kind, by: system, words, clockId: clock.id, toIds }, when);
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
      await this.clocks.open(tx, drill.id, clock);
      const words = drillNotice(plan.name, 'opened', plan.dueAt);
      await this.history.say(tx, drill, at, {
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
