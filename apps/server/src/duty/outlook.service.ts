// What lies ahead and what stands: which clocks will run out, how hotline records are answered, whose principals have interpreted.
import { createHash, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Answer, hotlineKindsTold, type Input, shownOf } from '#contract';
import {
  forecast,
  forecastRule,
  type HotlineKind,
  hotlineClock,
  hotlineRules,
  type Pace,
  type PolicyPack,
  shanghaiDay,
  unpublishedNote,
  withinWords,
} from '#duty';
import type { Words } from '#organisation';
import { actorOf, inView, type Principal } from '../platform/access';
import { Commit, fact } from '../platform/commit';
import { Now } from '../platform/now';
import { invalid } from '../platform/problem';
import { type HotlineFound, OutlookStore } from './outlook.store';
import { RulesStore } from './rules.store';

const DAY_MS = 86_400_000;
const SHOWN = 300;
const PORTION = 10_000;
/** What was met in half a year tells the pace. */
const PACE_DAYS = 180;
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

const clauses = [
  {
    atLeast: 1,
    document: '七台河市新兴区2017年政府信息公开工作方案 二(一)',
    words: '各级政府以及与宏观经济和民生工作关系密切的部门主要负责人,每年解读重要政策措施不少于1次。',
  },
  {
    atLeast: 2,
    document: '兰陵政办发〔2019〕9号 一(一)',
    words:
      '相关部门主要负责同志要履行好信息发布、权威定调、自觉把关等“第一解读人”职责，带头解读政策，主动引导预期，每年解读重要政策措施不少于2次。',
  },
];

@Injectable()
export class OutlookService {
  constructor(
    private readonly commit: Commit,
    private readonly now: Now,
    private readonly outlook: OutlookStore,
    private readonly rules: RulesStore,
  ) {}

  async forecast(who: Principal, hours: number): Promise<Answer<'forecast.duties'>> {
    const at = this.now.at();
    const [open, found] = await Promise.all([
      this.outlook.open(who.jurisdictionIds, at),
      this.outlook.paces(who.jurisdictionIds, new Date(at.getTime() - PACE_DAYS * DAY_MS)),
    ]);
    const paces = (of: 'holder' | 'department') =>
      new Map<string, Pace>(
        found.filter((p) => p.of === of).map(({ id, hours: h, count }) => [id, { hours: h, of: count }]),
      );
    const clocks = open.map((clock) => ({
      ...clock,
      startAt: clock.startAt.toISOString(),
      dueAt: clock.dueAt.toISOString(),
    }));
    const told = forecast({
      ...{ clocks, now: at.toISOString(), withinHours: hours },
      paces: { holders: paces('holder'), departments: paces('department') },
    });
    const counts = { likely: 0, possible: 0, unlikely: 0 };
    for (const { verdict } of told) counts[verdict] += 1;
    const byId = new Map(clocks.map((clock) => [clock.id, clock]));
    const order = ['likely', 'possible', 'unlikely'];
    const items = told
      .sort((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict))
      .slice(0, SHOWN)
      .flatMap(({ id, ...said }) => {
        const clock = byId.get(id);
        if (!clock) return [];
        const { name, startAt, dueAt, departmentId, departmentName, holderId, holderName } = clock;
        return [
          {
            ...{ clockId: id, name, startAt, dueAt, leansOn: clock.leansOn, ...said },
            ...shownOf(clock),
            department: departmentId && departmentName ? { id: departmentId, name: departmentName } : null,
            holder: holderId && holderName ? { id: holderId, name: holderName } : null,
          },
        ];
      });
    return { asOf: at.toISOString(), rule: forecastRule, counts, items };
  }

