// What this process remembers of the incidents that messages may join, one grouper a jurisdiction, kept in step with the database.
import { Injectable } from '@nestjs/common';
import { type Grouper, openGrouper, REMEMBERED_INCIDENTS } from '#understanding';
import type { Tx } from '../platform/commit';
import { GroupingStore, type Remembered } from './grouping.store';
import { isOpen } from './incident.acts';

const DAYS_REMEMBERED = 14;
const DAY_MS = 24 * 3_600_000;
/** All jurisdictions together remember as many incidents as one grouper does alone; beyond that the oldest go, so many at once. */
const LOT = 1_000;
/** Profiles read at once: those of all in one answer would take more room than the memory itself. */
const READ_AT_ONCE = 1_000;
/** With more than this to catch up on, reading everything again is the shorter way. */
const CAUGHT_UP = 5_000;

@Injectable()
export class GroupingMemory {
  private groupers = new Map<string, Grouper>();
  /** The incidents remembered, with the number of people's acts known of each; the one longest untouched comes first. */
  private known = new Map<string, { jurisdictionId: string; acts: number }>();
  /** The fact up to which this memory holds; null when it holds nothing. */
  private seq: number | null = null;

  constructor(private readonly store: GroupingStore) {}

  /** Drops everything: the database knows better. */
  forget(): void {
    this.groupers = new Map();
    this.known = new Map();
    this.seq = null;
  }

  /** Brings the memory to where the database is, whoever brought it there. */
  async recall(tx: Tx, now: Date): Promise<void> {
    const reach = await this.store.reach(tx);
    if (this.seq === reach) return;
    if (this.seq !== null && this.seq < reach) {
      const changed = await this.store.changed(tx, this.seq, CAUGHT_UP);
      if (changed.length < CAUGHT_UP) {
        this.learn(changed);
        this.seq = reach;
        return;
      }
    }
    this.forget();
    const recent = await this.store.recent(
      tx,
      new Date(now.getTime() - DAYS_REMEMBERED * DAY_MS),
      REMEMBERED_INCIDENTS,
    );
    for (let from = 0; from < recent.length; from += READ_AT_ONCE)
      this.learn(await this.store.profiles(tx, recent.slice(from, from + READ_AT_ONCE)));
    this.seq = reach;
  }

  /** What was done up to this fact is in the memory and, with the transaction, in the database. */
  async reached(tx: Tx, seq: number): Promise<void> {
    await this.store.reached(tx, seq);
    this.seq = seq;
  }

  /** Takes in incidents as they stand; those that messages may no longer join are dropped. */
  learn(rows: readonly Remembered[]): void {
    for (const row of rows) {
      const grouper = this.of(row.jurisdictionId);
      if (this.known.delete(row.id)) grouper.drop(row.id);
      if (!isOpen(row.state)) continue;
      grouper.restore([row.profile]);
      this.known.set(row.id, { jurisdictionId: row.jurisdictionId, acts: row.acts });
    }
    this.forgetOldest();
  }

  /** A new incident, made by the grouper itself. */
  opened(id: string, jurisdictionId: string): void {
    this.known.set(id, { jurisdictionId, acts: 0 });
    this.forgetOldest();
  }

  /** A message joined: the incident is as fresh as a new one. */
  joined(id: string): void {
    const known = this.known.get(id);
    if (known && this.known.delete(id)) this.known.set(id, known);
  }

  /** True when people have done nothing to the incident that this memory has not heard of. */
  agrees({ id, acts, state }: Pick<Remembered, 'id' | 'acts' | 'state'>): boolean {
    return isOpen(state) && this.known.get(id)?.acts === acts;
  }

  private forgetOldest(): void {
    if (this.known.size < REMEMBERED_INCIDENTS + LOT) return;
    for (const [id, { jurisdictionId }] of this.known) {
      if (this.known.size <= REMEMBERED_INCIDENTS) return;
      this.of(jurisdictionId).drop(id);
      this.known.delete(id);
    }
  }

  of(jurisdictionId: string): Grouper {
    let grouper = this.groupers.get(jurisdictionId);
    if (!grouper) {
      grouper = openGrouper();
      this.groupers.set(jurisdictionId, grouper);
    }
    return grouper;
  }
}
