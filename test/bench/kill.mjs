// Kill -9 in the middle of sweeps, fifty times, the whole ladder and continuing release with it: every fact once. `--kills=50 --overdue=40`.
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Pool } from 'pg';
import { figure, say } from './figures.mjs';
import { built, freePort, ready, start, temporary } from './server.mjs';

/** New in every round: clocks long overdue, clocks past 80 %, incidents confirmed; those of the round before are answered. */
const [NEARLY, CONFIRMED] = [10, 5];
const rung = (to, since, afterMinutes, repeat = null) => ({
  ...{ to, since, afterMinutes, repeat },
  ...{ levels: 'all', by: [], channelIds: [] },
});
/** Nobody holds these clocks, so the first rung of each beginning finds nobody; the others find somebody. */
const RUNGS = [
  rung('holder', 'near', 0),
  rung('holder', 'breached', 0),
  rung('supervising-leader', 'breached', 5),
  rung('news-office-on-duty', 'breached', 15, { everyMinutes: 10, times: 2 }),
];
/** What must be in the ledger of each clock that was overdue, each that was nearly due, each incident answered. */
const EXPECTED = {
  'duty.half': [1, 1, 0],
  'duty.near': [1, 1, 0],
  'duty.hour': [1, 0, 0],
  'duty.breached': [1, 0, 0],
  'duty.very-overdue': [1, 0, 0],
  'duty.unheard': [1, 1, 0],
  'duty.escalated.2': [4, 0, 0],
  // Four side by side and the next round of continuing release; the publication answers three of them.
  'duty.opened': [0, 0, 5],
  'duty.met': [0, 0, 3],
};
const actor = { kind: 'system', id: null, name: '量度' };

const addClocks = (tx, { jurisdictionId, incidentId }, pack, round, count, since, until) =>
  tx.query(
    `insert into clock (id, jurisdiction_id, incident_id, duty, pack_id, pack_version, round, name, clause, owed_by, answered_by,
                        starts_from, start_at, due_at, basis, explain, state, opened_at, next_notice_at)
     select gen_random_uuid(), $1, $2, 'response', $3, '1', $4 + n, '{"zh": "回应", "en": "Response"}', '{}', 'responsible', '{statement}',
            'detected', now() + $6::interval, now() + $7::interval, '', '[]', 'open', now(), now() - interval '1 hour'
       from generate_series(1, $5::int) n`,
    [jurisdictionId, incidentId, pack, round * count, count, since, until],
  );

async function confirm(tx, jurisdictionId, count) {
  const detectedAt = new Date(Date.now() - 3_600_000).toISOString();
  const ids = Array.from({ length: count }, () => randomUUID());
  await tx.query(
    `insert into incident (id, jurisdiction_id, state, title, level, detected_at, first_at, last_at, confirmed_at, profile, search)
     select id, $2, 'confirmed', '清水桥塌陷', '重大', $3, $3, $3, now(), '{}', ''::tsvector from unnest($1::uuid[]) id`,
    [ids, jurisdictionId, detectedAt],
  );
  const facts = ids.map((incidentId) => ({
    ...{ kind: 'incident.confirmed', actor, subject: { type: 'incident', id: incidentId }, jurisdictionId },
    body: {
      ...{ incidentId, level: '重大', emergency: true, emergencyKind: null, topic: null, areas: [] },
      ...{
        occurredAt: null,
        detectedAt,
        leadDepartmentId: null,
        supportDepartmentIds: [],
        rule: '',
        reason: null,
      },
    },
  }));
  return { ids, facts };
}

const publication = (jurisdictionId, incidentId) => {
  const releaseId = randomUUID();
  return {
    ...{ kind: 'release.published', actor, subject: { type: 'release', id: releaseId }, jurisdictionId },
    body: {
      ...{ releaseId, incidentId, form: 'statement', edition: 1, place: '公开页面', reason: null },
      publishedAt: new Date().toISOString(),
      url: `https://example.org/${releaseId}`,
      digest: createHash('sha256').update(releaseId).digest('hex'),
    },
  };
};

/** What is still to be done: clocks and climbs that are due, and facts that duty and notices have not heard of. */
const LEFT = `
  select (select count(*) from clock where next_notice_at <= now())::int + (select count(*) from climb where next_step_at <= now())::int
       + (select count(*) from (values ('duty', 'incident.confirmed'), ('duty', 'release.published'), ('duty', 'duty.unheard'),
            ('duty', 'duty.escalated.2'), ('notices', 'duty.near'), ('notices', 'duty.breached'), ('notices', 'duty.met')) as h (stage, kind)
           left join stage_cursor c using (stage) join fact f on f.kind = h.kind and f.seq > coalesce(c.seq, 0))::int as left`;
const left = async (pool) => (await pool.query(LEFT)).rows[0].left;
/** Until nothing is due and every stage has heard of everything. */
async function settled(pool, url) {
  for (const until = Date.now() + 900_000; Date.now() < until; await pause(500)) {
    const { rows } = await pool.query(
      'select 1 from clock where next_notice_at <= now() union all select 1 from climb where next_step_at <= now() limit 1',
    );
    const health = await fetch(`${url}/health/ready`).then((answer) => answer.json());
    if (rows.length === 0 && health.stages.every(({ behind }) => behind === 0)) return;
  }
  throw new Error('the server did not come to rest');
}

