// The sweep: gives the notices that have fallen due, in order and each once, also after downtime. Who is told is the ladder's.
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Commit } from '../platform/commit';
import type { Config } from '../platform/config';
import { CONFIG } from '../platform/config.token';
import { Follow } from '../platform/follow';
import { Now } from '../platform/now';
import { Sweeping } from '../platform/sweeping';
import { giveNotices } from './clock.acts';
import { ClockStore } from './clock.store';
import { DueStore } from './due.store';

const EVERY_MS = 1_000;
const BATCH = 500;

@Injectable()
export class SweepService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly sweeping = new Sweeping('clocks', (stopped) => this.sweepAll(stopped));

  constructor(
    private readonly commit: Commit,
    private readonly follow: Follow,
    private readonly clocks: ClockStore,
    private readonly due: DueStore,
    private readonly now: Now,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  onApplicationBootstrap(): void {
    if (this.config.role !== 'web') void this.tick();
  }

  onApplicationShutdown(): Promise<void> {
    return this.sweeping.stop();
  }

  @Interval(EVERY_MS)
  tick(): Promise<void> {
    return this.sweeping.tick();
  }

  /** Gives every notice that has fallen due; how many clocks were noticed. Several processes may sweep at once. */
  sweep(): Promise<number> {
    return this.sweeping.sweep();
  }

  private async sweepAll(stopped: () => boolean): Promise<number> {
    // Nothing due: one look, and no transaction. What is heard meanwhile can only end clocks, not make them due.
    if (!(await this.due.any(this.now.at()))) return 0;
    // What was published in time, but has not been heard of yet (just after a restart), must not be called a breach.
    await this.follow.heard('duty');
    let noticed = 0;
    for (let taken = BATCH; taken > 0 && !stopped(); noticed += taken) taken = await this.batch();
    return noticed;
  }

  private batch(): Promise<number> {
    return this.commit.commit(async (tx, at) => {
      const due = await this.due.take(tx, at, BATCH);
      if (due.length === 0) return { value: 0, facts: [] };
      const given = due.map((clock) => giveNotices(clock, at));
      await this.clocks.noticed(
        tx,
        given.map(({ clock }) => clock),
      );
      return { value: due.length, facts: given.flatMap(({ facts }) => facts) };
    });
  }
}
