// Sources against a real web server on this machine: added, tried, polled, failing, recovered, moved, removed.
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PollService } from '../../apps/server/src/intake/poll.service';
import { Now } from '../../apps/server/src/platform/now';
import { HeatSchedule } from '../../apps/server/src/understanding/heat.schedule';
import type { Client } from '../support/client';
import { eventually } from '../support/eventually';
import { startServer, type TestServer } from '../support/server';
import { grouped } from './understanding.parts';

// A busy machine takes its time.
jest.setTimeout(120_000);

let server: TestServer;
let staff: Client;
let web: Server;
let port: number;
const at = (path: string) => `http://127.0.0.1:${port}${path}`;

type Item = { id: string; title: string; text: string; date?: string };
const rss = (items: Item[]) => `<?xml version="1.0"?><rss version="2.0"><channel><title>望澜日报</title>
${items.map((i) => `<item><guid>${i.id}</guid><title>${i.title}</title><description>${i.text}</description>${i.date ? `<pubDate>${i.date}</pubDate>` : ''}</item>`).join('\n')}
</channel></rss>`;
const news: Item[] = [
  {
    id: 'n1',
    title: '望澜县新建两所幼儿园',
    text: '秋季开始招生，咨询请找杜老师13712345678。',
    date: '2026-11-01 09:00:00',
  },
  { id: 'n2', title: '青云河今起清淤', text: '工期约四十天，沿河步道临时封闭。' },
];
/** 汉字: GBK bytes of the two characters, as an old site would send them. */
const gbk = Buffer.concat([
  Buffer.from('<?xml version="1.0" encoding="gb2312"?><rss version="2.0"><channel><title>'),
  Buffer.from([0xba, 0xba, 0xd7, 0xd6]),
  Buffer.from('</title><item><guid>g1</guid><title>'),
  Buffer.from([0xba, 0xba, 0xd7, 0xd6]),
  Buffer.from('</title><description>x</description></item></channel></rss>'),
]);

/** What each path answers now; a test may change it. */
const pages = new Map<string, RequestListener>();
const asked = new Map<string, Record<string, unknown>[]>();
const xml = (body: string | Buffer, type = 'application/rss+xml'): RequestListener => {
  return (_req, res) => res.setHeader('content-type', type).end(body);
};
const status =
  (code: number): RequestListener =>
  (_req, res) =>
    res.writeHead(code).end();

