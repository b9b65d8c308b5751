// Changes of the rules: proposed with the list of what they move, confirmed as that list was seen, all in one transaction.
import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Answer, type Input, type RuleChange, shownOf } from '#contract';
import { needsSecond } from '#duty';
import type { Words } from '#organisation';
import { actorOf, inView, type Principal } from '../platform/access';
import { Commit, fact, type NewFact, type Tx } from '../platform/commit';
import { pageOf, readCursor, readInstantCursor } from '../platform/page';
import { conflict, notFound, Refusal } from '../platform/problem';
import { CardStore } from './cards.store';
import { ChangeContent } from './change.content';
import { changedFact, movedFacts, ofChange, proposedFact } from './change.facts';
import { judged, type Outcome, outcomeOf, type Stake, type ToOpen, unread } from './change.plan';
import { type ChangeRow, ChangeStore } from './change.store';
import { fallAway } from './clock.acts';
import { ClockStore } from './clock.store';
import { Opening } from './opening';
import { RulesStore } from './rules.store';
import { StartStore } from './start.store';
import { aboutId, aboutIn, responsibleOf } from './subject';

const NO_COUNTS = { moved: 0, recounted: 0, opened: 0, 'falls-away': 0, stays: 0 };

@Injectable()
export class ChangeService {
  constructor(
    private readonly commit: Commit,
    private readonly changes: ChangeStore,
    private readonly content: ChangeContent,
    private readonly rules: RulesStore,
    private readonly starts: StartStore,
    private readonly clocks: ClockStore,
    private readonly opening: Opening,
    private readonly cards: CardStore,
  ) {}

  async list(who: Principal, query: Input<'changes.list'>['query']): Promise<Answer<'changes.list'>> {
    const { cursor, limit, state, incidentId, matterId, packId } = query;
    const after = readInstantCursor(cursor);
    const rows = await this.changes.list(
      who.jurisdictionIds,
      { state, subjectId: incidentId ?? matterId, packId },
      after,
      limit,
    );
    const all = await this.rules.seesAll(who.jurisdictionIds);
    const keys = (row: ChangeRow) => [row.proposedAt.toISOString(), row.id];
    const open = rows.filter(({ state: now }) => now === 'proposed');
    const over = await this.changes.atOnce(open.map(({ id }) => id));
    return pageOf(rows, limit, keys, (row) => viewOf(row, mayNot(row, who, all), over.get(row.id)));
  }

  async read(who: Principal, id: string): Promise<RuleChange> {
    const row = await this.changes.read(id);
    if (!row) throw notFound();
    inView(who, row.jurisdictionId);
    const [all, over] = await Promise.all([
      this.rules.seesAll(who.jurisdictionIds),
      this.changes.atOnce([id]),
    ]);
    return viewOf(row, mayNot(row, who, all), over.get(id));
  }

  async moves(
    who: Principal,
    id: string,
    { cursor, limit }: Input<'changes.moves'>['query'],
  ): Promise<Answer<'changes.moves'>> {
    await this.read(who, id);
    const after = readCursor(cursor, 1);
    const rows = await this.changes.moves(id, Number(after?.[0] ?? -1), limit);
    return pageOf(
      rows,
      limit,
      (row) => [row.n],
      ({
        kind,
        clockId,
        duty,
        name,
        packId,
        fromStart,
        toStart,
        fromDue,
        toDue,
        atOnce,
        leansOn,
        ...of
      }) => ({
        ...{ kind, clockId, duty, name, packId, atOnce, leansOn, ...shownOf(of) },
        fromStart: fromStart?.toISOString() ?? null,
        toStart: toStart?.toISOString() ?? null,
        fromDue: fromDue?.toISOString() ?? null,
        toDue: toDue?.toISOString() ?? null,
      }),
    );
  }

