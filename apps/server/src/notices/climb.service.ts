// Climbs the ladder: the steps that have fallen due, each once and in order, also after downtime; what they tell goes out with them.
import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { FactMap, Words } from '#contract';
import {
  type DueStep,
  expiredWords,
  nextStepAt,
  type PersonalChannel,
  releaseHold,
  stepName,
  stepsDue,
} from '#duty';
import { system } from '../platform/access';
import { fact, type NewFact, type Tx } from '../platform/commit';
import type { Config } from '../platform/config';
import { CONFIG } from '../platform/config.token';
import { Once } from '../platform/once';
import { CardStore, type ClockCard } from './cards.store';
import { ChannelStore } from './channel.store';
import { asClimb, type ClimbKept, ClimbStore, climbKey, type StepKept } from './climb.store';
import { contentOf } from './content';
import { DeliverService } from './deliver.service';
import type { NewNotice } from './notice.store';
import { People } from './people';
import { SettingStore } from './setting.store';

const PUNCTUAL_MS = 60_000;
/** What is sent of a step, to whom and by what. */
type Sending = {
  type: 'duty.escalated' | 'duty.unheard';
  step: Pick<StepKept, 'rung' | 'repeat' | 'late' | 'reason'>;
  officerIds: readonly string[];
  by: readonly PersonalChannel[];
  channelIds: readonly string[];
};
/** What one transaction does for many climbs: what it has asked already, and what it writes together at the end. */
type Work = {
  tx: Tx;
  at: Date;
  once: Once;
  climbs: ClimbKept[];
  steps: StepKept[];
  notices: NewNotice[];
};
const bothWays: readonly PersonalChannel[] = ['email', 'sms'];

