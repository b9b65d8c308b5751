// Drills on a real database: the real rules in a time of their own, every sentence marked, the real record untouched.
import { sharedKinds } from '#contract';
import { DrillSweep } from '../../apps/server/src/duty/drill.sweep';
import { Now } from '../../apps/server/src/platform/now';
import type { Client } from '../support/client';
import { eventually } from '../support/eventually';
import { startServer, type TestServer } from '../support/server';
import { anIncident, departmentId } from './duty-incident';

jest.setTimeout(120_000);
let server: TestServer;
let staff: Client;
let leader: Client;
let school: Client;
let bystander: Client;
let lead: string;
beforeAll(async () => {
  server = await startServer();
  staff = await server.as('news-office');
  leader = await server.as('leader');
  school = await server.as('department-officer', 'school', '教育体育局');
  bystander = await server.as('department-officer', 'roads', '交通运输局');
  lead = await departmentId(server, '教育体育局');
});
afterAll(() => server.close());

const idOf = (client: Client) => client.session!.officer.id;
const prepare = (more: object = {}) =>
  staff.call('drills.prepare', {
    body: {
      name: '校园食品安全',
      level: '重大',
      emergency: true,
      story: '某小学多名学生腹泻，家长在网上求助。',
      leadDepartmentId: lead,
      speed: 600,
      lengthMinutes: 600,
      officerIds: [idOf(staff), idOf(leader), idOf(school)],
      injects: [
        { afterMinutes: 0, words: '家长群出现“投毒”传言。', departmentId: null },
        { afterMinutes: 400, words: '省台记者来电。', departmentId: lead },
      ],
      ...more,
    },
  });
const sweep = () => server.serving.app.get(DrillSweep).sweep();
/** The server's clock stands still: at this speed a second of a busy machine is ten minutes of the drill. */
function standStill(): void {
  const at = new Date();
  server.serving.app.get(Now).at = () => at;
}
afterEach(() => {
  server.serving.app.get(Now).at = () => new Date();
});
/** So many minutes pass in the drill, without waiting for them: it was started that much earlier. */
async function pass(id: string, minutes: number): Promise<void> {
  // At one stroke: the schedule's own sweep must not find the drill moved and its clocks not.
  await server.db.query(
    `with shift as (select id, make_interval(secs => $2::float8 * 60 / speed) as by from drill where id = $1 for update),
          clocks as (update drill_clock c set start_at = c.start_at - s.by, due_at = c.due_at - s.by from shift s where c.drill_id = s.id)
     update drill d set started_at = d.started_at - s.by, next_at = d.next_at - s.by from shift s where d.id = s.id`,
    [id, minutes],
  );
  await sweep();
}

