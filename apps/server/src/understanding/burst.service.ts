// What people see of early signs: the bursts, every series that is watched, and one of them beside its baseline.
import { Injectable } from '@nestjs/common';
import type { Answer, Input } from '#contract';
import { BASELINE_HOURS, baselineOf, burstThreshold, chanceOfTest } from '#understanding';
import { inView, type Principal } from '../platform/access';
import { Now } from '../platform/now';
import { notFound } from '../platform/problem';
import { Database } from '../platform/reading';
import { BurstStore } from './burst.store';
import { basisNow, FALSE_ALARMS_A_WEEK, HOUR_MS, hourOf, instantOf, wholeHour } from './burst.watch';

const SHOWN_MS = 14 * 24 * HOUR_MS;
const DAY = 24;

@Injectable()
export class BurstService {
  constructor(
    private readonly store: BurstStore,
    private readonly db: Database,
    private readonly now: Now,
  ) {}

  async list(who: Principal): Promise<Answer<'bursts.list'>> {
    const now = this.now.at();
    const [bursts, series] = await Promise.all([
      this.store.listed(who.jurisdictionIds, new Date(now.getTime() - SHOWN_MS)),
      this.store.named(who.jurisdictionIds, new Date(now.getTime() - DAY * HOUR_MS)),
    ]);
    return {
      items: bursts.map(({ startedAt, endedAt, raisedAt, ...burst }) => ({
        ...burst,
        startedAt: startedAt.toISOString(),
        endedAt: endedAt?.toISOString() ?? null,
        raisedAt: raisedAt.toISOString(),
      })),
      falseAlarmsAWeek: FALSE_ALARMS_A_WEEK,
      series: series.map(({ since, ...one }) => ({
        ...one,
        since: since.toISOString(),
        basis: basisNow(since, now),
      })),
    };
  }

  async series(who: Principal, query: Input<'bursts.series'>['query']): Promise<Answer<'bursts.series'>> {
    const { jurisdictionId, kind, key, hours } = query;
    inView(who, jurisdictionId);
    const found = await this.store.one(jurisdictionId, { kind, key });
    if (!found) throw notFound();
    const now = hourOf(this.now.at());
    const cut = now - DAY;
    const rows = await this.store.counts(this.db, jurisdictionId, instantOf(cut - BASELINE_HOURS), {
      kind,
      key,
    });
    const counts = new Map(rows.map(({ hour, count }) => [hour, count]));
    const baseline = baselineOf(counts, wholeHour(found.since), cut);
    const watched = (await this.store.series(this.db, jurisdictionId)).filter(
      ({ since }) => basisNow(since, this.now.at()) !== 'none',
    );
    const chance = chanceOfTest(FALSE_ALARMS_A_WEEK, watched.length);
    return {
      jurisdictionId,
      kind,
      key,
      name: found.name,
      basis: baseline.basis,
      hours: Array.from({ length: hours }, (_, i) => {
        const hour = now - hours + 1 + i;
        return {
          at: instantOf(hour).toISOString(),
          count: counts.get(hour) ?? 0,
          expected: Math.round(baseline.expected(hour) * 100) / 100,
          threshold: baseline.basis === 'none' ? null : burstThreshold(baseline, hour, 1, chance),
        };
      }),
    };
  }
}
