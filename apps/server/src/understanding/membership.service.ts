// Which message belongs to which incident, when people say so: incidents merged, messages moved over, or split off on their own.
import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Assessed, Input } from '#contract';
import { aboutOf } from '#understanding';
import { actorOf, inView, type Principal } from '../platform/access';
import { fact, type NewFact, type Tx } from '../platform/commit';
import { notFound } from '../platform/problem';
import { AssessmentStore } from './assessment.store';
import { foundBy } from './found-by';
import * as acts from './incident.acts';
import { IncidentDesk, subject } from './incident.desk';
import type { IncidentRow } from './incident.row';
import { IncidentStore, type Member } from './incident.store';
import { joinProfiles, profileOf } from './profiles';
import { isOld } from './reading';
import { proposedBy, Reckoning } from './reckoning';

type Done = Promise<Assessed>;
/** A new incident of messages that a person chose. */
type Opening = { id: string; jurisdictionId: string; messages: Member[]; title?: string };

@Injectable()
export class MembershipService {
  constructor(
    private readonly desk: IncidentDesk,
    private readonly store: IncidentStore,
    private readonly assessments: AssessmentStore,
    private readonly reckoning: Reckoning,
  ) {}

  /** Its messages go over to the other, which keeps its name, state and level. */
  async merge(who: Principal, id: string, { intoId, reason }: Input<'incidents.merge'>['body']): Done {
    return this.desk.act(who, id, async (tx, _at, assessmentId) => {
      const [from, into] = await this.pair(tx, who, id, intoId);
      acts.mayDo('merge', from.state);
      acts.mayDo('receive', into.state);
      if (from.state === 'confirmed' && into.state !== 'confirmed') throw acts.mergeConfirmed();
      await this.assessments.carry(tx, assessmentId, id);
      const messages = await this.store.moveAll(tx, id, intoId, { name: who.name, assessmentId });
      await this.store.save(tx, id, { state: 'merged', mergedInto: intoId, messages: 0, heat: 0 });
      const proposed = await this.reckoning.grow(tx, into, {
        ...from,
        profile: joinProfiles(from.profile, into.profile),
      });
      await this.store.note(tx, [id, intoId]);
      const body = { incidentId: id, intoId, messages, reason };
      const merged = fact('incident.merged', actorOf(who), subject(id), from.jurisdictionId, body);
      const target = { topic: into.topic, place: into.place, detectedAt: into.detectedAt.toISOString() };
      return {
        facts: [merged, ...proposed],
        ...({ act: 'merge', of: from, otherId: intoId, reason, messages } as const),
        before: { state: from.state, target },
      };
    });
  }

  /** One message goes to another incident, or out on its own. */
  async move(
    who: Principal,
    id: string,
    { messageId, toIncidentId, reason }: Input<'incidents.move'>['body'],
  ): Done {
    return this.desk.act(who, id, async (tx, at, assessmentId) => {
      const [from, into] = toIncidentId
        ? await this.pair(tx, who, id, toIncidentId)
        : [await this.desk.taken(tx, who, id), null];
      acts.mayDo('move', from.state);
      if (into) acts.mayDo('receive', into.state);
      const messages = await this.chosen(tx, id, [messageId]);
      if (from.messages <= 1) throw acts.lastMessage();
      const toId = into?.id ?? randomUUID();
      const facts: NewFact[] = [];
      if (!into) {
        const opening = { id: toId, jurisdictionId: from.jurisdictionId, messages };
        facts.push(await this.open(tx, who, opening, at));
      }
      await this.carry(tx, messages, id, toId, { name: who.name, assessmentId });
      await this.reckoning.lessened(tx, from);
      if (into) {
        const profile = joinProfiles(profileOf(messageId, messages), into.profile);
        const coming = { ...aboutOf(messages), emergency: messages[0]!.emergency, profile, detectedAt: at };
        facts.push(...(await this.reckoning.grow(tx, into, coming)));
      }
      await this.store.note(tx, [id, toId]);
      const body = { incidentId: id, messageId, toIncidentId: toId, reason };
      facts.push(fact('incident.message-moved', actorOf(who), subject(id), from.jurisdictionId, body));
      return { facts, act: 'move', of: from, otherId: toId, reason, messages: 1, before: named(from) };
    });
  }

  /** Chosen messages become an incident of their own: what a person parted the machine does not bring together. */
  async split(
    who: Principal,
    id: string,
    { messageIds, title, reason }: Input<'incidents.split'>['body'],
  ): Done {
    return this.desk.act(who, id, async (tx, at, assessmentId) => {
      const from = await this.desk.taken(tx, who, id);
      acts.mayDo('split', from.state);
      const messages = await this.chosen(tx, id, messageIds);
      if (from.messages <= messages.length) throw acts.splitAll();
      const toId = randomUUID();
      const opening = { id: toId, jurisdictionId: from.jurisdictionId, messages, title };
      const opened = await this.open(tx, who, opening, at);
      await this.carry(tx, messages, id, toId, { name: who.name, assessmentId });
      await this.reckoning.lessened(tx, from);
      await this.store.note(tx, [id, toId]);
      const body = { incidentId: id, toIncidentId: toId, messages: messages.length, reason };
      const split = fact('incident.split', actorOf(who), subject(id), from.jurisdictionId, body);
      return {
        facts: [opened, split],
        ...({ act: 'split', of: from, otherId: toId, reason, messages: messages.length } as const),
        before: named(from),
      };
    });
  }

