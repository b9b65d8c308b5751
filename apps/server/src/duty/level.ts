// What a level asks for beside the clocks that there are: told before somebody changes it, done when they have.
import { Injectable } from '@nestjs/common';
import type { Answer, Input } from '#contract';
import { type ClockPlan, compareClocks, type Evidence, isPast, openClocks } from '#duty';
import { inView, type Principal } from '../platform/access';
import type { Tx } from '../platform/commit';
import { Now } from '../platform/now';
import { notFound } from '../platform/problem';
import { CardStore, type IncidentCard } from './cards.store';
import { isRunning } from './clock.acts';
import type { ClockRow } from './clock.row';
import { ClockStore } from './clock.store';
import { laterOf, type Planned, startsOf } from './opening';
import { RulesStore } from './rules.store';
import { StartStore } from './start.store';
import { incidentOf, newestOf, sameDuty } from './subject';

type AtLevel = { open: Planned[]; drop: ClockRow[]; stay: ClockRow[]; answers: Evidence[] };
type Told = Answer<'duties.atLevel'>['items'][number];

@Injectable()
export class Levels {
  constructor(
    private readonly now: Now,
    private readonly clocks: ClockStore,
    private readonly cards: CardStore,
    private readonly rules: RulesStore,
    private readonly starts: StartStore,
  ) {}

  /** What an incident's clocks become at the level its card has; from its starts as they were said last. */
  async compare(
    reading: Pick<Tx, 'query'>,
    card: IncidentCard,
    clocks: readonly ClockRow[],
    at: Date,
  ): Promise<AtLevel> {
    const newest = newestOf(clocks);
    const answers = (await this.clocks.answersOf(reading, [card.id])).get(card.id) ?? [];
    const packs = await this.rules.packs(card.jurisdictionId, reading);
    const starts = (await this.starts.holding(reading, [card.id])).get(card.id);
    const incident = startsOf(incidentOf(card, starts), packs, answers);
    const calendar = await this.rules.calendar(reading);
    const plans = openClocks({ incident, packs, now: laterOf(at, answers).toISOString(), calendar });
    // What fell away at an earlier level may be owed again; what an approver lifted stays lifted.
    const fellAway = (clock: ClockRow) => clock.state === 'waived' && clock.waivedBy === null;
    const held = newest.filter((clock) => !fellAway(clock));
    const { open, drop } = compareClocks(held, plans);
    // The clocks of a pack that was withdrawn, and let run on, are not asked about.
    const asked = drop.filter(({ packId }) => packs.some((pack) => pack.id === packId));
    return {
      open: open.map((plan) => ({ plan, round: (newest.find(sameDuty(plan))?.round ?? 0) + 1 })),
      drop: asked,
      stay: held.filter((clock) => isRunning(clock) && !asked.includes(clock)),
      answers,
    };
  }

  /** Before and after, clock by clock, for whoever is about to change the level. */
  async preview(
    who: Principal,
    id: string,
    { level }: Input<'duties.atLevel'>['query'],
  ): Promise<Answer<'duties.atLevel'>> {
    const card = await this.cards.incident(null, id);
    if (!card) throw notFound();
    inView(who, card.jurisdictionId);
    const at = this.now.at();
    const clocks = await this.clocks.seenOf(id);
    const { open, drop, stay } = await this.compare(this.clocks.reading, { ...card, level }, clocks, at);
    return {
      items: [
        ...open.map(({ plan }) => planned(plan, at)),
        ...drop.map((clock) => running(clock, clock.state === 'open' ? 'falls-away' : 'stays')),
        ...stay.map((clock) => running(clock, clock.state === 'open' ? 'runs-on' : 'stays')),
      ],
    };
  }
}

const planned = ({ name, basis, clause, dueAt, leansOnUnpublished: leansOn }: ClockPlan, at: Date): Told => ({
  ...{ kind: 'opened', name, basis, clause, dueAt, leansOn },
  atOnce: isPast(at.toISOString(), dueAt),
});
const running = ({ name, basis, clause, dueAt, leansOn }: ClockRow, kind: Told['kind']): Told => ({
  ...{ kind, name, basis, clause, leansOn, dueAt: dueAt.toISOString(), atOnce: false },
});
