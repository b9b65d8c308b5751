// A calendar change over 10,000 open clocks: the list of before and after, the confirmation in one transaction, and the same changes as bare SQL.
import { randomUUID } from 'node:crypto';
import { duty, incidents, milliseconds, startDuty } from './clocks.mjs';
import { figure, median, round, say } from './figures.mjs';
import { built } from './server.mjs';

const CLOCKS = 10_000;
const name = { zh: '量度', en: 'measure' };

/** A pack that answers incidents in working days, as an office would have edited it. */
function workingDays() {
  const pack = duty().packById('xinxing-2017');
  const [rule] = pack.rules;
  const within = { kind: 'working-days', days: 20 };
  return {
    ...pack,
    version: '2',
    rules: [{ ...rule, appliesTo: { levels: ['一般'] }, startsFrom: 'detected', within }],
  };
}

async function officer({ pool, jurisdictionId }) {
  const { rows } = await pool.query(
    `insert into officer (jurisdiction_id, name, sign_in_name, password_hash, roles) values ($1, '量度', 'measure', '-', '{leader}') returning id`,
    [jurisdictionId],
  );
  const rights = new Set(['duty.read', 'rule.change', 'rule.sign']);
  return {
    kind: 'officer',
    id: rows[0].id,
    name: '量度',
    roles: ['leader'],
    rights,
    jurisdictionId,
    jurisdictionIds: [jurisdictionId],
    departmentId: null,
  };
}

async function furnish(county, who) {
  const { pool, jurisdictionId } = county;
  const pack = workingDays();
  const change = randomUUID();
  await pool.query(
    `insert into rule_change (id, jurisdiction_id, kind, subject, content, based_on, says, reason, state, proposed_by, proposed_name,
                              proposed_at, decided_name, decided_at, counted_at, digest, counts)
     values ($1, $2, 'pack', $3, '{}', '1', '{}', '量度', 'confirmed', $4, '量度', now(), '量度', now(), now(), '', '{}')`,
    [change, jurisdictionId, pack.id, who.id],
  );
  await pool.query(
    'insert into pack_version (jurisdiction_id, pack_id, version, body, change_id, at) values ($1, $2, $3, $4, $5, now())',
    [jurisdictionId, pack.id, pack.version, JSON.stringify(pack), change],
  );
  const now = new Date().toISOString();
  const plan = duty().planClock({
    pack,
    rule: pack.rules[0],
    subjectId: '-',
    starts: { detectedAt: now },
    now,
  });
  const ids = await incidents(county, CLOCKS);
  await pool.query(
    `insert into clock (id, jurisdiction_id, incident_id, duty, pack_id, pack_version, name, clause, owed_by, answered_by,
                        starts_from, start_at, due_at, basis, explain, state, opened_at, next_notice_at)
     select gen_random_uuid(), $1, i, $2, $3, $4, $5, $6, 'responsible', '{statement}', 'detected', $7, $8, $9, $10, 'open', $7, $8
       from unnest($11::uuid[]) i`,
    [
      jurisdictionId,
      plan.duty,
      pack.id,
      pack.version,
      plan.name,
      plan.clause,
      plan.startAt,
      plan.dueAt,
      plan.basis,
      JSON.stringify(plan.explain),
      ids,
    ],
  );
  await pool.query('vacuum analyze clock');
  return plan;
}

/** A year in which the first `nth` days that the count passes are off. */
function yearWith(plan, nth) {
  const days = plan.explain.flatMap(
    (line) => /^(\d{4}-\d{2}-\d{2}) 周[一二三四五] · 工作日 · 第/.exec(line)?.[1] ?? [],
  );
  const more = days.slice(0, nth).map((one) => ({ from: one, to: one, name }));
  const year = Number(days[0].slice(0, 4));
  const held = duty().stateCouncilYears.find((one) => one.year === year);
  const off = [...(held?.off ?? []), ...more];
  return {
    year,
    published: held?.published ?? false,
    notice: held?.notice ?? null,
    off,
    worked: held?.worked ?? [],
  };
}

/** The same rows changed, listed and told by the database alone, from values that lie ready; undone at the end. */
async function bare({ pool }, changeId) {
  const client = await pool.connect();
  try {
    await client.query(
      'create temporary table ready as select id, due_at, start_at, explain, basis, leans_on, next_notice_at from clock',
    );
    await client.query(
      'create temporary table ready_move as select * from rule_change_move where change_id = $1',
      [`${changeId}`],
    );
    await client.query(
      "create temporary table ready_fact as select * from fact where kind in ('duty.moved', 'rules.changed')",
    );
    await client.query('create table if not exists bare_move (like rule_change_move including indexes)');
    await client.query('create table if not exists bare_fact (like fact including indexes)');
    await client.query('analyze ready');
    const { ms } = await milliseconds(async () => {
      await client.query('begin');
      await client.query(
        `update clock set due_at = r.due_at, start_at = r.start_at, explain = r.explain, basis = r.basis, leans_on = r.leans_on,
                next_notice_at = r.next_notice_at from ready r where clock.id = r.id`,
      );
      await client.query('insert into bare_move select * from ready_move');
      await client.query('insert into bare_fact select * from ready_fact');
      await client.query('commit');
    });
    await client.query('truncate bare_move, bare_fact');
    await client.query('drop table ready, ready_move, ready_fact');
    return ms;
  } finally {
    client.release();
  }
}

export async function measure() {
  const county = await startDuty();
  try {
    const who = await officer(county);
    const plan = await furnish(county, who);
    const changes = county.app.get(built('duty/change.service.js').ChangeService);
    const [listed, confirmed, bares] = [[], [], []];
    for (let nth = 0; nth < 3; nth += 1) {
      const body = { kind: 'calendar', year: yearWith(plan, nth + 1), reason: '量度' };
      const proposed = await milliseconds(() => changes.propose(who, body));
      const { counts, id, digest } = proposed.value;
      if (nth > 0) say(`${counts.moved} move, ${counts.recounted} recounted`);
      const done = await milliseconds(() => changes.confirm(who, id, digest));
      listed.push(proposed.ms);
      confirmed.push(done.ms);
      bares.push(await bare(county, id));
      say(
        `list ${round(proposed.ms)} ms, confirm ${round(done.ms)} ms, bare ${round(bares.at(-1))} ms, ${counts.moved} moved`,
      );
    }
    const database = median(bares);
    figure(`list of ${CLOCKS} clocks before and after`, median(listed) / 1000, 's');
    figure(`recompute of ${CLOCKS} clocks, one transaction`, median(confirmed) / 1000, 's', {
      bare: round(database / 1000, 3),
      ratio: round(median(confirmed) / database),
    });
  } finally {
    await county.stop();
  }
}
