// Opens the database: the one named by DATABASE_URL or the embedded one; migrates it; and says who else holds it.
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { migrations } from '../migrations';
import type { Config } from './config';
import { DatabaseFault, runningUrl, startEmbedded } from './embedded-postgres';
import { migrateJobs } from './jobs';

export type OpenDatabase = { url: string; close: () => Promise<void> };

/** The advisory lock that a server holds while it owns an embedded database. */
const SERVER_LOCK = 0x77656e79;
/** So long an embedded database may take to start or to stop. */
const SETTLES_MS = 15_000;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * For a server: starts the embedded database or uses DATABASE_URL.
 * A second server on the same data directory is refused with a sentence that says what to do.
 */
export async function openForServer(config: Config): Promise<OpenDatabase> {
  if (config.databaseUrl) return { url: config.databaseUrl, close: async () => {} };
  await refuseSecondServer(config.dataDir);
  const embedded = await startEmbedded(config.dataDir);
  const holder = await hold(embedded.url);
  return {
    url: embedded.url,
    close: async () => {
      await holder.end().catch(() => {});
      await embedded.stop();
    },
  };
}

/** For a command: joins the database of a running server, or starts it for the length of the command. */
export async function openForCommand(config: Config): Promise<OpenDatabase> {
  if (config.databaseUrl) return { url: config.databaseUrl, close: async () => {} };
  const running = await settledUrl(config.dataDir);
  if (running) return { url: running, close: async () => {} };
  const embedded = await startEmbedded(config.dataDir);
  return { url: embedded.url, close: embedded.stop };
}

/** Says, for as long as we live, that this data directory has its server; says so again after the database came back. */
async function hold(url: string): Promise<{ end: () => Promise<void> }> {
  let ended = false;
  let client: Client;
  const take = async (): Promise<void> => {
    client = new Client({ connectionString: url });
    client.on('error', () => {});
    try {
      await client.connect();
      await client.query('select pg_advisory_lock($1)', [SERVER_LOCK]);
    } catch (cause) {
      await client.end().catch(() => {});
      throw cause;
    }
    // Only a lock that was held is lost: a try that fails is tried again below, and must not be counted twice.
    client.once('end', again);
  };
  const again = (): void => {
    if (!ended) setTimeout(() => void (ended || take().catch(again)), 500);
  };
  await take();
  return {
    end: async () => {
      ended = true;
      await client.end();
    },
  };
}

/** The running database of this directory; one that is just starting, or stopping after a killed command, is waited for. */
async function settledUrl(dataDir: string): Promise<string | null> {
  const until = Date.now() + SETTLES_MS;
  for (let url = runningUrl(dataDir); url; url = runningUrl(dataDir)) {
    if ((await answers(url)) || Date.now() > until) return url;
    await pause(100);
  }
  return null;
}

async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  client.on('error', () => {});
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

/** An embedded database may still be stopping after its server was killed, or be lent to a command: those pass. */
async function refuseSecondServer(dataDir: string): Promise<void> {
  const until = Date.now() + SETTLES_MS;
  for (let url = runningUrl(dataDir); url; url = runningUrl(dataDir)) {
    if (await serverHolds(url)) {
      throw new DatabaseFault(
        `另一个闻应服务已在使用 ${dataDir}。请先停掉它，或为本服务另设 DATA_DIR。 / Another Wenying server is already using ${dataDir}: stop it, or set another DATA_DIR.`,
      );
    }
    if (Date.now() > until) {
      throw new DatabaseFault(
        `${dataDir} 中的数据库仍被一条命令占用，请稍后再试。 / The database in ${dataDir} is still held by a command; try again shortly.`,
      );
    }
    await pause(100);
  }
}

async function serverHolds(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  client.on('error', () => {});
  try {
    await client.connect();
    const found = await client.query('select pg_try_advisory_lock($1) as free', [SERVER_LOCK]);
    return !found.rows[0].free;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

/** A connection for migrations and commands. */
export async function connect(url: string): Promise<DataSource> {
  const db = new DataSource(databaseOptions(url));
  try {
    await db.initialize();
  } catch (cause) {
    const { host } = new URL(url);
    throw new DatabaseFault(
      `连接不上数据库 ${host}：${(cause as Error).message}。请检查 DATABASE_URL 和数据库是否在运行。 / Cannot reach the database at ${host}: ${(cause as Error).message}. Check DATABASE_URL and that the database is running.`,
    );
  }
  return db;
}

export function databaseOptions(url: string) {
  return {
    type: 'postgres' as const,
    url,
    migrations: [...migrations],
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'each' as const,
    installExtensions: false,
    // Several processes may open at once; each keeps room for the jobs and the listener beside requests.
    poolSize: 12,
    extra: { connectionTimeoutMillis: 15_000 },
  };
}

/** Whether nobody else migrates; until the transaction ends whoever would, such as a server that starts, waits. */
export async function migrationsAlone(
  query: (sql: string) => Promise<{ free: boolean }[]>,
): Promise<boolean> {
  const [lock] = await query(`select pg_try_advisory_xact_lock(${SERVER_LOCK + 1}) as free`);
  return lock!.free;
}

/** Applies what is missing, once, even when several processes start together. Returns the names applied. */
export async function migrate(url: string): Promise<string[]> {
  const db = await connect(url);
  try {
    const runner = db.createQueryRunner();
    await runner.query('select pg_advisory_lock($1)', [SERVER_LOCK + 1]);
    try {
      const applied = (await db.runMigrations()).map((m) => m.name);
      await migrateJobs(url);
      return applied;
    } finally {
      await runner.query('select pg_advisory_unlock($1)', [SERVER_LOCK + 1]);
      await runner.release();
    }
  } finally {
    await db.destroy();
  }
}
