// What people ask of the clocks, and what they may do to them: take up, extend, lift.
import { Injectable } from '@nestjs/common';
import type { Answer, Clock, Input } from '#contract';
import {
  countDue,
  type DutyRule,
  extensionLimit,
  lastExtension,
  mayExtend,
  mayPause,
  mayResume,
  mayWaive,
  type PolicyPack,
  pausesOver,
  strictest,
  withinWords,
} from '#duty';
import { actorOf, inView, type Principal } from '../platform/access';
import { Commit, fact, type NewFact, type Tx } from '../platform/commit';
import { Now } from '../platform/now';
import { pageOf, readInstantCursor } from '../platform/page';
import { notFound, Refusal } from '../platform/problem';
import { asRunning, extend, isRunning, lift, ofClock, toldOf } from './clock.acts';
import { pause, resume } from './clock.pauses';
import type { ClockRow } from './clock.row';
import { ClockStore } from './clock.store';
import { clockOf, figuresOf, packOf } from './clock.view';
import { type ClockFound, ClockListStore } from './clock-list.store';
import { RulesStore } from './rules.store';
import { aboutId } from './subject';

/** What the rules refuse, and under which status it is told. */
const statuses: Record<string, number> = {
  'duty.settled': 409,
  'duty.already-breached': 409,
  'duty.paused': 409,
  'duty.not-paused': 409,
};

type Decided = { clock: ClockRow; facts: NewFact[] } | null;

@Injectable()
export class ClockService {
  constructor(
    private readonly commit: Commit,
    private readonly now: Now,
    private readonly clocks: ClockStore,
    private readonly lists: ClockListStore,
    private readonly rules: RulesStore,
  ) {}

  async list(who: Principal, query: Input<'duties.list'>['query']): Promise<Answer<'duties.list'>> {
    const { cursor, limit, q, state, atRisk, incidentId, matterId, subject, departmentId } = query;
    const filter = {
      jurisdictionIds: who.jurisdictionIds,
      words: q?.trim().split(/\s+/).filter(Boolean) ?? [],
      ...{ state, incidentId, matterId, subject, departmentId },
      atRisk: atRisk === undefined ? undefined : atRisk === 'true',
      mine: query.mine === 'true' ? { officerId: who.id, departmentId: who.departmentId } : undefined,
    };
    const now = this.now.at();
    const rows = await this.lists.list(filter, readInstantCursor(cursor), limit, now);
    const view = await this.viewer(rows, now);
    return pageOf(rows, limit, (row) => [row.dueAt.toISOString(), row.id], view);
  }

  async read(who: Principal, id: string): Promise<Clock> {
    const row = await this.lists.read(id);
    if (!row) throw notFound();
    inView(who, row.jurisdictionId);
    const view = await this.viewer([row], this.now.at());
    return view(row);
  }

  /** Whoever takes it up is of the department that owes it, or of the news office; taking it up twice changes nothing. */
  async acknowledge(who: Principal, id: string): Promise<Clock> {
    await this.change(who, id, (clock, at) => {
      mayAcknowledge(who, clock);
      if (clock.acknowledgedAt) return null;
      const own = clock.departmentId !== null && clock.departmentId === who.departmentId;
      return {
        clock: {
          ...clock,
          acknowledgedAt: at,
          acknowledgedBy: who.name,
          // Who has taken it up has it in hand; the news office only helps.
          holderId: own || clock.holderId === null ? who.id : clock.holderId,
        },
        facts: [
          fact('duty.acknowledged', actorOf(who), ofClock(clock.id), clock.jurisdictionId, toldOf(clock)),
        ],
      };
    });
    return this.read(who, id);
  }

  async extend(
    who: Principal,
    id: string,
    { dueAt, reason }: Input<'duties.extend'>['body'],
  ): Promise<Clock> {
    await this.change(who, id, async (clock, at, tx) => {
      const to = new Date(dueAt);
      const answer = mayExtend({
        clock: asRunning(clock),
        to: to.toISOString(),
        reason,
        now: at.toISOString(),
        ...(await this.limitOf(clock, tx)),
      });
      if ('refused' in answer) throw refusalOf(answer.refused);
      return extend(clock, to, reason, actorOf(who), at);
    });
    return this.read(who, id);
  }

  /** It stands still, where its pack names something that it may stand still for. */
  async pause(who: Principal, id: string, { reason }: Input<'duties.pause'>['body']): Promise<Clock> {
    await this.change(who, id, async (clock, at, tx) => {
      const rule = (await this.wordingOf(clock, tx))?.rule;
      const answer = mayPause({ clock: asRunning(clock), rule, reason, now: at.toISOString() });
      if ('refused' in answer) throw refusalOf(answer.refused);
      return pause(clock, reason, actorOf(who), at);
    });
    return this.read(who, id);
  }

  async resume(who: Principal, id: string, { reason }: Input<'duties.resume'>['body']): Promise<Clock> {
    await this.change(who, id, async (clock, at, tx) => {
      const answer = mayResume(asRunning(clock));
      if ('refused' in answer) throw refusalOf(answer.refused);
      const { pausedAt } = clock;
      const wording = await this.wordingOf(clock, tx);
      // Whoever was let pause it had the wording; without it nothing can be counted, and it stays as it is.
      if (!wording || !pausedAt) return null;
      const calendar = await this.rules.calendar(tx);
      return resume({ ...clock, pausedAt }, { ...wording, calendar }, reason, actorOf(who), at);
    });
    return this.read(who, id);
  }

