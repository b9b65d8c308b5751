// The forecast, hotline clocks and standing duties on a real database.
import { randomUUID } from 'node:crypto';
import { SweepService } from '../../apps/server/src/duty/sweep.service';
import { eventually } from '../support/eventually';
import { startServer, type TestServer } from '../support/server';
import { anIncident, changeLevel, hoursAgo } from './duty-incident';

jest.setTimeout(120_000);
let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

type Times = {
  kind?: string;
  received?: string;
  assigned?: string;
  due?: string;
  replied?: string;
  reply?: string;
};
async function hotlineRecord({ kind, received, assigned, due, replied, reply }: Times): Promise<void> {
  const machine = await server.withToken('intake:write');
  const externalId = randomUUID();
  const { items } = await machine.call('messages.send', {
    body: [
      {
        externalId,
        channel: 'hotline',
        title: `第${externalId.slice(0, 6)}号来电`,
        body: `东关街路灯不亮，请维修（${externalId}）。`,
        hotline: {
          kind,
          receivedAt: received,
          assignedAt: assigned,
          dueAt: due,
          repliedAt: replied,
          replyBody: reply,
        },
      },
    ],
  });
  expect(items[0]?.externalId).toBe(externalId);
}

it('forecasts what falls due, the likely ones first, each with its reasons and the rule in words', async () => {
  const officer = await server.as('department-officer', 'liu', '交通运输局');
  const held = await anIncident(server, { level: '一般', detectedAt: hoursAgo(30) });
  const nobody = await anIncident(server, { level: '一般', detectedAt: hoursAgo(26), lead: '水利局' });
  const later = await anIncident(server, { level: '一般', detectedAt: hoursAgo(1) });
  const leader = await server.as('leader');
  await eventually(async () => {
    for (const incidentId of [held, nobody, later])
      expect((await leader.call('duties.list', { query: { incidentId } })).items).toHaveLength(1);
  });
  const { items, counts, rule } = await leader.call('forecast.duties', { query: { hours: 24 } });
  expect(items.map(({ incident, verdict }) => [incident?.id, verdict])).toEqual([
    [nobody, 'likely'],
    [held, 'possible'],
  ]);
  expect(counts).toEqual({ likely: 1, possible: 1, unlikely: 0 });
  expect(items[0]?.reasons[0]?.zh).toContain('没有经办人');
  expect(items[1]).toMatchObject({ holder: { id: officer.session?.officer.id }, expectedAt: null });
  expect(rule.zh).toContain('经验规则');
  const wide = await leader.call('forecast.duties', { query: { hours: 72 } });
  expect(wide.items).toHaveLength(3);
  expect((await leader.call('forecast.duties', { query: { hours: 1 } })).items).toEqual([]);
});

