// A drill climbs the ladder: the real rungs, repeats and acknowledgements, among those who take part; nothing goes out by any channel.
import { Injectable } from '@nestjs/common';
import {
  beginDrillClimb,
  builtInLadder,
  channelWords,
  type DrillClimb,
  type DrillLadder,
  type DrillStep,
  expiredWords,
  holdClimb,
  type LadderStart,
  marked,
  nextInClimb,
  type Reached,
  type RosterDesk,
  type RungAround,
  type RungTarget,
  releaseHold,
  type StepKey,
  tellRung,
} from '#duty';
import { system } from '../platform/access';
import { fact, type NewFact, type Tx } from '../platform/commit';
import { DrillHistory } from './drill.history';
import { type DrillFound, DrillStore, type PersonFound } from './drill.store';
import { type DrillClockFound, DrillClockStore } from './drill-clock.store';

type Given = { drill: DrillFound; people: readonly PersonFound[]; at: Date };
const asReached = ({ officerId, name }: PersonFound): Reached => ({ id: officerId, name, reason: null });
export const ladderOf = ({ ladder }: Pick<DrillFound, 'ladder'>): DrillLadder =>
  ladder ?? { ...builtInLadder, groups: {} };

/** The climbs that go on, each with what it does next. */
export const climbing = (drill: DrillFound, clock: DrillClockFound) =>
  clock.climbs.flatMap((climb) => {
    const next = nextInClimb(ladderOf(drill), climb, drill.level);
    return next ? [{ climb, ...next }] : [];
  });

@Injectable()
export class DrillClimbs {
  constructor(
    private readonly store: DrillStore,
    private readonly clocks: DrillClockStore,
    private readonly history: DrillHistory,
  ) {}

  /** 80 % gone with nobody having acknowledged, or the breach: as in earnest. */
  async begin(tx: Tx, clock: DrillClockFound, since: LadderStart, when: string): Promise<void> {
    if (since === 'near' && clock.acknowledgedAt !== null) return;
    const before = since === 'breached' ? ended(clock.climbs, 'near', 'breached') : clock.climbs;
    await this.save(tx, clock, [...before, beginDrillClimb(since, when)]);
  }

  /** Somebody has it in hand: a warning's climb is over, a breach's stands still for as long as the ladder says. */
  async hold(tx: Tx, drill: DrillFound, clock: DrillClockFound, by: string, now: string): Promise<void> {
    const held = ended(clock.climbs, 'near', 'acknowledged').map((climb) =>
      climb.since === 'breached' && climb.endedAs === null
        ? { ...climb, ...holdClimb(climb, ladderOf(drill), now), acknowledgedBy: by }
        : climb,
    );
    await this.save(tx, clock, held);
  }

  async end(tx: Tx, clock: DrillClockFound, as: string): Promise<void> {
    await this.save(tx, clock, ended(ended(clock.climbs, 'near', as), 'breached', as));
  }

  /** One step of a climb at its time, or the end of an acknowledgement. */
  async take(
    tx: Tx,
    clock: DrillClockFound,
    { climb, at: when, step }: { climb: DrillClimb; at: string; step: StepKey | null },
    given: Given,
  ): Promise<NewFact[]> {
    const after = step
      ? await this.step(tx, clock, climb, step, when, given)
      : this.expired(climb, when, given.people);
    await this.save(
      tx,
      clock,
      clock.climbs.map((one) => (one === climb ? after : one)),
    );
    const taken = after.steps.at(-1)!;
    const { drill, at } = given;
    const rung = ladderOf(drill).rungs[taken.rung - 1];
    const channels = channelWords(rung?.by ?? [], rung?.channelIds ?? [], ladderOf(drill));
    const words = marked({ zh: taken.reason.zh + channels.zh, en: taken.reason.en + channels.en });
    await this.history.say(
      tx,
      drill,
      at,
      { kind: 'escalated', by: system, words, clockId: clock.id, toIds: taken.told },
      when,
    );
    return [
      fact('drill.escalated.2', system, { type: 'drill', id: drill.id }, drill.jurisdictionId, {
        ...{ drillId: drill.id, clockId: clock.id, duty: clock.duty, dutyName: clock.name },
        ...{
          since: climb.since,
          rung: taken.rung,
          repeat: taken.repeat,
          target: taken.target,
          drillAt: when,
        },
        ...{ words: { zh: taken.reason.zh + channels.zh, en: taken.reason.en + channels.en } },
        toOfficerIds: taken.told,
      }),
    ];
  }

