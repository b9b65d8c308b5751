// Fills an empty database from a backup, in one transaction: the schema of its edition, its rows, and what later editions changed.
import { pipeline } from 'node:stream/promises';
import type { PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { type DataSource, MigrationExecutor, type QueryRunner } from 'typeorm';
import type { Tx } from '../platform/commit';
import { migrationsAlone } from '../platform/database';
import type { ArchiveReader } from './archive';
import { type Ask, asName, columnsOf, quoted, referencesOf, type Table, tablesOf } from './catalogue';
import type { Manifest } from './manifest';

/** Why this database cannot be filled. */
export class NotFillable extends Error {
  override name = 'NotFillable';
  constructor(
    readonly why: 'not-empty' | 'in-use' | 'other-edition' | 'other-queue' | 'other-rows',
    readonly what: string,
  ) {
    super(`${why}: ${what}`);
  }
}

/** What a server writes by itself into a database in which nobody has done anything yet. */
const OF_ITSELF = [
  'public.migration',
  'public.wrapped_key',
  'public.stage_cursor',
  'public.session',
  'public.sign_in_failure',
  'public.worker_process',
  'public.process_clock',
  'public.grouping_reach',
  'public.indexing_reach',
  'public.earlier_prints',
  'graphile_worker.migrations',
  'graphile_worker._private_tasks',
  'graphile_worker._private_job_queues',
  'graphile_worker._private_known_crontabs',
];
/** Kept by the queue's library itself. */
const OF_THE_QUEUE = 'graphile_worker.migrations';
const LOOKS = 30;

/**
 * Everything stands or falls together: whoever kills this leaves the database as it was.
 * @param last works in the same transaction when all rows are in
 * @returns tables of the backup that are none of ours, and were passed over
 * @throws NotFillable
 */
export async function fill(
  db: DataSource,
  archive: ArchiveReader,
  manifest: Manifest,
  last: (tx: Tx) => Promise<void>,
  progress: (table: string) => void = () => {},
): Promise<{ strangers: string[] }> {
  const runner = db.createQueryRunner();
  const client: PoolClient = await runner.connect();
  const ask: Ask = (sql, values) => runner.query(sql, values);
  let known = new Set<string>();
  await runner.startTransaction();
  try {
    await alone(ask);
    const executor = new MigrationExecutor(db, runner);
    executor.transaction = 'none';
    await prepare(runner, ask, executor, manifest);
    known = new Set((await tablesOf(ask)).map(({ table }) => table));
    // Tables refer to one another in rings, so that no order would do: all is looked at when all is in.
    const references = await referencesOf(ask);
    for (const { table, name } of references)
      await ask(`alter table ${quoted(table)} drop constraint ${asName(name)}`);
    for (const table of OF_ITSELF)
      if (table !== OF_THE_QUEUE && known.has(table)) await ask(`delete from ${quoted(table)}`);
    for (const one of manifest.tables) {
      if (one.table === OF_THE_QUEUE || !known.has(one.table)) continue;
      progress(one.table);
      const part = await archive.read(one.part);
      const into = client.query(
        copyFrom(`copy ${columnsOf(one)} from stdin with (format csv, header, encoding 'UTF8')`),
      );
      await pipeline(part, into);
      if (into.rowCount !== one.rows) throw new NotFillable('other-rows', one.table);
    }
    for (const { sequence, last: value } of manifest.sequences)
      await ask('select setval(to_regclass($1), $2::bigint)', [quoted(sequence), value]);
    for (const { table, name, definition } of references)
      await ask(`alter table ${quoted(table)} add constraint ${asName(name)} ${definition}`);
    await executor.executePendingMigrations();
    await settle(ask);
    await last(runner.manager);
    await runner.commitTransaction();
  } catch (cause) {
    await runner.rollbackTransaction().catch(() => {});
    throw cause;
  } finally {
    await runner.release();
  }
  // Only to be quick at once; PostgreSQL would come to it by itself.
  await db.query('analyze').catch(() => {});
  return { strangers: manifest.tables.map(({ table }) => table).filter((table) => !known.has(table)) };
}

/** A server that starts now waits at its migrations until we are done; one that runs is refused. */
async function alone(ask: Ask): Promise<void> {
  if (!(await migrationsAlone(ask))) throw new NotFillable('in-use', '');
  // Connections that were just closed may still be counted.
  for (let look = 1; ; look += 1) {
    const [{ others }] = await ask(
      `select count(*)::int as others from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid() and usesysid is not null`,
    );
    if (others === 0) return;
    if (look === LOOKS) throw new NotFillable('in-use', String(others));
    await ask('select pg_stat_clear_snapshot(), pg_sleep(0.1)');
  }
}

/** The tables there are, none of which holds anything that somebody did. @throws NotFillable */
export async function mustBeEmpty(ask: Ask): Promise<Table[]> {
  const there = await tablesOf(ask);
  const ours = there.some(({ table }) => table === 'public.migration');
  const others: string[] = [];
  for (const { table } of there) {
    if (ours && OF_ITSELF.includes(table)) continue;
    const [{ full }] = await ask(`select exists (select from ${quoted(table)}) as full`);
    // Where we never were, another program's tables are not for us to share a schema with.
    if (full ? !OF_ITSELF.includes(table) : !ours && table.startsWith('public.')) others.push(table);
  }
  if (others.length > 0) throw new NotFillable('not-empty', others.join(', '));
  return there;
}

/** The schema of the backup's edition, without a row. */
async function prepare(
  runner: QueryRunner,
  ask: Ask,
  executor: MigrationExecutor,
  manifest: Manifest,
): Promise<void> {
  if ((await mustBeEmpty(ask)).some(({ table }) => table === 'public.migration')) {
    const applied = (await executor.getExecutedMigrations()).map(({ name }) => name);
    if ([...applied].sort().join() !== [...manifest.migrations].sort().join())
      throw new NotFillable('other-edition', applied.at(-1) ?? '');
  } else {
    await executor.showMigrations(); // makes its table; the rows come with the backup
    for (const { name, instance } of await executor.getPendingMigrations())
      if (manifest.migrations.includes(name)) await instance!.up(runner);
  }
  const [{ queue }] = await ask('select max(id) as queue from graphile_worker.migrations');
  if (queue !== manifest.queue) throw new NotFillable('other-queue', String(queue));
}

/** What belonged to the processes and browsers of then holds no longer. */
async function settle(ask: Ask): Promise<void> {
  // Jobs that were being done are free to be done again.
  await ask(
    `select graphile_worker.force_unlock_workers(array_agg(distinct locked_by))
       from (select locked_by from graphile_worker._private_jobs union
             select locked_by from graphile_worker._private_job_queues) l
      where locked_by is not null having count(*) > 0`,
  );
  await ask('delete from worker_process');
  await ask('delete from process_clock');
  // Whoever was signed out, or used their code, since then must not get in by what was kept: people sign in again.
  await ask('delete from session');
  await ask('delete from first_code where used_at is null');
}
