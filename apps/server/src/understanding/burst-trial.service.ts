// How often early signs are raised that are none, tried over the place's own usual: on a worker thread, kept for some hours.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { Injectable } from '@nestjs/common';
import { Piscina } from 'piscina';
import type { Answer } from '#contract';
import { BASELINE_HOURS, sampleRates, type WatchAsked, type WatchSimulated } from '#understanding';
import { inView, type Principal } from '../platform/access';
import { Now } from '../platform/now';
import { BurstStore } from './burst.store';
import { basisNow, FALSE_ALARMS_A_WEEK, HOUR_MS } from './burst.watch';
import simulated from './burst-trial.worker';

type Trial = Answer<'bursts.simulation'>;
const WEEK_MS = 168 * HOUR_MS;
const KEPT_MS = 6 * HOUR_MS;
const RAISED_MS = 4 * WEEK_MS;
/** What has never been heard of in its time is still heard of some day. */
const LEAST_RATE = 0.005;

@Injectable()
export class BurstTrial {
  private readonly kept = new Map<string, { at: number; trial: Promise<Trial> }>();

  constructor(
    private readonly store: BurstStore,
    private readonly now: Now,
  ) {}

  async of(who: Principal, jurisdictionId: string): Promise<Trial> {
    inView(who, jurisdictionId);
    const at = this.now.at().getTime();
    const known = this.kept.get(jurisdictionId);
    if (known && at - known.at < KEPT_MS) return known.trial;
    const trial = this.made(jurisdictionId, new Date(at));
    this.kept.set(jurisdictionId, { at, trial });
    // What failed is tried anew by the next who asks.
    trial.catch(() => this.kept.delete(jurisdictionId));
    return trial;
  }

  private async made(jurisdictionId: string, at: Date): Promise<Trial> {
    const from = new Date(at.getTime() - BASELINE_HOURS * HOUR_MS);
    const watched = (await this.store.rates(jurisdictionId, from, at)).filter(
      ({ since }) => basisNow(since, at) !== 'none',
    );
    const own = watched.length > 0;
    const oldest = Math.min(...watched.map(({ since }) => since.getTime()));
    const historyWeeks = own ? Math.max(1, Math.min(8, Math.floor((at.getTime() - oldest) / WEEK_MS))) : 8;
    const rates = own ? watched.map(({ rate }) => Math.max(LEAST_RATE, rate)) : sampleRates;
    const { byWeek, bursts } = await run({ rates, historyWeeks, aWeek: FALSE_ALARMS_A_WEEK });
    return {
      madeAt: at.toISOString(),
      own,
      series: rates.length,
      historyWeeks,
      allowed: FALSE_ALARMS_A_WEEK,
      byWeek,
      aWeek: byWeek.reduce((sum, count) => sum + count, 0) / byWeek.length,
      bursts,
      raised: await this.store.raisedSince(jurisdictionId, new Date(at.getTime() - RAISED_MS)),
    };
  }
}

/** A thread of its own for the seconds it takes; in process where no built worker stands beside. */
async function run(asked: WatchAsked): Promise<WatchSimulated> {
  const filename = path.join(__dirname, 'burst-trial.worker.js');
  if (!existsSync(filename)) return simulated(asked);
  const pool = new Piscina({ filename, maxThreads: 1 });
  try {
    return await pool.run(asked);
  } finally {
    await pool.destroy();
  }
}
