// The files of DATA_DIR that belong to an office, and those that do not: kept at one moment, and put back where they were.
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Uploads of imports that are not done; the checkpoints and hashes of the ledger that lie outside the database. */
export const KEPT = ['uploads', 'ledger'];
/** The database itself, its password, the key (never), models (the database has them), work that is thrown away. */
export const LEFT = ['postgres', 'postgres.password', 'secret-key', 'secret-key.next', 'models', 'tmp'];

const LEAVES = 'ledger/leaves.bin';
const LEAF_BYTES = 32;
const CHECKPOINT = /^ledger\/checkpoints\/(\d+)\./;

/** Uploads are held open, so that one whose import ends meanwhile can still be read; what the ledger keeps stays. */
export class HeldFiles {
  private readonly held = new Map<string, FileHandle>();

  constructor(private readonly dataDir: string) {}

  /** Takes hold of what is there by now and was not before. */
  async hold(): Promise<void> {
    for (const place of await this.placesIn('uploads')) {
      if (this.held.has(place)) continue;
      const handle = await open(path.join(this.dataDir, place), 'r').catch((cause: NodeJS.ErrnoException) => {
        if (cause.code === 'ENOENT') return null; // its import came to its end
        throw cause;
      });
      if (handle) this.held.set(place, handle);
    }
  }

  private async placesIn(top: string): Promise<string[]> {
    const files = await filesUnder(path.join(this.dataDir, top));
    return files.map((file) => path.relative(this.dataDir, file).split(path.sep).join('/')).sort();
  }

  /** Each file as far as it belongs to a ledger of so many entries: what lies outside may be ahead of the moment. */
  async *asOf(entries: number): AsyncGenerator<{ path: string; source: Readable }> {
    for (const [place, handle] of this.held)
      yield { path: place, source: handle.createReadStream({ start: 0, autoClose: false }) };
    for (const place of await this.placesIn('ledger')) {
      if (Number(CHECKPOINT.exec(place)?.[1] ?? 0) > entries) continue;
      const upTo = place === LEAVES ? { end: entries * LEAF_BYTES - 1 } : {};
      yield { path: place, source: createReadStream(path.join(this.dataDir, place), upTo) };
    }
  }

  async release(): Promise<void> {
    await Promise.all([...this.held.values()].map((handle) => handle.close().catch(() => {})));
    this.held.clear();
  }
}

async function filesUnder(dir: string): Promise<string[]> {
  const found = await readdir(dir, { recursive: true, withFileTypes: true }).catch(
    (cause: NodeJS.ErrnoException) => {
      if (cause.code === 'ENOENT') return [];
      throw cause;
    },
  );
  return found.filter((one) => one.isFile()).map((one) => path.join(one.parentPath, one.name));
}

/** Puts files back: first beside their places, then into them in one go. */
export class StagedFiles {
  private readonly stage: string;

  constructor(
    private readonly dataDir: string,
    backupId: string,
  ) {
    this.stage = path.join(dataDir, 'tmp', `restore-${backupId}`);
  }

  async add(place: string, source: Readable): Promise<void> {
    const file = path.join(this.stage, place);
    await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
    const handle = await open(file, 'w', 0o600);
    await pipeline(source, handle.createWriteStream({ flush: true }));
  }

  /** What lay there is set aside, never lost: a ledger's outside may know more than the backup does. */
  async install(at: Date): Promise<string[]> {
    const aside: string[] = [];
    for (const top of KEPT) {
      const place = path.join(this.dataDir, top);
      const before = `${place}.before-${at.toISOString().replaceAll(':', '')}`;
      if ((await filesUnder(place)).length > 0) {
        await rename(place, before);
        aside.push(before);
      } else await rm(place, { recursive: true, force: true });
      await rename(path.join(this.stage, top), place).catch((cause: NodeJS.ErrnoException) => {
        if (cause.code !== 'ENOENT') throw cause;
      });
    }
    return aside;
  }

  async clear(): Promise<void> {
    await rm(this.stage, { recursive: true, force: true });
  }
}
