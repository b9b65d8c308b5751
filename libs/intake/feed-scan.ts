// One linear walk over a feed's source before any parser sees it: counts items, bounds the work, mends what is broken.
import { mendAmpersands, tagEnd, topTag } from './feed-tags';

export type RootKind = 'rss' | 'rdf' | 'feed' | 'channel';

export type Scan = {
  /** The root element of a feed, or null when there is none. */
  root: { kind: RootKind; name: string; tag: string; end: number } | null;
  /** True when a web page begins before any feed does. */
  html: boolean;
  /** Items begun, and items that are whole (an independent count, not a parser's). */
  opened: number;
  /** Where each whole item stands in `source`. */
  items: { start: number; end: number; bare: boolean }[];
  deepest: number;
  /** The mended source: raw markup in text elements set in CDATA, stray ampersands escaped. */
  source: string;
  mended: boolean;
};

const TEXT = new Set([
  'title',
  'description',
  'summary',
  'subtitle',
  'tagline',
  'info',
  'content',
  'encoded',
  'abstract',
  'body',
  'rights',
]);
const NOT_TEXT = /^(?:media|rdf|rss|yt|podcast|sy):/;
const VOID = /^(?:br|hr|img|input|meta|area|base|col|embed|param|source|wbr)$/;
const ROOTS: Record<string, RootKind> = { rss: 'rss', rdf: 'rdf', feed: 'feed', channel: 'channel' };

type Capture = { name: string; start: number; depth: number; mixed: boolean; stack: number };
type State = Omit<Scan, 'source'> & {
  pieces: string[];
  copied: number;
  /** Characters written to `pieces` so far: positions of items are given in the mended source. */
  written: number;
  depth: number;
  item: { name: string; start: number; nested: number } | null;
  text: Capture | null;
  seen: number;
  ampersand: number;
};

/**
 * Walks the source once, in time linear in its length, and never throws.
 * @param source decoded text of the document
 */
export function scanFeed(source: string): Scan {
  const state: State = {
    root: null,
    html: false,
    opened: 0,
    items: [],
    deepest: 0,
    pieces: [],
    copied: 0,
    written: 0,
    depth: 0,
    item: null,
    text: null,
    seen: 0,
    ampersand: -1,
    mended: false,
  };
  let at = 0;
  while (at < source.length) {
    const next = source.indexOf('<', at);
    const stop = next < 0 ? source.length : next;
    mendText(state, source, at, stop);
    if (next < 0) break;
    at = step(state, source, next);
  }
  copyTo(state, source, source.length);
  const { root, html, opened, items, deepest, mended } = state;
  return { root, html, opened, items, deepest, source: mended ? state.pieces.join('') : source, mended };
}

/** Handles what begins at `<` and returns where to go on. */
function step(state: State, source: string, at: number): number {
  const mark = source.charCodeAt(at + 1);
  if (mark === 33) return skipDeclaration(state, source, at);
  if (mark === 63) return past(source, '?>', at + 2);
  const name = topTag(source, at);
  if (name === null) {
    // A lone `<` is text; inside CDATA-to-be it may stay.
    if (!state.text) replace(state, source, at, at + 1, '&lt;');
    else state.text.mixed = true;
    return at + 1;
  }
  const end = tagEnd(source, at);
  if (end < 0) return source.length;
  if (mark === 47) closeTag(state, source, name.toLowerCase(), at, end);
  else openTag(state, source, name, at, end);
  return end;
}

function skipDeclaration(state: State, source: string, at: number): number {
  if (source.startsWith('<!--', at)) return past(source, '-->', at + 4);
  if (source.startsWith('<![CDATA[', at)) return past(source, ']]>', at + 9);
  const close = source.indexOf('>', at);
  if (close < 0) return source.length;
  const declaration = source.slice(at, Math.min(close, at + 200));
  if (/^<!doctype\s+html/i.test(declaration) && !state.root) state.html = true;
  if (!declaration.includes('[')) return close + 1;
  return past(source, ']>', at) < source.length ? past(source, ']>', at) : past(source, ']', at);
}

function past(source: string, mark: string, from: number): number {
  const found = source.indexOf(mark, from);
  return found < 0 ? source.length : found + mark.length;
}

function openTag(state: State, source: string, name: string, at: number, end: number): void {
  const lower = name.toLowerCase();
  const local = lower.slice(lower.indexOf(':') + 1);
  const bare = source.charCodeAt(end - 2) === 47;
  if (!state.root) findRoot(state, source, name, local, at, end);
  if (state.text) {
    if (!breaksOut(state, local)) {
      state.text.mixed = true;
      if (lower === state.text.name && !bare) state.text.depth += 1;
      deepen(state, local, bare);
      return;
    }
    state.depth = state.text.stack;
    state.text = null;
  }
  mendText(state, source, at, end);
  deepen(state, local, bare);
  if (isItem(lower, local)) openItem(state, source, lower, { at, end, bare });
  else if (!bare && state.root && TEXT.has(local) && !NOT_TEXT.test(lower)) {
    state.text = { name: lower, start: end, depth: 1, mixed: false, stack: state.depth - 1 };
  }
}

