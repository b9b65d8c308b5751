// Labels messages: what the reader finds in their texts, and where a text alone does not tell, what its source is known for.
import { Injectable } from '@nestjs/common';
import type { Branch, SourceHint } from '#understanding';
import type { Tx } from '../platform/commit';
import { HintStore } from './hint.store';
import { ModelFiles } from './learning/model-files';
import { Reader } from './reader';
import type { Arrived, Places, Read, ToRead } from './reading';

@Injectable()
export class Labelling {
  constructor(
    private readonly reader: Reader,
    private readonly store: HintStore,
    private readonly models: ModelFiles,
  ) {}

  /** In order, all at once. */
  async of(tx: Tx | null, messages: readonly Arrived[]): Promise<Read> {
    return (await this.readerFor(tx, messages))(messages);
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

  /** What reads some of these messages at once, with all that is known beside their texts. */
  async readerFor(
    tx: Tx | null,
    messages: readonly Arrived[],
  ): Promise<(some: readonly Arrived[]) => Promise<Read>> {
    const ids = messages.map(({ jurisdictionId }) => jurisdictionId);
    const files = await this.models.filesFor(tx, ids);
    const hints = await this.store.ofSources(
      tx,
      messages.map(({ sourceId }) => sourceId),
    );
    const places: Places = {};
    for (const id of new Set(ids)) places[id] = await this.store.places(tx, id);
    return (some) =>
      this.reader.read(
        some.map((one) =>
          toRead(one, files.get(one.jurisdictionId) ?? null, hints.get(one.sourceId ?? '') ?? null),
        ),
        places,
      );
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
