// Labels messages: what the reader finds in their texts, and where a text alone does not tell, what its source is known for.
import { Injectable } from '@nestjs/common';
import {
  type PlaceFinder,
  type PlaceName,
  placeFinder,
  type SourceHint,
  withTopicHint,
} from '#understanding';
import type { Tx } from '../platform/commit';
import { HintStore } from './hint.store';
import { ModelFiles } from './learning/model-files';
import { Reader } from './reader';
import type { Arrived, Labelled, Reading, ToRead } from './reading';

/** How far into a text its places are looked for. */
const LOOKED_AT = 4_000;
/** Messages that are read while those before them are written. */
const PART = 128;

/** Messages with their labels, in the same order. */
export type Part = { messages: readonly Arrived[]; readings: readonly Labelled[] };

@Injectable()
export class Labelling {
  constructor(
    private readonly reader: Reader,
    private readonly store: HintStore,
    private readonly models: ModelFiles,
  ) {}

  /** In order. */
  async of(tx: Tx | null, messages: readonly Arrived[]): Promise<Labelled[]> {
    const readings: Labelled[] = [];
    for await (const part of this.parts(tx, messages)) readings.push(...part.readings);
    return readings;
  }

  /** In order, part by part: while the caller writes one, the next is read on another thread. */
  async *parts(tx: Tx | null, messages: readonly Arrived[]): AsyncGenerator<Part> {
    const files = await this.models.filesFor(
      tx,
      messages.map(({ jurisdictionId }) => jurisdictionId),
    );
    const read = (from: number): Promise<Reading[]> => {
      const reading = this.reader.read(messages.slice(from, from + PART).map((one) => toRead(one, files)));
      // Whoever failed to write the part before will never ask for this one.
      reading.catch(() => {});
      return reading;
    };
    let next = read(0);
    const complete = await this.beside(tx, messages);
    for (let from = 0; from < messages.length; from += PART) {
      const readings = await next;
      if (from + PART < messages.length) next = read(from + PART);
      const part = messages.slice(from, from + PART);
      yield { messages: part, readings: part.map((message, i) => complete(readings[i]!, message)) };
    }
  }

  /** Adds to a reading what is known beside the text: what the source is known for, the names of places. */
  private async beside(
    tx: Tx | null,
    messages: readonly Arrived[],
  ): Promise<(reading: Reading, message: Arrived) => Labelled> {
    const hints = await this.store.ofSources(
      tx,
      messages.map(({ sourceId }) => sourceId),
    );
    const known = new Map<string, { places: readonly PlaceName[]; find: PlaceFinder }>();
    for (const id of new Set(messages.map(({ jurisdictionId }) => jurisdictionId))) {
      const places = await this.store.places(tx, id);
      known.set(id, { places, find: placeFinder(places) });
    }
    return (reading, message) => {
      const hint = hints.get(message.sourceId ?? '') ?? null;
      const { places, find } = known.get(message.jurisdictionId)!;
      return located(withTopicHint(reading, hint), message, hint, places, find);
    };
  }
}

const toRead = (
  { id, title, body, channel, publishedAt, jurisdictionId }: Arrived,
  files: ReadonlyMap<string, string>,
): ToRead => ({
  id,
  title,
  body,
  channel,
  publishedAt: publishedAt?.toISOString() ?? null,
  model: files.get(jurisdictionId) ?? null,
});

/** A place that came with the message is part of what it says. */
function located(
  reading: Reading,
  { title, body, place }: Arrived,
  hint: SourceHint | null,
  places: readonly PlaceName[],
  find: PlaceFinder,
): Labelled {
  const named = find(title, `${place ?? ''}\n${body.slice(0, LOOKED_AT)}`);
  const hinted = named || place ? undefined : places.find(({ id }) => id === hint?.jurisdictionId);
  const speaksOf = named ?? hinted ?? null;
  if (!speaksOf) return { ...reading, speaksOf };
  const { id, name } = speaksOf;
  const because = named ? { words: named.words } : { words: [], source: hint!.source };
  const reason = { about: 'jurisdiction' as const, value: name, ...because };
  return { ...reading, speaksOf: { id, name }, reasons: [...reading.reasons, reason] };
}