  /** Writes the proposal down with what it would move; nothing has changed yet. */
  async propose(who: Principal, change: Input<'changes.propose'>['body']): Promise<RuleChange> {
    const id = await this.commit.commit(async (tx, at) => {
      const written = await this.content.write(tx, who, change, at);
      const row: ChangeRow = {
        ...written,
        ...{ id: randomUUID(), kind: change.kind, reason: change.reason, state: 'proposed' },
        ...{ proposedBy: who.id, proposedName: who.name, proposedAt: at, countedAt: at },
        ...{ decidedBy: null, decidedName: null, decidedAt: null, digest: '', counts: NO_COUNTS },
      };
      const outcome = await this.outcome(tx, row, at, false);
      await this.changes.add(tx, { ...row, digest: outcome.digest, counts: outcome.counts });
      await this.changes.keepMoves(tx, row.id, outcome.moves);
      return { value: row.id, facts: [proposedFact(row, who)] };
    });
    return this.read(who, id);
  }

  /** Counts the list anew: clocks open and are met while a proposal waits. */
  async look(who: Principal, id: string): Promise<RuleChange> {
    await this.commit.commit(async (tx, at) => {
      const row = await this.proposed(tx, who, id);
      const outcome = await this.outcome(tx, row, at, false);
      await this.changes.counted(tx, id, at, outcome.digest, outcome.counts);
      await this.changes.keepMoves(tx, id, outcome.moves);
      return { value: undefined, facts: [] };
    });
    return this.read(who, id);
  }

  /**
   * Makes it hold and moves the clocks, together or not at all; the list is the one that was seen, or nothing happens.
   * @throws Refusal `change.moved-on`, `change.overtaken`, `change.decided`, `change.same-person`, `change.not-yours`
   */
  async confirm(who: Principal, id: string, digest: string): Promise<RuleChange> {
    await this.commit.commit(async (tx, at) => {
      await this.rules.take(tx);
      const row = await this.proposed(tx, who, id);
      const no = mayNot(row, who, await this.rules.seesAll(who.jurisdictionIds, tx));
      if (no) throw new Refusal(403, no.code, no.reason.zh, no.reason.en);
      if ((await this.content.base(tx, row)) !== row.basedOn) throw overtaken();
      const outcome = await this.outcome(tx, row, at, true);
      if (outcome.digest !== digest) throw movedOn();
      const version = await this.content.keep(tx, row, who.name, at);
      await this.changes.decide(tx, id, 'confirmed', who, at);
      await this.changes.counted(tx, id, at, outcome.digest, outcome.counts);
      // The list in store is the one that was seen, unless somebody counted it anew since and it differed.
      if (outcome.digest !== row.digest) await this.changes.keepMoves(tx, id, outcome.moves);
      await this.changes.recounted(tx, outcome.update, at);
      const facts = [changedFact(row, who, outcome, version), ...movedFacts(row, who, outcome)];
      facts.push(...(await this.lift(tx, row, outcome, at)));
      facts.push(...(await this.open(tx, outcome.open, at)));
      return { value: undefined, facts };
    });
    return this.read(who, id);
  }

  async drop(who: Principal, id: string): Promise<RuleChange> {
    await this.commit.commit(async (tx, at) => {
      const row = await this.proposed(tx, who, id);
      await this.changes.decide(tx, id, 'dropped', who, at);
      const body = { changeId: id, ...aboutIn(row) };
      return {
        value: undefined,
        facts: [fact('rules.dropped', actorOf(who), ofChange(id), row.jurisdictionId, body)],
      };
    });
    return this.read(who, id);
  }

  private async proposed(tx: Tx, who: Principal, id: string): Promise<ChangeRow> {
    const row = await this.changes.one(tx, id);
    if (!row) throw notFound();
    inView(who, row.jurisdictionId);
    if (row.state !== 'proposed')
      throw conflict(
        'change.decided',
        '这项变更已经确认或撤回。',
        'This change has been confirmed or dropped already.',
      );
    return row;
  }

