// What this process remembers of the incidents that messages may join, one grouper a jurisdiction, kept in step with the database.
import { Injectable } from '@nestjs/common';
import { type Grouper, openGrouper } from '#understanding';
import type { Tx } from '../platform/commit';
import { GroupingStore, type Remembered } from './grouping.store';
import { isOpen } from './incident.acts';

const DAYS_REMEMBERED = 14;
const DAY_MS = 24 * 3_600_000;
/** The newest incidents that are remembered; and how many there may be before the oldest are forgotten. */
const REMEMBERED = 20_000;
const FORGOTTEN_AT = 26_000;
/** With more than this to catch up on, reading everything again is the shorter way. */
const CAUGHT_UP = 5_000;

@Injectable()
export class GroupingMemory {
  private groupers = new Map<string, Grouper>();
  /** The incidents remembered, with the number of people's acts known of each. */
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
    if (this.seq === reach && this.known.size <= FORGOTTEN_AT) return;
    if (this.seq !== null && this.seq < reach && this.known.size <= FORGOTTEN_AT) {
      const changed = await this.store.changed(tx, this.seq, CAUGHT_UP);
      if (changed.length < CAUGHT_UP) {
        this.learn(changed);
        this.seq = reach;
        return;
      }
    }
    this.forget();
    this.learn(await this.store.recent(tx, new Date(now.getTime() - DAYS_REMEMBERED * DAY_MS), REMEMBERED));
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
  }

  /** A new incident, made by the grouper itself. */
  opened(id: string, jurisdictionId: string): void {
    this.known.set(id, { jurisdictionId, acts: 0 });
  }

  /** True when people have done nothing to the incident that this memory has not heard of. */
  agrees({ id, acts, state }: Pick<Remembered, 'id' | 'acts' | 'state'>): boolean {
    return isOpen(state) && this.known.get(id)?.acts === acts;
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
