// Tells a text that was published again with another title or another beginning, without comparing it with every other.
import { createHash } from 'node:crypto';
import { normaliseText } from './fingerprint';
import { simplified } from './simplified';

/** Shorter texts are never one merely for being alike: notices and complaints repeat each other's phrases. */
const LEAST_LETTERS = 200;
/** Beyond so many letters a text is known by its beginning. */
const MOST_LETTERS = 20_000;
const SHINGLE = 5;
/** Shared shingles over all shingles of both (Jaccard), from which two long texts are one. */
const ALIKE = 0.75;
/** At one address less is asked: a shared part of the shorter text. */
const SHARED_AT_ONE_ADDRESS = 0.5;
/** Of the shorter text's figures so many must stand in the other: bulletins differ from day to day in nothing else. */
const FIGURES_SHARED = 0.7;
/** Of the shorter text so much may stand in clauses that the other has with a word exchanged: more is a form filled in anew. */
const EXCHANGED = 0.04;
const TWIN = 0.4;
const LEAST_CLAUSE = 6;
const BANDS = 12;
const ROWS = 4;

/** A text as it is compared: its shingles, its figures, how long it is. */
export type Likeness = { letters: number; shingles: ReadonlySet<number>; figures: ReadonlySet<string> };
/** A published text: what it says, at which address, and which source brought it. */
export type Published = { title: string; body: string; address: string | null; source: string | null };

/**
 * What two texts are compared by: the five-letter shingles (as 32-bit hashes) of the letters and digits alone, and the
 * figures. Writing, marks, blanks and case are folded as for the fingerprint.
 * Source: Broder, "On the resemblance and containment of documents", 1997.
 */
export function likenessOf(body: string): Likeness {
  const normal = simplified(normaliseText(body.slice(0, 4 * MOST_LETTERS)).toLowerCase());
  const letters = lettersOf(normal).slice(0, MOST_LETTERS);
  const shingles = new Set<number>();
  for (let i = 0; i + SHINGLE <= letters.length; i += 1) shingles.add(hashed(letters, i));
  return { letters: letters.length, shingles, figures: new Set(normal.match(/\d+(?:[.,:]\d+)*/g) ?? []) };
}

/** FNV-1a over the UTF-16 units of one shingle. */
function hashed(text: string, start: number): number {
  let hash = 0x811c9dc5;
  for (let i = start; i < start + SHINGLE; i += 1)
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return hash;
}

/** The share of shingles that two texts have in common (Jaccard, 0 to 1), and the share of the shorter one's. */
export function shared(one: Likeness, other: Likeness): { jaccard: number; contained: number } {
  const [few, many] = one.shingles.size <= other.shingles.size ? [one, other] : [other, one];
  if (few.shingles.size === 0) return { jaccard: 0, contained: 0 };
  let common = 0;
  for (const shingle of few.shingles) if (many.shingles.has(shingle)) common += 1;
  return {
    jaccard: common / (few.shingles.size + many.shingles.size - common),
    contained: common / few.shingles.size,
  };
}

/**
 * Whether a published text is one that is already known: long and nearly the same words and figures and no form filled in anew, or the same
 * address with much of the same text or, at two sources, the same title (a source that gives one address to all its
 * items may give them one title). Only this decides; keys merely find whom to compare.
 */
export function sameStory(one: Published, other: Published): boolean {
  const [a, b] = [likenessOf(one.body), likenessOf(other.body)];
  const { jaccard, contained } = shared(a, b);
  if (one.address !== null && one.address === other.address)
    return (
      contained >= SHARED_AT_ONE_ADDRESS || (one.source !== other.source && titleOf(one) === titleOf(other))
    );
  if (Math.min(a.letters, b.letters) < LEAST_LETTERS || jaccard < ALIKE || !sameFigures(a, b)) return false;
  return exchanged(one.body, other.body) <= EXCHANGED;
}

/**
 * The share of a text's letters that stand in clauses which the other text has in other words but in the same form.
 * A repost drops, adds or rewrites sentences; a notice about another place or person exchanges the names in them.
 * @returns 0 to 1, for the shorter text
 */
