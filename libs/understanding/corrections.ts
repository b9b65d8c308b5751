// Corrections by people as labelled examples: which are learnt from, which are kept back to judge by, and the model that comes of them.
import { continueTraining, type Target, withLabels } from './continue-training';
import { type CutText, cutText, hashOf } from './features';
import type { Model } from './model-file';
import { probabilities, type Softmax, type SparseVector } from './softmax';
import { bucketsOf, type Rarity, vectorOf } from './vectors';

/** A message that a person labelled. `topic` and `offTopic` are undefined where that was not corrected. */
export type Corrected = {
  id: string;
  /** When the newest of its corrections was made, ISO 8601: the order of learning. */
  at: string;
  title: string;
  body: string;
  channel: string | null;
  topic?: string | null;
  offTopic?: boolean;
};
export type TextAtHand = { title: string; body: string };
export type Split = { learn: Corrected[]; fixed: Corrected[]; newest: Corrected[] };

/** One in so many is kept back, by the digest of its text: the same text always falls on the same side. */
const FIXED = 10;
/** While there are few, chance could take half of them: never more than this share, the oldest first. */
const FIXED_SHARE = 5;
/** Of the others, the newest fifth is kept back until newer ones come; never more than so many. */
const NEWEST_SHARE = 5;
const NEWEST_MOST = 50;
/** Fewer corrections than this teach a model nothing that would hold. */
export const LEAST_CORRECTIONS = 5;
/** From so many examples on, a topic that the model never met becomes a label of it. */
const LEAST_OF_NEW_TOPIC = 3;

/** What a model can learn of: a topic that is named, or whether it is a civic matter. Areas and emergencies come from rules. */
export const teaches = ({ topic, offTopic }: Pick<Corrected, 'topic' | 'offTopic'>): boolean =>
  typeof topic === 'string' || offTopic !== undefined;

/** Parts corrections; nothing that is judged by is learnt from. */
export function splitCorrections(corrected: readonly Corrected[]): Split {
  const usable = corrected
    .filter(teaches)
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.id < b.id ? -1 : 1));
  const fixed = usable.filter(isFixed).slice(0, Math.floor(usable.length / FIXED_SHARE));
  const kept = new Set(fixed.map(({ id }) => id));
  const others = usable.filter(({ id }) => !kept.has(id));
  const newest = Math.min(NEWEST_MOST, Math.floor(others.length / NEWEST_SHARE));
  return {
    learn: others.slice(0, others.length - newest),
    fixed,
    newest: others.slice(others.length - newest),
  };
}
const isFixed = ({ title, body }: TextAtHand): boolean =>
  stirred(hashOf(`${title}\n${body}`.slice(0, 200))) % FIXED === 0;

