// The one door to the state: what changes and the facts that say so stand or fall together.
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor, FactKind, FactMap } from '#contract';
import { appendFacts } from './ledger';
import { Now } from './now';

export type Tx = EntityManager;
export type NewFact<K extends FactKind = FactKind> = {
  kind: K;
  actor: Actor;
  subject: { type: string; id: string };
  jurisdictionId: string | null;
  body: FactMap[K];
};
export type Work<T> = { value: T; facts: NewFact[] };

/** A fact with the body its kind demands. */
export function fact<K extends FactKind>(
  kind: K,
  actor: Actor,
  subject: { type: string; id: string },
  jurisdictionId: string | null,
  body: FactMap[K],
): NewFact {
  return { kind, actor, subject, jurisdictionId, body } as NewFact;
}

@Injectable()
export class Commit {
  constructor(
    private readonly db: DataSource,
    private readonly now: Now,
  ) {}

  /**
   * Begin, work, append the facts, commit; followers are nudged by the database itself once the commit holds.
   * @throws whatever `work` throws, with nothing changed
   */
  async commit<T>(work: (tx: Tx, at: Date) => Promise<Work<T>>): Promise<T> {
    return this.db.transaction(async (tx) => {
      const at = this.now.at();
      const { value, facts } = await work(tx, at);
      await appendFacts(tx, facts, at);
      return value;
    });
  }

  /** The same work done to be looked at: what it comes to is told, and all of it is undone. No fact is appended. */
  async rehearse<T>(work: (tx: Tx, at: Date) => Promise<T>): Promise<T> {
    const runner = this.db.createQueryRunner();
    try {
      await runner.startTransaction();
      return await work(runner.manager, this.now.at());
    } finally {
      if (runner.isTransactionActive) await runner.rollbackTransaction();
      await runner.release();
    }
  }
}
