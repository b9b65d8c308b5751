// Labels messages: what the reader finds in their texts, and where a text alone does not tell, what its source is known for.
import { Injectable } from '@nestjs/common';
import type { Branch, SourceHint } from '#understanding';
import type { Tx } from '../platform/commit';
import { HintStore } from './hint.store';
import { ModelFiles } from './learning/model-files';
import { Reader } from './reader';
import type { Arrived, Places, Read, ToRead } from './reading';

/** Messages that a thread reads at once: while they are written it reads the next. */
const PART = 128;
/** Parts that are with the threads or wait to be written: the threads never lack work, and little room is taken. */
const AHEAD = Math.ceil(2000 / PART);

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

  /**
   * In order, part by part: while the caller writes one, or the next group of messages is looked up, the threads read
   * those that follow.
   */
  async *parts(tx: Tx | null, groups: AsyncIterable<readonly Arrived[]>): AsyncGenerator<Part> {
    const ahead: { messages: readonly Arrived[]; read: Promise<Read> }[] = [];
    const next = async (): Promise<Part> => {
      const { messages, read } = ahead.shift()!;
      return { messages, ...(await read) };
    };
    for await (const messages of groups) {
      const readPart = await this.readerFor(tx, messages);
      for (const part of partsOf(messages)) {
        if (ahead.length === AHEAD) yield await next();
        const read = readPart(part);
        // Whoever failed to write a part does not wait for those after it.
        read.catch(() => {});
        ahead.push({ messages: part, read });
      }
    }
    while (ahead.length > 0) yield await next();
  }

  /** What reads some of these messages at once, with all that is known beside their texts. */
  private async readerFor(
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

function* partsOf(messages: readonly Arrived[]): Generator<readonly Arrived[]> {
  for (let from = 0; from < messages.length; from += PART) yield messages.slice(from, from + PART);
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