function findRoot(state: State, source: string, name: string, local: string, at: number, end: number): void {
  state.seen += 1;
  if (local === 'html') state.html = true;
  const kind = ROOTS[local];
  const tag = source.slice(at, end);
  // A page may wrap a real feed; a bare <feed> or <channel> in a page is none.
  if (!kind || state.seen > 40 || (state.html && !/\s(?:xmlns|version)\s?=/.test(tag))) return;
  state.html = false;
  // Junk before the root (a warning printed by the server) would stop a strict parser.
  const prolog = source.lastIndexOf('<?xml', at);
  const begin = prolog >= 0 && source.indexOf('?>', prolog) < at ? prolog : at;
  if (source.slice(0, begin).trim() !== '' && state.seen > 1) dropBefore(state, begin);
  else if (!/^\s*(?:<|$)/.test(source.slice(0, begin))) dropBefore(state, begin);
  state.depth = 0;
  state.root = { kind, name, tag, end };
}

function dropBefore(state: State, begin: number): void {
  state.pieces = [];
  state.mended = true;
  state.written = 0;
  state.copied = begin;
}

function deepen(state: State, local: string, bare: boolean): void {
  if (bare || VOID.test(local)) return;
  state.depth += 1;
  if (state.depth > state.deepest) state.deepest = state.depth;
}

function isItem(lower: string, local: string): boolean {
  return (local === 'item' || local === 'entry') && !NOT_TEXT.test(lower) && !lower.startsWith('thr:');
}

/** Whether a tag shows that the text element before it was never closed. */
function breaksOut(state: State, local: string): boolean {
  return local === 'item' || local === 'entry' || (local === 'pubdate' && state.item !== null);
}

function openItem(
  state: State,
  source: string,
  name: string,
  tag: { at: number; end: number; bare: boolean },
): void {
  if (state.item) {
    state.item.nested += tag.bare ? 0 : 1;
    return;
  }
  state.opened += 1;
  copyTo(state, source, tag.at);
  const start = state.written;
  copyTo(state, source, tag.end);
  if (tag.bare) state.items.push({ start, end: state.written, bare: true });
  else state.item = { name, start, nested: 0 };
}

function closeTag(state: State, source: string, name: string, at: number, end: number): void {
  const local = name.slice(name.indexOf(':') + 1);
  if (state.text) {
    if (name === state.text.name) {
      state.text.depth -= 1;
      if (state.text.depth === 0) endText(state, source, at);
    } else if (state.item && name === state.item.name) {
      state.depth = state.text.stack;
      state.text = null;
    } else state.text.mixed = true;
  }
  state.depth = Math.max(0, state.depth - (VOID.test(local) ? 0 : 1));
  if (!state.item || state.text || name !== state.item.name) return;
  if (state.item.nested > 0) {
    state.item.nested -= 1;
    return;
  }
  copyTo(state, source, end);
  state.items.push({ start: state.item.start, end: state.written, bare: false });
  state.item = null;
}

/** A text element that holds markup becomes CDATA: parsers lose the order of mixed content, or drop it. */
function endText(state: State, source: string, at: number): void {
  const text = state.text;
  state.text = null;
  if (!text) return;
  const inner = source.slice(text.start, at);
  if (!text.mixed) {
    const fixed = inner.includes('<![CDATA[') ? inner : mendAmpersands(inner);
    if (fixed !== inner) replace(state, source, text.start, at, fixed);
    return;
  }
  const flat = inner
    .replace(/<!\[CDATA\[([\s\S]*?)\]\]>/g, (_, raw: string) => raw)
    .replaceAll(']]>', ']]&gt;');
  replace(state, source, text.start, at, `<![CDATA[${flat}]]>`);
}

function mendText(state: State, source: string, from: number, to: number): void {
  if (state.text || to <= from) return;
  // The next ampersand is remembered: looked for again at every tag, the walk would not be linear.
  if (state.ampersand < from) {
    const found = source.indexOf('&', from);
    state.ampersand = found < 0 ? source.length : found;
  }
  if (state.ampersand >= to) return;
  const raw = source.slice(from, to);
  const fixed = mendAmpersands(raw);
  if (fixed !== raw) replace(state, source, from, to, fixed);
}

function replace(state: State, source: string, from: number, to: number, text: string): void {
  if (from < state.copied) return;
  copyTo(state, source, from);
  state.mended = true;
  state.pieces.push(text);
  state.written += text.length;
  state.copied = to;
}

function copyTo(state: State, source: string, to: number): void {
  if (to <= state.copied) return;
  const piece = source.slice(state.copied, to);
  state.pieces.push(piece);
  state.written += piece.length;
  state.copied = to;
}
