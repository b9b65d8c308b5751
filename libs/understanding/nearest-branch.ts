// The branch of the tree under a topic by the nearest example, where no word names one.
import type { Branch } from './branches';
import { type CutText, cutText, tells } from './features';
import { TermTable } from './group-terms';
import { beginningOf, type Models } from './rows';
import { type TopicExample, topicExamples } from './topic-examples';

/** Less in common (cosine) says nothing: of those nearer than this, six in ten share the second level. */
const LEAST = 0.08;
const MOST_WORDS = 4;
const OTHERS = '其他';

/**
 * A topic's examples, and what their beginnings hold. `places`: by bucket and one (the table takes zero for none), the place of
 * a feature; `firsts[place]` to `firsts[place + 1]`: its holders, which example each, and how much of it the feature is.
 * `scores`: room for one text's, left clean.
 */
type Index = {
  examples: TopicExample[];
  places: TermTable;
  firsts: Uint32Array;
  holders: Uint16Array;
  weights: Float64Array;
  scores: Float64Array;
};

function indexOf(own: TopicExample[], models: Models): Index {
  const held = new Map<number, { holder: number; weight: number }[]>();
  for (const [holder, { text }] of own.entries()) {
    const met: [bucket: number, weight: number][] = [];
    const length = beginningOf(models, cutText('', text), (bucket, weight) => met.push([bucket, weight]));
    for (const [bucket, weight] of met) {
      const one = { holder, weight: weight / length };
      const known = held.get(bucket);
      if (known) known.push(one);
      else held.set(bucket, [one]);
    }
  }
  const places = new TermTable(2 ** Math.ceil(Math.log2(held.size + 1)));
  const firsts = new Uint32Array(held.size + 1);
  let place = 0;
  for (const [bucket, all] of held) {
    places.add(bucket + 1, ++place);
    firsts[place] = firsts[place - 1]! + all.length;
  }
  const all = [...held.values()].flat();
  return {
    examples: own,
    places,
    firsts,
    holders: Uint16Array.from(all, ({ holder }) => holder),
    weights: Float64Array.from(all, ({ weight }) => weight),
    scores: new Float64Array(own.length),
  };
}

/** The example most like a text, by the cosine of their weights. */
function nearest(
  { examples, places, firsts, holders, weights, scores }: Index,
  models: Models,
  cut: CutText,
) {
  const length = beginningOf(models, cut, (bucket, weight) => {
    const place = places.get(bucket + 1);
    if (place === 0) return;
    for (let h = firsts[place - 1]!; h < firsts[place]!; h++) scores[holders[h]!]! += weights[h]! * weight;
  });
  const least = LEAST * length;
  let best = -1;
  for (let at = 0; at < scores.length; at++)
    if (scores[at]! >= least && (best < 0 || scores[at]! > scores[best]!)) best = at;
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
      if (word.length > 1 && theirs.has(word) && tells(word) && !shared.includes(word)) shared.push(word);
    }
  return shared;
}

/** Finds among some examples; all of them where none are named. Cosine over the features that the model reads. */
export function branchFinder(examples: readonly TopicExample[] = topicExamples) {
  const byTopic = new Map<string, TopicExample[]>();
  for (const example of examples) {
    const own = byTopic.get(example.topic);
    if (own) own.push(example);
    else byTopic.set(example.topic, [example]);
  }
  const indexes = new WeakMap<Models, Map<string, Index>>();
  return (topic: string | null, cut: CutText, models: Models): Branch | null => {
    const index =
      indexes.get(models) ?? new Map([...byTopic].map(([name, own]) => [name, indexOf(own, models)]));
    indexes.set(models, index);
    const own = topic === null ? undefined : index.get(topic);
    if (!own) return null;
    const best = nearest(own, models, cut);
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
