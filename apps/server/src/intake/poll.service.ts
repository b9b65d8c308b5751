// One poll of one source: fetch, read off the main thread, receive, and note how the source fares.
import { Injectable } from '@nestjs/common';
import { silenceOf } from '#intake';
import { system } from '../platform/access';
import { Commit, fact, type NewFact, type Tx } from '../platform/commit';
import { Jobs } from '../platform/jobs';
import { Now } from '../platform/now';
import { FeedFault } from './feed-fault';
import { FeedReader, isBrokenOff, type ReadItem, saysSomething } from './feed-reader';
import { FeedFetcher } from './fetch';
import { afterPoll, type Health, type Outcome, reminderOf, type Told } from './health';
import { KeeperStore } from './keepers.store';
import type { Incoming } from './mask';
import { ReachStore } from './reach.store';
import { ReceiveService } from './receive.service';
import type { SourceRow } from './source.row';
import { SourceStore } from './source.store';

const DAY_MS = 24 * 3_600_000;
const AT_ONCE = 500;
const DUE_AT_ONCE = 200;

type Attempt = { outcome: Outcome; movedTo: string | null };

/** How a poll of this address is queued: one at a time for its host, in whichever process. */
export const pollJob = (source: { id: string; url: string }) => ({
  key: `poll:${source.id}`,
  queue: `host:${new URL(source.url).host}`,
});

@Injectable()
export class PollService {
  constructor(
    private readonly store: SourceStore,
    private readonly keepers: KeeperStore,
    private readonly fetcher: FeedFetcher,
    private readonly reader: FeedReader,
    private readonly receiving: ReceiveService,
    private readonly reach: ReachStore,
    private readonly commit: Commit,
    private readonly jobs: Jobs,
    private readonly now: Now,
  ) {}

  /** Queues every source that is due; several processes never take the same one. */
  async queueDue(): Promise<number> {
    return this.commit.commit(async (tx, at) => {
      const due = await this.store.takeDue(tx, at, DUE_AT_ONCE);
      for (const source of due)
        await this.jobs.add(
          tx,
          'source.poll',
          { sourceId: source.id },
          { ...pollJob(source), maxAttempts: 3 },
        );
      return { value: due.length, facts: [] };
    });
  }

  /** Never throws for a fault of the source: that is noted, and the source is asked again later. */
  async poll(sourceId: string): Promise<void> {
    const source = await this.store.find(sourceId);
    if (!source || source.state === 'paused') return;
    const attempt = await this.attempt(source);
    await this.commit.commit(async (tx, at) => ({
      value: undefined,
      facts: await this.note(tx, at, source, attempt),
    }));
  }

  /** What was taken down for good is polled no more, yet its keeper is reminded until somebody takes it. */
  async remind(): Promise<void> {
    await this.commit.commit(async (tx, at) => {
      const facts: NewFact[] = [];
      for (const source of await this.store.holdGone(tx)) {
        const spell = reminderOf(source, at);
        if (!spell) continue;
        await this.store.update(tx, source.id, spell);
        facts.push(...(await this.factsOf(tx, source, { ...source, ...spell }, 'failing')));
      }
      return { value: undefined, facts };
    });
  }

  private async attempt(source: SourceRow): Promise<Attempt> {
    try {
      const fetched = await this.fetcher.fetch(source.url, source);
      const { freshSeconds, movedTo } = fetched;
      if (fetched.kind === 'unchanged') return { outcome: { kind: 'unchanged', freshSeconds }, movedTo };
      const { etag, lastModified } = fetched;
      const feed = await this.reader.readFetched(fetched, this.now.at());
      const news = await this.receive(source, feed.items);
      // What came whole is in; that the rest never comes must not look like health.
      if (isBrokenOff(fetched, feed)) throw new FeedFault('feed.cut-off');
      const { ttlMinutes } = feed;
      const items = feed.items.length;
      return {
        outcome: { kind: 'fresh', items, news, etag, lastModified, freshSeconds, ttlMinutes },
        movedTo,
      };
    } catch (cause) {
      if (cause instanceof FeedFault) return { outcome: { kind: 'failed', fault: cause }, movedTo: null };
      throw cause;
    }
  }

