// Bad input at the doors: each a clear sentence that says what to do, nothing lost, no stack trace, and the server goes on.
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { io } from 'socket.io-client';
import type { Problem } from '#contract';
import type { Client } from '../support/client';
import { eventually } from '../support/eventually';
import { startServer, type TestServer } from '../support/server';
import { importOver, uploadHotline } from './story.parts';

// A busy machine takes its time.
jest.setTimeout(120_000);

let server: TestServer;
let staff: Client;
let machine: Client;
let web: Server;
let page: RequestListener = (_, res) => res.end();

beforeAll(async () => {
  server = await startServer();
  staff = await server.as('news-office');
  machine = await server.withToken('intake:write');
  web = createServer((req, res) => page(req, res)).listen(0, '127.0.0.1');
  await new Promise((resolve) => web.once('listening', resolve));
});
afterAll(async () => {
  web?.closeAllConnections();
  web?.close();
  await server?.close();
});

const post = (client: Client, body: RequestInit['body'], type = 'application/json') =>
  client.fetch('/api/messages', { method: 'POST', headers: { 'content-type': type }, body });
const count = async () => Number((await server.db.query('select count(*) as n from message')).rows[0].n);

async function expectProblem(res: Response, status: number, code: string): Promise<Problem> {
  expect(res.status).toBe(status);
  expect(res.headers.get('content-type')).toContain('application/problem+json');
  const text = await res.text();
  expect(text).not.toMatch(/\n\s+at |node_modules|select |insert /);
  const problem = JSON.parse(text) as Problem;
  expect(problem).toMatchObject({ status, code });
  expect(problem.detail).toMatch(/\p{Script=Han}/u);
  expect(problem.detailEn).toMatch(/[a-z]{3}/);
  return problem;
}

describe('bodies', () => {
  test.each<[string, string | Uint8Array<ArrayBuffer>, string, number, string]>([
    ['cut off', '{"title": "半', 'application/json', 400, 'request.malformed'],
    ['not JSON', 'title=x', 'application/json', 400, 'request.malformed'],
    ['bytes', new Uint8Array([0xff, 0xfe, 0x00]), 'application/json', 400, 'request.malformed'],
    ['no message at all', '[]', 'application/json', 400, 'request.invalid'],
    ['a number', '5', 'application/json', 400, 'request.malformed'],
    [
      'a thousand and one',
      JSON.stringify(Array(1001).fill({ body: 'x' })),
      'application/json',
      400,
      'request.invalid',
    ],
    [
      'not said to be JSON',
      '[{"body":"路灯不亮"}]',
      'application/x-www-form-urlencoded',
      415,
      'request.type',
    ],
    ['in a charset nobody reads', '{}', 'application/json; charset=klingon', 415, 'request.type'],
  ])('%s', async (_, body, type, status, code) => {
    const before = await count();
    await expectProblem(await post(machine, body, type), status, code);
    expect(await count()).toBe(before);
  });

  test('too large, told as soon as it is known', async () => {
    const body = JSON.stringify([{ body: '水'.repeat(12_000_000) }]);
    await expectProblem(await post(machine, body), 413, 'request.too-large');
  });

  test('names, pages and cursors that are not there', async () => {
    await expectProblem(await staff.fetch('/api/nothing-here'), 404, 'not-found');
    await expectProblem(await staff.fetch('/api/incidents/not-an-id'), 404, 'not-found');
    await expectProblem(await staff.fetch('/api/messages?limit=0'), 400, 'request.invalid');
    await expectProblem(await staff.fetch('/api/messages?cursor=%00'), 400, 'request.cursor');
    const crafted = Buffer.from(JSON.stringify(['2026-05-01', 'no-id'])).toString('base64url');
    await expectProblem(await staff.fetch(`/api/messages?cursor=${crafted}`), 400, 'request.unstorable');
  });

  test.each(['\u0000', '\uD800'])('a name with %j in it cannot be stored, and is not', async (sign) => {
    const admin = await server.as('administrator');
    const { status, problem } = await admin.refused('departments.add', {
      body: { name: `水务${sign}局`, kind: 'department', topics: [], aliases: [] },
    });
    expect([status, problem.detail]).toEqual([400, expect.stringMatching(/\p{Script=Han}/u)]);
  });
});

