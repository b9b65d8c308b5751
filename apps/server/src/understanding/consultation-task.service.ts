// Tasks of consultations followed up: listed for those who have them, and told once when nobody did them in time.
import { Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import type { Answer, Input } from '#contract';
import type { ConsultationTask } from '#understanding';
import { type Principal, system } from '../platform/access';
import { Commit, fact } from '../platform/commit';
import { log } from '../platform/log';
import { Now } from '../platform/now';
import { pageOf, readInstantCursor } from '../platform/page';
import { type TaskOwed, TaskStore } from './consultation-task.store';

const EVERY_MS = 60_000;
/** Noticed later than this, it is said that it was noticed afterwards. */
const AFTERWARDS_MS = 10 * 60_000;

@Injectable()
export class TaskService {
  constructor(
    private readonly store: TaskStore,
    private readonly door: Commit,
    private readonly now: Now,
  ) {}

  async list(
    who: Principal,
    { cursor, limit, mine, ...asked }: Input<'consultations.tasks'>['query'],
  ): Promise<Answer<'consultations.tasks'>> {
    const now = this.now.at();
    // Whoever belongs to no department has none of their own.
    if (mine && !who.departmentId) return { items: [], next: null, counts: { open: 0, overdue: 0 } };
    const departmentId = mine ? who.departmentId! : asked.departmentId;
    const filter = { ...asked, departmentId };
    const rows = await this.store.list(who.jurisdictionIds, filter, now, readInstantCursor(cursor), limit);
    const page = pageOf(
      rows,
      limit,
      ({ doneAt, dueAt, id }) => [(doneAt ?? dueAt).toISOString(), id],
      ({ dueAt, doneAt, ...row }) => ({
        ...row,
        dueAt: dueAt.toISOString(),
        doneAt: doneAt?.toISOString() ?? null,
      }),
    );
    return { ...page, counts: await this.store.counts(who.jurisdictionIds, departmentId ?? null, now) };
  }

  @Interval(EVERY_MS)
  async sweep(): Promise<void> {
    try {
      while ((await this.tellOverdue()) > 0);
    } catch (err) {
      log.error({ err }, 'overdue tasks of consultations could not be told; it is tried again in a minute');
    }
  }

  /** How many were told. */
  async tellOverdue(): Promise<number> {
    return this.door.commit(async (tx, at) => {
      const owed = await this.store.takeOverdue(tx, at);
      const facts = owed.map((task) =>
        fact('consultation.task-overdue', system, subject(task), task.jurisdictionId, {
          ...toldOf(task),
          late: at.getTime() - task.dueAt.getTime() > AFTERWARDS_MS,
        }),
      );
      return { value: owed.length, facts };
    });
  }
}

const subject = ({ consultationId }: TaskOwed) => ({ type: 'consultation', id: consultationId });

export const toldOf = ({ jurisdictionId: _, dueAt, ...task }: TaskOwed): ConsultationTask => ({
  ...task,
  dueAt: dueAt.toISOString(),
});
