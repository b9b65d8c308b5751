// Messages a second: handed in over HTTP, and until each is stored, labelled and placed; beside one INSERT … SELECT of the same rows.
import { Pool } from 'pg';
import { figure, round } from './figures.mjs';
import { startCounty } from './server.mjs';
import { message } from './texts.mjs';

const MESSAGES = 4000;
const BATCH = 500;
const ROUNDS = 5;

async function send(county, rows) {
  const answer = await fetch(`${county.url}/api/messages`, {
    method: 'POST',
    headers: { authorization: `Bearer ${county.token}`, 'content-type': 'application/json' },
    body: JSON.stringify(rows),
  });
  const told = await answer.json();
  if (answer.status !== 202 || told.received !== rows.length)
    throw new Error(
      `handed in ${rows.length}, answer ${answer.status}: ${JSON.stringify(told).slice(0, 300)}`,
    );
}

async function until(pool, sql, wanted) {
  for (;;) {
    const { rows } = await pool.query(sql);
    if (rows[0].n >= wanted) return performance.now();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** The same rows once more in one statement, all three tables: what a database alone would need. */
async function copied(pool) {
  const tables = ['message', 'message_label', 'incident_message'];
  for (const table of tables) await pool.query(`create table copy_of_${table} (like ${table} including all)`);
  const times = [];
  for (let i = 0; i < ROUNDS; i++) {
    for (const table of tables) await pool.query(`truncate copy_of_${table}`);
    const from = performance.now();
    for (const table of tables) await pool.query(`insert into copy_of_${table} select * from ${table}`);
    times.push((performance.now() - from) / 1000);
  }
  return times.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)];
}

export async function measure() {
  const county = await startCounty();
  const pool = new Pool({ connectionString: county.databaseUrl, max: 2 });
  pool.on('error', () => {});
  try {
    const rows = Array.from({ length: MESSAGES }, (_, i) => message(i, 'intake'));
    await send(county, [message(MESSAGES, 'warm')]);
    await until(pool, 'select count(*)::int as n from incident_message', 1);
    const from = performance.now();
    for (let i = 0; i < MESSAGES; i += BATCH) await send(county, rows.slice(i, i + BATCH));
    const accepted = performance.now();
    const labelled = await until(pool, 'select count(*)::int as n from message_label', MESSAGES + 1);
    const placed = await until(pool, 'select count(*)::int as n from incident_message', MESSAGES + 1);
    const bare = await copied(pool);
    const ratio = (end) => ({ ratio: round((end - from) / 1000 / bare) });
    const rate = (end) => (MESSAGES * 1000) / (end - from);
    figure('the same rows by INSERT … SELECT', MESSAGES / bare, 'messages/s');
    figure('messages masked, sealed and stored', rate(accepted), 'messages/s', ratio(accepted));
    figure('messages stored and labelled', rate(labelled), 'messages/s', ratio(labelled));
    figure('messages stored, labelled and in incidents', rate(placed), 'messages/s', ratio(placed));
  } finally {
    await pool.end();
    await county.stop();
  }
}
