// A message as the grouping sees it: its heaviest words and pairs of characters, its time, its signs.
import { type CutText, hashOf, pairHashes, tells } from './features';
import { type Signs, signsOf, type Told } from './group-signs';

/** Inverse document frequency by hash bucket: `table[hash & (table.length - 1)]`. */
export type RarityTable = Float32Array;
/** Terms, heaviest first: their hashes and weights. */
export type Vector = { hashes: Uint32Array; weights: Float32Array };
/** `matter`: words that are no part of a place's name, by hash. */
export type Seen = {
  vector: Vector;
  words: Map<number, string>;
  matter: Set<number>;
  at: number | null;
  signs: Told;
};

export const BODY_READ = 400;
const TERMS_OF_MESSAGE = 80;
const PAIR = 0.5;
/** A title of news says what the news is, and counts five times; that of a few lines to a mayor says no more than they do. */
const TITLE = { least: 1, most: 5, bodyLength: 300 };
/** What people write to every office about everything. */
const formulas =
  /尊敬的[^，。！,!:：]{0,10}|[您你]好|我是(?:一名|一位|本市|我市)?[^，。,]{0,6}(?:市民|居民|群众|百姓)|想?(?:向您|向领导|向贵[^，。]{0,4})?(?:反映|咨询|请教)(?:一个|一下|以下|如下)?(?:问题|情况)?|(?:希望|请|恳请|请求|望|盼)(?:有关|相关|上级|政府|领导|各)[^，。！,!]{0,14}|给予(?:答复|回复|解决)|谢谢|感谢/g;

/** Pure; `at`: an instant, or null where none is known. */
export function seeMessage(rarity: RarityTable, cut: CutText, at: string | null): Seen {
  const words = new Map<number, string>();
  terms.clear();
  const addWords = (list: readonly string[], weight: number) => {
    for (const word of list) {
      if (!tells(word)) continue;
      const hash = hashOf(word);
      words.set(hash, word);
      terms.add(hash, weight);
    }
  };
  const addPairs = (text: string, weight: number) => pairHashes(text, (hash) => terms.add(hash, weight));
  const title = titleWeight(cut.body.length);
  addWords(cut.titleWords, title);
  addWords(cut.bodyWords, 1);
  addPairs(cut.title.replace(formulas, ' '), title * PAIR);
  addPairs(cut.body.slice(0, BODY_READ).replace(formulas, ' '), PAIR);
  const signs = signsOf(cut.title, cut.body);
  const parsed = at ? Date.parse(at) : Number.NaN;
  return {
    vector: weighed(rarity),
    words,
    matter: matterOf(words, signs),
    at: Number.isNaN(parsed) ? null : parsed,
    signs,
  };
}

const titleWeight = (bodyLength: number) =>
  TITLE.least + (TITLE.most - TITLE.least) * Math.min(1, bodyLength / TITLE.bodyLength);

/** Logarithmic frequency × rarity of the terms gathered, the heaviest, scaled to length one. */
function weighed(rarity: RarityTable): Vector {
  const mask = rarity.length - 1;
  const vector = terms.heaviest(
    TERMS_OF_MESSAGE,
    (hash, count) => (1 + Math.log(count)) * rarity[(hash ^ (hash >>> 15)) & mask]!,
  );
  const length = lengthOf(vector);
  for (let i = 0; i < vector.weights.length; i++) vector.weights[i] = rounded(vector.weights[i]! / length);
  return vector;
}

/** What names a kind of place, or says who writes and from where: two troubles of one place have these in common. */
const placeOrWriter =
  /^(?:家住|我家|住在|住址|本人|我叫|某某|电话|手机|号码|联系|小区|花园|家园|公寓|大厦|小学|中学|学校|幼儿园|超市|公司|医院|市场|商场|社区|安置|置房|安置房|大道|街道|广场|公园|片区|门口|附近|业主|居民|物业)$/;
function matterOf(words: Map<number, string>, { places }: Signs): Set<number> {
  const names = [...places].map((place) => place.slice(place.indexOf(':') + 1));
  const matter = new Set<number>();
  for (const [hash, word] of words)
    if (!placeOrWriter.test(word) && !names.some((name) => overlaps(word, name))) matter.add(hash);
  return matter;
}

