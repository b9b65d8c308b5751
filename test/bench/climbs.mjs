// A mass breach, as after a night down: clocks told up the ladder a second, beside bare SQL that inserts the same rows. `--clocks=2000`.
import { Pool } from 'pg';
import { incidents } from './clocks.mjs';
import { figure, round, say } from './figures.mjs';
import { mailbox, supervised } from './notices.mjs';
import { processorSeconds } from './processor.mjs';
import { settled, startCounty } from './server.mjs';

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const MOST_MS = 900_000;
/** What a clock that breached leaves behind, each with the column that tells the bench's rows from others. */
const LEFT = [
  ['fact', "kind like 'duty.%' and at >= $1"],
  ['climb', 'next_step_at is null or next_step_at >= $1'],
  ['climb_step', 'taken_at >= $1'],
  ['notice', 'created_at >= $1'],
  ['alert', 'at >= $1'],
  ['alert_stream', 'alert_id in (select id from alert where at >= $1)'],
];

/** Clocks that ran out eight hours ago, and of which nobody has heard yet. */
const overdue = ({ pool, jurisdictionId }, incidentIds) =>
  pool.query(
    `insert into clock (id, jurisdiction_id, incident_id, duty, pack_id, pack_version, round, name, clause, owed_by, answered_by,
                        department_id, holder_id, starts_from, start_at, due_at, basis, explain, state, opened_at, next_notice_at)
     select gen_random_uuid(), $1, i, 'response', 'bench', '1', 1, '{"zh": "回应", "en": "Response"}', '{}', 'responsible', '{statement}',
            (select id from department where jurisdiction_id = $1 order by name limit 1), (select id from officer where sign_in_name = 'wangmin'),
            'detected', now() - interval '32 hours', now() - interval '8 hours', '', '[]', 'open', now(), now() - interval '20 hours'
       from unnest($2::uuid[]) i`,
    [jurisdictionId, incidentIds],
  );

/** The same rows, table by table, by bare SQL into tables with the same indexes: milliseconds. */
async function bare(pool, since) {
  let ms = 0;
  for (const [table, where] of LEFT) {
    await pool.query(`create table bare_${table} (like ${table} including indexes including defaults)`);
    const from = performance.now();
    await pool.query(`insert into bare_${table} select * from ${table} where ${where}`, [since]);
    ms += performance.now() - from;
  }
  return ms;
}

export async function measure(flags) {
  const count = Number(flags.find((flag) => flag.startsWith('--clocks='))?.slice(9) ?? 2_000);
  process.env.FETCH_ALLOW = '127.0.0.1';
  const post = await mailbox();
  const county = await startCounty();
  const pool = new Pool({ connectionString: county.databaseUrl, max: 1 });
  pool.on('error', () => {});
  const one = async (sql, values) => Object.values((await pool.query(sql, values)).rows[0])[0];
  try {
    await supervised(county, post.port);
    const jurisdictionId = await one('select id from jurisdiction');
    const ids = await incidents({ pool, jurisdictionId }, count);
    await settled(county);
    const since = await one('select now()');
    const [from, used] = [performance.now(), processorSeconds(county.pid)];
    const passed = () => performance.now() - from;
    await overdue({ pool, jurisdictionId }, ids);
    let told = 0;
    while (told < count && passed() < MOST_MS) {
      await pause(200);
      told = await one(
        "select count(*)::int from (select distinct clock_id from climb_step where since = 'breached') c",
      );
    }
    const climbed = passed();
    if (told < count) throw new Error(`${told} of ${count} clocks were climbed for in time`);
    await settled(county);
    const waiting = () => one("select count(*)::int from notice where state = 'waiting'");
    const seen = passed();
    while ((await waiting()) > 0 && passed() < MOST_MS) await pause(200);
    const sent = passed();
    const processor = ((processorSeconds(county.pid) - used) / count) * 1000;
    const notices = await one('select count(*)::int from notice');
    const undelivered = await one("select count(*)::int from notice where state <> 'delivered'");
    if (undelivered > 0) throw new Error(`${undelivered} of ${notices} notices were not delivered`);
    const twice = await one(
      `select count(*)::int from (select 1 from fact where kind = 'duty.escalated.2'
        group by subject_id, body->>'since', body->>'rung', body->>'repeat' having count(*) > 1) t`,
    );
    if (twice > 0) throw new Error(`${twice} steps were taken twice`);
    const ms = await bare(pool, since);
    const told2 = { 'bare SQL of the same rows': round((count / ms) * 1000), ratio: round(climbed / ms, 2) };
    figure('clocks climbed for after a mass breach', (count / climbed) * 1000, 'clocks/s', told2);
    figure('until every alert stands on the wall', seen / 1000, 's', { ratio: round(seen / ms, 2) });
    figure('until every notice is delivered', sent / 1000, 's', { notices, letters: post.letters() });
    figure('processor time until a clock is told of everywhere', processor, 'ms');
    say(`${count} clocks: ${await one("select count(*)::int from fact where kind like 'duty.%'")} facts`);
  } finally {
    await pool.end();
    await county.stop();
    post.close();
  }
}
