// Supervision orders: issued under a number, reminded of, answered with evidence, returned, closed; each act with its fact.
import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Answer, Input, Order, OrderEvent, OrderWhole } from '#contract';
import { isPast, orderNumber, orderYear } from '#duty';
import { actorOf, inView, type Principal } from '../platform/access';
import { Commit, fact, type NewFact, type Tx } from '../platform/commit';
import { Now } from '../platform/now';
import { pageOf, readInstantCursor } from '../platform/page';
import { invalid, notFound } from '../platform/problem';
import { CardStore } from './cards.store';
import * as acts from './order.acts';
import type { OrderRow } from './order.row';
import { type OrderFilter, type OrderFound, OrderStore } from './order.store';
import { RulesStore } from './rules.store';

type Asked = Omit<Input<'orders.list'>['query'], 'cursor' | 'limit'>;
type Done = {
  changed: Partial<OrderRow>;
  act: OrderEvent['act'];
  words: string;
  evidence?: OrderEvent['evidence'];
  dueAt?: Date;
  late?: boolean;
  facts: NewFact[];
};

@Injectable()
export class OrderService {
  constructor(
    private readonly commit: Commit,
    private readonly now: Now,
    private readonly store: OrderStore,
    private readonly cards: CardStore,
    private readonly rules: RulesStore,
  ) {}

  async list(who: Principal, query: Input<'orders.list'>['query']): Promise<Answer<'orders.list'>> {
    const { cursor, limit } = query;
    const now = this.now.at();
    const rows = await this.store.list(this.filter(who, query, now), readInstantCursor(cursor), limit);
    return pageOf(
      rows,
      limit,
      (row) => [row.issuedAt.toISOString(), row.id],
      (row) => viewOf(who, row, now),
    );
  }

  /** Which orders are asked for, as far as the viewer sees. */
  filter(who: Principal, query: Asked, now: Date): OrderFilter {
    const { state, mine } = query;
    const open = ['issued', 'returned', 'answered'] as const;
    const asked = state === 'open' ? open : state && state !== 'overdue' ? [state] : null;
    return {
      jurisdictionIds: who.jurisdictionIds,
      states: asked ?? (mine === 'true' && !state ? ['issued', 'returned'] : null),
      overdueAt: state === 'overdue' ? now : null,
      // Nobody's department is nobody's order.
      departmentId: mine === 'true' ? (who.departmentId ?? who.id) : (query.departmentId ?? null),
      incidentId: query.incidentId ?? null,
      matterId: query.matterId ?? null,
      year: query.year ?? null,
      words: query.q?.trim().split(/\s+/).filter(Boolean) ?? [],
    };
  }

  async read(who: Principal, id: string): Promise<OrderWhole> {
    const row = await this.store.read(id);
    if (!row) throw notFound();
    inView(who, row.forJurisdictionId);
    const events = await this.store.events([id]);
    return {
      ...viewOf(who, row, this.now.at()),
      events: events.map(({ orderId: _, at, dueAt, ...event }) => ({
        ...event,
        at: at.toISOString(),
        dueAt: dueAt?.toISOString() ?? null,
      })),
    };
  }

  async due(_who: Principal, { within }: Input<'orders.due'>['body']): Promise<Answer<'orders.due'>> {
    const { dueAt, explain, leansOn } = acts.timed(within, this.now.at(), await this.rules.calendar());
    return { dueAt: dueAt.toISOString(), explain, leansOn };
  }