/** A word that is part of a name, holds it, or was cut across its edge. */
const overlaps = (word: string, name: string) =>
  word.includes(name) || name.includes(word) || word.endsWith(name[0]!) || word.startsWith(name.at(-1)!);

/** Room for so many terms: one buffer for both halves, since tens of thousands of vectors are remembered. */
export function roomFor(terms: number): Vector {
  const room = new ArrayBuffer(8 * terms);
  return { hashes: new Uint32Array(room, 0, terms), weights: new Float32Array(room, 4 * terms) };
}

/** Four places are kept. */
export const rounded = (weight: number): number => Math.round(weight * 10_000) / 10_000;

export function lengthOf({ weights }: Vector): number {
  let square = 0;
  for (const weight of weights) square += weight * weight;
  return Math.sqrt(square) || 1;
}

/** A small table of terms with a figure each, used again and again: what lies in the nearest memory is looked up fastest. */
export class TermTable {
  private readonly slots: Uint32Array;
  private readonly figures: Float64Array;
  private readonly order: Uint16Array;
  private count = 0;

  /** `most`: a power of two. */
  constructor(private readonly most: number) {
    this.slots = new Uint32Array(2 * most);
    this.figures = new Float64Array(2 * most);
    this.order = new Uint16Array(most);
  }

  clear(): void {
    for (let i = 0; i < this.count; i++) this.slots[this.order[i]!] = 0;
    this.count = 0;
  }

  /** Adds to a term's figure; where the table is full, new terms are passed over. */
  add(hash: number, figure: number): void {
    const slot = this.slotOf(hash);
    if (this.slots[slot] === 0) {
      if (this.count === this.most) return;
      this.slots[slot] = hash || 1;
      this.figures[slot] = 0;
      this.order[this.count++] = slot;
    }
    this.figures[slot]! += figure;
  }

  /** Zero where it is not there. */
  get(hash: number): number {
    const slot = this.slotOf(hash);
    return this.slots[slot] === 0 ? 0 : this.figures[slot]!;
  }

  /** Every term with its figure, in the order they came. */
  each(told: (hash: number, figure: number) => void): void {
    for (let i = 0; i < this.count; i++) told(this.slots[this.order[i]!]!, this.figures[this.order[i]!]!);
  }

  /** The terms whose weight is the greatest and above zero, heaviest first; of equals the first met. */
  heaviest(most: number, weigh: (hash: number, figure: number) => number): Vector {
    // Positive floats order as their bits do: weight and place in one number, which sorts without asking.
    const keys = new Float64Array(this.count);
    let found = 0;
    for (let i = 0; i < this.count; i++) {
      const slot = this.order[i]!;
      bits.float[0] = weigh(this.slots[slot]!, this.figures[slot]!);
      if (bits.float[0]! > 0) keys[found++] = bits.whole[0]! * this.most + (this.most - 1 - i);
    }
    const sorted = keys.subarray(0, found).sort();
    const length = Math.min(most, found);
    const vector = roomFor(length);
    for (let n = 0; n < length; n++) {
      const key = sorted[found - 1 - n]!;
      const place = key % this.most;
      bits.whole[0] = (key - place) / this.most;
      vector.hashes[n] = this.slots[this.order[this.most - 1 - place]!]!;
      vector.weights[n] = bits.float[0]!;
    }
    return vector;
  }

  private slotOf(hash: number): number {
    const key = hash || 1;
    let slot = (key ^ (key >>> 15)) & (2 * this.most - 1);
    while (this.slots[slot] !== 0 && this.slots[slot] !== key) slot = (slot + 1) & (2 * this.most - 1);
    return slot;
  }
}
const float = new Float32Array(1);
const bits = { float, whole: new Uint32Array(float.buffer) };
/** Terms of one message; none reaches so many. */
const terms = new TermTable(2048);

export function dot(table: TermTable, { hashes, weights }: Vector): number {
  let sum = 0;
  for (let i = 0; i < hashes.length; i++) sum += weights[i]! * table.get(hashes[i]!);
  return sum;
}
