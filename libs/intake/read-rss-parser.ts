// The first reader: rss-parser, the only file that knows it.
import Parser from 'rss-parser';
import type { RawFeed, RawItem, RawNode } from './feed-item';

const NAMES = [
  'title',
  'link',
  'guid',
  'id',
  'pubDate',
  'pubdate',
  'PubDate',
  'published',
  'updated',
  'issued',
  'modified',
  'created',
  'date',
  'description',
  'summary',
  'content',
  'content:encoded',
  'xhtml:body',
  'body',
  'abstract',
  'category',
  'dc:date',
  'dc:title',
  'dc:subject',
  'dc:description',
  'dc:identifier',
  'dcterms:issued',
  'dcterms:created',
  'dcterms:modified',
  'atom:id',
  'atom:link',
  'atom10:link',
  'a10:link',
  'atom:title',
  'atom:updated',
  'atom:summary',
  'atom:content',
  'atom:category',
  'a10:updated',
  'itunes:summary',
  'media:title',
  'media:description',
  'media:category',
  'media:statistics',
  'slash:comments',
  'thr:total',
  'ttl',
  'sy:updatePeriod',
  'sy:updateFrequency',
];

type Kept = Record<string, unknown>;
const keep = (name: string): [string, string, { keepArray: boolean }] => [
  name,
  `raw ${name}`,
  { keepArray: true },
];
const FIELDS = [...NAMES, '$'].map(keep);

/**
 * Reads RSS 0.9–2.0, RDF and Atom. Every element is kept as it was written: rss-parser itself would read a date
 * without a zone in the zone of the machine, and drops what it has no name for.
 * @throws what rss-parser throws on malformed or unknown input
 */
export async function readWithRssParser(source: string): Promise<RawFeed> {
  const parser = new Parser<Kept, Kept>({
    customFields: { feed: FIELDS as unknown as string[], item: FIELDS as unknown as string[] },
  });
  const feed = await parser.parseString(source);
  return { head: rawOf(feed), items: feed.items.map(rawOf) };
}

function rawOf(found: Kept): RawItem {
  const raw = new Map<string, RawNode[]>();
  for (const name of NAMES) {
    const values = found[`raw ${name}`];
    if (!Array.isArray(values)) continue;
    const key = name.toLowerCase();
    raw.set(key, [...(raw.get(key) ?? []), ...values.map(nodeOf)]);
  }
  const own = found['raw $'];
  if (own !== undefined) raw.set('@', [{ text: '', attrs: attrsOf(own) }]);
  return raw;
}

function nodeOf(value: unknown): RawNode {
  if (typeof value === 'string') return { text: value, attrs: {} };
  if (typeof value !== 'object' || value === null) return { text: '', attrs: {} };
  const { _: text, $: attrs } = value as { _?: unknown; $?: unknown };
  return { text: typeof text === 'string' ? text : '', attrs: attrsOf(attrs) };
}

function attrsOf(value: unknown): Record<string, string> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name.toLowerCase(), String(one)]));
}
