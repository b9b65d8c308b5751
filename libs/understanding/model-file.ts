// The trained figures as one small file: weights as signed bytes with a scale a label, gzipped. No sentences, no words.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { RarityTable } from './group';
import type { Softmax } from './softmax';
import type { TopicModel } from './topics';
import { bits } from './vectors';

export type Model = TopicModel & { grouping: RarityTable };
type Part = { name: string; bytes: number; scales: number[] };
type Header = {
  version: string;
  card: Record<string, unknown>;
  topics: { labels: string[]; bias: number[] };
  sorts: { labels: string[]; bias: number[] };
  size: number;
  parts: Part[];
};

/** Where the shipped model lies, found from the sources and from the compiled program alike. */
export function shippedModel(): string {
  for (let dir = __dirname; ; dir = path.dirname(dir)) {
    const file = path.join(dir, 'libs/understanding/model.bin');
    try {
      readFileSync(file, { flag: 'r' }).subarray(0, 1);
      return file;
    } catch {
      if (dir === path.dirname(dir))
        throw new Error(
          'the trained model libs/understanding/model.bin is missing; make it with: npm run -s wenying -- train',
        );
    }
  }
}

type Parts = Map<string, Part & { data: Buffer }>;

function readParts(file: string): { header: Header; parts: Parts } {
  const bytes = gunzipSync(readFileSync(file));
  const length = bytes.readUInt32LE(0);
  const header = JSON.parse(bytes.subarray(4, 4 + length).toString('utf8')) as Header;
  let at = 4 + length;
  const parts: Parts = new Map(
    header.parts.map((part) => {
      const data = bytes.subarray(at, at + part.bytes);
      at += part.bytes;
      return [part.name, { ...part, data }] as const;
    }),
  );
  return { header, parts };
}

function unsignedOf(parts: Parts, name: string): Float32Array {
  const { data, scales } = parts.get(name)!;
  const values = new Float32Array(data.length);
  for (let i = 0; i < data.length; i++) values[i] = data[i]! * scales[0]!;
  return values;
}

/** What grouping reads of the shipped model, and no more: a twentieth of the memory that the whole takes. */
export const loadGrouping = (file = shippedModel()): RarityTable =>
  unsignedOf(readParts(file).parts, 'grouping');

/** Throws with a plain sentence when the file is not a model. */
export function loadModel(file = shippedModel()): Model {
  const { header, parts } = readParts(file);
  const softmax = (name: 'topics' | 'sorts'): Softmax => {
    const { labels, bias } = header[name];
    const { data, scales } = parts.get(name)!;
    const signed = new Int8Array(data.buffer, data.byteOffset, data.length);
    const weights = new Float32Array(signed.length);
    for (let i = 0, n = labels.length; i < signed.length; i += n)
      for (let l = 0; l < n; l++) weights[i + l] = signed[i + l]! * scales[l]!;
    return {
      labels,
      size: Math.max(header.size, 1 << bits),
      bias: Float32Array.from(bias),
      weights: widened(weights, header.size),
    };
  };
  const rarityIn = (name: string) => widened(unsignedOf(parts, name), header.size);
  return {
    version: header.version,
    card: header.card,
    rarity: rarityIn('rarity'),
    topics: softmax('topics'),
    // Models made before sorts had a rarity of their own.
    sortRarity: rarityIn(parts.has('sortRarity') ? 'sortRarity' : 'rarity'),
    sorts: softmax('sorts'),
    grouping: unsignedOf(parts, 'grouping'),
  };
}

/**
 * Models made while features fell into fewer buckets read as they did: a bucket's lower bits are the bucket it was, so that the
 * table is repeated.
 */
function widened(table: Float32Array, size: number): Float32Array {
  const times = Math.max(1, (1 << bits) / size);
  if (times === 1) return table;
  const wide = new Float32Array(table.length * times);
  for (let i = 0; i < times; i++) wide.set(table, i * table.length);
  return wide;
}

/** Writes a model to a file that `loadModel` reads; what stood there is replaced. Throws what the file system throws. */
export function saveModel(file: string, model: Model): void {
  const data: Buffer[] = [];
  const parts: Part[] = [];
  const put = (name: string, bytes: Buffer, scales: number[]) => {
    parts.push({ name, bytes: bytes.length, scales });
    data.push(bytes);
  };
  const unsigned = (name: string, values: Float32Array) => {
    const scale = Math.max(...chunkMax(values)) / 255 || 1;
    put(name, Buffer.from(values.map((v) => Math.round(v / scale))), [scale]);
  };
  const softmax = (name: string, { labels, weights }: Softmax) => {
    const scales = labels.map((_, l) => {
      let most = 0;
      for (let i = l; i < weights.length; i += labels.length) most = Math.max(most, Math.abs(weights[i]!));
      return most / 127 || 1;
    });
    put(
      name,
      Buffer.from(Int8Array.from(weights, (w, i) => Math.round(w / scales[i % labels.length]!)).buffer),
      scales,
    );
  };
  unsigned('rarity', model.rarity);
  softmax('topics', model.topics);
  unsigned('sortRarity', model.sortRarity);
  softmax('sorts', model.sorts);
  unsigned('grouping', model.grouping);
  const header: Header = {
    version: model.version,
    card: model.card,
    topics: { labels: model.topics.labels, bias: [...model.topics.bias] },
    sorts: { labels: model.sorts.labels, bias: [...model.sorts.bias] },
    size: model.topics.size,
    parts,
  };
  const head = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(head.length);
  // Level 9 takes six times as long and makes it smaller by a fortieth.
  writeFileSync(file, gzipSync(Buffer.concat([length, head, ...data]), { level: 6 }));
}

/** The largest of each block: spreading a quarter of a million arguments would overflow the stack. */
function* chunkMax(values: Float32Array): Generator<number> {
  for (let i = 0; i < values.length; i += 8192) yield Math.max(...values.subarray(i, i + 8192));
}

/** Version and card alone: what a page tells of a model whose weights it does not need. */
export function modelHeadOf(file = shippedModel()): Pick<Header, 'version' | 'card'> {
  const bytes = gunzipSync(readFileSync(file));
  const { version, card } = JSON.parse(
    bytes.subarray(4, 4 + bytes.readUInt32LE(0)).toString('utf8'),
  ) as Header;
  return { version, card };
}
