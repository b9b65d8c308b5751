// Climbs as people see them, and taking one up: I am on it.
import { Injectable } from '@nestjs/common';
import { type Answer, type ClimbView, type Input, shownOf } from '#contract';
import { stepAhead, stepName } from '#duty';
import { actorOf, inView, type Principal } from '../platform/access';
import { Commit, fact } from '../platform/commit';
import { pageOf, readCursor } from '../platform/page';
import { conflict, notFound } from '../platform/problem';
import { CardStore } from './cards.store';
import { ClimbFollow } from './climb.follow';
import { climbing } from './climb.service';
import { asClimb, type ClimbKept, ClimbStore } from './climb.store';

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

@Injectable()
export class EscalationService {
  constructor(
    private readonly store: ClimbStore,
    private readonly cards: CardStore,
    private readonly climbs: ClimbFollow,
    private readonly commit: Commit,
  ) {}

  async list(
    who: Principal,
    { cursor, limit, clockId, running }: Input<'escalations.list'>['query'],
  ): Promise<Answer<'escalations.list'>> {
    const keys = readCursor(cursor, 3);
    const before = keys && { at: String(keys[0]), id: String(keys[1]), since: String(keys[2]) };
    const isRunning = running === undefined ? undefined : running === 'true';
    const rows = await this.store.list(who.jurisdictionIds, { clockId, running: isRunning, before, limit });
    const views = await this.views(rows);
    return pageOf(
      rows,
      limit,
      (row) => [row.beganAt.toISOString(), row.clockId, row.since],
      (row) => views.get(row) as ClimbView,
    );
  }

  /** The climb of a breached clock stands still for as long as its ladder says; then it goes on. */
  async takeUp(who: Principal, clockId: string): Promise<ClimbView> {
    const taken = await this.commit.commit(async (tx, at) => {
      const card = (await this.cards.clocks(tx, [clockId])).get(clockId);
      inView(who, card?.jurisdictionId);
      if (!card) throw notFound();
      const climb = (await this.store.hold(tx, [clockId])).find(({ since }) => since === 'breached');
      if (!climb)
        throw conflict(
          'escalation.not-running',
          '这只时钟没有正在进行的升级，无需接手。',
          'Nothing is being escalated for this clock.',
        );
      const held = await this.climbs.holdUp(tx, climb, who.name, at);
      const until = held.acknowledgedUntil!.toISOString();
      const body = { ...climbing(climb, card), until };
      const subject = { type: 'clock', id: clockId };
      const { task } = card;
      if (task) {
        const { id: taskId, incidentId, lane } = task;
        const about = { taskId, overdueId: card.id, incidentId, lane };
        const taken = { ...about, departmentId: card.departmentId ?? '', until };
        const of = { type: 'incident', id: incidentId };
        return { value: held, facts: [fact('step.taken-up', actorOf(who), of, card.jurisdictionId, taken)] };
      }
      return {
        value: held,
        facts: [fact('duty.taken-up', actorOf(who), subject, card.jurisdictionId, body)],
      };
    });
    return (await this.views([taken])).get(taken) as ClimbView;
  }

  private async views(rows: readonly ClimbKept[]): Promise<Map<ClimbKept, ClimbView>> {
    const ids = rows.map(({ clockId }) => clockId);
    const cards = await this.cards.clocks(this.cards.db, ids);
    const steps = await this.store.steps(this.cards.db, ids);
    const channels = await this.store.channels(this.cards.db, ids);
    const names = await this.cards.names(this.cards.db, [...new Set(steps.flatMap(({ told }) => told))]);
    return new Map(
      rows.flatMap((row): [ClimbKept, ClimbView][] => {
        const card = cards.get(row.clockId);
        if (!card) return [];
        const isOf = ({ clockId, since }: Pick<ClimbKept, 'clockId' | 'since'>) =>
          clockId === row.clockId && since === row.since;
        const own = steps.filter(isOf);
        const heard = channels.filter(isOf);
        const taken = new Set(own.filter(({ target }) => target).map(stepName));
        const view: ClimbView = {
          clockId: row.clockId,
          taskId: card.task?.id ?? null,
          since: row.since,
          ...shownOf(card),
          duty: card.name,
          dueAt: card.dueAt.toISOString(),
          beganAt: row.beganAt.toISOString(),
          nextStepAt: iso(row.nextStepAt),
          next: row.endedAt ? null : stepAhead(row, asClimb(row), card.level, taken),
          acknowledgedBy: row.acknowledgedBy,
          acknowledgedUntil: iso(row.acknowledgedUntil),
          endedAt: iso(row.endedAt),
          endedAs: row.endedAs,
          steps: own.map(({ rung, repeat, target, dueAt, takenAt, late, overtaken, told, reason }) => ({
            ...{ rung, repeat, target, late, overtaken, reason },
            dueAt: dueAt.toISOString(),
            takenAt: takenAt.toISOString(),
            told: told.map((id) => ({ id, name: names.get(id) ?? '' })),
            channels: heard
              .filter((one) => one.rung === rung && one.repeat === repeat)
              .map(({ name, kind, state }) => ({ name, kind, state })),
          })),
        };
        return [[row, view]];
      }),
    );
  }
}