  async issue(who: Principal, body: Input<'orders.issue'>['body']): Promise<OrderWhole> {
    const id = randomUUID();
    await this.commit.commit(async (tx, at) => {
      const to = await this.addressee(tx, who, body.departmentId);
      const { subject, demand, incidentId, matterId, departmentId } = body;
      if (incidentId && matterId) throw twoSubjects();
      if (incidentId) inView(who, (await this.cards.incident(tx, incidentId))?.jurisdictionId ?? null);
      if (matterId) inView(who, (await this.cards.matter(tx, matterId))?.jurisdictionId ?? null);
      const time = acts.timed(body.within, at, await this.rules.calendar(tx));
      const told = await this.store.toldOf(tx, to.id, false);
      const place = await this.store.placeName(tx, who.jurisdictionId);
      const year = orderYear(at.toISOString());
      // The number last: from here on whoever issues in the same place and year waits for us.
      const n = await this.store.nextNumber(tx, who.jurisdictionId, year);
      const row: OrderRow = {
        id,
        jurisdictionId: who.jurisdictionId,
        forJurisdictionId: to.jurisdictionId,
        ...{ year, n, incidentId, matterId, departmentId, subject, demand },
        number: orderNumber(place, year, n),
        issuedBy: who.id,
        issuedName: who.name,
        issuedAt: at,
        state: 'issued',
        round: 1,
        ...time,
        reminded: 0,
        answeredAt: null,
        answeredBy: null,
        overdueAt: null,
        endedAt: null,
      };
      await this.store.add(tx, row);
      await this.store.happened(tx, {
        ...{ orderId: id, at, act: 'issued', by: who.name, words: demand, evidence: [] },
        dueAt: row.dueAt,
        late: false,
      });
      const said = {
        ...acts.bodyOf(row, told),
        dueAt: row.dueAt.toISOString(),
        digest: acts.digestOf(subject, demand),
      };
      return {
        value: undefined,
        facts: [fact('order.issued', actorOf(who), acts.ofOrder(id), row.forJurisdictionId, said)],
      };
    });
    return this.read(who, id);
  }

  remind(who: Principal, id: string, { words }: Input<'orders.remind'>['body']): Promise<OrderWhole> {
    return this.change(who, id, async (tx, row) => {
      acts.mayAct(who, 'remind', row);
      acts.stateAfter('remind', row);
      const times = row.reminded + 1;
      const told = await this.store.toldOf(tx, row.departmentId, true);
      const body = { ...acts.bodyOf(row, told), times, digest: acts.digestOf(words) };
      return {
        changed: { reminded: times },
        act: 'reminded',
        words,
        facts: [fact('order.reminded', actorOf(who), acts.ofOrder(id), row.forJurisdictionId, body)],
      };
    });
  }

  answer(
    who: Principal,
    id: string,
    { words, evidence }: Input<'orders.answer'>['body'],
  ): Promise<OrderWhole> {
    return this.change(who, id, async (tx, row, at) => {
      acts.mayAct(who, 'answer', row);
      const state = acts.stateAfter('answer', row);
      const late = acts.isLate(row, at);
      const body = {
        ...acts.bodyOf(row, [row.issuedBy]),
        ...{ round: row.round, late, evidence: evidence.length, digest: acts.digestOf(words, evidence) },
      };
      // What fell due before the answer is told before it, also where no sweep has come by yet.
      const before = await this.notices(tx, row, at);
      return {
        changed: { ...before.changed, state, answeredAt: at, answeredBy: who.id, nextNoticeAt: null },
        ...{ act: 'answered', words, evidence, late },
        facts: [
          ...before.facts,
          fact('order.answered', actorOf(who), acts.ofOrder(id), row.forJurisdictionId, body),
        ],
      };
    });
  }

  return(
    who: Principal,
    id: string,
    { reason, within }: Input<'orders.return'>['body'],
  ): Promise<OrderWhole> {
    return this.change(who, id, async (tx, row, at) => {
      acts.mayAct(who, 'return', row);
      const state = acts.stateAfter('return', row);
      const time = acts.timed(within, at, await this.rules.calendar(tx));
      const told = await this.store.toldOf(tx, row.departmentId, false);
      const body = {
        ...acts.bodyOf(row, told),
        round: row.round + 1,
        dueAt: time.dueAt.toISOString(),
        digest: acts.digestOf(reason),
      };
      return {
        changed: { ...time, state, round: row.round + 1, answeredAt: null, answeredBy: null },
        ...{ act: 'returned', words: reason, dueAt: time.dueAt },
        facts: [fact('order.returned', actorOf(who), acts.ofOrder(id), row.forJurisdictionId, body)],
      };
    });
  }

