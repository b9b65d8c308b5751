// Bad feeds beside good ones: none crashes, none stalls another, and whatever is good in them goes in.
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { PollService } from '../../apps/server/src/intake/poll.service';
import type { Client } from '../support/client';
import { eventually } from '../support/eventually';
import { startServer, type TestServer } from '../support/server';
import { grouped } from './understanding.parts';

jest.setTimeout(180_000);

let server: TestServer;
let staff: Client;
let web: Server;
let port: number;
const pages = new Map<string, RequestListener>();
beforeAll(async () => {
  web = createServer((req, res) => {
    const page = pages.get(req.url ?? '');
    if (page) page(req, res);
    else res.writeHead(404).end();
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

const feed = (items: string) =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>望澜日报</title>${items}</channel></rss>`;
const give =
  (body: string | Buffer, headers: Record<string, string> = {}): RequestListener =>
  (_req, res) =>
    res.writeHead(200, { 'content-type': 'application/rss+xml', ...headers }).end(body);
/** `localhost` is another host than 127.0.0.1: one request a host at a time. */
const add = async (path: string, host = '127.0.0.1') =>
  (
    await staff.call('sources.add', {
      body: { name: path, url: `http://${host}:${port}${path}`, everyMinutes: 10 },
    })
  ).id;
const find = async (id: string) => (await staff.call('sources.list')).items.find((one) => one.id === id)!;
const bodies = async (id: string) =>
  (
    await server.db.query(
      'select title, body, external_id, published_at, received_at from message where source_id = $1 order by title',
      [id],
    )
  ).rows;

test('items without id, title or date, and dated in the future, go in; again they are the same items', async () => {
  pages.set(
    '/bare.xml',
    give(
      feed(
        `<item><description>柳湾路的井盖丢了三天。</description></item>
         <item><title>只有标题的消息</title></item>
         <item><link>https://wanglan.example/1</link><description>有地址没有标题。</description></item>
         <item><guid>f</guid><title>来自未来</title><pubDate>Wed, 01 Jan 2098 00:00:00 GMT</pubDate></item>
         <item><title>日期不是日期</title><pubDate>去年冬天</pubDate></item>
         <item></item>`,
      ),
    ),
  );
  const id = await add('/bare.xml');
  await eventually(
    async () => expect(await find(id)).toMatchObject({ state: 'healthy', messages: 5 }),
    60_000,
  );
  const there = await bodies(id);
  expect(there.map(({ title, body }) => title || body)).toEqual(
    expect.arrayContaining(['只有标题的消息', '来自未来', '日期不是日期']),
  );
  // What claims to be of the future is of today: it must not stand before everything for seventy years.
  for (const { published_at, received_at } of there)
    expect(published_at.getTime()).toBeLessThanOrEqual(received_at.getTime() + 24 * 3600_000);
  // Nothing is fetched while the model is loaded: that may last longer than a feed is waited for.
  await grouped(server);
  await server.serving.app.get(PollService).poll(id);
  expect(await bodies(id)).toHaveLength(5);
});

test('items that share one id are each taken in, told when the address is tried, and are the same items again', async () => {
  const items = ['路灯不亮', '桥面开裂', '校门口乱停车']
    .map(
      (title) =>
        `<item><guid>wanglan</guid><link>https://wanglan.example/</link><title>${title}</title></item>`,
    )
    .join('');
  pages.set('/one-id.xml', give(feed(items)));
  const url = `http://127.0.0.1:${port}/one-id.xml`;
  expect(await staff.call('sources.test', { body: { url } })).toMatchObject({
    count: 3,
    warnings: ['feed.shared-id'],
  });
  const id = await add('/one-id.xml');
  await eventually(
    async () => expect(await find(id)).toMatchObject({ state: 'healthy', messages: 3 }),
    60_000,
  );
  await grouped(server);
  pages.set('/one-id.xml', give(feed(`<item><guid>wanglan</guid><title>新的一条</title></item>${items}`)));
  await server.serving.app.get(PollService).poll(id);
  expect((await bodies(id)).map(({ title }) => title).sort()).toEqual(
    ['路灯不亮', '桥面开裂', '校门口乱停车', '新的一条'].sort(),
  );
});

test('an answer that breaks off: its whole items go in, and that the rest is missing is told', async () => {
  const whole = feed(
    '<item><guid>c1</guid><title>完整的一条</title></item><item><guid>c2</guid><title>断开的',
  );
  const breakOff: RequestListener = (_req, res) => {
    res.writeHead(200, { 'content-type': 'application/rss+xml', 'content-length': '9999' }).write(whole);
    setTimeout(() => res.destroy(), 50);
  };
  pages.set('/broken-off.xml', breakOff);
  const id = await add('/broken-off.xml');
  await eventually(
    async () =>
      expect(await find(id)).toMatchObject({
        state: 'failing',
        messages: 1,
        trouble: { code: 'feed.cut-off' },
      }),
    60_000,
  );
  expect((await bodies(id)).map(({ title }) => title)).toEqual(['完整的一条']);
});

const hung: { end: () => void }[] = [];
const bad: [path: string, page: RequestListener, code: string | null][] = [
  ['/nested.xml', give(feed(`<item><title>深</title>${'<x>'.repeat(200_000)}</item>`)), 'feed.too-deep'],
  [
    '/bomb.xml',
    give(gzipSync(Buffer.alloc(300 * 1024 * 1024, 32)), { 'content-encoding': 'gzip' }),
    'feed.too-large',
  ],
  [
    '/page.xml',
    give('<!doctype html><html><body>请登录</body></html>', { 'content-type': 'text/html' }),
    'feed.html',
  ],
  ['/circle.xml', (_req, res) => res.writeHead(302, { location: '/circle.xml' }).end(), 'feed.redirects'],
  [
    // A byte now and then: a connection that is alive and never done.
    '/drip.xml',
    (_req, res) => {
      res.writeHead(200, { 'content-type': 'application/rss+xml' });
      const drip = setInterval(() => res.write(' '), 200);
      res.once('close', () => clearInterval(drip));
      hung.push(res);
    },
    null,
  ],
];

test('six bad sources beside a good one: the good one is read meanwhile, the bad ones say what is wrong', async () => {
  for (const [path, page] of bad) pages.set(path, page);
  pages.set('/good.xml', give(feed('<item><guid>g</guid><title>北渡桥通车</title></item>')));
  const ids = new Map<string, string>();
  for (const [path] of bad) ids.set(path, await add(path));
  const good = await add('/good.xml', 'localhost');
  await eventually(
    async () => expect(await find(good)).toMatchObject({ state: 'healthy', messages: 1 }),
    60_000,
  );
  // People are served while it goes on.
  expect((await fetch(`${server.url}/health/live`)).status).toBe(200);
  for (const [path, , code] of bad) {
    if (code === null) continue;
    const refused = await staff.refused('sources.test', { body: { url: `http://localhost:${port}${path}` } });
    expect([path, refused.status, refused.code]).toEqual([path, 422, code]);
  }
  await eventually(async () => {
    for (const [path, , code] of bad)
      if (code !== null) expect([path, (await find(ids.get(path)!)).trouble?.code]).toEqual([path, code]);
  }, 90_000);
  expect(await find(good)).toMatchObject({ state: 'healthy' });
});
