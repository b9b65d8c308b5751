// Messages a second with a million stored, beside the same with ten thousand: two servers, taken in turn in one run.
import { readFileSync } from 'node:fs';
import { Pool } from 'pg';
import { figure, median, round, say } from './figures.mjs';
import { batchesOf, labelledAll, placedAll, sendAll } from './handing.mjs';
import { processorSeconds } from './processor.mjs';
import { settled, startCounty } from './server.mjs';
import { message } from './texts.mjs';

const SHALLOW = 10_000;
const MESSAGES = 8000;
const ROUNDS = 4;
/** So many rows a statement when an archive is made. */
const STEP = 50_000;

/** Texts and search words that the archive is made of: writing a million anew would take longer than storing them. */
const POOL = 4000;
const pool = `create temporary table pool as
  select p, (select string_agg(chr(19968 + (random() * 8000)::int), '') from generate_series(1, 240) where p > 0) as body,
         to_tsvector('simple', (select string_agg('w' || (random() * random() * 60000)::int, ' ') from generate_series(1, 40) where p > 0)) as search
    from generate_series(1, ${POOL}) p`;

/**
 * A year of messages as intake and understanding would have left them, written by SQL: each with its sighting, record, labels with
 * search words, and every fourth with an incident that is closed. Texts are about as long as hotline texts are.
 */
const archive = [
  `create temporary table made as
     select n, overlay(overlay(gen_random_uuid()::text placing lpad(to_hex(a.ms >> 16), 8, '0') from 1 for 8)
            placing lpad(to_hex(a.ms & 65535), 4, '0') || '-7' from 10 for 6)::uuid as id, ('00000000-0000-4000-8000-' || lpad((n / 500)::text, 12, '0'))::uuid as batch_id,
            ('00000000-0000-4000-9000-' || lpad((n / 4)::text, 12, '0'))::uuid as incident_id,
            to_timestamp(a.ms / 1000.0) as at, (select id from jurisdiction limit 1) as j, n || body as body, search
       from generate_series($1::int, $2::int) n join pool on p = 1 + n % ${POOL}
      cross join lateral (select (extract(epoch from now()) * 1000 - 86400000::float8 * 365 * (1 - n::float8 / $3))::int8 as ms) a`,
  `insert into batch (id, jurisdiction_id, channel, count, at)
     select distinct on (batch_id) batch_id, j, 'hotline', 500, at from made on conflict do nothing`,
  `insert into message (id, jurisdiction_id, batch_id, channel, external_id, title, body, received_at, fingerprint, masked, sealed)
     select id, j, batch_id, 'hotline', 'made-' || n, left(body, 18), body, at, sha256(id::text::bytea), '{"mobile": 1}',
            convert_to('sealed:2026-01:' || body, 'UTF8') from made`,
  `insert into sighting (jurisdiction_id, message_id, batch_id, origin, external_id, channel, title, seen_at, print, said)
     select j, id, batch_id, 'hotline', 'made-' || n, 'hotline', left(body, 18), at, sha256(id::text::bytea),
            array[sha256(id::text::bytea)] from made`,
  `insert into hotline_record (message_id, kind, received_at, reply_body) select id, '投诉', at, left(body, 80) from made`,
  `insert into message_key (key, message_id) select hashtextextended(body, k), id from made, generate_series(1, 2) k where n % 5 = 0`,
  `insert into message_label (message_id, jurisdiction_id, received_at, topic, topics, areas, concerns, off_topic, reasons, model, search)
     select id, j, at, '城乡建设', '[]', '{}', '{}', false, '[]', 'made', search from made`,
  `insert into incident (id, jurisdiction_id, state, title, detected_at, first_at, last_at, closed_at, messages, profile, search)
     select distinct on (incident_id) incident_id, j, 'closed', left(body, 18), at, at, at, at, 4, '{}', '' from made on conflict do nothing`,
  `insert into incident_message (message_id, incident_id, at, channel) select id, incident_id, at, 'hotline' from made`,
  'drop table made',
];

async function fill(county, stored) {
  const client = await county.pool.connect();
  try {
    await client.query(pool);
    const { rows } = await client.query('select count(*)::int as n from message');
    for (let from = rows[0].n; from < stored; from += STEP) {
      await client.query('begin');
      for (const sql of archive)
        await client.query(sql, sql.includes('$1') ? [from, Math.min(from + STEP, stored) - 1, stored] : []);
      await client.query('commit');
      say(`  ${Math.min(from + STEP, stored)} of ${stored} stored …`);
    }
    await client.query('vacuum analyze');
    await client.query('checkpoint');
  } finally {
    client.release();
  }
}

