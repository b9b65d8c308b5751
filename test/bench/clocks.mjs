// A server of this process on a database of its own, furnished with clocks by the million, for the figures of duty.
import { createRequire } from 'node:module';
import path from 'node:path';
import { Pool } from 'pg';
import { root } from '../../apps/build.mjs';
import { built, temporary } from './server.mjs';

const require = createRequire(import.meta.url);
export const duty = () => require(path.join(root, 'dist/libs/duty/index.js'));

/** Nobody sweeps or follows but the figures themselves: this process only serves. */
export async function startDuty() {
  const { dir, remove } = temporary('duty');
  const database = await built('platform/embedded-postgres.js').startEmbedded(dir);
  await built('platform/database.js').migrate(database.url);
  const { readConfig } = built('platform/config.js');
  const config = readConfig({
    PORT: '0',
    DATA_DIR: dir,
    DATABASE_URL: database.url,
    ROLE: 'web',
    LOG_LEVEL: 'error',
  });
  const serving = await built('serve.js').serve(config, database.url);
  const pool = new Pool({ connectionString: database.url, max: 4 });
  pool.on('error', () => {});
  const [{ id: jurisdictionId }] = (
    await pool.query("insert into jurisdiction (name, level) values ('望澜县', 'county') returning id")
  ).rows;
  const stop = async () => {
    await pool.end();
    await serving.close();
    await database.stop();
    remove();
  };
  return { app: serving.app, pool, jurisdictionId, stop };
}

/** Confirmed incidents, as many as asked for; their ids. */
export async function incidents({ pool, jurisdictionId }, count) {
  const { rows } = await pool.query(
    `insert into incident (id, jurisdiction_id, state, title, level, detected_at, first_at, last_at, confirmed_at, profile, search)
     select gen_random_uuid(), $1, 'confirmed', '第' || n || '号事件', '一般', now() - interval '1 hour', now(), now(), now(), '{}', ''::tsvector
       from generate_series(1, $2) n returning id`,
    [jurisdictionId, count],
  );
  return rows.map(({ id }) => id);
}

export const milliseconds = async (work) => {
  const from = performance.now();
  const value = await work();
  return { ms: performance.now() - from, value };
};
