// Fills an empty database from a backup, in one transaction: the schema of its edition, its rows, and what later editions changed.
import { pipeline } from 'node:stream/promises';
import type { PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { type DataSource, MigrationExecutor, type QueryRunner } from 'typeorm';
import type { Tx } from '../platform/commit';
import { migrationsAlone } from '../platform/database';
import type { ArchiveReader } from './archive';
import { type Ask, columnsOf, quoted, referencesOf, tablesOf } from './catalogue';
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
 */
export async function fill(
  db: DataSource,
  archive: ArchiveReader,
  manifest: Manifest,
  last: (tx: Tx) => Promise<void>,
  progress: (table: string) => void = () => {},
): Promise<void> {
  const runner = db.createQueryRunner();
  const client: PoolClient = await runner.connect();
  const ask: Ask = (sql, values) => runner.query(sql, values);
  await runner.startTransaction();
  try {
    await alone(ask);
    const executor = new MigrationExecutor(db, runner);
    executor.transaction = 'none';
    await prepare(runner, ask, executor, manifest);
    const present = new Set((await tablesOf(ask)).map(({ table }) => table));
    // Tables refer to one another in rings, so that no order would do: all is looked at when all is in.
    const references = await referencesOf(ask);
    for (const { table, name } of references)
      await ask(`alter table ${quoted(table)} drop constraint ${quoted(name)}`);
    for (const table of OF_ITSELF)
      if (table !== OF_THE_QUEUE && present.has(table)) await ask(`delete from ${quoted(table)}`);
    for (const one of manifest.tables) {
      if (one.table === OF_THE_QUEUE) continue;
      progress(one.table);
      const part = await archive.read(one.part);
      const into = client.query(
        copyFrom(`copy ${columnsOf(one)} from stdin with (format csv, header, encoding 'UTF8')`),
      );
      await pipeline(part, into);
      if (into.rowCount !== one.rows) throw new NotFillable('other-rows', one.table);
    }
    for (const { sequence, last: value } of manifest.sequences)
      await ask('select setval($1::regclass, $2::bigint)', [quoted(sequence), value]);
    for (const { table, name, definition } of references)
      await ask(`alter table ${quoted(table)} add constraint ${quoted(name)} ${definition}`);
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
  await db.query('analyze');
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

/** The schema of the backup's edition, without a row. */
async function prepare(
  runner: QueryRunner,
  ask: Ask,
  executor: MigrationExecutor,
  manifest: Manifest,
): Promise<void> {
  const there = await tablesOf(ask);
  const full: string[] = [];
  for (const { table } of there)
    if ((await ask(`select exists (select from ${quoted(table)}) as full`))[0].full) full.push(table);
  const others = full.filter((table) => !OF_ITSELF.includes(table));
  if (others.length > 0) throw new NotFillable('not-empty', others.join(', '));

  if (there.some(({ table }) => table === 'public.migration')) {
    const applied = (await executor.getExecutedMigrations()).map(({ name }) => name);
    if ([...applied].sort().join() !== [...manifest.migrations].sort().join())
      throw new NotFillable('other-edition', applied.at(-1) ?? '');
  } else {
    const foreign = there.find(({ table }) => table.startsWith('public.'));
    if (foreign) throw new NotFillable('not-empty', foreign.table);
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
