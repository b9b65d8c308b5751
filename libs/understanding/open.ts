// Opens what ships: the one model, loaded once a process, behind the few things others ask of it.
import { type Classification, classify, type ToClassify } from './classify';
import { Grouper, type GrouperOptions } from './group';
import { loadModel, type Model } from './model-file';

let model: Model | undefined;
const shipped = (): Model => (model ??= loadModel());

export type Understanding = {
  version: string;
  card: Record<string, unknown>;
  classify: (message: ToClassify) => Classification;
};

/** The model in use. The first call loads it (some 0.3 s with the dictionary). */
export function openUnderstanding(): Understanding {
  const { version, card } = shipped();
  return { version, card, classify: (message) => classify(message, shipped()) };
}

/** A grouper with the shipped weights: the server's and the command line's alike. */
export function openGrouper(options: Omit<GrouperOptions, 'rarity'> = {}): Grouper {
  return new Grouper({ rarity: shipped().grouping, ...options });
}
