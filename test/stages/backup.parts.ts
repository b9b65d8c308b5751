// For tests of backups: made and put back in this process, as the commands do it.
import { createWriteStream, mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Writable } from 'node:stream';
import { type Made, makeBackup } from '../../apps/server/src/backup/backup';
import { openBackup, type Restored, restoreBackup } from '../../apps/server/src/backup/restore';
import type { NewFact } from '../../apps/server/src/platform/commit';
import { connect } from '../../apps/server/src/platform/database';
import { appendFacts } from '../../apps/server/src/platform/ledger';

export const actor = { kind: 'system' as const, id: null, name: 'test' };
/** These tests keep no files beside the database. */
const NOWHERE = path.join(os.tmpdir(), 'wenying-backup-of-nowhere');
export const workingDirectory = (): string => mkdtempSync(path.join(os.tmpdir(), 'wenying-backup-'));

export async function backUp(url: string, to: string | Writable): Promise<Made> {
  const db = await connect(url);
  try {
    const tell = (told: NewFact) => db.transaction((tx) => appendFacts(tx, [told], new Date()));
    const out = typeof to === 'string' ? createWriteStream(to) : to;
    return await makeBackup({ url, dataDir: NOWHERE, actor, tell }, out);
  } finally {
    await db.destroy();
  }
}

/** The files of the backup go into a new directory beside it. */
export async function restoreTo(
  url: string,
  file: string,
  progress?: (table: string) => void,
): Promise<Restored> {
  const opened = await openBackup(file);
  const dataDir = mkdtempSync(path.join(path.dirname(file), 'data-'));
  try {
    return await restoreBackup(opened, { url, dataDir }, actor, progress);
  } finally {
    opened.archive.close();
  }
}
