// Puts a backup back: every digest looked at before the first row is written, then all of it or nothing.
import path from 'node:path';
import type { Actor } from '#contract';
import { migrations } from '../migrations';
import { fact } from '../platform/commit';
import type { Config } from '../platform/config';
import { connect } from '../platform/database';
import { migrateJobs } from '../platform/jobs';
import { appendFacts } from '../platform/ledger';
import { wrappingOf } from '../platform/wrap';
import { ArchiveReader, sha256Of } from './archive';
import { StagedFiles } from './data-files';
import { FORMAT, type Held, headShape, MANIFEST, type Manifest, manifestShape, SUMS } from './manifest';
import { fill, mustBeEmpty } from './restore.store';

export type RestoreFaultCode = 'damaged' | 'not-a-backup' | 'newer-edition' | 'other-key';
/** Why this file is not restored; `what` is the part, the edition or the key. */
export class RestoreFault extends Error {
  override name = 'RestoreFault';
  constructor(
    readonly code: RestoreFaultCode,
    readonly what: string,
  ) {
    super(`${code}: ${what}`);
  }
}

export type Restored = Held & {
  migrated: number;
  /** Where files went that lay in DATA_DIR before. */
  setAside: string[];
  /** Tables in the backup that are none of this program's, and were not restored. */
  strangers: string[];
};

/** A checkpoint an hour for many years is a long list. */
const MOST_OF_A_MANIFEST = 64 * 1024 * 1024;

/** A backup that was looked at, and the SHA-256 of its file. */
export type Opened = { archive: ArchiveReader; manifest: Manifest; digest: string };

/** Opens a backup and looks at all of it. @throws RestoreFault */
export async function openBackup(file: string): Promise<Opened> {
  const archive = await ArchiveReader.open(file).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code) throw cause; // of the file system: it has its own sentence
    throw new RestoreFault('damaged', path.basename(file));
  });
  try {
    const manifest = await manifestOf(archive);
    await verify(archive, manifest);
    return { archive, manifest, digest: await sha256Of(file) };
  } catch (cause) {
    archive.close();
    throw cause;
  }
}

async function manifestOf(archive: ArchiveReader): Promise<Manifest> {
  if (!archive.names().includes(MANIFEST)) throw new RestoreFault('not-a-backup', MANIFEST);
  let told: unknown;
  try {
    told = JSON.parse(await archive.text(MANIFEST, MOST_OF_A_MANIFEST));
  } catch {
    throw new RestoreFault('damaged', MANIFEST);
  }
  const head = headShape.safeParse(told);
  if (!head.success) throw new RestoreFault('not-a-backup', MANIFEST);
  if (head.data.format > FORMAT) throw new RestoreFault('newer-edition', `format ${head.data.format}`);
  const manifest = manifestShape.safeParse(told);
  if (!manifest.success) throw new RestoreFault('damaged', MANIFEST);
  const known = migrations.map((Migration) => new Migration().name);
  const unknown = manifest.data.migrations.find((name) => !known.includes(name));
  if (unknown) throw new RestoreFault('newer-edition', unknown);
  return manifest.data;
}

/** The manifest is what the sums say, and every part is what the manifest says. */
async function verify(archive: ArchiveReader, manifest: Manifest): Promise<void> {
  const sums = await archive.text(SUMS, MOST_OF_A_MANIFEST).catch(() => '');
  const own = await digestOf(archive, MANIFEST);
  if (!sums.split('\n').includes(`${own.sha256}  ${MANIFEST}`)) throw new RestoreFault('damaged', MANIFEST);
  for (const { part, bytes, sha256 } of [...manifest.tables, ...manifest.files]) {
    const found = await digestOf(archive, part);
    if (found.bytes !== bytes || found.sha256 !== sha256) throw new RestoreFault('damaged', part);
  }
}

const digestOf = (archive: ArchiveReader, part: string) =>
  archive.digestOf(part).catch(() => {
    throw new RestoreFault('damaged', part);
  });

/** @throws RestoreFault when the keys of the backup lie under another SECRET_KEY */
export function mustOpen(manifest: Manifest, secretKey: string): void {
  const { id } = wrappingOf(secretKey);
  if (manifest.keys.some((key) => key !== id)) throw new RestoreFault('other-key', manifest.keys.join(', '));
}

/**
 * @throws NotFillable when the database holds anything, is in use, or is of an edition that does not fit
 */
export async function restoreBackup(
  { archive, manifest, digest }: Opened,
  { url, dataDir }: { url: string } & Pick<Config, 'dataDir'>,
  actor: Actor,
  progress?: (table: string) => void,
): Promise<Restored> {
  const { backupId, at, entries } = manifest;
  const staged = new StagedFiles(dataDir, backupId);
  let setAside: string[] = [];
  const db = await connect(url);
  try {
    await mustBeEmpty((sql, values) => db.query(sql, values));
    await migrateJobs(url);
    for (const file of manifest.files) await staged.add(file.path, await archive.read(file.part));
    const rows = manifest.tables.reduce((sum, one) => sum + one.rows, 0);
    const { strangers } = await fill(
      db,
      archive,
      manifest,
      async (tx) => {
        const now = new Date();
        const body = { backupId, at, entries, rows, digest };
        await appendFacts(
          tx,
          [fact('backup.restored', actor, { type: 'backup', id: backupId }, null, body)],
          now,
        );
        // Last of all: a kill before the commit leaves files that the next try sets aside.
        setAside = await staged.install(now);
      },
      progress,
    );
    const migrated = migrations.length - manifest.migrations.length;
    const [tables, files] = [manifest.tables.length, manifest.files.length];
    return { backupId, at, tables, rows, entries, files, migrated, setAside, strangers };
  } finally {
    await staged.clear();
    await db.destroy();
  }
}
