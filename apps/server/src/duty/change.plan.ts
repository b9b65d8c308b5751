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
  tellsByWords,
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

/** A running clock with what the change makes of it; `after` null: no rule asks for it any more. */
type Judged = { clock: ClockAtStake; before: Before; may: boolean; after: Recounted | null };
type Before = Omit<CountedClock, 'explain'>;

/** Every running clock at stake, counted anew. */
export const judged = (stake: Stake): Judged[] =>
  stake.clocks.flatMap((clock) =>
    clock.state === 'open' || clock.state === 'breached' ? (judge(clock, stake) ?? []) : [],
  );

/** Those of which only the explanation tells whether anything has changed: it is long, and read for no others. */
export const unread = (clocks: readonly Judged[]): string[] =>
  clocks.flatMap(({ clock, before, after }) => (after && tellsByWords(before, after) ? clock.id : []));

/**
 * What the change would do now. The moves come in one order: by what happens, then by the new due time. `explains`
 * holds the explanations of those that are `unread`.
 */
export function outcomeOf(
  stake: Stake,
  clocks: readonly Judged[],
  explains: ReadonlyMap<string, readonly string[]>,
): Outcome {
  const update: ToUpdate[] = [];
  const lift: ClockAtStake[] = [];
  const moves: Move[] = [];
  for (const one of clocks) {
    const { clock, after } = one;
    const move = moved(one, explains.get(clock.id) ?? [], stake.now);
    if (!move) continue;
    moves.push(move);
    if (after && move.kind !== 'stays') update.push({ clock, after });
    else if (move.kind === 'falls-away') lift.push(clock);
  }
  const open = stake.binds ? toOpen(stake.binds, stake) : [];
  moves.push(...open.map(({ card, plan }) => openedMove(card, plan, stake.now)));
  const { ordered, digest } = inOrder(moves);
  return { moves: ordered, update, lift, open, counts: countsOf(ordered), digest };
}

function judge(clock: ClockAtStake, stake: Stake): Judged | null {
  const card = stake.cards.get(aboutId(clock));
  const pack = stake.packFor(clock);
  if (!card || !pack) return null;
  const subject = subjectOf(card, stake.starts.get(card.id));
  const rule = stake.lifts === clock.packId ? null : ruleOf(pack, clock.duty, subject);
  const before = countedOf(clock);
  const { startAt, dueAt } = before;
  const pausedAt = clock.pausedAt?.toISOString() ?? null;
  const { restart, now, calendar } = stake;
  const may = mayRecount({ state: clock.state, startAt, dueAt, pausedAt }, now);
  if (rule) {
    const counted = { ...before, explain: [] };
    const after = recount({ clock: counted, pack, rule, starts: subject, restart, now, calendar });
    return { clock, before, may, after };
  }
  // Only what the change itself takes away falls away; a rule that had ceased to fit before is not its doing.
  if (stake.lifts !== clock.packId && stake.binds?.id !== clock.packId) return null;
  return { clock, before, may, after: null };
}

function moved({ clock, before, may, after }: Judged, explain: readonly string[], now: string): Move | null {
  if (!after) return moveOf(clock, before, may ? 'falls-away' : 'stays', null);
  const kind = movedBy({ ...before, explain }, after);
  if (!kind) return null;
  if (!may) return kind === 'moved' ? moveOf(clock, before, 'stays', null) : null;
  const atOnce = isLate({ ...after, pausedAt: clock.pausedAt?.toISOString() ?? null }, now);
  return { ...moveOf(clock, before, kind, after), atOnce };
}

const countedOf = ({
  duty,
  packVersion,
  startsFrom,
  startNote,
  extensions,
  pauses,
  ...clock
}: ClockAtStake): Before => ({
  ...{ duty, packVersion, startsFrom, startNote, extensions, pauses },
  startAt: clock.startAt.toISOString(),
  dueAt: clock.dueAt.toISOString(),
});

function moveOf(
  clock: ClockAtStake,
  { startAt: start, dueAt: due }: Before,
  kind: MoveKind,
  after: Recounted | null,
): Move {
  const { incidentId, matterId, duty, packId } = clock;
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

/**
 * By what happens, then by the new due time, and the digest of all rows in that order: what a person confirms. Each key
 * is made once, for there are ten thousand of them.
 */
function inOrder(moves: readonly Move[]): { ordered: Move[]; digest: string } {
  const keyed = moves.map((move) => ({ move, by: kinds.indexOf(move.kind), key: keyOf(move) }));
  keyed.sort((a, b) => a.by - b.by || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  const hash = createHash('sha256');
  for (const { move: m, key } of keyed)
    hash.update(`${[m.kind, key, m.fromStart, m.toStart, m.fromDue, m.toDue].join(' ')}\n`);
  return { ordered: keyed.map(({ move }) => move), digest: hash.digest('hex') };
}

function countsOf(moves: readonly Move[]): Counts {
  const counts: Counts = { moved: 0, recounted: 0, opened: 0, 'falls-away': 0, stays: 0 };
  for (const { kind } of moves) counts[kind] += 1;
  return counts;
}
