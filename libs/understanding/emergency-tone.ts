// Does a text read like the report of something that has happened? Learnt from how the texts of the tables are told, not from lists of words.
import { random, shuffle } from './seeded';

/** Single signs, pairs and triples hashed into so many buckets; of a title's once more by themselves. */
const BITS = 16;
const MASK = (1 << BITS) - 1;
const TITLE_SEED = 0x51ed270b;
const BODY_SEED = 0x2545f491;
const TITLE_READ = 60;
/** Whether a text reports, its first sentences show. */
const BODY_READ = 220;
const ROUNDS = 30;
const RATE = 4;
const DECAY = 1e-4;
/** A table is never quite sure of itself. */
const SURE = 0.95;
/** Texts also come without a title. */
const UNTITLED = 0.5;

export type ToneExample = { title: string; body: string; isOne: boolean };
/** A weight for each bucket, and the bias. */
export type Tone = { weights: Float32Array; bias: number };

/** Buckets of the text at hand, and in which text each was last met: kept, since every message that names danger passes through them. */
const seen = new Uint8Array(1 << BITS);
let now = 0;
const MOST_TEXTS = 255;
const met = new Uint16Array(3 * (2 * TITLE_READ + BODY_READ));

function read(title: string, body: string, year: number): number {
  if (now === MOST_TEXTS) seen.fill(0);
  now = now === MOST_TEXTS ? 1 : now + 1;
  const head = plain(title.slice(0, TITLE_READ), year);
  return take(
    plain(body.slice(0, BODY_READ), year),
    BODY_SEED,
    take(head, BODY_SEED, take(head, TITLE_SEED, 0)),
  );
}

function take(text: string, seed: number, from: number): number {
  let count = from;
  for (let i = 0; i < text.length; i++) {
    let hash = seed;
    for (let k = i; k < i + 3 && k < text.length; k++) {
      hash = Math.imul(hash ^ text.charCodeAt(k), 0x01000193);
      const bucket = (hash ^ (hash >>> 15)) & MASK;
      if (seen[bucket] === now) continue;
      seen[bucket] = now;
      met[count++] = bucket;
    }
  }
  return count;
}

/** The year in which it is told says nothing; of another number it only matters that it is one. */
const plain = (text: string, year: number) =>
  text
    .normalize('NFKC')
    .replace(`${year}年`, '')
    .replace(/\d+(?:\.\d+)?/g, '0')
    .slice(0, BODY_READ);

/** Logistic regression by gradient descent; the same examples give the same tone. `year`: in which they were written. Some 0.2 s for a thousand. */
export function learnTone(examples: readonly ToneExample[], year: number): Tone {
  const weights = new Float32Array(1 << BITS);
  let bias = 0;
  const rows = examples.flatMap(({ title, body, isOne }) => {
    const target = isOne ? SURE : 1 - SURE;
    const whole = { buckets: met.slice(0, read(title, body, year)), target, share: 1 };
    if (title === '' || body === '') return [whole];
    return [whole, { buckets: met.slice(0, read('', body, year)), target, share: UNTITLED }];
  });
  const order = rows.map((_, i) => i);
  const next = random(1);
  for (let round = 0; round < ROUNDS; round++) {
    shuffle(order, next);
    const rate = RATE / (1 + 0.3 * round);
    for (const i of order) {
      const { buckets, target, share } = rows[i]!;
      const scale = 1 / Math.sqrt(buckets.length + 1);
      let sum = 0;
      for (const bucket of buckets) sum += weights[bucket]!;
      const step = rate * share * (target - 1 / (1 + Math.exp(-(bias + sum * scale))));
      for (const bucket of buckets) weights[bucket] = weights[bucket]! * (1 - DECAY * rate) + step * scale;
      bias += 0.1 * step;
    }
  }
  return { weights, bias };
}

/** Above zero: it reads like those; below: like the others. Log-odds. Any text is fine. */
export function toneOf({ weights, bias }: Tone, title: string, body: string, year: number): number {
  const count = read(title, body, year);
  let sum = 0;
  for (let i = 0; i < count; i++) sum += weights[met[i]!]!;
  return bias + sum / Math.sqrt(count + 1);
}
