// Runs on a worker thread (or in process, in tests): reads messages with the model named, which is loaded once.
import {
  type Branch,
  type Classification,
  type PlaceFinder,
  type PlaceName,
  placeFinder,
  type Reason,
  type TopicScore,
  understandingOf,
  withTopicHint,
} from '#understanding';
import { searchable } from './found-by';
import { columnsOf, type LabelColumns } from './label.columns';
import {
  asJson,
  type Places,
  type Read,
  type Reading,
  type Terms,
  type ToBranch,
  type ToRead,
} from './reading';

/** Beyond this a text adds nothing to what it is about, and could outgrow what the search index takes. */
const SEARCHED = 20_000;
/** How far into a text its places are looked for. */
const LOOKED_AT = 4_000;
/** A topic with less than this of the whole has only what every topic has. */
const LEAST = 0.01;
/** Beyond the fifth a topic is what every text has of everything. */
const MOST = 5;

/**
 * Reads messages, in order. The columns are written out here, so that they pass through the process that serves people
 * as bytes and no more.
 */
export function readMessages({ messages, places }: { messages: ToRead[]; places: Places }): Read {
  const finders = new Map(Object.entries(places).map(([id, below]) => [id, finderOf(below)]));
  const readings: Reading[] = [];
  const rows = messages.map((message): LabelColumns => {
    const { id, title, body, channel, publishedAt, jurisdictionId, receivedAt, model, hint } = message;
    const read = understandingOf(model ?? null).label({ title, body, channel, publishedAt });
    const { topics, concerns, reasons, ...said } = ownDuty(withTopicHint(read, hint));
    const { topic, areas, emergency, offTopic, foreign } = said;
    const reading: Reading = { topic, areas, emergency, offTopic, foreign, model: said.model };
    readings.push(reading);
    const { spokenOf, reason } = located(message, places[jurisdictionId]!, finders.get(jurisdictionId)!);
    return {
      messageId: id,
      jurisdictionId,
      receivedAt: new Date(receivedAt),
      topic,
      topics: asJson(worthNaming(topics)),
      areas,
      concerns,
      emergency: emergency && asJson(emergency),
      offTopic,
      abroad: foreign,
      reasons: asJson(reason ? [...reasons, reason] : reasons),
      model: said.model,
      spokenOfId: spokenOf,
      ...termsOf(message),
    };
  });
  return { readings, columns: columnsOf(rows) };
}

/** Of which jurisdiction a message speaks. A place that came with it is part of what it says. */
function located(
  { title, body, place, hint }: ToRead,
  places: readonly PlaceName[],
  find: PlaceFinder,
): { spokenOf: string | null; reason: Reason | null } {
  const named = find(title, `${place ?? ''}\n${body.slice(0, LOOKED_AT)}`);
  if (named)
    return { spokenOf: named.id, reason: { about: 'jurisdiction', value: named.name, words: named.words } };
  const hinted = hint && !place ? places.find(({ id }) => id === hint.jurisdictionId) : undefined;
  if (!hint || !hinted) return { spokenOf: null, reason: null };
  const reason = { about: 'jurisdiction' as const, value: hinted.name, words: [], source: hint.source };
  return { spokenOf: hinted.id, reason };
}

let known: { places: string; find: PlaceFinder } | null = null;
/** The same places come with one part after another. */
function finderOf(below: readonly PlaceName[]): PlaceFinder {
  const places = JSON.stringify(below);
  if (known?.places !== places) known = { places, find: placeFinder(below) };
  return known.find;
}

/** The topics that speak loudest, to four digits of the whole: a fifth of the room in every row. */
function worthNaming(topics: readonly TopicScore[]): TopicScore[] {
  const spokenFor = topics.filter(({ score }) => score >= LEAST);
  const whole = spokenFor.reduce((sum, { score }) => sum + score, 0);
  return spokenFor.slice(0, MOST).map(({ topic, score }) => ({
    topic,
    score: Math.round((score / whole) * 10_000) / 10_000,
  }));
}

type Text = Pick<ToRead, 'id' | 'title' | 'body'>;
const termsOf = ({ title, body }: Omit<Text, 'id'>): Terms => ({
  search: searchable(title.slice(0, SEARCHED), body.slice(0, SEARCHED)),
});

/** The second and third level of the tree under a topic, as they can be proposed for one text. */
export const readBranch = ({ topic, title, body, model }: ToBranch): Branch | null =>
  understandingOf(model).branch(topic, { title, body });

/** Only the words by which messages are found. */
export const readTerms = (messages: Text[]): (Terms & { id: string })[] =>
  messages.map((message) => ({ id: message.id, ...termsOf(message) }));

/** What happened abroad keeps its reason, and says that nobody here owes an answer to it. */
function ownDuty({ emergency, reasons, ...labels }: Omit<Classification, 'branch'>) {
  if (!emergency) return { reasons, emergency: null, foreign: false, ...labels };
  const { foreign, ...seen } = emergency;
  if (!foreign) return { reasons, emergency: seen, foreign, ...labels };
  const said = reasons.map((r) =>
    r.about === 'emergency' ? { ...r, value: `无：${r.value}发生在境外，不属本地职责` } : r,
  );
  return { reasons: said, emergency: null, foreign, ...labels };
}
