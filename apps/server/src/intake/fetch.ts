// Fetches a feed politely and safely: no private address even by a redirect or a name, bounded in size and time, conditional.
import type { Readable } from 'node:stream';
import { type Agent, type Dispatcher, request } from 'undici';
import { freshFor, retryAfter } from '#intake';
import { codeOf, type Gate, guardedAgent, mayAsk } from '../platform/outside';
import { FeedFault } from './feed-fault';
import { Turns } from './turns';
import { unpack } from './unpack';

/** What the server gave last time, so that it may answer "unchanged". */
export type Seen = { etag: string | null; lastModified: string | null };
/** What every answer says of the next time. */
export type Manner = {
  /** For how long it stays fresh; null where it does not say. */
  freshSeconds: number | null;
  /** Where the feed has moved for good; null while it has not. */
  movedTo: string | null;
};
export type Fresh = Seen &
  Manner & {
    kind: 'fresh';
    bytes: Buffer;
    contentType: string | null;
    /** Where the redirects ended. */
    url: string;
    /** The connection ended before the body did: `bytes` are what came of it. */
    isCut: boolean;
  };
export type Fetched = Fresh | (Manner & { kind: 'unchanged' });
export type FetchLimits = { maxBytes: number; timeoutMs: number; redirects: number };

const usual: FetchLimits = { maxBytes: 10 * 1024 * 1024, timeoutMs: 20_000, redirects: 5 };
const HEADERS = {
  'user-agent': 'Wenying/1.0 (feed reader of a local-government news office)',
  accept:
    'application/rss+xml, application/atom+xml, application/feed+json, application/rdf+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5',
  'accept-encoding': 'gzip, deflate, br',
};
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const FOR_GOOD = new Set([301, 308]);
/** The other side closed before its answer was over. */
const BROKEN_OFF =
  /^(?:UND_ERR_SOCKET|ECONNRESET|EPIPE|UND_ERR_RES_CONTENT_LENGTH_MISMATCH|HPE_INVALID_EOF_STATE)$/;

export class FeedFetcher {
  private readonly agent: Agent;
  private readonly limits: FetchLimits;
  private readonly turns = new Turns();

  constructor(
    private readonly gate: Gate,
    limits: Partial<FetchLimits> = {},
  ) {
    this.limits = { ...usual, ...limits };
    this.agent = guardedAgent(gate, this.limits.timeoutMs);
  }

  /** @throws FeedFault with the code of what went wrong; never an address in its message */
  async fetch(address: string, seen: Seen = { etag: null, lastModified: null }): Promise<Fetched> {
    let url = readAddress(address);
    let isForGood = true;
    let movedTo: string | null = null;
    let left = this.limits.timeoutMs;
    for (let hop = 0; hop <= this.limits.redirects; hop += 1) {
      const step = await this.turns.take(url.host, async () => {
        const begun = performance.now();
        const done = await this.hop(url, seen, left);
        left = Math.max(1, left - (performance.now() - begun));
        return done;
      });
      if (step.kind !== 'elsewhere') return { ...step, movedTo };
      isForGood = isForGood && step.isForGood && !(url.protocol === 'https:' && step.to.protocol === 'http:');
      if (isForGood) movedTo = step.to.href;
      url = step.to;
    }
    throw new FeedFault('feed.redirects');
  }

  /** Lets what is under way come to its end. */
  async close(): Promise<void> {
    await this.agent.close();
  }

  /** One request: its answer, or where it sends us. Waiting for one's turn does not count against its time. */
  private async hop(url: URL, seen: Seen, withinMs: number): Promise<Hop> {
    const signal = AbortSignal.timeout(Math.ceil(withinMs));
    try {
      const answer = await this.ask(url, seen, signal);
      const { statusCode: status, headers, body } = answer;
      if (status >= 200 && status < 300) return await this.take(answer, url);
      letGo(body);
      if (status === 304) return { kind: 'unchanged', freshSeconds: freshIn(headers) };
      const location = one(headers.location);
      if (!REDIRECTS.has(status) || location === null)
        throw new FeedFault(`feed.http-${status}`, retryAfter(one(headers['retry-after']), dateIn(headers)));
      if (!URL.canParse(location, url.href)) throw new FeedFault('feed.bad-answer');
      return {
        kind: 'elsewhere',
        to: readAddress(new URL(location, url).href),
        isForGood: FOR_GOOD.has(status),
      };
    } catch (cause) {
      // That we ourselves are stopping is no fault of the feed.
      if (/^UND_ERR_(CLOSED|DESTROYED)$/.test(codeOf(cause))) throw cause;
      throw signal.aborted ? new FeedFault('feed.timeout') : faultOf(cause);
    }
  }

