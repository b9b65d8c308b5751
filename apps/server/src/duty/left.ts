// An officer left: each clock and task they had in hand goes to who stands in, else to another of the department; where there is nobody, that is told.
import { Injectable } from '@nestjs/common';
import { system } from '../platform/access';
import { fact, type NewFact, type Tx } from '../platform/commit';
import { OnDuty } from '../platform/on-duty';
import { CardStore } from './cards.store';
import { ofClock, toldOf } from './clock.acts';
import { LeftStore } from './left.store';

const REASON = '原负责人已离岗';

@Injectable()
export class Left {
  constructor(
    private readonly store: LeftStore,
    private readonly cards: CardStore,
    private readonly onDuty: OnDuty,
  ) {}

  /** Nothing where they are in post: they came back, or something else of them changed. */
  async handOn(tx: Tx, officerId: string, at: Date): Promise<NewFact[]> {
    if (!(await this.store.hasLeft(tx, officerId))) return [];
    const standIn = (await this.onDuty.acting(tx, [officerId], at)).get(officerId)?.officerId ?? null;
    return [...(await this.clocks(tx, officerId, standIn)), ...(await this.steps(tx, officerId, standIn))];
  }

  private async clocks(tx: Tx, officerId: string, standIn: string | null): Promise<NewFact[]> {
    const facts: NewFact[] = [];
    for (const clock of await this.store.clocks(tx, officerId)) {
      const { jurisdictionId, departmentId, incidentId, matterId } = clock;
      const subjectId = incidentId ?? matterId ?? clock.id;
      const other = departmentId && (await this.cards.holder(tx, departmentId, subjectId));
      const toOfficerId = standIn ?? other ?? null;
      await this.store.giveClock(tx, clock.id, toOfficerId);
      const toOfficerIds = toOfficerId
        ? [toOfficerId]
        : await this.store.above(tx, jurisdictionId, departmentId);
      const body = { ...toldOf(clock), officerId, toOfficerId, departmentId, toOfficerIds };
      facts.push(fact('duty.holder-left', system, ofClock(clock.id), jurisdictionId, body));
    }
    return facts;
  }

  /** Without a stand-in a task is its department's again. */
  private async steps(tx: Tx, officerId: string, standIn: string | null): Promise<NewFact[]> {
    const facts: NewFact[] = [];
    for (const { id, jurisdictionId, incidentId, lane, departmentId, dueAt } of await this.store.steps(
      tx,
      officerId,
    )) {
      await this.store.giveStep(tx, id, standIn);
      const body = {
        ...{ taskId: id, incidentId, lane, departmentId, officerId: standIn, reason: REASON },
        dueAt: dueAt.toISOString(),
        toOfficerIds: standIn ? [standIn] : [],
      };
      const subject = { type: 'incident', id: incidentId };
      facts.push(fact('step.changed', system, subject, jurisdictionId, body));
    }
    return facts;
  }
}
