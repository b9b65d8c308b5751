// Every minute each series is judged against its own baseline, and every hour since it was last judged: what a stop of the server missed is made up.
import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import {
  BASELINE_HOURS,
  type Baseline,
  BURST_QUIET_HOURS,
  baselineOf,
  basisOf,
  chanceOfTest,
  isBusy,
  judgeBurst,
} from '#understanding';
import { system } from '../platform/access';
import { Commit, fact, type NewFact, type Tx } from '../platform/commit';
import { log } from '../platform/log';
import { type BurstFound, BurstStore, type SeriesFound } from './burst.store';

const EVERY_MS = 60_000;
export const HOUR_MS = 3_600_000;
/** What the thresholds are set for: false alarms a week in each jurisdiction, over all its series. */
export const FALSE_ALARMS_A_WEEK = 1;
/** Hours judged again each time: feeds and hotline files bring late what was said before. */
const AGAIN = 24;
/** A longer stop than this is not made up. */
const MOST = 7 * 24;

export const hourOf = (at: Date): number => Math.floor(at.getTime() / HOUR_MS);
export const instantOf = (hour: number): Date => new Date(hour * HOUR_MS);
const nameOf = ({ kind, key }: Pick<SeriesFound, 'kind' | 'key'>) => `${kind} ${key}`;

type Counts = Map<string, Map<number, number>>;
/** Baselines change by the hour: kept until then, the counts behind them need not be read every minute. */
type Known = { cut: number; baselines: Map<string, Baseline> };
type Judged = {
  jurisdictionId: string;
  series: SeriesFound;
  counts: ReadonlyMap<number, number>;
  baseline: Baseline;
  chance: number;
  from: number;
  now: number;
  at: Date;
};

@Injectable()
export class BurstWatch {
  private readonly known = new Map<string, Known>();

  constructor(
    private readonly store: BurstStore,
    private readonly commit: Commit,
  ) {}

  @Interval(EVERY_MS)
  async sweep(): Promise<void> {
    try {
      for (const id of await this.store.jurisdictions()) await this.check(id);
    } catch (err) {
      log.error({ err }, 'bursts could not be looked for; it is tried again in a minute');
    }
  }

  /** Judges the series of one jurisdiction; one process at a time, the others have nothing to add. */
  async check(jurisdictionId: string): Promise<void> {
    await this.commit.commit(async (tx, at) => {
      if (!(await this.store.mine(tx))) return { value: undefined, facts: [] };
      return { value: undefined, facts: await this.judge(tx, jurisdictionId, at) };
    });
  }

  private async judge(tx: Tx, jurisdictionId: string, at: Date): Promise<NewFact[]> {
    const now = hourOf(at);
    const until = await this.store.until(tx, jurisdictionId);
    const from = Math.max(now - MOST, Math.min(until ? hourOf(until) : now, now - AGAIN));
    const series = await this.store.series(tx, jurisdictionId);
    const baselines = await this.baselines(tx, jurisdictionId, series, from);
    const judged = series.filter((one) => baselines.get(nameOf(one))?.basis !== 'none');
    const chance = chanceOfTest(FALSE_ALARMS_A_WEEK, judged.length);
    const counts = byName(await this.store.counts(tx, jurisdictionId, instantOf(from - AGAIN)));
    const bursts = await this.store.bursts(tx, jurisdictionId, instantOf(from - AGAIN));
    const facts: NewFact[] = [];
    for (const one of judged) {
      const name = nameOf(one);
      const own = bursts.filter((burst) => nameOf(burst) === name);
      const about = {
        ...{ jurisdictionId, series: one, chance, from, now, at },
        counts: counts.get(name) ?? new Map<number, number>(),
        baseline: baselines.get(name)!,
      };
      facts.push(...(await this.judgeOne(tx, about, own)));
      // One series after another, so that many of them do not hold up those who wait.
      await new Promise((resolve) => setImmediate(resolve));
    }
    await this.store.checked(tx, jurisdictionId, instantOf(now));
    return facts;
  }