it('counts hotline records by kind: on time, late, open, overdue, and flagged ones apart', async () => {
  await hotlineRecord({
    kind: '咨询',
    received: '2026-03-02T02:00:00Z',
    replied: '2026-03-03T02:00:00Z',
    reply: '已答复',
  });
  await hotlineRecord({
    kind: '咨询',
    received: '2026-03-02T02:00:00Z',
    replied: '2026-03-09T02:00:00Z',
    reply: '已答复',
  });
  await hotlineRecord({ kind: '投诉', received: '2026-03-02T02:00:00Z' });
  await hotlineRecord({ kind: '求助', received: '2026-03-02T02:00:00Z', due: '2099-01-01T00:00:00Z' });
  await hotlineRecord({
    kind: '投诉',
    received: '2026-03-02T02:00:00Z',
    replied: '2026-03-01T02:00:00Z',
    reply: '已答复',
  });
  await hotlineRecord({ kind: '投诉', reply: '已答复' });
  const leader = await server.as('leader');
  const query = { from: '2026-03-01', to: '2099-12-31' };
  const told = await eventually(async () => {
    const answer = await leader.call('hotline.clocks', { query });
    expect(answer.total.records).toBe(6);
    return answer;
  });
  expect(told.total).toMatchObject({ onTime: 1, late: 1, open: 1, overdue: 1, uncounted: 2 });
  expect(told.total.onTimeRate).toBeCloseTo(1 / 3, 4);
  expect(told.rows.find(({ kind }) => kind === 'complaint')).toMatchObject({
    records: 3,
    overdue: 1,
    uncounted: 2,
  });
  expect(told.rows.find(({ kind }) => kind === 'consultation')?.limit?.zh).toContain('2个工作日');
  expect(Object.fromEntries(told.flags.map(({ flag, count }) => [flag, count]))).toEqual({
    'replied-before-received': 1,
    'no-start': 1,
    'reply-without-time': 1,
  });
  expect(told.leaning).toEqual({ records: 0, years: [] });
  // Behind every figure stand its records, and a period without any says where they are.
  const behind = (more: object) => leader.call('hotline.records', { query: { ...query, ...more } });
  expect(await behind({ state: 'late' })).toMatchObject({
    count: 1,
    items: [{ kind: 'consultation', state: 'late', flags: [], messageId: expect.any(String) }],
  });
  expect(await behind({ kind: 'complaint', state: 'uncounted' })).toMatchObject({ count: 2 });
  expect((await behind({ flag: 'replied-before-received' })).items).toMatchObject([{ state: 'uncounted' }]);
  expect((await behind({})).count).toBe(told.total.records);
  const empty = await leader.call('hotline.clocks', { query: { from: '2020-01-01', to: '2020-12-31' } });
  expect(empty).toMatchObject({ total: { records: 0 }, span: { from: '2026-03-02', records: 6 } });
  const csv = await leader.fetch(`/api/hotline/clocks.csv?from=${query.from}&to=${query.to}`);
  expect(csv.headers.get('content-type')).toContain('text/csv');
  const text = await csv.text();
  expect(text).toContain('"合计","","6","1","1","1","1","2","0.3333"');
  expect(text).toContain('"答复早于受理","1"');
  expect(
    await leader.refused('hotline.clocks', { query: { from: '2026-05-01', to: '2026-04-01' } }),
  ).toMatchObject({
    status: 422,
    code: 'hotline.period',
  });
});

const onlyClock = async (incidentId: string) => {
  const leader = await server.as('leader');
  return eventually(async () => {
    const { items } = await leader.call('duties.list', { query: { incidentId } });
    expect(items).toHaveLength(1);
    return items[0]!;
  });
};

it('what lies in another jurisdiction is not there', async () => {
  const leader = await server.as('leader');
  const incidentId = await anIncident(server, { level: '一般' });
  const { id } = await onlyClock(incidentId);
  const { rows } = await server.db.query(
    "insert into jurisdiction (name, level) values ('石门县', 'county') returning id",
  );
  const { rows: own } = await server.db.query('select jurisdiction_id as id from clock where id = $1', [id]);
  const belongTo = (jurisdictionId: string) =>
    server.db.query('update clock set jurisdiction_id = $2 where id = $1', [id, jurisdictionId]);
  await belongTo(rows[0].id);
  const params = { id };
  const body = { reason: '不应看到' };
  for (const route of ['duties.read', 'duties.limits'] as const)
    expect(await leader.refused(route, { params })).toMatchObject({ status: 404 });
  for (const route of ['duties.waive', 'duties.pause', 'duties.resume'] as const)
    expect(await leader.refused(route, { params, body })).toMatchObject({ status: 404 });
  expect((await leader.call('duties.list', { query: { incidentId } })).items).toEqual([]);
  await belongTo(own[0].id);
});

