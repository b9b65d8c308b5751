// Runs on a worker thread (or in process, in tests): loads the model once and reads messages.
import { openUnderstanding } from '#understanding';
import { foundBy } from './query';
import type { Reading, ToRead } from './reading';

/** Beyond this a text adds nothing to what it is about, and could outgrow what the search index takes. */
const SEARCHED = 20_000;

let understanding: ReturnType<typeof openUnderstanding> | undefined;

export function readMessages(messages: ToRead[]): Reading[] {
  understanding ??= openUnderstanding();
  const { classify } = understanding;
  return messages.map((message) => ({
    ...classify(message),
    titleTerms: foundBy(message.title.slice(0, SEARCHED)),
    bodyTerms: foundBy(message.body.slice(0, SEARCHED)),
  }));
}