  close(who: Principal, id: string, { outcome, reason }: Input<'orders.close'>['body']): Promise<OrderWhole> {
    return this.change(who, id, async (tx, row, at) => {
      const act = outcome === 'closed' ? 'close' : 'withdraw';
      acts.mayAct(who, act, row);
      const state = acts.stateAfter(act, row);
      const before = await this.notices(tx, row, at);
      const told = await this.store.toldOf(tx, row.departmentId, false);
      const body = { ...acts.bodyOf(row, told), outcome, digest: acts.digestOf(reason) };
      return {
        changed: { ...before.changed, state, endedAt: at, nextNoticeAt: null },
        ...{ act: outcome, words: reason },
        facts: [
          ...before.facts,
          fact('order.closed', actorOf(who), acts.ofOrder(id), row.forJurisdictionId, body),
        ],
      };
    });
  }

  /** Gives what has fallen due of an order: written to its history, with its facts. */
  async notices(tx: Tx, row: OrderRow, at: Date): Promise<{ changed: Partial<OrderRow>; facts: NewFact[] }> {
    const { changed, given } = acts.noticesOfOrder(row, at);
    if (given.length === 0) return { changed, facts: [] };
    const told = await this.store.toldOf(tx, row.departmentId, true);
    for (const { notice, act } of given)
      await this.store.happened(tx, {
        orderId: row.id,
        at: new Date(notice.at),
        ...{ act, by: '闻应', words: '', evidence: [], late: notice.late },
        dueAt: row.dueAt,
      });
    return { changed, facts: given.map((one) => acts.noticeFact(row, one, told)) };
  }

  private async change(
    who: Principal,
    id: string,
    work: (tx: Tx, row: OrderRow, at: Date) => Promise<Done>,
  ): Promise<OrderWhole> {
    await this.commit.commit(async (tx, at) => {
      const row = await this.store.take(tx, id);
      if (!row) throw notFound();
      inView(who, row.forJurisdictionId);
      const {
        changed,
        act,
        words,
        evidence = [],
        dueAt = null,
        late = false,
        facts,
      } = await work(tx, row, at);
      await this.store.save(tx, id, changed);
      await this.store.happened(tx, { orderId: id, at, act, by: who.name, words, evidence, dueAt, late });
      return { value: undefined, facts };
    });
    return this.read(who, id);
  }

  /** @throws Refusal 422 for a department that is not in view, or that no longer works */
  private async addressee(tx: Tx, who: Principal, departmentId: string) {
    const to = await this.store.addressee(tx, departmentId);
    if (to?.active && who.jurisdictionIds.includes(to.jurisdictionId)) return to;
    throw invalid(
      'order.no-such-department',
      '没有这个单位，或它已停用。',
      'There is no such department, or it is no longer active.',
      [{ path: 'body.departmentId', message: 'unknown' }],
    );
  }
}

const twoSubjects = () =>
  invalid(
    'order.two-subjects',
    '一份督办单只能关联一个事件或一个公开事项。',
    'An order is about one incident or about one matter, not both.',
    [{ path: 'body.matterId', message: 'two' }],
  );

export function viewOf(who: Principal, row: OrderFound, now: Date): Order {
  const { id, number, year, subject, demand, state, round, explain, leansOn, reminded } = row;
  const iso = (at: Date | null) => at?.toISOString() ?? null;
  const awaits = state === 'issued' || state === 'returned';
  return {
    ...{ id, number, year, subject, demand, state, round, explain, leansOn, reminded },
    department: { id: row.departmentId, name: row.departmentName },
    incident: row.incidentId ? { id: row.incidentId, title: row.incidentTitle ?? '' } : null,
    matter: row.matterId
      ? { id: row.matterId, number: row.matterNumber ?? '', title: row.matterTitle ?? '' }
      : null,
    issuedBy: row.issuedName,
    issuedAt: row.issuedAt.toISOString(),
    startAt: row.startAt.toISOString(),
    dueAt: row.dueAt.toISOString(),
    overdue: awaits && isPast(now.toISOString(), row.dueAt.toISOString()),
    everOverdue: row.overdueAt !== null,
    answeredAt: iso(row.answeredAt),
    endedAt: iso(row.endedAt),
    may: acts.actsOpen(who, row),
  };
}