  private async outcome(tx: Tx, row: ChangeRow, at: Date, lock: boolean): Promise<Outcome> {
    const { scope, packFor, ...staked } = await this.content.stake(tx, row);
    const clocks = scope ? await this.changes.atStake(tx, scope, lock) : [];
    const ids = [...new Set(clocks.map(aboutId))];
    const cards = await this.cards.cards(tx, ids, staked.binds ? row.jurisdictionId : null);
    const all = [...cards.keys()];
    const asWas = await this.rules.versions(clocks, tx);
    const stake: Stake = {
      ...staked,
      ...{ clocks, cards, now: at.toISOString() },
      packFor: (clock) => packFor(clock) ?? (row.kind === 'restore-pack' ? null : asWas(clock)),
      starts: this.content.correct(await this.starts.holding(tx, all), row),
      answers: staked.binds ? await this.clocks.answersOf(tx, all) : new Map(),
    };
    const counted = judged(stake);
    return outcomeOf(stake, counted, await this.changes.explains(tx, unread(counted)));
  }

  private async lift(tx: Tx, row: ChangeRow, { lift }: Outcome, at: Date): Promise<NewFact[]> {
    const facts: NewFact[] = [];
    for (const { id } of lift) {
      const clock = await this.clocks.one(tx, id);
      const changed = clock && fallAway(clock, `${row.says.title.zh}：${row.reason}`, at);
      if (!changed) continue;
      await this.clocks.save(tx, changed.clock);
      facts.push(...changed.facts);
    }
    return facts;
  }

  private async open(tx: Tx, open: readonly ToOpen[], at: Date): Promise<NewFact[]> {
    const answers = await this.clocks.answersOf(tx, [...new Set(open.map(({ card }) => card.id))]);
    const facts: NewFact[] = [];
    for (const { card, plan, round } of open) {
      const { jurisdictionId } = card;
      const given = {
        jurisdictionId,
        leadDepartmentId: responsibleOf(card),
        answers: answers.get(card.id) ?? [],
        at,
      };
      facts.push(...(await this.opening.open(tx, [{ plan, round }], given)));
    }
    return facts;
  }
}

type No = { code: string; reason: Words };
/** Why this person may not confirm it; null when they may. */
function mayNot(row: ChangeRow, who: Principal, seesAll: boolean): No | null {
  if (needsSecond(row.kind) && row.proposedBy === who.id)
    return {
      code: 'change.same-person',
      reason: {
        zh: '规则包须由提出人以外的第二人签署。',
        en: 'A pack is signed by a second person, not by whoever proposed it.',
      },
    };
  if (
    who.rights.has(row.kind === 'start' ? 'rule.change' : 'rule.sign') &&
    (row.kind !== 'calendar' || seesAll)
  )
    return null;
  return {
    code: 'change.not-yours',
    reason: { zh: '您没有确认这项变更的权限。', en: 'You may not confirm this change.' },
  };
}

const movedOn = () =>
  conflict(
    'change.moved-on',
    '您查看清单之后时钟有了变化，什么都没有改动；请看过新清单再确认。',
    'The clocks have moved on since you saw the list; nothing was changed. Look at the new list and confirm again.',
  );
const overtaken = () =>
  conflict(
    'change.overtaken',
    '同一内容在此期间已有别的变更生效，请撤回后重新提出。',
    'Another change of the same thing has been confirmed meanwhile; drop this one and propose it anew.',
  );

function viewOf(row: ChangeRow, no: No | null, atOnce = 0): RuleChange {
  const open = row.state === 'proposed';
  return {
    ...{
      id: row.id,
      kind: row.kind,
      incidentId: row.incidentId,
      matterId: row.matterId,
      reason: row.reason,
      state: row.state,
    },
    ...{ title: row.says.title, says: row.says.lines, packId: needsSecond(row.kind) ? row.subject : null },
    proposedBy: row.proposedName,
    proposedAt: row.proposedAt.toISOString(),
    decidedBy: row.decidedName,
    decidedAt: row.decidedAt?.toISOString() ?? null,
    countedAt: row.countedAt.toISOString(),
    ...{ digest: row.digest, counts: row.counts, atOnce },
    needsSecond: needsSecond(row.kind),
    mayConfirm: open && !no,
    mayNot: open ? (no?.reason ?? null) : null,
  };
}
