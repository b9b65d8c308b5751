// The registry of matters: registered, put right, answered with proof, withdrawn; each act with its fact, and its clocks in the same transaction.
import { createHash, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Answer, Input, MatterIn, MatterWhole } from '#contract';
import { kindsAsked, matterNumber, openFor, type StartKind, startsFault } from '#duty';
import { redact } from '#intake';
import { actorOf, inView, type Principal } from '../platform/access';
import { Commit, fact, type NewFact, type Tx } from '../platform/commit';
import { Now } from '../platform/now';
import { pageOf, readInstantCursor } from '../platform/page';
import { conflict, notFound, Refusal } from '../platform/problem';
import { fallAway, isRunning } from './clock.acts';
import { ClockStore } from './clock.store';
import { MatterAnswers } from './matter.answers';
import { answersNothing, refuse, startsIn, taken } from './matter.refusals';
import { type MatterRow, MatterStore } from './matter.store';
import { mayAnswer, viewOf } from './matter.view';
import { Opening } from './opening';
import { RulesStore } from './rules.store';
import { StartStore, withStart } from './start.store';
import { matterOf, newestOf, sameDuty } from './subject';

type Done = { row?: MatterRow; facts: NewFact[] };

@Injectable()
export class MatterService {
  constructor(
    private readonly commit: Commit,
    private readonly now: Now,
    private readonly store: MatterStore,
    private readonly clocks: ClockStore,
    private readonly starts: StartStore,
    private readonly rules: RulesStore,
    private readonly opening: Opening,
    private readonly answers: MatterAnswers,
  ) {}

  async kinds(who: Principal): Promise<Answer<'matters.kinds'>> {
    return { items: kindsAsked(await this.rules.packs(who.jurisdictionId)) };
  }

  async list(who: Principal, query: Input<'matters.list'>['query']): Promise<Answer<'matters.list'>> {
    const { cursor, limit, q, kind, state, departmentId, incidentId, dueBefore } = query;
    const filter = {
      jurisdictionIds: who.jurisdictionIds,
      words: q?.trim().split(/\s+/).filter(Boolean) ?? [],
      ...{ kind, state, departmentId, incidentId, dueBefore: dueBefore ? new Date(dueBefore) : undefined },
    };
    const rows = await this.store.list(filter, readInstantCursor(cursor), limit, this.now.at());
    return pageOf(
      rows,
      limit,
      (row) => [row.key.toISOString(), row.id],
      (row) => viewOf(row, who),
    );
  }

  async read(who: Principal, id: string): Promise<MatterWhole> {
    const row = await this.store.read(id, this.now.at());
    if (!row) throw notFound();
    inView(who, row.jurisdictionId);
    const [said, answers, packs, incidents] = await Promise.all([
      this.starts.all(id),
      this.store.answers(id),
      this.rules.packs(row.jurisdictionId),
      this.store.incidentsOf(id),
    ]);
    const asked = kindsAsked(packs).find(({ kind }) => kind === row.kind)?.starts ?? [];
    return {
      ...viewOf(row, who),
      starts: said.map(({ at, saidAt, ...one }) => ({
        ...one,
        at: at.toISOString(),
        saidAt: saidAt.toISOString(),
      })),
      answers: answers.map(({ matterId: _, edition: __, publishedAt, at, withdrawnAt, ...one }) => ({
        ...one,
        withdrawnAt: withdrawnAt?.toISOString() ?? null,
        publishedAt: publishedAt.toISOString(),
        at: at.toISOString(),
      })),
      ...{ asked, incidents },
    };
  }

  /** Its clocks open at once. The same again changes nothing; the same number with other content is refused. */
  async register(who: Principal, body: MatterIn): Promise<MatterWhole> {
    const id = await this.commit.commit(async (tx, at) => {
      await this.rules.hold(tx);
      const value = await this.add(tx, who, body, at);
      return { value: value.id, facts: value.facts };
    });
    return this.read(who, id);
  }

