// The topic of a text, level 1 of the tree: learnt from examples where there are any, known by words where there are none.

import type { CutText } from './features';
import { Lexicon } from './lexicon';
import { scoreBoth, speaksFor } from './rows';
import type { Softmax } from './softmax';
import { taxonomy } from './taxonomy';
import { topicWords } from './topic-words';
import type { Rarity } from './vectors';

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
  const { topics: learnt, sorts } = scoreBoth(model, cut);
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
  return { topics, words: tellingWords(model, cut, topics[0]!.topic), offTopic: offTopicOf(model, sorts) };
}

function offTopicOf(model: TopicModel, p: Float64Array): { sort: string; score: number } {
  const civic = p[model.sorts.labels.indexOf('civic')]!;
  let best = -1;
  model.sorts.labels.forEach((label, l) => {
    if (label !== 'civic' && (best < 0 || p[l]! > p[best]!)) best = l;
  });
  return { sort: model.sorts.labels[best]!, score: 1 - civic };
}

/** So many words of a body are asked; the reason for a topic stands at the beginning. */
const TELLING_READ = 150;

/** The words that speak most for a topic: by their weights in the model, or from the list of a topic it has not learnt. */
function tellingWords(model: TopicModel, cut: CutText, topic: string): string[] {
  const label = model.topics.labels.indexOf(topic);
  const all = [...new Set([...cut.titleWords, ...cut.bodyWords.slice(0, TELLING_READ)])].filter(
    (w) => w.length > 1,
  );
  if (label < 0)
    return [
      ...new Set(
        lexicon
          .find(`${cut.title}。${cut.body}`)
          .filter((f) => f.value === topic)
          .map((f) => f.word),
      ),
    ].slice(0, 6);
  const heard: { word: string; weight: number }[] = [];
  for (const word of all) {
    const weight = speaksFor(model, word, label);
    if (weight > 0) heard.push({ word, weight });
  }
  return heard
    .sort((a, b) => b.weight - a.weight)
    .slice(0, 6)
    .map(({ word }) => word);
}
