// Reads any feed: decodes it, walks it once, asks rss-parser, then feedparser, and tells what had to be mended.
import { gunzipSync } from 'node:zlib';
import { decode } from './charset';
import { type FeedItem, headOf, type RawFeed, resolver, selfOf, toItem } from './feed-item';
import { type RootKind, type Scan, scanFeed } from './feed-scan';
import { attributesOf, stripCost } from './feed-tags';
import { NotAFeed } from './not-a-feed';
import { readWithFeedparser } from './read-feedparser';
import { readJsonFeed } from './read-json-feed';
import { readWithRssParser } from './read-rss-parser';
import { ttlOf } from './rhythm';

export type FeedFormat = 'rss' | 'atom' | 'rdf' | 'json' | 'cdf';

/** A feed as read. `warnings` are codes: `feed.mended`, `feed.second-reader`, `feed.rebuilt`, `feed.truncated`, … */
export type ParsedFeed = {
  format: FeedFormat;
  title: string | null;
  link: string | null;
  items: FeedItem[];
  reader: 'rss-parser' | 'feedparser' | 'json';
  charset: string;
  /** For how many minutes the feed says it may be kept; null where it does not say. */
  ttlMinutes: number | null;
  warnings: string[];
};

export type FeedOptions = {
  /** The HTTP Content-Type header. */
  contentType?: string | null;
  /** The instant of reading; a publication date more than a day after it is told in `warnings`. */
  now: Date;
  /** The address that the feed came from, the last base of relative addresses. */
  url?: string | null;
  /** Largest size in bytes, also after unpacking (10 MB). */
  maxBytes?: number;
  /** Deepest nesting of tags (1,000): feedparser's time grows with its square. */
  maxDepth?: number;
};

const TEN_MB = 10 * 1024 * 1024;
/** Steps that rss-parser's patterns may take before a feed is refused (about half a second). */
const MOST_STEPS = 200_000_000;
const DAY = 86_400_000;

/**
 * Reads RSS, Atom, RDF, CDF or JSON Feed in any charset, broken or not. A feed that was cut off gives its whole items.
 * @throws NotAFeed with a code and a sentence, when the bytes are no feed or may not be read
 * Source: RSS 0.9–2.0, RFC 4287, Atom 0.3, RDF Site Summary 1.0, CDF (W3C note 1997), JSON Feed 1.1.
 */
