// Looks after imports that nobody looks after: those whose process was killed, and files that were never started.
import { Injectable } from '@nestjs/common';
import { Commit } from '../platform/commit';
import { Jobs } from '../platform/jobs';
import { Now } from '../platform/now';
import { ImportStore } from './import.store';
import { Uploads } from './uploads';

const STALLED_MS = 60_000;
const LEFT_OVER_MS = 3600_000;
const FORGOTTEN_MS = 24 * 3600_000;

@Injectable()
export class ImportSweep {
  constructor(
    private readonly store: ImportStore,
    private readonly uploads: Uploads,
    private readonly commit: Commit,
    private readonly jobs: Jobs,
    private readonly now: Now,
  ) {}

  /** Queues what says it runs but has not moved for a minute; a run that still lives finds out and stops. */
  async takeUpStalled(): Promise<number> {
    const stalled = await this.store.stalled(this.before(STALLED_MS));
    for (const importId of stalled)
      await this.jobs.add(null, 'import.run', { importId }, { key: `import:${importId}` });
    return stalled.length;
  }

  async clearForgotten(): Promise<number> {
    const ids = await this.commit.commit(async (tx, at) => ({
      value: await this.store.cancelForgotten(tx, this.before(FORGOTTEN_MS), at),
      facts: [],
    }));
    for (const id of ids) await this.uploads.drop(id);
    return ids.length;
  }

  /** Files whose import is over, or never began to exist, because the process was killed before it could remove them. */
  async clearLeftOver(): Promise<number> {
    const old = await this.uploads.olderThan(this.before(LEFT_OVER_MS));
    const waiting = old.length ? await this.store.waiting(old) : new Set<string>();
    const left = old.filter((id) => !waiting.has(id));
    for (const id of left) await this.uploads.drop(id);
    return left.length;
  }

  private before(ms: number): Date {
    return new Date(this.now.at().getTime() - ms);
  }
}
