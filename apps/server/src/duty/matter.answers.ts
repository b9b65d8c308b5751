// What went out for a matter: kept once, and it stops the clocks that it answers; a person records it, or a release does by itself.
import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Actor } from '#contract';
import type { Evidence } from '#duty';
import { fact, type NewFact, type Tx } from '../platform/commit';
import { meet } from './clock.acts';
import type { ClockRow } from './clock.row';
import { ClockStore } from './clock.store';
import { type MatterRow, MatterStore } from './matter.store';
import { laterOf } from './opening';

export type Recorded = { facts: NewFact[]; met: number; clocks: ClockRow[]; evidence: Evidence };

@Injectable()
export class MatterAnswers {
  constructor(
    private readonly store: MatterStore,
    private readonly clocks: ClockStore,
  ) {}

  /** Null where this text was recorded before. The matter is taken by the caller. */
  async record(
    tx: Tx,
    row: MatterRow,
    proof: Omit<Evidence, 'answerId'>,
    said: { number: string | null; by: Actor },
    at: Date,
  ): Promise<Recorded | null> {
    const id = randomUUID();
    const { releaseId, edition, form, place, url, digest, publishedAt } = proof;
    const kept = {
      ...{ id, matterId: row.id, releaseId, edition, form, place, digest, number: said.number },
      ...{ url: url || null, publishedAt: new Date(publishedAt), by: said.by.name, at },
    };
    if (!(await this.store.addAnswer(tx, kept))) return null;
    const evidence: Evidence = { ...proof, answerId: id };
    const clocks = await this.clocks.ofMatter(tx, row.id);
    const now = laterOf(at, [evidence]);
    const met = clocks.flatMap((clock) => meet(clock, evidence, now) ?? []);
    for (const { clock } of met) await this.clocks.save(tx, clock);
    const subject = { type: 'matter', id: row.id };
    const body = { matterId: row.id, kind: row.kind, answerId: id, form, publishedAt, digest, releaseId };
    const facts = [
      fact('matter.answered', said.by, subject, row.jurisdictionId, body),
      ...met.flatMap((one) => one.facts),
    ];
    return { facts, met: met.length, clocks, evidence };
  }

  /** A release about a matter went out; one that was withdrawn meanwhile is let be. */
  async published(
    tx: Tx,
    matterId: string,
    proof: Omit<Evidence, 'answerId'>,
    by: Actor,
    at: Date,
  ): Promise<NewFact[]> {
    const row = await this.store.one(tx, matterId);
    if (!row || row.withdrawnAt) return [];
    return (await this.record(tx, row, proof, { number: null, by }, at))?.facts ?? [];
  }
}
