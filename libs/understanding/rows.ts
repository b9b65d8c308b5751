// Reads both linear models over a text in one pass: what a bucket weighs lies in one short row of bytes, near enough to be read fast.
import type { CutText } from './features';
import { normalised, type Softmax } from './softmax';
import { bits, bucketOf, featuresOf, met, type Rarity } from './vectors';

type Models = { rarity: Rarity; topics: Softmax; sortRarity: Rarity; sorts: Softmax };
/**
 * Only buckets that tell something have a row. `telling`: one bit a bucket, whether it has; `ranks`: how many have before each
 * 32. A row is `stride` words of four bytes: how rare among messages and, in the next byte, for telling sorts (0–255), then the
 * weights of the topics, right after them those of the sorts (−127–127), four to a word. `scales`: what one step is worth, by column.
 * A saved model has lost nothing by it.
 */
type Rows = {
  telling: Uint32Array;
  ranks: Uint32Array;
  table: Int32Array;
  stride: number;
  topics: Part;
  sorts: Part;
};
/** One model's share of the rows: where its weights begin, in bytes after the first word, and which byte tells how rare. */
type Part = { from: number; shift: 0 | 8; scales: Float64Array; rarity: Float64Array };
export type BothScores = { topics: Float64Array; sorts: Float64Array };

const laidFor = new WeakMap<Models, Rows>();
function rowsOf(models: Models): Rows {
  let rows = laidFor.get(models);
  if (!rows) {
    rows = layRows(models);
    laidFor.set(models, rows);
  }
  return rows;
}

function layRows({ rarity, topics, sortRarity, sorts }: Models): Rows {
  const parts = [
    { ...partOf(rarity, topics, 0, 0), rare: rarity, model: topics },
    {
      ...partOf(sortRarity, sorts, topics.labels.length, 8),
      rare: sortRarity,
      model: sorts,
    },
  ] as const;
  const rareIn = (b: number) =>
    parts.reduce((all, part) => all | (Math.round(part.rare[b]! / part.rarity[1]!) << part.shift), 0);
  const telling = new Uint32Array(1 << (bits - 5));
  const ranks = new Uint32Array(1 << (bits - 5));
  let count = 0;
  for (let b = 0; b < 1 << bits; b++) {
    if ((b & 31) === 0) ranks[b >>> 5] = count;
    if (rareIn(b) === 0) continue;
    telling[b >>> 5]! |= 1 << (b & 31);
    count++;
  }
  const stride = 1 + Math.ceil((topics.labels.length + sorts.labels.length) / 4);
  const table = new Int32Array(count * stride);
  const bytes = new Int8Array(table.buffer);
  for (let b = 0, row = 0; b < 1 << bits; b++) {
    const rare = rareIn(b);
    if (rare === 0) continue;
    table[row * stride] = rare;
    for (const { from, scales, model } of parts)
      for (let l = 0, n = scales.length; l < n; l++)
        bytes[4 * (row * stride + 1) + from + l] = Math.round(model.weights[b * n + l]! / scales[l]!);
    row++;
  }
  return { telling, ranks, table, stride, topics: parts[0], sorts: parts[1] };
}

function partOf(rare: Rarity, { labels, weights }: Softmax, from: number, shift: 0 | 8): Part {
  let most = 0;
  for (const r of rare) most = Math.max(most, r);
  const unit = most / 255 || 1;
  const n = labels.length;
  const scales = Float64Array.from(labels, (_, l) => {
    let heaviest = 0;
    for (let i = l; i < weights.length; i += n) heaviest = Math.max(heaviest, Math.abs(weights[i]!));
    return heaviest / 127 || 1;
  });
  const rarity = Float64Array.from({ length: 256 }, (_, i) => i * unit);
  return { from, shift, scales, rarity };
}

/** Where a bucket's row begins; it must have one. */
function rowOf({ telling, ranks, stride }: Rows, bucket: number): number {
  let before = telling[bucket >>> 5]! & ((1 << (bucket & 31)) - 1);
  before -= (before >>> 1) & 0x55555555;
  before = (before & 0x33333333) + ((before >>> 2) & 0x33333333);
  before = (before + (before >>> 4)) & 0x0f0f0f0f;
  return (ranks[bucket >>> 5]! + (Math.imul(before, 0x01010101) >>> 24)) * stride;
}
const tells = ({ telling }: Rows, bucket: number): boolean =>
  (telling[bucket >>> 5]! & (1 << (bucket & 31))) !== 0;

