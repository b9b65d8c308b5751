// Backups as rules of the database: every table there is, of one moment; restored whole or not at all; older editions brought up to date.
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { Writable } from 'node:stream';
import { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { ArchiveReader } from '../../apps/server/src/backup/archive';
import { NothingThere } from '../../apps/server/src/backup/backup';
import { KEPT, LEFT } from '../../apps/server/src/backup/data-files';
import { MANIFEST, type Manifest } from '../../apps/server/src/backup/manifest';
import { migrations } from '../../apps/server/src/migrations';
import { fact } from '../../apps/server/src/platform/commit';
import { databaseOptions, migrate } from '../../apps/server/src/platform/database';
import { migrateJobs } from '../../apps/server/src/platform/jobs';
import { appendFacts } from '../../apps/server/src/platform/ledger';
import { dropDatabase, freshDatabase } from '../support/database';
import { describeSchema } from '../support/schema';
import { startServer, type TestServer } from '../support/server';
import { actor, backUp, restoreTo, workingDirectory } from './backup.parts';

// A busy machine takes its time.
jest.setTimeout(180_000);

const work = workingDirectory();
const clusterUrl = (database: string) => {
  const url = new URL(process.env.WENYING_TEST_CLUSTER!);
  url.pathname = database;
  return url;
};
const made: string[] = [];
const pools: Pool[] = [];
const open = (url: string): Pool => {
  const pool = new Pool({ connectionString: url, max: 2 });
  pool.on('error', () => {});
  pools.push(pool);
  return pool;
};

/** A database that nobody has migrated, of an owner who is no superuser. */
async function bareDatabase(): Promise<string> {
  const name = `t_${randomUUID().replace(/-/g, '')}`;
  const admin = open(clusterUrl('postgres').href);
  await admin.query(
    `do $$ begin create role backup_owner login password 'of-the-test'; exception when duplicate_object or unique_violation then end $$`,
  );
  await admin.query(`create database ${name} owner backup_owner`);
  const url = clusterUrl(name);
  [url.username, url.password] = ['backup_owner', 'of-the-test'];
  made.push(clusterUrl(name).href);
  return url.href;
}

async function manifestOf(file: string): Promise<Manifest> {
  const archive = await ArchiveReader.open(file);
  try {
    return JSON.parse(await archive.text(MANIFEST, 10_000_000));
  } finally {
    archive.close();
  }
}

const catalogue = async (db: Pool): Promise<string[]> =>
  (
    await db.query(
      `select schemaname || '.' || tablename as name from pg_tables
        where schemaname not in ('pg_catalog', 'information_schema') order by 1`,
    )
  ).rows.map(({ name }) => name);

/** Every row of every table, as text: what a restore must bring back. */
async function everything(db: Pool, tables: readonly string[]): Promise<Record<string, string[]>> {
  const all: Record<string, string[]> = {};
  for (const table of tables)
    all[table] = (await db.query(`select t::text as row from ${table} t order by 1`)).rows.map(
      ({ row }) => row,
    );
  return all;
}

let server: TestServer;
let running = true;
const file = path.join(work, 'office.zip');

beforeAll(async () => {
  server = await startServer();
  made.push(server.databaseUrl);
  const machine = await server.withToken('intake:write');
  await machine.call('messages.send', {
    body: [
      { externalId: 'a', channel: 'hotline', title: '断水', body: '青竹路断水，回电13687654321。' },
      {
        externalId: 'b',
        channel: 'phone',
        title: '',
        body: '引号 " 逗号 , 反斜线 \\ \\N\n换行\r\n\\.\n末行',
      },
    ],
  });
  await backUp(server.databaseUrl, file);
});
afterAll(async () => {
  await Promise.all(pools.map((pool) => pool.end()));
  if (running) await server.serving.close();
  await server.db.end();
  rmSync(server.config.dataDir, { recursive: true, force: true });
  for (const url of made) await dropDatabase(url);
  rmSync(work, { recursive: true, force: true });
});

test('every table of the catalogue is in it, and one that is made tomorrow too', async () => {
  expect((await manifestOf(file)).tables.map(({ table }) => table)).toEqual(await catalogue(server.db));
  await server.db.query(`create table "Of tomorrow" (id int generated always as identity, "two words" text)`);
  await server.db.query(`insert into "Of tomorrow" ("two words") values ('x')`);
  const later = path.join(work, 'tomorrow.zip');
  await backUp(server.databaseUrl, later);
  await server.db.query('drop table "Of tomorrow"');
  expect((await manifestOf(later)).tables).toContainEqual(
    expect.objectContaining({ table: 'public.Of tomorrow', columns: ['id', 'two words'], rows: 1 }),
  );
  // It is none of ours: the rest is restored, and that it was left out is told.
  expect(await restoreTo(await bareDatabase(), later)).toMatchObject({ strangers: ['public.Of tomorrow'] });
});

test('all that lies in DATA_DIR is either kept or left on purpose', () => {
  const there = readdirSync(server.config.dataDir);
  expect(there).toContain('secret-key');
  expect(there.filter((name) => ![...KEPT, ...LEFT].includes(name))).toEqual([]);
});

test('restored by an owner who is no superuser: the same rows, the same schema, jobs that waited, numbers that go on', async () => {
  // A worker that was killed at its work, and a job that waits, as they were when the backup was made.
  await server.serving.close();
  running = false;
  await server.db.query(
    `select graphile_worker.add_job('notice.deliver', '{"noticeId":"none"}', run_at => now() + interval '1 year', job_key => 'waits')`,
  );
  await server.db.query(
    `select graphile_worker.add_job('notice.deliver', '{"noticeId":"none"}', job_key => 'at-work')`,
  );
  await server.db.query(
    `update graphile_worker._private_jobs set locked_by = 'killed', locked_at = now() where key = 'at-work'`,
  );
  const quiet = path.join(work, 'quiet.zip');
  await backUp(server.databaseUrl, quiet);
  const url = await bareDatabase();
  const done = await restoreTo(url, quiet);
  expect(done).toMatchObject({ migrated: 0, setAside: [] });

  const db = open(url);
  expect(await describeSchema(db)).toBe(await describeSchema(server.db));
  const tables = await catalogue(server.db);
  const [then, now] = [await everything(server.db, tables), await everything(db, tables)];
  const changed = tables.filter((table) => then[table]!.join('\n') !== now[table]!.join('\n'));
  const ofProcesses = ['process_clock', 'session', 'worker_process'].map((name) => `public.${name}`);
  const ofTheQueue = ['graphile_worker._private_jobs', 'graphile_worker.migrations'];
  expect(changed.filter((table) => ![...ofProcesses, ...ofTheQueue].includes(table))).toEqual([
    'public.fact',
    'public.ledger_node',
  ]);
  // Of the ledger only the last entry differs: there it says that a backup was made, here that it was put back.
  const kinds = async (pool: Pool) =>
    (await pool.query('select kind from fact order by seq desc limit 2')).rows.map(({ kind }) => kind);
  expect(await kinds(server.db)).toEqual(['backup.made', 'backup.begun']);
  expect(await kinds(db)).toEqual(['backup.restored', 'backup.begun']);
  expect(now['public.fact']!.length).toBe(then['public.fact']!.length);

  const jobs = await db.query('select key, locked_by from graphile_worker.jobs where key is not null');
  expect(jobs.rows).toEqual(
    expect.arrayContaining([
      { key: 'waits', locked_by: null },
      { key: 'at-work', locked_by: null },
    ]),
  );
  for (const { sequencename: name } of (
    await db.query(`select sequencename from pg_sequences where schemaname = 'public'`)
  ).rows) {
    const at = async (pool: Pool) =>
      (await pool.query(`select last_value, is_called from "${name}"`)).rows[0];
    expect([name, await at(db)]).toEqual([name, await at(server.db)]);
  }
  for (const left of ['session', 'worker_process', 'process_clock'])
    expect([left, (await db.query(`select count(*)::int as n from ${left}`)).rows[0].n]).toEqual([left, 0]);
  await expect(restoreTo(url, quiet)).rejects.toMatchObject({
    why: expect.stringMatching(/in-use|not-empty/),
  });
});

test('it fills a database in which a server ran and nobody did anything; not one that is in use', async () => {
  const bare = await startServer({ bare: true });
  try {
    await expect(restoreTo(bare.databaseUrl, file)).rejects.toMatchObject({ why: 'in-use' });
    await bare.serving.close();
    await bare.db.query('select 1'); // the pool of the test itself holds a connection
    await expect(restoreTo(bare.databaseUrl, file)).rejects.toMatchObject({ why: 'in-use' });
    await bare.db.end();
    await restoreTo(bare.databaseUrl, file);
  } finally {
    bare.db = open(bare.databaseUrl);
    await dropDatabase(bare.databaseUrl);
    rmSync(bare.config.dataDir, { recursive: true, force: true });
  }
});

test('what fails in the middle leaves the database as it was, and it can be tried again', async () => {
  const url = await bareDatabase();
  const failing = restoreTo(url, file, (table) => {
    if (table === 'public.officer') throw new Error('the power fails');
  });
  await expect(failing).rejects.toThrow('the power fails');
  const look = new Pool({ connectionString: url });
  expect((await catalogue(look)).filter((name) => name.startsWith('public.'))).toEqual([]);
  await look.end();
  await restoreTo(url, file);
});

test('a backup of an older edition is restored at its schema and brought up to date; not into a database that was', async () => {
  const old = await bareDatabase();
  const db = new DataSource({ ...databaseOptions(old), migrations: migrations.slice(0, 30) });
  await db.initialize();
  await db.runMigrations();
  await migrateJobs(old);
  const [{ id }] = await db.query(
    `insert into jurisdiction (name, level) values ('旧县', 'county') returning id`,
  );
  const told = fact('backup.begun', actor, { type: 'backup', id }, null, { backupId: id });
  await db.transaction((tx) => appendFacts(tx, [told], new Date()));
  await db.destroy();
  const earlier = path.join(work, 'earlier.zip');
  await backUp(old, earlier);
  const { migrations: applied } = await manifestOf(earlier);
  expect(applied).toHaveLength(30);

  const url = await bareDatabase();
  expect(await restoreTo(url, earlier)).toMatchObject({ migrated: migrations.length - 30 });
  const look = open(url);
  // The order of columns is that in which they came.
  const inAnyOrder = (schema: string) => schema.split('\n').sort();
  expect(inAnyOrder(await describeSchema(look))).toEqual(
    inAnyOrder(readFileSync(path.resolve(__dirname, '../data/schema.txt'), 'utf8')),
  );
  expect((await look.query('select name from jurisdiction')).rows).toEqual([{ name: '旧县' }]);
  expect(await migrate(url)).toEqual([]);

  const newer = await freshDatabase();
  made.push(newer);
  await expect(restoreTo(newer, earlier)).rejects.toMatchObject({ why: 'other-edition' });
});

test('a disk that is full, and an empty database', async () => {
  let taken = 0;
  const full = new Writable({
    write(chunk, _, done) {
      taken += chunk.length;
      done(taken > 20_000 ? Object.assign(new Error('no space left'), { code: 'ENOSPC' }) : null);
    },
  });
  await expect(backUp(server.databaseUrl, full)).rejects.toMatchObject({ code: 'ENOSPC' });
  const { rows } = await server.db.query(
    `select kind from fact where kind like 'backup.%' order by seq desc limit 1`,
  );
  expect(rows).toEqual([{ kind: 'backup.begun' }]);
  const empty = await bareDatabase();
  await expect(backUp(empty, path.join(work, 'empty.zip'))).rejects.toBeInstanceOf(NothingThere);
});
