// Gathers the messages of a batch into incidents, in order of arrival, and writes what came of it with its facts.
import { Injectable } from '@nestjs/common';
import type { EmergencySeen } from '#contract';
import { aboutOf } from '#understanding';
import { system } from '../platform/access';
import { fact, type NewFact, type Tx } from '../platform/commit';
import { unhurried } from '../platform/unhurried';
import { AboutStore } from './about.store';
import { foundBy } from './found-by';
import { GroupingStore, type Grown, type Joining, type Taken } from './grouping.store';
import { GroupingMemory } from './grouping-memory';
import { HeatStore, heatOf } from './heat.store';
import { graver } from './incident.acts';
import { toGroup } from './profiles';
import { type Civic, isOld, levelProposed, saidAt } from './reading';

/** A message with when it was said, and what it shares with the incident it joined. */
type Placed = { message: Civic; at: Date; shared: Joining['shared'] };
type Plan = { opened: Map<string, Placed[]>; grown: Map<string, Placed[]> };

const TRIES = 4;
/** By the titles of so many messages of a batch an incident is found. */
const TITLES = 50;

@Injectable()
export class Grouping {
  constructor(
    private readonly store: GroupingStore,
    private readonly memory: GroupingMemory,
    private readonly heat: HeatStore,
    private readonly about: AboutStore,
  ) {}

  /** Takes up what people changed: from here on every process groups by it. */
  async takeUp(tx: Tx, incidentIds: readonly string[], seq: number, now: Date): Promise<void> {
    await this.memory.recall(tx, now);
    await this.store.take(tx, incidentIds);
    this.memory.learn(await this.store.mark(tx, incidentIds, seq));
    await this.heat.refresh(tx, incidentIds, now);
    await this.memory.reached(tx, seq);
  }

  /** Places messages, opens and grows incidents, and says so. */
  async group(tx: Tx, messages: readonly Civic[], seq: number, now: Date): Promise<NewFact[]> {
    const { plan, taken } = await this.agreed(tx, messages, now);
    const opened = await this.open(tx, plan, seq, now);
    const grown = await this.grow(tx, plan, taken, seq);
    await this.store.join(tx, [...joinings(plan.opened), ...joinings(plan.grown)]);
    await this.heat.refresh(tx, [...plan.grown.keys()], now);
    await this.memory.reached(tx, seq);
    return [...opened, ...grown];
  }

  /** A plan that holds: the incidents it joins are taken, and people have not changed them since they were remembered. */
  private async agreed(
    tx: Tx,
    messages: readonly Civic[],
    now: Date,
    tries = TRIES,
  ): Promise<{ plan: Plan; taken: Map<string, Taken> }> {
    await this.memory.recall(tx, now);
    const plan = await this.place(messages);
    const taken = await this.store.take(tx, [...plan.grown.keys()]);
    if (taken.every((row) => this.memory.agrees(row)) && taken.length === plan.grown.size)
      return { plan, taken: new Map(taken.map((row) => [row.id, row])) };
    if (tries <= 1) throw new Error('the grouping could not come to agree with what people changed');
    this.memory.forget();
    return this.agreed(tx, messages, now, tries - 1);
  }

  private async place(messages: readonly Civic[]): Promise<Plan> {
    const plan: Plan = { opened: new Map(), grown: new Map() };
    await unhurried(messages, (message) => {
      const grouper = this.memory.of(message.jurisdictionId);
      const { incidentId, joined, shared } = grouper.assign(toGroup(message));
      if (joined) this.memory.joined(incidentId);
      const placed: Placed = { message, at: saidAt(message), shared: joined ? shared : null };
      const there = plan.opened.get(incidentId) ?? plan.grown.get(incidentId);
      if (there) there.push(placed);
      else if (joined) plan.grown.set(incidentId, [placed]);
      else {
        plan.opened.set(incidentId, [placed]);
        this.memory.opened(incidentId, message.jurisdictionId);
      }
    });
    return plan;
  }