/** Every table that is not a drill's, the ledger's, an alert's or a session's, with a digest of all its rows. */
async function realRecord(): Promise<Record<string, string>> {
  const { rows } = await server.db.query(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition
        and relname !~ '^(drill|fact|ledger|alert|session|stage_cursor|worker_process|process_clock|sign_in|migration)' order by 1`,
  );
  const record: Record<string, string> = {};
  for (const { name } of rows) {
    const { rows: found } = await server.db.query(
      `select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as all from ${name} t`,
    );
    record[name] = found[0].all;
  }
  return record;
}
const figures = async () => {
  const { asOf: _, ...counted } = await leader.call('figures.duties');
  return counted;
};

it('plays by the real rules, is marked in every sentence, ends in a report, and leaves the real record as it was', async () => {
  const real = await anIncident(server, { level: '一般' });
  await eventually(async () =>
    expect((await staff.call('duties.list', { query: { incidentId: real } })).items).toHaveLength(1),
  );
  standStill();
  const head = Number((await server.db.query('select max(seq) as seq from fact')).rows[0].seq);
  const before = {
    record: await realRecord(),
    figures: await figures(),
    releases: await (await fetch(`${server.url}/public/releases`)).text(),
  };

  const drill = await prepare();
  const params = { id: drill.id };
  expect(drill).toMatchObject({ state: 'prepared', clocks: [], events: [] });
  const begun = await staff.call('drills.start', { params });
  // The clocks are those of a real incident of this level.
  expect(begun.clocks.map(({ duty }) => duty).sort()).toEqual([
    'authoritative-information',
    'authoritative-release',
    'next-update',
    'press-conference',
  ]);
  const five = begun.clocks.find(({ duty }) => duty === 'authoritative-information')!;
  expect(Date.parse(five.dueAt) - Date.parse(five.startAt)).toBe(5 * 3_600_000);
  expect(five.holder?.id).toBe(idOf(school));
  expect(begun.injects.map(({ givenAt }) => givenAt !== null)).toEqual([true, false]);
  expect((await school.call('drills.read', { params })).injects).toHaveLength(1);

  await pass(drill.id, 100);
  const clock = { params: { id: drill.id, clockId: five.id } };
  expect(await staff.refused('drills.acknowledge', clock)).toMatchObject({
    status: 403,
    code: 'drill.not-yours',
  });
  await school.call('drills.acknowledge', clock);
  await pass(drill.id, 100);
  const responded = await staff.call('drills.respond', {
    params: { id: drill.id, n: 1 },
    body: { words: '核实并辟谣' },
  });
  expect(responded.injects[0]?.respondedBy).toBe('测试news-office');
  // The 5 hours run out: breached, and told rung by rung among those who take part.
  await pass(drill.id, 150);
  const late = await school.call('drills.release', {
    params,
    body: { form: 'statement', words: '情况通报：学生已就医。' },
  });
  expect(late.clocks.find(({ id }) => id === five.id)).toMatchObject({
    state: 'met-late',
    metBy: '测试school',
  });
  expect(late.clocks.filter(({ duty }) => duty === 'next-update')).toHaveLength(2);
  const kinds = late.events.map(({ kind }) => kind);
  expect(kinds).toEqual(expect.arrayContaining(['half', 'near', 'breached', 'escalated']));
  const rungs = late.events.filter(({ kind }) => kind === 'escalated').reverse();
  // Holder, leader, news office; the head of the department, who does not take part; the holder again.
  expect(rungs.map(({ to }) => to)).toEqual([
    ['测试school'],
    ['测试leader'],
    ['测试news-office'],
    [],
    ['测试school'],
  ]);
  expect(rungs[0]?.words.zh).toContain('真实情况下还会发：邮件、短信；预演不外发');
  expect(rungs[3]?.words.zh).toContain('无人可报');
  // Its time is over: it ends by itself.
  await pass(drill.id, 300);
  const ended = await staff.call('drills.read', { params });
  expect(ended.state).toBe('ended');
  expect(ended.report?.totals).toMatchObject({ metLate: 1, injects: 2, responded: 1, silent: 1, rungs: 5 });
  // Who answered when, for each rung.
  expect(
    ended.report?.rungs.map(({ target, repeat, told, answeredBy }) => [target, repeat, told, answeredBy]),
  ).toEqual([
    ['holder', 0, ['测试school'], '测试school'],
    ['supervising-leader', 0, ['测试leader'], null],
    ['news-office-on-duty', 0, ['测试news-office'], null],
    ['department-head', 0, [], null],
    ['holder', 1, ['测试school'], '测试school'],
  ]);
  const people = Object.fromEntries(ended.report!.people.map(({ name, answers }) => [name, answers]));
  expect(people).toEqual({ 测试leader: 0, '测试news-office': 1, 测试school: 2 });
  expect(
    await school.refused('drills.release', { params, body: { form: 'statement', words: '再发' } }),
  ).toMatchObject({
    status: 409,
    code: 'drill.not-now',
  });

  // Every sentence says what it is.
  const sentences = [...ended.events, ...ended.injects].map(({ words }) => words);
  for (const words of [ended.story, ...sentences]) {
    expect(words.zh).toMatch(/^【预演】/);
    expect(words.en).toMatch(/^\[DRILL\] /);
  }
  const alerts = await eventually(async () => {
    const { items } = await leader.call('alerts.list', { query: { limit: 200 } });
    const own = items.filter(({ subject }) => subject.type === 'drill');
    expect(own.map(({ kind }) => kind)).toContain('drill.ended');
    return own;
  });
  for (const { title, text, incidentId, severity } of alerts) {
    expect(title).toMatch(/^【预演】/);
    expect(text.zh).toMatch(/^【预演】/);
    expect(text.en).toMatch(/^\[DRILL\] /);
    expect(incidentId).toBeNull();
    expect(severity).not.toBe('critical');
  }
  expect(alerts.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(['drill.started', 'drill.noticed', 'drill.escalated']),
  );

  // The real record is what it was; the ledger has gained only the drill's facts, beside a seal where the hour is full.
  const { rows } = await server.db.query(
    "select distinct kind, subject_type, jurisdiction_id from fact where seq > $1 and kind <> 'ledger.checkpoint'",
    [head],
  );
  expect(rows.filter(({ kind }) => !kind.startsWith('drill.')).map(({ kind }) => kind)).toEqual([]);
  expect(new Set(rows.map(({ subject_type }) => subject_type))).toEqual(new Set(['drill']));
  expect(await realRecord()).toEqual(before.record);
  expect(await figures()).toEqual(before.figures);
  expect(await (await fetch(`${server.url}/public/releases`)).text()).toBe(before.releases);
  // What partners are told of is a list, and nothing of a drill is on it.
  expect(sharedKinds.filter((kind) => kind.startsWith('drill'))).toEqual([]);
});

it('a warning that nobody acknowledges climbs too; whoever takes up a breach holds it, then it goes on', async () => {
  standStill();
  const drill = await prepare({ lengthMinutes: 900, injects: [] });
  const params = { id: drill.id };
  const begun = await staff.call('drills.start', { params });
  const five = begun.clocks.find(({ duty }) => duty === 'authoritative-information')!;
  const clock = { params: { id: drill.id, clockId: five.id } };
  const targets = async () => {
    const { rows } = await server.db.query('select climbs from drill_clock where id = $1', [five.id]);
    const climbs = rows[0].climbs as { since: string; endedAs: string | null; steps: { rung: number }[] }[];
    return climbs.map(({ since, endedAs, steps }) => [since, endedAs, steps.map(({ rung }) => rung)]);
  };
  // 80 % of the five hours.
  await pass(drill.id, 245);
  expect(await targets()).toEqual([['near', null, [1]]]);
  expect(await leader.refused('drills.takeUp', clock)).toMatchObject({ status: 409, code: 'drill.not-now' });
  await pass(drill.id, 57);
  expect(await targets()).toEqual([
    ['near', 'breached', [1, 2]],
    ['breached', null, [3, 4]],
  ]);
  const held = await leader.call('drills.takeUp', clock);
  expect(held.clocks.find(({ id }) => id === five.id)?.mayTakeUp).toBe(false);
  await pass(drill.id, 50);
  expect((await targets())[1]).toEqual(['breached', null, [3, 4]]);
  // An hour in the drill is over: those told last are told again, and the rest comes at its time.
  await pass(drill.id, 20);
  expect((await targets())[1]).toEqual(['breached', null, [3, 4, 0, 5]]);
  const { report } = await staff.call('drills.end', { params });
  const own = report!.rungs.filter(({ clockId, since }) => clockId === five.id && since === 'breached');
  expect(own.map(({ target, answeredBy }) => [target, answeredBy])).toEqual([
    ['holder', null],
    ['supervising-leader', '测试leader'],
    [null, null],
    ['news-office-on-duty', null],
  ]);
});

it('is run by those who may and played by those who take part', async () => {
  const drill = await prepare();
  const params = { id: drill.id };
  const act = { params, body: { form: 'statement', words: '通报' } } as const;
  const refused = [
    await school.refused('drills.start', { params }),
    await school.refused('drills.release', act),
    await bystander.refused('drills.release', act),
    await staff.refused('drills.end', { params }),
    await staff.refused('drills.prepare', { body: { ...content(drill), officerIds: [drill.id] } }),
    await staff.refused('drills.prepare', { body: { ...content(drill), leadDepartmentId: drill.id } }),
  ];
  expect(refused.map(({ status, code }) => `${status} ${code}`)).toEqual([
    '403 access.not-permitted',
    '409 drill.not-now',
    '403 drill.not-part',
    '409 drill.not-now',
    '422 drill.no-such-officer',
    '422 drill.no-such-department',
  ]);
  await staff.call('drills.drop', { params });
  expect((await staff.call('drills.list')).items.map(({ id }) => id)).not.toContain(drill.id);
});

it('a stop of the server in the middle: nothing is told twice, nothing is missed', async () => {
  // Slow enough that what a restart takes is not the whole drill.
  const drill = await prepare({ speed: 60, lengthMinutes: 900, injects: [] });
  const params = { id: drill.id };
  await staff.call('drills.start', { params });
  await pass(drill.id, 160);
  await server.restart();
  [staff, leader] = [await server.as('news-office'), await server.as('leader')];
  await pass(drill.id, 200);
  await Promise.all([sweep(), sweep()]);
  const { events, clocks } = await staff.call('drills.end', { params });
  const five = clocks.find(({ duty }) => duty === 'authoritative-information')!;
  expect(five.state).toBe('breached');
  const told = await server.db.query(
    `select kind from drill_event where clock_id = $1 and kind in ('half', 'near', 'hour', 'breached') order by id`,
    [five.id],
  );
  expect(told.rows.map(({ kind }) => kind)).toEqual(['half', 'near', 'hour', 'breached']);
  expect(events[0]?.kind).toBe('ended');
  const { rows: steps } = await server.db.query(
    `select s->>'rung' as rung, s->>'repeat' as repeat, c->>'since' as since from drill_clock k,
            jsonb_array_elements(k.climbs) c, jsonb_array_elements(c->'steps') s where k.id = $1`,
    [five.id],
  );
  expect(steps.length).toBeGreaterThan(4);
  expect(new Set(steps.map(({ rung, repeat, since }) => `${since} ${rung}.${repeat}`)).size).toBe(
    steps.length,
  );
});

const content = (drill: Awaited<ReturnType<typeof prepare>>) => ({
  ...{
    name: drill.name,
    level: drill.level,
    emergency: true,
    story: drill.story.zh,
    speed: 60,
    lengthMinutes: 60,
    injects: [],
  },
  leadDepartmentId: drill.lead.id,
  officerIds: drill.participants.map(({ id }) => id),
});