  /** Within a transaction that holds the rules. @throws Refusal `matter.number-taken`, `matter.start-twice`, … */
  async add(
    tx: Tx,
    who: Principal,
    body: MatterIn,
    at: Date,
  ): Promise<{ id: string; added: boolean; facts: NewFact[] }> {
    const { kind, departmentId } = body;
    await this.mayOwe(tx, who, departmentId);
    const starts = startsIn(body, at);
    const row: MatterRow = {
      ...{ id: randomUUID(), jurisdictionId: who.jurisdictionId, kind, departmentId },
      ...{ number: matterNumber(body.number), title: redact(body.title).text },
      ...{ registeredBy: who.name, registeredAt: at },
      ...{ withdrawnAt: null, withdrawnBy: null, withdrawnReason: null },
    };
    if (!(await this.store.add(tx, row))) {
      const held = await this.store.byNumber(tx, row);
      if (held && (await this.isSame(tx, held, row, starts))) return { id: held.id, added: false, facts: [] };
      throw taken(row.number);
    }
    for (const { start, at: when } of body.starts)
      await this.starts.say(tx, { ...ofMatter(row.id), start, at: when, saidBy: who.name, saidAt: at });
    const said = { ...bodyOf(row), starts: body.starts };
    return {
      ...{ id: row.id, added: true },
      facts: [factOf('matter.registered', who, row, said), ...(await this.open(tx, row, at))],
    };
  }

  /** A start that nobody has said opens the clocks that wait for it; the same again changes nothing. */
  sayStart(
    who: Principal,
    id: string,
    { start, at: when }: Input<'matters.sayStart'>['body'],
  ): Promise<MatterWhole> {
    return this.change(who, id, async (tx, row, at) => {
      const held = (await this.starts.holding(tx, [id])).get(id) ?? {};
      const known = held[`${start}At` as const];
      const said = new Date(when).toISOString();
      if (known === said) return { facts: [] };
      if (known)
        throw conflict(
          'matter.start-said',
          '这个时刻已经登记过；请用“更正”，先看会动哪些时钟再确认。',
          'This start has been said already; correct it, and see first which clocks that moves.',
        );
      refuse(startsFault(withStart(held, start, said), at.toISOString()));
      await this.starts.say(tx, { ...ofMatter(id), start, at: said, saidBy: who.name, saidAt: at });
      const body = { matterId: id, kind: row.kind, start, at: said };
      return { facts: [factOf('matter.start-said', who, row, body), ...(await this.open(tx, row, at))] };
    });
  }

  /** Whoever is responsible now owes what the responsible party owes, and has yet to take it up. */
  amend(
    who: Principal,
    id: string,
    { reason, ...body }: Input<'matters.amend'>['body'],
  ): Promise<MatterWhole> {
    return this.change(who, id, async (tx, before) => {
      const row = {
        ...before,
        ...{ number: matterNumber(body.number), title: redact(body.title).text },
        departmentId: body.departmentId,
      };
      const moved = row.departmentId !== before.departmentId;
      if (!moved && row.number === before.number && row.title === before.title) return { facts: [] };
      if (row.number !== before.number && (await this.store.byNumber(tx, row))) throw taken(row.number);
      if (moved) {
        await this.mayOwe(tx, who, row.departmentId);
        await this.handOver(tx, row);
      }
      return { row, facts: [factOf('matter.amended', who, row, { ...bodyOf(row), reason })] };
    });
  }

  /** What went out stops the clocks that it answers; it is recorded once. @throws Refusal where it answers none */
  answer(who: Principal, id: string, body: Input<'matters.answer'>['body']): Promise<MatterWhole> {
    return this.change(who, id, async (tx, row, at) => {
      if (!mayAnswer(who, row))
        throw new Refusal(
          403,
          'matter.not-yours',
          '只有责任单位或本级新闻办的人员可以登记履行。',
          'Only officers of the responsible department, or of the news office here, may record what went out.',
        );
      const { form, place, number, url, digest } = body;
      const proof = {
        ...{ releaseId: null, edition: 1, form, place, url: url ?? '', digest },
        publishedAt: new Date(body.at).toISOString(),
      };
      // A time to come is refused, and not taken for another machine's clock that is ahead.
      if (new Date(body.at) > at) throw answersNothing(await this.clocks.ofMatter(tx, id), proof, at);
      const recorded = await this.answers.record(tx, row, proof, { number, by: actorOf(who) }, at);
      if (!recorded) return { facts: [] };
      if (recorded.met === 0) throw answersNothing(recorded.clocks, proof, at);
      return { facts: recorded.facts };
    });
  }

