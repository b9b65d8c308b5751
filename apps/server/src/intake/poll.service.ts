// One poll of one source: fetch, read off the main thread, receive, and note how the source fares.
import { Injectable } from '@nestjs/common';
import { system } from '../platform/access';
import { Commit, fact, type NewFact, type Tx } from '../platform/commit';
import { Jobs } from '../platform/jobs';
import { Now } from '../platform/now';
import { FeedFault } from './feed-fault';
import { FeedReader, type ReadItem } from './feed-reader';
import { FeedFetcher } from './fetch';
import { afterPoll, type Outcome } from './health';
import type { Incoming } from './mask';
import { ReceiveService } from './receive.service';
import type { SourceRow } from './source.row';
import { SourceStore } from './source.store';

const AT_ONCE = 500;
const DUE_AT_ONCE = 200;

@Injectable()
export class PollService {
  constructor(
    private readonly store: SourceStore,
    private readonly fetcher: FeedFetcher,
    private readonly reader: FeedReader,
    private readonly receiving: ReceiveService,
    private readonly commit: Commit,
    private readonly jobs: Jobs,
    private readonly now: Now,
  ) {}

  /** Queues every source that is due; several processes never take the same one. */
  async queueDue(): Promise<number> {
    return this.commit.commit(async (tx, at) => {
      const due = await this.store.takeDue(tx, at, DUE_AT_ONCE);
      for (const sourceId of due)
        await this.jobs.add(tx, 'source.poll', { sourceId }, { key: `poll:${sourceId}`, maxAttempts: 3 });
      return { value: due.length, facts: [] };
    });
  }

  /** Never throws for a fault of the source: that is noted, and the source is asked again later. */
  async poll(sourceId: string): Promise<void> {
    const source = await this.store.find(sourceId);
    if (!source || source.state === 'paused') return;
    const outcome = await this.attempt(source);
    await this.commit.commit(async (tx, at) => ({
      value: undefined,
      facts: await this.note(tx, at, source, outcome),
    }));
  }

  private async attempt(source: SourceRow): Promise<Outcome> {
    try {
      const fetched = await this.fetcher.fetch(source.url, source);
      if (fetched.kind === 'unchanged') return fetched;
      const { bytes, contentType, url, etag, lastModified } = fetched;
      const feed = await this.reader.read({ bytes, contentType, url, now: this.now.at().getTime() });
      await this.receive(source, feed.items);
      return { kind: 'fresh', items: feed.items.length, etag, lastModified };
    } catch (cause) {
      if (cause instanceof FeedFault) return { kind: 'failed', fault: cause };
      throw cause;
    }
  }

  private async receive(source: SourceRow, items: readonly ReadItem[]): Promise<void> {
    const origin = `feed:${source.id}`;
    const messages = items.filter((item) => item.title !== '' || item.text !== '').map(messageOf);
    for (let i = 0; i < messages.length; i += AT_ONCE)
      await this.receiving.receive({
        jurisdictionId: source.jurisdictionId,
        actor: system,
        origin: () => origin,
        sourceId: source.id,
        messages: messages.slice(i, i + AT_ONCE),
      });
  }

  /** Meanwhile a person may have paused, moved or removed the source: then this poll says nothing of it. */
  private async note(tx: Tx, at: Date, polled: SourceRow, outcome: Outcome): Promise<NewFact[]> {
    const source = await this.store.hold(tx, polled.id);
    if (!source || source.state === 'paused' || source.url !== polled.url) return [];
    const { health, told } = afterPoll(source, outcome, at);
    await this.store.update(tx, source.id, health);
    const subject = { type: 'source', id: source.id };
    if (told === 'recovered')
      return [fact('source.recovered', system, subject, source.jurisdictionId, { sourceId: source.id })];
    if (told === null) return [];
    const body = {
      sourceId: source.id,
      code: health.trouble?.code ?? 'feed.unreachable',
      failures: health.failures,
      since: source.lastSuccessAt?.toISOString() ?? null,
    };
    return [fact('source.failing', system, subject, source.jurisdictionId, body)];
  }
}

function messageOf(item: ReadItem): Incoming {
  return {
    channel: 'feed',
    externalId: item.id,
    title: item.title,
    body: item.text,
    url: item.url,
    publishedAt: item.publishedAt,
    place: null,
    agency: null,
    hotline: null,
  };
}
