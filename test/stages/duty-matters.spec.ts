// The registry of matters on a real database: registered, counted, paused, extended to the limit, answered late, corrected, withdrawn.
import { createHash, randomUUID } from 'node:crypto';
import type { Clock, Input, MatterWhole } from '#contract';
import { due } from '#duty';
import { SweepService } from '../../apps/server/src/duty/sweep.service';
import { eventually } from '../support/eventually';
import { startServer, type TestServer } from '../support/server';
import { anIncident, departmentId, hoursAgo } from './duty-incident';
import { matterLists, whileRulesChange } from './matter-lists';
import { aText, publishedRelease, threePeople } from './release-text';

jest.setTimeout(150_000);
let server: TestServer;
let health: string;
let traffic: string;
beforeAll(async () => {
  server = await startServer();
  health = await departmentId(server, '卫生健康局');
  traffic = await departmentId(server, '交通运输局');
});
afterAll(() => server.close());

type In = Input<'matters.register'>['body'];
const staff = () => server.as('news-office');
const leader = () => server.as('leader');
const daysAgo = (n: number) => hoursAgo(24 * n);
const digest = createHash('sha256').update('答复书').digest('hex');
const request = (over: Partial<In> = {}): In => ({
  kind: 'disclosure-request',
  number: `望公开〔2026〕${randomUUID().slice(0, 8)}号`,
  title: '申请公开道路维修计划',
  departmentId: traffic,
  starts: [{ start: 'detected', at: daysAgo(1) }],
  ...over,
});
const register = async (over: Partial<In> = {}): Promise<MatterWhole> =>
  (await staff()).call('matters.register', { body: request(over) });
const clocksOf = async (matterId: string): Promise<Clock[]> =>
  (await (await leader()).call('duties.list', { query: { matterId } })).items;
const only = async (matterId: string): Promise<Clock> => {
  const [clock, ...others] = await clocksOf(matterId);
  expect(others).toEqual([]);
  return clock!;
};
const factsOf = async (id: string, kind?: string) =>
  (
    await server.db.query(
      `select kind, body from fact where (subject_id = $1 or body->>'matterId' = $1)
          and ($2::text is null or kind = $2) order by seq`,
      [id, kind ?? null],
    )
  ).rows as { kind: string; body: Record<string, unknown> }[];
const answer = (over: object = {}) => ({
  ...{ form: 'reply' as const, place: '邮寄送达', number: '望公开答〔2026〕1号', url: null, digest },
  at: new Date().toISOString(),
  ...over,
});
const sweep = () => server.serving.app.get(SweepService).sweep();

const kinds: [In['kind'], In['starts'], string, string[], string][] = [
  [
    'policy',
    [{ start: 'published', at: daysAgo(1) }],
    'interpretation',
    ['xinxing-2017'],
    '自公布起3个工作日内',
  ],
  [
    'regulation',
    [{ start: 'signed', at: daysAgo(1) }],
    'regulation-publication',
    ['mianyang-2018'],
    '自签发起3个工作日内',
  ],
  ['service-item', [{ start: 'signed', at: daysAgo(1) }], 'service-change', ['mianyang-2018'], '1个工作日内'],
  [
    'disclosure-request',
    [{ start: 'detected', at: daysAgo(1) }],
    'disclosure-reply',
    ['disclosure-regulations'],
    '自收到申请起20个工作日内',
  ],
];
it.each(kinds)(
  'a %s opens the clocks of every pack in force, each explained',
  async (kind, starts, duty, packs, said) => {
    const matter = await register({ kind, starts });
    const clocks = await clocksOf(matter.id);
    expect(clocks.map((c) => [c.duty, c.packId])).toEqual(packs.map((pack) => [duty, pack]));
    for (const clock of clocks) {
      const expected = due({ duty, from: starts[0]!.at, pack: clock.packId });
      expect(clock).toMatchObject({
        dueAt: expected.dueAt,
        explain: expect.arrayContaining(expected.explain),
      });
      expect(clock.explain.join()).toContain(said);
      expect(clock).toMatchObject({ incident: null, matter: { id: matter.id, kind, number: matter.number } });
    }
    expect(clocks.filter(({ strictest }) => strictest)).toHaveLength(1);
    // By the hour of the day half of one working day may be over, and told of, at once.
    expect((await factsOf(matter.id)).filter((one) => !/half|near|hour/.test(one.kind))).toMatchObject([
      { kind: 'matter.registered', body: { kind, number: matter.number, starts } },
      { kind: 'duty.opened', body: { incidentId: null, matterId: matter.id, duty } },
    ]);
  },
);

