// The second reader: feedparser, lenient where rss-parser refuses.
import FeedParser from 'feedparser';
import type { RawFeed, RawItem, RawNode } from './feed-item';

const OWN = /^(?:rss|atom|rdf):/;

/**
 * Reads what is whole in a broken feed. Its time grows with the square of the nesting, so the caller bounds the depth.
 * @throws when the document holds no root that it knows
 */
export async function readWithFeedparser(source: string): Promise<RawFeed> {
  const parser = new FeedParser({ normalize: false, addmeta: false });
  const items: RawItem[] = [];
  parser.end(source);
  for await (const item of parser) items.push(rawOf(item));
  return { head: rawOf(parser.meta), items };
}

function rawOf(found: Record<string, unknown>): RawItem {
  const raw = new Map<string, RawNode[]>();
  for (const [name, value] of Object.entries(found)) {
    if (name === 'meta' || name.startsWith('#')) continue;
    const key = name.toLowerCase().replace(OWN, '');
    if (key === '@') raw.set('@', [{ text: '', attrs: attrsOf(value) }]);
    else raw.set(key, [...(raw.get(key) ?? []), ...nodesOf(value)]);
  }
  return raw;
}

function nodesOf(value: unknown): RawNode[] {
  if (Array.isArray(value)) return value.flatMap(nodesOf);
  if (typeof value === 'string') return [{ text: value, attrs: {} }];
  if (typeof value !== 'object' || value === null) return [];
  const { '#': text, '@': attrs } = value as { '#'?: unknown; '@'?: unknown };
  return [{ text: typeof text === 'string' ? text : '', attrs: attrsOf(attrs) }];
}

function attrsOf(value: unknown): Record<string, string> {
  if (Array.isArray(value)) return Object.assign({}, ...value.map(attrsOf));
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name.toLowerCase(), String(one)]));
}