  /** What an approver may do to it, and how far: told before they ask. */
  async limits(who: Principal, id: string): Promise<Answer<'duties.limits'>> {
    const clock = await this.clocks.seen(id);
    if (!clock) throw notFound();
    inView(who, clock.jurisdictionId);
    const { limit, firstDueAt, calendar } = await this.limitOf(clock);
    const rule = (await this.wordingOf(clock))?.rule;
    return {
      extendUntil: limit && firstDueAt ? lastExtension(limit, firstDueAt, calendar) : null,
      extendBy: limit ? withinWords(limit) : null,
      saidByClause: rule?.extendableBy !== undefined,
      pausableFor: rule?.pausableFor ?? null,
    };
  }

  /** The clock's own wording, also where its pack has been edited since. */
  private async wordingOf(
    clock: ClockRow,
    reading?: Pick<Tx, 'query'>,
  ): Promise<{ pack: PolicyPack; rule: DutyRule } | null> {
    const pack = (await this.rules.versions([clock], reading))(clock);
    const rule = pack?.rules.find(({ duty, name }) => duty === clock.duty && name.zh === clock.name.zh);
    return pack && rule ? { pack, rule } : null;
  }

  private async limitOf(
    clock: ClockRow,
    reading?: Pick<Tx, 'query'>,
  ): Promise<Pick<Parameters<typeof mayExtend>[0], 'limit' | 'firstDueAt' | 'calendar'>> {
    const rule = (await this.wordingOf(clock, reading))?.rule;
    const calendar = await this.rules.calendar(reading);
    if (!rule) return { calendar };
    const { startAt } = asRunning(clock);
    const firstDueAt = countDue(rule.within, startAt, calendar, pausesOver(clock.pauses)).dueAt;
    return { limit: extensionLimit(rule), firstDueAt, calendar };
  }

  async waive(who: Principal, id: string, { reason }: Input<'duties.waive'>['body']): Promise<Clock> {
    await this.change(who, id, (clock, at) => {
      const answer = mayWaive(asRunning(clock), reason);
      if ('refused' in answer) throw refusalOf(answer.refused);
      return lift(clock, reason, actorOf(who), at);
    });
    return this.read(who, id);
  }

  async packs(who: Principal): Promise<Answer<'packs.list'>> {
    const known = await this.rules.known(who.jurisdictionId);
    return { items: known.map(({ pack, inForce }) => packOf(pack, inForce)) };
  }

  async figures(who: Principal): Promise<Answer<'figures.duties'>> {
    const now = this.now.at();
    return figuresOf(await this.lists.count(who.jurisdictionIds, now), now);
  }

  private async change(
    who: Principal,
    id: string,
    decide: (clock: ClockRow, at: Date, tx: Tx) => Decided | Promise<Decided>,
  ): Promise<void> {
    await this.commit.commit(async (tx: Tx, at) => {
      // Before the clock is taken: whoever changes the rules takes them first and the clocks after.
      await this.rules.hold(tx);
      const clock = await this.clocks.one(tx, id);
      if (!clock) throw notFound();
      inView(who, clock.jurisdictionId);
      const changed = await decide(clock, at, tx);
      if (changed) await this.clocks.save(tx, changed.clock);
      return { value: undefined, facts: changed?.facts ?? [] };
    });
  }

  /** Shows a clock beside the others of its incident or matter, and with the rungs climbed. */
  private async viewer(rows: readonly ClockFound[], now: Date): Promise<(row: ClockFound) => Clock> {
    if (rows.length === 0)
      return (row) => clockOf(row, { strictest: false, escalations: [], recounts: [], now });
    const ids = rows.map(({ id }) => id);
    const [running, escalations, recounts] = await Promise.all([
      this.clocks.running(rows.map(aboutId)),
      this.clocks.escalations(ids),
      this.lists.recounts(ids),
    ]);
    const bySubject = new Map<string, typeof running>();
    for (const clock of running) {
      const others = bySubject.get(clock.subjectId);
      if (others) others.push(clock);
      else bySubject.set(clock.subjectId, [clock]);
    }
    const first = new Set([...bySubject.values()].map((clocks) => strictest(clocks)?.id));
    return (row) =>
      clockOf(row, {
        strictest: first.has(row.id),
        escalations: escalations.filter((e) => e.clockId === row.id),
        recounts: recounts.filter((r) => r.clockId === row.id),
        now,
      });
  }
}

const refusalOf = ({ code, reason }: { code: string; reason: { zh: string; en: string } }) =>
  new Refusal(statuses[code] ?? 422, code, reason.zh, reason.en);

/** @throws Refusal 409 `duty.settled`, 403 `duty.not-yours` */
function mayAcknowledge(who: Principal, clock: ClockRow): void {
  const own = clock.departmentId !== null && clock.departmentId === who.departmentId;
  const press = who.roles.includes('news-office') && who.jurisdictionId === clock.jurisdictionId;
  if (!own && !press)
    throw new Refusal(
      403,
      'duty.not-yours',
      '只有承担此项义务的部门或本级新闻办的人员可以签收。',
      'Only officers of the department that owes this duty, or of the news office here, may acknowledge it.',
    );
  if (!isRunning(clock))
    throw new Refusal(
      409,
      'duty.settled',
      '这项义务已经履行或免除。',
      'This duty has been met or waived already.',
    );
}
