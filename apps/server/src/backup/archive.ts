// A backup as a file: a zip written and read as a stream, every part with its length and SHA-256; open to anybody's tools.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { Readable, Transform, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Entry, type ZipFile as Opened, openPromise } from 'yauzl';
import { ZipFile } from 'yazl';

export type Written = { part: string; bytes: number; sha256: string };

/** Quick rather than small: half of what there is, is sealed and does not shrink. */
const LEVEL = 3;

/** Passes everything on, and knows afterwards how much it was and its digest. */
class Meter extends Transform {
  bytes = 0;
  private readonly hash = createHash('sha256');

  override _transform(chunk: Buffer, _: BufferEncoding, done: (err: null, chunk: Buffer) => void): void {
    this.bytes += chunk.length;
    this.hash.update(chunk);
    done(null, chunk);
  }

  sha256(): string {
    return this.hash.digest('hex');
  }
}

/** Writes part after part; nothing is held but what is on its way. */
export class ArchiveWriter {
  readonly parts: Written[] = [];
  private readonly zip = new ZipFile();
  private readonly whole = new Meter();
  private readonly out: Promise<void>;

  /** @param end whether `out` is closed at the end; standard output is not */
  constructor(out: Writable, { end = true } = {}) {
    this.out = pipeline(this.zip.outputStream as Readable, this.whole, out, { end });
    this.out.catch(() => {}); // whoever waits for a part hears of it
  }

  async add(part: string, source: Readable): Promise<Written> {
    const meter = new Meter();
    this.zip.addReadStreamLazy(part, { mode: 0o100600, compressionLevel: LEVEL }, (take) =>
      take(null, meter),
    );
    // A disk that is full stops taking: then nothing would ever come to the end of this part.
    await Promise.race([pipeline(source, meter), this.out]);
    const written = { part, bytes: meter.bytes, sha256: meter.sha256() };
    this.parts.push(written);
    return written;
  }

  addText(part: string, text: string): Promise<Written> {
    return this.add(part, Readable.from([Buffer.from(text)]));
  }

  /** Resolves when everything is out. */
  async end(): Promise<Omit<Written, 'part'>> {
    this.zip.end();
    await this.out;
    return { bytes: this.whole.bytes, sha256: this.whole.sha256() };
  }
}

/** Of a file as it lies there. */
export async function sha256Of(file: string): Promise<string> {
  const meter = new Meter();
  await pipeline(createReadStream(file), meter.resume());
  return meter.sha256();
}

/** Reads parts in any order, again and again. */
export class ArchiveReader {
  private constructor(
    private readonly zip: Opened,
    private readonly entries: Map<string, Entry>,
  ) {}

  /** @throws when it is no zip, or was cut off */
  static async open(file: string): Promise<ArchiveReader> {
    const zip = await openPromise(file, { autoClose: false });
    const entries = new Map<string, Entry>();
    for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry);
    return new ArchiveReader(zip, entries);
  }

  names(): string[] {
    return [...this.entries.keys()];
  }

  /** @throws when there is no such part */
  async read(part: string): Promise<Readable> {
    const entry = this.entries.get(part);
    if (!entry) throw new Error(`no part ${part}`);
    return this.zip.openReadStreamPromise(entry);
  }

  async text(part: string, mostBytes: number): Promise<string> {
    const chunks: Buffer[] = [];
    let bytes = 0;
    for await (const chunk of await this.read(part)) {
      bytes += chunk.length;
      if (bytes > mostBytes) throw new Error(`${part} is too long`);
      chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString();
  }

  async digestOf(part: string): Promise<Omit<Written, 'part'>> {
    const meter = new Meter();
    await pipeline(await this.read(part), meter.resume());
    return { bytes: meter.bytes, sha256: meter.sha256() };
  }

  close(): void {
    this.zip.close();
  }
}