  /** A message that is in none is put into an incident, or begins one: what the machine set aside a person may judge otherwise. */
  async takeIn(
    who: Principal,
    messageId: string,
    { incidentId, reason }: Input<'messages.takeIn'>['body'],
  ): Done {
    const id = incidentId ?? randomUUID();
    return this.desk.act(who, id, async (tx, at, assessmentId) => {
      const into = incidentId ? await this.desk.taken(tx, who, incidentId) : null;
      if (into) acts.mayDo('receive', into.state);
      const message = await this.store.outside(tx, messageId);
      inView(who, message?.jurisdictionId);
      if (!message) throw notFound();
      const { jurisdictionId } = message;
      if (into && into.jurisdictionId !== jurisdictionId) throw acts.otherJurisdiction();
      const facts = into ? [] : [await this.open(tx, who, { id, jurisdictionId, messages: [message] }, at)];
      const by = { name: who.name, assessmentId };
      if (!(await this.store.takeIn(tx, message, id, by))) throw acts.hasIncident();
      await this.assessments.carry(tx, assessmentId, id, [messageId]);
      if (into) {
        const profile = joinProfiles(profileOf(messageId, [message]), into.profile);
        const coming = { ...aboutOf([message]), emergency: message.emergency, profile, detectedAt: at };
        facts.push(...(await this.reckoning.grow(tx, into, coming)));
      }
      await this.store.note(tx, [id]);
      const body = { incidentId: id, messageId, reason };
      facts.push(fact('incident.message-taken-in', actorOf(who), subject(id), jurisdictionId, body));
      const before = into ? named(into) : {};
      return { facts, act: 'take-in', of: { id, jurisdictionId }, reason, messages: 1, before };
    });
  }

  private async pair(
    tx: Tx,
    who: Principal,
    id: string,
    otherId: string,
  ): Promise<[IncidentRow, IncidentRow]> {
    if (id === otherId) throw acts.ownTarget();
    const [one, other] = await this.desk.bothTaken(tx, who, id, otherId);
    if (one.jurisdictionId !== other.jurisdictionId) throw acts.otherJurisdiction();
    return [one, other];
  }

  /** @throws Refusal 409 when any of them is not, or no longer, part of the incident */
  private async chosen(tx: Tx, id: string, messageIds: readonly string[]): Promise<Member[]> {
    const wanted = new Set(messageIds);
    const found = await this.store.membersOf(tx, id, [...wanted]);
    if (found.length < wanted.size) throw acts.notHere();
    return found;
  }

  private async carry(
    tx: Tx,
    messages: readonly Member[],
    from: string,
    to: string,
    by: { name: string; assessmentId: string },
  ): Promise<void> {
    const ids = messages.map(({ id }) => id);
    await this.assessments.carry(tx, by.assessmentId, from, ids);
    await this.store.moveSome(tx, ids, from, to, by);
  }

  private async open(tx: Tx, who: Principal, opening: Opening, at: Date): Promise<NewFact> {
    const { id, jurisdictionId, messages } = opening;
    const about = aboutOf(messages);
    const title = opening.title ?? about.title;
    const emergency = messages.map((m) => m.emergency).reduce(acts.graver, null);
    const { topic, areas, place } = about;
    const [first, last] = [messages[0]!, messages.at(-1)!];
    await this.store.open(
      tx,
      {
        id,
        jurisdictionId,
        title,
        titledBy: opening.title ? who.name : null,
        topic,
        areas,
        place,
        ...(emergency ? proposedBy(emergency) : {}),
        messages: messages.length,
        channels: [...new Set(messages.map((m) => m.channel))].sort(),
        detectedAt: at,
        firstAt: first.at,
        lastAt: last.at,
        profile: profileOf(id, messages),
        touched: true,
      },
      foundBy([title, ...messages.slice(0, TITLES).map((m) => m.title)].join(' ')),
    );
    return fact('incident.opened', actorOf(who), subject(id), jurisdictionId, {
      incidentId: id,
      messageId: first.id,
      topic,
      emergencyKind: emergency?.kind ?? null,
      proposedLevel: emergency?.level ?? null,
      messages: messages.length,
      old: isOld(last.at, at),
    });
  }
}

/** What it was called and where, before messages left it. */
const named = ({ title, titledBy, topic, place }: IncidentRow) => ({ title, titledBy, topic, place });

/** By the titles of so many of its messages it is found. */
const TITLES = 50;
