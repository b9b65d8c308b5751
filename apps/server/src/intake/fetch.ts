// Fetches a feed politely and safely: no private address even by a redirect or a name, bounded in size and time, conditional.
import { type LookupAddress, lookup as systemLookup } from 'node:dns';
import { isIP } from 'node:net';
import type { Readable } from 'node:stream';
import { Agent, type Dispatcher, request } from 'undici';
import { addressAllowed } from '#intake';
import { FeedFault } from './feed-fault';
import { unpack } from './unpack';

/** Whether this address, found under this host name, may be connected to. */
export type Gate = (address: string, host: string) => boolean;
/** What the server gave last time, so that it may answer "unchanged". */
export type Seen = { etag: string | null; lastModified: string | null };
export type Fresh = Seen & {
  kind: 'fresh';
  bytes: Buffer;
  contentType: string | null;
  /** Where the redirects ended. */
  url: string;
};
export type Fetched = Fresh | { kind: 'unchanged' };
export type FetchLimits = { maxBytes: number; timeoutMs: number; redirects: number };

const usual: FetchLimits = { maxBytes: 10 * 1024 * 1024, timeoutMs: 20_000, redirects: 5 };
const HEADERS = {
  'user-agent': 'Wenying/1.0 (feed reader of a local-government news office)',
  accept:
    'application/rss+xml, application/atom+xml, application/feed+json, application/rdf+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5',
  'accept-encoding': 'gzip, deflate, br',
};
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const LONGEST_WAIT_S = 6 * 3600;

class RefusedAddress extends Error {
  readonly code = 'REFUSED_ADDRESS';
}

export class FeedFetcher {
  private readonly agent: Agent;
  private readonly limits: FetchLimits;

  constructor(
    private readonly gate: Gate,
    limits: Partial<FetchLimits> = {},
  ) {
    this.limits = { ...usual, ...limits };
    this.agent = new Agent({
      connect: { lookup: guardedLookup(gate), timeout: this.limits.timeoutMs },
      keepAliveTimeout: 5_000,
      headersTimeout: this.limits.timeoutMs,
      bodyTimeout: this.limits.timeoutMs,
    });
  }

  /** @throws FeedFault with the code of what went wrong; never an address in its message */
  async fetch(address: string, seen: Seen = { etag: null, lastModified: null }): Promise<Fetched> {
    const signal = AbortSignal.timeout(this.limits.timeoutMs);
    try {
      return await this.follow(address, seen, signal);
    } catch (cause) {
      // That we ourselves are stopping is no fault of the feed.
      if (/^UND_ERR_(CLOSED|DESTROYED)$/.test(codeOf(cause))) throw cause;
      throw signal.aborted ? new FeedFault('feed.timeout') : faultOf(cause);
    }
  }

  /** Lets what is under way come to its end. */
  async close(): Promise<void> {
    await this.agent.close();
  }

  private async follow(address: string, seen: Seen, signal: AbortSignal): Promise<Fetched> {
    let url = readAddress(address);
    for (let hop = 0; hop <= this.limits.redirects; hop += 1) {
      const answer = await this.ask(url, seen, signal);
      const { statusCode: status, body } = answer;
      if (status >= 200 && status < 300) return await this.take(answer, url);
      letGo(body);
      if (status === 304) return { kind: 'unchanged' };
      const location = one(answer.headers.location);
      if (!REDIRECTS.has(status) || location === null)
        throw new FeedFault(`feed.http-${status}`, retryAfter(answer.headers));
      if (!URL.canParse(location, url.href)) throw new FeedFault('feed.bad-answer');
      url = readAddress(new URL(location, url).href);
    }
    throw new FeedFault('feed.redirects');
  }

  private ask(url: URL, seen: Seen, signal: AbortSignal): Promise<Dispatcher.ResponseData> {
    const host = url.hostname.replace(/^\[|\]$/g, '');
    // A literal address never passes through the resolver, so it is checked here.
    if (isIP(host) && !this.gate(host, host)) throw new FeedFault('feed.refused-address');
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

  private async take({ headers, body }: Dispatcher.ResponseData, url: URL): Promise<Fresh> {
    const bytes = await readAll(body, this.limits.maxBytes, Number(one(headers['content-length']) ?? 0));
    return {
      kind: 'fresh',
      bytes: await unpack(bytes, one(headers['content-encoding']), this.limits.maxBytes),
      contentType: one(headers['content-type']),
      etag: one(headers.etag),
      lastModified: one(headers['last-modified']),
      url: url.href,
    };
  }
}

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

/** The public Internet, and what an administrator lists: networks by their address, hosts of the intranet by their name. */
export function gateOf(allow: readonly string[]): Gate {
  const names = new Set(allow.map((entry) => entry.toLowerCase()));
  return (address, host) => addressAllowed(address, allow) || names.has(host.toLowerCase());
}

type Found = (error: Error | null, address: string | LookupAddress[], family?: number) => void;

/** Resolves like the system, but a refused address is never handed to the socket: no second look-up can differ. */
function guardedLookup(gate: Gate) {
  return (
    host: string,
    options: { all?: boolean; family?: number | 'IPv4' | 'IPv6' },
    found: Found,
  ): void => {
    systemLookup(host, { ...options, all: true }, (error, addresses) => {
      if (error) return found(error, []);
      const allowed = addresses.filter(({ address }) => gate(address, host));
      const first = allowed[0];
      if (!first) return found(new RefusedAddress('refused'), []);
      if (options.all) return found(null, allowed);
      return found(null, first.address, first.family);
    });
  };
}

async function readAll(body: Readable, largest: number, announced: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let total = 0;
  if (announced <= largest) {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      total += chunk.length;
      if (total > largest) break;
      chunks.push(chunk);
    }
    if (total <= largest) return Buffer.concat(chunks);
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

function retryAfter(headers: Dispatcher.ResponseData['headers']): number | null {
  const seconds = Number(one(headers['retry-after']));
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds, LONGEST_WAIT_S) : null;
}

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

/** With several addresses tried, the reasons stand inside one AggregateError. */
function codeOf(cause: unknown): string {
  const { code, errors } = (cause ?? {}) as { code?: unknown; errors?: unknown[] };
  if (typeof code === 'string') return code;
  return errors?.length ? codeOf(errors[0]) : '';
}
