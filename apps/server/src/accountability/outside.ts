// What is kept of the ledger outside the database: every signed checkpoint, and the hash of every entry.
import { createReadStream } from 'node:fs';
import { appendFile, mkdir, open, readdir, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { wholeLeaves } from '#accountability';

export class Outside {
  private readonly checkpointDir: string;
  private readonly leafFile: string;

  constructor(dataDir: string) {
    this.checkpointDir = path.join(dataDir, 'ledger', 'checkpoints');
    this.leafFile = path.join(dataDir, 'ledger', 'leaves.bin');
  }

  /** Writes a checkpoint to a file of its own, through to the disk; one already there is never written over. */
  async keepCheckpoint(size: number, text: string): Promise<string> {
    await mkdir(this.checkpointDir, { recursive: true });
    const file = path.join(this.checkpointDir, `${String(size).padStart(12, '0')}.txt`);
    try {
      const handle = await open(file, 'wx');
      await handle.writeFile(text);
      await handle.sync();
      await handle.close();
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause;
      if ((await readFile(file, 'utf8')) !== text) {
        // Two histories of one size: both are evidence.
        await writeFile(`${file}.${Date.now()}`, text, { flag: 'wx' });
      }
    }
    return file;
  }

  async checkpoints(): Promise<string[]> {
    const names = await readdir(this.checkpointDir).catch(() => [] as string[]);
    return Promise.all(names.sort().map((name) => readFile(path.join(this.checkpointDir, name), 'utf8')));
  }

  /** How many entries' hashes are kept; a torn last one (a crash while writing) is dropped. */
  async leafCount(): Promise<number> {
    const bytes = await stat(this.leafFile).then(
      (s) => s.size,
      () => 0,
    );
    const { leaves, torn } = wholeLeaves(bytes);
    if (torn) await truncate(this.leafFile, leaves * 32);
    return leaves;
  }

  async appendLeaves(blocks: AsyncIterable<Buffer>): Promise<void> {
    await mkdir(path.dirname(this.leafFile), { recursive: true });
    for await (const block of blocks) await appendFile(this.leafFile, block);
  }

  /** The hashes of the first `size` entries. */
  readLeaves(size: number): AsyncIterable<Buffer> {
    return createReadStream(this.leafFile, { start: 0, end: size * 32 - 1 });
  }
}
