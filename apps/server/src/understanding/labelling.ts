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
import type { Arrived, Labelled, Reading } from './reading';

/** How far into a text its places are looked for. */
const LOOKED_AT = 4_000;

@Injectable()
export class Labelling {
  constructor(
    private readonly reader: Reader,
    private readonly store: HintStore,
    private readonly models: ModelFiles,
  ) {}

  /** In order. */
  async of(tx: Tx | null, messages: readonly Arrived[]): Promise<Labelled[]> {
    const files = await this.models.filesFor(
      tx,
      messages.map(({ jurisdictionId }) => jurisdictionId),
    );
    const readings = await this.reader.read(
      messages.map(({ id, title, body, channel, publishedAt, jurisdictionId }) => ({
        id,
        title,
        body,
        channel,
        publishedAt: publishedAt?.toISOString() ?? null,
        model: files.get(jurisdictionId) ?? null,
      })),
    );
    const hints = await this.store.ofSources(
      tx,
      messages.map(({ sourceId }) => sourceId),
    );
    const known = new Map<string, { places: readonly PlaceName[]; find: PlaceFinder }>();
    for (const id of new Set(messages.map(({ jurisdictionId }) => jurisdictionId))) {
      const places = await this.store.places(tx, id);
      known.set(id, { places, find: placeFinder(places) });
    }
    return messages.map((message, i) => {
      const hint = hints.get(message.sourceId ?? '') ?? null;
      const { places, find } = known.get(message.jurisdictionId)!;
      return located(withTopicHint(readings[i]!, hint), message, hint, places, find);
    });
  }
}

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