it('nothing is counted before its start was said; then its clock opens, and a second word is a correction', async () => {
  const matter = await register({ kind: 'policy', starts: [{ start: 'signed', at: daysAgo(3) }] });
  expect(matter).toMatchObject({ state: 'waiting', clocks: 0, dueAt: null });
  expect(matter.asked.map(({ start }) => start)).toEqual(['published']);
  const params = { id: matter.id };
  const desk = await staff();
  expect(
    await desk.refused('matters.answer', { params, body: answer({ form: 'interpretation' }) }),
  ).toMatchObject({
    ...{ status: 409, code: 'matter.no-clock' },
  });
  const at = daysAgo(2);
  const refusals: [object, number, string][] = [
    [{ start: 'published', at: hoursAgo(-1) }, 422, 'start.future'],
    [{ start: 'published', at: daysAgo(4) }, 422, 'matter.starts-order'],
    [{ start: 'signed', at }, 409, 'matter.start-said'],
  ];
  for (const [body, status, code] of refusals)
    expect(
      await desk.refused('matters.sayStart', { params, body: body as In['starts'][number] }),
    ).toMatchObject({ status, code });
  const body = { start: 'published' as const, at };
  await desk.call('matters.sayStart', { params, body });
  const running = await desk.call('matters.sayStart', { params, body });
  expect(running).toMatchObject({ clocks: 1, dueAt: due({ duty: 'interpretation', from: at }).dueAt });
  expect(await factsOf(matter.id, 'duty.opened')).toHaveLength(1);
});

it('the same again changes nothing, the same number with other content is refused, also at the same moment', async () => {
  const body = request();
  const desk = await staff();
  const twice = await Promise.all([1, 2, 3].map(() => desk.call('matters.register', { body })));
  expect(new Set(twice.map(({ id }) => id)).size).toBe(1);
  const { id } = twice[0]!;
  expect((await factsOf(id)).map(({ kind }) => kind)).toEqual(['matter.registered', 'duty.opened']);
  const loose = { ...body, number: ` ${body.number.replace('〔', '[').replace('〕', ']')} ` };
  expect((await desk.call('matters.register', { body: loose })).id).toBe(id);
  expect(await desk.refused('matters.register', { body: { ...body, title: '别的事项' } })).toMatchObject({
    ...{ status: 409, code: 'matter.number-taken' },
  });
});

it('no personal data comes in by the title, and none is in the ledger', async () => {
  const matter = await register({ title: '申请人13800001234申请公开低保名单' });
  expect(matter.title).toBe('申请人138****1234申请公开低保名单');
  expect(JSON.stringify(await factsOf(matter.id))).not.toContain('申请公开');
});

it('paused while a third party is asked, due later by that, and extended to twenty working days and no further', async () => {
  const matter = await register({ starts: [{ start: 'detected', at: daysAgo(2) }] });
  const clock = await only(matter.id);
  const params = { id: clock.id };
  const boss = await leader();
  await boss.call('duties.pause', { params, body: { reason: '征求第三方意见' } });
  expect(await boss.call('matters.read', { params: { id: matter.id } })).toMatchObject({ state: 'paused' });
  // As if the question had gone out some days ago.
  await server.db.query(
    `update clock set paused_at = paused_at - interval '1 day',
            pauses = jsonb_set(pauses, '{0,from}', to_jsonb(to_char((paused_at - interval '1 day') at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')))
      where id = $1`,
    [clock.id],
  );
  await boss.call('duties.resume', { params, body: { reason: '第三方已答复' } });
  const running = await only(matter.id);
  expect(running).toMatchObject({ state: 'open', pausedAt: null, pauses: [{ reason: '征求第三方意见' }] });
  expect(running.explain.join()).toContain('暂停计时');
  expect(Date.parse(running.dueAt)).toBeGreaterThanOrEqual(Date.parse(clock.dueAt));

  const { extendUntil, saidByClause } = await boss.call('duties.limits', { params });
  expect(saidByClause).toBe(true);
  const last = extendUntil!;
  const reason = '需要查阅档案';
  const beyond = new Date(Date.parse(last) + 60_000).toISOString();
  expect(await boss.refused('duties.extend', { params, body: { dueAt: beyond, reason } })).toMatchObject({
    code: 'duty.beyond-limit',
  });
  await boss.call('duties.extend', { params, body: { dueAt: last, reason } });
  expect(await boss.refused('duties.extend', { params, body: { dueAt: beyond, reason } })).toMatchObject({
    code: 'duty.beyond-limit',
  });
  expect(await boss.call('matters.read', { params: { id: matter.id } })).toMatchObject({ dueAt: last });
  const moved = (await factsOf(matter.id)).map(({ kind }) => kind);
  const ofClock = moved.filter((kind) => kind.startsWith('duty.'));
  expect(ofClock).toEqual(['duty.opened', 'duty.paused', 'duty.resumed', 'duty.extended']);
  // An interpretation knows of no pause.
  const policy = await register({ kind: 'policy', starts: [{ start: 'published', at: hoursAgo(1) }] });
  expect(
    await boss.refused('duties.pause', { params: { id: (await only(policy.id)).id }, body: { reason } }),
  ).toMatchObject({ code: 'duty.not-pausable' });
});