beforeAll(async () => {
  web = createServer((req, res) => {
    const path = req.url ?? '';
    asked.set(path, [...(asked.get(path) ?? []), req.headers]);
    (pages.get(path) ?? status(404))(req, res);
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

const add = (path: string, name = path) =>
  staff.call('sources.add', { body: { name, url: at(path), everyMinutes: 10 } });
const find = async (id: string) => {
  const found = (await staff.call('sources.list')).items.find((s) => s.id === id);
  if (!found) throw new Error('the source is not listed');
  return found;
};
const facts = async (id: string) =>
  (await server.db.query('select kind, body from fact where subject_id = $1 order by seq', [id])).rows as {
    kind: string;
    body: Record<string, unknown>;
  }[];
const messagesOf = async (id: string) =>
  (await server.db.query('select * from message where source_id = $1 order by external_id', [id])).rows;
const poll = (id: string) => server.serving.app.get(PollService).poll(id);

test('a source is polled as soon as it is added, and its items go in once, masked', async () => {
  pages.set('/news.xml', (req, res) => {
    res.setHeader('etag', '"v1"').setHeader('content-type', 'application/rss+xml');
    if (req.headers['if-none-match'] === '"v1"') res.writeHead(304).end();
    else res.end(rss(news));
  });
  const added = await add('/news.xml', '望澜日报');
  expect(added).toMatchObject({ state: 'new', failures: 0, messages: 0 });
  const source = await eventually(async () => {
    const now = await find(added.id);
    expect(now.state).toBe('healthy');
    return now;
  });
  // Nothing is fetched while the model is loaded: that may last longer than a feed is waited for.
  await grouped(server);
  expect(source).toMatchObject({ messages: 2, trouble: null, failures: 0 });
  expect(source.days).toHaveLength(14);
  expect(source.days.at(-1)).toBe(2);
  expect(Date.parse(source.nextPollAt!)).toBeGreaterThan(Date.parse(source.lastPolledAt!));

  const [first, second] = await messagesOf(added.id);
  expect(first).toMatchObject({ channel: 'feed', title: '望澜县新建两所幼儿园', masked: { mobile: 1 } });
  expect(first.body).not.toContain('13712345678');
  expect(first.published_at).toEqual(new Date('2026-11-01T01:00:00Z'));
  expect(second.published_at).toEqual(second.received_at);

  await poll(added.id);
  expect(asked.get('/news.xml')!.at(-1)).toMatchObject({ 'if-none-match': '"v1"' });
  expect(await find(added.id)).toMatchObject({ state: 'healthy', messages: 2 });
  const received = await server.db.query(
    "select body from fact where kind = 'intake.received' and body->>'sourceId' = $1",
    [added.id],
  );
  expect(received.rows.map((r) => r.body.count)).toEqual([2]);

  // A further item is the only one that goes in; the same story elsewhere is a further sighting.
  pages.set(
    '/news.xml',
    xml(rss([...news, { id: 'n3', title: '县图书馆延长开放', text: '周末开放至晚上九点。' }])),
  );
  await poll(added.id);
  expect(await find(added.id)).toMatchObject({ messages: 3 });
  pages.set('/copy.xml', xml(rss([{ ...news[1]!, id: 'c1' }])));
  const copy = await add('/copy.xml');
  await eventually(async () => expect(await find(copy.id)).toMatchObject({ state: 'healthy', messages: 0 }));
  expect((await messagesOf(added.id))[1]).toMatchObject({ sightings: 2 });
});

test('how far an item reached, as its feed tells it, makes its incident hotter; less told later takes nothing away', async () => {
  const told = (comments: string) =>
    xml(`<rss version="2.0"><channel><title>望澜论坛</title><item><guid>r1</guid><title>枫桥亭景区停车场漫天要价</title>
      <description>枫桥亭景区停车场一小时收费四十元，没有公示价格，游客请物价部门到枫桥亭停车场查一查。</description>
      ${comments && `<slash:comments>${comments}</slash:comments>`}</item></channel></rss>`);
  pages.set('/forum.xml', told('12'));
  const { id } = await add('/forum.xml', '望澜论坛');
  await eventually(async () => expect(await find(id)).toMatchObject({ state: 'healthy', messages: 1 }));
  const reached = async () =>
    (await server.db.query('select views, comments::int from reach_card')).rows as unknown[];
  expect(await reached()).toEqual([{ views: null, comments: 12 }]);
  for (const comments of ['340', '5', '', 'many']) {
    pages.set('/forum.xml', told(comments));
    await poll(id);
    expect(await reached()).toEqual([{ views: null, comments: 340 }]);
  }
  const incident = await eventually(async () => {
    const { items } = await staff.call('incidents.list', { query: { q: '枫桥亭' } });
    expect(items).toHaveLength(1);
    return items[0]!.id;
  });
  await server.serving.app.get(HeatSchedule).sweep();
  const { heat, heatParts, heatCounts } = await staff.call('incidents.read', { params: { id: incident } });
  expect(heatCounts).toMatchObject({ comments: 340, views: 0 });
  expect(heatParts.reach).toBeGreaterThan(5);
  expect(heat).toBeCloseTo(
    Object.values(heatParts).reduce((sum, part) => sum + part, 0),
    0,
  );
});

test('an address can be tried: it shows what it would bring and keeps nothing', async () => {
  pages.set('/gbk.xml', xml(gbk, 'text/xml'));
  expect(await staff.call('sources.test', { body: { url: at('/gbk.xml') } })).toMatchObject({
    title: '汉字',
    format: 'rss',
    charset: expect.stringMatching(/^gb/),
    count: 1,
    items: [{ title: '汉字', publishedAt: null }],
  });
  pages.set('/try.xml', xml(rss(news)));
  const tried = await staff.call('sources.test', { body: { url: at('/try.xml') } });
  expect(tried.items[0]!.summary).not.toContain('13712345678');
  // An item without a title is shown by its first words, as it would be stored; one that says nothing would not be.
  pages.set(
    '/bare.xml',
    xml(
      rss([
        { id: 'b1', title: '', text: '桥东路停水两天。' },
        { id: 'b2', title: '', text: '' },
      ]),
    ),
  );
  expect(await staff.call('sources.test', { body: { url: at('/bare.xml') } })).toMatchObject({
    count: 1,
    items: [{ title: '桥东路停水两天' }],
  });
  const { rows } = await server.db.query(
    "select 1 from source where url like '%try.xml' or url like '%gbk.xml'",
  );
  expect(rows).toEqual([]);
});

test('a page that names its feeds offers them to be tried instead', async () => {
  const head = '<link rel="alternate" type="application/rss+xml" title="望澜要闻" href="/try.xml">';
  pages.set(
    '/front.html',
    xml(`<!doctype html><html><head>${head}</head><body>你好</body></html>`, 'text/html'),
  );
  const tried = await staff.call('sources.test', { body: { url: at('/front.html') } });
  expect(tried).toMatchObject({ count: 0, items: [], offered: [{ title: '望澜要闻', url: at('/try.xml') }] });
});

test.each<[string, RequestListener, string]>([
  [
    '/page.html',
    xml('<!doctype html><html><head><title>首页</title></head><body><p>你好</p></body></html>', 'text/html'),
    'feed.html',
  ],
  ['/words.txt', xml('these are only words', 'text/plain'), 'feed.not-a-feed'],
  ['/empty.xml', xml(''), 'feed.empty'],
  [
    '/away.xml',
    (_req, res) => res.writeHead(302, { location: `http://127.0.0.2:${port}/news.xml` }).end(),
    'feed.refused-address',
  ],
  ['/missing.xml', status(404), 'feed.http-404'],
])('%s is refused with a sentence in both languages', async (path, page, code) => {
  pages.set(path, page);
  const refused = await staff.refused('sources.test', { body: { url: at(path) } });
  expect(refused).toMatchObject({ status: 422, code });
  expect(refused.problem.detail).toMatch(/\p{Script=Han}/u);
  expect(refused.problem.detailEn).toMatch(/[a-z]/);
});

test.each([
  ['http://10.0.0.1/feed', 'feed.refused-address'],
  ['http://169.254.169.254/latest/meta-data', 'feed.refused-address'],
  ['file:///etc/passwd', 'feed.bad-address'],
  ['http://user:secret@127.0.0.1/feed', 'feed.credentials'],
])('%s is refused as %s', async (url, code) => {
  expect(await staff.refused('sources.test', { body: { url } })).toMatchObject({ status: 422, code });
});

test('a body without end is cut off, and the server goes on', async () => {
  pages.set('/endless.xml', (_req, res) => {
    const pour = () => {
      while (!res.destroyed && res.write(Buffer.alloc(1 << 20, 32)));
      if (!res.destroyed) res.once('drain', pour);
    };
    pour();
  });
  const refused = staff.refused('sources.test', { body: { url: at('/endless.xml') } });
  expect((await fetch(`${server.url}/health/live`)).status).toBe(200);
  expect(await refused).toMatchObject({ status: 422, code: 'feed.too-large' });
});

test('a source that keeps failing is told once, again after a day, and once when it recovers', async () => {
  pages.set('/shaky.xml', status(503));
  const { id } = await add('/shaky.xml');
  await eventually(async () => expect(await find(id)).toMatchObject({ state: 'failing', failures: 1 }));
  expect((await find(id)).trouble).toMatchObject({ code: 'feed.http-503', zh: expect.any(String) });
  await poll(id);
  expect((await facts(id)).map((f) => f.kind)).toEqual(['source.added']);
  await poll(id);
  await poll(id);
  expect((await facts(id)).map((f) => f.kind)).toEqual(['source.added', 'source.failing.2']);
  expect((await facts(id)).at(-1)!.body).toEqual({
    sourceId: id,
    code: 'feed.http-503',
    failures: 3,
    since: null,
    keeperId: null,
    times: 1,
  });

  const clock = server.serving.app.get(Now);
  clock.at = () => new Date(Date.now() + 25 * 3600_000);
  try {
    await poll(id);
    pages.set('/shaky.xml', xml(rss([{ id: 'a', title: '恢复供稿', text: '内容恢复更新。' }])));
    await poll(id);
    await poll(id);
  } finally {
    clock.at = () => new Date();
  }
  expect((await facts(id)).map((f) => f.kind)).toEqual([
    'source.added',
    'source.failing.2',
    'source.failing.2',
    'source.recovered',
  ]);
  expect(await find(id)).toMatchObject({ state: 'healthy', trouble: null, failures: 0, messages: 1 });
});

test('a feed without items is empty; one that was taken down for good is gone and no longer polled', async () => {
  pages.set('/bare.xml', xml(rss([])));
  pages.set('/gone.xml', status(410));
  const [bare, gone] = await Promise.all([add('/bare.xml'), add('/gone.xml')]);
  await eventually(async () => {
    expect(await find(bare.id)).toMatchObject({ state: 'empty', trouble: { code: 'feed.no-items' } });
    expect(await find(gone.id)).toMatchObject({ state: 'gone', nextPollAt: null });
  });
  expect((await facts(gone.id)).map((f) => f.kind)).toEqual(['source.added', 'source.failing.2']);
});

test('what is due is queued once, however many processes look', async () => {
  pages.set('/due.xml', xml(rss([{ id: 'd', title: '到点抓取', text: '内容。' }])));
  const { id } = await add('/due.xml');
  await eventually(async () => expect((await find(id)).state).toBe('healthy'));
  const other = await server.another();
  const before = asked.get('/due.xml')!.length;
  await server.db.query("update source set next_poll_at = now() - interval '1 minute' where id = $1", [id]);
  const queueDue = async () => {
    const counts = await Promise.all(
      [server.serving, other].map((serving) => serving.app.get(PollService).queueDue()),
    );
    return counts.reduce((a, b) => a + b, 0);
  };
  // The half minute's own sweep may have been quicker.
  expect(await queueDue()).toBeLessThanOrEqual(1);
  await eventually(async () => {
    expect(asked.get('/due.xml')!.length).toBe(before + 1);
    expect(Date.parse((await find(id)).nextPollAt!)).toBeGreaterThan(Date.now());
  });
  expect(await queueDue()).toBe(0);
  expect(asked.get('/due.xml')!.length).toBe(before + 1);
});

test('a source can be changed, paused, resumed, polled at once and removed; its messages stay', async () => {
  pages.set('/life.xml', xml(rss([{ id: 'l', title: '生活服务', text: '便民服务点开放。' }])));
  const { id } = await add('/life.xml');
  await eventually(async () => expect((await find(id)).state).toBe('healthy'));
  const change = (body: Record<string, unknown>) => staff.call('sources.change', { params: { id }, body });
  expect(await change({ name: '生活频道', everyMinutes: 30 })).toMatchObject({
    name: '生活频道',
    everyMinutes: 30,
    state: 'healthy',
  });
  await change({ name: '生活频道' });
  expect(await change({ paused: true })).toMatchObject({ state: 'paused', nextPollAt: null });
  expect(await staff.refused('sources.poll', { params: { id } })).toMatchObject({
    status: 409,
    code: 'source.paused',
  });
  const asks = asked.get('/life.xml')!.length;
  await poll(id);
  expect(asked.get('/life.xml')).toHaveLength(asks);
  expect(await change({ paused: false })).toMatchObject({ state: 'new' });
  await eventually(async () => expect((await find(id)).state).toBe('healthy'));
  expect(await staff.call('sources.poll', { params: { id } })).toEqual({ queued: true });
  await staff.call('sources.remove', { params: { id } });
  expect((await staff.call('sources.list')).items.map((s) => s.id)).not.toContain(id);
  expect(await staff.refused('sources.poll', { params: { id } })).toMatchObject({ status: 404 });
  expect(await messagesOf(id)).toHaveLength(1);
  expect((await facts(id)).map((f) => [f.kind, f.body.changed ?? null])).toEqual([
    ['source.added', null],
    ['source.changed', ['name', 'everyMinutes']],
    ['source.changed', ['paused']],
    ['source.changed', ['paused']],
    ['source.removed', null],
  ]);
  // The address is free again.
  await add('/life.xml');
});

test('the same address twice, another county, and those who may not', async () => {
  pages.set('/twice.xml', xml(rss([])));
  const { id } = await add('/twice.xml');
  const body = { name: '又一次', url: at('/twice.xml#top') };
  expect(await staff.refused('sources.add', { body })).toMatchObject({ status: 409, code: 'source.already' });
  const leader = await server.as('leader');
  expect((await leader.call('sources.list')).items.length).toBeGreaterThan(0);
  expect(await leader.refused('sources.remove', { params: { id } })).toMatchObject({ status: 403 });
  expect(await server.anonymous().refused('sources.list')).toMatchObject({ status: 401 });
  const { rows } = await server.db.query(
    "insert into jurisdiction (name, level) values ('邻县', 'county') returning id",
  );
  const elsewhere = await server.db.query(
    "insert into source (jurisdiction_id, name, url) values ($1, '邻县新闻', 'http://example.org/feed') returning id",
    [rows[0].id],
  );
  const params = { id: elsewhere.rows[0].id as string };
  expect((await staff.call('sources.list')).items.map((s) => s.id)).not.toContain(params.id);
  expect(await staff.refused('sources.remove', { params })).toMatchObject({ status: 404 });
  expect(await staff.refused('sources.change', { params, body: { name: '夺' } })).toMatchObject({
    status: 404,
  });
  expect(await staff.refused('sources.poll', { params })).toMatchObject({ status: 404 });
});
