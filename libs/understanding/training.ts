// Trains the models and tries them: topics by folds, sorts of news, the grouping. What ships comes from here.
import { type CutText, cutText, hashOf, pairHashes, tells } from './features';
import { Grouper, groupAll, type RarityTable } from './group';
import type { Model } from './model-file';
import { bCubed, type Scores, scoresOf, shuffled } from './scores';
import { type Example, probabilities, type Softmax, train } from './softmax';
import {
  type Document,
  foldOf,
  type Labelled,
  type NewsTitle,
  overlapping,
  type segmentedIn,
} from './training-data';
import { bits, bucketsOf, type Rarity, rarityOf, vectorOf } from './vectors';

/** Found on the development data; few, on purpose. */
const topicTraining = { epochs: 10, rate: 5, decay: 1e-5, smoothing: 0.2 };
const sortTraining = { epochs: 8, rate: 3, decay: 1e-5, smoothing: 0.05 };
/** Raw messages are what the model will meet; segmented ones are only like them. */
const RAW = 2;
const offTopicSorts = ['sports', 'game', 'entertainment', 'stocks'];
/** Neither plainly civic nor plainly not: they teach nothing here. */
const neitherSorts = ['finance', 'science', 'realty'];

type Segmented = ReturnType<typeof segmentedIn>[number];
type Trained = { rarity: Rarity; topics: Softmax };

export function trainTopics(labelled: readonly Labelled[], segmented: readonly Segmented[]): Trained {
  const labels = [...new Set([...labelled, ...segmented].map((r) => r.label))].sort();
  const raw = labelled.map((r) => ({ buckets: bucketsOf(cutText('', r.text)), label: r.label, weight: RAW }));
  const cut = segmented.map((r) => ({ buckets: bucketsOf(r.cut), label: r.label, weight: 1 }));
  const all = [...raw, ...cut];
  const rarity = rarityOf(all.map((r) => r.buckets));
  const examples: Example[] = all.map((r) => ({
    vector: vectorOf(r.buckets, rarity),
    label: labels.indexOf(r.label),
    weight: r.weight,
  }));
  return { rarity, topics: train(labels, 1 << bits, examples, topicTraining) };
}

/** Civic matters against sport, games, show business and shares. */
export function trainSorts(
  titles: readonly NewsTitle[],
  civic: readonly Labelled[],
  rarity: Rarity,
): Softmax {
  const labels = ['civic', ...offTopicSorts];
  const label = (sort: string) => Math.max(0, labels.indexOf(sort));
  const of = (text: string) => vectorOf(bucketsOf(cutText(text, '')), rarity);
  const examples: Example[] = [
    ...titles
      .filter((t) => !neitherSorts.includes(t.sort))
      .map((t) => ({ vector: of(t.title), label: label(t.sort) })),
    ...civic.map((c) => ({ vector: of(c.text.slice(0, 60)), label: 0 })),
    ...civic.map((c) => ({ vector: of(c.text.slice(0, 600)), label: 0 })),
  ];
  return train(labels, 1 << bits, examples, sortTraining);
}

const GROUPING_BITS = 18;

/** How rare words and pairs are in general: the grouping's static weights. */
export function groupingRarity(texts: Iterable<CutText>): RarityTable {
  const seen = new Float32Array(1 << GROUPING_BITS);
  const mask = seen.length - 1;
  let documents = 0;
  for (const cut of texts) {
    documents += 1;
    const own = new Set<number>();
    const add = (hash: number) => own.add((hash ^ (hash >>> 15)) & mask);
    for (const word of [...cut.titleWords, ...cut.bodyWords]) if (tells(word)) add(hashOf(word));
    pairHashes(cut.title, add);
    pairHashes(cut.body.slice(0, 600), add);
    for (const at of own) seen[at]! += 1;
  }
  return seen.map((n) => Math.log((documents + 1) / (n + 1)));
}

/** Five folds over the raw messages; the segmented rows that overlap the fold under test are left out of its training. */
export function crossValidate(
  labelled: readonly Labelled[],
  segmented: readonly Segmented[],
): { mean: number; folds: Scores[] } {
  const folds = [0, 1, 2, 3, 4].map((fold) => {
    const test = labelled.filter((r) => foldOf(r.text) === fold);
    const same = overlapping(
      test.map((r) => r.text),
      segmented,
    );
    const trained = trainTopics(
      labelled.filter((r) => foldOf(r.text) !== fold),
      segmented.filter((_, i) => !same.has(i)),
    );
    return evaluateTopics(test, trained);
  });
  return { mean: folds.reduce((sum, f) => sum + f.macroF1, 0) / folds.length, folds };
}

/** Scores of the topic model alone on labelled rows. */
export function evaluateTopics(labelled: readonly Labelled[], { rarity, topics }: Trained): Scores {
  return scoresOf(
    labelled.map((r) => {
      const p = probabilities(topics, vectorOf(bucketsOf(cutText('', r.text)), rarity));
      return { truth: r.label, said: topics.labels[p.indexOf(Math.max(...p))]! };
    }),
  );
}

/** B-cubed F1 of the grouping over documents in five shuffled orders. */
export function evaluateGrouping(
  documents: readonly Document[],
  rarity: RarityTable,
  threshold?: number,
): { mean: number; orders: number[] } {
  const orders = [1, 2, 3, 4, 5].map((seed) => {
    const order = shuffled(documents, seed);
    let n = 0;
    const grouper = new Grouper({ rarity, newId: () => `i${n++}`, ...(threshold ? { threshold } : {}) });
    const said = new Map(groupAll(grouper, order).map((g) => [g.id, g.incidentId]));
    return bCubed(documents.map((d) => ({ truth: d.event, said: said.get(d.id)! }))).f1;
  });
  return { mean: orders.reduce((a, b) => a + b, 0) / orders.length, orders };
}

/** Everything that ships, from all the material there is. */
export function trainAll(
  material: { messages: Labelled[]; segmented: Segmented[]; titles: NewsTitle[]; documents: Document[] },
  version: string,
  card: Record<string, unknown>,
): Model {
  const trained = trainTopics(material.messages, material.segmented);
  const texts = [
    ...material.messages.map((m) => cutText('', m.text)),
    ...material.titles.map((t) => cutText(t.title, '')),
    ...material.documents.map((d) => cutText(d.title, d.body)),
  ];
  return {
    version,
    card,
    ...trained,
    sorts: trainSorts(material.titles, material.messages, trained.rarity),
    grouping: groupingRarity(texts),
  };
}