  /** How many items were not known at this source. */
  private async receive(source: SourceRow, items: readonly ReadItem[]): Promise<number> {
    const origin = `feed:${source.id}`;
    const latest = new Date(this.now.at().getTime() + DAY_MS).toISOString();
    const told = items.filter(saysSomething);
    const messages = told.map((item) => messageOf(item, latest));
    let news = 0;
    for (let i = 0; i < messages.length; i += AT_ONCE) {
      const { sightings, receipts } = await this.receiving.receive({
        jurisdictionId: source.jurisdictionId,
        actor: system,
        origin: () => origin,
        sourceId: source.id,
        messages: messages.slice(i, i + AT_ONCE),
      });
      news += sightings;
      await this.reach.note(
        receipts.flatMap(({ id }, n) => {
          const reach = told[i + n]!.reach;
          return reach ? [{ messageId: id, ...reach }] : [];
        }),
        this.now.at(),
      );
    }
    return news;
  }

  /** Meanwhile a person may have paused, moved or removed the source: then this poll says nothing of it. */
  private async note(tx: Tx, at: Date, polled: SourceRow, { outcome, movedTo }: Attempt): Promise<NewFact[]> {
    const source = await this.store.hold(tx, polled.id);
    if (!source || source.state === 'paused' || source.url !== polled.url) return [];
    const isQuiet = outcome.kind === 'unchanged' || (outcome.kind === 'fresh' && outcome.news === 0);
    const silence = isQuiet ? silenceOf(await this.store.arrivals(tx, source.id), at) : null;
    const { health, told } = afterPoll(source, outcome, { at, silence, jitter: Math.random() });
    await this.store.update(tx, source.id, health);
    const moved = movedTo === null ? [] : await this.move(tx, at, source, movedTo);
    return [...moved, ...(await this.factsOf(tx, source, health, told))];
  }

  /** Asks at the new address from now on; where that is a source already, both stay as they are. */
  private async move(tx: Tx, at: Date, source: SourceRow, to: string): Promise<NewFact[]> {
    if (to === source.url || (await this.store.taken(tx, source.jurisdictionId, to))) return [];
    await this.store.update(tx, source.id, { url: to, movedFrom: source.url, movedAt: at });
    const hosts = { from: new URL(source.url).host, to: new URL(to).host };
    const subject = { type: 'source', id: source.id };
    return [fact('source.moved', system, subject, source.jurisdictionId, { sourceId: source.id, ...hosts })];
  }

  private async factsOf(
    tx: Tx,
    { id, jurisdictionId, keeperId, lastSuccessAt }: SourceRow,
    { trouble, failures, state }: Pick<Health, 'trouble' | 'failures' | 'state'>,
    told: Told,
  ): Promise<NewFact[]> {
    if (told === null) return [];
    const subject = { type: 'source', id };
    if (told === 'recovered')
      return [fact('source.recovered', system, subject, jurisdictionId, { sourceId: id })];
    const named = await this.keepers.names(tx, [keeperId]);
    const isFailing = state === 'failing' || state === 'gone';
    const body = {
      sourceId: id,
      code: trouble?.code ?? 'feed.unreachable',
      failures,
      since: (isFailing ? lastSuccessAt?.toISOString() : trouble?.since) ?? null,
      // Who is no longer in use has no eyes to see it: then nobody is named, and the alert says so.
      keeperId: keeperId !== null && named.has(keeperId) ? keeperId : null,
      times: trouble?.times ?? 1,
    };
    const kind = told === 'failing' ? 'source.failing.2' : (`source.${told}` as const);
    return [fact(kind, system, subject, jurisdictionId, body)];
  }
}

/** An item that claims to be of a day to come is of the day on which it came: else it would stand before everything until then. */
function messageOf(item: ReadItem, latest: string): Incoming {
  const isToCome = item.publishedAt !== null && item.publishedAt > latest;
  return {
    channel: 'feed',
    externalId: item.id,
    title: item.title,
    body: item.text,
    url: item.url,
    publishedAt: isToCome ? null : item.publishedAt,
    place: null,
    agency: null,
    hotline: null,
  };
}