describe('rows', () => {
  test('the good ones go in, the others are told by their place; nothing is lost', async () => {
    const before = await count();
    const { items, ...sums } = await machine.call('messages.send', {
      body: [
        { externalId: 'r1', body: '柏树巷路灯坏了一周没人修' },
        { externalId: 'r2', title: '   ', body: '<p>&nbsp;</p>' },
        { externalId: 'r3', body: 42 },
        { externalId: 'r4', body: '东关街自来水发黄有异味', publishedAt: '去年冬天' },
        { externalId: 'r1', body: '同一编号的另一段文字，前一条仍应保留' },
        'words only',
      ],
    });
    expect(sums).toMatchObject({ received: 1, refused: 4, repeated: 0, revised: 1 });
    expect(items.map((i) => i.state)).toEqual([
      'received',
      'refused',
      'refused',
      'refused',
      'revised',
      'refused',
    ]);
    for (const item of items.filter((i) => i.state === 'refused'))
      expect(item).toMatchObject({
        id: null,
        code: expect.any(String),
        reason: expect.stringMatching(/\p{Script=Han}/u),
      });
    expect(items[4]!.id).toBe(items[0]!.id);
    expect(await count()).toBe(before + 1);
    const kept = await staff.call('messages.read', { params: { id: items[0]!.id! } });
    expect(kept.body).toBe('同一编号的另一段文字，前一条仍应保留');
    expect(kept.revisions[0]!.text!.body).toBe('柏树巷路灯坏了一周没人修');
  });

  test('HTML in a title and a body is kept as the plain text it shows', async () => {
    const { items } = await machine.call('messages.send', {
      body: {
        externalId: 'html',
        title: '<b onclick="steal()">停水</b>通知&amp;说明<script>alert(1)</script>',
        body: '<p>三号楼<img src=x onerror=alert(2)>停水</p><style>p{}</style>',
      },
    });
    const kept = await eventually(async () => {
      const read = await staff.call('messages.read', { params: { id: items[0]!.id! } });
      expect(read.incidentId).not.toBeNull();
      return read;
      // The first message waits for the model to be loaded.
    }, 90_000);
    expect(kept).toMatchObject({ title: '停水通知&说明', body: '三号楼停水' });
    const incident = await staff.call('incidents.read', { params: { id: kept.incidentId! } });
    expect(incident.title).not.toMatch(/[<>]|alert/);
  });
});

describe('files', () => {
  test('a hotline file in GBK is read as what it is', async () => {
    // 编号,内容,日期 / G1,停水,2026-05-01 in GBK, byte by byte, as an old spreadsheet saves it.
    const gbk = Buffer.from('b1e0bac52cc4dac8dd2cc8d5c6da0a47312ccda3cbae2c323032362d30352d30310a', 'hex');
    const uploaded = await uploadHotline(staff, 'gbk.csv', gbk);
    expect(uploaded.headings).toEqual(['编号', '内容', '日期']);
    await staff.call('imports.start', { params: { id: uploaded.id }, body: { mapping: uploaded.mapping } });
    expect(await importOver(staff, uploaded.id)).toMatchObject({
      state: 'finished',
      received: 1,
      refused: 0,
    });
    const { rows } = await server.db.query("select body from message where external_id = 'G1'");
    expect(rows).toEqual([{ body: '停水' }]);
  });

  test.each<[string, string, number, string]>([
    ['nothing in it', '', 422, 'import.empty'],
    ['only headings', '编号,内容\n', 422, 'import.no-rows'],
    ['a web page', '<!doctype html><html><body>登录</body></html>', 422, 'file.not-a-table'],
  ])('%s', async (name, body, status, code) => {
    const res = await staff.fetch(`/api/imports?name=${encodeURIComponent(name)}.csv`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body,
    });
    await expectProblem(res, status, code);
  });
});

test.each<[string, RequestListener]>([
  [
    'a web page',
    (_, res) => res.setHeader('content-type', 'text/html').end('<html><body>首页</body></html>'),
  ],
  ['an empty answer', (_, res) => res.end()],
  ['an address that is gone', (_, res) => res.writeHead(404).end()],
])('a source that is %s is refused when tried, with what to look at', async (_, serve) => {
  page = serve;
  const url = `http://127.0.0.1:${(web.address() as AddressInfo).port}/feed`;
  const { status, code, problem } = await staff.refused('sources.test', { body: { url } });
  expect({ status, code }).toEqual({ status: 422, code: expect.stringMatching(/^feed\./) });
  expect(problem.detail).toMatch(/\p{Script=Han}/u);
});

test('a feed that breaks off shows the whole items it brought, and says that it broke off', async () => {
  page = (_, res) =>
    res
      .setHeader('content-type', 'text/xml')
      .end(
        '<?xml version="1.0"?><rss version="2.0"><channel><title>望</title><item><title>停水通知</title><link>http://x.example/1</link></item><item><title>半',
      );
  const url = `http://127.0.0.1:${(web.address() as AddressInfo).port}/feed`;
  const tried = await staff.call('sources.test', { body: { url } });
  expect(tried.items.map((item) => item.title)).toEqual(['停水通知']);
  expect(tried.warnings).toContain('feed.truncated');
});

test('a socket without a session hears one sentence and nothing else', async () => {
  const socket = io(`${server.url}/live`, { transports: ['websocket'], forceNew: true });
  const refused = await new Promise<Error>((resolve, reject) => {
    socket.onAny((event) => reject(new Error(`heard ${event}`)));
    socket.once('connect_error', resolve);
  });
  socket.disconnect();
  expect(refused.message).toContain('请先登录');
});

test('after all this the server is well', async () => {
  const health = (await (await staff.fetch('/health/ready')).json()) as { status: string };
  expect(health.status).toBe('ok');
});
