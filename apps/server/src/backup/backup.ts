// Makes a backup: all rows of all tables as of one moment, and the files that belong to them, streamed into one archive.
import { randomUUID } from 'node:crypto';
import type { Writable } from 'node:stream';
import { Client } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { Actor } from '#contract';
import { fact, type NewFact } from '../platform/commit';
import { ArchiveWriter } from './archive';
import { type Ask, columnsOf, sequencesOf, tablesOf } from './catalogue';
import { HeldFiles } from './data-files';
import { FORMAT, type Held, MANIFEST, type Manifest, README, SUMS } from './manifest';

export type Made = Held & {
  bytes: number;
  sha256: string;
  keys: string[];
};
type Asked = {
  url: string;
  dataDir: string;
  actor: Actor;
  /** Commits a fact. */
  tell: (fact: NewFact) => Promise<unknown>;
  /** Told each table before it is read. */
  progress?: (table: string) => void;
};

/** Nothing has ever happened in this database. */
export class NothingThere extends Error {
  override name = 'NothingThere';
}

/**
 * That a backup begins is in the ledger before its first row leaves, and what it became before its file gets its name.
 * @param out takes the archive; closed at the end unless it is standard output
 * @throws NothingThere when the database is empty
 */
export async function makeBackup(
  { url, dataDir, actor, tell, progress }: Asked,
  out: Writable,
  options: { end?: boolean } = {},
): Promise<Made> {
  const client = new Client({ connectionString: url });
  client.on('error', () => {}); // whoever asks hears of it
  const files = new HeldFiles(dataDir);
  await client.connect();
  try {
    const ask: Ask = async (sql, values) => (await client.query(sql, values)).rows;
    if ((await entriesOf(ask)) === 0) throw new NothingThere();
    const backupId = randomUUID();
    const subject = { type: 'backup', id: backupId };
    await tell(fact('backup.begun', actor, subject, null, { backupId }));

    await files.hold();
    await client.query(`set timezone to 'UTC'; set datestyle to 'ISO'; set intervalstyle to 'postgres'`);
    await client.query('begin transaction isolation level repeatable read read only');
    // The first look settles the moment; uploads that came until then are of it too.
    const entries = await entriesOf(ask);
    const at = new Date().toISOString();
    await files.hold();

    const archive = new ArchiveWriter(out, options);
    await archive.addText('README.txt', README);
    const tables: Manifest['tables'] = [];
    for (const one of await tablesOf(ask)) {
      progress?.(one.table);
      const rows = client.query(
        copyTo(`copy ${columnsOf(one)} to stdout with (format csv, header, encoding 'UTF8')`),
      );
      const written = await archive.add(`tables/${one.table}.csv`, rows);
      tables.push({ ...one, rows: rows.rowCount, ...written });
    }
    const kept: Manifest['files'] = [];
    for await (const { path, source } of files.asOf(entries))
      kept.push({ path, ...(await archive.add(`data/${path}`, source)) });
    const manifest: Manifest = {
      product: 'wenying',
      format: FORMAT,
      backupId,
      at,
      migrations: (await ask('select name from migration order by id')).map(({ name }) => name),
      queue: (await ask('select max(id) as id from graphile_worker.migrations'))[0].id,
      entries,
      keys: await keysOf(ask),
      tables,
      // A sequence only ever runs ahead of the rows of the moment.
      sequences: await sequencesOf(ask),
      files: kept,
    };
    await client.query('commit');
    await archive.addText(MANIFEST, `${JSON.stringify(manifest, null, 1)}\n`);
    await archive.addText(SUMS, archive.parts.map(({ part, sha256 }) => `${sha256}  ${part}\n`).join(''));
    const { bytes, sha256 } = await archive.end();
    const rows = tables.reduce((sum, one) => sum + one.rows, 0);
    await tell(fact('backup.made', actor, subject, null, { backupId, entries, rows, bytes, digest: sha256 }));
    const { keys } = manifest;
    return { backupId, at, tables: tables.length, rows, entries, files: kept.length, bytes, sha256, keys };
  } finally {
    await files.release();
    await client.end();
  }
}

/** Entries of the ledger; 0 where there is none yet. */
export async function entriesOf(ask: Ask): Promise<number> {
  const [{ there }] = await ask(`select to_regclass('public.fact') is not null as there`);
  if (!there) return 0;
  return Number((await ask('select coalesce(max(seq), 0) as size from fact'))[0].size);
}

/** Under which SECRET_KEYs the keys lie; editions before there was a keyring kept none. */
async function keysOf(ask: Ask): Promise<string[]> {
  const [{ there }] = await ask(`select to_regclass('public.wrapped_key') is not null as there`);
  if (!there) return [];
  const found = await ask('select distinct wrapped_by from wrapped_key where wrapped_by is not null');
  return found.map(({ wrapped_by }) => wrapped_by);
}
