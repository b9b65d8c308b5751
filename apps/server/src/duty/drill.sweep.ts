// The sweep of running drills: what has fallen due in their own time; a look a second, and nothing more while none runs.
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Commit } from '../platform/commit';
import { Now } from '../platform/now';
import { Sweeping } from '../platform/sweeping';
import { DrillPlay } from './drill.play';
import { DrillStore } from './drill.store';

const EVERY_MS = 1_000;

@Injectable()
export class DrillSweep implements OnApplicationShutdown {
  private readonly sweeping = new Sweeping('drills', (stopped) => this.sweepAll(stopped));

  constructor(
    private readonly commit: Commit,
    private readonly now: Now,
    private readonly play: DrillPlay,
    private readonly store: DrillStore,
  ) {}

  onApplicationShutdown(): Promise<void> {
    return this.sweeping.stop();
  }

  @Interval(EVERY_MS)
  tick(): Promise<void> {
    return this.sweeping.tick();
  }

  /** How many drills moved on. */
  sweep(): Promise<number> {
    return this.sweeping.sweep();
  }

  private async sweepAll(stopped: () => boolean): Promise<number> {
    if (!(await this.store.anyDue(this.now.at()))) return 0;
    let moved = 0;
    while (!stopped() && (await this.one())) moved += 1;
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
