// Reads both linear models over a text in one pass: what a bucket weighs lies in one short row of bytes, near enough to be read fast.
import type { CutText } from './features';
import { normalised, type Softmax } from './softmax';
import { bits, featuresOf, met, type Rarity } from './vectors';

export type Models = { rarity: Rarity; topics: Softmax; sortRarity: Rarity; sorts: Softmax };
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
/**
 * One model's share of the rows: where its weights begin, in bytes after the first word, and which byte tells how rare.
 * `worths`: by label, what one step in each column is worth to it against all others. `scores`: room for what it says of one text.
 */
type Part = {
  from: number;
  shift: 0 | 8;
  scales: Float64Array;
  rarity: Float64Array;
  worths: Float64Array[];
  scores: Float64Array;
};
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
  const worths = labels.map((_, own) => scales.map((scale, l) => (l === own ? scale : -scale / (n - 1))));
  return { from, shift, scales, rarity, worths, scores: new Float64Array(n) };
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

/**
 * What one text holds, each feature that tells something once, in the order met: its row, how often it comes, and what it weighs
 * for either model; `lengths`: of those two vectors. The first `begun` stand in its title or where its body begins, `begunCounts`
 * times there. `slots`: bucket + 1 and place, a small table that, unlike a board of all buckets, stays near.
 */
const board = {
  cut: null as CutText | null,
  laid: null as Rows | null,
  found: 0,
  begun: 0,
  slots: new Uint32Array(0),
  used: new Uint32Array(0),
  buckets: new Uint32Array(0),
  rows: new Uint32Array(0),
  rare: new Int32Array(0),
  counts: new Uint32Array(0),
  begunCounts: new Uint32Array(0),
  topicWeights: new Float64Array(0),
  sortWeights: new Float64Array(0),
  lengths: { topics: 1, sorts: 1 },
};
function makeRoom(size: number): void {
  board.slots = new Uint32Array(2 * size);
  board.used = new Uint32Array(size);
  board.buckets = new Uint32Array(size);
  board.rows = new Uint32Array(size);
  board.rare = new Int32Array(size);
  board.counts = new Uint32Array(size);
  board.begunCounts = new Uint32Array(size);
  board.topicWeights = new Float64Array(size);
  board.sortWeights = new Float64Array(size);
}
makeRoom(4096);
const logs = Float64Array.from({ length: 512 }, (_, i) => Math.log1p(i));
const logOf = (count: number): number => (count < 512 ? logs[count]! : Math.log1p(count));

/** Gathers a text on the board, unless it is the one that lies there. */
function gather(laid: Rows, cut: CutText): void {
  if (board.cut === cut && board.laid === laid) return;
  const features = featuresOf(cut);
  for (let i = 0; i < board.found; i++) board.slots[board.used[i]!] = 0;
  if (board.slots.length < 4 * features) makeRoom(1 << Math.ceil(Math.log2(2 * features)));
  board.found = 0;
  take(laid, 0, met.begunWords);
  take(laid, met.words, met.begunSigns);
  take(laid, met.signs, features);
  board.begun = board.found;
  board.begunCounts.set(board.counts.subarray(0, board.begun));
  take(laid, met.begunWords, met.words);
  take(laid, met.begunSigns, met.signs);
  weigh(laid);
  board.cut = cut;
  board.laid = laid;
}

function take(laid: Rows, from: number, to: number): void {
  const { slots, used, counts, rows, rare, buckets: known } = board;
  const { buckets, weights } = met;
  const { table } = laid;
  const mask = slots.length - 1;
  let n = board.found;
  for (let i = from; i < to; i++) {
    const bucket = buckets[i]!;
    if (!tells(laid, bucket)) continue;
    let slot = (2 * bucket) & mask;
    while (slots[slot] !== 0 && slots[slot] !== bucket + 1) slot = (slot + 2) & mask;
    if (slots[slot] !== 0) {
      counts[slots[slot + 1]!]! += weights[i]!;
      continue;
    }
    slots[slot] = bucket + 1;
    slots[slot + 1] = n;
    used[n] = slot;
    known[n] = bucket;
    const row = rowOf(laid, bucket);
    rows[n] = row;
    rare[n] = table[row]!;
    counts[n++] = weights[i]!;
  }
  board.found = n;
}

/** Logarithmic frequency × rarity of all that was gathered. */
function weigh({ topics, sorts }: Rows): void {
  const { counts, rare, topicWeights, sortWeights, found } = board;
  let topicSquare = 0;
  let sortSquare = 0;
  for (let i = 0; i < found; i++) {
    const log = logOf(counts[i]!);
    const topic = log * topics.rarity[rare[i]! & 255]!;
    const sort = log * sorts.rarity[(rare[i]! >>> 8) & 255]!;
    topicWeights[i] = topic;
    sortWeights[i] = sort;
    topicSquare += topic * topic;
    sortSquare += sort * sort;
  }
  board.lengths.topics = Math.sqrt(topicSquare) || 1;
  board.lengths.sorts = Math.sqrt(sortSquare) || 1;
}

/** One model's probabilities. Four labels at a time: after the first four, the rows lie in the nearest memory. */
function read(
  { table }: Rows,
  part: Part,
  { weights, length, bias }: { weights: Float64Array; length: number; bias: Float32Array },
): Float64Array {
  const { rows, found } = board;
  const { scores } = part;
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

/** The probabilities of every topic and of every sort of news, until the next text is read; as `probabilities` over `vectorOf`, faster. */
export function scoreBoth(models: Models, cut: CutText): BothScores {
  const laid = rowsOf(models);
  gather(laid, cut);
  const { topicWeights, sortWeights, lengths } = board;
  return {
    topics: read(laid, laid.topics, {
      weights: topicWeights,
      length: lengths.topics,
      bias: models.topics.bias,
    }),
    sorts: read(laid, laid.sorts, { weights: sortWeights, length: lengths.sorts, bias: models.sorts.bias }),
  };
}

/** Features of a text's beginning that say something of topics, each once: its bucket and its weight. Answers the vector's length. */
export function beginningOf(
  models: Models,
  cut: CutText,
  each: (bucket: number, weight: number) => void,
): number {
  const laid = rowsOf(models);
  gather(laid, cut);
  const { buckets, rare, begun, begunCounts } = board;
  let square = 0;
  for (let i = 0; i < begun; i++) {
    const rarity = laid.topics.rarity[rare[i]! & 255]!;
    if (rarity === 0) continue;
    const weight = logOf(begunCounts[i]!) * rarity;
    square += weight * weight;
    each(buckets[i]!, weight);
  }
  return Math.sqrt(square) || 1;
}

/** How much a bucket's feature speaks for a topic rather than for the others, times how rare it is; 0 where it does not. */
export function speakerFor(models: Models, label: number): (bucket: number) => number {
  const laid = rowsOf(models);
  const { table } = laid;
  const { from, scales, rarity, worths } = laid.topics;
  const n = scales.length;
  const worth = worths[label]!;
  return (bucket) => {
    if (!tells(laid, bucket)) return 0;
    const at = rowOf(laid, bucket);
    let sum = 0;
    for (let l = 0; l < n; l++)
      sum += ((table[at + 1 + ((from + l) >> 2)]! << (24 - 8 * ((from + l) & 3))) >> 24) * worth[l]!;
    return Math.max(0, sum * rarity[table[at]! & 255]!);
  };
}
