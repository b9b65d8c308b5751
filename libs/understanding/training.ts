// Trains the models and tries them: topics by folds, sorts of news, the grouping. What ships comes from here.
import { classify } from './classify';
import { type CutText, cutText, hashOf, pairHashes, tells } from './features';
import { Grouper, groupAll, type RarityTable } from './group';
import type { Model } from './model-file';
import { bCubed, type Scores, scoresOf, shuffled } from './scores';
import { trainWithDirections } from './shared-meaning';
import { type Example, meanOf, probabilities, type Softmax, train } from './softmax';
import { type TopicExample, topicExamples } from './topic-examples';
import {
  type Document,
  foldOf,
  foldsOf,
  type Labelled,
  type NewsTitle,
  overlapping,
  type segmentedIn,
} from './training-data';
import { bits, bucketsOf, type Rarity, rarityOf, vectorOf } from './vectors';

/** Found on the development data; few, on purpose. */
const topicTraining = { epochs: 10, rate: 5, decay: 7e-6, smoothing: 0.2 };
const sortTraining = { epochs: 8, rate: 3, decay: 1e-5, smoothing: 0.05 };
/** Models that differ only in the order in which the rows were met differ in what they make of doubtful texts; their mean less. */
const ORDERS = [1, 2, 3];
/** Raw messages are what the model will meet; segmented ones are only like them. */
const RAW = 2;
/** Of a topic with no other examples, ours are few and must count for more. */
const ONLY_OWN = 3;
const offTopicSorts = ['sports', 'game', 'entertainment', 'stocks'];
/** Neither plainly civic nor plainly not: they teach nothing here. */
const neitherSorts = ['finance', 'science', 'realty'];

type Segmented = ReturnType<typeof segmentedIn>[number];
type Trained = { rarity: Rarity; topics: Softmax };
type Sorted = { sortRarity: Rarity; sorts: Softmax };

/** `own`: examples written for the product, without which eight of the topics would have none. `seed`: of the orders of rows. */
export function trainTopics(
  labelled: readonly Labelled[],
  segmented: readonly Segmented[],
  own: readonly TopicExample[] = [],
  seed = 1,
): Trained {
  const given = new Set([...labelled, ...segmented].map((r) => r.label));
  const labels = [...new Set([...given, ...own.map((o) => o.topic)])].sort();
  const raw = labelled.map((r) => ({ buckets: bucketsOf(cutText('', r.text)), label: r.label, weight: RAW }));
  const cut = segmented.map((r) => ({ buckets: bucketsOf(r.cut), label: r.label, weight: 1 }));
  const written = own.map((o) => ({
    buckets: bucketsOf(cutText('', o.text)),
    label: o.topic,
    weight: given.has(o.topic) ? 1 : ONLY_OWN,
  }));
  const all = [...raw, ...cut, ...written];
  const rarity = rarityOf(all.map((r) => r.buckets));
  const examples: Example[] = all.map((r) => ({
    vector: vectorOf(r.buckets, rarity),
    label: labels.indexOf(r.label),
    weight: r.weight,
  }));
  return {
    rarity,
    topics: trainWithDirections(examples, 1 << bits, (beside, size) =>
      meanOf(ORDERS.map((order) => train(labels, size, beside, { ...topicTraining, seed: seed * order }))),
    ),
  };
}

/** What was written for the topics is civic too. */
const ownCivic: readonly Labelled[] = topicExamples.map(({ text, topic }) => ({ text, label: topic }));

/** Civic matters against sport, games, show business and shares; with how rare features are among both. */
export function trainSorts(titles: readonly NewsTitle[], civic: readonly Labelled[]): Sorted {
  const labels = ['civic', ...offTopicSorts];
  const news = titles.map((t) => ({ ...t, buckets: bucketsOf(cutText(t.title, '')) }));
  const asTitles = civic.map((c) => bucketsOf(cutText(c.text.slice(0, TITLE), '')));
  const whole = civic.map((c) => bucketsOf(cutText('', c.text)));
  const sortRarity = rarityOf([...news.map((n) => n.buckets), ...whole]);
  const example = (buckets: Map<number, number>, sort: string): Example => ({
    vector: vectorOf(buckets, sortRarity),
    label: Math.max(0, labels.indexOf(sort)),
  });
  const examples = [
    ...news.filter((n) => !neitherSorts.includes(n.sort)).map((n) => example(n.buckets, n.sort)),
    ...[...asTitles, ...whole].map((buckets) => example(buckets, 'civic')),
  ];
  return { sortRarity, sorts: train(labels, 1 << bits, examples, sortTraining) };
}
/** So much of a message stands for its title. */
const TITLE = 60;

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

