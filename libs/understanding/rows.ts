// Reads both linear models over a text in one pass: what a bucket weighs lies in one short row of bytes, near enough to be read fast.
import type { CutText } from './features';
import { normalised, type Softmax } from './softmax';
import { bits, bucketOf, countFeatures, type Rarity } from './vectors';

type Models = { rarity: Rarity; topics: Softmax; sorts: Softmax };
/**
 * `table[bucket * stride]`: how rare (0–255, read without a sign); after it the weights of the topics, then those of the sorts (−127–127).
 * `scales`: what one step is worth, in the same order. A model that was saved has lost nothing by it.
 */
type Rows = { table: Int8Array; stride: number; scales: Float64Array; rarity: Float64Array };
export type BothScores = { topics: Float64Array; sorts: Float64Array };

const laid = new WeakMap<Models, Rows>();
function rowsOf(models: Models): Rows {
  let rows = laid.get(models);
  if (!rows) {
    rows = layRows(models);
    laid.set(models, rows);
  }
  return rows;
}

function layRows({ rarity, topics, sorts }: Models): Rows {
  const columns = [...columnsOf(topics), ...columnsOf(sorts)];
  const stride = Math.ceil((1 + columns.length) / 8) * 8;
  const table = new Int8Array((1 << bits) * stride);
  const scales = new Float64Array(columns.length);
  for (const [c, { weights, step, from }] of columns.entries()) {
    let most = 0;
    for (let i = from; i < weights.length; i += step) most = Math.max(most, Math.abs(weights[i]!));
    scales[c] = most / 127 || 1;
    for (let b = 0; b < 1 << bits; b++)
      table[b * stride + 1 + c] = Math.round(weights[b * step + from]! / scales[c]!);
  }
  let most = 0;
  for (const r of rarity) most = Math.max(most, r);
  const unit = most / 255 || 1;
  for (let b = 0; b < 1 << bits; b++) table[b * stride] = Math.round(rarity[b]! / unit);
  return { table, stride, scales, rarity: Float64Array.from({ length: 256 }, (_, i) => i * unit) };
}

const columnsOf = ({ labels, weights }: Softmax) =>
  labels.map((_, from) => ({ weights, step: labels.length, from }));

// Counting board, used by one text at a time and left clean.
const counts = new Float32Array(1 << bits);
const touched = new Uint32Array(1 << bits);
const logs = Float64Array.from({ length: 512 }, (_, i) => Math.log1p(i));

/** The probabilities of every topic and of every sort of news; the same as `probabilities` over `vectorOf`, faster. */
export function scoreBoth(models: Models, cut: CutText): BothScores {
  const { table, stride, scales, rarity } = rowsOf(models);
  const n = models.topics.labels.length;
  const all = scales.length;
  const sums = new Float64Array(all);
  const met = countFeatures(cut, counts, touched);
  let square = 0;
  for (let i = 0; i < met; i++) {
    const bucket = touched[i]!;
    const count = counts[bucket]!;
    counts[bucket] = 0;
    let at = bucket * stride;
    const rare = table[at]! & 255;
    if (rare === 0) continue;
    const weight = (count < 512 ? logs[count]! : Math.log1p(count)) * rarity[rare]!;
    square += weight * weight;
    for (let l = 0; l < all; l++) sums[l]! += table[++at]! * weight;
  }
  const length = Math.sqrt(square) || 1;
  const part = (from: number, bias: Float32Array) => {
    const scores = new Float64Array(bias.length);
    for (let l = 0; l < bias.length; l++)
      scores[l] = bias[l]! + (sums[from + l]! * scales[from + l]!) / length;
    return normalised(scores);
  };
  return { topics: part(0, models.topics.bias), sorts: part(n, models.sorts.bias) };
}

/** How much a word speaks for a topic rather than for the others, times how rare it is; 0 where it does not. */
export function speaksFor(models: Models, word: string, label: number): number {
  const { table, stride, scales, rarity } = rowsOf(models);
  const n = models.topics.labels.length;
  const at = bucketOf(word) * stride;
  let sum = 0;
  for (let l = 0; l < n; l++) sum += table[at + 1 + l]! * scales[l]!;
  const own = table[at + 1 + label]! * scales[label]!;
  return Math.max(0, (own - (sum - own) / (n - 1)) * rarity[table[at]! & 255]!);
}