  private async open(tx: Tx, { opened }: Plan, seq: number, now: Date): Promise<NewFact[]> {
    const rows = await unhurried(opened, ([id, placed]) => {
      const { message } = placed[0]!;
      const { title, topic, place } = aboutOf(placed.map((p) => p.message));
      const sum = { ...summed(placed), topic, place };
      const about = [sum.topic, ...sum.areas, sum.place, sum.emergency?.kind];
      return {
        id,
        jurisdictionId: message.jurisdictionId,
        ...sum,
        title,
        detectedAt: message.receivedAt,
        heat: heatOf(
          placed.map(({ message: m, at }) => ({ at, channel: m.channel, sourceId: m.sourceId })),
          now,
        ),
        profile: this.memory.of(message.jurisdictionId).profile(id),
        titleTerms: foundBy(title),
        aboutTerms: `${sum.titleTerms} ${foundBy(about.filter(Boolean).join(' '))}`,
        messageId: message.id,
      };
    });
    await this.store.open(tx, rows, seq, now);
    return rows.flatMap((row) => {
      const { id, jurisdictionId, emergency } = row;
      const old = isOld(row.lastAt, now);
      return [
        fact('incident.opened', system, { type: 'incident', id }, jurisdictionId, {
          incidentId: id,
          messageId: row.messageId,
          topic: row.topic,
          emergencyKind: emergency?.kind ?? null,
          proposedLevel: emergency?.level ?? null,
          messages: row.messages,
          old,
        }),
        // What is filed from an archive is on record with its level; nobody needs to be called to it.
        ...(emergency && !old ? [levelProposed(system, id, jurisdictionId, emergency)] : []),
      ];
    });
  }

  private async grow(tx: Tx, { grown }: Plan, taken: Map<string, Taken>, seq: number): Promise<NewFact[]> {
    const rows = [...grown].map(([id, placed]) => {
      const { jurisdictionId } = placed[0]!.message;
      const sum = summed(placed);
      const before = taken.get(id)?.emergency ?? null;
      const emergency = graver(before, sum.emergency);
      return {
        id,
        jurisdictionId,
        ...sum,
        emergency: emergency === before ? null : emergency,
        profile: this.memory.of(jurisdictionId).profile(id),
      };
    });
    const now = new Map((await this.store.grow(tx, rows, seq)).map((row) => [row.id, row]));
    await this.about.choose(
      tx,
      rows.map(({ id, messages }) => ({ id, added: messages, messages: now.get(id)?.messages ?? 0 })),
    );
    return rows.flatMap(({ id, jurisdictionId, emergency, messages }) => [
      grew(id, jurisdictionId, messages, now.get(id)),
      ...(emergency ? [levelProposed(system, id, jurisdictionId, emergency)] : []),
    ]);
  }
}

/** What the messages say together. */
function summed(placed: readonly Placed[]) {
  const times = placed.map(({ at }) => at.getTime());
  return {
    topic: placed.find(({ message }) => message.topic)?.message.topic ?? null,
    areas: [...new Set(placed.flatMap(({ message }) => message.areas))],
    place: placed.map(({ message }) => message.place ?? message.speaksOf).find(Boolean) ?? null,
    emergency: placed.reduce<EmergencySeen | null>(
      (seen, { message }) => graver(seen, message.emergency),
      null,
    ),
    messages: placed.length,
    channels: [...new Set(placed.map(({ message }) => message.channel))].sort(),
    firstAt: new Date(Math.min(...times)),
    lastAt: new Date(Math.max(...times)),
    titleTerms: placed
      .slice(0, TITLES)
      .map(({ message }) => foundBy(message.title))
      .join(' '),
  };
}

const joinings = (placed: Plan['opened']): Joining[] =>
  [...placed].flatMap(([incidentId, members]) =>
    members.map(({ message, at, shared }) => ({
      id: message.id,
      channel: message.channel,
      sourceId: message.sourceId,
      incidentId,
      at,
      shared,
    })),
  );

function grew(id: string, jurisdictionId: string, added: number, now: Grown | undefined): NewFact {
  return fact('incident.grew', system, { type: 'incident', id }, jurisdictionId, {
    incidentId: id,
    added,
    messages: now?.messages ?? added,
    channels: now?.channels ?? [],
  });
}
