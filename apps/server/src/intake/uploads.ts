// Files that people hand in for import: kept in DATA_DIR only until they are stored row by row, for they hold personal data.
import { createHash } from 'node:crypto';
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { Refusal } from '../platform/problem';

export type Upload = { bytes: number; digest: string; file: string };

export const MOST_BYTES = 200 * 1024 * 1024;
/** A sender who is told too early sees a broken connection instead of the answer: so much is read and thrown away. */
const MOST_DISCARDED = 200 * 1024 * 1024;

const tooLarge = (most: number) =>
  new Refusal(
    413,
    'import.too-large',
    `文件超过 ${Math.round(most / 1048576)} MB，没有保存。请按月份拆成几个文件，分别导入。`,
    `The file is larger than ${Math.round(most / 1048576)} MB and was not kept. Split it, by month for instance, and import the parts.`,
  );

export class Uploads {
  private readonly dir: string;

  constructor(
    dataDir: string,
    private readonly mostBytes = MOST_BYTES,
  ) {
    this.dir = path.join(dataDir, 'uploads');
  }

  pathOf(id: string): string {
    return path.join(this.dir, id);
  }

  /**
   * Writes a stream to a file of its own, readable by us alone; nothing of it stays when it fails.
   * @throws Refusal 413 when it is too large, 422 when it is empty or broke off
   */
  async keep(id: string, stream: Readable): Promise<Upload> {
    await mkdir(this.dir, { recursive: true, mode: 0o700 });
    const file = this.pathOf(id);
    try {
      const { bytes, digest } = await this.write(file, stream);
      if (bytes === 0)
        throw new Refusal(
          422,
          'import.empty',
          '文件是空的，请选择有内容的文件。',
          'The file is empty; choose one with rows in it.',
        );
      return { bytes, digest, file };
    } catch (cause) {
      await rm(file, { force: true });
      throw cause;
    }
  }

  /** The ids of files that have lain here, untouched, since before an instant. */
  async olderThan(before: Date): Promise<string[]> {
    const names = await readdir(this.dir).catch(() => []);
    const ages = await Promise.all(names.map((name) => stat(this.pathOf(name)).catch(() => null)));
    return names.filter((_, i) => (ages[i]?.mtimeMs ?? Number.POSITIVE_INFINITY) < before.getTime());
  }

  async drop(id: string): Promise<void> {
    await rm(this.pathOf(id), { force: true });
  }

  private async write(file: string, stream: Readable): Promise<{ bytes: number; digest: string }> {
    const out = await open(file, 'w', 0o600);
    const hash = createHash('sha256');
    let bytes = 0;
    try {
      // The request must outlive a failure here, for the answer goes back over its connection.
      for await (const chunk of chunksOf(stream)) {
        bytes += chunk.length;
        if (bytes > this.mostBytes + MOST_DISCARDED) break;
        if (bytes > this.mostBytes) continue;
        hash.update(chunk);
        await out.writeFile(chunk);
      }
    } finally {
      await out.close();
    }
    if (bytes > this.mostBytes) throw tooLarge(this.mostBytes);
    return { bytes, digest: hash.digest('hex') };
  }
}

async function* chunksOf(stream: Readable): AsyncGenerator<Buffer> {
  const chunks = stream.iterator({ destroyOnReturn: false }) as AsyncIterator<Buffer>;
  for (;;) {
    const next = await chunks.next().catch(() => {
      throw brokenOff();
    });
    if (next.done) return;
    yield next.value;
  }
}

const brokenOff = () =>
  new Refusal(
    422,
    'import.broken-off',
    '上传中断，文件没有保存，请重新上传。',
    'The upload broke off and nothing was kept; please send it again.',
  );
