// Writes an evidence bundle: a directory that an auditor keeps and checks without the server (see verify/).
import { createHash } from 'node:crypto';
import { mkdir, open, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { bundleReadme } from './bundle-readme';
import { canonicalText, type LedgerEntry, LedgerRefusal } from './canonical';
import { parseCheckpoint } from './checkpoint';

export const bundleFormat = 'wenying-ledger-bundle/1';

type Many<T> = Iterable<T> | AsyncIterable<T>;

export type BundleContents = {
  origin: string;
  /** ISO 8601 UTC. */
  madeAt: string;
  /** The rows as the database shows them now, by seq, even where they were tampered with: the verifier must see it. */
  entries: Many<LedgerEntry>;
  /** Bytes: the leaf hashes the database keeps, 32 a leaf, at 32 × (seq - 1); 32 zero bytes where one is missing. */
  leavesDatabase?: Many<Uint8Array>;
  /** Bytes: the leaf hashes kept outside the database, same layout, such as a read stream of the file. */
  leavesOutside?: Many<Uint8Array>;
  /** Signed checkpoint texts. The last should be of exactly as many entries as are exported, or the rest is unsealed. */
  checkpoints: Many<string>;
  publicKeyNote: string;
};

export type BundleManifest = {
  format: typeof bundleFormat;
  origin: string;
  /** The highest seq exported. */
  size: number;
  madeAt: string;
  files: { path: string; bytes: number; sha256: string }[];
};

/**
 * Writes the bundle into `dir` (made if missing; must be empty) and returns its manifest. Streams; memory does not
 * grow with the ledger, only with the number of checkpoints. The manifest is written last: without it a bundle is
 * unfinished. Throws `bundle.not-empty`, and what the file system throws.
 */
export async function writeBundle(dir: string, contents: BundleContents): Promise<BundleManifest> {
  await mkdir(join(dir, 'checkpoints'), { recursive: true });
  await refuseUsed(dir);
  const files: BundleManifest['files'] = [];
  const put = async (path: string, chunks: Many<string | Uint8Array>): Promise<void> => {
    files.push({ path, ...(await writeHashed(join(dir, path), chunks)) });
  };
  let size = 0;
  await put(
    'entries.jsonl',
    linesOf(contents.entries, (seq) => (size = Math.max(size, seq))),
  );
  if (contents.leavesDatabase) await put('leaves-database.bin', contents.leavesDatabase);
  if (contents.leavesOutside) await put('leaves.bin', contents.leavesOutside);
  const taken = new Set<string>();
  for await (const text of contents.checkpoints) await put(checkpointPath(text, taken), [text]);
  await put('public-key.txt', [`${contents.publicKeyNote.trim()}\n`]);
  await put('README.txt', [bundleReadme]);
  const { origin, madeAt } = contents;
  const manifest: BundleManifest = { format: bundleFormat, origin, size, madeAt, files };
  await writeHashed(join(dir, 'manifest.json'), [`${JSON.stringify(manifest, null, 2)}\n`]);
  return manifest;
}

async function refuseUsed(dir: string): Promise<void> {
  const found = [...(await readdir(dir)), ...(await readdir(join(dir, 'checkpoints')))];
  if (found.some((name) => name !== 'checkpoints')) {
    throw new LedgerRefusal('bundle.not-empty', `${dir} is not empty; name a new directory for the bundle`);
  }
}

async function* linesOf(entries: Many<LedgerEntry>, met: (seq: number) => void): AsyncGenerator<string> {
  for await (const entry of entries) {
    if (Number.isSafeInteger(entry.seq)) met(entry.seq);
    yield `${lineOf(entry)}\n`;
  }
}

// A row that no honest writer could have made is still evidence: it goes in as it stands, for the verifier to name.
function lineOf(entry: LedgerEntry): string {
  try {
    return canonicalText(entry);
  } catch (error) {
    if (error instanceof LedgerRefusal) return JSON.stringify(entry) ?? 'null';
    throw error;
  }
}

function checkpointPath(text: string, taken: Set<string>): string {
  const stem = checkpointStem(text);
  let path = `checkpoints/${stem}.txt`;
  for (let n = 2; taken.has(path); n++) path = `checkpoints/${stem}-${n}.txt`;
  taken.add(path);
  return path;
}

function checkpointStem(text: string): string {
  try {
    return String(parseCheckpoint(text).size).padStart(12, '0');
  } catch {
    return 'unreadable';
  }
}

const blockBytes = 1 << 18;

async function writeHashed(
  path: string,
  chunks: Many<string | Uint8Array>,
): Promise<{ bytes: number; sha256: string }> {
  await mkdir(dirname(path), { recursive: true });
  const file = await open(path, 'wx');
  const hash = createHash('sha256');
  let bytes = 0;
  let waiting: Uint8Array[] = [];
  let waitingBytes = 0;
  const flush = async (): Promise<void> => {
    const block = Buffer.concat(waiting);
    waiting = [];
    waitingBytes = 0;
    hash.update(block);
    bytes += block.length;
    await file.writeFile(block);
  };
  try {
    for await (const chunk of chunks) {
      const part = typeof chunk === 'string' ? Buffer.from(chunk, 'utf8') : chunk;
      waiting.push(part);
      waitingBytes += part.length;
      if (waitingBytes >= blockBytes) await flush();
    }
    await flush();
  } finally {
    await file.close();
  }
  return { bytes, sha256: hash.digest('hex') };
}
