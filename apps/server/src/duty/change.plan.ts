// What a change of the rules does to the clocks, decided without a database: a row for each that moves, opens or falls away.
import { createHash } from 'node:crypto';
import {
  type Calendar,
  type ClockPlan,
  type ClockState,
  type CountedClock,
  type Evidence,
  type Extension,
  isLate,
  isPast,
  mayRecount,
  movedBy,
  type NoticeKind,
  openFor,
  type Pause,
  type PolicyPack,
  type Recounted,
  recount,
  ruleOf,
  type StartInstants,
  type StartsFrom,
} from '#duty';
import type { Words } from '#organisation';
import { startsOf } from './opening';
import {
  type AboutIds,
  aboutId,
  aboutOf,
  type Card,
  goesOn,
  incidentOf,
  isMatter,
  matterOf,
  newestOf,
  sameDuty,
  subjectOf,
} from './subject';

export type MoveKind = 'moved' | 'recounted' | 'opened' | 'falls-away' | 'stays';
export type Counts = Record<MoveKind, number>;
/** As much of a clock as counting it anew, and telling of it, needs. */
export type ClockAtStake = AboutIds & {
  id: string;
  jurisdictionId: string;
  duty: string;
  name: Words;
  packId: string;
  packVersion: string;
  round: number;
  startsFrom: StartsFrom;
  startAt: Date;
  startNote: Words | null;
  dueAt: Date;
  explain: string[];
  extensions: Extension[];
  state: ClockState;
  waivedBy: string | null;
  given: NoticeKind[];
  pausedAt: Date | null;
  pausedMs: number;
  pauses: Pause[];
};
export type Move = AboutIds & {
  kind: MoveKind;
  clockId: string | null;
  duty: string;
  name: Words;
  packId: string;
  fromStart: string | null;
  toStart: string | null;
  fromDue: string | null;
  toDue: string | null;
  atOnce: boolean;
  /** Years without a published notice that the new due time leans on. */
  leansOn: number[];
};
export type Stake = {
  calendar: Calendar;
  now: string;
  clocks: readonly ClockAtStake[];
  /** The incidents and matters, by id. */
  cards: ReadonlyMap<string, Card>;
  starts: ReadonlyMap<string, StartInstants>;
  /** What was published for them, where something may open. */
  answers: ReadonlyMap<string, readonly Evidence[]>;
  /** The pack a clock is counted by after the change; null: its wording is not known any more, and it stays as it is. */
  packFor: (clock: ClockAtStake) => PolicyPack | null;
  /** The starts themselves are corrected. */
  restart: boolean;
  /** A pack whose rules are to bind from now on: what it asks for and nobody counts yet opens. */
  binds?: PolicyPack;
  /** A pack that no longer binds, and whose open clocks fall away. */
  lifts?: string;
};
export type ToUpdate = { clock: ClockAtStake; after: Recounted };
export type ToOpen = { card: Card; plan: ClockPlan; round: number };
export type Outcome = {
  moves: Move[];
  update: ToUpdate[];
  lift: ClockAtStake[];
  open: ToOpen[];
  counts: Counts;
  digest: string;
};

/** What the change would do now. The moves come in one order: by what happens, then by the new due time. */
export function outcomeOf(stake: Stake): Outcome {
  const update: ToUpdate[] = [];
  const lift: ClockAtStake[] = [];
  const moves: Move[] = [];
  for (const clock of stake.clocks) {
    if (clock.state !== 'open' && clock.state !== 'breached') continue;
    const found = judge(clock, stake);
    if (!found) continue;
    moves.push(found.move);
    if (found.after) update.push({ clock, after: found.after });
    else if (found.move.kind === 'falls-away') lift.push(clock);
  }
  const open = stake.binds ? toOpen(stake.binds, stake) : [];
  moves.push(...open.map(({ card, plan }) => openedMove(card, plan, stake.now)));
  const ordered = inOrder(moves);
  return { moves: ordered, update, lift, open, counts: countsOf(ordered), digest: digestOf(ordered) };
}

