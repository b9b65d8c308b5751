// Runs on a worker thread (or in process, in tests): reads messages with the model named, which is loaded once.
import { type Classification, type TopicScore, understandingOf } from '#understanding';
import { searchable } from './found-by';
import type { Reading, Terms, ToRead } from './reading';

/** Beyond this a text adds nothing to what it is about, and could outgrow what the search index takes. */
const SEARCHED = 20_000;

export function readMessages(messages: ToRead[]): Reading[] {
  return messages.map(({ model = null, ...message }) => {
    const { topics, ...labels } = ownDuty(understandingOf(model).classify(message));
    return { ...labels, topics: topics.map(rounded), ...termsOf(message) };
  });
}

/** A score to four digits tells as much, and takes half the room in every row. */
const rounded = ({ topic, score }: TopicScore): TopicScore => ({
  topic,
  score: Math.round(score * 10_000) / 10_000,
});

type Text = Pick<ToRead, 'id' | 'title' | 'body'>;
const termsOf = ({ title, body }: Text): Terms => ({
  search: searchable(title.slice(0, SEARCHED), body.slice(0, SEARCHED)),
});

/** Only the words by which messages are found. */
export const readTerms = (messages: Text[]): (Terms & { id: string })[] =>
  messages.map((message) => ({ id: message.id, ...termsOf(message) }));

/** What happened abroad keeps its reason, and says that nobody here owes an answer to it. */
function ownDuty({ emergency, reasons, ...labels }: Classification): Omit<Reading, keyof Terms> {
  if (!emergency) return { ...labels, reasons, emergency: null, foreign: false };
  const { foreign, ...seen } = emergency;
  if (!foreign) return { ...labels, reasons, emergency: seen, foreign };
  const said = reasons.map((r) =>
    r.about === 'emergency' ? { ...r, value: `无：${r.value}发生在境外，不属本地职责` } : r,
  );
  return { ...labels, reasons: said, emergency: null, foreign };
}