/** The low bits of the hash follow the low bits of the characters; here every bit depends on all (MurmurHash3's last step). */
function stirred(hash: number): number {
  let h = hash ^ (hash >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** Found on the development data by holding corrections back; few, on purpose. */
const continuing = { epochs: 12, rate: 4, pull: 2e-4 };
const SMOOTHING = 0.1;
/** A text at hand, with what the base says of it, counts less than what a person said. */
const AT_HAND = 0.5;

/**
 * The base trained on: its topics, and its sense of what is a civic matter where people corrected that.
 * `atHand`: texts that nobody corrected, by which the base reminds itself of what it knew.
 * The same input gives the same model. `onProgress` hears how much is done, from 0 to 1.
 */
export function learnFrom(
  base: Model,
  corrected: readonly Corrected[],
  atHand: readonly TextAtHand[],
  onProgress: (done: number) => void = () => {},
): Pick<Model, 'rarity' | 'topics' | 'sorts'> {
  const cuts = corrected.map(({ title, body }) => cutText(title, body));
  const rarity = widened(base.rarity, cuts);
  const known = atHand.map(({ title, body }) => cutText(title, body));
  const topics = withLabels(base.topics, newTopics(base.topics, corrected));
  const byTopic = corrected.flatMap((one, i): Target[] => {
    const label = one.topic ? topics.labels.indexOf(one.topic) : -1;
    return label < 0 ? [] : [target(cuts[i]!, rarity, only(topics.labels.length, label))];
  });
  const bySort = corrected.flatMap((one, i): Target[] =>
    one.offTopic === undefined ? [] : [target(cuts[i]!, rarity, sortShares(base, cuts[i]!, one.offTopic))],
  );
  const heads = [byTopic, bySort].filter((targets) => targets.length > 0).length || 1;
  let done = 0;
  const step = () => onProgress(++done / (heads * continuing.epochs));
  return {
    rarity,
    topics: byTopic.length
      ? continueTraining(
          topics,
          [...byTopic, ...reminders(base, topics, 'topics', known, rarity, byTopic)],
          continuing,
          step,
        )
      : base.topics,
    sorts: bySort.length
      ? continueTraining(
          base.sorts,
          [...bySort, ...reminders(base, base.sorts, 'sorts', known, rarity, bySort)],
          continuing,
          step,
        )
      : base.sorts,
  };
}

/** Words that the base never met tell nothing until they have a rarity: that of what is met about as often here. */
function widened(rarity: Rarity, cuts: readonly CutText[]): Rarity {
  const met = new Map<number, number>();
  for (const cut of cuts)
    for (const bucket of bucketsOf(cut).keys())
      if (rarity[bucket] === 0) met.set(bucket, (met.get(bucket) ?? 0) + 1);
  let most = 0;
  for (const r of rarity) most = Math.max(most, r);
  const wide = Float32Array.from(rarity);
  for (const [bucket, n] of met) if (n > 1) wide[bucket] = Math.max(1, most - Math.log((n + 1) / 3));
  return wide;
}

function newTopics({ labels }: Softmax, corrected: readonly Corrected[]): string[] {
  const counts = new Map<string, number>();
  for (const { topic } of corrected)
    if (topic && !labels.includes(topic)) counts.set(topic, (counts.get(topic) ?? 0) + 1);
  return [...counts].flatMap(([topic, n]) => (n < LEAST_OF_NEW_TOPIC ? [] : [topic])).sort();
}

const target = (cut: CutText, rarity: Rarity, shares: Float64Array): Target => ({
  vector: vectorOf(bucketsOf(cut), rarity),
  shares,
  weight: 1,
});

/** One label alone, but for the certainty that is kept back. */
const only = (n: number, label: number): Float64Array =>
  Float64Array.from({ length: n }, (_, l) => (l === label ? 1 - SMOOTHING : SMOOTHING / (n - 1)));

/** "Not civic" without a sort: the sorts in the proportions in which the base would name them. */
function sortShares(base: Model, cut: CutText, offTopic: boolean): Float64Array {
  const { labels } = base.sorts;
  const civic = labels.indexOf('civic');
  if (!offTopic) return only(labels.length, civic);
  const said = probabilities(base.sorts, vectorOf(bucketsOf(cut), base.rarity));
  const rest = 1 - said[civic]! || 1;
  return said.map((p, l) => (l === civic ? SMOOTHING : ((1 - SMOOTHING) * p) / rest));
}

/**
 * What the base says of texts at hand, as targets; but where it says otherwise than people said of a text much like it, it is not asked:
 * that is the very thing to be unlearnt.
 */
function reminders(
  base: Model,
  { labels }: Softmax,
  head: 'topics' | 'sorts',
  cuts: readonly CutText[],
  rarity: Rarity,
  corrected: readonly Target[],
): Target[] {
  const near = nearestOf(corrected);
  return cuts.flatMap((cut): Target[] => {
    const buckets = bucketsOf(cut);
    const said = probabilities(base[head], vectorOf(buckets, base.rarity));
    const shares = Float64Array.from({ length: labels.length }, (_, l) => said[l] ?? 0);
    const vector = vectorOf(buckets, rarity);
    const alike = near(vector);
    const isContradicted = alike !== null && largest(alike.shares) !== largest(shares);
    return isContradicted ? [] : [{ vector, shares, weight: AT_HAND }];
  });
}

const largest = (shares: Float64Array): number => shares.indexOf(Math.max(...shares));

/** The target most like a vector, by cosine; null where none is near. Only the newest are looked at. */
function nearestOf(targets: readonly Target[]): (vector: SparseVector) => Target | null {
  const newest = targets.slice(-LOOKED_AT);
  const postings = new Map<number, { at: number; weight: number }[]>();
  for (const [at, { vector }] of newest.entries())
    vector.indices.forEach((bucket, i) => {
      const weight = vector.weights[i]!;
      if (weight === 0) return;
      const list = postings.get(bucket);
      if (list) list.push({ at, weight });
      else postings.set(bucket, [{ at, weight }]);
    });
  return ({ indices, weights }) => {
    const cosines = new Float64Array(newest.length);
    indices.forEach((bucket, i) => {
      for (const { at, weight } of postings.get(bucket) ?? []) cosines[at]! += weight * weights[i]!;
    });
    const best = cosines.reduce((most, cosine, at) => (cosine > cosines[most]! ? at : most), 0);
    return cosines[best]! >= NEAR ? newest[best]! : null;
  };
}
const NEAR = 0.2;
const LOOKED_AT = 2_000;
