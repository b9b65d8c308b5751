// The sweep of the tasks: one that ran out is told of once, also after downtime; from there it climbs the ladder as a clock does.
import { randomUUID } from 'node:crypto';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { breachAt, minutes } from '#duty';
import { system } from '../platform/access';
import { Commit, fact, type NewFact, type Tx } from '../platform/commit';
import { Now } from '../platform/now';
import { OnDuty } from '../platform/on-duty';
import { inBatches, Sweeping } from '../platform/sweeping';
import { CardStore } from './cards.store';
import { type StepDue, StepDueStore } from './step-due.store';

const EVERY_MS = 5_000;
const BATCH = 200;
/** Noticed later than this after it ran out is told as noticed afterwards. */
const PUNCTUAL_MS = minutes(1);

@Injectable()
export class StepSweep implements OnApplicationShutdown {
  private readonly sweeping = new Sweeping('tasks', (stopped) => this.sweepAll(stopped));

  constructor(
    private readonly commit: Commit,
    private readonly now: Now,
    private readonly store: StepDueStore,
    private readonly cards: CardStore,
    private readonly onDuty: OnDuty,
  ) {}

  onApplicationShutdown(): Promise<void> {
    return this.sweeping.stop();
  }

  @Interval(EVERY_MS)
  tick(): Promise<void> {
    return this.sweeping.tick();
  }

  /** How many tasks had run out. Several processes may sweep at once: each task is one process's. */
  sweep(): Promise<number> {
    return this.sweeping.sweep();
  }

  private async sweepAll(stopped: () => boolean): Promise<number> {
    if (!(await this.store.any(this.now.at()))) return 0;
    return inBatches(BATCH, () => this.batch(), stopped);
  }

  private batch(): Promise<number> {
    return this.commit.commit(async (tx, at) => {
      const due = await this.store.take(tx, at, BATCH);
      const facts: NewFact[] = [];
      for (const task of due) facts.push(await this.tell(tx, task, at));
      return { value: due.length, facts };
    });
  }

  /** Told to whoever has it, and to the desk: the department's, else that of the place. */
  private async tell(tx: Tx, task: StepDue, at: Date): Promise<NewFact> {
    const { id: taskId, incidentId, lane, departmentId, jurisdictionId, officerId, dueAt } = task;
    const overdueId = randomUUID();
    const holderId = officerId ?? (await this.cards.holder(tx, departmentId, incidentId));
    await this.store.note(tx, { overdueId, taskId, dueAt, holderId }, at);
    const { people } = await this.onDuty.at(tx, { jurisdictionId, departmentId }, at);
    const desk = people.filter(({ part }) => part === 'duty').map((one) => one.officerId);
    const ranOutAt = breachAt(dueAt.toISOString());
    return fact('step.overdue', system, { type: 'incident', id: incidentId }, jurisdictionId, {
      ...{ taskId, overdueId, incidentId, lane, departmentId, officerId: holderId },
      ...{ dueAt: dueAt.toISOString(), ranOutAt, late: at.getTime() - Date.parse(ranOutAt) > PUNCTUAL_MS },
      toOfficerIds: [...new Set([...(holderId ? [holderId] : []), ...desk])],
    });
  }
}
