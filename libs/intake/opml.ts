// Lists of feeds as other readers keep them: OPML in, OPML out.
import { decode } from './charset';
import { attributesOf, tagEnd, topTag } from './feed-tags';
import { plainLine } from './html';
import type { Sentence } from './sentence';

/** One feed of a list; `folder` is the path of the outlines around it, '' at the top. */
export type OpmlFeed = {
  name: string;
  url: string;
  folder: string;
  /** What it is known for, in our own name space: topics, and a jurisdiction as its path (望澜县/梨花镇); '' where untold. */
  topics: string[];
  jurisdiction: string;
};
export type OpmlFault = { code: 'opml.not-opml' | 'opml.too-many' } & Sentence;

/** Other readers leave attributes of a foreign name space alone (OPML 2.0, "Extending OPML"). */
const SPACE = 'urn:wenying:opml';
const MOST_FEEDS = 2_000;
const MOST_TAGS = 200_000;

/**
 * Reads OPML 1.0 or 2.0, in any charset, in one linear walk: outlines with `xmlUrl` are feeds, others are folders.
 * Broken lists give what is whole in them. The same address twice is one feed.
 * Source: OPML 2.0 specification, "Subscription lists".
 */
export function readOpml(bytes: Uint8Array): OpmlFeed[] | OpmlFault {
  const { text } = decode(bytes);
  if (!/<(?:opml|outline)\b/i.test(text)) return notOpml;
  const found = new Map<string, OpmlFeed>();
  const folders: string[] = [];
  let tags = 0;
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at)) {
    tags += 1;
    if (tags > MOST_TAGS) return tooMany;
    const end = text.startsWith('<!--', at) ? after(text, '-->', at) : tagEnd(text, at);
    if (end < 0) break;
    if (topTag(text, at)?.toLowerCase() === 'outline') outline(text.slice(at, end), folders, found);
    if (found.size > MOST_FEEDS) return tooMany;
    at = end;
  }
  return [...found.values()];
}

function outline(tag: string, folders: string[], found: Map<string, OpmlFeed>): void {
  if (tag.startsWith('</')) {
    folders.pop();
    return;
  }
  const { xmlurl, title, text, 'wenying:topics': topics, 'wenying:jurisdiction': place } = attributesOf(tag);
  const name = plainLine(text?.trim() || title?.trim() || '');
  const url = numbered(xmlurl ?? '').trim();
  if (url !== '' && !found.has(url))
    found.set(url, {
      name,
      url,
      folder: folders.filter((one) => one !== '').join('/'),
      topics: plainLine(topics ?? '')
        .split(/[,，、]/)
        .map((topic) => topic.trim())
        .filter((topic) => topic !== ''),
      jurisdiction: plainLine(place ?? ''),
    });
  if (!tag.endsWith('/>')) folders.push(url === '' ? name : '');
}

/** An address is no HTML: of the entities left in it only the numbered ones are meant. */
function numbered(text: string): string {
  return text.replace(/&#(?:x([\da-f]{1,6})|(\d{1,7}));/gi, (whole, hex?: string, decimal?: string) => {
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
    return code > 31 && code < 0x110000 ? String.fromCodePoint(code) : whole;
  });
}

function after(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from);
  return found < 0 ? -1 : found + mark.length;
}

/** Writes OPML 2.0; a reader gets back what `readOpml` gives. `at` is the instant of writing. */
export function writeOpml(title: string, feeds: readonly Omit<OpmlFeed, 'folder'>[], at: Date): string {
  const outlines = feeds.map(({ name, url, topics, jurisdiction }) => {
    const known = [
      topics.length > 0 ? ` wenying:topics="${xml(topics.join(','))}"` : '',
      jurisdiction ? ` wenying:jurisdiction="${xml(jurisdiction)}"` : '',
    ];
    return `    <outline type="rss" text="${xml(name)}" title="${xml(name)}" xmlUrl="${xml(url)}"${known.join('')}/>`;
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<opml version="2.0" xmlns:wenying="${SPACE}">`,
    `  <head><title>${xml(title)}</title><dateCreated>${at.toUTCString()}</dateCreated></head>`,
    '  <body>',
    ...outlines,
    '  </body>',
    '</opml>',
    '',
  ].join('\n');
}

const ENTITY: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const xml = (text: string): string =>
  text.replace(/[&<>"]/g, (one) => ENTITY[one] ?? one).replace(/\p{Cc}/gu, ' ');

const notOpml: OpmlFault = {
  code: 'opml.not-opml',
  zh: '这不是 OPML 文件：里面没有订阅列表。请在原来的阅读器里选择“导出 OPML”。',
  en: 'This is no OPML file: there is no list of feeds in it. Choose "export OPML" in the other reader.',
};
const tooMany: OpmlFault = {
  code: 'opml.too-many',
  zh: `列表里的订阅超过 ${MOST_FEEDS} 个，请拆成几个文件。`,
  en: `The list holds more than ${MOST_FEEDS} feeds; split it into several files.`,
};
