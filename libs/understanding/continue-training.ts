// Goes on training a linear model from where it stands: towards what people corrected, held back towards the weights it had.

import { random, shuffle } from './seeded';
import { normalised, type Softmax, type SparseVector } from './softmax';

/** What a text should be given: a share of each label, summing to one; `weight`: how much it counts. */
export type Target = { vector: SparseVector; shares: Float64Array; weight: number };
/**
 * `rate`: the first step, falling to nothing; `pull`: how strongly each step draws the weights back to the base.
 * Few corrections must be felt, and what they do not speak of must stay as it was.
 */
export type Continuing = { epochs: number; rate: number; pull: number; seed?: number };

/** The base with further labels that begin as good as impossible: only examples bring them up. */
export function withLabels(base: Softmax, added: readonly string[]): Softmax {
  const fresh = added.filter((label) => !base.labels.includes(label));
  if (fresh.length === 0) return base;
  const [from, to] = [base.labels.length, base.labels.length + fresh.length];
  const weights = new Float32Array(base.size * to);
  for (let b = 0; b < base.size; b++)
    for (let l = 0; l < from; l++) weights[b * to + l] = base.weights[b * from + l]!;
  const bias = new Float32Array(to).fill(Math.min(...base.bias) - UNHEARD);
  bias.set(base.bias);
  return { labels: [...base.labels, ...fresh], size: base.size, weights, bias };
}
const UNHEARD = 4;

/**
 * Stochastic gradient descent on the difference to the base, which decays: with no examples the base comes back unchanged
 * (after the idea of elastic weights, and of learning without forgetting: Li and Hoiem 2016, where the base's own answers
 * on texts at hand are among the targets). The same targets and seed give the same model.
 */
export function continueTraining(
  base: Softmax,
  targets: readonly Target[],
  { epochs, rate, pull, seed = 1 }: Continuing,
  onEpoch: (done: number) => void = () => {},
): Softmax {
  const n = base.labels.length;
  const moved = new Float32Array(base.weights.length);
  const bias = Float32Array.from(base.bias);
  const order = targets.map((_, i) => i);
  const next = random(seed);
  const scores = new Float64Array(n);
  const steps = epochs * order.length;
  let scale = 1; // the decay of all that moved, as one number, folded in at the end
  for (let epoch = 0, step = 0; epoch < epochs; epoch++) {
    shuffle(order, next);
    for (const at of order) {
      const { vector, shares, weight } = targets[at]!;
      const eta = rate * (1 - step++ / steps);
      scale *= 1 - eta * pull;
      read(base, moved, scale, bias, vector, scores);
      for (let l = 0; l < n; l++) scores[l] = (scores[l]! - shares[l]!) * eta * weight;
      for (let l = 0; l < n; l++) bias[l]! -= BIAS_RATE * scores[l]!;
      for (let i = 0; i < vector.indices.length; i++) {
        const row = vector.indices[i]! * n;
        const w = vector.weights[i]! / scale;
        for (let l = 0; l < n; l++) moved[row + l]! -= scores[l]! * w;
      }
    }
    onEpoch(epoch + 1);
  }
  const weights = moved.map((m, i) => base.weights[i]! + m * scale);
  return { labels: base.labels, size: base.size, weights, bias };
}
/** As in the first training: the bias moves slowly. */
const BIAS_RATE = 0.1;

function read(
  base: Softmax,
  moved: Float32Array,
  scale: number,
  bias: Float32Array,
  { indices, weights }: SparseVector,
  scores: Float64Array,
): void {
  const n = base.labels.length;
  for (let l = 0; l < n; l++) scores[l] = bias[l]!;
  for (let i = 0; i < indices.length; i++) {
    const row = indices[i]! * n;
    const w = weights[i]!;
    for (let l = 0; l < n; l++) scores[l]! += (base.weights[row + l]! + moved[row + l]! * scale) * w;
  }
  normalised(scores);
}