async function furnish(pool) {
  const { rows } = await pool.query(
    "insert into jurisdiction (name, level) values ('望澜县', 'county') returning id",
  );
  const jurisdictionId = rows[0].id;
  await pool.query(
    `insert into officer (jurisdiction_id, name, sign_in_name, password_hash, roles)
     values ($1, '陈立', 'chenli', '-', '{leader}'), ($1, '王敏', 'wangmin', '-', '{news-office}')`,
    [jurisdictionId],
  );
  await pool.query(
    `insert into ladder (jurisdiction_id, version, rungs, acknowledged_for_minutes, reason, saved_by, saved_at)
     values ($1, 1, $2, 60, 'kill', 'kill', now())`,
    [jurisdictionId, JSON.stringify(RUNGS)],
  );
  const { ids } = await confirm(pool, jurisdictionId, 1);
  return { jurisdictionId, incidentId: ids[0] };
}

export async function measure(flags) {
  const kills = Number(flags.find((flag) => flag.startsWith('--kills='))?.slice(8) ?? 50);
  const overdue = Number(flags.find((flag) => flag.startsWith('--overdue='))?.slice(10) ?? 40);
  const { dir, remove } = temporary('kill');
  // The program is killed; the database is one of its own, as where DATABASE_URL names one, and need not recover each time.
  const database = await built('platform/embedded-postgres.js').startEmbedded(dir);
  await built('platform/database.js').migrate(database.url);
  const db = await built('platform/database.js').connect(database.url);
  const { appendFacts } = built('platform/ledger.js');
  const pool = new Pool({ connectionString: database.url, max: 2 });
  pool.on('error', () => {});
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const env = {
    ...{ PORT: String(port), DATA_DIR: dir, DATABASE_URL: database.url, LOG_LEVEL: 'fatal' },
    SECRET_KEY: randomBytes(32).toString('base64url'),
  };
  const up = async () => {
    const server = start('dist/apps/server/src/main.js', env);
    await ready(url, server.child);
    return server;
  };
  const county = await furnish(pool);
  let before = [];
  const publish = async () => {
    const facts = before.map((id) => publication(county.jurisdictionId, id));
    await db.transaction((tx) => appendFacts(tx, facts, new Date()));
    before = [];
  };
  const round = async (n) => {
    if (before.length > 0) await publish();
    await db.transaction(async (tx) => {
      await addClocks(tx, county, 'overdue', n, overdue, '-4 days', '-2 days');
      await addClocks(tx, county, 'nearly', n, NEARLY, '-40 hours', '8 hours');
      const { ids, facts } = await confirm(tx, county.jurisdictionId, CONFIRMED);
      await appendFacts(tx, facts, new Date());
      before = ids;
    });
  };
  let midway = 0;
  let server = await up();
  try {
    for (let n = 1; n <= kills; n += 1) {
      await round(n);
      const all = await left(pool);
      for (const until = Date.now() + 10_000; Date.now() < until && (await left(pool)) === all; )
        await pause(5);
      // From the first portion of the sweep to well into the climbs.
      await pause(Math.random() ** 2 * 3000);
      const gone = new Promise((resolve) => server.child.once('exit', resolve));
      server.child.kill('SIGKILL');
      await gone;
      if ((await left(pool)) > 0) midway += 1;
      server = await up();
      if (n % 10 === 0) say(`${n} kills, ${midway} in the middle of the work`);
    }
    await publish();
    const from = performance.now();
    await settled(pool, url);
    const rest = (performance.now() - from) / 1000;
    const { rows } = await pool.query(
      `select kind, count(*)::int as told,
              count(distinct (subject_id, body->>'since', body->>'rung', body->>'repeat'))::int as different
         from fact where kind = any($1) group by kind`,
      [Object.keys(EXPECTED)],
    );
    const store = [overdue * kills, NEARLY * kills, CONFIRMED * kills];
    let [lost, twice, wanted] = [0, 0, 0];
    for (const [kind, each] of Object.entries(EXPECTED)) {
      const expected = each.reduce((sum, one, i) => sum + one * store[i], 0);
      const { told, different } = rows.find((row) => row.kind === kind) ?? { told: 0, different: 0 };
      say(`${kind}: ${told} told, ${different} different, ${expected} expected`);
      lost += Math.max(0, expected - different);
      twice += told - different + Math.max(0, different - expected);
      wanted += expected;
    }
    const told = { 'in the middle of the work': midway, expected: wanted };
    figure(`facts of clocks, ladder and continuing release lost after ${kills} kills`, lost, 'facts', told);
    figure('at rest after the last kill', rest, 's', { 'clocks a round': overdue + NEARLY });
    figure('given twice, or without cause', twice, 'facts', { kinds: Object.keys(EXPECTED).length });
    if (lost + twice > 0) throw new Error('a fact was lost or given twice');
  } finally {
    await server.stop();
    await pool.end();
    await db.destroy();
    await database.stop();
    remove();
  }
}