const counted = async ({ pool }, table) =>
  (await pool.query(`select count(*)::int as n from ${table} where true`)).rows[0].n;

/** Bytes that the database has ever written to its log: what a row costs on the disk. */
const written = async ({ pool }) =>
  Number((await pool.query("select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0') as n")).rows[0].n);

/** Hands in a round's messages; seconds until they are stored, labelled, and each in an incident. */
async function hand(county, roundNo) {
  const batches = batchesOf(roundNo * MESSAGES, MESSAGES, 'depth');
  const before = await counted(county, 'incident_message');
  const [wal, busy] = [await written(county), processorSeconds(county.pid)];
  const from = performance.now();
  await sendAll(county, batches);
  const times = [performance.now(), await labelledAll(county.pool), await placedAll(county.pool)];
  const after = await counted(county, 'incident_message');
  if (after - before < MESSAGES) throw new Error(`${MESSAGES} handed in, ${after - before} in incidents`);
  const processor = processorSeconds(county.pid) - busy;
  await settled(county);
  const [stored, labelled, placed] = times.map((at) => (at - from) / 1000);
  const kilobytes = ((await written(county)) - wal) / 1024 / MESSAGES;
  return { stored, labelled, placed, processor, kilobytes };
}

/** Resident memory of a process in MB: now and at its highest; not a number where there is no /proc. */
function memory(pid) {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const of = (name) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1024;
    return { now: of('VmRSS'), most: of('VmHWM') };
  } catch {
    return { now: Number.NaN, most: Number.NaN };
  }
}

async function open(stored, counties) {
  const county = await startCounty();
  counties.push(county);
  county.pool = new Pool({ connectionString: county.databaseUrl, max: 2 });
  county.pool.on('error', () => {});
  await fetch(`${county.url}/api/messages`, {
    method: 'POST',
    headers: { authorization: `Bearer ${county.token}`, 'content-type': 'application/json' },
    body: JSON.stringify([message((ROUNDS + 1) * MESSAGES, 'warm')]),
  });
  await fill(county, stored);
}

export async function measure(flags) {
  const deep = Number(
    flags.find((flag) => flag.startsWith('--stored='))?.slice('--stored='.length) ?? 1_000_000,
  );
  if (!(deep > SHALLOW)) throw new Error(`--stored must be a number above ${SHALLOW}`);
  const counties = [];
  try {
    for (const stored of [SHALLOW, deep]) await open(stored, counties);
    const times = counties.map(() => []);
    for (let i = 0; i <= ROUNDS; i++)
      for (const [at, county] of counties.entries()) {
        const took = await hand(county, i);
        if (i > 0) times[at].push(took); // the first round warms up
      }
    const [shallow, far] = times;
    for (const [what, name] of [
      ['stored', 'masked, sealed and stored'],
      ['labelled', 'stored, labelled and searchable'],
      ['placed', 'stored, labelled and in incidents'],
    ]) {
      const took = (all) => all.reduce((sum, one) => sum + one[what], 0);
      const rate = (all) => (MESSAGES * ROUNDS) / took(all);
      const ratio = took(shallow) / took(far);
      figure(`messages ${name}, ${SHALLOW} there`, rate(shallow), 'messages/s');
      figure(`the same with ${deep} there`, rate(far), 'messages/s', { ratio: round(ratio, 2) });
    }
    const of = (all, what) => median(all.map((one) => one[what]));
    figure('processor time a message, to its incident', (1000 * of(far, 'processor')) / MESSAGES, 'ms', {
      ratio: round(median(shallow.map((one, i) => one.processor / far[i].processor)), 2),
    });
    figure('written to the log a message', of(far, 'kilobytes'), 'KB', {
      [`with ${SHALLOW}`]: round(of(shallow, 'kilobytes')),
    });
    const { now, most } = memory(counties[1].pid);
    figure('resident memory of the server', now, 'MB', { most: round(most), stored: deep });
  } finally {
    for (const { pool, stop } of counties) {
      await pool?.end();
      await stop();
    }
  }
}
