// The strings of a workbook, however many: the first stay in memory, the rest lie in a temporary file until they are asked for.
import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MB = 1024 * 1024;
const BLOCK = 64 * 1024;

/**
 * A list that only grows, read at any place. A spreadsheet puts each different string once, in the order in which its
 * cells name them, so that what is read next mostly lies in the block that was read last.
 */
export class StringsFile {
  private readonly early: string[] = [];
  private earlyBytes = 0;
  private folder: string | null = null;
  private file = -1;
  private ends = new Uint32Array(1024);
  private late = 0;
  private written = 0;
  private waiting: Buffer[] = [];
  private waitingBytes = 0;
  private readonly blocks = new Map<number, Buffer>();

  /**
   * @param most bytes held in memory; of the file as many again are kept at hand
   * @param within the folder in which the file is made
   */
  constructor(
    private readonly most = 4 * MB,
    private readonly within = tmpdir(),
  ) {}

  push(text: string): void {
    const bytes = Buffer.from(text);
    if (this.late === 0 && this.earlyBytes + bytes.length <= this.most) {
      this.early.push(text);
      this.earlyBytes += bytes.length + 16;
      return;
    }
    if (this.late === this.ends.length) {
      const longer = new Uint32Array(this.ends.length * 2);
      longer.set(this.ends);
      this.ends = longer;
    }
    this.ends[this.late] = this.written + this.waitingBytes + bytes.length;
    this.late += 1;
    this.waiting.push(bytes);
    this.waitingBytes += bytes.length;
    if (this.waitingBytes >= BLOCK) this.flush();
  }

  /** The string at a place; null where there is none. */
  at(index: number): string | null {
    if (index < this.early.length) return this.early[index] ?? null;
    const place = index - this.early.length;
    if (!(place >= 0 && place < this.late)) return null;
    if (this.waitingBytes > 0) this.flush();
    const from = place === 0 ? 0 : (this.ends[place - 1] ?? 0);
    return this.read(from, this.ends[place] ?? from).toString();
  }

  /** Removes the file; nothing can be asked afterwards. */
  close(): void {
    this.blocks.clear();
    if (this.folder === null) return;
    closeSync(this.file);
    rmSync(this.folder, { recursive: true, force: true });
    this.folder = null;
  }

  private flush(): void {
    if (this.folder === null) {
      this.folder = mkdtempSync(join(this.within, 'wenying-strings-'));
      this.file = openSync(join(this.folder, 'strings'), 'w+', 0o600);
    }
    const bytes = Buffer.concat(this.waiting);
    // The last block may have been read while it was shorter.
    this.blocks.delete(Math.floor(this.written / BLOCK));
    for (let done = 0; done < bytes.length; )
      done += writeSync(this.file, bytes, done, bytes.length - done, this.written + done);
    this.written += bytes.length;
    this.waiting = [];
    this.waitingBytes = 0;
  }

  private read(from: number, to: number): Buffer {
    const parts: Buffer[] = [];
    for (let at = from; at < to; ) {
      const block = this.block(Math.floor(at / BLOCK));
      const within = at % BLOCK;
      const part = block.subarray(within, Math.min(BLOCK, within + to - at));
      if (part.length === 0) break;
      parts.push(part);
      at += part.length;
    }
    return parts.length === 1 ? (parts[0] ?? Buffer.alloc(0)) : Buffer.concat(parts);
  }

  private block(number: number): Buffer {
    const kept = this.blocks.get(number);
    if (kept) return kept;
    const bytes = Buffer.alloc(BLOCK);
    const length = readSync(this.file, bytes, 0, BLOCK, number * BLOCK);
    const block = bytes.subarray(0, length);
    // The oldest goes: a Map keeps the order in which its keys came.
    if (this.blocks.size * BLOCK >= this.most) this.blocks.delete(this.blocks.keys().next().value ?? number);
    this.blocks.set(number, block);
    return block;
  }
}
