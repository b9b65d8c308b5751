// Turns a cut text into the sparse vector that the topic model reads: words and character pairs, weighed by how rare they are.
import { CUT_READ, type CutText, hashOf, isHan, pairHash } from './features';
import type { SparseVector } from './softmax';

/** How many buckets features fall into: two to the power of this. */
export const bits = 18;
const mask = (1 << bits) - 1;
/** What a text is about, it says first: the first characters, title included, count for more. */
const LEAD_LENGTH = 25;
const LEAD_WEIGHT = 6;

export type Rarity = Float32Array;

/**
 * Counts each word, Chinese character and pair of characters in its bucket; the lead counts sixfold. `touched` takes the
 * buckets met, in order; the number of them is the answer. (One flat loop on purpose: every message passes through it.)
 */
export function countFeatures(cut: CutText, counts: Float32Array, touched: Uint32Array): number {
  let met = 0;
  let read = 0;
  for (const words of [cut.titleWords, cut.bodyWords])
    for (const word of words) {
      read += word.length;
      if (word.length < 2 || isNumber(word)) continue;
      const bucket = bucketOf(word);
      if (counts[bucket] === 0) touched[met++] = bucket;
      counts[bucket]! += read < LEAD_LENGTH ? LEAD_WEIGHT : 1;
    }
  let before = 0;
  for (const text of [cut.title, cut.body]) {
    const end = Math.min(text.length, CUT_READ);
    for (let i = 0, a = text.charCodeAt(0), b = 0; i < end; i++, a = b) {
      b = text.charCodeAt(i + 1);
      if (!isHan(a)) continue;
      const weight = before + i < LEAD_LENGTH ? LEAD_WEIGHT : 1;
      const one = folded(pairHash(a, 0));
      if (counts[one] === 0) touched[met++] = one;
      counts[one]! += weight;
      if (!isHan(b)) continue;
      const two = folded(pairHash(a, b));
      if (counts[two] === 0) touched[met++] = two;
      counts[two]! += weight;
    }
    before += text.length;
  }
  return met;
}

// Counting board, used by one text at a time and left clean.
const board = new Float32Array(1 << bits);
const seen = new Uint32Array(1 << bits);

const folded = (hash: number) => (hash ^ (hash >>> 17)) & mask;

/** The bucket of one word. */
export const bucketOf = (word: string): number => folded(hashOf(word));

/** Buckets with how often each occurs. */
export function bucketsOf(cut: CutText): Map<number, number> {
  const met = countFeatures(cut, board, seen);
  const counts = new Map<number, number>();
  for (let i = 0; i < met; i++) {
    counts.set(seen[i]!, board[seen[i]!]!);
    board[seen[i]!] = 0;
  }
  return counts;
}

const isNumber = (word: string) => word.charCodeAt(0) >= 0x30 && word.charCodeAt(0) <= 0x39;

/** Inverse document frequency of each bucket over a collection; what occurs in one document only tells nothing of others. */
export function rarityOf(collection: Iterable<Map<number, number>>): Rarity {
  const seen = new Float32Array(1 << bits);
  let documents = 0;
  for (const buckets of collection) {
    documents += 1;
    for (const at of buckets.keys()) seen[at]! += 1;
  }
  return seen.map((n) => (n < 2 ? 0 : Math.log((documents + 1) / (n + 1))));
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
