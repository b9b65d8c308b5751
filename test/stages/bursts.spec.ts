// Bursts on a real server: counted with the labels, raised once against the own baseline, ended, and made up for after a stop.

import { Now } from '../../apps/server/src/platform/now';
import { BurstWatch } from '../../apps/server/src/understanding/burst.watch';
import type { Client } from '../support/client';
import { eventually } from '../support/eventually';
import { startServer, type TestServer } from '../support/server';
import { football, grouped, lamps, stranger, water } from './understanding.parts';

jest.setTimeout(150_000);

const HOUR = 3_600_000;
let server: TestServer;
let staff: Client;
let machine: Client;
let jurisdictionId: string;
/** Some hour of a Wednesday afternoon. */
const start = Date.parse('2026-10-14T06:00:00Z');
const at = (hours: number, minutes = 5) => new Date(start + hours * HOUR + minutes * 60_000);
let now = at(0);

const setClock = () => jest.spyOn(server.serving.app.get(Now), 'at').mockImplementation(() => now);
beforeAll(async () => {
  server = await startServer();
  // From the first: the schedule's own look, a minute on, must not see another time than the tests do.
  setClock();
  staff = await server.as('news-office');
  machine = await server.withToken('intake:write');
  jurisdictionId = (await server.db.query('select id from jurisdiction')).rows[0].id;
}, 120_000);
afterAll(() => server?.close());

const check = () => server.serving.app.get(BurstWatch).check(jurisdictionId);
const facts = async (kind: 'burst.began' | 'burst.ended') =>
  (await server.db.query('select body from fact where kind = $1 order by seq', [kind])).rows.map(
    ({ body }) => body as Record<string, unknown>,
  );
/** Where the schedule's own look is under way, that one may have read the counts before they were put there. */
const raised = (times: number) =>
  eventually(async () => {
    await check();
    const began = await facts('burst.began');
    expect(began).toHaveLength(times);
    return began;
  });
const put = (hours: number, count: number, key = '民政') =>
  server.db.query(
    `insert into message_hour values ($1, 'topic', $4, $2, $3)
     on conflict (jurisdiction_id, kind, key, hour) do update set count = excluded.count`,
    [jurisdictionId, new Date(start + hours * HOUR), count, key],
  );

it('counts civic messages by the hour in which they were said, each once, in their topic and by their way in', async () => {
  const said = at(-3);
  const { items } = await machine.call('messages.send', {
    body: [{ ...water.hotline, publishedAt: said.toISOString() }, lamps(1), football],
  });
  await grouped(server);
  const read = await staff.call('messages.read', { params: { id: items[0]!.id! } });
  const { rows } = await server.db.query(
    'select kind, key, hour, count from message_hour order by kind, key, hour',
  );
  const hourOfSaid = new Date(Math.floor(said.getTime() / HOUR) * HOUR);
  expect(rows).toContainEqual({ kind: 'channel', key: 'hotline', hour: hourOfSaid, count: 1 });
  expect(rows).toContainEqual({ kind: 'topic', key: read.topic, hour: hourOfSaid, count: 1 });
  expect(rows.filter(({ kind }) => kind === 'channel').map(({ key }) => key)).toEqual(['hotline', 'phone']);
  const again = await machine.call('messages.send', {
    body: [{ ...water.hotline, publishedAt: said.toISOString() }],
  });
  expect(again.repeated).toBe(1);
  expect((await server.db.query('select sum(count)::int as all from message_hour')).rows[0].all).toBe(
    rows.reduce((sum, { count }) => sum + count, 0),
  );
});

it('says that it knows too little where it does, and judges nothing', async () => {
  const { series, items, falseAlarmsAWeek } = await staff.call('bursts.list');
  expect(falseAlarmsAWeek).toBe(1);
  expect(series.every(({ basis }) => basis === 'none')).toBe(true);
  expect(items).toEqual([]);
});

