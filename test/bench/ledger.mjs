// Facts a second through `commit` (tree, lock, notice) beside bare INSERTs of the same rows in transactions of the same size.
import { Pool } from 'pg';
import { figure, median, round } from './figures.mjs';
import { built, temporary } from './server.mjs';

const ROUNDS = 5;
/** [facts a transaction, transactions a round, writers at once] */
const shapes = [
  [1, 300, 1],
  [100, 10, 1],
  [1, 400, 8],
];
const BARE = `insert into bare (at, kind, actor_kind, actor_id, actor_name, subject_type, subject_id, jurisdiction_id, body, leaf_hash)
  select * from unnest($1::timestamptz[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::uuid[], $9::jsonb[], $10::bytea[])`;
const actor = { kind: 'system', id: null, name: '量度' };
const bodyOf = (i) => ({ incidentId: `incident-${i}`, count: 1, digest: 'x'.repeat(64) });

/** Runs `transactions` of them by `writers` at once; the seconds it took. */
async function timed(transactions, writers, one) {
  let next = 0;
  const from = performance.now();
  const writer = async () => {
    while (next < transactions) await one(next++);
  };
  await Promise.all(Array.from({ length: writers }, writer));
  return (performance.now() - from) / 1000;
}

function throughCommit(commit, facts) {
  const made = Array.from({ length: facts }, (_, i) => ({
    kind: 'heat.measured',
    actor,
    subject: { type: 'incident', id: `incident-${i}` },
    jurisdictionId: null,
    body: bodyOf(i),
  }));
  return () => commit.commit(async () => ({ value: undefined, facts: made }));
}

function bareInserts(pool, facts) {
  const each = (value) => Array.from({ length: facts }, (_, i) => value(i));
  return async () => {
    const client = await pool.connect();
    try {
      await client.query('begin');
      await client.query(BARE, [
        each(() => new Date()),
        each(() => 'heat.measured'),
        each(() => actor.kind),
        each(() => null),
        each(() => actor.name),
        each(() => 'incident'),
        each((i) => `incident-${i}`),
        each(() => null),
        each((i) => JSON.stringify(bodyOf(i))),
        each(() => Buffer.alloc(32)),
      ]);
      await client.query('commit');
    } finally {
      client.release();
    }
  };
}

export async function measure() {
  const { dir, remove } = temporary('ledger');
  const database = await built('platform/embedded-postgres.js').startEmbedded(dir);
  const { migrate, connect } = built('platform/database.js');
  await migrate(database.url);
  const db = await connect(database.url);
  const pool = new Pool({ connectionString: database.url, max: 12 });
  pool.on('error', () => {});
  try {
    await pool.query('create table bare (like fact including indexes)');
    await pool.query(
      'alter table bare drop column seq, add column seq bigint generated always as identity primary key',
    );
    const { Commit } = built('platform/commit.js');
    const commit = new Commit(db, { at: () => new Date() });
    for (const [facts, transactions, writers] of shapes) {
      const [ours, bare] = [[], []];
      for (let i = 0; i <= ROUNDS; i++) {
        const b = await timed(transactions, writers, bareInserts(pool, facts));
        const o = await timed(transactions, writers, throughCommit(commit, facts));
        if (i === 0) continue; // the first round warms up
        bare.push(b);
        ours.push(o);
      }
      const rate = (times) => (facts * transactions) / median(times);
      figure(`facts through commit, ${facts} a commit, ${writers} at once`, rate(ours), 'facts/s', {
        bare: round(rate(bare)),
        ratio: round(rate(bare) / rate(ours), 2),
      });
    }
  } finally {
    await pool.end();
    await db.destroy();
    await database.stop();
    remove();
  }
}