it('late is late: breached once, its people told, met late by proof, and the proof is recorded once', async () => {
  const doctor = await server.as('department-officer', 'doctor', '卫生健康局');
  const matter = await register({ departmentId: health, starts: [{ start: 'detected', at: daysAgo(90) }] });
  const clock = await only(matter.id);
  expect(clock.holder?.name).toBe('测试doctor');
  await sweep();
  await eventually(async () => expect(await only(matter.id)).toMatchObject({ state: 'breached' }));
  await sweep();
  expect(await factsOf(matter.id, 'duty.breached')).toHaveLength(1);
  expect(await doctor.call('matters.read', { params: { id: matter.id } })).toMatchObject({
    state: 'overdue',
  });
  const alerts = await eventually(async () => {
    const { items } = await (await staff()).call('alerts.list', { query: {} });
    const mine = items.filter(({ subject }) => subject.id === clock.id);
    expect(mine.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['clock.opened', 'clock.breached']));
    return mine;
  });
  expect(alerts[0]?.title).toContain('道路维修');
  const climbs = await eventually(async () => {
    const { items } = await (await leader()).call('escalations.list', { query: {} });
    const mine = items.filter(({ clockId }) => clockId === clock.id);
    expect(mine).not.toEqual([]);
    return mine;
  });
  expect(climbs[0]).toMatchObject({ incident: null, matter: { id: matter.id } });
  expect(climbs.flatMap(({ steps }) => steps.flatMap(({ told }) => told.map(({ name }) => name)))).toContain(
    '测试doctor',
  );

  const params = { id: matter.id };
  const stranger = await server.as('department-officer', 'liu', '交通运输局');
  expect(await stranger.refused('matters.answer', { params, body: answer() })).toMatchObject({
    ...{ status: 403, code: 'matter.not-yours' },
  });
  const refusals: [object, string][] = [
    [{ form: 'interpretation' }, 'duty.wrong-form'],
    [{ at: daysAgo(91) }, 'duty.evidence-early'],
    [{ at: hoursAgo(-1) }, 'duty.evidence-future'],
  ];
  for (const [over, code] of refusals)
    expect(await doctor.refused('matters.answer', { params, body: answer(over) })).toMatchObject({ code });
  const body = answer({ at: hoursAgo(1) });
  await doctor.call('matters.answer', { params, body });
  const done = await doctor.call('matters.answer', { params, body });
  expect(done).toMatchObject({ state: 'done', answers: [{ form: 'reply', digest, by: '测试doctor' }] });
  expect(await only(matter.id)).toMatchObject({
    ...{ state: 'met-late', evidence: { releaseId: null, answerId: done.answers[0]!.id, digest } },
  });
  expect(await factsOf(matter.id, 'duty.met')).toHaveLength(1);
  expect(await factsOf(matter.id, 'matter.answered')).toHaveLength(1);
  expect(
    await doctor.refused('matters.answer', { params, body: { ...body, digest: '0'.repeat(64) } }),
  ).toMatchObject({ status: 409, code: 'duty.settled' });
});

