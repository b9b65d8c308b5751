// Writes the evidence bundle that an auditor keeps: the rows as they are now, and every witness against them.
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { Zip, ZipDeflate } from 'fflate';
import { type BundleManifest, writeBundle } from '#accountability';
import type { Actor } from '#contract';
import { Commit, fact } from '../platform/commit';
import type { Config } from '../platform/config';
import { CONFIG } from '../platform/config.token';
import { Now } from '../platform/now';
import { Refusal } from '../platform/problem';
import { CheckpointService } from './checkpoint.service';
import { LedgerStore } from './ledger.store';

@Injectable()
export class BundleService {
  constructor(
    private readonly store: LedgerStore,
    private readonly checkpoints: CheckpointService,
    private readonly door: Commit,
    private readonly now: Now,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Writes into `dir` (new or empty). The export itself becomes an entry, in the next bundle. */
  async exportTo(dir: string, actor: Actor): Promise<BundleManifest> {
    // An altered ledger is not sealed again, but it is exported: the bundle is how one sees where it was altered.
    await this.checkpoints.seal(actor).catch((cause) => {
      if (!(cause instanceof Refusal)) throw cause;
    });
    const newest = await this.store.newestCheckpoint();
    const size = newest ? Number(newest.size) : await this.store.size();
    const { outside, origin, publicKey } = this.checkpoints;
    const kept = Math.min(await outside.leafCount(), size);
    const texts = new Set([
      ...(await outside.checkpoints()),
      ...(await this.store.checkpoints(1_000_000)).map((c) => c.text),
    ]);
    const manifest = await writeBundle(dir, {
      origin,
      madeAt: this.now.at().toISOString(),
      entries: this.store.entries(size),
      leavesDatabase: this.store.leaves(0, size),
      ...(kept > 0 ? { leavesOutside: outside.readLeaves(kept) } : {}),
      checkpoints: texts,
      publicKeyNote: publicKey,
    });
    await this.door.commit(async () => ({
      value: null,
      facts: [
        fact('ledger.exported', actor, { type: 'ledger', id: String(size) }, null, {
          size,
          root: newest ? newest.root.toString('base64') : '',
          from: 1,
          to: size,
        }),
      ],
    }));
    return manifest;
  }

  /** The same as one zip file, streamed. */
  async zipped(actor: Actor): Promise<Readable> {
    const work = path.join(this.config.dataDir, 'tmp');
    await mkdir(work, { recursive: true });
    const dir = await mkdtemp(path.join(work, 'bundle-'));
    try {
      await this.exportTo(dir, actor);
    } catch (cause) {
      await rm(dir, { recursive: true, force: true });
      throw cause;
    }
    return Readable.from(zipOf(dir)).once('close', () => void rm(dir, { recursive: true, force: true }));
  }
}

/** The files of a directory as the chunks of a zip. */
async function* zipOf(dir: string): AsyncGenerator<Uint8Array> {
  const made: Uint8Array[] = [];
  let fault: Error | null = null;
  const zip = new Zip((err, chunk) => {
    if (err) fault = err;
    else made.push(chunk);
  });
  const names = (await readdir(dir, { recursive: true, withFileTypes: true }))
    .filter((e) => e.isFile())
    .map((e) => path.relative(dir, path.join(e.parentPath, e.name)));
  for (const name of names.sort()) {
    const file = new ZipDeflate(`wenying-ledger/${name.split(path.sep).join('/')}`, { level: 6 });
    zip.add(file);
    file.push(await readFile(path.join(dir, name)), true);
    if (fault) throw fault;
    yield* made.splice(0);
  }
  zip.end();
  yield* made.splice(0);
}
