// The branch of the tree under a topic by the nearest example, where no word names one.
import type { Branch } from './branches';
import { type CutText, cutText, tells } from './features';
import { TermTable } from './group-terms';
import { type TopicExample, topicExamples } from './topic-examples';
import { bucketsOf, featuresOf, met, type Rarity, vectorOf } from './vectors';

/** Less in common (cosine) says nothing: of those nearer than this, six in ten share the second level. */
const LEAST = 0.08;
const MOST_WORDS = 4;
const OTHERS = '其他';

/** Which examples of a topic, by their place, hold a bucket, and how much of each it is. */
type Holders = { places: number[]; weights: number[] };
/** `scores`: room for one text's, left clean. */
type Index = {
  examples: TopicExample[];
  holders: Map<number, Holders>;
  scores: Float64Array;
};

/** What a text is about, it says by then; so many words, so many signs. */
const WORDS_READ = 40;
const SIGNS_READ = 100;
const beginningOf = ({ title, body, titleWords, bodyWords }: CutText): CutText => ({
  title,
  body: body.slice(0, SIGNS_READ),
  titleWords,
  bodyWords: bodyWords.slice(0, WORDS_READ),
});

function indexOf(examples: readonly TopicExample[], rarity: Rarity): Map<string, Index> {
  const byTopic = new Map<string, Index>();
  for (const example of examples) {
    const index: Index = byTopic.get(example.topic) ?? {
      examples: [],
      holders: new Map(),
      scores: new Float64Array(0),
    };
    byTopic.set(example.topic, index);
    const place = index.examples.push(example) - 1;
    const { indices, weights } = vectorOf(bucketsOf(beginningOf(cutText('', example.text))), rarity);
    indices.forEach((bucket, i) => {
      if (weights[i] === 0) return;
      const held = index.holders.get(bucket) ?? { places: [], weights: [] };
      held.places.push(place);
      held.weights.push(weights[i]!);
      index.holders.set(bucket, held);
    });
  }
  for (const index of byTopic.values()) index.scores = new Float64Array(index.examples.length);
  return byTopic;
}

/** How often each feature of the text in hand was met, by its bucket and one: the table takes zero for one. */
const counted = new TermTable(1024);

/** The example most like a text, by the cosine of their weights. */
function nearest({ examples, holders, scores }: Index, text: CutText, rarity: Rarity): TopicExample | null {
  const features = featuresOf(text);
  counted.clear();
  for (let i = 0; i < features; i++) counted.add(met.buckets[i]! + 1, met.weights[i]!);
  let square = 0;
  counted.each((key, count) => {
    const weight = Math.log1p(count) * rarity[key - 1]!;
    square += weight * weight;
    const held = holders.get(key - 1);
    if (held === undefined) return;
    const { places, weights } = held;
    for (let h = 0; h < places.length; h++) scores[places[h]!]! += weights[h]! * weight;
  });
  const least = LEAST * (Math.sqrt(square) || 1);
  let best = -1;
  for (let place = 0; place < scores.length; place++)
    if (scores[place]! >= least && (best < 0 || scores[place]! > scores[best]!)) best = place;
  scores.fill(0);
  return best < 0 ? null : examples[best]!;
}

const cutOnce = new WeakMap<TopicExample, ReadonlySet<string>>();
function wordsOf(example: TopicExample): ReadonlySet<string> {
  const known = cutOnce.get(example) ?? new Set(cutText('', example.text).bodyWords);
  cutOnce.set(example, known);
  return known;
}

/** The first words of a text that an example has too. */
function sharedWords({ titleWords, bodyWords }: CutText, theirs: ReadonlySet<string>): string[] {
  const shared: string[] = [];
  for (const words of [titleWords, bodyWords])
    for (const word of words) {
      if (shared.length === MOST_WORDS) return shared;
      if (theirs.has(word) && tells(word) && !shared.includes(word)) shared.push(word);
    }
  return shared;
}

/** Finds among some examples; all of them where none are named. Cosine over the features that the model reads. */
export function branchFinder(examples: readonly TopicExample[] = topicExamples) {
  const indexes = new WeakMap<Rarity, Map<string, Index>>();
  return (topic: string | null, cut: CutText, rarity: Rarity): Branch | null => {
    const index = indexes.get(rarity) ?? indexOf(examples, rarity);
    indexes.set(rarity, index);
    const own = topic === null ? undefined : index.get(topic);
    if (!own) return null;
    const best = nearest(own, beginningOf(cut), rarity);
    if (best === null || best.level2 === OTHERS) return null;
    const theirs = wordsOf(best);
    return {
      level2: best.level2,
      level3: best.level3 === OTHERS ? null : best.level3,
      words: sharedWords(cut, theirs),
    };
  };
}

/** Among all examples. */
export const nearestBranch = branchFinder();