it('an extension has a limit, told before anybody asks, and a clock is paused only where its rule says so', async () => {
  const leader = await server.as('leader');
  const incidentId = await anIncident(server, { level: '一般', detectedAt: hoursAgo(40) });
  const clock = await onlyClock(incidentId);
  const params = { id: clock.id };
  const after = (hours: number) => new Date(Date.parse(clock.dueAt) + hours * 3_600_000).toISOString();
  // The clause names no limit: as long again as it allows.
  expect(await leader.call('duties.limits', { params })).toMatchObject({
    ...{ extendUntil: after(48), saidByClause: false, pausableFor: null },
  });
  const extend = { params, body: { dueAt: after(49), reason: '等待鉴定结论' } };
  expect(await leader.refused('duties.extend', extend)).toMatchObject({
    ...{ status: 422, code: 'duty.beyond-limit' },
  });
  const pause = { params, body: { reason: '征求第三方意见' } };
  expect(await leader.refused('duties.pause', pause)).toMatchObject({
    ...{ status: 422, code: 'duty.not-pausable' },
  });
});

it('a level is seen by what it makes of the clocks before it is changed, and makes of them what was seen', async () => {
  const leader = await server.as('leader');
  const incidentId = await anIncident(server, { level: '一般', occurredAt: hoursAgo(6) });
  const { id } = await onlyClock(incidentId);
  const seen = async (level: '重大' | '较大' | '一般') =>
    (await leader.call('duties.atLevel', { params: { id: incidentId }, query: { level } })).items;
  expect(await seen('较大')).toMatchObject([{ kind: 'runs-on', name: { en: 'Response' } }]);
  const raised = await seen('重大');
  expect(raised.map(({ kind, atOnce, name }) => [kind, atOnce, name.en])).toEqual([
    ['opened', true, 'Authoritative information'],
    ['opened', false, 'Press conference'],
    ['opened', false, 'Next update'],
    ['opened', false, 'Authoritative release within 24 hours'],
    ['falls-away', false, 'Response'],
  ]);
  await changeLevel(server, incidentId, '一般', '重大');
  const after = await eventually(async () => {
    const { items } = await leader.call('duties.list', { query: { incidentId } });
    expect(items).toHaveLength(5);
    return items;
  });
  expect(after.find((clock) => clock.id === id)).toMatchObject({ state: 'waived' });
  const opened = raised.filter(({ kind, name }) => kind === 'opened' && name.en !== 'Next update');
  for (const { basis, dueAt } of opened)
    expect(after.find((clock) => clock.basis === basis && clock.dueAt === dueAt)).toBeDefined();
  await server.serving.app.get(SweepService).sweep();
  expect((await seen('一般')).map(({ kind }) => kind).sort()).toEqual([
    ...['falls-away', 'falls-away', 'falls-away', 'opened', 'stays'],
  ]);
});

