// Messages a second: handed in over HTTP, and until each is stored, labelled and placed; beside one INSERT … SELECT of the same rows.
import { readFileSync } from 'node:fs';
import { Pool } from 'pg';
import { figure, median, round } from './figures.mjs';
import { processorSeconds } from './processor.mjs';
import { settled, startCounty } from './server.mjs';
import { message } from './texts.mjs';

/** The first are not counted: until then the program is still being compiled, which takes a tenth of the processor. */
const WARM = 12_000;
const MESSAGES = 8000;
const BATCH = 500;
/** As many callers as there are processors: while one batch is stored the next is masked. */
const CALLERS = 2;
const ROUNDS = 5;

async function send(county, { rows, body }) {
  const answer = await fetch(`${county.url}/api/messages`, {
    method: 'POST',
    headers: { authorization: `Bearer ${county.token}`, 'content-type': 'application/json' },
    body,
  });
  const told = await answer.json();
  if (answer.status !== 202 || told.received !== rows)
    throw new Error(`handed in ${rows}, answer ${answer.status}: ${JSON.stringify(told).slice(0, 300)}`);
}

/** So many messages as they are handed in, written before the time is taken. */
const batchesOf = (first, count, run) =>
  Array.from({ length: count / BATCH }, (_, batch) => ({
    rows: BATCH,
    body: JSON.stringify(Array.from({ length: BATCH }, (_, i) => message(first + batch * BATCH + i, run))),
  }));

/** All of them, by a few callers side by side. */
async function sendAll(county, batches) {
  const left = [...batches];
  const caller = async () => {
    for (let batch = left.shift(); batch; batch = left.shift()) await send(county, batch);
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
/** Whether a stage has worked in every fact of a kind. Rows are not counted meanwhile: that would be work for the database too. */
const followed = (stage, kind) =>
  `select coalesce(max(f.seq), 0) <= (select seq from stage_cursor where stage = '${stage}') as done from fact f where kind = '${kind}'`;
const labelledAll = followed('labelling', 'intake.received');
const groupedAll = followed('understanding', 'message.labelled');

async function labelledRows(pool) {
  const { rows } = await pool.query('select count(*)::int as n from message_label');
  return rows[0].n;
}

/**
 * The same rows once more in one INSERT … SELECT a table, with the same indexes: what a database alone would need. These
 * tables are all that grows by the message until it is labelled: its masked text with the sealed original, its sighting, its
 * labels with the search vector. The copies have no foreign keys, and the vectors come ready-made: the copy is spared what
 * the pipeline pays for. What was there before is there too, uncounted: an index grows more slowly the fuller it is.
 */
async function copied({ pid }, pool, tables) {
  for (const table of tables) await pool.query(`create table copy_of_${table} (like ${table} including all)`);
  const copy = async (run) => {
    for (const table of tables)
      await pool.query(
        `insert into copy_of_${table} overriding system value select t.* from ${table} t join message m on m.id = t.${table === 'message' ? 'id' : 'message_id'}
          where m.external_id like '${run}-%'`,
      );
  };
  const times = [];
  const busy = [];
  for (let i = 0; i < ROUNDS; i++) {
    for (const table of tables) await pool.query(`truncate copy_of_${table}`);
    await copy('warm');
    const before = processorSeconds(pid);
    const from = performance.now();
    await copy('intake');
    times.push((performance.now() - from) / 1000);
    busy.push(processorSeconds(pid) - before);
  }
  for (const table of tables) await pool.query(`drop table copy_of_${table}`);
  return { took: median(times), processor: median(busy) };
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
    await sendAll(county, batchesOf(0, WARM, 'warm'));
    await settled(county);
    const batches = batchesOf(WARM, MESSAGES, 'intake');
    const idle = processorSeconds(county.pid);
    const from = performance.now();
    await sendAll(county, batches);
    const accepted = performance.now();
    const labelled = await until(pool, labelledAll);
    const busy = processorSeconds(county.pid) - idle;
    const there = await labelledRows(pool);
    if (there !== WARM + MESSAGES) throw new Error(`${WARM + MESSAGES} handed in, ${there} labelled`);
    const placed = await until(pool, groupedAll);
    await settled(county);
    const memory = resident(county.pid);
    const stored = await copied(county, pool, ['message', 'sighting']);
    const found = await copied(county, pool, ['message', 'sighting', 'message_label']);
    const whole = await copied(county, pool, ['message', 'sighting', 'message_label', 'incident_message']);
    const rate = (end) => (MESSAGES * 1000) / (end - from);
    const share = (end, { took }) => ({ share: round((took * 1000) / (end - from), 2) });
    figure('the same rows by INSERT … SELECT', MESSAGES / found.took, 'messages/s');
    figure('messages masked, sealed and stored', rate(accepted), 'messages/s', share(accepted, stored));
    figure('messages stored, labelled and searchable', rate(labelled), 'messages/s', share(labelled, found));
    figure('messages stored, labelled and in incidents', rate(placed), 'messages/s', share(placed, whole));
    figure('processor time a message until labelled', (1000 * busy) / MESSAGES, 'ms', {
      'by INSERT … SELECT': round((1000 * found.processor) / MESSAGES, 3),
    });
    figure('resident memory of the server then', memory, 'MB');
  } finally {
    await pool.end();
    await county.stop();
  }
}
