// The third reader: JSON Feed 1.0 and 1.1, and what is whole of one that was cut off.
import { readDate } from './date';
import { countOf, type FeedItem, type Resolve, resolver, told } from './feed-item';
import { plainLine, plainText, safeHtml } from './html';

export type JsonFeed = { title: string | null; link: string | null; items: FeedItem[]; cut: boolean };

type FeedOptions = { now: Date; url?: string | null };
type Bag = Record<string, unknown>;

/**
 * Reads a JSON Feed at the instant `now` from the address `url`; null when the text is JSON of another kind or none at all.
 * Source: https://www.jsonfeed.org/version/1.1/
 */
export function readJsonFeed(source: string, { now, url }: FeedOptions): JsonFeed | null {
  const whole = parse(source);
  const bag = whole ?? salvage(source);
  if (bag === null || !isFeed(bag)) return null;
  const link = text(bag.home_page_url);
  const resolve = resolver(url ?? null, text(bag.feed_url), link);
  const items = Array.isArray(bag.items) ? bag.items.filter(isBag) : [];
  return {
    title: line(text(bag.title)),
    link: link === null ? null : resolve(link),
    items: items.map((item) => toItem(item, resolve, now)),
    cut: whole === null,
  };
}

function isFeed(bag: Bag): boolean {
  const named = typeof bag.version === 'string' && /jsonfeed\.org\/version/i.test(bag.version);
  const shaped =
    typeof bag.title === 'string' && (bag.home_page_url !== undefined || bag.feed_url !== undefined);
  return named || (shaped && Array.isArray(bag.items));
}

function toItem(item: Bag, resolve: Resolve, now: Date): FeedItem {
  const url = first([item.url, item.external_url], resolve);
  const html = text(item.content_html);
  const plain = text(item.content_text);
  const short = text(item.summary);
  return {
    id: typeof item.id === 'number' ? String(item.id) : (text(item.id) ?? url),
    title: line(text(item.title)),
    url,
    publishedAt: readDate(text(item.date_published), { now }),
    updatedAt: readDate(text(item.date_modified), { now }),
    summary: short === null ? null : plainText(short),
    content: html !== null ? safeHtml(html, resolve) : plain === null ? null : escaped(plain),
    categories: Array.isArray(item.tags)
      ? item.tags.filter((one) => typeof one === 'string').map(plainLine)
      : [],
    // JSON Feed has no count of its own; extensions begin with an underscore and hold an object.
    reach: reachOf(item),
  };
}

function reachOf(item: Bag): FeedItem['reach'] {
  const bags = Object.entries(item).flatMap(([name, bag]) =>
    name.startsWith('_') && isBag(bag) ? [bag] : [],
  );
  const count = (name: string) => bags.map((bag) => countOf(bag[name])).find((one) => one !== null) ?? null;
  return told({ views: count('views'), comments: count('comments') });
}

function first(addresses: unknown[], resolve: Resolve): string | null {
  for (const one of addresses) {
    const url = typeof one === 'string' ? resolve(one) : null;
    if (url !== null) return url;
  }
  return null;
}

function escaped(plain: string): string {
  return plain
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\n', '<br />');
}

function line(value: string | null): string | null {
  return value === null ? null : plainLine(value) || null;
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

function isBag(value: unknown): value is Bag {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parse(source: string): Bag | null {
  try {
    const value: unknown = JSON.parse(source);
    return isBag(value) ? value : {};
  } catch {
    return null;
  }
}

/** Closes a feed that was cut off after the last whole item, in one walk that knows strings from structure. */
function salvage(source: string): Bag | null {
  const list = /"items"\s{0,20}:\s{0,20}\[/.exec(source);
  if (!list) return null;
  let at = list.index + list[0].length;
  let depth = 0;
  let whole = at;
  let quoted = false;
  for (; at < source.length; at += 1) {
    const one = source.charCodeAt(at);
    if (quoted) {
      if (one === 92) at += 1;
      else if (one === 34) quoted = false;
    } else if (one === 34) quoted = true;
    else if (one === 123 || one === 91) depth += 1;
    else if (one === 125 || one === 93) {
      depth -= 1;
      if (depth === 0) whole = at + 1;
      if (depth < 0) break;
    }
  }
  return parse(`${source.slice(0, whole)}]}`);
}
