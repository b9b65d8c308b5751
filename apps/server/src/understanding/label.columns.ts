// What was read of many messages, column by column as it goes to the database: written on the reader's thread, taken apart in one place.
import { booleans, instants, jsons, list, texts, uuids, type Value } from '../platform/columns';

/** A row of labels; what is JSON is written already. */
export type LabelColumns = {
  messageId: string;
  jurisdictionId: string;
  receivedAt: Date;
  topic: string | null;
  topics: string;
  areas: readonly string[];
  concerns: readonly string[];
  emergency: string | null;
  offTopic: boolean;
  abroad: boolean;
  reasons: string;
  model: string;
  spokenOfId: string | null;
  search: string;
};

/** The parameters $1 to $14 of `labelRows`. */
export function columnsOf(rows: readonly LabelColumns[]): Buffer[] {
  const of = <K extends keyof LabelColumns>(key: K): LabelColumns[K][] => rows.map((row) => row[key]);
  const lists = (all: (readonly string[])[]): Value<string>[] => all.map(list);
  return [
    uuids(of('messageId')),
    uuids(of('jurisdictionId')),
    instants(of('receivedAt')),
    texts(of('topic')),
    jsons(of('topics')),
    texts(lists(of('areas'))),
    texts(lists(of('concerns'))),
    jsons(of('emergency')),
    booleans(of('offTopic')),
    booleans(of('abroad')),
    jsons(of('reasons')),
    texts(of('model')),
    uuids(of('spokenOfId')),
    texts(of('search')),
  ];
}

/** The rows again, in SQL. */
export const labelRows = `(select message_id, jurisdiction_id, received_at, topic, topics, areas::text[], concerns::text[], emergency,
                off_topic, abroad, reasons, model, spoken_of_id, search::tsvector
           from unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::text[], $5::jsonb[], $6::text[], $7::text[], $8::jsonb[],
                       $9::boolean[], $10::boolean[], $11::jsonb[], $12::text[], $13::uuid[], $14::text[])
             as t (message_id, jurisdiction_id, received_at, topic, topics, areas, concerns, emergency,
                   off_topic, abroad, reasons, model, spoken_of_id, search))`;
