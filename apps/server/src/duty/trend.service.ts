// The four figures of the clocks at this hour of each of the last days: their trend.
import { Injectable } from '@nestjs/common';
import { onTimeRate } from '#accountability';
import type { Answer, Input } from '#contract';
import type { Principal } from '../platform/access';
import { Now } from '../platform/now';
import { TrendStore } from './trend.store';

const DAY_MS = 24 * 3_600_000;

@Injectable()
export class TrendService {
  constructor(
    private readonly store: TrendStore,
    private readonly now: Now,
  ) {}

  async of(
    who: Principal,
    { days }: Input<'figures.dutyTrend'>['query'],
  ): Promise<Answer<'figures.dutyTrend'>> {
    const now = this.now.at();
    const first = new Date(now.getTime() - (days - 1) * DAY_MS);
    const rows = await this.store.stood(who.jurisdictionIds, first, now);
    return {
      days: rows.map(({ at, ...counts }) => ({
        at: at.toISOString(),
        ...counts,
        onTimeRate: onTimeRate({ ...counts, openOverdue: counts.breached }).rate,
      })),
    };
  }
}
