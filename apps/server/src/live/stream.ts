// The tail of one jurisdiction's stream in this process: reads what is new, once, and offers it to every viewer.

import type { Alert } from '#contract';
import { log } from '../platform/log';
import type { Database } from '../platform/reading';
import { readAcknowledged, readAfter, readHead } from './alerts.store';
import type { Viewer } from './viewer';

const PAGE = 200;
/** The stream is swept every second; longer without an answer from the database means the page may be stale. */
const FRESH_MS = 4000;

export class Stream {
  readonly viewers = new Set<Viewer>();
  /** The last number offered. */
  seq = 0;
  private acknowledged = 0;
  private freshAt = 0;
  private running: Promise<void> | null = null;
  private again = false;
  private opening: Promise<void> | null = null;

  constructor(
    private readonly db: Database,
    readonly jurisdictionId: string,
  ) {}

  /** Takes its place at the head; once. */
  open(): Promise<void> {
    this.opening ??= this.takePlace();
    return this.opening;
  }

  isFresh(): boolean {
    return performance.now() - this.freshAt < FRESH_MS;
  }

  read(after: number, limit: number): Promise<Alert[]> {
    return readAfter(this.db, this.jurisdictionId, after, limit);
  }

  /** Reads everything that is new; what is committed before the call has been offered when it resolves. */
  async pump(): Promise<void> {
    if (this.running) {
      this.again = true;
      return this.running;
    }
    this.running = this.run();
    return this.running;
  }

  private async takePlace(): Promise<void> {
    const head = await readHead(this.db, this.jurisdictionId);
    this.seq = head.seq;
    this.acknowledged = head.acknowledged;
    this.freshAt = performance.now();
  }

  private async run(): Promise<void> {
    try {
      await this.open();
      do {
        this.again = false;
        await this.offerNew();
        await this.tellAcknowledged();
        this.freshAt = performance.now();
      } while (this.again);
    } catch (err) {
      this.again = false;
      log.warn({ err }, 'could not read the stream of alerts; trying again');
    } finally {
      // In the same breath as the last look at `again`, so that no call falls between.
      this.running = null;
    }
  }

  private async offerNew(): Promise<void> {
    for (;;) {
      const page = await this.read(this.seq, PAGE);
      for (const alert of page) {
        this.seq = alert.seq;
        for (const viewer of this.viewers) viewer.offer(alert);
      }
      if (page.length < PAGE) return;
    }
  }

  private async tellAcknowledged(): Promise<void> {
    for (;;) {
      const page = await readAcknowledged(this.db, this.jurisdictionId, this.acknowledged, PAGE);
      for (const { no, seq, by } of page) {
        this.acknowledged = no;
        if (seq !== null) for (const viewer of this.viewers) viewer.acknowledged({ seq, by });
      }
      if (page.length < PAGE) return;
    }
  }
}