  private ask(url: URL, seen: Seen, signal: AbortSignal): Promise<Dispatcher.ResponseData> {
    if (!mayAsk(url, this.gate)) throw new FeedFault('feed.refused-address');
    return request(url, {
      dispatcher: this.agent,
      signal,
      headers: {
        ...HEADERS,
        ...(seen.etag ? { 'if-none-match': seen.etag } : {}),
        ...(seen.lastModified ? { 'if-modified-since': seen.lastModified } : {}),
      },
    });
  }

  private async take({ headers, body }: Dispatcher.ResponseData, url: URL): Promise<Omit<Fresh, 'movedTo'>> {
    const announced = Number(one(headers['content-length']) ?? 0);
    const { bytes, isCut } = await readAll(body, this.limits.maxBytes, announced);
    return {
      kind: 'fresh',
      bytes: await unpack(bytes, one(headers['content-encoding']), this.limits.maxBytes),
      contentType: one(headers['content-type']),
      // Of what did not come whole nothing may be called unchanged later.
      etag: isCut ? null : one(headers.etag),
      lastModified: isCut ? null : one(headers['last-modified']),
      url: url.href,
      isCut,
      freshSeconds: freshIn(headers),
    };
  }
}

type Hop =
  | Omit<Fresh, 'movedTo'>
  | { kind: 'unchanged'; freshSeconds: number | null }
  | { kind: 'elsewhere'; to: URL; isForGood: boolean };

/**
 * A feed's address, checked as far as it can be without the network.
 * @throws FeedFault `feed.bad-address` or `feed.credentials`
 */
export function readAddress(address: string): URL {
  if (!URL.canParse(address)) throw new FeedFault('feed.bad-address');
  const url = new URL(address);
  if (!/^https?:$/.test(url.protocol) || url.hostname === '') throw new FeedFault('feed.bad-address');
  if (url.username || url.password) throw new FeedFault('feed.credentials');
  url.hash = '';
  return url;
}

type Body = { bytes: Buffer; isCut: boolean };

async function readAll(body: Readable, largest: number, announced: number): Promise<Body> {
  const chunks: Buffer[] = [];
  let total = 0;
  if (announced <= largest) {
    try {
      for await (const chunk of body as AsyncIterable<Buffer>) {
        total += chunk.length;
        if (total > largest) break;
        chunks.push(chunk);
      }
    } catch (cause) {
      if (total === 0 || !BROKEN_OFF.test(codeOf(cause))) throw cause;
      return { bytes: Buffer.concat(chunks), isCut: true };
    }
    if (total <= largest) return { bytes: Buffer.concat(chunks), isCut: false };
  }
  letGo(body);
  throw new FeedFault('feed.too-large');
}

/** A body nobody reads must not hold its connection. */
function letGo(body: Readable): void {
  body.on('error', () => {});
  body.destroy();
}

const one = (value: string | string[] | undefined): string | null =>
  (Array.isArray(value) ? value[0] : value) ?? null;

/** The site's own clock, against which its dates are meant. */
const dateIn = (headers: Dispatcher.ResponseData['headers']): Date =>
  new Date(one(headers.date) ?? Number.NaN);

const freshIn = (headers: Dispatcher.ResponseData['headers']): number | null =>
  freshFor(one(headers['cache-control']), one(headers.age));

function faultOf(cause: unknown): FeedFault {
  if (cause instanceof FeedFault) return cause;
  const code = codeOf(cause);
  if (code === 'REFUSED_ADDRESS') return new FeedFault('feed.refused-address');
  if (/TIMEOUT|ETIMEDOUT/.test(code)) return new FeedFault('feed.timeout');
  if (/^(CERT_|ERR_TLS|ERR_SSL|EPROTO|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO)/.test(code))
    return new FeedFault('feed.tls');
  if (/^(Z_|ERR_BROTLI|ERR__ERROR|HPE_|UND_ERR_RESPONSE)/.test(code)) return new FeedFault('feed.bad-answer');
  return new FeedFault('feed.unreachable');
}
