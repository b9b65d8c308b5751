// Reads feeds off the main thread, so that the worst feed in the world stalls nobody: a thread that takes too long is ended.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { Piscina } from 'piscina';
import type { OfferedFeed, Reach } from '#intake';
import { FeedFault } from './feed-fault';
import { readFeed } from './feed-work';
import type { Fresh } from './fetch';

/** One item as a person or the next stage may read it: plain text throughout. */
export type ReadItem = {
  /** Null also where the feed gives it to several items. */
  id: string | null;
  title: string;
  url: string | null;
  publishedAt: string | null;
  summary: string | null;
  text: string;
  /** As the feed tells it; null where it tells nothing. */
  reach: Reach | null;
};
/** An item without title and text has nothing to be stored. */
export const saysSomething = ({ title, text }: ReadItem): boolean => title !== '' || text !== '';
export type ReadFeed = {
  title: string;
  format: string;
  charset: string;
  /** For how long it says it may be kept. */
  ttlMinutes: number | null;
  items: ReadItem[];
  warnings: string[];
};
export type FeedWork = { bytes: Uint8Array; contentType: string | null; url: string; now: number };
/** A fault's class does not survive the way between threads; its code does. */
export type FeedWorkDone =
  | { ok: true; feed: ReadFeed }
  /** `offered`: the feeds that a page names, where a page came. */
  | { ok: false; code: string; offered?: OfferedFeed[] };

/** The end is missing, and not because the site wrote it so: a length that was told wrong takes nothing away. */
export const isBrokenOff = ({ isCut }: Pick<Fresh, 'isCut'>, { warnings }: ReadFeed): boolean =>
  isCut && warnings.includes('feed.truncated');

export abstract class FeedReader {
  /** @throws FeedFault with the reason why it is no feed */
  async read(work: FeedWork): Promise<ReadFeed> {
    const done = await this.run(work);
    if (!done.ok) throw new FeedFault(done.code, null, done.offered);
    return done.feed;
  }

  /** What a fetch brought. @throws FeedFault as `read`; `feed.cut-off` where nothing can be read of what broke off */
  async readFetched({ bytes, contentType, url, isCut }: Fresh, now: Date): Promise<ReadFeed> {
    try {
      return await this.read({ bytes, contentType, url, now: now.getTime() });
    } catch (cause) {
      throw isCut && cause instanceof FeedFault ? new FeedFault('feed.cut-off') : cause;
    }
  }

  async close(): Promise<void> {}

  protected abstract run(work: FeedWork): Promise<FeedWorkDone>;
}

export class PooledFeedReader extends FeedReader {
  private readonly pool: Piscina;

  constructor(
    workerFile: string,
    private readonly timeoutMs = 20_000,
  ) {
    super();
    this.pool = new Piscina({
      filename: workerFile,
      name: 'readFeed',
      minThreads: 0,
      maxThreads: 2,
      idleTimeout: 30_000,
      resourceLimits: { maxOldGenerationSizeMb: 512 },
      // Else a feed that finds both threads busy goes behind those that came after it, time and again.
      stricterFIFO: true,
    });
  }

  protected async run(work: FeedWork): Promise<FeedWorkDone> {
    const signal = AbortSignal.timeout(this.timeoutMs);
    try {
      return await this.pool.run(work, { signal });
    } catch (cause) {
      // Ended for taking too long, or for taking too much memory: the feed is at fault, not the server.
      const code = (cause as { code?: unknown }).code;
      if (signal.aborted || code === 'ERR_WORKER_OUT_OF_MEMORY') return { ok: false, code: 'feed.too-slow' };
      throw cause;
    }
  }

  override async close(): Promise<void> {
    await this.pool.destroy();
  }
}

/** On the calling thread: where the sources run without having been compiled, there is no file a thread could load. */
export class InlineFeedReader extends FeedReader {
  protected run(work: FeedWork): Promise<FeedWorkDone> {
    return readFeed(work);
  }
}

const WORKER = path.join(__dirname, 'feed-work.js');

export const feedReader = (): FeedReader =>
  existsSync(WORKER) ? new PooledFeedReader(WORKER) : new InlineFeedReader();
