// Who sees to a source: its keeper, what they are told and until when; sources that move, fall silent, bring ten thousand items; lists of them.
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { IntakeFollow } from '../../apps/server/src/intake/intake.follow';
import { PollService } from '../../apps/server/src/intake/poll.service';
import { Now } from '../../apps/server/src/platform/now';
import type { Client } from '../support/client';
import { eventually } from '../support/eventually';
import { startServer, type TestServer } from '../support/server';
import { grouped } from './understanding.parts';

// A busy machine takes its time.
jest.setTimeout(150_000);

let server: TestServer;
let staff: Client;
let web: Server;
let port: number;
const HOUR = 3600_000;
const at = (path: string) => `http://127.0.0.1:${port}${path}`;
const pages = new Map<string, RequestListener>();
const under = { now: 0, most: 0 };

const rss = (count: number, from = 0) =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>柳湾新闻</title>${Array.from(
    { length: count },
    (_, i) => `<item><guid>i${from + i}</guid><title>柳湾消息第${from + i}条</title></item>`,
  ).join('')}</channel></rss>`;
const xml =
  (body: string): RequestListener =>
  (_req, res) =>
    res.setHeader('content-type', 'application/rss+xml').end(body);

beforeAll(async () => {
  web = createServer((req, res) => {
    under.now += 1;
    under.most = Math.max(under.most, under.now);
    res.once('close', () => {
      under.now -= 1;
    });
    (pages.get(req.url ?? '') ?? ((_, none) => none.writeHead(404).end()))(req, res);
  });
  await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve));
  port = (web.address() as AddressInfo).port;
  server = await startServer();
  staff = await server.as('news-office');
});
afterAll(async () => {
  await server.close();
  web.closeAllConnections();
  await new Promise((resolve) => web.close(resolve));
});

const poll = (id: string) => server.serving.app.get(PollService).poll(id);
const find = async (id: string) => {
  const found = (await staff.call('sources.list')).items.find((s) => s.id === id);
  if (!found) throw new Error('the source is not listed');
  return found;
};
const settled = (id: string, state: string) =>
  eventually(async () => {
    const source = await find(id);
    expect(source.state).toBe(state);
    return source;
  });
const facts = async (id: string) =>
  (await server.db.query('select kind, body from fact where subject_id = $1 order by seq', [id])).rows as {
    kind: string;
    body: Record<string, unknown>;
  }[];
const alertsOf = async (id: string) =>
  (await staff.call('alerts.list', { query: { limit: 100 } })).items.filter((a) => a.subject.id === id);
const officerId = async (name: string) =>
  (await server.db.query('select id from officer where sign_in_name = $1', [name])).rows[0].id as string;
/** Lets the work run at a later hour. */
async function after<T>(hours: number, work: () => Promise<T>): Promise<T> {
  const clock = server.serving.app.get(Now);
  clock.at = () => new Date(Date.now() + hours * HOUR);
  try {
    return await work();
  } finally {
    clock.at = () => new Date();
  }
}

test('the keeper is named in the alert, reminded, and left alone once somebody takes it', async () => {
  const keeperId = await officerId('news-office');
  const { id } = await staff.call('sources.add', {
    body: { name: '柳湾论坛', url: at('/down.xml'), keeperId },
  });
  await settled(id, 'failing');
  await poll(id);
  await poll(id);
  await eventually(async () => expect(await alertsOf(id)).toHaveLength(1));
  expect((await alertsOf(id))[0]).toMatchObject({
    kind: 'source.failing',
    severity: 'warning',
    title: '柳湾论坛',
    text: {
      zh: '连续 3 次取不到内容：该地址不存在（404），请检查订阅地址。请测试news-office处理。',
      en: expect.stringContaining('测试news-office, please see to it'),
    },
  });
  expect((await facts(id)).at(-1)!.body).toMatchObject({ keeperId, times: 1 });
  await after(5, () => poll(id));
  expect((await facts(id)).at(-1)!.body).toMatchObject({ times: 2 });

  const taken = await staff.call('sources.take', { params: { id } });
  expect(taken).toMatchObject({ takenBy: '测试news-office', state: 'failing' });
  expect((await facts(id)).at(-1)).toEqual({
    kind: 'source.taken',
    body: { sourceId: id, code: 'feed.http-404' },
  });
  const count = (await facts(id)).length;
  await after(72, () => poll(id));
  expect(await facts(id)).toHaveLength(count);
  pages.set('/down.xml', xml(rss(1)));
  await poll(id);
  expect((await facts(id)).map((f) => f.kind)).toContain('source.recovered');
  expect(await find(id)).toMatchObject({ state: 'healthy', takenBy: null, takenAt: null });
  // Nothing is fetched while the model is loaded: that may last longer than a feed is waited for.
  await grouped(server);
  expect(await staff.refused('sources.take', { params: { id } })).toMatchObject({
    status: 409,
    code: 'source.well',
  });
});

test('a keeper must be able to act; whoever left is named no more', async () => {
  await server.as('reviewer');
  await server.as('news-office', 'leaving');
  const add = (keeperId: string) =>
    staff.call('sources.add', { body: { name: '看谁管', url: at('/gone-soon.xml'), keeperId } });
  await expect(add(await officerId('reviewer'))).rejects.toThrow('source.keeper');
  await expect(add('00000000-0000-4000-8000-000000000000')).rejects.toThrow('source.keeper');
  const keeperId = await officerId('leaving');
  pages.set('/gone-soon.xml', (_req, res) => res.writeHead(410).end());
  await server.db.query('update officer set active = false where id = $1', [keeperId]);
  const { id } = await staff.call('sources.add', { body: { name: '看谁管', url: at('/gone-soon.xml') } });
  await server.db.query('update source set keeper_id = $2 where id = $1', [id, keeperId]);
  await settled(id, 'gone');
  await eventually(async () =>
    expect((await alertsOf(id))[0]?.text.zh).toContain('尚未指定负责人，请有人认领。'),
  );
  // It is polled no more, yet not forgotten.
  await after(5, () => server.serving.app.get(IntakeFollow).sweep());
  await eventually(async () => expect((await alertsOf(id))[0]?.text.zh).toContain('（第 2 次提醒）'));
  expect(
    (
      await staff.refused('sources.change', {
        params: { id },
        body: { keeperId: await officerId('reviewer') },
      })
    ).code,
  ).toBe('source.keeper');
});

test('a permanent move is remembered, with a fact and a note; a passing one is not', async () => {
  pages.set('/new-home.xml', xml(rss(2)));
  pages.set('/old-home.xml', (_req, res) => res.writeHead(308, { location: '/new-home.xml' }).end());
  pages.set('/for-now.xml', (_req, res) => res.writeHead(302, { location: '/down.xml' }).end());
  const { id } = await staff.call('sources.add', { body: { name: '搬家报', url: at('/old-home.xml') } });
  const moved = await settled(id, 'healthy');
  expect(moved).toMatchObject({ url: at('/new-home.xml'), moved: { from: at('/old-home.xml') } });
  expect((await facts(id)).at(-1)).toEqual({
    kind: 'source.moved',
    body: { sourceId: id, from: `127.0.0.1:${port}`, to: `127.0.0.1:${port}` },
  });
  pages.delete('/old-home.xml');
  await poll(id);
  expect(await find(id)).toMatchObject({ state: 'healthy' });
  const passing = await staff.call('sources.add', { body: { name: '暂住', url: at('/for-now.xml') } });
  expect(await settled(passing.id, 'healthy')).toMatchObject({ url: at('/for-now.xml'), moved: null });
  // Where the new address is a source already, both stay as they are.
  pages.set('/again.xml', (_req, res) => res.writeHead(301, { location: '/new-home.xml' }).end());
  const again = await staff.call('sources.add', { body: { name: '又搬', url: at('/again.xml') } });
  expect(await settled(again.id, 'healthy')).toMatchObject({ url: at('/again.xml'), moved: null });
});

test('a site is heard when it says how long its feed may be kept', async () => {
  pages.set('/kept.xml', (_req, res) =>
    res.setHeader('cache-control', 'max-age=3600').end(rss(1).replace('<item>', '<ttl>120</ttl><item>')),
  );
  const { id } = await staff.call('sources.add', { body: { name: '可存两小时', url: at('/kept.xml') } });
  const { lastPolledAt, nextPollAt } = await settled(id, 'healthy');
  const minutes = (Date.parse(nextPollAt!) - Date.parse(lastPolledAt!)) / 60_000;
  expect(minutes).toBeGreaterThanOrEqual(120);
  expect(minutes).toBeLessThanOrEqual(132);
});

test('a source quieter than its own habit is told, and heard again when it speaks', async () => {
  pages.set('/habit.xml', xml(rss(1)));
  const { id } = await staff.call('sources.add', { body: { name: '每小时都有', url: at('/habit.xml') } });
  await settled(id, 'healthy');
  // Four weeks in which something came every hour, until twelve hours ago.
  await server.db.query(
    `insert into sighting (jurisdiction_id, message_id, batch_id, origin, external_id, channel, source_id, title, seen_at)
     select g.jurisdiction_id, g.message_id, g.batch_id, g.origin, 'h' || n, g.channel, g.source_id, '', now() - make_interval(hours => n)
       from sighting g cross join generate_series(12, 672) n where g.source_id = $1`,
    [id],
  );
  await server.db.query(
    "update sighting set seen_at = now() - interval '13 hours' where source_id = $1 and external_id = 'i0'",
    [id],
  );
  await poll(id);
  expect(await find(id)).toMatchObject({ state: 'quiet', failures: 0, trouble: { code: 'source.quiet' } });
  expect((await facts(id)).at(-1)).toMatchObject({
    kind: 'source.quiet',
    body: { keeperId: null, times: 1 },
  });
  await eventually(async () =>
    expect((await alertsOf(id))[0]).toMatchObject({
      kind: 'source.quiet',
      text: { zh: expect.stringMatching(/^比平时安静：已有 1[23] 小时没有新内容/) },
    }),
  );
  pages.set('/habit.xml', xml(rss(1, 50)));
  await poll(id);
  expect(await find(id)).toMatchObject({ state: 'healthy', trouble: null });
});

test('ten thousand new items at once all go in, and other sources do not wait for them', async () => {
  pages.set('/flood.xml', xml(rss(10_000, 1000)));
  const { id } = await staff.call('sources.add', { body: { name: '洪流', url: at('/flood.xml') } });
  pages.set('/beside.xml', xml(rss(1, 90_000)));
  await eventually(async () => expect((await find(id)).messages).toBeGreaterThan(0), 60_000);
  await eventually(
    async () => expect(await find(id)).toMatchObject({ state: 'healthy', messages: 10_000 }),
    80_000,
  );
});

test('sources of one host are asked one after the other', async () => {
  under.most = 0;
  const slow: RequestListener = (_req, res) => void setTimeout(() => res.end(rss(1)), 60);
  const ids = await Promise.all(
    [1, 2, 3, 4].map(async (n) => {
      pages.set(`/slow-${n}.xml`, slow);
      return (await staff.call('sources.add', { body: { name: `慢${n}`, url: at(`/slow-${n}.xml`) } })).id;
    }),
  );
  for (const id of ids) await settled(id, 'healthy');
  expect(under.most).toBe(1);
});

const opml = (outlines: string) =>
  `<?xml version="1.0"?><opml version="2.0"><body><outline text="县级">${outlines}</outline></body></opml>`;
const look = async (who: Client, body: string) => {
  const res = await who.fetch('/api/sources/opml', {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body,
  });
  return { status: res.status, ...((await res.json()) as { items?: unknown[]; code?: string }) };
};

test('a list of feeds is looked at first, then added; our own is read back', async () => {
  pages.set('/listed.xml', xml(rss(1)));
  const list = opml(
    `<outline text="新的" xmlUrl="${at('/listed.xml')}"/><outline text="有了" xmlUrl="${at('/kept.xml')}"/>
     <outline text="同一个" xmlUrl="${at('/listed.xml#x')}"/><outline text="坏的" xmlUrl="ftp://a.example/x"/>`,
  );
  const before = (await staff.call('sources.list')).items.length;
  const { items } = await look(staff, list);
  const unknown = { topics: [], speaksOf: null };
  expect(items).toEqual([
    { name: '新的', url: at('/listed.xml'), folder: '县级', state: 'new', reason: null, ...unknown },
    { name: '有了', url: at('/kept.xml'), folder: '县级', state: 'known', reason: null, ...unknown },
    {
      name: '坏的',
      url: 'ftp://a.example/x',
      folder: '县级',
      state: 'bad',
      reason: { zh: expect.stringContaining('地址无效'), en: expect.any(String) },
      ...unknown,
    },
  ]);
  expect((await staff.call('sources.list')).items).toHaveLength(before);
  const sources = [at('/listed.xml'), at('/kept.xml'), 'ftp://a.example/x'].map((url) => ({
    name: '订阅',
    url,
  }));
  const done = await staff.call('sources.addAll', { body: { sources, everyMinutes: 30 } });
  expect(done).toMatchObject({ added: 1, known: 1, bad: [{ url: 'ftp://a.example/x' }] });
  const exported = await staff.fetch('/api/sources.opml');
  expect(exported.headers.get('content-type')).toContain('text/x-opml');
  expect(exported.headers.get('content-disposition')).toContain('.opml');
  const back = await look(staff, await exported.text());
  expect(back.items).toHaveLength(before + 1);
  expect(back.items).toEqual(back.items!.map(() => expect.objectContaining({ state: 'known' })));
});

test('what is no list, and who may not', async () => {
  expect(await look(staff, '<!doctype html><p>x')).toMatchObject({ status: 422, code: 'opml.not-opml' });
  expect(await look(staff, 'x'.repeat(5_000_000))).toMatchObject({ status: 413, code: 'opml.too-large' });
  const leader = await server.as('leader');
  expect(await look(leader, opml(''))).toMatchObject({ status: 403 });
  expect((await leader.fetch('/api/sources.opml')).status).toBe(200);
  expect((await server.anonymous().fetch('/api/sources.opml')).status).toBe(401);
  expect(
    await leader.refused('sources.take', { params: { id: (await staff.call('sources.list')).items[0]!.id } }),
  ).toMatchObject({ status: 403 });
});
