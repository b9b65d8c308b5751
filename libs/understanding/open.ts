// Opens what ships: the one model, loaded once a process, behind the few things others ask of it.
import type { Branch } from './branches';
import { branchUnder, type Classification, classify, classifyBroadly, type ToClassify } from './classify';
import { Grouper, type GrouperOptions, type RarityTable } from './group';
import { loadGrouping, loadModel, type Model } from './model-file';

let model: Model | undefined;
let grouping: RarityTable | undefined;
const rarityForGrouping = (): RarityTable => (grouping ??= loadGrouping());
const shipped = (): Model => (model ??= loadModel());

export type Understanding = {
  version: string;
  card: Record<string, unknown>;
  classify: (message: ToClassify) => Classification;
  /** The same without the branch, which costs a tenth more. */
  label: (message: ToClassify) => Omit<Classification, 'branch'>;
  branch: (topic: string, text: Pick<ToClassify, 'title' | 'body'>) => Branch | null;
};

/** What a model says, behind its few questions. */
export const understandingBy = (model: Model): Understanding => ({
  version: model.version,
  card: model.card,
  classify: (message) => classify(message, model),
  label: (message) => classifyBroadly(message, model),
  branch: (topic, text) => branchUnder(topic, text, model),
});

/** The model in use. The first call loads it (some 0.3 s with the dictionary). */
export function openUnderstanding(): Understanding {
  return understandingBy(shipped());
}

/** A grouper with the shipped weights: the server's and the command line's alike. */
export function openGrouper(options: Omit<GrouperOptions, 'rarity'> = {}): Grouper {
  return new Grouper({ rarity: rarityForGrouping(), ...options });
}
