// What people do with sources: add, try, change, pause, resume, remove, poll now.
import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import type { Answer, Input } from '#contract';
import { firstWords, redact } from '#intake';
import { actorOf, inView, type Principal } from '../platform/access';
import { Commit, fact, type Tx } from '../platform/commit';
import { Jobs } from '../platform/jobs';
import { Now } from '../platform/now';
import { conflict, invalid, notFound } from '../platform/problem';
import { FeedFault, refusalOf } from './feed-fault';
import { FeedReader, type ReadFeed, saysSomething } from './feed-reader';
import { FeedFetcher, readAddress } from './fetch';
import { KeeperStore } from './keepers.store';
import { PlaceStore } from './places.store';
import { pollJob } from './poll.service';
import type { SourceRow } from './source.row';
import { DAYS, SourceStore } from './source.store';
import { sourceView } from './source.view';

type Change = Input<'sources.change'>['body'];
type SourceView = Answer<'sources.add'>;
const ITEMS_SHOWN = 20;

@Injectable()
export class SourceService {
  constructor(
    private readonly store: SourceStore,
    private readonly keepers: KeeperStore,
    private readonly places: PlaceStore,
    private readonly commit: Commit,
    private readonly jobs: Jobs,
    private readonly fetcher: FeedFetcher,
    private readonly reader: FeedReader,
    private readonly now: Now,
  ) {}

  async list(who: Principal): Promise<SourceView[]> {
    return this.view(await this.store.list(who.jurisdictionIds));
  }

  async add(who: Principal, input: Input<'sources.add'>['body']): Promise<SourceView> {
    const url = addressOf(input.url);
    const source = await this.commit.commit(async (tx, at) => {
      await this.checkKeeper(tx, who, input.keeperId);
      await this.checkPlace(tx, who.jurisdictionId, input.speaksOfId);
      const row = await this.store.add(
        tx,
        { ...input, url: url.href, jurisdictionId: who.jurisdictionId },
        at,
      );
      if (!row) throw alreadyThere();
      await this.jobs.add(tx, 'source.poll', { sourceId: row.id }, pollJob(row));
      const body = { sourceId: row.id, name: row.name, host: url.host };
      const subject = { type: 'source', id: row.id };
      return {
        value: row,
        facts: [fact('source.added', actorOf(who), subject, row.jurisdictionId, body)],
      };
    });
    return this.viewOf(source);
  }

  async change(who: Principal, id: string, change: Change): Promise<SourceView> {
    const url = change.url === undefined ? undefined : addressOf(change.url).href;
    const source = await this.commit.commit(async (tx, at) => {
      const row = await this.store.hold(tx, id);
      inView(who, row?.jurisdictionId);
      if (!row) throw notFound();
      const wanted = changesOf(row, { ...change, url }, at);
      const changed = Object.keys(wanted.named);
      if (changed.length === 0) return { value: row, facts: [] };
      await this.checkKeeper(tx, who, wanted.named.keeperId);
      await this.checkPlace(tx, row.jurisdictionId, wanted.named.speaksOfId);
      if ('url' in wanted.named && (await this.store.taken(tx, row.jurisdictionId, url!)))
        throw alreadyThere();
      await this.store.update(tx, id, wanted.columns);
      if (wanted.columns.nextPollAt)
        await this.jobs.add(tx, 'source.poll', { sourceId: id }, pollJob({ ...row, ...wanted.columns }));
      const subject = { type: 'source', id };
      return {
        value: { ...row, ...wanted.columns },
        facts: [fact('source.changed', actorOf(who), subject, row.jurisdictionId, { sourceId: id, changed })],
      };
    });
    return this.viewOf(source);
  }

  async remove(who: Principal, id: string): Promise<void> {
    await this.commit.commit(async (tx, at) => {
      const row = await this.store.hold(tx, id);
      inView(who, row?.jurisdictionId);
      await this.store.update(tx, id, { removedAt: at, nextPollAt: null });
      const subject = { type: 'source', id };
      return {
        value: undefined,
        facts: [fact('source.removed', actorOf(who), subject, row?.jurisdictionId ?? null, { sourceId: id })],
      };
    });
  }

  /** Says that this person sees to it: from now on nobody is reminded of this trouble, for a week at most. */
  async take(who: Principal, id: string): Promise<SourceView> {
    const source = await this.commit.commit(async (tx, at) => {
      const row = await this.store.hold(tx, id);
      inView(who, row?.jurisdictionId);
      if (!row) throw notFound();
      if (!row.trouble)
        throw conflict(
          'source.well',
          '该信息源目前没有问题，无需认领。',
          'Nothing is wrong with this source at present; there is nothing to take.',
        );
      const taken = { takenBy: who.name, takenAt: at };
      await this.store.update(tx, id, taken);
      const body = { sourceId: id, code: row.trouble.code };
      return {
        value: { ...row, ...taken },
        facts: [fact('source.taken', actorOf(who), { type: 'source', id }, row.jurisdictionId, body)],
      };
    });
    return this.viewOf(source);
  }

  async pollNow(who: Principal, id: string): Promise<{ queued: boolean }> {
    const row = await this.store.find(id);
    inView(who, row?.jurisdictionId);
    if (!row) throw notFound();
    if (row.state === 'paused')
      throw conflict(
        'source.paused',
        '该信息源已暂停，请先恢复。',
        'This source is paused; resume it first.',
      );
    await this.jobs.add(null, 'source.poll', { sourceId: id }, pollJob(row));
    return { queued: true };
  }

