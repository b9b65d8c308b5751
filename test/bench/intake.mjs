// Messages a second: handed in over HTTP, and until each is stored, labelled and placed; beside one INSERT … SELECT of the same rows.
import { readFileSync } from 'node:fs';
import { Pool } from 'pg';
import { figure, round } from './figures.mjs';
import { startCounty } from './server.mjs';
import { message } from './texts.mjs';

/** The first are not counted: until then the program is still being compiled. */
const WARM = 4000;
const MESSAGES = 8000;
const BATCH = 500;
/** As many callers as there are processors: while one batch is stored the next is masked. */
const CALLERS = 2;
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

/** All of them, by a few callers side by side. */
async function sendAll(county, rows) {
  let next = 0;
  const caller = async () => {
    while (next < rows.length) {
      const from = next;
      next += BATCH;
      await send(county, rows.slice(from, from + BATCH));
    }
  };
  await Promise.all(Array.from({ length: CALLERS }, caller));
}

async function until(pool, sql) {
  for (;;) {
    const { rows } = await pool.query(sql);
    if (rows[0].done) return performance.now();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
const labelledAll = (total) => `select count(*) = ${total} as done from message_label`;
const groupedAll = `select coalesce(max(f.seq), 0) <= (select seq from stage_cursor where stage = 'understanding') as done
                      from fact f where kind = 'message.labelled'`;

/** The same rows once more in one statement a table, with the same indexes: what a database alone would need. */
async function copied(pool, tables) {
  for (const table of tables) await pool.query(`create table copy_of_${table} (like ${table} including all)`);
  const times = [];
  for (let i = 0; i < ROUNDS; i++) {
    for (const table of tables) await pool.query(`truncate copy_of_${table}`);
    const from = performance.now();
    for (const table of tables)
      await pool.query(
        `insert into copy_of_${table} overriding system value select t.* from ${table} t join message m on m.id = t.${table === 'message' ? 'id' : 'message_id'}
          where m.external_id like 'intake-%'`,
      );
    times.push((performance.now() - from) / 1000);
  }
  for (const table of tables) await pool.query(`drop table copy_of_${table}`);
  return times.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)];
}

/** Megabytes of the serving process that are in memory; not a number where the system does not say. */
function resident(pid) {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
  } catch {
    return Number.NaN;
  }
}

export async function measure() {
  const county = await startCounty();
  const pool = new Pool({ connectionString: county.databaseUrl, max: 2 });
  pool.on('error', () => {});
  try {
    await sendAll(
      county,
      Array.from({ length: WARM }, (_, i) => message(i, 'warm')),
    );
    await until(pool, labelledAll(WARM));
    await until(pool, groupedAll);
    const rows = Array.from({ length: MESSAGES }, (_, i) => message(WARM + i, 'intake'));
    const from = performance.now();
    await sendAll(county, rows);
    const accepted = performance.now();
    const labelled = await until(pool, labelledAll(WARM + MESSAGES));
    const placed = await until(pool, groupedAll);
    const memory = resident(county.pid);
    const stored = await copied(pool, ['message', 'sighting']);
    const found = await copied(pool, ['message', 'sighting', 'message_label']);
    const whole = await copied(pool, ['message', 'sighting', 'message_label', 'incident_message']);
    const rate = (end) => (MESSAGES * 1000) / (end - from);
    const share = (end, bare) => ({ share: round((bare * 1000) / (end - from), 2) });
    figure('the same rows by INSERT … SELECT', MESSAGES / found, 'messages/s');
    figure('messages masked, sealed and stored', rate(accepted), 'messages/s', share(accepted, stored));
    figure('messages stored, labelled and searchable', rate(labelled), 'messages/s', share(labelled, found));
    figure('messages stored, labelled and in incidents', rate(placed), 'messages/s', share(placed, whole));
    figure('resident memory of the server then', memory, 'MB');
  } finally {
    await pool.end();
    await county.stop();
  }
}
