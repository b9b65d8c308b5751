// Tries a model, read whole as the server reads it, on texts whose label is known; and says what two models would label otherwise.
import { type Classification, classify } from './classify';
import { NOT_CIVIC } from './control-texts';
import type { Corrected } from './corrections';
import { type Scores, scoresOf } from './scores';
import type { TopicModel } from './topics';

/** A text that is a civic matter, of whichever topic: a person said only that much. */
export const CIVIC = '政务';
const NONE = '无';

export type Known = { title: string; body: string; channel?: string | null; truth: string };
export type AsRead = { id: string; title: string; body: string; channel: string | null };
export type Otherwise = { id: string; from: string; to: string };

/** What a corrected message is known to be; null where nothing that a model says can be held against it. */
export function knownOf({ title, body, channel, topic, offTopic }: Corrected): Known | null {
  const truth = offTopic ? NOT_CIVIC : (topic ?? (offTopic === false ? CIVIC : null));
  return truth === null ? null : { title, body, channel, truth };
}

/** What a reading says, as one word of the tables: a topic, not civic, or none. */
export const saidBy = ({ offTopic, topic }: Pick<Classification, 'offTopic' | 'topic'>): string =>
  offTopic ? NOT_CIVIC : (topic ?? NONE);

/** Precision, recall and confusion on texts whose label is known; with none, all figures are of zero rows. */
export function tryModel(model: TopicModel, known: readonly Known[]): Scores {
  return scoresOf(
    known.map(({ truth, ...text }) => {
      const said = saidBy(classify({ channel: null, ...text }, model));
      return { truth, said: truth === CIVIC && said !== NOT_CIVIC ? CIVIC : said };
    }),
  );
}

/** The messages that two models label differently, in the order given. */
export function labelledOtherwise(
  one: TopicModel,
  other: TopicModel,
  messages: readonly AsRead[],
): Otherwise[] {
  return messages.flatMap((message) => {
    const [from, to] = [saidBy(classify(message, one)), saidBy(classify(message, other))];
    return from === to ? [] : [{ id: message.id, from, to }];
  });
}