  /** Fetches and reads an address as a poll would, and keeps nothing. */
  async test(address: string): Promise<Answer<'sources.test'>> {
    try {
      const { href } = readAddress(address);
      const fetched = await this.fetcher.fetch(href);
      // Asked without conditions, a server that answers "unchanged" is at fault.
      if (fetched.kind === 'unchanged') throw new FeedFault('feed.http-304');
      return shown(await this.reader.readFetched(fetched, this.now.at()));
    } catch (cause) {
      if (!(cause instanceof FeedFault)) throw cause;
      if (cause.offered.length === 0) throw refusalOf(cause);
      return { ...nothing, offered: [...cause.offered] };
    }
  }

  /** Whoever is told must be able to act. */
  private async checkKeeper(tx: Tx, who: Principal, id: string | null | undefined): Promise<void> {
    if (id && !(await this.keepers.mayKeep(tx, id, who.jurisdictionIds)))
      throw invalid(
        'source.keeper',
        '负责人须是在用的新闻办工作人员或系统管理员。',
        'The keeper must be an officer in use who works in the news office or administers the system.',
      );
  }

  /** What it speaks of must lie where its messages are read. */
  private async checkPlace(tx: Tx, jurisdictionId: string, id: string | null | undefined): Promise<void> {
    if (id && !(await this.places.within(tx, jurisdictionId)).some((place) => place.id === id))
      throw invalid(
        'source.place',
        '“主要说的是哪里”须是本辖区或下级辖区。',
        'What the source speaks of must be its own jurisdiction or one below it.',
      );
  }

  private async view(rows: readonly SourceRow[]): Promise<SourceView[]> {
    const counts = await this.store.counts(
      rows.map((row) => row.id),
      this.now.at(),
    );
    const keepers = await this.keepers.names(
      null,
      rows.map((row) => row.keeperId),
    );
    const places = await this.places.names(rows.map((row) => row.speaksOfId));
    const none = { messages: 0, days: Array<number>(DAYS).fill(0) };
    return rows.map((row) => sourceView(row, counts.get(row.id) ?? none, keepers, places));
  }

  private async viewOf(row: SourceRow): Promise<SourceView> {
    return (await this.view([row]))[0]!;
  }
}

const alreadyThere = () =>
  conflict('source.already', '已经有这个地址的信息源了。', 'There is a source with this address already.');

export function addressOf(text: string): URL {
  try {
    return readAddress(text);
  } catch (cause) {
    throw cause instanceof FeedFault ? refusalOf(cause) : cause;
  }
}

type Named = Partial<
  Pick<SourceRow, 'name' | 'url' | 'everyMinutes' | 'keeperId' | 'topics' | 'speaksOfId'>
> & { paused?: boolean };

/** What really changes, by the names people know, and the columns that follow from it. */
function changesOf(row: SourceRow, change: Change, at: Date): { named: Named; columns: Partial<SourceRow> } {
  const named: Named = {};
  if (change.name !== undefined && change.name !== row.name) named.name = change.name;
  if (change.url !== undefined && change.url !== row.url) named.url = change.url;
  if (change.everyMinutes !== undefined && change.everyMinutes !== row.everyMinutes)
    named.everyMinutes = change.everyMinutes;
  if (change.keeperId !== undefined && change.keeperId !== row.keeperId) named.keeperId = change.keeperId;
  if (change.topics !== undefined && !isDeepStrictEqual(change.topics, row.topics))
    named.topics = change.topics;
  if (change.speaksOfId !== undefined && change.speaksOfId !== row.speaksOfId)
    named.speaksOfId = change.speaksOfId;
  if (change.paused !== undefined && change.paused !== (row.state === 'paused')) named.paused = change.paused;
  const { paused, ...columns } = named;
  const anew: Partial<SourceRow> = { trouble: null, failures: 0, takenBy: null, takenAt: null };
  const resumed = paused === false || (named.url !== undefined && row.state !== 'paused' && paused !== true);
  return {
    named,
    columns: {
      ...columns,
      // At another address nothing is known of what was read before.
      ...(named.url === undefined
        ? {}
        : { ...anew, etag: null, lastModified: null, movedFrom: null, movedAt: null }),
      ...(named.everyMinutes === undefined ? {} : { paceMinutes: named.everyMinutes }),
      ...(paused === true ? { state: 'paused', nextPollAt: null } : {}),
      ...(resumed ? { ...anew, state: 'new', nextPollAt: at } : {}),
    },
  };
}

/** What a page brings that is no feed itself. */
const nothing = { title: '', format: 'html', charset: '', count: 0, items: [], warnings: [] };

function shown(feed: ReadFeed): Answer<'sources.test'> {
  // As it would be stored: what a feed brings is published.
  const safe = (text: string) => redact(text, { press: true }).text;
  const told = feed.items.filter(saysSomething);
  return {
    title: safe(feed.title),
    format: feed.format,
    charset: feed.charset,
    count: told.length,
    items: told.slice(0, ITEMS_SHOWN).map((item) => ({
      title: safe(item.title) || firstWords(safe(item.text)),
      url: item.url,
      publishedAt: item.publishedAt,
      summary: item.summary === null ? null : safe(item.summary),
    })),
    warnings: feed.warnings,
    offered: [],
  };
}