it('a corrected start moves the clock by a list that a person has seen, and says so', async () => {
  const matter = await register({ starts: [{ start: 'detected', at: daysAgo(1) }] });
  const before = await only(matter.id);
  const desk = await staff();
  const at = daysAgo(4);
  const start = {
    kind: 'start' as const,
    matterId: matter.id,
    start: 'detected' as const,
    reason: '收件登记有误',
  };
  expect(await desk.refused('changes.propose', { body: { ...start, at: hoursAgo(-1) } })).toMatchObject({
    code: 'start.future',
  });
  const { matterId: _, ...ofNothing } = start;
  expect(await desk.refused('changes.propose', { body: { ...ofNothing, at } })).toMatchObject({
    code: 'start.of-what',
  });
  expect(await desk.refused('changes.propose', { body: { ...start, start: 'published', at } })).toMatchObject(
    { status: 409, code: 'matter.start-unsaid' },
  );
  const change = await desk.call('changes.propose', { body: { ...start, at } });
  expect(change).toMatchObject({ matterId: matter.id, incidentId: null, counts: { moved: 1 } });
  expect(change.title.zh).toBe('更正收到申请时间');
  const moves = await desk.call('changes.moves', { params: { id: change.id }, query: {} });
  expect(moves.items).toMatchObject([{ matter: { id: matter.id }, incident: null, fromDue: before.dueAt }]);
  await desk.call('changes.confirm', { params: { id: change.id }, body: { digest: change.digest } });
  const after = await only(matter.id);
  expect(after).toMatchObject({ startAt: at, dueAt: due({ duty: 'disclosure-reply', from: at }).dueAt });
  expect(after.recounts).toMatchObject([{ kind: 'start', reason: '收件登记有误' }]);
  const { starts } = await desk.call('matters.read', { params: { id: matter.id } });
  expect(starts.map(({ holds, at: said }) => [holds, said])).toEqual([
    [true, at],
    [false, before.startAt],
  ]);
  expect(await factsOf(matter.id, 'rules.changed')).toHaveLength(1);
});

it('another pack binds matters too: what it asks for opens beside, and the strictest is marked', async () => {
  const matter = await register({ kind: 'policy', starts: [{ start: 'published', at: hoursAgo(2) }] });
  const boss = await leader();
  const second = await server.as('leader', 'second');
  const pack = {
    id: 'wanglan-matters',
    name: { zh: '望澜县解读办法', en: 'Wanglan on interpretation' },
    document: '望澜县办法',
    rules: [
      {
        ...{ duty: 'interpretation' as const, subject: 'policy' as const, appliesTo: {} },
        name: { zh: '当日解读', en: 'Interpretation on the day' },
        ...{ startsFrom: 'published' as const, within: { kind: 'running' as const, hours: 12 } },
        ...{ owedBy: 'responsible' as const, answeredBy: ['interpretation' as const] },
        clause: { document: '望澜县办法', article: '二', words: '解读材料应于十二小时内发布' },
      },
    ],
  };
  const change = await boss.call('changes.propose', { body: { kind: 'pack', pack, reason: '本县办法' } });
  await second.call('changes.confirm', { params: { id: change.id }, body: { digest: change.digest } });
  const clocks = await clocksOf(matter.id);
  expect(clocks.map(({ packId, strictest }) => [packId, strictest])).toEqual([
    ['wanglan-matters', true],
    ['xinxing-2017', false],
  ]);
  const gone = await boss.call('changes.propose', {
    body: { kind: 'withdraw-pack', packId: pack.id, lift: true, reason: '撤回办法' },
  });
  await second.call('changes.confirm', { params: { id: gone.id }, body: { digest: gone.digest } });
  expect((await clocksOf(matter.id)).map(({ packId, state }) => [packId, state])).toEqual([
    ['wanglan-matters', 'waived'],
    ['xinxing-2017', 'open'],
  ]);
});

it('an interpretation that is published for a matter meets its clock by itself; taken back, it says so', async () => {
  const people = await threePeople(server);
  const matter = await register({ kind: 'policy', starts: [{ start: 'published', at: hoursAgo(3) }] });
  const about = { form: 'interpretation' as const, matterId: matter.id };
  const body = { ...aText('政策解读'), ...about, incidentId: null };
  const incidentId = await anIncident(server);
  expect(await people.author.refused('releases.draft', { body: { ...body, incidentId } })).toMatchObject({
    ...{ status: 422, code: 'release.about-both' },
  });
  const elsewhere = { ...body, matterId: randomUUID() };
  expect(await people.author.refused('releases.draft', { body: elsewhere })).toMatchObject({ status: 404 });
  const id = await publishedRelease(people, { until: 'approved', text: about });
  const params = { id };
  const waits = await people.press.call('releases.read', { params });
  expect(waits).toMatchObject({ matterId: matter.id, stops: [{ clockId: (await only(matter.id)).id }] });
  expect(waits.matterTitle).toContain(matter.number);
  await people.press.call('releases.publish', { params });
  await eventually(async () =>
    expect(await only(matter.id)).toMatchObject({ state: 'met', evidence: { releaseId: id } }),
  );
  const read = async () => (await people.press.call('matters.read', { params: { id: matter.id } })).answers;
  expect(await read()).toMatchObject([{ releaseId: id, form: 'interpretation', withdrawnAt: null }]);
  expect(await factsOf(matter.id, 'duty.met')).toHaveLength(1);
  await people.press.call('releases.withdraw', { params, body: { reason: '口径有误' } });
  await eventually(async () => expect((await read())[0]?.withdrawnAt).not.toBeNull());
  expect(await only(matter.id)).toMatchObject({ state: 'met' });
});

