// Hears, from the database, that something was committed, in this process or another: LISTEN on one connection that mends itself.
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Client } from 'pg';
import { log } from './log';

export const DATABASE_URL = Symbol('DATABASE_URL');
export type NudgeChannel = 'fact' | 'alert';
/** Told what was committed, where the database said so; an empty text means: look at everything. */
type Hear = (what: string) => void;

@Injectable()
export class Nudge implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly hearers: Record<NudgeChannel, Hear[]> = { fact: [], alert: [] };
  private client: Client | null = null;
  private retry: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(@Inject(DATABASE_URL) private readonly url: string) {}

  /** Hears the kinds of the facts that were committed, parted by commas. */
  onFact(hear: Hear): void {
    this.hearers.fact.push(hear);
  }

  onAlert(hear: Hear): void {
    this.hearers.alert.push(hear);
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.listen();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.retry);
    await this.client?.end().catch(() => {});
  }

  private async listen(): Promise<void> {
    const client = new Client({ connectionString: this.url, keepAlive: true });
    client.on('notification', ({ channel, payload }) => {
      for (const hear of this.hearers[channel as NudgeChannel] ?? []) hear(payload ?? '');
    });
    client.on('error', () => this.again(client));
    client.on('end', () => this.again(client));
    try {
      await client.connect();
      await client.query('listen fact; listen alert');
      this.client = client;
      // What was committed while nobody listened is found by looking.
      for (const hear of [...this.hearers.fact, ...this.hearers.alert]) hear('');
    } catch {
      this.again(client);
    }
  }

  private again(client: Client): void {
    if (this.stopped || this.retry || (this.client && this.client !== client)) return;
    this.client = null;
    log.warn('lost the connection that hears of commits; trying again');
    this.retry = setTimeout(() => {
      this.retry = undefined;
      void this.listen();
    }, 500);
  }
}
