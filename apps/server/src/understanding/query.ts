// Reads what a person typed into the search box, and cuts the piece of text around what was found.
import { queryTerms, searchTerms } from '#understanding';

export type Query = {
  /** For `to_tsquery('simple', …)`: every term, and none of the excluded. Null when nothing in it can be searched. */
  tsquery: string | null;
  /** Quoted phrases, lower case: found exactly as they stand. */
  phrases: string[];
  notPhrases: string[];
  /** What an excerpt should show, the most telling first. */
  needles: string[];
};

const pieces = /(-?)(?:["“”]([^"“”]*)["“”]?|([^\s"“”]+))/gu;
const han = /\p{Script=Han}+/gu;
/** Quoted, so that the parser of PostgreSQL takes it as words and never as operators. */
const quoted = (term: string) => `'${term.replace(/['\\]/g, ' ')}'`;
const plain = (text: string) => text.normalize('NFKC').toLowerCase();

/**
 * Pairs of neighbouring Chinese characters, and the last character of each run by itself. Words are cut differently in
 * different company, names of places above all; pairs are there whatever the cut.
 */
function pairsOf(text: string): string[] {
  const pairs = new Set<string>();
  for (const [run] of plain(text).matchAll(han)) {
    const characters = [...run];
    for (const [i, character] of characters.entries()) pairs.add(`${character}${characters[i + 1] ?? ''}`);
  }
  return [...pairs];
}

/** Everything under which a text is found, for `to_tsvector('simple', …)`. */
export const foundBy = (text: string): string => [...searchTerms(text), ...pairsOf(text)].join(' ');

/** What a text must hold for a term to be in it: all pairs of a Chinese word, any other term as it is. */
function heldFor(term: string): string[] {
  if (!/[\p{L}\p{N}]/u.test(term)) return [];
  if (!/^\p{Script=Han}+$/u.test(term)) return [quoted(term)];
  const pairs = pairsOf(term).filter((pair) => [...pair].length === 2);
  return pairs.length ? pairs.map(quoted) : [`${quoted(term)}:*`];
}

/**
 * Words are joined by AND after segmentation; `"…"` must stand as written; `-word` and `-"…"` exclude.
 * A minus inside a word (covid-19) excludes nothing.
 */
export function readQuery(q: string): Query {
  const query: Query = { tsquery: null, phrases: [], notPhrases: [], needles: [] };
  const parts = new Set<string>();
  for (const [, minus, phrase, word] of q.normalize('NFKC').matchAll(pieces)) {
    const text = (phrase ?? word ?? '').trim();
    if (!/[\p{L}\p{N}]/u.test(text)) continue;
    const terms = queryTerms(text);
    const held =
      phrase === undefined
        ? terms.flatMap(heldFor)
        : pairsOf(text)
            .filter((p) => [...p].length > 1)
            .map(quoted);
    if (phrase !== undefined) (minus ? query.notPhrases : query.phrases).push(plain(text));
    if (!minus) for (const part of held) parts.add(part);
    else if (phrase === undefined && held.length) parts.add(`!(${held.join(' & ')})`);
    if (!minus) query.needles.push(text, ...[...terms].sort((one, other) => other.length - one.length));
  }
  if (parts.size) query.tsquery = [...parts].join(' & ');
  return query;
}

/** Nothing that can be looked for: such a search finds nothing, rather than everything. */
export const isEmpty = ({ tsquery, phrases, notPhrases }: Query): boolean =>
  tsquery === null && phrases.length === 0 && notPhrases.length === 0;

const LENGTH = 160;
const BEFORE = 40;

/** At most 160 characters of plain text, around the first of the needles that occurs in it. */
export function excerptOf(body: string, needles: readonly string[]): string {
  const text = body.replace(/\s+/gu, ' ').trim();
  const lower = text.toLowerCase();
  const found = needles.map((n) => lower.indexOf(n.toLowerCase())).find((i) => i >= 0) ?? 0;
  const start = found > BEFORE ? found - BEFORE : 0;
  const room = LENGTH - (start > 0 ? 1 : 0);
  const cut = text.length - start > room;
  const kept = text.slice(start, start + room - (cut ? 1 : 0));
  return `${start > 0 ? '…' : ''}${whole(kept)}${cut ? '…' : ''}`;
}

/** A character cut in half at either end is left out. */
const whole = (text: string) => text.replace(/^[\uDC00-\uDFFF]/, '').replace(/[\uD800-\uDBFF]$/, '');
