// Messages a second: handed in over HTTP, and until each is stored, labelled and placed; beside one INSERT … SELECT of the same rows.
import { readFileSync } from 'node:fs';
import { Pool } from 'pg';
import { figure, round } from './figures.mjs';
import { batchesOf, labelledAll, placedAll, sendAll } from './handing.mjs';
import { processorSeconds } from './processor.mjs';
import { settled, startCounty } from './server.mjs';

/** The first are not counted: until then the program is still being compiled, which takes a tenth of the processor. */
const WARM = 12_000;
const MESSAGES = 8000;
const ROUNDS = 5;

async function labelledRows(pool) {
  const { rows } = await pool.query('select count(*)::int as n from message_label');
  return rows[0].n;
}

/** Hands in a round's messages; seconds until they are accepted, labelled and placed, and processor seconds until labelled. */
async function hand(county, pool, first, run) {
  const batches = batchesOf(first, MESSAGES, run);
  await pool.query('checkpoint');
  const idle = processorSeconds(county.pid);
  const from = performance.now();
  await sendAll(county, batches);
  const accepted = performance.now();
  const labelled = await labelledAll(pool);
  const processor = processorSeconds(county.pid) - idle;
  const there = await labelledRows(pool);
  if (there !== first + MESSAGES) throw new Error(`${first + MESSAGES} handed in, ${there} labelled`);
  const placed = await placedAll(pool);
  await settled(county);
  const [accepting, labelling, placing] = [accepted, labelled, placed].map((at) => (at - from) / 1000);
  return { accepting, labelling, placing, processor };
}

/**
 * The same rounds once more by one INSERT … SELECT a table each, with the same indexes: what a database alone would need.
 * These tables are all that grows by the message until it is labelled: its masked text with the sealed original, its
 * sighting, its labels with the search vector. The copies have no foreign keys, and the vectors come ready-made: the copy is
 * spared what the pipeline pays for. The tables fill as they filled for the pipeline, since an index grows more slowly the
 * fuller it is.
 */
async function copied({ pid }, pool, tables, runs) {
  for (const table of tables) await pool.query(`create table copy_of_${table} (like ${table} including all)`);
  const copy = async (run) => {
    for (const table of tables)
      await pool.query(
        `insert into copy_of_${table} overriding system value select t.* from ${table} t join message m on m.id = t.${table === 'message' ? 'id' : 'message_id'}
          where m.external_id like '${run}-%'`,
      );
  };
  await copy('warm');
  const rounds = [];
  for (const run of runs) {
    await pool.query('checkpoint');
    const before = processorSeconds(pid);
    const from = performance.now();
    await copy(run);
    rounds.push({ took: (performance.now() - from) / 1000, processor: processorSeconds(pid) - before });
  }
  for (const table of tables) await pool.query(`drop table copy_of_${table}`);
  return rounds;
}

/** Megabytes of the serving process that are in memory, now and at the most; not numbers where the system does not say. */
function resident(pid) {
  const megabytes = (status, name) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1024;
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return { now: megabytes(status, 'VmRSS'), most: megabytes(status, 'VmHWM') };
  } catch {
    return { now: Number.NaN, most: Number.NaN };
  }
}

const sum = (numbers) => numbers.reduce((all, one) => all + one, 0);
/** Over all rounds: the search index is sorted in now and then, and a round that was spared that is no more than its part. */
const aSecond = (seconds) => (MESSAGES * ROUNDS) / sum(seconds);

/** Messages a second, and the part of the copy's speed that was reached: over all rounds, and in each. */
function speed(name, rounds, ended, copies) {
  const took = rounds.map((one) => one[ended]);
  const shares = took.map((seconds, i) => copies[i].took / seconds);
  figure(name, aSecond(took), 'messages/s', {
    share: round(sum(copies.map((one) => one.took)) / sum(took), 2),
    'share of each round': shares.map((share) => round(share, 2)).join(' '),
  });
}

export async function measure() {
  const county = await startCounty();
  const pool = new Pool({ connectionString: county.databaseUrl, max: 2 });
  pool.on('error', () => {});
  try {
    await sendAll(county, batchesOf(0, WARM, 'warm'));
    await settled(county);
    const runs = Array.from({ length: ROUNDS }, (_, i) => `round${i}`);
    const rounds = [];
    for (const [i, run] of runs.entries()) rounds.push(await hand(county, pool, WARM + i * MESSAGES, run));
    const memory = resident(county.pid);
    const stored = await copied(county, pool, ['message', 'sighting'], runs);
    const found = await copied(county, pool, ['message', 'sighting', 'message_label'], runs);
    const whole = await copied(
      county,
      pool,
      ['message', 'sighting', 'message_label', 'incident_message'],
      runs,
    );
    figure('the same rows by INSERT … SELECT', aSecond(found.map(({ took }) => took)), 'messages/s');
    speed('messages masked, sealed and stored', rounds, 'accepting', stored);
    speed('messages stored, labelled and searchable', rounds, 'labelling', found);
    speed('messages stored, labelled and in incidents', rounds, 'placing', whole);
    const each = (some) => (1000 * sum(some.map(({ processor }) => processor))) / (MESSAGES * ROUNDS);
    figure('processor time a message until labelled', each(rounds), 'ms', {
      'by INSERT … SELECT': round(each(found), 3),
    });
    figure('resident memory of the server then', memory.now, 'MB', { most: round(memory.most) });
  } finally {
    await pool.end();
    await county.stop();
  }
}
