// Turns a cut text into the sparse vector that the topic model reads: words and character pairs, weighed by how rare they are.
import { type CutText, hashOf, signHashes } from './features';
import type { SparseVector } from './softmax';

/** How many buckets features fall into: two to the power of this. */
export const bits = 18;
const mask = (1 << bits) - 1;
/** What a text is about, it says first: the first characters, title included, count for more. */
const LEAD_LENGTH = 25;
const LEAD_WEIGHT = 6;

export type Rarity = Float32Array;

/** Buckets with how often each occurs: words, characters and pairs of characters; the lead counts sixfold. */
export function bucketsOf(cut: CutText): Map<number, number> {
  const counts = new Map<number, number>();
  let read = 0;
  const add = (hash: number) => {
    const at = (hash ^ (hash >>> 17)) & mask;
    counts.set(at, (counts.get(at) ?? 0) + (read < LEAD_LENGTH ? LEAD_WEIGHT : 1));
  };
  for (const word of [...cut.titleWords, ...cut.bodyWords]) {
    read += word.length;
    if (word.length > 1 && !isNumber(word)) add(hashOf(word));
  }
  read = 0;
  for (const text of [cut.title, cut.body]) {
    const before = read;
    signHashes(text, (hash, at) => {
      read = before + at;
      add(hash);
    });
    read = before + text.length;
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