export function exchanged(one: string, other: string): number {
  const [a, b] = [clausesOf(one), clausesOf(other)];
  const [few, many] = a.letters <= b.letters ? [a, b] : [b, a];
  const gone = [...many.clauses].filter(([clause]) => !few.clauses.has(clause));
  let letters = 0;
  for (const [clause, own] of few.clauses) {
    if (many.clauses.has(clause)) continue;
    const isTwin = ([twin, its]: (typeof gone)[number]) =>
      !twin.includes(clause) && !clause.includes(twin) && jaccardOf(own, its) >= TWIN;
    if (gone.some(isTwin)) letters += clause.length;
  }
  return few.letters === 0 ? 0 : letters / few.letters;
}

/** The clauses of a text by their letters alone, each with its pairs of letters. */
function clausesOf(body: string): { letters: number; clauses: Map<string, ReadonlySet<string>> } {
  const clauses = new Map<string, ReadonlySet<string>>();
  let letters = 0;
  const normal = simplified(normaliseText(body.slice(0, 4 * MOST_LETTERS)).toLowerCase());
  for (const clause of normal.split(/[,;:!?]|\.(?!\d)|\n/)) {
    const plain = lettersOf(clause);
    letters += plain.length;
    if (plain.length >= LEAST_CLAUSE)
      clauses.set(plain, new Set(Array.from({ length: plain.length - 1 }, (_, i) => plain.slice(i, i + 2))));
  }
  return { letters, clauses };
}

function jaccardOf(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let common = 0;
  for (const shingle of one) if (other.has(shingle)) common += 1;
  return common / (one.size + other.size - common);
}

const lettersOf = (text: string): string => text.replace(/[^\p{L}\p{N}]+/gu, '');

const titleOf = ({ title }: Published): string => simplified(normaliseText(title).toLowerCase());

function sameFigures({ figures: a }: Likeness, { figures: b }: Likeness): boolean {
  const [few, many] = a.size <= b.size ? [a, b] : [b, a];
  return [...few].filter((figure) => many.has(figure)).length >= FIGURES_SHARED * few.size;
}

/**
 * Keys under which a long text is kept and looked up; none for a short one. Two texts with Jaccard 0.75 share a key
 * with probability 0.989, with 0.85 0.9998, with 0.2 0.02 (12 bands of 4 rows).
 * @returns signed 64-bit integers in decimal, for a bigint column
 * Source: MinHash, Broder 1997 (above); bands, Indyk and Motwani, "Approximate nearest neighbors", STOC 1998.
 */
export function nearKeys(body: string): string[] {
  const { letters, shingles } = likenessOf(body);
  if (letters < LEAST_LETTERS) return [];
  const least = new Uint32Array(BANDS * ROWS).fill(0xffffffff);
  for (const shingle of shingles) {
    for (let i = 0; i < least.length; i += 1) {
      const value = scattered(shingle, i);
      if (value < least[i]!) least[i] = value;
    }
  }
  return Array.from({ length: BANDS }, (_, band) =>
    keyOf(`band ${band} ${least.subarray(band * ROWS, (band + 1) * ROWS).join(' ')}`),
  );
}

/** One of many orders of the shingles: the finaliser of MurmurHash3 (Appleby), salted. */
function scattered(value: number, salt: number): number {
  let x = (value ^ Math.imul(salt + 1, 0x9e3779b1)) >>> 0;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return (x ^ (x >>> 16)) >>> 0;
}

/** The key under which the texts of one address are kept: see `addressOf`. */
export const addressKey = (address: string): string => keyOf(`address ${address}`);

function keyOf(text: string): string {
  return createHash('sha256').update(text).digest().readBigInt64BE(0).toString();
}

const TRACKING =
  /^(?:utm_\w+|spm|from|isappinstalled|share\w*|sharer\w*|source|src|ref|referer|timestamp|nsukey|scene|fbclid|gclid|cid)$/i;

/**
 * One form of the address of an article: without scheme, `www.` or `m.`, mark in the page, tracking parameters and
 * closing stroke, parameters in order. Null where the address names a site rather than a text.
 */
export function addressOf(url: string | null): string | null {
  if (url === null || !URL.canParse(url)) return null;
  const { protocol, host, pathname, searchParams } = new URL(url);
  if (!/^https?:$/.test(protocol)) return null;
  const asked = [...searchParams].filter(([name]) => !TRACKING.test(name)).map((pair) => pair.join('='));
  const path = pathname.replace(/\/+$/, '').replace(/\/(?:index|default)\.\w+$/i, '');
  if (path === '' && asked.length === 0) return null;
  return `${host.replace(/^(?:www|m|wap|mobile)\./, '')}${path}${asked.length ? `?${asked.sort().join('&')}` : ''}`;
}
