// The branch of the tree under a topic by the nearest example, where no word names one.
import type { Branch } from './branches';
import { type CutText, cutText, tells } from './features';
import type { SparseVector } from './softmax';
import { type TopicExample, topicExamples } from './topic-examples';
import { bucketsOf, type Rarity, vectorOf } from './vectors';

/** Less in common (cosine) says nothing: of those nearer than this, six in ten share the second level. */
const LEAST = 0.08;
const MOST_WORDS = 4;
const OTHERS = '其他';

/** Which examples of a topic, by their place, hold a bucket, and how much of each it is. */
type Holders = { places: number[]; weights: number[] };
/** `scores`: room for one text's, left clean. */
type Index = { examples: TopicExample[]; holders: Map<number, Holders>; scores: Float64Array };

/** What a text is about, it says by then; so many words, so many signs. */
const WORDS_READ = 40;
const SIGNS_READ = 100;
const vectorIn = (rarity: Rarity, { title, body, titleWords, bodyWords }: CutText): SparseVector =>
  vectorOf(
    bucketsOf({
      title,
      body: body.slice(0, SIGNS_READ),
      titleWords,
      bodyWords: bodyWords.slice(0, WORDS_READ),
    }),
    rarity,
  );

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
    const { indices, weights } = vectorIn(rarity, cutText('', example.text));
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

function nearest(
  { examples, holders, scores }: Index,
  { indices, weights }: SparseVector,
): TopicExample | null {
  for (let i = 0; i < indices.length; i++) {
    const held = holders.get(indices[i]!);
    if (held === undefined) continue;
    const { places, weights: theirs } = held;
    for (let h = 0; h < places.length; h++) scores[places[h]!]! += theirs[h]! * weights[i]!;
  }
  let best = -1;
  for (let place = 0; place < scores.length; place++)
    if (scores[place]! >= LEAST && (best < 0 || scores[place]! > scores[best]!)) best = place;
  scores.fill(0);
  return best < 0 ? null : examples[best]!;
}

const cutOnce = new WeakMap<TopicExample, ReadonlySet<string>>();
function wordsOf(example: TopicExample): ReadonlySet<string> {
  const known = cutOnce.get(example) ?? new Set(cutText('', example.text).bodyWords);
  cutOnce.set(example, known);
  return known;
}

/** Finds among some examples; all of them where none are named. Cosine over the features that the model reads. */
export function branchFinder(examples: readonly TopicExample[] = topicExamples) {
  const indexes = new WeakMap<Rarity, Map<string, Index>>();
  return (topic: string | null, cut: CutText, rarity: Rarity): Branch | null => {
    const index = indexes.get(rarity) ?? indexOf(examples, rarity);
    indexes.set(rarity, index);
    const own = topic === null ? undefined : index.get(topic);
    if (!own) return null;
    const best = nearest(own, vectorIn(rarity, cut));
    if (best === null || best.level2 === OTHERS) return null;
    const theirs = wordsOf(best);
    return {
      level2: best.level2,
      level3: best.level3 === OTHERS ? null : best.level3,
      words: [...new Set([...cut.titleWords, ...cut.bodyWords])]
        .filter((word) => tells(word) && theirs.has(word))
        .slice(0, MOST_WORDS),
    };
  };
}

/** Among all examples. */
export const nearestBranch = branchFinder();
