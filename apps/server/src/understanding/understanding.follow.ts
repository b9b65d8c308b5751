// What understanding does when facts arrive: groups what was labelled, and takes note of what people changed.
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { isReadable } from '#understanding';
import { system } from '../platform/access';
import { fact, type NewFact, type Tx } from '../platform/commit';
import { each, type Fact, Follow } from '../platform/follow';
import { Keeps } from '../platform/keeps';
import { ErasedStore } from './erased.store';
import { Grouping } from './grouping';
import { GroupingMemory } from './grouping-memory';
import { LabelStore } from './label.store';
import type { Civic } from './reading';

/** Messages a transaction takes: people's acts wait for it where they concern the same incidents, so it is kept short. */
const MESSAGES = 200;

@Injectable()
export class UnderstandingFollow implements OnModuleInit {
  constructor(
    private readonly follow: Follow,
    private readonly labels: LabelStore,
    private readonly erasedTexts: ErasedStore,
    private readonly grouping: Grouping,
    private readonly memory: GroupingMemory,
    private readonly keeps: Keeps,
  ) {}

  onModuleInit(): void {
    this.keeps.keep((tx, messageIds) => this.labels.needed(tx, messageIds));
    this.follow.follow({
      stage: 'understanding',
      after: 'labelling',
      most: { sum: MESSAGES, of: ({ body }) => ('count' in body ? body.count : 1) },
      forget: () => this.memory.forget(),
      on: {
        'message.labelled': (labelled, tx, at) => this.labelled(labelled, tx, at),
        'text.erased': each((erased, tx) => this.erased(erased, tx)),
        // Our own facts, heard like any other's: this is how every process learns what people changed in one of them.
        'incident.merged': each(({ seq, body }, tx, at) =>
          this.changed(seq, [body.incidentId, body.intoId], tx, at),
        ),
        'incident.message-moved': each(({ seq, body }, tx, at) =>
          this.changed(seq, [body.incidentId, body.toIncidentId], tx, at),
        ),
        'incident.message-taken-in': each(({ seq, body }, tx, at) =>
          this.changed(seq, [body.incidentId], tx, at),
        ),
        'incident.split': each(({ seq, body }, tx, at) =>
          this.changed(seq, [body.incidentId, body.toIncidentId], tx, at),
        ),
        'incident.undone': each(({ seq, body }, tx, at) =>
          this.changed(seq, [body.incidentId, ...(body.otherId ? [body.otherId] : [])], tx, at),
        ),
        'incident.dismissed': each(({ seq, body }, tx, at) => this.changed(seq, [body.incidentId], tx, at)),
        'incident.closed': each(({ seq, body }, tx, at) => this.changed(seq, [body.incidentId], tx, at)),
      },
    });
  }

  /** Batches that came one after another are grouped as one. */
  private async labelled(labelled: Fact<'message.labelled'>[], tx: Tx, at: Date): Promise<NewFact[]> {
    const waiting = await this.labels.ungrouped(
      tx,
      labelled.map(({ body }) => body.batchId),
    );
    // Emoji or an address alone is on record with its reason; only a person can make it part of an incident.
    const messages = waiting.filter(isReadable);
    const grouped = await this.grouping.group(tx, messages, labelled.at(-1)!.seq, at);
    return [...grouped, ...placed(labelled, messages)];
  }

  /** Words go from labels and incidents as they went from the messages; whoever is called otherwise is told of. */
  private async erased({ jurisdictionId, body, at }: Fact<'text.erased'>, tx: Tx): Promise<NewFact[]> {
    const [of, { firstAt, lastAt }] = [jurisdictionId!, body];
    await this.labels.eraseWords(tx, of, firstAt, lastAt);
    const renamed = await this.erasedTexts.forget(tx, of, firstAt, lastAt, at);
    return renamed.map((id) =>
      fact('incident.untitled', system, { type: 'incident', id }, of, { incidentId: id }),
    );
  }

  private async changed(seq: number, incidentIds: string[], tx: Tx, at: Date): Promise<NewFact[]> {
    await this.grouping.takeUp(tx, incidentIds, seq, at);
    return [];
  }
}

/** Says that a batch is worked in: from here on its messages are found in their incidents. So are edited ones, of the batch they came with. */
function placed(labelled: readonly Fact<'message.labelled'>[], messages: readonly Civic[]): NewFact[] {
  const batches = new Map(labelled.map(({ body, jurisdictionId }) => [body.batchId, jurisdictionId]));
  const counts = new Map<string, number>();
  for (const { batchId, jurisdictionId } of messages) {
    batches.set(batchId, jurisdictionId);
    counts.set(batchId, (counts.get(batchId) ?? 0) + 1);
  }
  return [...batches].map(([batchId, jurisdictionId]) => {
    const body = { batchId, count: counts.get(batchId) ?? 0 };
    return fact('message.grouped', system, { type: 'batch', id: batchId }, jurisdictionId, body);
  });
}
