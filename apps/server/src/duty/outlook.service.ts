// What lies ahead and what stands: which clocks will run out, whose principals have interpreted.
import { createHash, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Answer, type Input, shownOf } from '#contract';
import { forecast, forecastRule, type Pace, shanghaiDay } from '#duty';
import { actorOf, inView, type Principal } from '../platform/access';
import { Commit, fact } from '../platform/commit';
import { Now } from '../platform/now';
import { conflict, invalid, notFound } from '../platform/problem';
import { OutlookStore } from './outlook.store';

const DAY_MS = 86_400_000;
const SHOWN = 300;
/** What was met in half a year tells the pace. */
const PACE_DAYS = 180;
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

  async standing(who: Principal, asked: number | undefined): Promise<Answer<'standing.read'>> {
    const now = Number(shanghaiDay(this.now.at().toISOString()).slice(0, 4));
    const year = asked ?? now;
    const [departments, acts, years] = await Promise.all([
      this.outlook.departments(who.jurisdictionIds),
      this.outlook.acts(who.jurisdictionIds, year),
      this.outlook.years(who.jurisdictionIds),
    ]);
    const items = departments.map(({ principals, ...department }) => {
      const theirs = acts
        .filter(({ departmentId }) => departmentId === department.id)
        .map(({ departmentId: _, ...act }) => act);
      const count = theirs.filter(({ withdrawn }) => !withdrawn).length;
      return { department, principals, count, once: count >= 1, twice: count >= 2, acts: theirs };
    });
    return {
      ...{ year, clauses, years: [...new Set([now, year, ...years])].sort((a, b) => b - a) },
      reached: {
        departments: items.length,
        once: items.filter(({ once }) => once).length,
        twice: items.filter(({ twice }) => twice).length,
      },
      // Those who are behind come first: that is what the page is asked.
      items: items.sort((a, b) => a.count - b.count),
    };
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
      if (await this.outlook.isKept(tx, body))
        throw conflict(
          'standing.twice',
          '同一部门、同一天、同一政策的解读已经登记过。',
          'This interpretation is recorded already: the same department, day and policy.',
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

  /** Takes back what was recorded by mistake: it stays in view, and counts no more. */
  async withdraw(who: Principal, id: string, reason: string): Promise<{ id: string }> {
    return this.commit.commit(async (tx, at) => {
      const act = await this.outlook.takeAct(tx, id);
      inView(who, act?.jurisdictionId);
      if (!act || act.isWithdrawn) throw notFound();
      await this.outlook.withdraw(tx, id, { by: who.name, reason, at });
      const { departmentId, on } = act;
      const subject = { type: 'department', id: departmentId };
      const told = { actId: id, departmentId, on, reason };
      return {
        value: { id },
        facts: [fact('standing.withdrawn', actorOf(who), subject, act.jurisdictionId, told)],
      };
    });
  }
}
