// The sweep of the orders: what has fallen due of them, in order and each once, also after downtime.
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Commit, type NewFact } from '../platform/commit';
import { Now } from '../platform/now';
import { inBatches, Sweeping } from '../platform/sweeping';
import { OrderService } from './order.service';
import { OrderStore } from './order.store';

const EVERY_MS = 10_000;
const BATCH = 200;

@Injectable()
export class OrderSweep implements OnApplicationShutdown {
  private readonly sweeping = new Sweeping('orders', (stopped) => this.sweepAll(stopped));

  constructor(
    private readonly commit: Commit,
    private readonly now: Now,
    private readonly orders: OrderService,
    private readonly store: OrderStore,
  ) {}

  onApplicationShutdown(): Promise<void> {
    return this.sweeping.stop();
  }

  @Interval(EVERY_MS)
  tick(): Promise<void> {
    return this.sweeping.tick();
  }

  /** How many orders were noticed. Several processes may sweep at once: each order is one process's. */
  sweep(): Promise<number> {
    return this.sweeping.sweep();
  }

  private async sweepAll(stopped: () => boolean): Promise<number> {
    if (!(await this.store.anyDue(this.now.at()))) return 0;
    return inBatches(BATCH, () => this.batch(), stopped);
  }

  private batch(): Promise<number> {
    return this.commit.commit(async (tx, at) => {
      const due = await this.store.due(tx, at, BATCH);
      const facts: NewFact[] = [];
      for (const row of due) {
        const { changed, facts: told } = await this.orders.notices(tx, row, at);
        await this.store.save(tx, row.id, changed);
        facts.push(...told);
      }
      return { value: due.length, facts };
    });
  }
}
