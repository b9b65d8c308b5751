// Partners against a real receiver on this machine: told, signed, retried, given up in view, sent again; never a citizen's words.
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type SharedKind, webhookBody } from '#contract';
import { readWebhookSecret, verifyWebhook } from '#intake';
import { Now } from '../../apps/server/src/platform/now';
import { DeliverService } from '../../apps/server/src/sharing/deliver.service';
import { SharingFollow } from '../../apps/server/src/sharing/sharing.follow';
import type { Client } from '../support/client';
import { eventually } from '../support/eventually';
import { startServer, type TestServer } from '../support/server';
import { grouped } from './understanding.parts';

jest.setTimeout(150_000);

let server: TestServer;
let admin: Client;
let staff: Client;
let receiver: Server;
let port: number;
type Got = { path: string; headers: IncomingHttpHeaders; body: Buffer };
const got: Got[] = [];
/** What each path answers: a status, and words. */
const answers = new Map<string, { status: number; words?: string; headers?: Record<string, string> }>();

beforeAll(async () => {
  receiver = createServer((req, res) => {
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', () => {
      const path = req.url ?? '';
      got.push({ path, headers: req.headers, body: Buffer.concat(chunks) });
      const { status, words = '', headers = {} } = answers.get(path) ?? { status: 204 };
      res.writeHead(status, headers).end(words);
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  port = (receiver.address() as AddressInfo).port;
  server = await startServer();
  admin = await server.as('administrator');
  staff = await server.as('news-office');
});
afterAll(async () => {
  await server.close();
  receiver.closeAllConnections();
  await new Promise((resolve) => receiver.close(resolve));
});

const at = (path: string) => `http://127.0.0.1:${port}${path}`;
const add = (path: string, kinds: SharedKind[] = ['incident.opened', 'incident.confirmed']) =>
  admin.call('partners.add', { body: { name: `单位${path}`, kind: 'cyberspace', url: at(path), kinds } });
const to = (path: string) => got.filter((one) => one.path === path);
const headersOf = ({ headers }: Got) => ({
  id: String(headers['webhook-id']),
  timestamp: String(headers['webhook-timestamp']),
  signature: String(headers['webhook-signature']),
});
const keyOf = (secret: string) => readWebhookSecret(secret)!;
/** Else the next attempt comes within seconds, while a busy test still looks at this one. */
const inAnHour = { 'retry-after': '3600' };
/** What citizens write, each about a matter of its own. */
const written: [title: string, body: string][] = [
  ['桥头镇路灯坏了半个月，请联系13712345678', '居民的原话：晚上走路看不清，希望尽快派人来修。'],
  ['自来水发黄有异味', '居民的原话：南坡小区水龙头流出来都是铁锈，烧开也不敢喝。'],
  ['幼儿园收费突然上涨', '居民的原话：保育费每月多收三百元，也没有贴出通知。'],
  ['公交末班车提前一小时', '居民的原话：下夜班的人回不了家，只能打车。'],
  ['养老金认证系统打不开', '居民的原话：老人对着手机刷脸总是失败，窗口又说只能网上办。'],
];
let told = 0;
/** One writes, and an incident opens. */
async function incident(): Promise<string> {
  const before = new Set((await staff.call('incidents.list')).items.map(({ id }) => id));
  const sender = await server.withToken('intake:write');
  const [title, body] = written[told]!;
  told += 1;
  await sender.call('messages.send', { body: { externalId: `S${told}`, title, body } });
  await grouped(server);
  return eventually(async () => {
    const fresh = (await staff.call('incidents.list')).items.find(({ id }) => !before.has(id));
    expect(fresh).toBeDefined();
    return fresh!.id;
  });
}
const deliveriesOf = async (partnerId: string) =>
  (await staff.call('deliveries.list', { query: { partnerId } })).items;
const facts = async (partnerId: string) =>
  (await server.db.query('select kind, body from fact where subject_id = $1 order by seq', [partnerId]))
    .rows as {
    kind: string;
    body: Record<string, unknown>;
  }[];
const attempt = (id: string) => server.serving.app.get(DeliverService).deliver(id);

test('a partner is told of an incident: signed, once, with ids and a masked title, and it is on record', async () => {
  const partner = await add('/a');
  expect(partner).toMatchObject({ secret: expect.stringMatching(/^whsec_/), waiting: 0, paused: false });
  const incidentId = await incident();
  const [first] = await eventually(() => {
    expect(to('/a')).toHaveLength(1);
    return to('/a');
  });
  expect(verifyWebhook([keyOf(partner.secret)], headersOf(first!), first!.body, new Date())).toBeNull();
  const body = webhookBody.parse(JSON.parse(first!.body.toString()));
  expect(body).toMatchObject({
    type: 'incident.opened',
    data: {
      incidentId,
      level: null,
      jurisdiction: { name: expect.any(String) },
      link: expect.stringContaining(`/incidents/${incidentId}`),
    },
  });
  expect(first!.body.toString()).not.toMatch(/13712345678|居民的原话/);
  await eventually(async () =>
    expect(await deliveriesOf(partner.id)).toMatchObject([
      { state: 'delivered', attempts: 1, kind: 'incident.opened', answer: { status: 204, trouble: null } },
    ]),
  );
  expect((await facts(partner.id)).map(({ kind }) => kind)).toEqual(['partner.added', 'partner.told']);
  expect((await facts(partner.id))[1]!.body).toMatchObject({
    fact: body.data.fact,
    status: 204,
    attempts: 1,
  });

  await staff.call('incidents.confirm', {
    params: { id: incidentId },
    body: { level: '较大', reason: '已经核实' },
  });
  await eventually(() => expect(to('/a')).toHaveLength(2));
  const second = webhookBody.parse(JSON.parse(to('/a')[1]!.body.toString()));
  expect(second).toMatchObject({
    type: 'incident.confirmed',
    data: { level: '较大', confirmedAt: expect.any(String) },
  });
  await eventually(async () =>
    expect((await admin.call('partners.list')).items.find(({ id }) => id === partner.id)).toMatchObject({
      waiting: 0,
      failed: 0,
      lastDeliveredAt: expect.any(String),
    }),
  );
  expect(JSON.stringify(await admin.call('partners.list'))).not.toContain('whsec_');
  await admin.call('partners.remove', { params: { id: partner.id } });
});

test('the delivery and the cursor stand or fall together: following again tells nobody twice', async () => {
  const partner = await add('/twice', ['incident.opened']);
  await incident();
  await eventually(() => expect(to('/twice')).toHaveLength(1));
  // As if the server had been stopped before its cursor moved.
  await server.db.query("update stage_cursor set seq = 0 where stage = 'sharing'");
  await incident();
  await eventually(() => expect(to('/twice')).toHaveLength(2));
  expect(await deliveriesOf(partner.id)).toHaveLength(2);
  await admin.call('partners.remove', { params: { id: partner.id } });
});

test('what fails is tried again under the same id, ever later; the answer is kept; people are told, and it is given up in view', async () => {
  answers.set('/down', {
    status: 503,
    words: '<h1>维护中，请联系13712345678</h1>',
    headers: inAnHour,
  });
  const partner = await add('/down', ['incident.opened']);
  await incident();
  const [delivery] = await eventually(async () => {
    const found = await deliveriesOf(partner.id);
    expect(found[0]).toMatchObject({ state: 'waiting', attempts: 1 });
    return found;
  });
  expect(delivery!.answer).toEqual({
    status: 503,
    head: expect.stringContaining('维护中'),
    trouble: { zh: '对方答复了 503，没有接收。', en: expect.any(String) },
  });
  expect(delivery!.answer!.head).not.toContain('13712345678');
  // The partner asked for an hour.
  expect(Date.parse(delivery!.nextAttemptAt!) - Date.parse(delivery!.lastAttemptAt!)).toBeGreaterThanOrEqual(
    3_600_000,
  );
  for (let i = 0; i < 10; i += 1) await attempt(delivery!.id);
  const [given] = await deliveriesOf(partner.id);
  expect(given).toMatchObject({ state: 'failed', attempts: 11, nextAttemptAt: null });
  expect(new Set(to('/down').map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  expect(new Set(to('/down').map(({ body }) => body.toString())).size).toBe(1);
  expect((await facts(partner.id)).map(({ kind }) => kind)).toEqual([
    'partner.added',
    'partner.failing',
    'partner.given-up',
  ]);
  await eventually(async () => {
    const alerts = (await staff.call('alerts.list', { query: { kind: 'partner.failing' } })).items;
    expect(alerts).toMatchObject([{ title: '单位/down', severity: 'warning' }]);
  });
  await attempt(delivery!.id);
  expect(to('/down')).toHaveLength(11);

  // Sent again by hand when the partner is back: the same id, delivered once more.
  answers.delete('/down');
  expect(await staff.call('partners.resend', { params: { id: partner.id } })).toEqual({ queued: 1 });
  await eventually(async () =>
    expect((await deliveriesOf(partner.id))[0]).toMatchObject({ state: 'delivered', attempts: 1 }),
  );
  expect(to('/down').at(-1)!.headers['webhook-id']).toBe(to('/down')[0]!.headers['webhook-id']);
  await staff.call('deliveries.resend', { params: { id: delivery!.id } });
  await eventually(() => expect(to('/down')).toHaveLength(13));
  expect(
    (await facts(partner.id)).map(({ kind }) => kind).filter((kind) => kind === 'partner.resent'),
  ).toHaveLength(2);
  await admin.call('partners.remove', { params: { id: partner.id } });
});

test('resending takes the place of a far next attempt; a lost job is taken up', async () => {
  answers.set('/later', { status: 500 });
  const partner = await add('/later', ['incident.opened']);
  await incident();
  const [delivery] = await eventually(async () => {
    const found = await deliveriesOf(partner.id);
    expect(found[0]?.attempts).toBeGreaterThan(0);
    return found;
  });
  for (let i = 0; i < 6; i += 1) await attempt(delivery!.id);
  answers.delete('/later');
  await staff.call('deliveries.resend', { params: { id: delivery!.id } });
  await eventually(async () =>
    expect((await deliveriesOf(partner.id))[0]).toMatchObject({ state: 'delivered' }),
  );

  const before = to('/later').length;
  await server.db.query(
    "update delivery set state = 'waiting', next_attempt_at = now() - interval '1 hour' where id = $1",
    [delivery!.id],
  );
  await server.serving.app.get(SharingFollow).sweep();
  await eventually(() => expect(to('/later').length).toBe(before + 1));
  await admin.call('partners.remove', { params: { id: partner.id } });
});

test.each<[string, { status: number; words?: string; headers?: Record<string, string> }, string, string]>([
  ['/gone', { status: 410 }, 'failed', '410'],
  ['/elsewhere', { status: 307, headers: { location: '/a', ...inAnHour } }, 'waiting', '转到别的地址'],
  [
    '/polite',
    { status: 200, words: '{"errcode":40001,"errmsg":"租户未启用"}', headers: inAnHour },
    'waiting',
    '没有接收',
  ],
])('%s answers once and is not followed', async (path, answer, state, words) => {
  answers.set(path, answer);
  const partner = await add(path);
  const made = await admin.call('partners.ping', { params: { id: partner.id } });
  expect(made).toMatchObject({ kind: 'ping', state: 'waiting', attempts: 0 });
  await eventually(async () => {
    const [delivery] = await deliveriesOf(partner.id);
    expect(delivery).toMatchObject({ state, attempts: 1 });
    expect(delivery!.answer!.trouble!.zh).toContain(words);
  });
  expect(to(path)).toHaveLength(1);
  await admin.call('partners.remove', { params: { id: partner.id } });
});

test.each([
  ['http://10.0.0.1/in', '内部网络'],
  ['http://169.254.169.254/latest', '内部网络'],
  ['http://127.0.0.2:1/in', '内部网络'],
  ['http://no-such-host.invalid/in', '连接不上'],
])('%s cannot be used to reach inside', async (url, words) => {
  const partner = await admin.call('partners.add', {
    body: { name: '探内网', kind: 'other', url, kinds: ['incident.opened'] },
  });
  await admin.call('partners.ping', { params: { id: partner.id } });
  await eventually(async () => {
    const [delivery] = await deliveriesOf(partner.id);
    expect(delivery!.answer).toMatchObject({ status: null, trouble: { zh: expect.stringContaining(words) } });
    // A name that nobody knows is looked up for as long as the machine's resolver likes.
  }, 60_000);
  await admin.call('partners.remove', { params: { id: partner.id } });
});

test('while a secret is replaced both sign; a pause sends nothing, and what waited goes when it ends', async () => {
  const partner = await add('/keys', ['incident.opened']);
  const anew = await admin.call('partners.rotate', { params: { id: partner.id } });
  await admin.call('partners.ping', { params: { id: partner.id } });
  const [ping] = await eventually(() => {
    expect(to('/keys')).toHaveLength(1);
    return to('/keys');
  });
  for (const secret of [partner.secret, anew.secret])
    expect(verifyWebhook([keyOf(secret)], headersOf(ping!), ping!.body, new Date())).toBeNull();

  await eventually(async () => expect((await deliveriesOf(partner.id))[0]?.state).toBe('delivered'));
  answers.set('/keys', { status: 500, headers: inAnHour });
  await admin.call('partners.ping', { params: { id: partner.id } });
  await eventually(async () => expect((await deliveriesOf(partner.id))[0]).toMatchObject({ attempts: 1 }));
  await admin.call('partners.change', { params: { id: partner.id }, body: { paused: true } });
  const waiting = (await deliveriesOf(partner.id))[0]!;
  await attempt(waiting.id);
  expect(to('/keys')).toHaveLength(2);
  expect(await staff.refused('deliveries.resend', { params: { id: waiting.id } })).toMatchObject({
    status: 409,
    code: 'partner.paused',
  });
  answers.delete('/keys');
  const clock = server.serving.app.get(Now);
  clock.at = () => new Date(Date.now() + 25 * 3600_000);
  try {
    await admin.call('partners.change', {
      params: { id: partner.id },
      body: { paused: false, name: '改名' },
    });
    await eventually(() => expect(to('/keys')).toHaveLength(3));
  } finally {
    clock.at = () => new Date();
  }
  expect(String(to('/keys')[2]!.headers['webhook-signature']).split(' ')).toHaveLength(1);
  expect(
    (await facts(partner.id))
      .filter(({ kind }) => kind === 'partner.changed')
      .map(({ body }) => body.changed),
  ).toEqual([['paused'], ['name', 'paused']]);
  await admin.call('partners.remove', { params: { id: partner.id } });
  expect(await admin.refused('partners.ping', { params: { id: partner.id } })).toMatchObject({ status: 404 });
});

test('only an administrator names partners; the news office sees and sends again; another county is out of view', async () => {
  const body = { name: '私设', kind: 'other' as const, url: at('/x'), kinds: ['incident.opened' as const] };
  expect(await staff.refused('partners.add', { body })).toMatchObject({ status: 403 });
  const officer = await server.as('department-officer');
  expect(await officer.refused('partners.list')).toMatchObject({ status: 403 });
  expect(
    await (await server.as('auditor')).refused('partners.resend', { params: { id: (await add('/y')).id } }),
  ).toMatchObject({ status: 403 });
  for (const url of ['ftp://a.example/x', 'not an address'])
    expect(await admin.refused('partners.add', { body: { ...body, url } })).toMatchObject({
      status: 422,
      code: 'partner.bad-address',
    });
  expect(
    await admin.refused('partners.add', { body: { ...body, url: 'http://u:p@a.example/' } }),
  ).toMatchObject({ code: 'partner.credentials' });
  const { rows } = await server.db.query(
    "insert into jurisdiction (name, level) values ('邻县', 'county') returning id",
  );
  const elsewhere = '11111111-0000-4000-8000-000000000000';
  await server.db.query(
    "insert into partner (id, jurisdiction_id, name, kind, url, kinds, secret, created_at) values ($1, $2, '邻县网信', 'cyberspace', 'http://a.example', '{incident.opened}', '\\x00', now())",
    [elsewhere, rows[0].id],
  );
  expect((await admin.call('partners.list')).items.map(({ id }) => id)).not.toContain(elsewhere);
  expect(
    await admin.refused('partners.change', { params: { id: elsewhere }, body: { name: '夺' } }),
  ).toMatchObject({ status: 404 });
  expect(await staff.refused('partners.resend', { params: { id: elsewhere } })).toMatchObject({
    status: 404,
  });
});