describe('a pack that counts opening hours and may be paused', () => {
  const open = [
    { from: '09:00', to: '12:00' },
    { from: '14:00', to: '17:30' },
  ];
  const clause = { document: '望澜县办法', article: '第四条', words: '应在八个办公小时内回应' };
  const what = { zh: '征求第三方意见', en: 'asking a third party' };

  it('is signed by a second person, counts by it, stands still, and runs again later by what it stood still', async () => {
    const [leader, second] = [await server.as('leader'), await server.as('leader', 'second')];
    const detectedAt = hoursAgo(2);
    const incidentId = await anIncident(server, { level: '较大', detectedAt });
    const rule = {
      ...{ duty: 'response' as const, name: { zh: '办公时间内回应', en: 'Response in opening hours' } },
      ...{ subject: 'incident' as const, appliesTo: { levels: ['较大' as const] } },
      ...{
        startsFrom: 'detected' as const,
        owedBy: 'responsible' as const,
        answeredBy: ['statement' as const],
      },
      within: { kind: 'opening-hours' as const, hours: 80, open },
      clause,
    };
    const pack = {
      id: 'wanglan-2026',
      name: { zh: '望澜县规定', en: 'Wanglan rules' },
      document: '望澜县办法',
    };
    const propose = (over: object) =>
      leader.call('changes.propose', {
        body: { kind: 'pack', pack: { ...pack, rules: [{ ...rule, ...over }] }, reason: '本县办法' },
      });
    await expect(
      leader.refused('changes.propose', {
        body: {
          ...{ kind: 'pack', reason: '本县办法' },
          pack: { ...pack, rules: [{ ...rule, within: { ...rule.within, open: [...open].reverse() } }] },
        },
      }),
    ).resolves.toMatchObject({ status: 422, code: 'pack.opening-hours' });
    const change = await propose({ pausableFor: { what, clause } });
    const done = await second.call('changes.confirm', {
      ...{ params: { id: change.id }, body: { digest: change.digest } },
    });
    expect(done).toMatchObject({ state: 'confirmed', counts: { opened: 1 } });
    const mine = async () =>
      (await leader.call('duties.list', { query: { incidentId } })).items.find(
        ({ packId }) => packId === pack.id,
      )!;
    const clock = await mine();
    expect(clock.explain.join()).toContain('累计80小时');
    const params = { id: clock.id };
    expect(await leader.call('duties.limits', { params })).toMatchObject({ pausableFor: { what, clause } });

    const body = { reason: '征求鉴定机构意见' };
    const officer = await server.as('department-officer', 'liu', '交通运输局');
    expect(await officer.refused('duties.pause', { params, body })).toMatchObject({ status: 403 });
    expect(await leader.refused('duties.resume', { params, body })).toMatchObject({
      ...{ status: 409, code: 'duty.not-paused' },
    });
    const paused = await leader.call('duties.pause', { params, body });
    expect(paused).toMatchObject({ state: 'open', pauses: [{ to: null, reason: body.reason }] });
    expect(paused.pausedAt).not.toBeNull();
    expect(await leader.refused('duties.pause', { params, body })).toMatchObject({ code: 'duty.paused' });
    // As if it had stood still for a month, past what was its due time: no warning, no breach, no forecast.
    await server.db.query(
      `update clock set due_at = due_at - interval '30 days', start_at = start_at - interval '30 days', paused_at = paused_at - interval '30 days',
              pauses = jsonb_set(pauses, '{0,from}', to_jsonb(to_char(paused_at - interval '30 days', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')))
        where id = $1`,
      [clock.id],
    );
    await server.serving.app.get(SweepService).sweep();
    expect(await mine()).toMatchObject({ state: 'open', atRisk: false });
    const { items } = await leader.call('forecast.duties', { query: { hours: 720 } });
    expect(items.map(({ clockId }) => clockId)).not.toContain(clock.id);

    const again = await leader.call('duties.resume', { params, body: { reason: '意见已收到' } });
    expect(again).toMatchObject({ state: 'open', pausedAt: null, atRisk: false });
    expect(again.pausedMs).toBeGreaterThan(29 * 86_400_000);
    expect(Date.parse(again.dueAt)).toBeGreaterThan(Date.now());
    expect(again.explain.join()).toContain('暂停计时');
    const { rows } = await server.db.query(
      "select kind, body from fact where subject_id = $1 and kind ~ 'duty.(paused|resumed|half|breached)' order by seq",
      [clock.id],
    );
    expect(rows.map(({ kind }) => kind)).toEqual(['duty.paused', 'duty.resumed']);
    expect(rows[1].body.to).toBe(again.dueAt);
    const { next_notice_at } = (
      await server.db.query('select next_notice_at from clock where id = $1', [clock.id])
    ).rows[0];
    expect(Date.parse(next_notice_at)).toBeGreaterThan(Date.now());
  });
});