it('handed to another department it is owed there; withdrawn its open clock falls away and nothing more is done', async () => {
  const matter = await register({ departmentId: health });
  const params = { id: matter.id };
  const desk = await staff();
  const { number, title } = matter;
  const body = { number, title, departmentId: traffic, reason: '不属本机关职责' };
  await desk.call('matters.amend', { params, body });
  expect(await only(matter.id)).toMatchObject({ department: { id: traffic }, acknowledgedAt: null });
  const other = await register();
  expect(
    await desk.refused('matters.amend', { params, body: { ...body, number: other.number } }),
  ).toMatchObject({ status: 409, code: 'matter.number-taken' });
  const gone = await desk.call('matters.withdraw', { params, body: { reason: '申请人撤回申请' } });
  expect(gone).toMatchObject({ state: 'withdrawn', may: [], withdrawn: { reason: '申请人撤回申请' } });
  expect(await only(matter.id)).toMatchObject({
    state: 'waived',
    waivedReason: '事项已撤销：申请人撤回申请',
  });
  expect(await desk.refused('matters.withdraw', { params, body: { reason: '再来一次' } })).toMatchObject({
    ...{ status: 409, code: 'matter.withdrawn' },
  });
});

it('the list goes by what is due first, by kind, state, department and time; figures and forecast count matters too', async () => {
  const desk = await staff();
  const all = await desk.call('matters.list', { query: { limit: 200 } });
  const dues = all.items.map(({ dueAt }) => dueAt ?? '9999');
  expect(dues).toEqual([...dues].sort());
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await desk.call('matters.list', { query: { limit: 4, cursor } });
    seen.push(...page.items.map(({ id }) => id));
    cursor = page.next ?? undefined;
  } while (cursor);
  expect(seen).toEqual(all.items.map(({ id }) => id));
  for (const state of ['waiting', 'running', 'done', 'withdrawn'] as const) {
    const { items } = await desk.call('matters.list', { query: { state, limit: 200 } });
    expect(items.map(({ id }) => id)).toEqual(
      all.items.filter((one) => one.state === state).map(({ id }) => id),
    );
  }
  const policies = await desk.call('matters.list', { query: { kind: 'policy', departmentId: traffic } });
  expect(policies.items.every(({ kind }) => kind === 'policy')).toBe(true);
  expect((await desk.call('duties.list', { query: { subject: 'policy' } })).items.length).toBeGreaterThan(0);
  const soon = new Date(Date.now() + 10 * 86_400_000).toISOString();
  const { items } = await desk.call('matters.list', { query: { dueBefore: soon, limit: 200 } });
  expect(items.every(({ dueAt }) => dueAt !== null && dueAt <= soon)).toBe(true);
  const [found] = (await desk.call('matters.list', { query: { q: '道路 维修', limit: 1 } })).items;
  expect(found?.title).toContain('道路维修');

  const figures = await (await leader()).call('figures.duties', {});
  const running = all.items.filter(({ state }) => state === 'running' || state === 'paused');
  expect(figures.open).toBeGreaterThanOrEqual(running.length);
  const forecast = await (await leader()).call('forecast.duties', { query: { hours: 720 } });
  expect(forecast.items.some(({ matter }) => matter?.kind === 'policy')).toBe(true);
});

it('a department that was merged away leaves its matters and their clocks to the other', async () => {
  const admin = await server.as('administrator');
  const gone = await departmentId(server, '民政局');
  const matter = await register({ departmentId: gone });
  await admin.call('departments.merge', {
    params: { id: gone },
    body: { intoId: health, reason: '机构改革' },
  });
  await eventually(async () => expect(await only(matter.id)).toMatchObject({ department: { id: health } }));
  const params = { id: matter.id };
  expect(await admin.call('matters.read', { params })).toMatchObject({ department: { id: health } });
});

