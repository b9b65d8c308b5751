// The directions in which the texts of a collection differ most: features that keep company, so that a rare one is read by its fellows. For training only.
import { random } from './seeded';
import type { Example, Softmax, SparseVector } from './softmax';

/** Found on random folds of the development data (64 to 128 score alike, 32 less). */
const DIRECTIONS = 96;
/** A collection has so many texts for each direction that it is asked for. */
const TEXTS_EACH = 20;
/** What fewer texts hold keeps no company worth telling. */
const LEAST_SEEN = 10;
const ROUNDS = 4;
/** What the directions are worth beside the features themselves, which have length one. */
const WORTH = 0.8;

/** `company[place * count + d]`: how much a feature speaks for a direction; `places[feature]`: its place, or -1. */
type Directions = { places: Int32Array; company: Float64Array; count: number };

/**
 * An orthonormal base of the directions with the largest singular values, by block power iteration (Halko, Martinsson and
 * Tropp 2011, §4.5, without the last turn: only the subspace is asked for). The same vectors give the same base.
 * @param vectors texts as sparse vectors with indices below `size`
 */
function directionsOf(vectors: readonly SparseVector[], size: number): Directions {
  const places = placesOf(vectors, size);
  const rows = places.reduce((most, place) => Math.max(most, place + 1), 0);
  const count = Math.min(DIRECTIONS, Math.floor(vectors.length / TEXTS_EACH), rows);
  const next = random(1);
  let company: Float64Array = Float64Array.from({ length: rows * count }, () => next() - 0.5);
  for (let round = 0; round < ROUNDS; round++) {
    const sum = new Float64Array(rows * count);
    for (const vector of vectors) {
      const along = alongOf(vector, { places, company, count });
      each(vector, places, (place, weight) => {
        for (let d = 0, at = place * count; d < count; d++) sum[at + d]! += along[d]! * weight;
      });
    }
    company = orthonormal(sum, count);
  }
  return { places, company, count };
}

function placesOf(vectors: readonly SparseVector[], size: number): Int32Array {
  const seen = new Uint32Array(size);
  for (const { indices, weights } of vectors)
    for (let i = 0; i < indices.length; i++) if (weights[i] !== 0) seen[indices[i]!]! += 1;
  let rows = 0;
  return Int32Array.from(seen, (n) => (n < LEAST_SEEN ? -1 : rows++));
}

function each(
  { indices, weights }: SparseVector,
  places: Int32Array,
  tell: (place: number, weight: number) => void,
): void {
  for (let i = 0; i < indices.length; i++) {
    const place = places[indices[i]!]!;
    if (place >= 0 && weights[i] !== 0) tell(place, weights[i]!);
  }
}

/** How far a text lies along each direction. */
function alongOf(vector: SparseVector, { places, company, count }: Directions): Float64Array {
  const along = new Float64Array(count);
  each(vector, places, (place, weight) => {
    for (let d = 0, at = place * count; d < count; d++) along[d]! += company[at + d]! * weight;
  });
  return along;
}

/** Gram and Schmidt, column by column, twice over what is left. */
function orthonormal(table: Float64Array, count: number): Float64Array {
  const rows = table.length / count;
  const columns = Array.from({ length: count }, (_, d) =>
    Float64Array.from({ length: rows }, (_, row) => table[row * count + d]!),
  );
  const dot = (a: Float64Array, b: Float64Array) => {
    let sum = 0;
    for (let i = 0; i < rows; i++) sum += a[i]! * b[i]!;
    return sum;
  };
  for (const [d, column] of columns.entries()) {
    for (let before = 0; before < d; before++) {
      const other = columns[before]!;
      const share = dot(column, other);
      for (let i = 0; i < rows; i++) column[i]! -= share * other[i]!;
    }
    const length = Math.sqrt(dot(column, column)) || 1;
    for (let i = 0; i < rows; i++) column[i]! /= length;
  }
  return Float64Array.from(table, (_, at) => columns[at % count]![Math.floor(at / count)]!);
}

/**
 * Trains with the directions beside the features, in each text scaled to the same length, so that a text of odd words is
 * heard as clearly as one of common ones; then writes what they weigh into the features, at the mean length. The model that
 * comes of it is as large and as fast as one without.
 * @param train trains on examples with indices below the size it is given
 */
export function trainWithDirections(
  examples: readonly Example[],
  size: number,
  train: (examples: readonly Example[], size: number) => Softmax,
): Softmax {
  const directions = directionsOf(
    examples.map(({ vector }) => vector),
    size,
  );
  const { places, company, count } = directions;
  const alongs = examples.map(({ vector }) => alongOf(vector, directions));
  const lengths = alongs.map((along) => Math.hypot(...along));
  const mean = lengths.reduce((a, b) => a + b, 0) / (lengths.length || 1) || 1;
  const both = examples.map((example, i) => ({
    ...example,
    vector: beside(example.vector, alongs[i]!, size, WORTH / (lengths[i] || 1)),
  }));
  const { labels, bias, weights } = train(both, size + count);
  const n = labels.length;
  const folded = weights.slice(0, size * n);
  for (let feature = 0; feature < size; feature++) {
    const place = places[feature]!;
    if (place < 0) continue;
    for (let d = 0; d < count; d++) {
      const share = (company[place * count + d]! * WORTH) / mean;
      for (let l = 0; l < n; l++) folded[feature * n + l]! += share * weights[(size + d) * n + l]!;
    }
  }
  return { labels, size, weights: folded, bias };
}

function beside(
  { indices, weights }: SparseVector,
  along: Float64Array,
  size: number,
  scale: number,
): SparseVector {
  const both = {
    indices: new Uint32Array(indices.length + along.length),
    weights: new Float32Array(indices.length + along.length),
  };
  both.indices.set(indices);
  both.weights.set(weights);
  along.forEach((far, d) => {
    both.indices[indices.length + d] = size + d;
    both.weights[indices.length + d] = far * scale;
  });
  return both;
}
