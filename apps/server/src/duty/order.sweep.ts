// The sweep of the orders: what has fallen due of them, in order and each once, also after downtime.
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Commit, type NewFact } from '../platform/commit';
import type { Config } from '../platform/config';
import { CONFIG } from '../platform/config.token';
import { log } from '../platform/log';
import { Now } from '../platform/now';
import { OrderService } from './order.service';
import { OrderStore } from './order.store';

const EVERY_MS = 10_000;
const BATCH = 200;

@Injectable()
export class OrderSweep implements OnApplicationShutdown {
  private stopped = false;
  private running: Promise<number> | null = null;

  constructor(
    private readonly commit: Commit,
    private readonly now: Now,
    private readonly orders: OrderService,
    private readonly store: OrderStore,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    await this.running?.catch(() => {});
  }

  @Interval(EVERY_MS)
  async tick(): Promise<void> {
    if (this.config.role === 'web') return;
    await this.sweep().catch((err) => {
      if (!this.stopped) log.error({ err }, 'the sweep of the orders failed; the next one tries again');
    });
  }

  /** How many orders were noticed. Several processes may sweep at once: each order is one process's. */
  sweep(): Promise<number> {
    this.running ??= this.sweepAll().finally(() => {
      this.running = null;
    });
    return this.running;
  }

  private async sweepAll(): Promise<number> {
    if (!(await this.store.anyDue(this.now.at()))) return 0;
    let noticed = 0;
    for (let taken = BATCH; taken === BATCH && !this.stopped; noticed += taken) taken = await this.batch();
    return noticed;
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