it('a list goes in row by row, told by row where it does not; again it changes nothing, and no applicant is kept', async () => {
  const desk = await staff();
  const day = daysAgo(3).slice(0, 10);
  const n = randomUUID().slice(0, 6);
  const lines = [
    '政府信息公开申请登记表,,,,,',
    '受理编号,申请人,联系电话,申请内容,收到日期,承办单位',
    `${n}-1,李建国,13800001234,申请公开校车线路审批文件,${day},望澜县交通运输局`,
    `${n}-2,王小红,13900001234,申请公开疫苗采购合同,${day},卫生健康局`,
    `${n}-3,赵某,13700001234,申请公开预算,去年冬天,交通运输局`,
    `${n}-4,钱某,13600001234,申请公开决算,${day},不存在的单位`,
    `${n}-1,孙某,13500001234,同号的另一件,${day},交通运输局`,
    ',周某,13400001234,没有编号,,交通运输局',
  ];
  const { send, look, kept } = matterLists(server, desk);
  const before = await kept();
  const seen = await whileRulesChange(server, () => look(lines.join('\r\n')));
  expect(await kept()).toEqual(before);
  expect(seen.rows.map(({ row, becomes, refused }) => [row, becomes, refused?.code ?? null])).toEqual([
    [3, 'registered', null],
    [4, 'registered', null],
    [5, 'refused', 'matter.row-date'],
    [6, 'refused', 'matter.row-department'],
    [7, 'refused', 'matter.number-taken'],
    [8, 'refused', 'matter.row-number'],
  ]);
  expect(JSON.stringify(seen)).not.toMatch(/李建国|13800001234/);
  const report = await send(lines.join('\r\n'));
  expect(report).toMatchObject({ registered: 2, repeated: 0 });
  expect(report.columns.map(({ heading }) => heading)).toEqual([
    '受理编号',
    '申请内容',
    '承办单位',
    '收到日期',
  ]);
  expect({ ...seen, rows: undefined }).toEqual({ ...report, rows: undefined });
  expect(await send(lines.join('\r\n'))).toMatchObject({ registered: 0, repeated: 2 });
  const { items } = await desk.call('matters.list', { query: { q: n } });
  expect(items.map(({ number, department, clocks }) => [number, department?.name, clocks]).sort()).toEqual([
    [`${n}-1`, '交通运输局', 1],
    [`${n}-2`, '卫生健康局', 1],
  ]);
  const first = items.find(({ number }) => number === `${n}-1`);
  expect(seen.rows[0]).toMatchObject({
    matter: { number: `${n}-1`, title: first?.title, department: first?.department },
    ...{ dueAt: first?.dueAt, knownId: null },
  });
  const again = await look(lines.join('\r\n'));
  expect(again.rows[0]).toMatchObject({ becomes: 'repeated', knownId: first?.id });
  const { rows } = await server.db.query(
    "select (select string_agg(f::text, '') from fact f) || (select string_agg(m::text, '') from matter m) as all",
  );
  for (const gone of ['李建国', '王小红', '13800001234']) expect(rows[0].all).not.toContain(gone);
  const res = await desk.fetch('/api/matters/import', { method: 'POST', body: '甲,乙\n1,2\n' });
  expect([res.status, ((await res.json()) as { code: string }).code]).toEqual([422, 'matter.no-columns']);
});

it('only the news office registers, amends and withdraws; whoever only reads may not', async () => {
  const matter = await register();
  const params = { id: matter.id };
  const { number, title } = matter;
  for (const role of ['department-officer', 'reviewer', 'leader', 'auditor', 'administrator'] as const) {
    const who = await server.as(role);
    const refusals = [
      who.refused('matters.register', { body: request() }),
      who.refused('matters.amend', { params, body: { number, title, departmentId: null, reason: '试试' } }),
      who.refused('matters.withdraw', { params, body: { reason: '试试' } }),
      who.refused('matters.sayStart', { params, body: { start: 'signed', at: daysAgo(1) } }),
    ];
    for (const refused of await Promise.all(refusals)) expect(refused).toMatchObject({ status: 403 });
    expect((await who.call('matters.read', { params })).may).toEqual([]);
  }
});
