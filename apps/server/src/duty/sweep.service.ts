// The sweep: gives the notices that have fallen due, in order and each once, also after downtime. Who is told is the ladder's.
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Commit } from '../platform/commit';
import type { Config } from '../platform/config';
import { CONFIG } from '../platform/config.token';
import { Follow } from '../platform/follow';
import { log } from '../platform/log';
import { Now } from '../platform/now';
import { giveNotices } from './clock.acts';
import { ClockStore } from './clock.store';
import { DueStore } from './due.store';

const EVERY_MS = 1_000;
const BATCH = 500;
/** How often a sweep looks whether duty has heard of every publication, before it goes on without. */
const LOOKS = 100;
const PAUSE_MS = 50;

@Injectable()
export class SweepService implements OnApplicationBootstrap, OnApplicationShutdown {
  private running: Promise<number> | null = null;
  private stopped = false;

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

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    await this.running?.catch(() => {});
  }

  @Interval(EVERY_MS)
  async tick(): Promise<void> {
    await this.sweep().catch((err) => {
      if (!this.stopped) log.error({ err }, 'the sweep of the clocks failed; the next one tries again');
    });
  }

  /** Gives every notice that has fallen due; how many clocks were noticed. Several processes may sweep at once. */
  sweep(): Promise<number> {
    this.running ??= this.sweepAll().finally(() => {
      this.running = null;
    });
    return this.running;
  }

  private async sweepAll(): Promise<number> {
    // Nothing due: one look, and no transaction. What is heard meanwhile can only end clocks, not make them due.
    if (!(await this.due.any(this.now.at()))) return 0;
    await this.hearFirst();
    let noticed = 0;
    for (let taken = BATCH; taken > 0 && !this.stopped; noticed += taken) taken = await this.batch();
    return noticed;
  }

  /**
   * What was published in time, but has not been heard of yet (just after a restart), must not be called a breach.
   * A follower that cannot go on is not waited for: then the warnings matter more.
   */
  private async hearFirst(): Promise<void> {
    for (let look = 0; look < LOOKS && !this.stopped; look += 1) {
      const own = (await this.follow.lag()).find(({ stage }) => stage === 'duty');
      if (!own || own.behind === 0 || own.failures > 0) return;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
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
