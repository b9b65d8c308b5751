// Civic messages counted by the hour in which they were said, for each topic, source and channel: kept up as they are labelled.
import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/commit';
import { type Arrived, asJson, type Reading, saidAt } from './reading';

const HOUR_MS = 3_600_000;
type Counted = { jurisdictionId: string; kind: string; key: string; hour: Date; count: number; since: Date };

@Injectable()
export class MessageHourStore {
  /** Called with the labels of new messages, in the same transaction: each is counted once. */
  async count(tx: Tx, messages: readonly Arrived[], readings: readonly Reading[]): Promise<void> {
    const counted = new Map<string, Counted>();
    messages.forEach((message, i) => {
      const { topic, offTopic, foreign } = readings[i]!;
      if (offTopic || foreign) return;
      const hour = new Date(Math.floor(saidAt(message).getTime() / HOUR_MS) * HOUR_MS);
      for (const [kind, key] of seriesOf(message, topic)) {
        const name = `${message.jurisdictionId} ${kind} ${key} ${hour.getTime()}`;
        const known = counted.get(name);
        if (known) known.count += 1;
        else
          counted.set(name, {
            jurisdictionId: message.jurisdictionId,
            kind,
            key,
            hour,
            count: 1,
            since: message.receivedAt,
          });
      }
    });
    if (counted.size === 0) return;
    await tx.query(
      `with r as (select * from json_to_recordset($1::json)
                    as r("jurisdictionId" uuid, kind text, key text, hour timestamptz, count int, since timestamptz)),
            heard as (insert into message_series (jurisdiction_id, kind, key, since)
                      select "jurisdictionId", kind, key, min(since) from r group by 1, 2, 3 order by 1, 2, 3
                      on conflict do nothing)
       insert into message_hour (jurisdiction_id, kind, key, hour, count)
       select "jurisdictionId", kind, key, hour, count from r order by 1, 2, 3, 4
       on conflict (jurisdiction_id, kind, key, hour) do update set count = message_hour.count + excluded.count`,
      [asJson([...counted.values()])],
    );
  }
}

/** A message belongs to its topic, and to the source or, where it has none, to the channel it came by. */
const seriesOf = ({ sourceId, channel }: Arrived, topic: string | null): [kind: string, key: string][] => [
  ...(topic ? [['topic', topic] as [string, string]] : []),
  sourceId ? ['source', sourceId] : ['channel', channel],
];
