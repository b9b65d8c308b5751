// The sweep of running drills: what has fallen due in their own time; a look a second, and nothing more while none runs.
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Commit } from '../platform/commit';
import { log } from '../platform/log';
import { Now } from '../platform/now';
import { DrillPlay } from './drill.play';
import { DrillStore } from './drill.store';

const EVERY_MS = 1_000;

@Injectable()
export class DrillSweep implements OnApplicationShutdown {
  private stopped = false;
  private running: Promise<number> | null = null;

  constructor(
    private readonly commit: Commit,
    private readonly now: Now,
    private readonly play: DrillPlay,
    private readonly store: DrillStore,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    await this.running?.catch(() => {});
  }

  @Interval(EVERY_MS)
  async tick(): Promise<void> {
    await this.sweep().catch((err) => {
      if (!this.stopped) log.error({ err }, 'the sweep of the drills failed; the next one tries again');
    });
  }

  /** How many drills moved on. */
  sweep(): Promise<number> {
    this.running ??= this.sweepAll().finally(() => {
      this.running = null;
    });
    return this.running;
  }

  private async sweepAll(): Promise<number> {
    if (!(await this.store.anyDue(this.now.at()))) return 0;
    let moved = 0;
    while (!this.stopped && (await this.one())) moved += 1;
    return moved;
  }

  private one(): Promise<boolean> {
    return this.commit.commit(async (tx, at) => {
      const drill = await this.store.due(tx, at);
      return drill
        ? { value: true, facts: await this.play.catchUp(tx, drill, at) }
        : { value: false, facts: [] };
    });
  }
}