function judge(clock: ClockAtStake, stake: Stake): { move: Move; after?: Recounted } | null {
  const card = stake.cards.get(aboutId(clock));
  const pack = stake.packFor(clock);
  if (!card || !pack) return null;
  const subject = subjectOf(card, stake.starts.get(card.id));
  const rule = stake.lifts === clock.packId ? null : ruleOf(pack, clock.duty, subject);
  const may = mayRecount(
    {
      state: clock.state,
      startAt: clock.startAt.toISOString(),
      dueAt: clock.dueAt.toISOString(),
      pausedAt: clock.pausedAt?.toISOString() ?? null,
    },
    stake.now,
  );
  if (!rule) {
    // Only what the change itself takes away falls away; a rule that had ceased to fit before is not its doing.
    if (stake.lifts !== clock.packId && stake.binds?.id !== clock.packId) return null;
    return { move: moveOf(clock, may ? 'falls-away' : 'stays', null) };
  }
  const before = countedOf(clock);
  const { restart, now, calendar } = stake;
  const after = recount({ clock: before, pack, rule, starts: subject, restart, now, calendar });
  const kind = movedBy(before, after);
  if (!kind) return null;
  if (!may) return kind === 'moved' ? { move: moveOf(clock, 'stays', null) } : null;
  const move = moveOf(clock, kind, after);
  return {
    move: {
      ...move,
      atOnce: isLate({ ...after, pausedAt: clock.pausedAt?.toISOString() ?? null }, stake.now),
    },
    after,
  };
}

const countedOf = (clock: ClockAtStake): CountedClock => ({
  ...clock,
  startAt: clock.startAt.toISOString(),
  dueAt: clock.dueAt.toISOString(),
});

function moveOf(clock: ClockAtStake, kind: MoveKind, after: Recounted | null): Move {
  const { incidentId, matterId, duty, packId } = clock;
  const [start, due] = [clock.startAt.toISOString(), clock.dueAt.toISOString()];
  const gone = kind === 'falls-away';
  return {
    ...{ kind, incidentId, matterId, duty, packId, clockId: clock.id },
    name: after?.name ?? clock.name,
    fromStart: start,
    toStart: after?.startAt ?? (gone ? null : start),
    fromDue: due,
    toDue: after?.dueAt ?? (gone ? null : due),
    atOnce: false,
    leansOn: after?.leansOnUnpublished ?? [],
  };
}

/** What a pack asks for in incidents that are confirmed and matters that go on, and no clock counts yet; what an approver has lifted stays lifted. */
function toOpen(pack: PolicyPack, { clocks, cards, starts, answers, calendar, now }: Stake): ToOpen[] {
  const byCard = new Map<string, ClockAtStake[]>();
  for (const clock of clocks)
    if (clock.packId === pack.id) byCard.set(aboutId(clock), [...(byCard.get(aboutId(clock)) ?? []), clock]);
  return [...cards.values()].flatMap((card) => {
    if (!goesOn(card)) return [];
    const theirs = newestOf(byCard.get(card.id) ?? []);
    const fellAway = (clock: ClockAtStake) => clock.state === 'waived' && clock.waivedBy === null;
    const published = answers.get(card.id) ?? [];
    const subject = isMatter(card)
      ? matterOf(card, starts.get(card.id))
      : startsOf(incidentOf(card, starts.get(card.id)), [pack], published);
    return openFor({ subject, packs: [pack], now, calendar })
      .filter((plan) => !theirs.some((clock) => sameDuty(plan)(clock) && !fellAway(clock)))
      .map((plan) => ({ card, plan, round: (theirs.find(sameDuty(plan))?.round ?? 0) + 1 }));
  });
}

const openedMove = (card: Card, plan: ClockPlan, now: string): Move => ({
  kind: 'opened',
  clockId: null,
  ...aboutOf(card),
  duty: plan.duty,
  name: plan.name,
  packId: plan.packId,
  fromStart: null,
  toStart: plan.startAt,
  fromDue: null,
  toDue: plan.dueAt,
  atOnce: isPast(now, plan.dueAt),
  leansOn: plan.leansOnUnpublished,
});

const kinds: readonly MoveKind[] = ['moved', 'opened', 'falls-away', 'stays', 'recounted'];
const keyOf = (move: Move): string =>
  [move.toDue ?? move.fromDue, aboutId(move), move.packId, move.duty, move.clockId ?? ''].join(' ');

/** By what happens, then by the new due time; each key is made once, for there are ten thousand of them. */
function inOrder(moves: readonly Move[]): Move[] {
  const keyed = moves.map((move) => ({ move, by: kinds.indexOf(move.kind), key: keyOf(move) }));
  keyed.sort((a, b) => a.by - b.by || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  return keyed.map(({ move }) => move);
}

function countsOf(moves: readonly Move[]): Counts {
  const counts: Counts = { moved: 0, recounted: 0, opened: 0, 'falls-away': 0, stays: 0 };
  for (const { kind } of moves) counts[kind] += 1;
  return counts;
}

/** What a person confirms: the rows they saw, all of them. */
function digestOf(moves: readonly Move[]): string {
  const hash = createHash('sha256');
  for (const m of moves)
    hash.update(`${[m.kind, keyOf(m), m.fromStart, m.toStart, m.fromDue, m.toDue].join(' ')}\n`);
  return hash.digest('hex');
}
