// The sweep of the orders: what has fallen due of them, in order and each once, also after downtime.
import { Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Commit, type NewFact } from '../platform/commit';
import { Now } from '../platform/now';
import { inBatches, Sweeping } from '../platform/sweeping';
import { OrderService } from './order.service';
import { OrderStore } from './order.store';

const EVERY_MS = 10_000;
const BATCH = 200;

@Injectable()
export class OrderSweep extends Sweeping {
  constructor(
    private readonly commit: Commit,
    private readonly now: Now,
    private readonly orders: OrderService,
    private readonly store: OrderStore,
  ) {
    super('orders');
  }

  @Interval(EVERY_MS)
  override tick(): Promise<void> {
    return super.tick();
  }

  protected async sweepAll(stopped: () => boolean): Promise<number> {
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
