// What understanding does when facts arrive: groups what was labelled, and takes note of what people changed.
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { system } from '../platform/access';
import { fact, type NewFact, type Tx } from '../platform/commit';
import { each, type Fact, Follow } from '../platform/follow';
import { Keeps } from '../platform/keeps';
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
        'text.erased': each(async ({ jurisdictionId, body }, tx) => {
          await this.labels.eraseWords(tx, jurisdictionId!, body.firstAt, body.lastAt);
          return [];
        }),
        // Our own facts, heard like any other's: this is how every process learns what people changed in one of them.
        'incident.merged': each(({ seq, body }, tx, at) =>
          this.changed(seq, [body.incidentId, body.intoId], tx, at),
        ),
        'incident.message-moved': each(({ seq, body }, tx, at) =>
          this.changed(seq, [body.incidentId, body.toIncidentId], tx, at),
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
    const messages = await this.labels.ungrouped(
      tx,
      labelled.map(({ body }) => body.batchId),
    );
    const grouped = await this.grouping.group(tx, messages, labelled.at(-1)!.seq, at);
    return [...grouped, ...labelled.map((batch) => placed(batch, messages))];
  }

  private async changed(seq: number, incidentIds: string[], tx: Tx, at: Date): Promise<NewFact[]> {
    await this.grouping.takeUp(tx, incidentIds, seq, at);
    return [];
  }
}

/** Says that a batch is worked in: from here on its messages are found in their incidents. */
function placed({ body: { batchId }, jurisdictionId }: Fact<'message.labelled'>, messages: readonly Civic[]) {
  const count = messages.filter((message) => message.batchId === batchId).length;
  return fact('message.grouped', system, { type: 'batch', id: batchId }, jurisdictionId, { batchId, count });
}
