// Labels put right by people, and put back: what a person says stands for ever against what any model says later.
import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Answer, Aspect, Correcting, Input, MessageRead } from '#contract';
import { actorOf, inView, type Principal } from '../../platform/access';
import { Commit, fact, type NewFact, type Tx } from '../../platform/commit';
import { pageOf, readInstantCursor } from '../../platform/page';
import { notFound } from '../../platform/problem';
import { graver, rankOf } from '../incident.acts';
import { IncidentStore } from '../incident.store';
import { MessageService } from '../message.service';
import { levelProposed } from '../reading';
import { codesAsked, codesOf, type Labels, labelled, notLabelled, notStanding } from './correction.acts';
import { CorrectionStore, type LabelHeld } from './correction.store';

const subject = (messageId: string) => ({ type: 'message', id: messageId });

@Injectable()
export class CorrectionService {
  constructor(
    private readonly store: CorrectionStore,
    private readonly incidents: IncidentStore,
    private readonly messages: MessageService,
    private readonly door: Commit,
  ) {}

  /** The same label again is a confirmation: it stands like any other word of a person. */
  async correct(who: Principal, messageId: string, asked: Correcting): Promise<Answer<'messages.correct'>> {
    const { aspect } = asked;
    const now = codesAsked(asked);
    const correctionId = randomUUID();
    await this.act(who, messageId, async (tx, at, held) => {
      const before = await this.store.standing(tx, messageId, aspect);
      const was = codesOf(aspect, held);
      await this.store.insert(tx, {
        id: correctionId,
        jurisdictionId: held.jurisdictionId,
        messageId,
        aspect,
        was,
        now,
        model: held.model,
        at,
        byId: who.kind === 'officer' ? who.id : null,
        byName: who.name,
        replaces: before?.id ?? null,
      });
      const machine = held.machine ?? plain(held);
      await this.store.write(
        tx,
        messageId,
        labelled(plain(held), aspect, now, machine),
        [...new Set([...held.corrected, aspect])],
        machine,
      );
      const body = { correctionId, messageId, aspect, was, now, model: held.model };
      return [
        fact('label.corrected', actorOf(who), subject(messageId), held.jurisdictionId, body),
        ...(await this.follow(tx, who, messageId, aspect)),
      ];
    });
    return { correctionId, message: await this.messages.read(who, messageId) };
  }

  /** Back to the person's label before it, else to what the model says now. */
  async undo(who: Principal, messageId: string, correctionId: string): Promise<MessageRead> {
    await this.act(who, messageId, async (tx, at, held) => {
      const found = await this.store.find(tx, messageId, correctionId);
      if (!found) throw notFound();
      if (found.state !== 'standing') throw notStanding();
      const { aspect } = found;
      await this.store.state(tx, correctionId, 'undone', { at, name: who.name });
      const earlier = found.replaces ? await this.store.find(tx, messageId, found.replaces) : null;
      if (earlier) await this.store.state(tx, earlier.id, 'standing');
      const machine = held.machine ?? plain(held);
      const corrected = earlier ? held.corrected : held.corrected.filter((one) => one !== aspect);
      const now = earlier?.now ?? codesOf(aspect, machine);
      const labels = labelled(plain(held), aspect, now, machine);
      await this.store.write(tx, messageId, labels, corrected, corrected.length ? machine : null);
      const body = { correctionId, messageId, aspect, now };
      return [
        fact('label.correction-undone', actorOf(who), subject(messageId), held.jurisdictionId, body),
        ...(await this.follow(tx, who, messageId, aspect)),
      ];
    });
    return this.messages.read(who, messageId);
  }

  async list(
    who: Principal,
    { cursor, limit }: Input<'corrections.list'>['query'],
  ): Promise<Answer<'corrections.list'>> {
    const rows = await this.store.list(who.jurisdictionIds, readInstantCursor(cursor), limit);
    return pageOf(
      rows,
      limit,
      (row) => [row.at.toISOString(), row.id],
      ({ replaces: _, ...row }) => ({
        ...row,
        at: row.at.toISOString(),
        undoneAt: row.undoneAt?.toISOString() ?? null,
      }),
    );
  }

  private async act(
    who: Principal,
    messageId: string,
    work: (tx: Tx, at: Date, held: LabelHeld) => Promise<NewFact[]>,
  ): Promise<void> {
    inView(who, await this.store.jurisdictionOf(messageId));
    await this.door.commit(async (tx, at) => {
      const held = await this.store.hold(tx, messageId);
      if (!held) throw notLabelled();
      return { value: undefined, facts: await work(tx, at, held) };
    });
  }

  /** What nobody confirmed yet follows its messages; what somebody confirmed stays, but a graver emergency is proposed to them. */
  private async follow(tx: Tx, who: Principal, messageId: string, aspect: Aspect): Promise<NewFact[]> {
    if (aspect === 'off-topic') return [];
    const incident = await this.store.incident(tx, messageId);
    if (!incident) return [];
    const { id, jurisdictionId, state, emergency } = incident;
    if (aspect !== 'emergency') {
      if (state === 'proposed') await this.store.follow(tx, id);
      return [];
    }
    const gravest = await this.incidents.gravest(tx, id);
    const rises = gravest !== null && rankOf(gravest.level) > rankOf(emergency?.level);
    const now = state === 'proposed' ? gravest : graver(emergency, gravest);
    await this.store.emergency(tx, id, now);
    return rises ? [levelProposed(actorOf(who), id, jurisdictionId, gravest)] : [];
  }
}

const plain = ({ topic, areas, offTopic, emergency }: Labels): Labels => ({
  topic,
  areas,
  offTopic,
  emergency,
});
