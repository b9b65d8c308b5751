// An edited article is read again: it is found by its new words, and a higher toll in it proposes a higher level.
import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { system } from '../platform/access';
import { fact, type NewFact, type Tx } from '../platform/commit';
import type { Fact } from '../platform/follow';
import { graver } from './incident.acts';
import { Labelling } from './labelling';
import { levelProposed, type Reading } from './reading';
import { RereadingStore } from './rereading.store';

@Injectable()
export class Rereading {
  constructor(
    private readonly labelling: Labelling,
    private readonly store: RereadingStore,
  ) {}

  /** Reads what a batch edited. An incident keeps its messages: what belongs together is for people to change now. */
  async revised({ body, jurisdictionId }: Fact<'message.revised'>, tx: Tx, at: Date): Promise<NewFact[]> {
    const messages = await this.store.edited(tx, [body.batchId]);
    if (messages.length === 0) return [];
    const { readings, columns } = await this.labelling.of(tx, messages);
    await this.store.relabel(tx, columns, at);
    const digest = createHash('sha256');
    messages.forEach(({ id }, i) => {
      const { topic, areas, emergency, offTopic } = readings[i]!;
      digest.update(JSON.stringify([id, topic, areas, emergency?.level ?? null, offTopic]));
    });
    const labelled = {
      batchId: body.batchId,
      count: messages.length,
      model: readings[0]!.model,
      digest: digest.digest('hex'),
    };
    const subject = { type: 'batch', id: body.batchId };
    const byMessage = new Map(messages.map(({ id }, i) => [id, readings[i]!]));
    return [
      fact('message.labelled', system, subject, jurisdictionId, labelled),
      ...(await this.graver(tx, byMessage)),
    ];
  }

  private async graver(tx: Tx, readings: ReadonlyMap<string, Reading>): Promise<NewFact[]> {
    const read = [...readings].filter(([, { emergency }]) => emergency !== null).map(([id]) => id);
    const spokenFor = await this.store.spokenFor(tx, read);
    const grave = read.filter((id) => !spokenFor.has(id));
    const facts: NewFact[] = [];
    const known = new Map<string, Reading['emergency']>();
    for (const { id, jurisdictionId, messageId, emergency } of await this.store.incidents(tx, grave)) {
      const before = known.get(id) ?? emergency;
      const now = graver(before, readings.get(messageId)?.emergency ?? null);
      if (now === null || now === before) continue;
      known.set(id, now);
      await this.store.graver(tx, id, now);
      facts.push(levelProposed(system, id, jurisdictionId, now));
    }
    return facts;
  }
}
