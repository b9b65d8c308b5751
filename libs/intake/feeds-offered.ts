// The feeds that a web page names in its head: what a person who gives the page's address means.
import { decode } from './charset';
import { plainLine } from './html';

export type OfferedFeed = { title: string; url: string };

/** A head is short; what stands beyond this is the page. */
const HEAD = 512 * 1024;
const MOST = 20;
const LINK = /<link\b[^<>]{1,2000}>/gi;
const TYPE = /^application\/(?:(?:rss|atom|rdf)\+xml|feed\+json|json)\b/i;

/**
 * Feeds that a page offers by `<link rel="alternate">`, in its order, each address once, absolute and http(s) only.
 * @param url where the page was found
 * Source: RSS Autodiscovery (rssboard.org/rss-autodiscovery); JSON Feed 1.1, "Discovery".
 */
export function feedsOffered(page: Uint8Array, contentType: string | null, url: string): OfferedFeed[] {
  const { text } = decode(page.subarray(0, HEAD), contentType);
  const base = /<base\b[^<>]{0,2000}?\bhref\s*=\s*["']([^"']{1,2000})["']/i.exec(text)?.[1];
  const from = base !== undefined && URL.canParse(base, url) ? new URL(base, url).href : url;
  const found = new Map<string, OfferedFeed>();
  for (const [tag] of text.matchAll(LINK)) {
    const rel = attribute(tag, 'rel').toLowerCase().split(/\s+/);
    const href = attribute(tag, 'href');
    if (
      !rel.includes('alternate') ||
      !TYPE.test(attribute(tag, 'type')) ||
      href === '' ||
      !URL.canParse(href, from)
    )
      continue;
    const address = new URL(href, from);
    // wp-json and oembed call themselves JSON too; only a page about one thing offers those.
    if (!/^https?:$/.test(address.protocol) || /oembed|wp-json/i.test(address.pathname)) continue;
    if (!found.has(address.href))
      found.set(address.href, { title: plainLine(attribute(tag, 'title')).slice(0, 80), url: address.href });
    if (found.size === MOST) break;
  }
  return [...found.values()];
}

function attribute(tag: string, name: string): string {
  const [, quoted, plain] =
    new RegExp(`\\s${name}\\s*=\\s*(?:["']([^"']*)["']|([^\\s"'>]+))`, 'i').exec(tag) ?? [];
  return (quoted ?? plain ?? '').replaceAll('&amp;', '&').trim();
}
