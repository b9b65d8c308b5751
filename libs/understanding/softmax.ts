// A linear classifier for sparse texts: softmax regression over hashed features, in log space, trained by stochastic gradient descent.
import { random, shuffle } from './seeded';

/** Sparse and of length one: indices below `size`, and their weights. */
export type SparseVector = { indices: Uint32Array; weights: Float32Array };
export type Example = { vector: SparseVector; label: number; weight?: number };
/** `weights[index * labels + label]`; `scale`: what one unit of a quantised weight is worth. */
export type Softmax = { labels: string[]; size: number; weights: Float32Array; bias: Float32Array };
/** `smoothing`: the share of certainty kept back, since labels given by people are not all right. */
export type Training = { epochs: number; rate: number; decay: number; smoothing?: number; seed?: number };

/** The probability of each label, summing to one; computed from the largest score down, so that nothing underflows. */
export function probabilities(model: Softmax, { indices, weights }: SparseVector): Float64Array {
  const n = model.labels.length;
  const scores = Float64Array.from(model.bias);
  for (let i = 0; i < indices.length; i++) {
    const row = indices[i]! * n;
    const w = weights[i]!;
    for (let l = 0; l < n; l++) scores[l]! += model.weights[row + l]! * w;
  }
  return normalised(scores);
}

export function normalised(scores: Float64Array): Float64Array {
  let top = Number.NEGATIVE_INFINITY;
  for (let l = 0; l < scores.length; l++) if (scores[l]! > top) top = scores[l]!;
  let sum = 0;
  for (let l = 0; l < scores.length; l++) sum += scores[l] = Math.exp(scores[l]! - top);
  for (let l = 0; l < scores.length; l++) scores[l]! /= sum;
  return scores;
}

/** Trains from scratch; the same examples and seed give the same model. */
export function train(
  labels: string[],
  size: number,
  examples: readonly Example[],
  { epochs, rate, decay, smoothing = 0, seed = 1 }: Training,
): Softmax {
  const n = labels.length;
  const model: Softmax = { labels, size, weights: new Float32Array(size * n), bias: new Float32Array(n) };
  const order = examples.map((_, i) => i);
  const next = random(seed);
  let scale = 1; // weight decay as one number, folded in at the end
  const scores = new Float64Array(n);
  const steps = epochs * order.length;
  for (let epoch = 0, step = 0; epoch < epochs; epoch++) {
    shuffle(order, next);
    for (const at of order) {
      const { vector, label, weight = 1 } = examples[at]!;
      const eta = rate * (1 - step++ / steps) * weight;
      scale *= 1 - eta * decay;
      for (let l = 0; l < n; l++) scores[l] = 0;
      for (let i = 0; i < vector.indices.length; i++) {
        const row = vector.indices[i]! * n;
        for (let l = 0; l < n; l++) scores[l]! += model.weights[row + l]! * vector.weights[i]!;
      }
      for (let l = 0; l < n; l++) scores[l] = scores[l]! * scale + model.bias[l]!;
      normalised(scores);
      for (let l = 0; l < n; l++) scores[l]! -= l === label ? 1 - smoothing : smoothing / (n - 1);
      for (let l = 0; l < n; l++) model.bias[l]! -= 0.1 * eta * scores[l]!;
      for (let i = 0; i < vector.indices.length; i++) {
        const row = vector.indices[i]! * n;
        const w = (vector.weights[i]! * eta) / scale;
        for (let l = 0; l < n; l++) model.weights[row + l]! -= scores[l]! * w;
      }
    }
  }
  for (let i = 0; i < model.weights.length; i++) model.weights[i]! *= scale;
  return model;
}

/** The mean of models with the same labels and size: what they score is the mean of their scores. At least one. */
export function meanOf(models: readonly Softmax[]): Softmax {
  const { labels, size } = models[0]!;
  const mean = (of: (model: Softmax) => Float32Array) => {
    const sum = new Float32Array(of(models[0]!).length);
    for (const model of models) for (let i = 0; i < sum.length; i++) sum[i]! += of(model)[i]! / models.length;
    return sum;
  };
  return { labels, size, weights: mean(({ weights }) => weights), bias: mean(({ bias }) => bias) };
}