it('counts the interpretations of a year, those behind first', async () => {
  const staff = await server.as('news-office');
  const before = await staff.call('standing.read', { query: {} });
  expect(before.items.every(({ count, once }) => count === 0 && !once)).toBe(true);
  expect(before.clauses.map(({ atLeast }) => atLeast)).toEqual([1, 2]);
  const [first] = before.items;
  const act = { departmentId: first!.department.id, principal: '周局长', title: '医保报销新规', url: null };
  await staff.call('standing.record', { body: { ...act, on: `${before.year}-01-01` } });
  await staff.call('standing.record', { body: { ...act, on: `${before.year - 1}-05-05` } });
  expect(
    await staff.refused('standing.record', { body: { ...act, on: `${before.year + 1}-05-05` } }),
  ).toMatchObject({ status: 422, code: 'standing.future' });
  const after = await staff.call('standing.read', { query: {} });
  expect(after.items.at(-1)).toMatchObject({
    department: first!.department,
    count: 1,
    once: true,
    twice: false,
  });
  expect(after.reached).toEqual({ departments: after.items.length, once: 1, twice: 0 });
  expect(after.years).toEqual([before.year, before.year - 1]);
  expect(
    await staff.refused('standing.record', { body: { ...act, on: `${before.year}-01-01` } }),
  ).toMatchObject({ status: 409, code: 'standing.twice' });
  // Recorded by mistake: it stays in view, counts no more, and may be recorded anew.
  const params = { id: after.items.at(-1)!.acts[0]!.id };
  const reason = '登错了部门';
  await staff.call('standing.withdraw', { params, body: { reason } });
  expect(await staff.refused('standing.withdraw', { params, body: { reason } })).toMatchObject({
    status: 404,
  });
  const mended = await staff.call('standing.read', { query: {} });
  expect(mended.reached.once).toBe(0);
  expect(mended.items.find(({ department }) => department.id === first!.department.id)).toMatchObject({
    count: 0,
    acts: [{ withdrawn: { reason } }],
  });
  await staff.call('standing.record', { body: { ...act, on: `${before.year}-01-01` } });
  const officer = await server.as('department-officer', 'liu', '交通运输局');
  expect(await officer.refused('standing.record', { body: { ...act, on: '2026-01-05' } })).toMatchObject({
    status: 403,
  });
});

it('the trend ends at the figures of now, and knows of each day what had happened by then', async () => {
  const leader = await server.as('leader');
  const { open, atRisk, breached, metOnTime, metLate, onTimeRate } = await leader.call('figures.duties');
  expect(open + breached).toBeGreaterThan(0);
  const trend = async (days: number) => (await leader.call('figures.dutyTrend', { query: { days } })).days;
  const now = await trend(14);
  expect(now).toHaveLength(14);
  expect(now.at(-1)).toMatchObject({ open, atRisk, breached, metOnTime, metLate, onTimeRate });
  expect(now[0]).toMatchObject({
    open: 0,
    atRisk: 0,
    breached: 0,
    metOnTime: 0,
    metLate: 0,
    onTimeRate: null,
  });
  // One that was met three days ago, four days after it began: open until then, met on time from then on.
  const { rows } = await server.db.query(
    `update clock set state = 'met', opened_at = now() - interval '7 days', start_at = now() - interval '7 days',
            met_at = now() - interval '3 days', due_at = now() - interval '1 day'
      where id = (select id from clock where state in ('open', 'breached') order by opened_at, id limit 1) returning 1`,
  );
  expect(rows).toHaveLength(1);
  const week = await trend(9);
  const of = (daysAgo: number) => week.at(-1 - daysAgo)!;
  expect([of(8).open, of(6).open, of(4).open, of(2).open]).toEqual([0, 1, 1, 0]);
  expect([of(4).metOnTime, of(2).metOnTime, of(0).metOnTime]).toEqual([0, 1, metOnTime + 1]);
  expect(of(2).onTimeRate).toBe(1);
  // Met before the first day that is shown, it is counted all the same.
  expect((await trend(2))[0]).toMatchObject({ metOnTime: 1 });
});
