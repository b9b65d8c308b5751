// Indexes anew, little by little, what was indexed before terms were kept in one writing, so that old messages are found like new ones.
import { type BeforeApplicationShutdown, Inject, Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import type { Config } from '../platform/config';
import { CONFIG } from '../platform/config.token';
import { log } from '../platform/log';
import { IndexingStore } from './indexing.store';
import { Reader } from './reader';

const EVERY_MS = 5_000;
const AT_ONCE = 200;

@Injectable()
export class Indexing implements BeforeApplicationShutdown {
  private done = false;
  private running: Promise<void> | null = null;

  constructor(
    private readonly store: IndexingStore,
    private readonly reader: Reader,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Interval(EVERY_MS)
  async sweep(): Promise<void> {
    if (this.done || this.config.role === 'web') return;
    this.running ??= this.all().finally(() => {
      this.running = null;
    });
    await this.running;
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.done = true;
    await this.running;
  }

  private async all(): Promise<void> {
    try {
      while (!this.done && (await this.some()) > 0);
    } catch (err) {
      log.error({ err }, 'older messages could not be indexed anew; it is tried again in a few seconds');
    }
  }

  /** How many were indexed; 0 where all are, or where another process is at it. */
  private some(): Promise<number> {
    return this.store.inTransaction(async (tx) => {
      const reach = await this.store.take(tx);
      if (!reach) {
        this.done ||= !(await this.store.begun());
        return 0;
      }
      const messages = await this.store.next(tx, reach, AT_ONCE);
      const last = messages.at(-1);
      if (!last) {
        await this.store.done(tx);
        return 0;
      }
      await this.store.index(tx, await this.reader.terms(messages));
      await this.store.reached(tx, last.id);
      return messages.length;
    });
  }
}
