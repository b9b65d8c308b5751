// One item of a feed, from the raw elements that any reader found, in the one shape the rest of the system knows.
import { readDate } from './date';
import { plainLine, plainText, safeHtml } from './html';

/** One item of a feed. Absent is null; instants are ISO 8601 UTC; title and summary hold no markup. */
export type FeedItem = {
  id: string | null;
  title: string | null;
  url: string | null;
  publishedAt: string | null;
  updatedAt: string | null;
  summary: string | null;
  content: string | null;
  categories: string[];
  /** How far it reached, as the feed itself tells it; null where it tells nothing. */
  reach: Reach | null;
};
/** Times it was read, and answers to it; null where not told. */
export type Reach = { views: number | null; comments: number | null };

/** An element as a reader found it: its text and its attributes (names in lower case). */
export type RawNode = { text: string; attrs: Record<string, string> };
/** The elements of an item by name in lower case, with the usual prefixes (`dc:date`); `@` is the item itself. */
export type RawItem = ReadonlyMap<string, readonly RawNode[]>;
/** What a reader found in a whole feed. */
export type RawFeed = { head: RawItem; items: RawItem[] };

/** Resolves addresses: null for what is no http(s) address. */
export type Resolve = (address: string) => string | null;

const PUBLISHED = [
  'pubdate',
  'published',
  'issued',
  'dc:date',
  'dcterms:issued',
  'created',
  'dcterms:created',
  'date',
];
const UPDATED = ['updated', 'modified', 'dcterms:modified', 'atom:updated', 'a10:updated', 'lastmod'];
const FULL = ['content:encoded', 'content', 'xhtml:body', 'body', 'atom:content'];
const SHORT = [
  'description',
  'summary',
  'abstract',
  'atom:summary',
  'dc:description',
  'itunes:summary',
  'media:description',
];

/** Address resolver against a chain of bases, outermost first (feed link, `xml:base` of feed, of item). */
export function resolver(...bases: (string | null | undefined)[]): Resolve {
  let base: string | undefined;
  for (const one of bases) base = (one && absolute(one.trim(), base)) || base;
  return (address) => {
    const clean = address.replace(/[\s\p{Cc}]+/gu, (gap) => (gap.includes('\n') ? '' : '%20'));
    const found = absolute(address.trim() === '' ? '' : clean.replace(/^(?:%20)+|(?:%20)+$/g, ''), base);
    return found !== null && /^https?:$/.test(new URL(found).protocol) ? found : null;
  };
}

function absolute(address: string, base: string | undefined): string | null {
  if (address === '') return null;
  return URL.canParse(address, base) ? new URL(address, base).href : null;
}

/** Turns raw elements into an item. `base` is the feed's own chain of bases, `now` the instant of reading. */
export function toItem(raw: RawItem, base: readonly (string | null)[], now: Date): FeedItem {
  const own = raw.get('@')?.[0]?.attrs ?? {};
  const resolve = resolver(...base, own['xml:base'] ?? own.base);
  const url = linkOf(raw, resolve) ?? selfOf(raw, resolve);
  const id = text(raw, ['guid', 'id', 'atom:id', 'dc:identifier']) ?? own['rdf:about'] ?? own.about ?? url;
  const full = markup(raw, FULL);
  const short = markup(raw, SHORT);
  return {
    id: blankToNull(id),
    title: line(markup(raw, ['title', 'atom:title', 'dc:title', 'media:title'])),
    url,
    publishedAt: date(raw, PUBLISHED, now),
    updatedAt: date(raw, UPDATED, now) ?? readDate(own.lastmod, { now }),
    summary: short === null ? null : blankToNull(plainText(short)),
    content: full === null && short === null ? null : blankToNull(safeHtml(full ?? short ?? '', resolve)),
    categories: categoriesOf(raw),
    reach: reachOf(raw),
  };
}

/** Title and home address of a feed. */
export function headOf(
  head: RawItem,
  base: readonly (string | null)[],
): { title: string | null; link: string | null } {
  const title = line(markup(head, ['title', 'dc:title']));
  return { title, link: linkOf(head, resolver(...base)) };
}

