// Whether this program's clock and the database's agree: measured at start and ever after, told in health, in the log and to people.
import { randomUUID } from 'node:crypto';
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Words } from '#contract';
import type { Config } from './config';
import { CONFIG } from './config.token';
import { log } from './log';
import { Now } from './now';

/** Further apart than this is told. */
export const TOLERATED_MS = 5_000;
const EVERY_MS = 30_000;
/** A process that has said nothing for so long runs no more. */
const GONE_AFTER = '2 minutes';

export type ProcessClock = { role: string; aheadMs: number };
/** One look at both clocks. `beforeMs` and `tookMs` are this program's, the second by a clock that nobody sets. */
export type Look = { beforeMs: number; tookMs: number; databaseMs: number };

/**
 * How far this program's clock is ahead of the database's, in milliseconds; negative: behind. The answer was on its way
 * for `tookMs`, so no more is told than is certain whenever the database read its clock within that time.
 */
export function aheadOf({ beforeMs, tookMs, databaseMs }: Look): number {
  if (beforeMs > databaseMs) return Math.round(beforeMs - databaseMs);
  return Math.round(Math.min(0, beforeMs + tookMs - databaseMs));
}

/** By how much a clock was set between two looks: what it shows more (or less) than has passed. */
export const setBy = (before: { at: number; steady: number }, now: { at: number; steady: number }): number =>
  Math.round(now.at - before.at - (now.steady - before.steady));

/** What that means, for people; null while the clocks agree. */
export function skewWords(clocks: readonly ProcessClock[]): Words | null {
  const off = clocks.filter(({ aheadMs }) => Math.abs(aheadMs) > TOLERATED_MS);
  const worst = off.sort((a, b) => Math.abs(b.aheadMs) - Math.abs(a.aheadMs))[0];
  if (!worst) return null;
  const seconds = Math.round(Math.abs(worst.aheadMs) / 1000);
  const isAhead = worst.aheadMs > 0;
  return {
    zh:
      `服务器时钟比数据库时钟${isAhead ? '快' : '慢'} ${seconds} 秒。到期、提醒和超期都按服务器时钟判断，不漏、不重；` +
      `但若是服务器不准，它们会${isAhead ? '提前' : '推迟'} ${seconds} 秒。请管理员核对两台机器的时间同步（NTP）。`,
    en:
      `The server's clock is ${seconds} s ${isAhead ? 'ahead of' : 'behind'} the database's. Due times, warnings and breaches go by the server's: ` +
      `none is lost or told twice, but if it is the server that is wrong they come ${seconds} s ${isAhead ? 'early' : 'late'}. ` +
      'Ask the administrator to check the time synchronisation (NTP) of both machines.',
  };
}

@Injectable()
export class Skew implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly id = randomUUID();
  private timer: NodeJS.Timeout | undefined;
  private last: { at: number; steady: number } | null = null;
  private isOff = false;

  constructor(
    private readonly db: DataSource,
    private readonly now: Now,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.tick();
    this.timer = setInterval(() => void this.tick(), EVERY_MS);
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.db.query('delete from process_clock where process_id = $1', [this.id]).catch(() => {});
  }

  /** Looks at both clocks and keeps what it found; how far this one is ahead, in milliseconds. */
  async measure(): Promise<number> {
    const steady = performance.now();
    const beforeMs = this.now.at().getTime();
    const [row] = await this.db.query('select extract(epoch from clock_timestamp()) * 1000 as ms');
    const aheadMs = aheadOf({ beforeMs, tookMs: performance.now() - steady, databaseMs: Number(row.ms) });
    await this.db.query(
      `with gone as (delete from process_clock where seen_at < now() - interval '${GONE_AFTER}' and process_id <> $1)
       insert into process_clock (process_id, role, ahead_ms) values ($1, $2, $3)
       on conflict (process_id) do update set ahead_ms = excluded.ahead_ms, seen_at = now()`,
      [this.id, this.config.role, aheadMs],
    );
    this.tell(aheadMs, { at: beforeMs, steady });
    return aheadMs;
  }

  /** Every process that runs on this database, as it measured last. */
  clocks(): Promise<ProcessClock[]> {
    return this.db.query(
      `select role, ahead_ms::float8 as "aheadMs" from process_clock
        where seen_at >= now() - interval '${GONE_AFTER}' order by abs(ahead_ms) desc limit 50`,
    );
  }

  private async tick(): Promise<void> {
    await this.measure().catch((err) => log.warn({ err }, 'could not compare the clock with the database'));
  }

  /** Once when they part, once when they agree again, and whenever this machine's clock was set. */
  private tell(aheadMs: number, look: { at: number; steady: number }): void {
    const jumpMs = this.last ? setBy(this.last, look) : 0;
    if (Math.abs(jumpMs) > TOLERATED_MS)
      log.warn({ jumpMs }, 'the clock of this machine was set, or it slept');
    this.last = look;
    const isOff = Math.abs(aheadMs) > TOLERATED_MS;
    if (isOff && !this.isOff)
      log.warn(
        { aheadMs },
        'the clocks of server and database differ: due times go by the server; check NTP on both',
      );
    if (!isOff && this.isOff) log.info({ aheadMs }, 'the clocks of server and database agree again');
    this.isOff = isOff;
  }
}
