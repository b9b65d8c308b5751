// What is made of a message before anything is stored: the shapes that pass between reader, grouping and storage, and small decisions on them.
import type { Actor, EmergencySeen, MessageCard } from '#contract';
import type { Classification, PlaceName, SourceHint } from '#understanding';
import { fact, type NewFact } from '../platform/commit';

/** A message as it came in, masked. */
export type Arrived = {
  id: string;
  batchId: string;
  jurisdictionId: string;
  title: string;
  body: string;
  channel: MessageCard['channel'];
  sourceId: string | null;
  place: string | null;
  publishedAt: Date | null;
  receivedAt: Date;
};
/** What the reader is given: plain values, so that it can cross to another thread. */
export type ToRead = Pick<Arrived, 'id' | 'jurisdictionId' | 'title' | 'body' | 'channel' | 'place'> & {
  publishedAt: string | null;
  receivedAt: string;
  /** The file of the model to read with; the shipped one where it is left out or null. */
  model?: string | null;
  /** What its source is known for. */
  hint: SourceHint | null;
};
/** A text whose branch of the tree is asked for. */
export type ToBranch = { topic: string; title: string; body: string; model: string | null };
/** A jurisdiction and all below it, by name, for each whose messages are read. */
export type Places = Record<string, readonly PlaceName[]>;
/** What a message can be found by, as `searchable` writes it. */
export type Terms = { search: string };
/** What is read of a message's text and of what its source is known for, as far as facts and counts need it. */
export type Reading = Pick<Classification, 'topic' | 'areas' | 'offTopic' | 'model'> & {
  /** Null too where it happened abroad: that is no emergency of ours. */
  emergency: EmergencySeen | null;
  foreign: boolean;
};
/** In order. `columns`: all that was read, as `label.columns.ts` has it written. */
export type Read = { readings: Reading[]; columns: Uint8Array[] };

/** A labelled message that concerns the place, as grouping takes it. `speaksOf`: the name of a jurisdiction. */
export type Civic = Arrived & Pick<Reading, 'topic' | 'areas' | 'emergency'> & { speaksOf: string | null };

const NEWS_MS = 3 * 24 * 3_600_000;
/** When it was said: never later than it arrived, whatever a source's clock says. */
export const saidAt = ({ publishedAt, receivedAt }: Pick<Arrived, 'publishedAt' | 'receivedAt'>): Date =>
  publishedAt && publishedAt < receivedAt ? publishedAt : receivedAt;
/** Filed rather than news: its newest message is more than three days old. */
export const isOld = (newest: Date, now: Date): boolean => now.getTime() - newest.getTime() > NEWS_MS;

const unstorable = /\p{Surrogate}|\0/gu;
/** As JSON writes them; what only looks like one costs a second writing, no more. */
const escaped = /\\u(?:0000|[dD][89a-fA-F])/;
/** JSON that PostgreSQL takes: half characters and NUL, which it refuses, become the replacement character. */
export function asJson(value: unknown): string {
  const json = JSON.stringify(value);
  if (!escaped.test(json)) return json;
  return JSON.stringify(value, (_, v: unknown) =>
    typeof v === 'string' ? v.replace(unstorable, '\uFFFD') : v,
  );
}

export function levelProposed(
  actor: Actor,
  incidentId: string,
  jurisdictionId: string,
  { level, kind, clause, facts }: EmergencySeen,
): NewFact {
  return fact('level.proposed', actor, { type: 'incident', id: incidentId }, jurisdictionId, {
    incidentId,
    level,
    kind,
    clause,
    facts: facts.map(({ name, value }) => ({ name, value })),
  });
}