  /** Every record of the period, counted once: in one of the states, or with the flag that keeps it out. */
  async hotline(who: Principal, query: Input<'hotline.clocks'>['query']): Promise<Answer<'hotline.clocks'>> {
    const at = this.now.at();
    const to = query.to ?? shanghaiDay(at.toISOString());
    const from = query.from ?? `${Number(to.slice(0, 4)) - 1}${to.slice(4).replace('02-29', '02-28')}`;
    if (from > to)
      throw invalid('hotline.period', '起始日期晚于截止日期。', 'The period ends before it begins.');
    const [packs, calendar] = await Promise.all([
      this.rules.packs(who.jurisdictionId),
      this.rules.calendar(),
    ]);
    const kinds = new Map<Told, Counts>(hotlineKindsTold.map((kind) => [kind, none()]));
    const flags = new Map<string, number>();
    let kindByWords = 0;
    const leaning = { records: 0, years: new Set<number>() };
    for await (const record of this.records(who, from, to)) {
      const clock = hotlineClock(asTimes(record), packs, at.toISOString(), calendar);
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
      limit: limitOf(kind, packs),
      ...withRate(counts),
    }));
    const total = none();
    for (const counts of kinds.values())
      for (const key of Object.keys(total) as (keyof Counts)[]) total[key] += counts[key];
    return {
      ...{ asOf: at.toISOString(), from, to, rows, total: withRate(total) },
      kindByWords,
      leaning: { records: leaning.records, years: [...leaning.years].sort((a, b) => a - b) },
      flags: [...flags].map(([flag, count]) => ({ flag, count })).sort((a, b) => b.count - a.count),
    };
  }

  async hotlineCsv(
    who: Principal,
    query: Input<'hotline.clocks'>['query'],
  ): Promise<{ name: string; text: string }> {
    const { rows, total, flags, leaning, kindByWords, from, to } = await this.hotline(who, query);
    const line = (cells: (string | number)[]) =>
      cells.map((cell) => `"${String(cell).replaceAll('"', '""')}"`).join(',');
    const of = (name: string, limit: string, c: Counts & { onTimeRate: number | null }) =>
      line([
        name,
        limit,
        c.records,
        c.onTime,
        c.late,
        c.open,
        c.overdue,
        c.uncounted,
        c.onTimeRate === null ? '' : c.onTimeRate,
      ]);
    const text = [
      line(['诉求类型', '时限', '件数', '按时', '逾期办结', '在办未到期', '超期未办', '不计入', '按时率']),
      ...rows.map((row) => of(kindNames[row.kind], row.limit?.zh ?? '', row)),
      of('合计', '', total),
      '',
      line(['不计入或需核对的原因', '件数']),
      ...flags.map(({ flag, count }) => line([flagNames[flag] ?? flag, count])),
      ...(kindByWords > 0 ? ['', line(['其中类型按来信自己的用语判断', kindByWords])] : []),
      ...(leaning.records > 0 ? ['', line([unpublishedNote(leaning.years)?.zh ?? '', leaning.records])] : []),
    ];
    // The mark tells spreadsheet programs that this is UTF-8.
    return { name: `热线办理时限-${from}-${to}.csv`, text: `\ufeff${text.join('\r\n')}\r\n` };
  }

  async standing(who: Principal, asked: number | undefined): Promise<Answer<'standing.read'>> {
    const year = asked ?? Number(shanghaiDay(this.now.at().toISOString()).slice(0, 4));
    const [departments, acts] = await Promise.all([
      this.outlook.departments(who.jurisdictionIds),
      this.outlook.acts(who.jurisdictionIds, year),
    ]);
    const items = departments.map((department) => {
      const theirs = acts
        .filter(({ departmentId }) => departmentId === department.id)
        .map(({ departmentId: _, ...act }) => act);
      const count = theirs.length;
      return { department, count, once: count >= 1, twice: count >= 2, acts: theirs };
    });
    // Those who are behind come first: that is what the page is asked.
    return { year, clauses, items: items.sort((a, b) => a.count - b.count) };
  }

  async record(who: Principal, body: Input<'standing.record'>['body']): Promise<{ id: string }> {
    return this.commit.commit(async (tx, at) => {
      const jurisdictionId = await this.outlook.jurisdictionOf(tx, body.departmentId);
      inView(who, jurisdictionId);
      if (body.on > shanghaiDay(at.toISOString()))
        throw invalid(
          'standing.future',
          '解读日期晚于今天。',
          'The day of the interpretation lies in the future.',
        );
      const id = randomUUID();
      await this.outlook.record(tx, { ...body, id, by: who.name, jurisdictionId: jurisdictionId ?? '', at });
      const digest = createHash('sha256').update(JSON.stringify(body)).digest('hex');
      const told = { actId: id, departmentId: body.departmentId, on: body.on, digest };
      const subject = { type: 'department', id: body.departmentId };
      return {
        value: { id },
        facts: [fact('standing.recorded', actorOf(who), subject, jurisdictionId, told)],
      };
    });
  }

  private async *records(who: Principal, from: string, to: string): AsyncGenerator<HotlineFound> {
    const [begin, end] = [new Date(`${from}T00:00:00+08:00`), new Date(`${to}T24:00:00+08:00`)];
    let after: string | null = null;
    for (;;) {
      const rows: HotlineFound[] = await this.outlook.hotline(
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

const kindNames: Record<Told, string> = {
  ...{ consultation: '咨询', request: '求助', suggestion: '建议', complaint: '投诉', report: '举报' },
  unknown: '类型不明',
};
const flagNames: Record<string, string> = {
  'replied-before-received': '答复早于受理',
  'replied-before-assigned': '答复早于派单',
  'due-before-received': '期限早于受理',
  'no-start': '没有受理和派单时间',
  'no-due': '没有期限，类型也不明',
  'reply-without-time': '有答复但没有答复时间',
};
