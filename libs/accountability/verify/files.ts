// Reads a bundle's files without ever holding a whole one: lines, 32-byte leaves, digests, the manifest.
import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';

export type ListedFile = { path: string; bytes: number; sha256: string };
export type Manifest = { origin: string; size: number; madeAt: string; files: ListedFile[] };

const format = 'wenying-ledger-bundle/1';
// Only names the format knows: a manifest must not make the verifier read elsewhere on the auditor's machine.
const known =
  /^(entries\.jsonl|leaves\.bin|leaves-database\.bin|public-key\.txt|README\.txt|checkpoints\/[\w-]+\.txt)$/;

/** The manifest's content, or `null` when it is not one of this format. */
export function readManifest(text: string): Manifest | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  const { format: found, origin, size, madeAt, files } = (value ?? {}) as { [name: string]: unknown };
  if (found !== format || typeof origin !== 'string' || typeof madeAt !== 'string') return null;
  if (typeof size !== 'number' || !Number.isSafeInteger(size) || size < 0) return null;
  return Array.isArray(files) && files.every(isListed) ? { origin, size, madeAt, files } : null;
}

function isListed(value: unknown): value is ListedFile {
  const { path, bytes, sha256 } = (value ?? {}) as { [name: string]: unknown };
  return (
    typeof path === 'string' && known.test(path) && typeof bytes === 'number' && typeof sha256 === 'string'
  );
}

export type Digest = { bytes: number; sha256: string };

/** Size and SHA-256 of a file. */
export async function digestOf(path: string): Promise<Digest> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 18 })) {
    hash.update(chunk as Buffer);
    bytes += (chunk as Buffer).length;
  }
  return { bytes, sha256: hash.digest('hex') };
}

// A line longer than this is no entry; reading on would only fill the memory.
const longestLine = 1 << 26;

/** The lines of a file in groups, without their newlines, digesting the bytes on the way; then its digest. */
export class LineReader {
  private readonly hash: Hash = createHash('sha256');
  private bytes = 0;

  constructor(private readonly path: string) {}

  async *groups(): AsyncGenerator<Buffer[], void, undefined> {
    let rest: Buffer = Buffer.alloc(0);
    for await (const chunk of createReadStream(this.path, { highWaterMark: 1 << 18 })) {
      const read = chunk as Buffer;
      this.hash.update(read);
      this.bytes += read.length;
      const block = rest.length === 0 ? read : Buffer.concat([rest, read]);
      const lines: Buffer[] = [];
      let start = 0;
      for (let end = block.indexOf(10); end >= 0; end = block.indexOf(10, start)) {
        lines.push(block.subarray(start, end));
        start = end + 1;
      }
      rest = block.subarray(start);
      if (rest.length > longestLine) throw new RangeError('a line of entries.jsonl is longer than 64 MB');
      yield lines;
    }
    if (rest.length > 0) yield [rest];
  }

  digest(): Digest {
    return { bytes: this.bytes, sha256: this.hash.digest('hex') };
  }
}

const blockLeaves = 1 << 13;

/** A file of 32-byte leaves, read by index in blocks; made for indexes that rise. */
export class LeafFile {
  private block: Buffer = Buffer.alloc(0);
  private from = 0;

  private constructor(
    private readonly file: FileHandle,
    readonly leaves: number,
    readonly torn: boolean,
  ) {}

  /** `null` when there is no such file. */
  static async open(path: string): Promise<LeafFile | null> {
    try {
      const file = await open(path, 'r');
      const { size } = await file.stat();
      return new LeafFile(file, Math.floor(size / 32), size % 32 !== 0);
    } catch {
      return null;
    }
  }

  /** The leaf of entry `seq`, or `undefined` past the end. */
  at(seq: number): Buffer | undefined | Promise<Buffer | undefined> {
    if (seq > this.leaves) return undefined;
    const start = (seq - 1 - this.from) * 32;
    if (start >= 0 && start < this.block.length) return this.block.subarray(start, start + 32);
    return this.load(seq);
  }

  async close(): Promise<void> {
    await this.file.close();
  }

  private async load(seq: number): Promise<Buffer | undefined> {
    const wanted = Math.min(blockLeaves, this.leaves - seq + 1) * 32;
    const { buffer, bytesRead } = await this.file.read(Buffer.alloc(wanted), 0, wanted, (seq - 1) * 32);
    this.block = buffer.subarray(0, bytesRead - (bytesRead % 32));
    this.from = seq - 1;
    return this.block.length === 0 ? undefined : this.block.subarray(0, 32);
  }
}