/** A small table of what one text holds, by bucket + 1, left clean: unlike a board of all buckets it stays near. */
const boardOf = (size: number) => ({
  slots: new Uint32Array(size),
  counts: new Uint32Array(size),
  used: new Uint32Array(size),
  rows: new Uint32Array(size),
  weights: new Float64Array(size),
});
let board = boardOf(4096);
const logs = Float64Array.from({ length: 512 }, (_, i) => Math.log1p(i));

/** Buckets that tell something, each once: their slots in `board.used`, their rows in `board.rows`; answers how many. */
function gather(rows: Rows, features: number): number {
  if (board.slots.length < 2 * features) board = boardOf(1 << Math.ceil(Math.log2(2 * features)));
  const { slots, counts, used } = board;
  const { buckets, weights } = met;
  const mask = slots.length - 1;
  let n = 0;
  for (let i = 0; i < features; i++) {
    const bucket = buckets[i]!;
    if (!tells(rows, bucket)) continue;
    let slot = bucket & mask;
    while (slots[slot] !== 0 && slots[slot] !== bucket + 1) slot = (slot + 1) & mask;
    if (slots[slot] === 0) {
      slots[slot] = bucket + 1;
      counts[slot] = 0;
      board.rows[n] = rowOf(rows, bucket);
      used[n++] = slot;
    }
    counts[slot]! += weights[i]!;
  }
  return n;
}

/** Logarithmic frequency × rarity of all that was gathered; answers the length of the vector. */
function weigh({ table }: Rows, { rarity, shift }: Part, found: number): number {
  const { counts, used, rows, weights } = board;
  let square = 0;
  for (let i = 0; i < found; i++) {
    const count = counts[used[i]!]!;
    const rare = rarity[(table[rows[i]!]! >>> shift) & 255]!;
    const weight = (count < 512 ? logs[count]! : Math.log1p(count)) * rare;
    weights[i] = weight;
    square += weight * weight;
  }
  return Math.sqrt(square) || 1;
}

/** One model's probabilities. Four labels at a time: after the first four, the rows lie in the nearest memory. */
function read(laid: Rows, part: Part, found: number, bias: Float32Array): Float64Array {
  const length = weigh(laid, part, found);
  const { table } = laid;
  const { rows, weights } = board;
  const scores = new Float64Array(bias.length);
  for (let at = part.from >> 2; 4 * at < part.from + scores.length; at++) {
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    for (let i = 0; i < found; i++) {
      const four = table[rows[i]! + 1 + at]!;
      const weight = weights[i]!;
      a += ((four << 24) >> 24) * weight;
      b += ((four << 16) >> 24) * weight;
      c += ((four << 8) >> 24) * weight;
      d += (four >> 24) * weight;
    }
    const add = (l: number, sum: number) => {
      if (l >= 0 && l < scores.length) scores[l] = bias[l]! + (sum * part.scales[l]!) / length;
    };
    const first = 4 * at - part.from;
    add(first, a);
    add(first + 1, b);
    add(first + 2, c);
    add(first + 3, d);
  }
  return normalised(scores);
}

/** The probabilities of every topic and of every sort of news; the same as `probabilities` over `vectorOf`, faster. */
export function scoreBoth(models: Models, cut: CutText): BothScores {
  const laid = rowsOf(models);
  const found = gather(laid, featuresOf(cut));
  const scores = {
    topics: read(laid, laid.topics, found, models.topics.bias),
    sorts: read(laid, laid.sorts, found, models.sorts.bias),
  };
  for (let i = 0; i < found; i++) board.slots[board.used[i]!] = 0;
  return scores;
}

/** How much a word speaks for a topic rather than for the others, times how rare it is; 0 where it does not. */
export function speaksFor(models: Models, word: string, label: number): number {
  const laid = rowsOf(models);
  const { table } = laid;
  const { from, scales, rarity } = laid.topics;
  const bucket = bucketOf(word);
  if (!tells(laid, bucket)) return 0;
  const n = scales.length;
  const at = rowOf(laid, bucket);
  const weight = (l: number) =>
    ((table[at + 1 + ((from + l) >> 2)]! << (24 - 8 * ((from + l) & 3))) >> 24) * scales[l]!;
  let sum = 0;
  for (let l = 0; l < n; l++) sum += weight(l);
  const own = weight(label);
  return Math.max(0, (own - (sum - own) / (n - 1)) * rarity[table[at]! & 255]!);
}
