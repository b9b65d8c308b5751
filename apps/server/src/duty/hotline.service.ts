// How hotline records were answered: every record of a period counted once, by kind and state, and the records behind each figure.
import { Injectable } from '@nestjs/common';
import { type Answer, hotlineKindsTold, type Input } from '#contract';
import {
  type Calendar,
  type HotlineClock,
  type HotlineFlag,
  type HotlineKind,
  hotlineClock,
  hotlineRules,
  type PolicyPack,
  shanghaiDay,
  withinWords,
} from '#duty';
import type { Words } from '#organisation';
import type { Principal } from '../platform/access';
import { Now } from '../platform/now';
import { invalid } from '../platform/problem';
import { csvOf } from './hotline.csv';
import { type HotlineFound, HotlineStore } from './hotline.store';
import { RulesStore } from './rules.store';

const PORTION = 10_000;
/** So many records are named behind a figure; the others are counted. */
const NAMED = 200;
type Period = { from: string; to: string };
type Rules = { packs: PolicyPack[]; calendar: Calendar };
type Told = (typeof hotlineKindsTold)[number];
type Counts = Record<'records' | 'onTime' | 'late' | 'open' | 'overdue' | 'uncounted', number>;
const none = (): Counts => ({ records: 0, onTime: 0, late: 0, open: 0, overdue: 0, uncounted: 0 });
const column = {
  'on-time': 'onTime',
  late: 'late',
  open: 'open',
  overdue: 'overdue',
  uncounted: 'uncounted',
} as const;

@Injectable()
export class HotlineService {
  constructor(
    private readonly now: Now,
    private readonly records: HotlineStore,
    private readonly rules: RulesStore,
  ) {}

  /** Every record of the period, counted once: in one of the states, or with the flag that keeps it out. */
  async clocks(who: Principal, query: Input<'hotline.clocks'>['query']): Promise<Answer<'hotline.clocks'>> {
    const at = this.now.at();
    const { from, to } = periodOf(query, at);
    const rules = await this.inForce(who);
    const span = await this.records.span(who.jurisdictionIds);
    const kinds = new Map<Told, Counts>(hotlineKindsTold.map((kind) => [kind, none()]));
    const flags = new Map<HotlineFlag, number>();
    let kindByWords = 0;
    const leaning = { records: 0, years: new Set<number>() };
    for await (const { clock } of this.clocked(who, { from, to }, rules, at)) {
      const counts = kinds.get(clock.kind ?? 'unknown');
      if (counts) {
        counts.records += 1;
        counts[column[clock.state]] += 1;
      }
      for (const flag of clock.flags) flags.set(flag, (flags.get(flag) ?? 0) + 1);
      if (clock.kindBy === 'words') kindByWords += 1;
      if (clock.leansOn.length > 0) leaning.records += 1;
      for (const year of clock.leansOn) leaning.years.add(year);
    }
    const rows = [...kinds].map(([kind, counts]) => ({
      kind,
      limit: limitOf(kind, rules.packs),
      ...withRate(counts),
    }));
    const total = none();
    for (const counts of kinds.values())
      for (const key of Object.keys(total) as (keyof Counts)[]) total[key] += counts[key];
    return {
      ...{ asOf: at.toISOString(), from, to, span, rows, total: withRate(total) },
      kindByWords,
      leaning: { records: leaning.records, years: [...leaning.years].sort((a, b) => a - b) },
      flags: [...flags].map(([flag, count]) => ({ flag, count })).sort((a, b) => b.count - a.count),
    };
  }

  async csv(
    who: Principal,
    query: Input<'hotline.clocks'>['query'],
  ): Promise<{ name: string; text: string }> {
    const told = await this.clocks(who, query);
    return { name: `热线办理时限-${told.from}-${told.to}.csv`, text: csvOf(told) };
  }

