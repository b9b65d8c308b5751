// Kill -9 in the middle of sweeps, fifty times: every warning, breach and escalation is in the ledger exactly once. `--kills=50`.
import { randomBytes } from 'node:crypto';
import { Pool } from 'pg';
import { incidents } from './clocks.mjs';
import { figure, say } from './figures.mjs';
import { built, freePort, ready, start, temporary } from './server.mjs';

/** One rung, and nobody on it: each breach is a step of the ladder that must be told once. */
const RUNGS = [
  { to: 'holder', since: 'breached', levels: 'all', afterMinutes: 0, repeat: null, by: [], channelIds: [] },
];

/** New clocks a round, all their notices overdue: four portions of a sweep. */
const CLOCKS = 2000;
const KINDS = ['duty.half', 'duty.near', 'duty.hour', 'duty.breached', 'duty.very-overdue', 'duty.unheard'];

const addDue = (pool, jurisdictionId, incidentId, round) =>
  pool.query(
    `insert into clock (id, jurisdiction_id, incident_id, duty, pack_id, pack_version, round, name, clause, owed_by, answered_by,
                        starts_from, start_at, due_at, basis, explain, state, opened_at, next_notice_at)
     select gen_random_uuid(), $1, $2, 'response', 'kill', '1', $3 + n, '{"zh": "回应", "en": "Response"}', '{}', 'responsible', '{statement}',
            'detected', now() - interval '4 days', now() - interval '2 days', '', '[]', 'open', now(), now() - interval '3 days'
       from generate_series(1, $4::int) n`,
    [jurisdictionId, incidentId, round * CLOCKS, CLOCKS],
  );

async function withDatabase(dir, work) {
  const pool = new Pool({ connectionString: built('platform/embedded-postgres.js').runningUrl(dir), max: 2 });
  pool.on('error', () => {});
  try {
    return await work(pool);
  } finally {
    await pool.end();
  }
}

const waiting = (pool) =>
  pool
    .query('select count(*)::int as n from clock where next_notice_at <= now()')
    .then(({ rows }) => rows[0].n);

/** The ladder follows the clocks: until it has heard of every breach. */
async function climbed(pool) {
  const behind = async () => {
    const { rows } = await pool.query(
      `select (select count(*) from clock where state = 'breached') - (select count(*) from climb where since = 'breached') as n`,
    );
    return Number(rows[0].n);
  };
  for (const until = Date.now() + 900_000; (await behind()) > 0 && Date.now() < until; )
    await new Promise((resolve) => setTimeout(resolve, 500));
}

export async function measure(flags) {
  const kills = Number(flags.find((flag) => flag.startsWith('--kills='))?.slice(8) ?? 50);
  const { dir, remove } = temporary('kill');
  const port = await freePort();
  const env = {
    PORT: String(port),
    DATA_DIR: dir,
    SECRET_KEY: randomBytes(32).toString('base64url'),
    LOG_LEVEL: 'fatal',
  };
  const up = async () => {
    const server = start('dist/apps/server/src/main.js', env);
    await ready(`http://127.0.0.1:${port}`, server.child);
    return server;
  };
  let midway = 0;
  let server = await up();
  try {
    const county = await withDatabase(dir, async (pool) => {
      const { rows } = await pool.query(
        "insert into jurisdiction (name, level) values ('望澜县', 'county') returning id",
      );
      const jurisdictionId = rows[0].id;
      await pool.query(
        `insert into ladder (jurisdiction_id, version, rungs, acknowledged_for_minutes, reason, saved_by, saved_at)
         values ($1, 1, $2, 60, 'kill', 'kill', now())`,
        [jurisdictionId, JSON.stringify(RUNGS)],
      );
      const [incidentId] = await incidents({ pool, jurisdictionId }, 1);
      await addDue(pool, jurisdictionId, incidentId, 0);
      return { jurisdictionId, incidentId };
    });
    for (let round = 1; round <= kills; round += 1) {
      await withDatabase(dir, (pool) => addDue(pool, county.jurisdictionId, county.incidentId, round));
      const left = await withDatabase(dir, async (pool) => {
        // The sweep is at it once the first portion is through; where it was through before, the next round has one.
        const before = await waiting(pool);
        for (const until = Date.now() + 12_000; Date.now() < until; ) {
          const now = await waiting(pool);
          if (now < before || now === 0) break;
          await new Promise((resolve) => setTimeout(resolve, 10));
        }
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 200));
        return waiting(pool);
      });
      const gone = new Promise((resolve) => server.child.once('exit', resolve));
      server.child.kill('SIGKILL');
      await gone;
      if (left > 0) midway += 1;
      server = await up();
      if (round % 10 === 0) say(`${round} kills, ${midway} in the middle of a sweep`);
    }
    const counted = await withDatabase(dir, async (pool) => {
      for (const until = Date.now() + 300_000; (await waiting(pool)) > 0 && Date.now() < until; )
        await new Promise((resolve) => setTimeout(resolve, 500));
      await climbed(pool);
      const { rows } = await pool.query(
        `select k.kind, count(f.seq)::int as told, count(distinct f.subject_id)::int as clocks
           from unnest($1::text[]) k (kind) left join fact f on f.kind = k.kind group by k.kind order by k.kind`,
        [KINDS],
      );
      const [{ n }] = (await pool.query('select count(*)::int as n from clock')).rows;
      return { rows, n };
    });
    const wrong = counted.rows.reduce(
      (sum, { told, clocks }) => sum + (told - clocks) + (counted.n - clocks),
      0,
    );
    for (const { kind, told, clocks } of counted.rows)
      say(`${kind}: ${told} of ${clocks} clocks, ${counted.n} in store`);
    figure(`notices lost or twice after ${kills} kills`, wrong, 'notices', {
      'in the middle of a sweep': midway,
      clocks: counted.n,
      kinds: KINDS.length,
    });
    if (wrong !== 0) throw new Error('a notice was lost or given twice');
  } finally {
    await server.stop();
    remove();
  }
}
