// A database of its own for each suite: cloned from a template that was migrated once for the whole run.
import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { migrate } from '../../apps/server/src/platform/database';

const TEMPLATE = 'wenying_template';
const LOCK = 77_001;

function clusterUrl(database: string): string {
  const url = process.env.WENYING_TEST_CLUSTER;
  if (!url) throw new Error('no test cluster: run these tests through jest and its global setup');
  return url.replace(/\/[^/]*$/, `/${database}`);
}

async function withAdmin<T>(work: (admin: Client) => Promise<T>): Promise<T> {
  const admin = new Client({ connectionString: clusterUrl('postgres') });
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.end();
  }
}

/** The URL of a fresh, migrated, empty database. */
export async function freshDatabase(): Promise<string> {
  return withAdmin(async (admin) => {
    await admin.query('select pg_advisory_lock($1)', [LOCK]);
    const made = await admin.query('select 1 from pg_database where datname = $1', [`${TEMPLATE}_ready`]);
    if (!made.rowCount) {
      await admin.query(`create database ${TEMPLATE}`);
      await migrate(clusterUrl(TEMPLATE));
      await admin.query(`alter database ${TEMPLATE} rename to ${TEMPLATE}_ready`);
    }
    const name = `t_${randomUUID().replace(/-/g, '')}`;
    await admin.query(`create database ${name} template ${TEMPLATE}_ready`);
    return clusterUrl(name);
  });
}

export async function dropDatabase(url: string): Promise<void> {
  await withAdmin((admin) =>
    admin.query(`drop database if exists "${new URL(url).pathname.slice(1)}" with (force)`),
  );
}