/** `apart`: near-duplicates in one fold, so that none is tested on what it was taught; `chance`: each where its wording puts it. */
export type FoldedBy = 'apart' | 'chance';

/**
 * Five folds over the raw messages; the segmented rows that overlap the fold under test are left out of its training.
 * `whole`: macro-F1 of the same messages read as the server reads them, words and all, with the rest of `model`.
 */
export function crossValidate(
  labelled: readonly Labelled[],
  segmented: readonly Segmented[],
  { split = 'apart', model }: { split?: FoldedBy; model?: Model } = {},
): { mean: number; folds: Scores[]; whole: number | null } {
  const foldAt =
    split === 'apart' ? foldsOf(labelled.map((r) => r.text)) : labelled.map((r) => foldOf(r.text));
  const read = [0, 1, 2, 3, 4].map((fold) => {
    const test = labelled.filter((_, i) => foldAt[i] === fold);
    const same = overlapping(
      test.map((r) => r.text),
      segmented,
    );
    const trained = trainTopics(
      labelled.filter((_, i) => foldAt[i] !== fold),
      segmented.filter((_, i) => !same.has(i)),
      topicExamples,
    );
    return {
      scores: evaluateTopics(test, trained),
      whole: model ? evaluateWhole(test, { ...model, ...trained }).macroF1 : 0,
    };
  });
  const mean = (of: (one: (typeof read)[number]) => number) => read.reduce((sum, r) => sum + of(r), 0) / 5;
  return {
    mean: mean((r) => r.scores.macroF1),
    folds: read.map((r) => r.scores),
    whole: model ? mean((r) => r.whole) : null,
  };
}

/** Of labelled messages read whole, as people send them to the government. */
function evaluateWhole(labelled: readonly Labelled[], model: Model): Scores {
  return scoresOf(
    labelled.map((r) => ({
      truth: r.label,
      said: classify({ title: '', body: r.text, channel: 'mailbox' }, model).topic ?? '',
    })),
  );
}

/** Shares of news titles that a model which had not seen them misplaces, read as the server reads news. */
export type SortScores = {
  /** Sport, games, show business and shares taken for civic matters. */
  offTopicTakenForCivic: number;
  /** Society and politics taken for off-topic. */
  civicLost: number;
  bySort: Record<string, number>;
};

/** Five folds over titles of news; `topics`: any trained topics, which have seen no titles. */
export function crossValidateSorts(
  titles: readonly NewsTitle[],
  civic: readonly Labelled[],
  topics: Trained,
): SortScores {
  const all = new Map<string, { off: number; count: number }>();
  for (const fold of [0, 1, 2, 3, 4]) {
    const sorted = trainSorts(
      titles.filter((t) => foldOf(t.title) !== fold),
      [...civic.filter((c) => foldOf(c.text) !== fold), ...ownCivic],
    );
    const model = { version: '', card: {}, ...topics, ...sorted };
    for (const { title, sort } of titles) {
      if (foldOf(title) !== fold) continue;
      const known = all.get(sort) ?? { off: 0, count: 0 };
      known.count += 1;
      if (classify({ title, body: '', channel: 'feed' }, model).offTopic) known.off += 1;
      all.set(sort, known);
    }
  }
  const share = (sorts: readonly string[]) => {
    const of = sorts.map((s) => all.get(s) ?? { off: 0, count: 0 });
    return of.reduce((sum, s) => sum + s.off, 0) / (of.reduce((sum, s) => sum + s.count, 0) || 1);
  };
  return {
    offTopicTakenForCivic: 1 - share(offTopicSorts),
    civicLost: share(['society', 'politics']),
    bySort: Object.fromEntries([...all].map(([sort, { off, count }]) => [sort, off / count])),
  };
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
  const texts = [
    ...material.messages.map((m) => cutText('', m.text)),
    ...material.titles.map((t) => cutText(t.title, '')),
    ...material.documents.map((d) => cutText(d.title, d.body)),
  ];
  return {
    version,
    card,
    ...trainTopics(material.messages, material.segmented, topicExamples),
    ...trainSorts(material.titles, [...material.messages, ...ownCivic]),
    grouping: groupingRarity(texts),
  };
}
