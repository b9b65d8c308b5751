// The sweep beside a bare SQL query that selects the same rows: nothing due, some due, and how it grows from 10,000 clocks in store to 1,000,000.

import { incidents, milliseconds, startDuty } from './clocks.mjs';
import { figure, median, round, say } from './figures.mjs';
import { built } from './server.mjs';

const SIZES = [10_000, 100_000, 1_000_000];
const DUE = 200;
const ROUNDS = 25;
/** The same rows, all their columns, by the plainest query there is. */
const BARE = 'select * from clock where next_notice_at <= $1 order by next_notice_at, id limit 500';

async function fill({ pool, jurisdictionId }, incidentId, from, to) {
  await pool.query(
    `insert into clock (id, jurisdiction_id, incident_id, duty, pack_id, pack_version, round, name, clause, owed_by, answered_by,
                        starts_from, start_at, due_at, basis, explain, state, opened_at, next_notice_at)
     select gen_random_uuid(), $1, $2, 'response', 'state-council-2016', '1', n, '{"zh": "回应政务舆情", "en": "Response"}',
            '{"document": "国办发〔2016〕61号", "article": "三", "words": "应在48小时内予以回应"}', 'responsible', '{statement,reply}',
            'detected', s.at, s.at + interval '48 hours', 'state-council-2016@1',
            '["规则 state-council-2016@1：自发现起48小时内", "连续计时48小时，夜间、周末和节假日不扣除。"]', 'open', s.at, s.at + interval '24 hours'
       from generate_series($3::int, $4::int) n, lateral (select now() - (n % 20) * interval '1 hour' as at) s`,
    [jurisdictionId, incidentId, from + 1, to],
  );
  await pool.query('vacuum analyze clock');
}

/** Some clocks past half their time; they are spread over the whole table. */
const makeDue = (pool) =>
  pool.query(
    `update clock set start_at = now() - interval '30 hours', due_at = now() + interval '18 hours', given = '{}',
            next_notice_at = now() - interval '6 hours'
      where id in (select id from clock where given = '{}' order by id limit $1)`,
    [DUE],
  );

async function medianOf(work, rounds = ROUNDS) {
  const times = [];
  for (let i = 0; i < rounds + 3; i += 1) {
    const { ms } = await milliseconds(work);
    if (i >= 3) times.push(ms); // the first ones warm up
  }
  return median(times);
}

/** Pages that finding what is due reads: what no other work on the machine can change. */
async function pagesRead(pool) {
  const { rows } = await pool.query(`explain (analyze, buffers, format json) ${BARE}`, [new Date()]);
  const plan = rows[0]['QUERY PLAN'][0].Plan;
  return plan['Shared Hit Blocks'] + plan['Shared Read Blocks'];
}

async function atSize(county, size) {
  const { app, pool } = county;
  const sweeper = app.get(built('duty/sweep.service.js').SweepService);
  const due = app.get(built('duty/due.store.js').DueStore);
  const { Commit } = built('platform/commit.js');
  const idle = await medianOf(() => sweeper.sweep());
  const bareIdle = await medianOf(() => pool.query(BARE, [new Date()]));
  await makeDue(pool);
  const take = () =>
    app.get(Commit).commit(async (tx, at) => ({ value: await due.take(tx, at, 500), facts: [] }));
  const found = await medianOf(take);
  const bareFound = await medianOf(() => pool.query(BARE, [new Date()]));
  const pages = await pagesRead(pool);
  const before = (await pool.query('select pg_current_xact_id()::text as x')).rows[0].x;
  const whole = [];
  for (let i = 0; i < 5; i += 1) {
    if (i > 0) await makeDue(pool);
    whole.push((await milliseconds(() => sweeper.sweep())).ms);
  }
  await makeDue(pool);
  const mark = (await pool.query('select pg_current_xact_id()::text as x')).rows[0].x;
  await sweeper.sweep();
  const { rows } = await pool.query(
    'select count(*)::int as n from clock where xmin::text::bigint > $1::bigint',
    [mark],
  );
  say(`${size}: ${rows[0].n} rows touched of ${DUE} due (since ${before})`);
  return { idle, bareIdle, found, bareFound, whole: median(whole), touched: rows[0].n, pages };
}

export async function measure() {
  const county = await startDuty();
  try {
    const [incidentId] = await incidents(county, 1);
    const at = new Map();
    let have = 0;
    for (const size of SIZES) {
      const { ms } = await milliseconds(() => fill(county, incidentId, have, size));
      say(`${size} clocks in store after ${round(ms / 1000)} s`);
      have = size;
      at.set(size, await atSize(county, size));
    }
    const [small, large] = [at.get(SIZES[0]), at.get(SIZES[2])];
    const hundred = at.get(100_000);
    figure('sweep, nothing due, 100,000 open', hundred.idle, 'ms', {
      bare: round(hundred.bareIdle, 2),
      ratio: round(hundred.idle / hundred.bareIdle, 2),
    });
    figure(`sweep finds and takes ${DUE} due of 100,000`, hundred.found, 'ms', {
      bare: round(hundred.bareFound, 2),
      ratio: round(hundred.found / hundred.bareFound, 2),
      touched: hundred.touched,
    });
    figure(`whole sweep, ${DUE} notices into the ledger`, hundred.whole, 'ms', {
      'to bare select': round(hundred.whole / hundred.bareFound, 1),
    });
    figure('growth 10,000 to 1,000,000, nothing due', large.idle / small.idle, 'times', {
      bare: round(large.bareIdle / small.bareIdle, 2),
    });
    figure(`growth 10,000 to 1,000,000, finds ${DUE}`, large.found / small.found, 'times', {
      bare: round(large.bareFound / small.bareFound, 2),
      touched: large.touched,
      pages: [small.pages, large.pages],
    });
    figure('growth 10,000 to 1,000,000, whole sweep', large.whole / small.whole, 'times');
  } finally {
    await county.stop();
  }
}