/** First address of a page among links, an `href` or the text of `<link>`; then a permanent guid. */
export function linkOf(raw: RawItem, resolve: Resolve): string | null {
  const links = linksOf(raw);
  const pages = links.filter(({ attrs }) => /^(?:alternate|)$/.test(attrs.rel ?? ''));
  const html = pages.filter(({ attrs }) => /html/.test(attrs.type ?? 'html'));
  const others = links.filter(({ attrs }) => /^(?:related|via|shortlink|canonical)$/.test(attrs.rel ?? ''));
  const own = raw.get('@')?.[0]?.attrs ?? {};
  const guid = [...(raw.get('guid') ?? []), ...(raw.get('id') ?? [])].find(
    ({ text: words, attrs }) => /^https?:/i.test(words.trim()) && !/^false$/i.test(attrs.ispermalink ?? ''),
  );
  const places = [...html, ...pages, ...others].map(({ text: words, attrs }) => attrs.href ?? words);
  return first(
    [...places, guid?.text, own.href, own['rdf:about'], raw.get('content')?.[0]?.attrs.src],
    resolve,
  );
}

/** The address that a feed or an item gives as its own: the last resort for a link, the first base of a feed. */
export function selfOf(raw: RawItem, resolve: Resolve): string | null {
  return first(
    linksOf(raw)
      .filter(({ attrs }) => attrs.rel === 'self')
      .map(({ attrs }) => attrs.href),
    resolve,
  );
}

function linksOf(raw: RawItem): RawNode[] {
  return ['link', 'atom:link', 'atom10:link', 'a10:link', 'a'].flatMap((name) => raw.get(name) ?? []);
}

function first(places: (string | undefined)[], resolve: Resolve): string | null {
  for (const place of places) {
    const url = place === undefined ? null : resolve(place);
    if (url !== null) return url;
  }
  return null;
}

/**
 * RSS `slash:comments`, Atom `thr:total` and the `thr:count` of a link to its replies (RFC 4685), Media RSS
 * `media:statistics views`.
 */
function reachOf(raw: RawItem): Reach | null {
  const replies = linksOf(raw).find(({ attrs }) => attrs.rel === 'replies')?.attrs['thr:count'];
  return told({
    views: countOf(raw.get('media:statistics')?.[0]?.attrs.views),
    comments: countOf(text(raw, ['slash:comments', 'thr:total']) ?? replies),
  });
}

/** Null where nothing is told. */
export const told = (reach: Reach): Reach | null =>
  reach.views === null && reach.comments === null ? null : reach;

/** A whole number up to a thousand million; anything else was not meant as one. */
export function countOf(said: unknown): number | null {
  const count =
    typeof said === 'number'
      ? said
      : typeof said === 'string'
        ? Number(said.trim() || Number.NaN)
        : Number.NaN;
  return Number.isInteger(count) && count >= 0 && count <= 1e9 ? count : null;
}

function categoriesOf(raw: RawItem): string[] {
  const nodes = ['category', 'dc:subject', 'atom:category', 'media:category'].flatMap(
    (name) => raw.get(name) ?? [],
  );
  const names = nodes.map(({ text: words, attrs }) =>
    plainLine(words.trim() || attrs.label || attrs.term || ''),
  );
  return [...new Set(names.filter((one) => one !== ''))].slice(0, 100);
}

function text(raw: RawItem, names: readonly string[]): string | undefined {
  for (const name of names) {
    const found = raw.get(name)?.find((node) => node.text.trim() !== '');
    if (found) return found.text.trim();
  }
  return undefined;
}

/** Text that may hold markup; base64 content of Atom 0.3 is decoded. */
function markup(raw: RawItem, names: readonly string[]): string | null {
  for (const name of names) {
    const found = raw.get(name)?.find((node) => node.text.trim() !== '');
    if (!found) continue;
    const coded = found.attrs.mode?.toLowerCase() === 'base64';
    return coded ? Buffer.from(found.text, 'base64').toString('utf8') : found.text;
  }
  return null;
}

function date(raw: RawItem, names: readonly string[], now: Date): string | null {
  for (const name of names) {
    for (const node of raw.get(name) ?? []) {
      const found = readDate(node.text, { now });
      if (found !== null) return found;
    }
  }
  return null;
}

function line(source: string | null): string | null {
  return source === null ? null : blankToNull(plainLine(source));
}

function blankToNull(value: string | null | undefined): string | null {
  const trimmed = value?.trim() ?? '';
  return trimmed === '' ? null : trimmed;
}
