// A message as the grouping sees it: its heaviest words and pairs of characters, its time, its signs.
import { type CutText, hashOf, pairHashes, tells } from './features';
import { type Signs, signsOf, type Told } from './group-signs';

/** Inverse document frequency by hash bucket: `table[hash & (table.length - 1)]`. */
export type RarityTable = Float32Array;
/** Weights by term hash. */
export type Vector = Map<number, number>;
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
  const counts = new Map<number, number>();
  const words = new Map<number, string>();
  const add = (hash: number, weight: number) => counts.set(hash, (counts.get(hash) ?? 0) + weight);
  const addWords = (list: readonly string[], weight: number) => {
    for (const word of list) {
      if (!tells(word)) continue;
      const hash = hashOf(word);
      words.set(hash, word);
      add(hash, weight);
    }
  };
  const addPairs = (text: string, weight: number) => pairHashes(text, (hash) => add(hash, weight));
  const title = titleWeight(cut.body.length);
  addWords(cut.titleWords, title);
  addWords(cut.bodyWords, 1);
  addPairs(cut.title.replace(formulas, ' '), title * PAIR);
  addPairs(cut.body.slice(0, BODY_READ).replace(formulas, ' '), PAIR);
  const signs = signsOf(cut.title, cut.body);
  const parsed = at ? Date.parse(at) : Number.NaN;
  return {
    vector: weighed(counts, rarity),
    words,
    matter: matterOf(words, signs),
    at: Number.isNaN(parsed) ? null : parsed,
    signs,
  };
}

const titleWeight = (bodyLength: number) =>
  TITLE.least + (TITLE.most - TITLE.least) * Math.min(1, bodyLength / TITLE.bodyLength);

/** Logarithmic frequency × rarity, the heaviest, scaled to length one. */
function weighed(counts: Map<number, number>, rarity: RarityTable): Vector {
  const mask = rarity.length - 1;
  const all: Vector = new Map();
  for (const [hash, count] of counts) {
    const weight = (1 + Math.log(count)) * rarity[(hash ^ (hash >>> 15)) & mask]!;
    if (weight > 0) all.set(hash, weight);
  }
  const vector = heaviest(all, TERMS_OF_MESSAGE);
  const length = lengthOf(vector);
  for (const [hash, weight] of vector) vector.set(hash, rounded(weight / length));
  return vector;
}

const placeWords =
  /^(?:小区|花园|家园|公寓|大厦|小学|中学|学校|幼儿园|超市|公司|医院|市场|商场|门口|附近|业主|居民|物业)$/;
function matterOf(words: Map<number, string>, { places }: Signs): Set<number> {
  const names = [...places].map((place) => place.slice(place.indexOf(':') + 1));
  const matter = new Set<number>();
  for (const [hash, word] of words)
    if (!placeWords.test(word) && !names.some((name) => overlaps(word, name))) matter.add(hash);
  return matter;
}

/** A word that is part of a name, holds it, or was cut across its edge. */
const overlaps = (word: string, name: string) =>
  word.includes(name) || name.includes(word) || word.endsWith(name[0]!) || word.startsWith(name.at(-1)!);

/** Four places are kept. */
export const rounded = (weight: number): number => Math.round(weight * 10_000) / 10_000;

/** The heaviest entries, heaviest first. */
export function heaviest(vector: Vector, most: number): Vector {
  const entries = [...vector].sort((a, b) => b[1] - a[1]);
  return new Map(entries.length > most ? entries.slice(0, most) : entries);
}

export function lengthOf(vector: Vector): number {
  let square = 0;
  for (const weight of vector.values()) square += weight * weight;
  return Math.sqrt(square) || 1;
}

export function dot(a: Vector, b: Vector): number {
  let sum = 0;
  for (const [hash, weight] of a) sum += weight * (b.get(hash) ?? 0);
  return sum;
}
