// A model file made while features fell into fewer buckets reads as it did.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadModel, type Model, saveModel } from './model-file';
import { scoreBoth } from './rows';
import { bits, bucketOf } from './vectors';

const SMALL = 1 << (bits - 1);
const word = '修路';
const cut = (body: string) => ({ title: '', body, titleWords: [], bodyWords: [body] });
const at = bucketOf(word) % SMALL;
const one = (n: number, place: number, value: number) => {
  const table = new Float32Array(n);
  table[place] = value;
  return table;
};
const old: Model = {
  version: 'old',
  card: {},
  rarity: one(SMALL, at, 2),
  topics: {
    labels: ['交通运输', '民政'],
    size: SMALL,
    weights: one(2 * SMALL, 2 * at, 5),
    bias: new Float32Array(2),
  },
  sortRarity: one(SMALL, at, 2),
  sorts: {
    labels: ['civic', 'game'],
    size: SMALL,
    weights: one(2 * SMALL, 2 * at, 5),
    bias: new Float32Array(2),
  },
  grouping: one(8, 1, 1),
};

it('is widened when it is opened', () => {
  const dir = mkdtempSync(path.join(tmpdir(), 'wenying-model-'));
  try {
    const file = path.join(dir, 'model.bin');
    saveModel(file, old);
    const model = loadModel(file);
    expect(model.topics.size).toBe(1 << bits);
    expect(model.topics.weights.length).toBe(2 << bits);
    const { topics, sorts } = scoreBoth(model, cut(word));
    expect(topics[0]).toBeGreaterThan(0.9);
    expect(sorts[0]).toBeGreaterThan(0.9);
    expect(scoreBoth(model, cut('看病'))).toMatchObject({ topics: Float64Array.of(0.5, 0.5) });
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
});
