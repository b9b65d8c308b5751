// Turns a cut text into the sparse vector that the topic model reads: words and character pairs, weighed by how rare they are.
import { CUT_READ, type CutText, hashOf, isHan, pairHash } from './features';
import type { SparseVector } from './softmax';

/** How many buckets features fall into: two to the power of this. */
export const bits = 19;
const mask = (1 << bits) - 1;
/** What a text is about, it says first: the first characters, title included, count for more. */
const LEAD_LENGTH = 25;
const LEAD_WEIGHT = 6;

export type Rarity = Float32Array;

/** What a text is about, it says by then: so many words of a body, so many signs. */
const BEGUN_WORDS = 40;
const BEGUN_SIGNS = 100;

/**
 * Features in the order met, one that comes again again; valid until the next text is read. First words, up to `words`; of
 * them those before `begunWords` stand in the title or where the body begins. Then signs, up to `signs` and `begunSigns`. Then
 * how the title looks.
 */
export const met = {
  buckets: new Uint32Array(4096),
  weights: new Uint8Array(4096),
  begunWords: 0,
  words: 0,
  begunSigns: 0,
  signs: 0,
};

/**
 * Writes each word, Chinese character and pair of characters to `met`, by its bucket; the lead counts sixfold. Answers how many
 * they are. (Flat loops on purpose: every message passes through them.)
 */
export function featuresOf(cut: CutText): number {
  const most = cut.titleWords.length + cut.bodyWords.length + 4 * CUT_READ + TITLE_READ + 2;
  if (met.buckets.length < most) {
    met.buckets = new Uint32Array(most);
    met.weights = new Uint8Array(most);
  }
  const { buckets, weights } = met;
  let count = 0;
  let read = 0;
  for (const words of [cut.titleWords, cut.bodyWords]) {
    for (let w = 0; w < words.length; w++) {
      if (w === BEGUN_WORDS) met.begunWords = count;
      const word = words[w]!;
      read += word.length;
      if (word.length < 2 || isNumber(word)) continue;
      buckets[count] = bucketOf(word);
      weights[count++] = read < LEAD_LENGTH ? LEAD_WEIGHT : 1;
    }
    if (words.length <= BEGUN_WORDS) met.begunWords = count;
  }
  met.words = count;
  let before = 0;
  for (const text of [cut.title, cut.body]) {
    const end = Math.min(text.length, CUT_READ);
    for (let i = 0, a = text.charCodeAt(0), b = 0; i < end; i++, a = b) {
      b = text.charCodeAt(i + 1);
      const weight = before + i < LEAD_LENGTH ? LEAD_WEIGHT : 1;
      const han = isHan(a);
      if (han) {
        buckets[count] = folded(pairHash(a, 0));
        weights[count++] = weight;
      }
      if (i === BEGUN_SIGNS - 1) met.begunSigns = count;
      if (han && isHan(b)) {
        buckets[count] = folded(pairHash(a, b));
        weights[count++] = weight;
      }
    }
    if (end < BEGUN_SIGNS) met.begunSigns = count;
    before += text.length;
  }
  met.signs = count;
  return lookOf(cut.title, count);
}

/** So much of a title is looked at for its look: scores, prices, brackets and the like, which tell news of one sort from another. */
const TITLE_READ = 40;
const OPENING = 0x5e;
const CLOSING = 0x24;

/** What words do not show of a title: pairs in which not both signs are Chinese, any digit as 0; and how it opens and closes. */
function lookOf(title: string, from: number): number {
  let count = from;
  const { buckets, weights } = met;
  const end = Math.min(title.length, TITLE_READ);
  for (let i = 0; i + 1 < end; i++) {
    const [a, b] = [title.charCodeAt(i), title.charCodeAt(i + 1)];
    if (isHan(a) && isHan(b)) continue;
    buckets[count] = folded(pairHash(shape(a), shape(b)));
    weights[count++] = LEAD_WEIGHT;
  }
  if (title.length < 4) return count;
  const ends = [
    OPENING,
    title.charCodeAt(0),
    title.charCodeAt(1),
    CLOSING,
    title.charCodeAt(title.length - 2),
    title.charCodeAt(title.length - 1),
  ];
  for (let i = 0; i < ends.length; i += 3) {
    buckets[count] = folded(pairHash(ends[i + 1]!, ends[i + 2]!) ^ Math.imul(ends[i]!, 0x9e3779b1));
    weights[count++] = LEAD_WEIGHT;
  }
  return count;
}
const shape = (code: number) => (code >= 0x30 && code <= 0x39 ? 0x30 : code);

const folded = (hash: number) => (hash ^ (hash >>> 17)) & mask;

/** The bucket of one word. */
export const bucketOf = (word: string): number => folded(hashOf(word));

/** Buckets with how often each occurs. */
export function bucketsOf(cut: CutText): Map<number, number> {
  const count = featuresOf(cut);
  const counts = new Map<number, number>();
  for (let i = 0; i < count; i++) {
    const bucket = met.buckets[i]!;
    counts.set(bucket, (counts.get(bucket) ?? 0) + met.weights[i]!);
  }
  return counts;
}

const isNumber = (word: string) => word.charCodeAt(0) >= 0x30 && word.charCodeAt(0) <= 0x39;

/** What fewer documents hold tells nothing of others. */
const LEAST_SEEN = 3;
/** Inverse document frequency of each bucket over a collection. */
export function rarityOf(collection: Iterable<Map<number, number>>): Rarity {
  const seen = new Float32Array(1 << bits);
  let documents = 0;
  for (const buckets of collection) {
    documents += 1;
    for (const at of buckets.keys()) seen[at]! += 1;
  }
  return seen.map((n) => (n < LEAST_SEEN ? 0 : Math.log((documents + 1) / (n + 1))));
}

/** Logarithmic frequency × rarity, scaled to length one. */
export function vectorOf(buckets: Map<number, number>, rarity: Rarity): SparseVector {
  const indices = new Uint32Array(buckets.size);
  const weights = new Float32Array(buckets.size);
  let i = 0;
  let square = 0;
  for (const [at, count] of buckets) {
    const weight = Math.log1p(count) * rarity[at]!;
    indices[i] = at;
    weights[i++] = weight;
    square += weight * weight;
  }
  const length = Math.sqrt(square) || 1;
  for (let k = 0; k < weights.length; k++) weights[k]! /= length;
  return { indices, weights };
}