  private async step(
    tx: Tx,
    clock: DrillClockFound,
    climb: DrillClimb,
    { rung, repeat }: StepKey,
    at: string,
    { drill, people }: Given,
  ): Promise<DrillClimb> {
    const target = ladderOf(drill).rungs[rung - 1]!.to;
    const holder = people.find(({ officerId }) => officerId === clock.holderId);
    const about = {
      ...{ since: climb.since, acknowledged: clock.acknowledgedAt !== null },
      ...{ holder: holder?.name ?? null, repeat },
    };
    const { officerIds, reason } = tellRung(
      target,
      await this.around(tx, target, clock, drill, people),
      about,
    );
    const step: DrillStep = { rung, repeat, target, at, told: officerIds, reason };
    return { ...climb, steps: [...climb.steps, step] };
  }

  /** Those told last are told again, and what was held falls due later by just that time. */
  private expired(climb: DrillClimb, at: string, people: readonly PersonFound[]): DrillClimb {
    const last = climb.steps.filter(({ rung, told }) => rung > 0 && told.length > 0).at(-1);
    const told = last?.told ?? [];
    const names = people.filter(({ officerId }) => told.includes(officerId)).map(({ name }) => name);
    const repeat = climb.steps.filter(({ rung }) => rung === 0).length;
    const step: DrillStep = {
      ...{ rung: 0, repeat, target: null, at, told },
      reason: expiredWords(climb.acknowledgedBy ?? '', names),
    };
    const free = releaseHold(climb, at) ?? climb;
    return { ...climb, ...free, acknowledgedBy: null, steps: [...climb.steps, step] };
  }

  /** Who stands where, among those who take part: they are on duty for their office. */
  private async around(
    tx: Tx,
    target: RungTarget,
    { departmentId, holderId }: DrillClockFound,
    { jurisdictionId }: DrillFound,
    people: readonly PersonFound[],
  ): Promise<RungAround> {
    const own = people.filter((one) => departmentId !== null && one.departmentId === departmentId);
    const desk = (of: readonly PersonFound[]): RosterDesk => ({
      ...{ kept: true, staff: [], onDuty: of.map(asReached) },
      nobody: { zh: '参加预演的人里没有这一方', en: 'nobody from there takes part' },
    });
    const here = people.filter((one) => one.jurisdictionId === jurisdictionId);
    const supervisorId =
      target === 'supervising-leader' ? await this.store.supervisor(tx, departmentId) : null;
    const byId = (id: string | null) => people.find(({ officerId }) => officerId === id);
    const [holder, supervisor] = [byId(holderId), byId(supervisorId)];
    return {
      holder: holder ? asReached(holder) : null,
      department: departmentId === null ? null : desk(own),
      heads: own.filter(({ leads }) => leads).map(asReached),
      newsOffice: desk(here.filter(({ isNews }) => isNews)),
      supervisor: supervisor ? asReached(supervisor) : null,
      leaders: here.filter(({ leads }) => leads).map(asReached),
      above: desk(people.filter((one) => one.jurisdictionId !== jurisdictionId && one.isNews)),
    };
  }

  private async save(tx: Tx, clock: DrillClockFound, climbs: DrillClimb[]): Promise<void> {
    clock.climbs = climbs;
    await this.clocks.climbed(tx, clock.id, climbs);
  }
}

const ended = (climbs: readonly DrillClimb[], since: LadderStart, as: string): DrillClimb[] =>
  climbs.map((climb) =>
    climb.since === since && climb.endedAs === null
      ? { ...climb, endedAs: as, acknowledgedUntil: null }
      : climb,
  );
