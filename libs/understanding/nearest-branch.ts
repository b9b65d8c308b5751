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

/** Which examples of a topic hold a bucket, and how much of each it is. */
type Index = Map<number, { example: TopicExample; weight: number }[]>;

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
    const index: Index = byTopic.get(example.topic) ?? new Map();
    byTopic.set(example.topic, index);
    const { indices, weights } = vectorIn(rarity, cutText('', example.text));
    indices.forEach((bucket, i) => {
      if (weights[i] === 0) return;
      const held = index.get(bucket) ?? [];
      held.push({ example, weight: weights[i]! });
      index.set(bucket, held);
    });
  }
  return byTopic;
}

/** Finds among some examples; all of them where none are named. Cosine over the features that the model reads. */
export function branchFinder(examples: readonly TopicExample[] = topicExamples) {
  const indexes = new WeakMap<Rarity, Map<string, Index>>();
  return (topic: string | null, cut: CutText, rarity: Rarity): Branch | null => {
    const index = indexes.get(rarity) ?? indexOf(examples, rarity);
    indexes.set(rarity, index);
    const own = topic === null ? undefined : index.get(topic);
    if (!own) return null;
    const { indices, weights } = vectorIn(rarity, cut);
    const scores = new Map<TopicExample, number>();
    let best: TopicExample | null = null;
    for (const [i, bucket] of indices.entries())
      for (const { example, weight } of own.get(bucket) ?? []) {
        const score = (scores.get(example) ?? 0) + weight * weights[i]!;
        scores.set(example, score);
        if (score >= LEAST && (best === null || score > scores.get(best)!)) best = example;
      }
    if (best === null || best.level2 === OTHERS) return null;
    const theirs = new Set(cutText('', best.text).bodyWords);
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
