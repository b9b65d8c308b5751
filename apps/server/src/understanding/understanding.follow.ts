// What understanding does when facts arrive: reads and groups what intake received, and takes note of what people changed.
import { createHash, type Hash } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { system } from '../platform/access';
import { fact, type NewFact, type Tx } from '../platform/commit';
import { each, type Fact, Follow } from '../platform/follow';
import { Keeps } from '../platform/keeps';
import { Grouping } from './grouping';
import { GroupingMemory } from './grouping-memory';
import { LabelStore } from './label.store';
import { Reader } from './reader';
import type { Arrived, Reading } from './reading';
import { Rereading } from './rereading';

/** Facts a transaction takes: people's acts wait for it where they concern the same incidents, so it is kept short. */
const FACTS = 20;

@Injectable()
export class UnderstandingFollow implements OnModuleInit {
  constructor(
    private readonly follow: Follow,
    private readonly reader: Reader,
    private readonly labels: LabelStore,
    private readonly grouping: Grouping,
    private readonly memory: GroupingMemory,
    private readonly rereading: Rereading,
    private readonly keeps: Keeps,
  ) {}

  onModuleInit(): void {
    this.keeps.keep((tx, messageIds) => this.labels.needed(tx, messageIds));
    this.follow.follow({
      stage: 'understanding',
      batch: FACTS,
      forget: () => this.memory.forget(),
      on: {
        'intake.received': (received, tx, at) => this.received(received, tx, at),
        'message.revised': each((revised, tx) => this.rereading.revised(revised, tx)),
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
        'incident.dismissed': each(({ seq, body }, tx, at) => this.changed(seq, [body.incidentId], tx, at)),
        'incident.closed': each(({ seq, body }, tx, at) => this.changed(seq, [body.incidentId], tx, at)),
      },
    });
  }

  /** Batches that came one after another are read and grouped as one: a message a batch costs no more than a batch of messages. */
  private async received(received: Fact<'intake.received'>[], tx: Tx, at: Date): Promise<NewFact[]> {
    const messages = await this.labels.unlabelled(
      tx,
      received.map(({ body }) => body.batchId),
    );
    if (messages.length === 0) return [];
    const readings = await this.reader.read(
      messages.map(({ id, title, body, channel, publishedAt }) => ({
        id,
        title,
        body,
        channel,
        publishedAt: publishedAt?.toISOString() ?? null,
      })),
    );
    await this.labels.label(tx, messages, readings);
    const grouped = await this.grouping.group(tx, messages, readings, received.at(-1)!.seq, at);
    return [...labelled(messages, readings), ...grouped];
  }

  private async changed(seq: number, incidentIds: string[], tx: Tx, at: Date): Promise<NewFact[]> {
    await this.grouping.takeUp(tx, incidentIds, seq, at);
    return [];
  }
}

/** One fact a batch. */
function labelled(messages: readonly Arrived[], readings: readonly Reading[]): NewFact[] {
  const { model } = readings[0]!;
  const batches = new Map<string, { count: number; jurisdictionId: string; hash: Hash }>();
  messages.forEach(({ id, batchId, jurisdictionId }, i) => {
    const batch = batches.get(batchId) ?? { count: 0, jurisdictionId, hash: createHash('sha256') };
    const { topic, areas, emergency, offTopic } = readings[i]!;
    batch.count += 1;
    batch.hash.update(JSON.stringify([id, topic, areas, emergency?.level ?? null, offTopic]));
    batches.set(batchId, batch);
  });
  return [...batches].map(([batchId, { count, jurisdictionId, hash }]) => {
    const body = { batchId, count, model, digest: hash.digest('hex') };
    return fact('message.labelled', system, { type: 'batch', id: batchId }, jurisdictionId, body);
  });
}
