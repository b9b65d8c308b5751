// The topic of a text, level 1 of the tree: learnt from examples where there are any, known by words where there are none.

import type { CutText } from './features';
import { Lexicon } from './lexicon';
import { probabilities, type Softmax } from './softmax';
import { taxonomy } from './taxonomy';
import { topicWords } from './topic-words';
import { bucketsOf, type Rarity, vectorOf } from './vectors';

export type TopicModel = {
  version: string;
  rarity: Rarity;
  topics: Softmax;
  sorts: Softmax;
  card: Record<string, unknown>;
};
export type TopicScore = { topic: string; score: number };
export type TopicReading = {
  topics: TopicScore[];
  words: string[];
  offTopic: { sort: string; score: number };
};

const lexicon = new Lexicon(
  Object.entries(topicWords).flatMap(([topic, list]) =>
    list.split(' ').map((word) => [word, topic] as const),
  ),
);
/** What one telling word is worth against the model, which has never seen that topic: a title's counts three. */
const WORD = 0.35;
const IN_TITLE = 3;
const ENOUGH = 1.2;

/** Every level-1 topic with its score, best first, summing to one; the words that tell; and whether it is no civic matter at all. */
export function readTopics(model: TopicModel, cut: CutText): TopicReading {
  const vector = vectorOf(bucketsOf(cut), model.rarity);
  const learnt = probabilities(model.topics, vector);
  const byWords = new Map<string, number>();
  for (const { value, word } of lexicon.find(cut.title))
    byWords.set(value, (byWords.get(value) ?? 0) + IN_TITLE * Math.min(word.length, 4) * 0.25);
  for (const { value, word } of lexicon.find(cut.body.slice(0, 600)))
    byWords.set(value, (byWords.get(value) ?? 0) + Math.min(word.length, 4) * 0.25);
  const weights = new Map(Object.keys(taxonomy).map((topic) => [topic, 0.002]));
  for (const [l, topic] of model.topics.labels.entries())
    weights.set(topic, weights.get(topic)! + learnt[l]!);
  const sure = Math.max(...learnt);
  for (const [topic, hits] of byWords) {
    if (hits < ENOUGH) continue;
    // A model that is sure is believed; where it wavers, words decide.
    weights.set(topic, weights.get(topic)! + WORD * hits * (1 - sure) + (hits > 4 ? 0.25 * (1 - sure) : 0));
  }
  const sum = [...weights.values()].reduce((a, b) => a + b, 0);
  const topics = [...weights]
    .map(([topic, w]) => ({ topic, score: w / sum }))
    .sort((a, b) => b.score - a.score);
  return { topics, words: tellingWords(model, cut, topics[0]!.topic), offTopic: offTopicOf(model, vector) };
}

function offTopicOf(model: TopicModel, vector: ReturnType<typeof vectorOf>): { sort: string; score: number } {
  const p = probabilities(model.sorts, vector);
  const civic = p[model.sorts.labels.indexOf('civic')]!;
  let best = -1;
  model.sorts.labels.forEach((label, l) => {
    if (label !== 'civic' && (best < 0 || p[l]! > p[best]!)) best = l;
  });
  return { sort: model.sorts.labels[best]!, score: 1 - civic };
}

/** The words that speak most for a topic: by their weights in the model, or from the list of a topic it has not learnt. */
function tellingWords(model: TopicModel, cut: CutText, topic: string): string[] {
  const label = model.topics.labels.indexOf(topic);
  const all = [...new Set([...cut.titleWords, ...cut.bodyWords.slice(0, 300)])].filter((w) => w.length > 1);
  if (label < 0)
    return [
      ...new Set(
        lexicon
          .find(`${cut.title}。${cut.body}`)
          .filter((f) => f.value === topic)
          .map((f) => f.word),
      ),
    ].slice(0, 6);
  const n = model.topics.labels.length;
  return all
    .map((word) => {
      const at = bucketsOf({ title: '', body: '', titleWords: [word], bodyWords: [] })
        .keys()
        .next().value;
      if (at === undefined) return { word, weight: 0 };
      let others = 0;
      for (let l = 0; l < n; l++) others += model.topics.weights[at * n + l]!;
      const own = model.topics.weights[at * n + label]!;
      return { word, weight: (own - (others - own) / (n - 1)) * model.rarity[at]! };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .slice(0, 6)
    .map(({ word }) => word);
}