it('raises a burst once while it lasts, tells its baseline, and ends it when it is quiet', async () => {
  const ago = new Date(start - 8 * 168 * HOUR);
  // At one stroke, of a topic that nobody wrote of: a look of the schedule's own keeps for an hour what it makes of a series.
  await server.db.query(
    `with series as (insert into message_series values ($1, 'topic', '民政', $2))
     insert into message_hour select $1, 'topic', '民政', h, 2 from generate_series($2::timestamptz, $3::timestamptz, interval '1 hour') h`,
    [jurisdictionId, ago, at(0, 0)],
  );
  await check();
  expect(await facts('burst.began')).toEqual([]);
  await put(0, 19);
  await Promise.all([check(), check()]);
  const began = await raised(1);
  expect(began).toMatchObject([
    { series: 'topic', key: '民政', window: 1, count: 19, basis: 'week', late: false },
  ]);
  expect(began[0]!.expected).toBeGreaterThan(1.5);
  expect(began[0]!.expected).toBeLessThan(2.5);
  const alerts = await eventually(async () => {
    const listed = await staff.call('alerts.list', { query: { kind: 'burst.began' } });
    expect(listed.items).toHaveLength(1);
    return listed.items;
  });
  expect(alerts[0]).toMatchObject({ severity: 'warning', title: '民政', subject: { type: 'burst' } });
  expect(alerts[0]!.text.zh).toBe('苗头：自 10月14日 14:00 起 19 条，平时同一时段约 2 条。');
  // It goes on, then three whole quiet hours.
  await put(1, 12);
  for (const [hours, count] of [
    [2, 2],
    [3, 1],
    [4, 2],
  ] as const)
    await put(hours, count);
  now = at(1);
  await check();
  now = at(4);
  await check();
  expect(await facts('burst.ended')).toEqual([]);
  now = at(5);
  await check();
  expect(await facts('burst.ended')).toMatchObject([
    { endedAt: new Date(start + 2 * HOUR).toISOString(), messages: 31 },
  ]);
  now = at(6);
  await check();
  expect(await facts('burst.began')).toHaveLength(1);
  const { items, series } = await staff.call('bursts.list');
  expect(items).toMatchObject([{ name: '民政', peak: 19, messages: 31, endedAt: expect.any(String) }]);
  expect(series.find(({ key }) => key === '民政')?.basis).toBe('week');
  const shown = await staff.call('bursts.series', {
    query: { jurisdictionId, kind: 'topic', key: '民政', hours: 24 },
  });
  expect(shown.hours).toHaveLength(24);
  expect(shown.hours.find(({ count }) => count === 19)!.threshold).toBeLessThanOrEqual(19);
});

it('finds after a stop of two days what rose meanwhile, and says that it is late', async () => {
  for (let hours = 7; hours <= 54; hours += 1) await put(hours, hours === 10 ? 30 : 2);
  now = at(54);
  await server.restart();
  setClock();
  staff = await server.as('news-office');
  await check();
  const began = await raised(2);
  expect(began[1]).toMatchObject({
    late: true,
    startedAt: new Date(start + 10 * HOUR).toISOString(),
    count: 30,
  });
  expect(await facts('burst.ended')).toHaveLength(2);
});

it('shows nobody another county’s series', async () => {
  const next = await stranger(server);
  expect(await next.call('bursts.list')).toMatchObject({ items: [], series: [] });
  const query = { jurisdictionId, kind: 'topic', key: '民政' } as const;
  expect(await next.refused('bursts.series', { query })).toMatchObject({ status: 404 });
  expect(await next.refused('bursts.simulation', { query: { jurisdictionId } })).toMatchObject({
    status: 404,
  });
});

it('simulates its own usual: false alarms a week beside what is allowed, and what was really raised', async () => {
  const found = await staff.call('bursts.simulation', { query: { jurisdictionId } });
  expect(found).toMatchObject({ own: true, allowed: 1, historyWeeks: 8 });
  const { series } = await staff.call('bursts.list');
  expect(found.series).toBe(series.filter(({ basis }) => basis !== 'none').length);
  expect(found.aWeek).toBeLessThanOrEqual(1);
  expect(found.raised).toBe((await facts('burst.began')).length);
  expect(await staff.call('bursts.simulation', { query: { jurisdictionId } })).toEqual(found);
});