@Injectable()
export class ClimbService {
  constructor(
    private readonly store: ClimbStore,
    private readonly cards: CardStore,
    private readonly people: People,
    private readonly channels: ChannelStore,
    private readonly settings: SettingStore,
    private readonly delivering: DeliverService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Takes every step of these climbs that has fallen due, each climb in its turn; the climbs are held by the caller's
   * transaction. What is read is read once for all of them, and what changes is written together at the end.
   */
  async advance(tx: Tx, climbs: readonly ClimbKept[], at: Date): Promise<NewFact[]> {
    if (climbs.length === 0) return [];
    const ids = climbs.map(({ clockId }) => clockId);
    const cards = await this.cards.clocks(tx, ids);
    const steps = new Map<string, StepKept[]>();
    for (const step of await this.store.steps(tx, ids)) {
      const before = steps.get(climbKey(step));
      if (before) before.push(step);
      else steps.set(climbKey(step), [step]);
    }
    const work: Work = { tx, at, once: new Once(), climbs: [], steps: [], notices: [] };
    const facts: NewFact[] = [];
    for (const climb of climbs)
      facts.push(
        ...(await this.one(work, climb, cards.get(climb.clockId), steps.get(climbKey(climb)) ?? [])),
      );
    await this.store.addSteps(tx, work.steps);
    await this.store.save(tx, work.climbs);
    await this.delivering.queue(tx, work.notices, at);
    return facts;
  }

  private async one(
    work: Work,
    climb: ClimbKept,
    card: ClockCard | undefined,
    before: readonly StepKept[],
  ): Promise<NewFact[]> {
    const { at } = work;
    if (!card || !(card.state === 'open' || card.state === 'breached')) {
      work.climbs.push({ ...climb, nextStepAt: null, endedAt: at, endedAs: card?.state ?? 'gone' });
      return [];
    }
    const facts: NewFact[] = [];
    const now = at.toISOString();
    const free = releaseHold(asClimb(climb), now);
    let state = climb;
    if (free) {
      facts.push(...(await this.expired(work, climb, card, before)));
      state = {
        ...climb,
        heldMs: free.heldMs,
        acknowledgedAt: null,
        acknowledgedUntil: null,
        acknowledgedBy: null,
      };
    }
    const taken = new Set(before.map(stepName));
    const read = asClimb(state);
    for (const step of stepsDue(state, read, card.level, taken, now)) {
      facts.push(...(await this.take(work, state, card, step)));
      taken.add(stepName(step));
    }
    const next = nextStepAt(state, read, card.level, taken);
    work.climbs.push({ ...state, nextStepAt: next === null ? null : new Date(next) });
    return facts;
  }

  /** One step: who stands on the rung now, or nobody and why; kept, told, and on record. */
  private async take(work: Work, climb: ClimbKept, card: ClockCard, step: DueStep): Promise<NewFact[]> {
    const { tx, at, once } = work;
    const rung = climb.rungs[step.rung - 1];
    if (!rung) return [];
    const { rung: n, repeat, late, overtaken } = step;
    const asked = { ...card, acknowledged: card.acknowledgedAt !== null, since: climb.since, repeat };
    const told = await this.people.tell(tx, rung.to, asked, at, once);
    const { reason } = told;
    const kept: StepKept = {
      ...{ clockId: climb.clockId, since: climb.since, rung: n, repeat, target: rung.to },
      ...{ dueAt: new Date(step.at), takenAt: at, late, overtaken, told: told.officerIds, reason },
    };
    work.steps.push(kept);
    const about = {
      ...climbing(climb, card),
      rung: n,
      repeat,
      target: rung.to,
      dueAt: step.at,
      late,
      reason,
    };
    const groups = rung.channelIds;
    if (told.officerIds.length > 0) {
      if (!overtaken)
        await this.send(work, climb, card, {
          ...{ type: 'duty.escalated', step: kept, officerIds: told.officerIds },
          ...{ by: rung.by, channelIds: groups },
        });
      const body = { ...about, toOfficerIds: told.officerIds, channelIds: [...groups], overtaken };
      if (card.task) return [taskFact(card, card.task, { ...body, heard: true, aboveId: null })];
      return [fact('duty.escalated.2', system, ofClock(card), card.jurisdictionId, body)];
    }
    // A repeat that finds nobody again is on record; the level above has heard of it already.
    const { jurisdictionId } = card;
    const above =
      repeat === 0
        ? await once.ask(`above ${jurisdictionId}`, () => this.people.above(tx, jurisdictionId, at))
        : { aboveId: null, ids: [] };
    if (repeat === 0)
      await this.send(work, climb, card, {
        ...{ type: 'duty.unheard', step: kept, officerIds: above.ids, by: bothWays, channelIds: groups },
      });
    const body = { ...about, toOfficerIds: above.ids, aboveId: above.aboveId };
    if (card.task)
      return [taskFact(card, card.task, { ...body, heard: false, overtaken, channelIds: [...groups] })];
    return [fact('duty.unheard', system, ofClock(card), card.jurisdictionId, body)];
  }

  /** An acknowledgement has run out: those told last are told again. */
  private async expired(
    work: Work,
    climb: ClimbKept,
    card: ClockCard,
    before: readonly StepKept[],
  ): Promise<NewFact[]> {
    const { at } = work;
    const dueAt = climb.acknowledgedUntil ?? at;
    const last = before.filter(({ told, rung }) => rung > 0 && told.length > 0).at(-1);
    const rung = last && climb.rungs[last.rung - 1];
    const names = await this.names(work, last?.told ?? []);
    const reason = expiredWords(climb.acknowledgedBy ?? '', names);
    const late = at.getTime() - dueAt.getTime() > PUNCTUAL_MS;
    const repeat = before.filter(({ rung: n }) => n === 0).length;
    const step: StepKept = {
      ...{ clockId: climb.clockId, since: climb.since, rung: 0, repeat, target: null },
      ...{ dueAt, takenAt: at, late, overtaken: false, told: last?.told ?? [], reason },
    };
    work.steps.push(step);
    await this.send(work, climb, card, {
      ...{ type: 'duty.escalated', step, officerIds: step.told, by: rung?.by ?? [] },
      channelIds: rung?.channelIds ?? [],
    });
    const body = {
      ...climbing(climb, card),
      dueAt: dueAt.toISOString(),
      late,
      toOfficerIds: step.told,
      reason,
    };
    if (card.task)
      return [
        taskFact(card, card.task, {
          ...{ ...body, rung: 0, repeat, target: null, heard: true, overtaken: false, aboveId: null },
          channelIds: [...(rung?.channelIds ?? [])],
        }),
      ];
    return [fact('duty.hold-expired', system, ofClock(card), card.jurisdictionId, body)];
  }

  private names({ tx, once }: Work, officerIds: readonly string[]): Promise<string[]> {
    return once.ask(`names ${officerIds.join()}`, async () => [
      ...(await this.cards.names(tx, officerIds)).values(),
    ]);
  }

  /** Adds a notice for each receiver and channel; sent by jobs, held by quiet hours where they apply. */
  private async send(work: Work, climb: ClimbKept, card: ClockCard, what: Sending): Promise<void> {
    const { step, officerIds, channelIds, type } = what;
    const { at } = work;
    if (officerIds.length === 0 && channelIds.length === 0) return;
    const to = await this.names(work, officerIds);
    for (const { channelId, officerId } of await this.receivers(work, card.jurisdictionId, what)) {
      const id = randomUUID();
      const content = contentOf(
        {
          ...{ id, type, at, clockId: card.id, incidentId: card.incidentId, title: card.title },
          ...{ matterId: card.matterId, matterKind: card.matterKind },
          ...{ level: card.level, duty: card.name, dueAt: card.dueAt, department: card.department },
          jurisdiction: card.jurisdiction,
          ...{ leansOn: card.leansOn, isTask: card.task !== null },
          ...{ reason: step.reason as Words, to, late: step.late },
        },
        this.config.publicUrl,
      );
      work.notices.push({
        ...{ id, channelId, jurisdictionId: card.jurisdictionId, officerId, address: null },
        about: type === 'duty.unheard' ? ('unheard' as const) : ('escalation' as const),
        ...{ clockId: card.id, incidentId: card.incidentId, since: climb.since },
        ...{ rung: step.rung, repeat: step.repeat, level: card.level, content, heldUntil: null },
      });
    }
  }

  /** Who is written to by what: each officer by each of their own channels that they can be reached by, and each group. */
  private receivers(
    { tx, once }: Work,
    jurisdictionId: string,
    { officerIds, by, channelIds }: Sending,
  ): Promise<{ channelId: string; officerId: string | null }[]> {
    const key = ['receivers', jurisdictionId, ...by, '', ...officerIds, '', ...channelIds].join(' ');
    return once.ask(key, async () => {
      const settings = await this.settings.of(tx, officerIds);
      const personal = by.length > 0 ? await this.channels.personal(tx, jurisdictionId) : new Map();
      const found: { channelId: string; officerId: string | null }[] = [];
      for (const kind of by)
        for (const officerId of officerIds) {
          const channel = personal.get(kind);
          const own = settings.get(officerId);
          if (channel && (kind === 'email' ? own?.email : own?.phone))
            found.push({ channelId: channel.id, officerId });
        }
      const groups = await this.channels.groups(tx, jurisdictionId, channelIds);
      return [...found, ...groups.map(({ id }) => ({ channelId: id, officerId: null }))];
    });
  }
}

const ofClock = ({ id }: ClockCard) => ({ type: 'clock', id });
type Climbed = Omit<
  FactMap['step.escalated'],
  'taskId' | 'overdueId' | 'incidentId' | 'lane' | 'departmentId'
>;
/** What a step of a task's climb puts on record: the same as a clock's, under the incident where people find the task. */
function taskFact(
  card: ClockCard,
  { id: taskId, lane, incidentId }: NonNullable<ClockCard['task']>,
  climbed: Climbed,
): NewFact {
  const { rung, repeat, target, since, dueAt, late, reason, heard, overtaken } = climbed;
  const { toOfficerIds, channelIds, aboveId } = climbed;
  return fact('step.escalated', system, { type: 'incident', id: incidentId }, card.jurisdictionId, {
    ...{
      taskId,
      overdueId: card.id,
      incidentId,
      lane,
      departmentId: card.departmentId ?? '',
    },
    ...{ rung, repeat, target, since, dueAt, late, reason, heard, overtaken },
    ...{ toOfficerIds, channelIds, aboveId },
  });
}
/** As a fact names a clock that is being climbed for. */
export const climbing = (
  { since }: Pick<ClimbKept, 'since'>,
  { id: clockId, incidentId, matterId, duty }: ClockCard,
) => ({ clockId, incidentId, ...(matterId ? { matterId } : {}), duty, since });
