// How every act upon an incident runs: taken under lock if it is in view, written with its facts, and answered as it now stands.
import { Injectable } from '@nestjs/common';
import type { Incident } from '#contract';
import { inView, type Principal } from '../platform/access';
import { Commit, type NewFact, type Tx } from '../platform/commit';
import { notFound } from '../platform/problem';
import type { IncidentRow } from './incident.row';
import { IncidentStore } from './incident.store';
import { IncidentListService } from './incident-list.service';

export const subject = (incidentId: string) => ({ type: 'incident', id: incidentId });

const DEADLOCK = '40P01';
const TRIES = 3;

@Injectable()
export class IncidentDesk {
  constructor(
    private readonly door: Commit,
    private readonly store: IncidentStore,
    private readonly lists: IncidentListService,
  ) {}

  /** `work` may run again from the start: the database lets go of one of two that wait for each other. */
  async act(
    who: Principal,
    id: string,
    work: (tx: Tx, at: Date) => Promise<NewFact[]>,
    tries = TRIES,
  ): Promise<Incident> {
    try {
      await this.door.commit(async (tx, at) => ({ value: undefined, facts: await work(tx, at) }));
    } catch (cause) {
      if (tries <= 1 || codeOf(cause) !== DEADLOCK) throw cause;
      return this.act(who, id, work, tries - 1);
    }
    return this.lists.read(who, id);
  }

  /** @throws Refusal 404 when there is none, or it lies outside the person's view */
  async taken(tx: Tx, who: Principal, id: string): Promise<IncidentRow> {
    const row = (await this.store.take(tx, [id])).get(id);
    inView(who, row?.jurisdictionId);
    if (!row) throw notFound();
    return row;
  }

  async bothTaken(tx: Tx, who: Principal, a: string, b: string): Promise<[IncidentRow, IncidentRow]> {
    const rows = await this.store.take(tx, [a, b]);
    const [one, other] = [rows.get(a), rows.get(b)];
    inView(who, one?.jurisdictionId);
    inView(who, other?.jurisdictionId);
    if (!one || !other) throw notFound();
    return [one, other];
  }
}

const codeOf = (cause: unknown): unknown => (cause as { code?: unknown } | null)?.code;
