// How every act upon an incident runs: taken under lock if in view, written with its facts and as an assessment, answered as it now stands.
import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Assessed } from '#contract';
import { inView, type Principal } from '../platform/access';
import { Commit, type NewFact, type Tx } from '../platform/commit';
import { notFound } from '../platform/problem';
import type { AssessmentAct, Stood } from './assessment.row';
import { AssessmentStore } from './assessment.store';
import type { IncidentRow } from './incident.row';
import { IncidentStore } from './incident.store';
import { IncidentListService } from './incident-list.service';

export const subject = (incidentId: string) => ({ type: 'incident', id: incidentId });

/** What an act did: its facts, and what is kept of it so that a person can take it back. */
export type Acted = {
  facts: NewFact[];
  act: AssessmentAct;
  of: Pick<IncidentRow, 'id' | 'jurisdictionId'>;
  otherId?: string;
  reason?: string | null;
  before?: Stood;
  after?: Stood;
  messages?: number;
};

const DEADLOCK = '40P01';
const TRIES = 3;

@Injectable()
export class IncidentDesk {
  constructor(
    private readonly door: Commit,
    private readonly store: IncidentStore,
    private readonly lists: IncidentListService,
    private readonly assessments: AssessmentStore,
  ) {}

  /** One decision of a person: what it did is kept as an assessment, with what undoes it. */
  async act(
    who: Principal,
    id: string,
    work: (tx: Tx, at: Date, assessmentId: string) => Promise<Acted>,
  ): Promise<Assessed> {
    const assessmentId = randomUUID();
    await this.write(async (tx, at) => {
      const { facts, act, of, otherId, reason, before, after, messages } = await work(tx, at, assessmentId);
      await this.assessments.add(tx, {
        id: assessmentId,
        jurisdictionId: of.jurisdictionId,
        incidentId: of.id,
        act,
        otherId: otherId ?? null,
        at,
        byId: who.id,
        byName: who.name,
        reason: reason || null,
        before: before ?? {},
        after: after ?? {},
        messages: messages ?? 0,
        undoneAt: null,
        undoneBy: null,
        undoneReason: null,
      });
      return facts;
    });
    return { ...(await this.lists.read(who, id)), assessmentId };
  }

  /** `work` may run again from the start: the database lets go of one of two that wait for each other. */
  async write(work: (tx: Tx, at: Date) => Promise<NewFact[]>, tries = TRIES): Promise<void> {
    try {
      await this.door.commit(async (tx, at) => ({ value: undefined, facts: await work(tx, at) }));
    } catch (cause) {
      if (tries <= 1 || codeOf(cause) !== DEADLOCK) throw cause;
      return this.write(work, tries - 1);
    }
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