export async function parseFeed(bytes: Uint8Array, options: FeedOptions): Promise<ParsedFeed> {
  const largest = options.maxBytes ?? TEN_MB;
  const { text, charset } = decode(unpacked(bytes, largest), options.contentType);
  const source = text.replace(/[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu, '').replace(/^\ufeff/, '');
  if (source.trim() === '') throw new NotAFeed('feed.empty');
  const warnings = text.includes('\uFFFD') ? ['feed.charset-replaced'] : [];
  const feed = /^\s*[{[]/.test(source) ? fromJson(source, options) : await fromXml(source, options, warnings);
  if (feed.items.some(({ publishedAt }) => publishedAt !== null && isLater(publishedAt, options.now))) {
    warnings.push('feed.future-date');
  }
  return { ...feed, charset, warnings: [...new Set([...warnings, ...feed.warnings])] };
}

/** The same for a file: the command line's name for it. */
export const parseFeedFile = parseFeed;

function isLater(instant: string, now: Date): boolean {
  return Date.parse(instant) > now.getTime() + DAY;
}

function unpacked(bytes: Uint8Array, largest: number): Uint8Array {
  if (bytes.length > largest) throw new NotAFeed('feed.too-large', `${bytes.length} > ${largest} bytes`);
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: largest });
  } catch (error) {
    const large = error instanceof RangeError || (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE';
    throw new NotAFeed(large ? 'feed.too-large' : 'feed.not-a-feed');
  }
}

type Read = Omit<ParsedFeed, 'charset'>;

function fromJson(source: string, options: FeedOptions): Read {
  const feed = readJsonFeed(source, options);
  if (feed === null) throw new NotAFeed('feed.not-a-feed');
  const { title, link, items, cut } = feed;
  return {
    format: 'json',
    title,
    link,
    items,
    reader: 'json',
    ttlMinutes: null,
    warnings: cut ? ['feed.truncated'] : [],
  };
}

async function fromXml(source: string, options: FeedOptions, warnings: string[]): Promise<Read> {
  const whole = scanFeed(source);
  const { root } = whole;
  if (!root) throw new NotAFeed(whole.html ? 'feed.html' : 'feed.not-a-feed');
  const scan = isTooMuch(whole, options) ? withoutTheDeep(whole, options) : whole;
  if (!scan) throw new NotAFeed('feed.too-deep');
  if (scan !== whole) warnings.push('feed.part-dropped');
  if (scan.mended) warnings.push('feed.mended');
  const ended = scan !== whole || scan.source.includes(`</${root.name}`) || root.tag.endsWith('/>');
  if (scan.items.length < scan.opened || !ended) warnings.push('feed.truncated');
  const { raw, reader, rebuilt } = await readRaw(scan);
  const rootBase = attributesOf(root.tag)['xml:base'] ?? null;
  const known = options.url ?? selfOf(raw.head, resolver(rootBase));
  const head = headOf(raw.head, [known, rootBase]);
  const bases = [known, head.link, rootBase];
  const told = reader === 'rss-parser' ? [] : ['feed.second-reader'];
  return {
    format: formatOf(root.kind, root.tag, whole),
    ...head,
    items: raw.items.map((item) => toItem(item, bases, options.now)),
    reader,
    ttlMinutes: ttlIn(raw.head),
    warnings: rebuilt ? [...told, 'feed.rebuilt'] : told,
  };
}

function isTooMuch({ deepest, source }: Scan, { maxDepth = 1000 }: FeedOptions): boolean {
  return deepest > maxDepth || stripCost(source) > MOST_STEPS;
}

/** The items that can be read, of a feed that cannot be read as it stands; null when there is none. */
function withoutTheDeep(scan: Scan, options: FeedOptions): Scan | null {
  const items = scan.items.filter(
    ({ start, end }) => !isTooMuch(scanFeed(`<rss>${scan.source.slice(start, end)}</rss>`), options),
  );
  if (items.length === 0) return null;
  const title = /<title\b[^<>]*>[^<]{0,300}<\/title\s*>/i.exec(
    scan.source.slice(0, scan.items[0]?.start),
  )?.[0];
  const part = scanFeed(rebuild({ ...scan, items }, title ?? ''));
  return isTooMuch(part, options) ? null : part;
}

function ttlIn(head: RawFeed['head']): number | null {
  const [ttl, period, frequency] = ['ttl', 'sy:updateperiod', 'sy:updatefrequency'].map(
    (name) => head.get(name)?.[0]?.text ?? null,
  );
  return ttlOf(ttl ?? null, period ?? null, frequency ?? null);
}

function formatOf(kind: RootKind, tag: string, scan: Scan): FeedFormat {
  if (kind === 'feed') return 'atom';
  if (kind !== 'channel') return kind;
  const item = scan.items[0];
  const cdf = /\b(?:href|HREF|Href|base|BASE|lastmod|LASTMOD)\s*=|^<CHANNEL/;
  return cdf.test(tag) || (item && cdf.test(scan.source.slice(item.start, item.start + 300))) ? 'cdf' : 'rss';
}

type Attempt = { raw: RawFeed; reader: 'rss-parser' | 'feedparser'; rebuilt: boolean };

/** Asks the readers in turn until one brings every whole item; else takes the one that brought most. */
async function readRaw(scan: Scan): Promise<Attempt> {
  const wanted = scan.items.length;
  const attempts: Attempt[] = [];
  const tries: (() => Promise<Attempt>)[] = [
    async () => ({ raw: await readWithRssParser(scan.source), reader: 'rss-parser', rebuilt: false }),
    async () => ({ raw: await readWithFeedparser(scan.source), reader: 'feedparser', rebuilt: false }),
    async () => ({ raw: await readWithFeedparser(rebuild(scan)), reader: 'feedparser', rebuilt: true }),
  ];
  const usable = scan.root?.kind === 'channel' ? tries.slice(2) : oddPrefixes(scan) ? tries.slice(1) : tries;
  for (const attempt of usable) {
    const result = await attempt().catch(() => null);
    if (result && result.raw.items.length === wanted && result.raw.items.every(hasSubstance)) return result;
    if (result) attempts.push(result);
  }
  const worth = ({ raw }: Attempt) => Math.min(raw.items.filter(hasSubstance).length, wanted);
  const best = attempts.sort((a, b) => worth(b) - worth(a))[0];
  if (!best) throw new NotAFeed('feed.not-a-feed');
  return best;
}

/** An item in which a reader recognised nothing was lost, though it was counted. */
function hasSubstance(item: ReadonlyMap<string, unknown>): boolean {
  return item.size > 0;
}

const USUAL: Record<string, string> = {
  'http://purl.org/dc/elements/1.1/': 'dc',
  'http://purl.org/dc/terms/': 'dcterms',
  'http://purl.org/rss/1.0/modules/content/': 'content',
};

/** rss-parser knows a prefix by its name only; under another name its elements would be dropped. */
function oddPrefixes(scan: Scan): boolean {
  const attributes = Object.entries(attributesOf(scan.root?.tag ?? ''));
  return attributes.some(([name, uri]) => USUAL[uri] !== undefined && name !== `xmlns:${USUAL[uri]}`);
}

/**
 * Sets the whole items of a feed with an unknown root, namespace or shape into a plain RSS channel.
 * @param head what stands beside them in the channel; what stands beside them in the feed when left out
 */
function rebuild(scan: Scan, head = beside(scan)): string {
  const { root, items, source } = scan;
  if (!root) return source;
  const colon = root.name.indexOf(':');
  const prefix = colon > 0 ? root.name.slice(0, colon) : null;
  const declared = Object.entries(attributesOf(root.tag)).filter(([name]) => name.startsWith('xmlns:'));
  const spaces = declared.map(
    ([name, uri]) => `${name}="${uri.replaceAll('&', '&amp;').replaceAll('"', '')}"`,
  );
  const body = items.map(({ start, end, bare }) => itemSource(source.slice(start, end), bare)).join('\n');
  const whole = head + body;
  const plain =
    prefix === null ? whole : whole.replaceAll(`<${prefix}:`, '<').replaceAll(`</${prefix}:`, '</');
  const href = attributesOf(root.tag).href;
  const home = href === undefined ? '' : `<link>${href.replaceAll('&', '&amp;').replaceAll('<', '')}</link>`;
  return `<rss version="2.0" ${spaces.join(' ')}><channel>${home}${plain}</channel></rss>`;
}

/** What stands before the first item and after the last one, without the tags that hold it all. */
function beside(scan: Scan): string {
  const { items, source } = scan;
  const outside = [source.slice(headStart(scan), items[0]?.start ?? source.length)];
  const last = items.at(-1);
  // An item that was cut off would take the whole ones in.
  if (last) outside.push(source.slice(last.end).replace(/<(?:[\w-]+:)?(?:item|entry)[\s/>][\s\S]*$/i, ''));
  return outside.join('').replace(/<\/?(?:[\w-]+:)?(?:rss|rdf|feed|channel)\b[^<>]*>/gi, '');
}

function headStart({ root, source }: Scan): number {
  const at = source.indexOf(root?.tag ?? '');
  return at < 0 ? 0 : at + (root?.tag.length ?? 0);
}

function itemSource(source: string, bare: boolean): string {
  const inner = source.replace(/^<[^\s/>]+/, '<item');
  return bare ? inner.replace(/\/>$/, '></item>') : inner.replace(/<\/[^<>]*>$/, '</item>');
}
