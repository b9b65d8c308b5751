// The job that trains: from the shipped weights and every correction to a candidate. Killed in the midst, it begins anew; what is in force stays.

import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { Injectable } from '@nestjs/common';
import { system } from '../../platform/access';
import { Commit, fact } from '../../platform/commit';
import { log } from '../../platform/log';
import { Now } from '../../platform/now';
import { ExampleStore } from './example.store';
import { ModelStore } from './model.store';
import { ModelFiles } from './model-files';
import type { TopicModelRow } from './topic-model.row';
import { Trainer } from './trainer';
import type { Progress, Trained } from './trainer.worker';

/** How often the row is told how far it is, at most. */
const TELL_MS = 300;
export const subject = (modelId: string) => ({ type: 'model', id: modelId });

@Injectable()
export class TrainingRun {
  constructor(
    private readonly store: ModelStore,
    private readonly examples: ExampleStore,
    private readonly files: ModelFiles,
    private readonly trainer: Trainer,
    private readonly commit: Commit,
    private readonly now: Now,
  ) {}

  /** @throws what is worth another try; on the last attempt the training is marked as failed instead */
  async run(modelId: string, { lastAttempt }: { lastAttempt: boolean }): Promise<void> {
    const row = await this.store.begin(modelId);
    if (!row) return;
    const stop = new AbortController();
    try {
      const trained = await this.train(row, stop);
      await this.keep(row, trained);
    } catch (cause) {
      if (stop.signal.aborted) return;
      if (!lastAttempt) throw cause;
      log.error({ err: cause, modelId }, 'a training failed');
      await this.giveUp(row);
    }
  }

  private async train(row: TopicModelRow, stop: AbortController): Promise<Trained> {
    const within = await this.examples.within(row.jurisdictionId);
    const current = (await this.files.inForce(null, [row.jurisdictionId])).get(row.jurisdictionId);
    const [corrected, atHand, file] = await Promise.all([
      this.examples.corrected(within),
      this.examples.atHand(within),
      current ? this.files.fileOf(null, current.modelId, current.digest) : null,
    ]);
    await mkdir(this.files.dir, { recursive: true, mode: 0o700 });
    const order = {
      day: this.now.at().toISOString().slice(0, 10),
      file,
      corrected,
      atHand,
      scratch: path.join(this.files.dir, `${row.id}.${process.pid}.part`),
    };
    return this.trainer.train(order, this.teller(row.id, stop), stop.signal);
  }

  /** Writes down how far it is, now and then; learns that way that somebody stopped it. */
  private teller(id: string, stop: AbortController): (progress: Progress) => void {
    let last = 0;
    let phase = '';
    return (progress) => {
      const at = Date.now();
      if (progress.phase === phase && at - last < TELL_MS) return;
      [last, phase] = [at, progress.phase];
      this.store
        .progress(id, progress.phase, progress.done)
        .then((goesOn) => goesOn || stop.abort())
        .catch((err) => log.warn({ err, modelId: id }, 'a training could not say how far it is'));
    };
  }

  private async keep(row: TopicModelRow, trained: Trained): Promise<void> {
    const { bytes, digest, version, data, scores, changes, examplesDigest } = trained;
    await this.commit.commit(async (tx, at) => {
      const held = (await this.store.hold(tx, row.jurisdictionId)).find(({ id }) => id === row.id);
      if (held?.state !== 'training') return { value: undefined, facts: [] };
      const baseDigest = this.files.shipped.digest;
      await this.store.update(tx, row.id, {
        state: 'candidate',
        bytes: Buffer.from(bytes),
        digest,
        version,
        baseDigest,
        data,
        scores,
        changes,
        progress: 1,
        phase: null,
        trainedAt: at,
      });
      const body = {
        modelId: row.id,
        version,
        digest,
        baseDigest,
        examplesDigest,
        learnt: data.learnt,
        keptBack: data.fixed + data.newest,
      };
      return {
        value: undefined,
        facts: [fact('model.trained', system, subject(row.id), row.jurisdictionId, body)],
      };
    });
  }

  private async giveUp(row: TopicModelRow): Promise<void> {
    await this.commit.commit(async (tx, at) => {
      const held = (await this.store.hold(tx, row.jurisdictionId)).find(({ id }) => id === row.id);
      if (held?.state !== 'training') return { value: undefined, facts: [] };
      const error = {
        zh: '训练出错，已记录；现行模型不受影响，请稍后再试。',
        en: 'The training failed and this was noted; the model in force is untouched. Try again later.',
      };
      await this.store.update(tx, row.id, { state: 'failed', error, phase: null, decidedAt: at });
      const body = { modelId: row.id, outcome: 'failed' as const };
      return {
        value: undefined,
        facts: [fact('model.training-ended', system, subject(row.id), row.jurisdictionId, body)],
      };
    });
  }
}
