// Runs on a worker thread (or in process, in tests): trains a candidate from corrections, tries it, and says what it would change.
import { createHash } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import type { MessagePort } from 'node:worker_threads';
import type { ModelCard, ModelRead, ModelScores, trialSets } from '#contract';
import {
  type AsRead,
  type Corrected,
  controlTexts,
  knownOf,
  labelledOtherwise,
  learnFrom,
  loadModel,
  type Model,
  NOT_CIVIC,
  type Otherwise,
  openModel,
  saveModel,
  shippedModel,
  splitCorrections,
  tryModel,
} from '#understanding';

type SetName = (typeof trialSets)[number];
export type Phase = NonNullable<ModelCard['phase']>;
export type Progress = { phase: Phase; done: number };
export type Trying = {
  /** The model in force; null: the shipped one. */
  file: string | null;
  corrected: Corrected[];
};
export type Order = Trying & {
  day: string;
  /** Texts that nobody corrected: reminders of what the base knew, and what the new model may change. */
  atHand: AsRead[];
  /** Where the file may be written meanwhile. */
  scratch: string;
};
export type Trained = {
  bytes: Uint8Array;
  digest: string;
  version: string;
  examplesDigest: string;
  data: NonNullable<ModelCard['data']>;
  scores: NonNullable<ModelRead['scores']>;
  changes: Otherwise[];
};

/** Where each part of the work ends, of the whole. */
const READ = 0.1;
const LEARNT = 0.8;
const SHOWN = 100;

const sha = (...parts: (string | Uint8Array)[]): string => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
};
const bytesOf = ({ buffer, byteOffset, byteLength }: Float32Array) =>
  new Uint8Array(buffer, byteOffset, byteLength);
const inUse = (file: string | null): Model => openModel(file ?? shippedModel());

/** Always from the shipped weights and all corrections: a candidate does not depend on the candidates before it. */
export function trainHere(order: Order, tell: (progress: Progress) => void): Trained {
  tell({ phase: 'reading', done: 0 });
  const base = inUse(null);
  const current = inUse(order.file);
  const { learn, fixed, newest } = splitCorrections(order.corrected);
  tell({ phase: 'training', done: READ });
  const learnt = learnFrom(base, learn, order.atHand, (done) =>
    tell({ phase: 'training', done: READ + (LEARNT - READ) * done }),
  );
  const weights = [
    learnt.rarity,
    learnt.topics.weights,
    learnt.topics.bias,
    learnt.sorts.weights,
    learnt.sorts.bias,
  ];
  const version = `${order.day}-${sha(...weights.map(bytesOf)).slice(0, 8)}`;
  const card = {
    trainedOn: order.day,
    from: base.version,
    corrections: learn.length,
    atHand: order.atHand.length,
  };
  const { bytes, model } = kept({ ...base, ...learnt, version, card }, order.scratch);
  tell({ phase: 'trying', done: LEARNT });
  const before = triedOn(current, fixed, newest);
  const after = triedOn(model, fixed, newest);
  tell({ phase: 'trying', done: 0.9 });
  const changes = labelledOtherwise(current, model, order.atHand);
  return {
    bytes,
    digest: sha(bytes),
    version,
    examplesDigest: sha(JSON.stringify(learn.map(({ id }) => id))),
    data: {
      corrections: order.corrected.length,
      learnt: learn.length,
      fixed: fixed.length,
      newest: newest.length,
      atHand: order.atHand.length,
      control: controlTexts.length,
      byLabel: counted(learn),
      newTopics: model.topics.labels.filter((label) => !base.topics.labels.includes(label)),
      comparedWith: current.version,
      looked: order.atHand.length,
      changed: changes.length,
    },
    scores: {
      control: { before: before.control, after: after.control },
      fixed: { before: before.fixed, after: after.fixed },
      newest: { before: before.newest, after: after.newest },
    },
    changes: changes.slice(0, SHOWN),
  };
}

/** The model as it will be read from now on: its weights have lost a little in the file, and are judged so. */
function kept(model: Model, scratch: string): { bytes: Uint8Array; model: Model } {
  try {
    saveModel(scratch, model);
    return { bytes: new Uint8Array(readFileSync(scratch)), model: loadModel(scratch) };
  } finally {
    rmSync(scratch, { force: true });
  }
}

function triedOn(
  model: Model,
  fixed: readonly Corrected[],
  newest: readonly Corrected[],
): Record<SetName, ModelScores> {
  const known = (corrected: readonly Corrected[]) => corrected.flatMap((one) => knownOf(one) ?? []);
  return {
    control: tryModel(model, controlTexts),
    fixed: tryModel(model, known(fixed)),
    newest: tryModel(model, known(newest)),
  };
}

function counted(learn: readonly Corrected[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const one of learn) {
    const label = knownOf(one)?.truth ?? NOT_CIVIC;
    counts[label] = (counts[label] ?? 0) + 1;
  }
  return counts;
}

/** On a thread: progress goes through the port. */
export function train({ order, port }: { order: Order; port: MessagePort }): Trained {
  return trainHere(order, (progress) => port.postMessage(progress));
}

/** How the model in force does, on the control set and on the corrections that are kept back. */
export function scoresHere({ file, corrected }: Trying): Record<SetName, ModelScores> {
  const { fixed, newest } = splitCorrections(corrected);
  return triedOn(inUse(file), fixed, newest);
}