  withdraw(who: Principal, id: string, { reason }: Input<'matters.withdraw'>['body']): Promise<MatterWhole> {
    return this.change(who, id, async (tx, before, at) => {
      const row = { ...before, withdrawnAt: at, withdrawnBy: who.name, withdrawnReason: reason };
      const clocks = await this.clocks.ofMatter(tx, id);
      const gone = clocks.flatMap((clock) => fallAway(clock, `事项已撤销：${reason}`, at) ?? []);
      for (const { clock } of gone) await this.clocks.save(tx, clock);
      const said = factOf('matter.withdrawn', who, row, { matterId: id, kind: row.kind, reason });
      return { row, facts: [said, ...gone.flatMap(({ facts }) => facts)] };
    });
  }

  /** The clocks that the packs in force ask for and nobody counts yet. */
  private async open(tx: Tx, row: MatterRow, at: Date): Promise<NewFact[]> {
    const { id, jurisdictionId, departmentId } = row;
    const held = newestOf(await this.clocks.ofMatter(tx, id));
    const plans = openFor({
      subject: matterOf(row, (await this.starts.holding(tx, [id])).get(id)),
      packs: await this.rules.packs(jurisdictionId, tx),
      calendar: await this.rules.calendar(tx),
      now: at.toISOString(),
    });
    const planned = plans.filter((plan) => !held.some(sameDuty(plan))).map((plan) => ({ plan, round: 1 }));
    const answers = await this.clocks.answers(tx, id);
    return this.opening.open(tx, planned, { jurisdictionId, leadDepartmentId: departmentId, answers, at });
  }

  private async handOver(tx: Tx, row: MatterRow): Promise<void> {
    const clocks = await this.clocks.ofMatter(tx, row.id);
    for (const clock of clocks.filter((one) => isRunning(one) && one.owedBy === 'responsible')) {
      const { jurisdictionId } = clock;
      const to = { jurisdictionId, leadDepartmentId: row.departmentId };
      const party = await this.opening.party(tx, clock.owedBy, row.id, to);
      await this.clocks.save(tx, { ...clock, ...party, acknowledgedAt: null, acknowledgedBy: null });
    }
  }

  private async isSame(
    tx: Tx,
    held: MatterRow,
    row: MatterRow,
    starts: Map<StartKind, string>,
  ): Promise<boolean> {
    const said = (await this.starts.holding(tx, [held.id])).get(held.id) ?? {};
    const alike = held.title === row.title && held.departmentId === row.departmentId && !held.withdrawnAt;
    return alike && [...starts].every(([start, at]) => said[`${start}At` as const] === at);
  }

  private async mayOwe(tx: Tx, who: Principal, departmentId: string | null): Promise<void> {
    if (departmentId) inView(who, await this.store.department(tx, departmentId));
  }

  private async change(
    who: Principal,
    id: string,
    decide: (tx: Tx, row: MatterRow, at: Date) => Promise<Done>,
  ): Promise<MatterWhole> {
    await this.commit.commit(async (tx, at) => {
      // Before anything is taken: whoever changes the rules takes them first and the clocks after.
      await this.rules.hold(tx);
      const row = await this.store.one(tx, id);
      if (!row) throw notFound();
      inView(who, row.jurisdictionId);
      if (row.withdrawnAt)
        throw conflict('matter.withdrawn', '这件事项已经撤销。', 'This matter has been withdrawn.');
      const done = await decide(tx, row, at);
      if (done.row) await this.store.save(tx, done.row);
      return { value: undefined, facts: done.facts };
    });
    return this.read(who, id);
  }
}

const ofMatter = (matterId: string) => ({ incidentId: null, matterId });
const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');
const bodyOf = ({ id, kind, number, departmentId, title }: MatterRow) => ({
  ...{ matterId: id, kind, number, departmentId },
  titleDigest: digestOf(title),
});

type MatterFactKind = Extract<NewFact['kind'], `matter.${string}`>;
const factOf = <K extends MatterFactKind>(
  kind: K,
  who: Principal,
  row: MatterRow,
  body: Parameters<typeof fact<K>>[4],
): NewFact => fact(kind, actorOf(who), { type: 'matter', id: row.id }, row.jurisdictionId, body);