  private async judgeOne(tx: Tx, about: Judged, bursts: readonly BurstFound[]): Promise<NewFact[]> {
    const { counts, baseline, chance, from, now } = about;
    const facts: NewFact[] = [];
    const over = bursts.filter(({ endedAt }) => endedAt !== null);
    let open: { id: string; last: number; started: number } | null = null;
    for (const { id, startedAt, lastHour, endedAt } of bursts)
      if (endedAt === null) open = { id, last: hourOf(lastHour), started: hourOf(startedAt) };
    let after = Math.max(Number.NEGATIVE_INFINITY, ...over.map(({ lastHour }) => hourOf(lastHour)));
    for (let hour = Math.min(from, open ? open.last + 1 : from); hour <= now; hour += 1) {
      if (open) {
        if (hour <= open.last) continue;
        if (isBusy(counts, baseline, hour)) open.last = hour;
        // The running hour may still become busy: only whole hours end a burst.
        else if (hour < now && hour - open.last >= BURST_QUIET_HOURS) {
          facts.push(await this.end(tx, about, open));
          [after, open] = [open.last, null];
        }
        continue;
      }
      if (hour <= after) continue;
      const verdict = judgeBurst(counts, baseline, hour, chance, after);
      if (!verdict) continue;
      const id = randomUUID();
      const started = hour - verdict.window + 1;
      facts.push(await this.begin(tx, about, { id, hour, started }, verdict));
      open = { id, last: hour, started };
    }
    if (open) await this.store.last(tx, open.id, instantOf(open.last), null);
    return facts;
  }

  private async begin(
    tx: Tx,
    { jurisdictionId, series, baseline, now, at }: Judged,
    { id, hour, started }: { id: string; hour: number; started: number },
    verdict: NonNullable<ReturnType<typeof judgeBurst>>,
  ): Promise<NewFact> {
    const { kind, key } = series;
    const startedAt = instantOf(started);
    const basis = baseline.basis === 'none' ? 'flat' : baseline.basis;
    const burst = { ...verdict, id, jurisdictionId, kind, key, startedAt, lastHour: instantOf(hour), basis };
    await this.store.begin(tx, burst, at);
    return fact('burst.began', system, { type: 'burst', id }, jurisdictionId, {
      burstId: id,
      series: kind,
      key,
      startedAt: startedAt.toISOString(),
      window: verdict.window,
      count: verdict.count,
      expected: Math.round(verdict.expected * 1000) / 1000,
      threshold: verdict.threshold,
      basis,
      late: now - hour > 1,
    });
  }

  private async end(
    tx: Tx,
    { jurisdictionId, series }: Judged,
    { id, last, started }: { id: string; last: number; started: number },
  ): Promise<NewFact> {
    const endedAt = instantOf(last + 1);
    await this.store.last(tx, id, instantOf(last), endedAt);
    const messages = await this.store.messages(
      tx,
      jurisdictionId,
      series,
      instantOf(started),
      instantOf(last),
    );
    return fact('burst.ended', system, { type: 'burst', id }, jurisdictionId, {
      burstId: id,
      series: series.kind,
      key: series.key,
      endedAt: endedAt.toISOString(),
      messages,
    });
  }

  /** Baselines from what was before the hours that are judged. */
  private async baselines(
    tx: Tx,
    jurisdictionId: string,
    series: readonly SeriesFound[],
    cut: number,
  ): Promise<Map<string, Baseline>> {
    const known = this.known.get(jurisdictionId);
    if (known?.cut === cut && series.every((one) => known.baselines.has(nameOf(one)))) return known.baselines;
    const counts = byName(await this.store.counts(tx, jurisdictionId, instantOf(cut - BASELINE_HOURS)));
    const baselines = new Map<string, Baseline>();
    for (const one of series) {
      const name = nameOf(one);
      baselines.set(name, baselineOf(counts.get(name) ?? new Map(), wholeHour(one.since), cut));
      await new Promise((resolve) => setImmediate(resolve));
    }
    this.known.set(jurisdictionId, { cut, baselines });
    return baselines;
  }
}

/** The first whole hour since an instant. */
export const wholeHour = (since: Date): number => Math.ceil(since.getTime() / HOUR_MS);
export const basisNow = (since: Date, now: Date) => basisOf(hourOf(now) - AGAIN - wholeHour(since));

export function byName(
  rows: readonly { kind: SeriesFound['kind']; key: string; hour: number; count: number }[],
): Counts {
  const counts: Counts = new Map();
  for (const row of rows) {
    const own = counts.get(nameOf(row)) ?? new Map<number, number>();
    own.set(row.hour, row.count);
    counts.set(nameOf(row), own);
  }
  return counts;
}