  /** The records behind a figure, those that came in first on top: of a kind, in a state, with a flag. */
  async behind(who: Principal, query: Input<'hotline.records'>['query']): Promise<Answer<'hotline.records'>> {
    const at = this.now.at();
    const { kind, state, flag } = query;
    const named: { record: HotlineFound; clock: HotlineClock }[] = [];
    let count = 0;
    for await (const one of this.clocked(who, periodOf(query, at), await this.inForce(who), at)) {
      if (kind && (one.clock.kind ?? 'unknown') !== kind) continue;
      if (state && one.clock.state !== state) continue;
      if (flag && !one.clock.flags.some((own) => own === flag)) continue;
      count += 1;
      if (named.length < NAMED) named.push(one);
    }
    const told = await this.records.told(named.map(({ record }) => record.messageId));
    const items = named.map(({ record, clock }) => ({
      messageId: record.messageId,
      ...(told.get(record.messageId) ?? { title: '', agency: null }),
      ...{ kind: clock.kind ?? ('unknown' as const), state: clock.state, flags: clock.flags },
      ...{ receivedAt: iso(record.receivedAt), assignedAt: iso(record.assignedAt) },
      ...{ dueAt: clock.dueAt, repliedAt: iso(record.repliedAt) },
    }));
    const since = (one: (typeof items)[number]) => one.receivedAt ?? one.assignedAt ?? '';
    return { count, items: items.sort((a, b) => since(a).localeCompare(since(b))) };
  }

  private async inForce(who: Principal): Promise<Rules> {
    const [packs, calendar] = await Promise.all([
      this.rules.packs(who.jurisdictionId),
      this.rules.calendar(),
    ]);
    return { packs, calendar };
  }

  private async *clocked(who: Principal, period: Period, { packs, calendar }: Rules, at: Date) {
    for await (const record of this.found(who, period))
      yield { record, clock: hotlineClock(asTimes(record), packs, at.toISOString(), calendar) };
  }

  private async *found(who: Principal, { from, to }: Period): AsyncGenerator<HotlineFound> {
    const [begin, end] = [new Date(`${from}T00:00:00+08:00`), new Date(`${to}T24:00:00+08:00`)];
    let after: string | null = null;
    for (;;) {
      const rows: HotlineFound[] = await this.records.portion(
        who.jurisdictionIds,
        begin,
        end,
        after,
        PORTION,
      );
      yield* rows;
      after = rows.at(-1)?.messageId ?? null;
      if (rows.length < PORTION) return;
    }
  }
}

/** As asked for, else the year that ends today. */
function periodOf(query: Partial<Period>, at: Date): Period {
  const to = query.to ?? shanghaiDay(at.toISOString());
  const from = query.from ?? `${Number(to.slice(0, 4)) - 1}${to.slice(4).replace('02-29', '02-28')}`;
  if (from > to)
    throw invalid('hotline.period', '起始日期晚于截止日期。', 'The period ends before it begins.');
  return { from, to };
}

const iso = (at: Date | null) => at?.toISOString() ?? null;
const asTimes = ({ receivedAt, assignedAt, dueAt, repliedAt, title, words, ...record }: HotlineFound) => ({
  ...{ kind: record.kind, hasReply: record.hasReply, title: title ?? '', words: words ?? '' },
  ...{ receivedAt: iso(receivedAt), assignedAt: iso(assignedAt) },
  ...{ dueAt: iso(dueAt), repliedAt: iso(repliedAt) },
});

/** What is still open in time can be neither; what is overdue counts against. */
function withRate(counts: Counts): Counts & { onTimeRate: number | null } {
  const settled = counts.onTime + counts.late + counts.overdue;
  return {
    ...counts,
    onTimeRate: settled === 0 ? null : Math.round((counts.onTime / settled) * 10_000) / 10_000,
  };
}

/** Every limit that binds a kind; a record is held to the strictest of them. */
function limitOf(kind: Told, packs: readonly PolicyPack[]): Words | null {
  const rules = kind === 'unknown' ? [] : hotlineRules(kind as HotlineKind, packs);
  const limits = rules.map(({ within }) => withinWords(within));
  if (limits.length === 0) return null;
  return { zh: limits.map(({ zh }) => zh).join('；'), en: limits.map(({ en }) => en).join('; ') };
}
