// The topic of a text, level 1 of the tree: learnt from examples, with words that lean towards one.

import type { CutText } from './features';
import type { Found } from './lexicon';
import { scoreBoth, speakerFor } from './rows';
import type { Softmax } from './softmax';
import { taxonomy } from './taxonomy';
import { topicWords } from './topic-words';
import { bucketOf, type Rarity } from './vectors';

export type TopicModel = {
  version: string;
  rarity: Rarity;
  topics: Softmax;
  /** How rare features are among news and messages together: for telling sorts. */
  sortRarity: Rarity;
  sorts: Softmax;
  card: Record<string, unknown>;
};
export type TopicScore = { topic: string; score: number };
export type TopicReading = {
  topics: TopicScore[];
  words: string[];
  offTopic: { sort: string; score: number };
};

/** The words of every topic, for the one pass over a text that finds all words of every list. */
export const topicEntries = Object.entries(topicWords).flatMap(([topic, list]) =>
  list.split(' ').map((word) => [word, topic] as const),
);
/** Words of topics found in a title and a body. */
export type TopicHits = { title: readonly Found<string>[]; body: readonly Found<string>[] };
/** What the telling words of a topic are worth beside what was learnt, each (log-odds); a title's counts three, more than four no more. */
const WORD = 0.2;
const MOST_WORD = 4;
const IN_TITLE = 3;
const ENOUGH = 1.2;

const names = Object.keys(taxonomy);
const placeOf = new Map(names.map((name, i) => [name, i]));
/** Of a body, words count that stand so near its beginning. */
const WORDS_READ = 600;

/** Room for one text's. */
const byWords = new Float64Array(names.length);
const weights = new Float64Array(names.length);

/** Every level-1 topic with its score, best first, summing to one; the words that tell; and whether it is no civic matter at all. */
export function readTopics(model: TopicModel, cut: CutText, hits: TopicHits): TopicReading {
  const { topics: learnt, sorts } = scoreBoth(model, cut);
  byWords.fill(0);
  const add = ({ value, word }: Found<string>, weight: number) => {
    byWords[placeOf.get(value)!]! += weight * Math.min(word.length, 4) * 0.25;
  };
  for (const hit of hits.title) add(hit, IN_TITLE);
  for (const hit of hits.body) if (hit.at + hit.word.length <= WORDS_READ) add(hit, 1);
  weights.fill(0.002);
  const places = placesOf(model.topics.labels);
  for (let l = 0; l < places.length; l++) weights[places[l]!]! += learnt[l]!;
  // They lean on what was learnt and do not overrule it: most words of one topic also stand in messages on others.
  for (let i = 0; i < names.length; i++) {
    const found = byWords[i]!;
    if (found >= ENOUGH) weights[i]! *= Math.exp(WORD * Math.min(found, MOST_WORD));
  }
  const topics = bestFirst(weights);
  return {
    topics,
    words: tellingWords(model, cut, topics[0]!.topic, hits),
    offTopic: offTopicOf(model, sorts),
  };
}

const placesFor = new WeakMap<readonly string[], number[]>();
/** Where a model's labels stand among the names of the tree. */
function placesOf(labels: readonly string[]): number[] {
  const places = placesFor.get(labels) ?? labels.map((topic) => placeOf.get(topic)!);
  placesFor.set(labels, places);
  return places;
}

/** Every topic with its share, the best first, of equals as the tree has them. So few are sorted soonest by hand. */
function bestFirst(weights: Float64Array): TopicScore[] {
  let sum = 0;
  for (let i = 0; i < weights.length; i++) sum += weights[i]!;
  const topics: TopicScore[] = [];
  for (let i = 0; i < weights.length; i++) {
    const one = { topic: names[i]!, score: weights[i]! / sum };
    let at = i;
    for (; at > 0 && topics[at - 1]!.score < one.score; at--) topics[at] = topics[at - 1]!;
    topics[at] = one;
  }
  return topics;
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
const TELLING_READ = 80;

/** The words that speak most for a topic: by their weights in the model, or from the list of a topic it has not learnt. */
function tellingWords(model: TopicModel, cut: CutText, topic: string, hits: TopicHits): string[] {
  const label = model.topics.labels.indexOf(topic);
  if (label < 0)
    return [
      ...new Set([...hits.title, ...hits.body].filter((f) => f.value === topic).map((f) => f.word)),
    ].slice(0, MOST_WORDS);
  const speaksFor = speakerFor(model, label);
  const heard: { word: string; weight: number }[] = [];
  const hear = (words: readonly string[]) => {
    for (let i = 0; i < words.length && i < TELLING_READ; i++) {
      const word = words[i]!;
      if (word.length < 2) continue;
      const weight = speaksFor(bucketOf(word));
      if (weight <= 0 || (heard.length === MOST_WORDS && weight <= heard.at(-1)!.weight)) continue;
      if (heard.some((h) => h.word === word)) continue;
      let at = heard.length;
      while (at > 0 && heard[at - 1]!.weight < weight) at--;
      heard.splice(at, 0, { word, weight });
      if (heard.length > MOST_WORDS) heard.pop();
    }
  };
  hear(cut.titleWords);
  hear(cut.bodyWords);
  // The model has learnt Chinese: what it makes of an address, of figures or of another language is chance.
  if (!heard.some(({ word }) => CHINESE.test(word))) return [];
  return heard.map(({ word }) => word);
}
const MOST_WORDS = 6;
export const CHINESE = /[\u3400-\u9fff]/;
