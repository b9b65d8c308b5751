// What understanding does when facts arrive: reads and groups what intake received, and takes note of what people changed.
import { createHash } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { system } from '../platform/access';
import { fact, type NewFact, type Tx } from '../platform/commit';
import { type Fact, Follow } from '../platform/follow';
import { Grouping } from './grouping';
import { GroupingMemory } from './grouping-memory';
import { LabelStore } from './label.store';
import { Reader } from './reader';
import type { Arrived, Reading } from './reading';

/** Facts a transaction takes: people's acts wait for it where they concern the same incidents, so it is kept short. */
const FACTS = 10;

@Injectable()
export class UnderstandingFollow implements OnModuleInit {
  constructor(
    private readonly follow: Follow,
    private readonly reader: Reader,
    private readonly labels: LabelStore,
    private readonly grouping: Grouping,
    private readonly memory: GroupingMemory,
  ) {}

  onModuleInit(): void {
    this.follow.follow({
      stage: 'understanding',
      batch: FACTS,
      forget: () => this.memory.forget(),
      on: {
        'intake.received': (received, tx, at) => this.received(received, tx, at),
        // Our own facts, heard like any other's: this is how every process learns what people changed in one of them.
        'incident.merged': ({ seq, body }, tx, at) =>
          this.changed(seq, [body.incidentId, body.intoId], tx, at),
        'incident.message-moved': ({ seq, body }, tx, at) =>
          this.changed(seq, [body.incidentId, body.toIncidentId], tx, at),
        'incident.dismissed': ({ seq, body }, tx, at) => this.changed(seq, [body.incidentId], tx, at),
        'incident.closed': ({ seq, body }, tx, at) => this.changed(seq, [body.incidentId], tx, at),
      },
    });
  }

  private async received({ seq, body }: Fact<'intake.received'>, tx: Tx, at: Date): Promise<NewFact[]> {
    const messages = await this.labels.unlabelled(tx, body.batchId);
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
    const grouped = await this.grouping.group(tx, messages, readings, seq, at);
    return [labelled(body.batchId, messages, readings), ...grouped];
  }

  private async changed(seq: number, incidentIds: string[], tx: Tx, at: Date): Promise<NewFact[]> {
    await this.grouping.takeUp(tx, incidentIds, seq, at);
    return [];
  }
}

function labelled(batchId: string, messages: readonly Arrived[], readings: readonly Reading[]): NewFact {
  const hash = createHash('sha256');
  messages.forEach(({ id }, i) => {
    const { topic, areas, emergency, offTopic } = readings[i]!;
    hash.update(JSON.stringify([id, topic, areas, emergency?.level ?? null, offTopic]));
  });
  return fact('message.labelled', system, { type: 'batch', id: batchId }, messages[0]!.jurisdictionId, {
    batchId,
    count: messages.length,
    model: readings[0]!.model,
    digest: hash.digest('hex'),
  });
}
