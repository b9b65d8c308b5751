// Which message belongs to which incident, when people say so: incidents merged, a message moved over or out on its own.
import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Answer, EmergencySeen, Input } from '#contract';
import { chooseTitle, type IncidentProfile } from '#understanding';
import { actorOf, type Principal, system } from '../platform/access';
import { fact, type NewFact, type Tx } from '../platform/commit';
import { foundBy } from './found-by';
import * as acts from './incident.acts';
import { IncidentDesk, subject } from './incident.desk';
import type { IncidentRow } from './incident.row';
import { IncidentStore, type Member } from './incident.store';
import { joinProfiles, profileOf } from './profiles';
import { isOld, levelProposed } from './reading';

type Done = Promise<Answer<'incidents.read'>>;
/** What comes over with messages that join. */
type Coming = {
  profile: IncidentProfile;
  topic: string | null;
  areas: string[];
  place: string | null;
  emergency: EmergencySeen | null;
  detectedAt: Date;
};

/** From how many messages, the newest, a profile is made anew when one is taken away. */
const PROFILE_OF = 200;

@Injectable()
export class MembershipService {
  constructor(
    private readonly desk: IncidentDesk,
    private readonly store: IncidentStore,
  ) {}

  /** Its messages go over to the other, which keeps its name, state and level. */
  async merge(who: Principal, id: string, { intoId, reason }: Input<'incidents.merge'>['body']): Done {
    return this.desk.act(who, id, async (tx) => {
      const [from, into] = await this.pair(tx, who, id, intoId);
      acts.mayDo('merge', from.state);
      acts.mayDo('receive', into.state);
      if (from.state === 'confirmed' && into.state !== 'confirmed') throw acts.mergeConfirmed();
      const messages = await this.store.moveAll(tx, id, intoId, who.name);
      await this.store.save(tx, id, { state: 'merged', mergedInto: intoId, messages: 0, heat: 0 });
      const proposed = await this.grow(tx, into, {
        ...from,
        profile: joinProfiles(from.profile, into.profile),
      });
      await this.store.note(tx, [id, intoId]);
      const body = { incidentId: id, intoId, messages, reason };
      return [fact('incident.merged', actorOf(who), subject(id), from.jurisdictionId, body), ...proposed];
    });
  }

  /** One message goes to another incident, or out on its own. */
  async move(
    who: Principal,
    id: string,
    { messageId, toIncidentId, reason }: Input<'incidents.move'>['body'],
  ): Done {
    return this.desk.act(who, id, async (tx, at) => {
      const [from, into] = toIncidentId
        ? await this.pair(tx, who, id, toIncidentId)
        : [await this.desk.taken(tx, who, id), null];
      acts.mayDo('move', from.state);
      if (into) acts.mayDo('receive', into.state);
      const message = await this.store.member(tx, id, messageId);
      if (!message) throw acts.notHere();
      if (from.messages <= 1) throw acts.lastMessage();
      const toId = into?.id ?? randomUUID();
      const facts: NewFact[] = [];
      if (!into) facts.push(await this.open(tx, who, toId, from.jurisdictionId, message, at));
      await this.store.moveOne(tx, messageId, id, toId, who.name);
      await this.shrink(tx, from);
      if (into) {
        const profile = joinProfiles(profileOf(messageId, [message]), into.profile);
        facts.push(...(await this.grow(tx, into, { ...message, profile, detectedAt: at })));
      }
      await this.store.note(tx, [id, toId]);
      const body = { incidentId: id, messageId, toIncidentId: toId, reason };
      facts.push(fact('incident.message-moved', actorOf(who), subject(id), from.jurisdictionId, body));
      return facts;
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

  /** What the target becomes; a graver emergency that comes over is proposed anew. */
  private async grow(tx: Tx, into: IncidentRow, coming: Coming): Promise<NewFact[]> {
    const figures = await this.store.figures(tx, into.id);
    const emergency = acts.graver(into.emergency, coming.emergency);
    const rises = acts.rankOf(emergency?.level) > acts.rankOf(into.proposedLevel);
    await this.store.save(tx, into.id, {
      ...figures,
      profile: coming.profile,
      topic: into.topic ?? coming.topic,
      areas: [...new Set([...into.areas, ...coming.areas])],
      place: into.place ?? coming.place,
      detectedAt: coming.detectedAt < into.detectedAt ? coming.detectedAt : into.detectedAt,
      ...(rises && emergency ? proposedBy(emergency) : {}),
    });
    return rises && emergency ? [levelProposed(system, into.id, into.jurisdictionId, emergency)] : [];
  }

  /** What is left of an incident when a message has gone: its figures, its profile, its gravest emergency. */
  private async shrink(tx: Tx, from: IncidentRow): Promise<void> {
    const [figures, left, emergency] = [
      await this.store.figures(tx, from.id),
      await this.store.members(tx, from.id, PROFILE_OF),
      await this.store.gravest(tx, from.id),
    ];
    await this.store.save(tx, from.id, {
      ...figures,
      profile: profileOf(from.id, left),
      ...(emergency ? proposedBy(emergency) : { emergency: null, proposedLevel: null, emergencyKind: null }),
    });
  }

  private async open(
    tx: Tx,
    who: Principal,
    id: string,
    jurisdictionId: string,
    message: Member,
    at: Date,
  ): Promise<NewFact> {
    const title = chooseTitle([message]);
    const { emergency } = message;
    await this.store.open(
      tx,
      {
        id,
        jurisdictionId,
        title,
        topic: message.topic,
        areas: message.areas,
        place: message.place,
        ...(emergency ? proposedBy(emergency) : {}),
        messages: 1,
        channels: [message.channel],
        detectedAt: at,
        firstAt: message.at,
        lastAt: message.at,
        profile: profileOf(id, [message]),
        touched: true,
      },
      foundBy(title),
    );
    return fact('incident.opened', actorOf(who), subject(id), jurisdictionId, {
      incidentId: id,
      messageId: message.id,
      topic: message.topic,
      emergencyKind: emergency?.kind ?? null,
      proposedLevel: emergency?.level ?? null,
      messages: 1,
      old: isOld(message.at, at),
    });
  }
}

const proposedBy = (emergency: EmergencySeen) => ({
  emergency,
  proposedLevel: emergency.level,
  emergencyKind: emergency.kind,
});
