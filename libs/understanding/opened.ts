// Models beside the shipped one: opened from their files, the few used last kept at hand.
import { loadModel, type Model } from './model-file';
import { openUnderstanding, type Understanding, understandingBy } from './open';

/** A model takes some 45 MB when it is open. */
const KEPT = 4;
const opened = new Map<string, Model>();

/** The model in a file of `saveModel`; the same file is read once while it is among those used last. Throws where it is no model. */
export function openModel(file: string): Model {
  const model = opened.get(file) ?? loadModel(file);
  opened.delete(file);
  opened.set(file, model);
  for (const oldest of opened.keys()) {
    if (opened.size <= KEPT) break;
    opened.delete(oldest);
  }
  return model;
}

/** Reads with the model of a file; with the shipped one where none is named. */
export function understandingOf(file: string | null): Understanding {
  if (file === null) return openUnderstanding();
  return understandingBy(openModel(file));
}
