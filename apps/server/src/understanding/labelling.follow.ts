// Reads what intake received and what was edited: labels with their reasons, and the words by which each message is found.
import { createHash, type Hash } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { system } from '../platform/access';
import { fact, type NewFact, type Tx } from '../platform/commit';
import { type Coming, each, type Fact, Follow } from '../platform/follow';
import { LabelStore } from './label.store';
import { MessageHourStore } from './message-hour.store';
import type { Arrived, Reading } from './reading';
import { ReadingAhead } from './reading-ahead';
import { Rereading } from './rereading';
import { SearchIndexStore } from './search-index.store';

/** Messages a transaction reads: enough to keep the threads busy, few enough that they can soon be found. */
const MESSAGES = 4000;

@Injectable()
export class LabellingFollow implements OnModuleInit {
  constructor(
    private readonly follow: Follow,
    private readonly ahead: ReadingAhead,
    private readonly labels: LabelStore,
    private readonly index: SearchIndexStore,
    private readonly hours: MessageHourStore,
    private readonly rereading: Rereading,
  ) {}

  onModuleInit(): void {
    this.follow.follow({
      stage: 'labelling',
      most: { sum: MESSAGES, of: ({ body }) => ('count' in body ? body.count : 1) },
      on: {
        'intake.received': (received, tx, at, coming) => this.received(received, tx, at, coming),
        'message.revised': each((revised, tx, at) => this.rereading.revised(revised, tx, at)),
      },
    });
  }

  /** Batches that came one after another are read as one: a message a batch costs no more than a batch of messages. */
  private async received(
    received: Fact<'intake.received'>[],
    tx: Tx,
    at: Date,
    coming: Coming<'intake.received'>,
  ): Promise<NewFact[]> {
    await this.index.begin(tx);
    const messages: Arrived[] = [];
    const readings: Reading[] = [];
    const next = async (most: number) => (await coming(most)).map(({ body }) => body);
    for await (const part of this.ahead.parts(
      tx,
      received.map(({ body }) => body),
      next,
    )) {
      await this.labels.label(tx, part.columns, at);
      this.index.wrote(part.columns.at(-1)!.length);
      messages.push(...part.messages);
      readings.push(...part.readings);
    }
    await this.hours.count(tx, messages, readings);
    return labelled(messages, readings);
  }
}

/** One fact a batch. */
function labelled(messages: readonly Arrived[], readings: readonly Reading[]): NewFact[] {
  const batches = new Map<string, { count: number; jurisdictionId: string; model: string; hash: Hash }>();
  messages.forEach(({ id, batchId, jurisdictionId }, i) => {
    const { topic, areas, emergency, offTopic, model } = readings[i]!;
    const batch = batches.get(batchId) ?? { count: 0, jurisdictionId, model, hash: createHash('sha256') };
    batch.count += 1;
    batch.hash.update(JSON.stringify([id, topic, areas, emergency?.level ?? null, offTopic]));
    batches.set(batchId, batch);
  });
  return [...batches].map(([batchId, { count, jurisdictionId, model, hash }]) => {
    const body = { batchId, count, model, digest: hash.digest('hex') };
    return fact('message.labelled', system, { type: 'batch', id: batchId }, jurisdictionId, body);
  });
}
