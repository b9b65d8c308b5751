// Labels messages: what the reader finds in their texts, and where a text alone does not tell, what its source is known for.
import { Injectable } from '@nestjs/common';
import type { Branch, SourceHint } from '#understanding';
import type { Tx } from '../platform/commit';
import { HintStore } from './hint.store';
import { columnsOf } from './label.columns';
import { ModelFiles } from './learning/model-files';
import { Reader } from './reader';
import type { Arrived, Places, Read, ToRead } from './reading';

/** Messages that a thread reads at once: while they are written it reads the next. */
const PART = 128;

export type Part = Read & { messages: readonly Arrived[] };

@Injectable()
export class Labelling {
  constructor(
    private readonly reader: Reader,
    private readonly store: HintStore,
    private readonly models: ModelFiles,
  ) {}

  /** In order, all at once. */
  async of(tx: Tx | null, messages: readonly Arrived[]): Promise<Read> {
    for await (const read of this.parts(tx, messages, messages.length)) return read;
    return { readings: [], columns: columnsOf([]) };
  }

  /** What can be proposed below the topic of one text; null where nothing says. */
  async branch(
    jurisdictionId: string,
    topic: string,
    text: Pick<Arrived, 'title' | 'body'>,
  ): Promise<Branch | null> {
    const files = await this.models.filesFor(null, [jurisdictionId]);
    const { title, body } = text;
    return this.reader.branch({ topic, title, body, model: files.get(jurisdictionId) ?? null });
  }

  /** In order, part by part: while the caller writes one, the threads read the next. */
  async *parts(tx: Tx | null, messages: readonly Arrived[], size = PART): AsyncGenerator<Part> {
    const ids = messages.map(({ jurisdictionId }) => jurisdictionId);
    const files = await this.models.filesFor(tx, ids);
    const hints = await this.store.ofSources(
      tx,
      messages.map(({ sourceId }) => sourceId),
    );
    const places: Places = {};
    for (const id of new Set(ids)) places[id] = await this.store.places(tx, id);
    const parts: { messages: readonly Arrived[]; read: Promise<Read> }[] = [];
    for (let from = 0; from < messages.length; from += size) {
      const part = messages.slice(from, from + size);
      const read = this.reader.read(
        part.map((one) =>
          toRead(one, files.get(one.jurisdictionId) ?? null, hints.get(one.sourceId ?? '') ?? null),
        ),
        places,
      );
      // Whoever failed to write a part does not wait for those after it.
      read.catch(() => {});
      parts.push({ messages: part, read });
    }
    for (const { messages: part, read } of parts) yield { messages: part, ...(await read) };
  }
}

const toRead = (
  { id, jurisdictionId, title, body, channel, place, publishedAt, receivedAt }: Arrived,
  model: string | null,
  hint: SourceHint | null,
): ToRead => ({
  id,
  jurisdictionId,
  title,
  body,
  channel,
  place,
  publishedAt: publishedAt?.toISOString() ?? null,
  receivedAt: receivedAt.toISOString(),
  model,
  hint,
});
