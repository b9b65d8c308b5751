// Signed pushes as another system sends them: made, signed, repeated, altered, replaced, closed.
import { readWebhookSecret, signWebhook } from '#intake';
import { Now } from '../../apps/server/src/platform/now';
import type { Client } from '../support/client';
import { eventually } from '../support/eventually';
import { startServer, type TestServer } from '../support/server';

jest.setTimeout(120_000);

let server: TestServer;
let admin: Client;
beforeAll(async () => {
  server = await startServer();
  admin = await server.as('administrator');
});
afterAll(() => server.close());

const words = (n: number) => ({
  externalId: `P${n}`,
  title: `推送的第${n}条`,
  body: `河西路第${n}盏路灯不亮，电话13712345678。`,
});
let sent = 0;
type Push = { id?: string; at?: Date; headers?: Record<string, string>; body?: string };
/** Signs and pushes, as a sender does. */
async function push(hook: { path: string; secret: string }, rows: unknown, change: Push = {}) {
  sent += 1;
  const body = change.body ?? JSON.stringify(rows);
  const key = readWebhookSecret(hook.secret)!;
  const signed = signWebhook(
    [key],
    change.id ?? `msg_${sent}`,
    change.at ?? new Date(),
    Buffer.from(JSON.stringify(rows)),
  );
  const res = await fetch(`${server.url}${hook.path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...signed, ...change.headers },
    body,
  });
  const answer: Record<string, unknown> = (await res.json()) as Record<string, unknown>;
  return { ...answer, status: res.status } as Record<string, unknown> & { status: number };
}
const hookFacts = async (id: string) =>
  (await server.db.query('select kind from fact where subject_id = $1 order by seq', [id])).rows.map(
    (r) => r.kind,
  );
const stored = async () => Number((await server.db.query('select count(*) from message')).rows[0].count);

test('a signed push goes in like POST /api/messages, masked, in the name of the hook', async () => {
  const hook = await admin.call('hooks.add', { body: { name: '热线平台' } });
  expect(hook).toMatchObject({
    name: '热线平台',
    path: `/api/hooks/${hook.id}`,
    secret: expect.stringMatching(/^whsec_/),
  });
  const answer = await push(hook, [words(1), { title: 7 }, words(2)]);
  expect(answer).toMatchObject({ status: 202, received: 2, repeated: 0, refused: 1 });
  expect(
    (answer.items as { state: string; externalId: string | null }[]).map((i) => [i.state, i.externalId]),
  ).toEqual([
    ['received', 'P1'],
    ['refused', null],
    ['received', 'P2'],
  ]);
  const { rows } = await server.db.query("select body from message where external_id = 'P1'");
  expect(rows[0].body).not.toContain('13712345678');
  const { rows: facts } = await server.db.query(
    "select actor_kind, actor_name from fact where kind = 'intake.received'",
  );
  expect(facts).toEqual([{ actor_kind: 'token', actor_name: '热线平台' }]);
  expect(await push(hook, words(3))).toMatchObject({ status: 202, received: 1 });
  const listed = (await admin.call('hooks.list')).items;
  expect(listed).toHaveLength(1);
  expect(listed[0]).toMatchObject({ lastUsedAt: expect.any(String) });
  expect(JSON.stringify(listed)).not.toContain('whsec_');
  // The database alone shows no secret.
  const { rows: kept } = await server.db.query('select * from hook where id = $1', [hook.id]);
  expect(kept[0].secret.toString('latin1')).not.toContain(hook.secret.slice(6, 20));
});

test('the same message again hears the same answer and changes nothing; its id serves no other body', async () => {
  const hook = await admin.call('hooks.add', { body: { name: '重复推送' } });
  const rows = [words(10), { body: 1 }, { title: '没有编号的一条', body: '广场音响夜里很吵。' }];
  const first = await push(hook, rows, { id: 'msg_same' });
  expect(first).toMatchObject({ status: 202, received: 2, refused: 1 });
  const before = await stored();
  // A sender signs each attempt anew.
  expect(await push(hook, rows, { id: 'msg_same', at: new Date(Date.now() + 60_000) })).toEqual(first);
  expect(await push(hook, [words(11)], { id: 'msg_same' })).toMatchObject({
    status: 409,
    code: 'hook.id-reused',
  });
  expect(await stored()).toBe(before);
  const { rows: receipts } = await server.db.query(
    "select answer::text from hook_receipt where webhook_id = 'msg_same'",
  );
  expect(receipts[0].answer).not.toContain('P10');
  // Ten at the same instant: one message.
  const many = await Promise.all(Array.from({ length: 10 }, () => push(hook, words(12), { id: 'msg_race' })));
  expect(many.every(({ status }) => status === 202)).toBe(true);
  expect(await stored()).toBe(before + 1);
});

test('what is unsigned, altered, old or unknown is refused in words, and leaves nothing', async () => {
  const hook = await admin.call('hooks.add', { body: { name: '坏签名' } });
  const before = await stored();
  const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000);
  const cases: [string, Awaited<ReturnType<typeof push>>][] = [
    ['hook.unsigned', await push(hook, words(20), { headers: { 'webhook-signature': '' } })],
    ['hook.bad-signature', await push(hook, words(20), { body: JSON.stringify(words(21)) })],
    ['hook.bad-signature', await push(hook, words(20), { body: '{"not": json' })],
    ['hook.bad-signature', await push(hook, words(20), { headers: { 'webhook-id': 'other' } })],
    [
      'hook.bad-signature',
      await push({ ...hook, path: '/api/hooks/00000000-0000-4000-8000-000000000000' }, words(20)),
    ],
    ['hook.too-old', await push(hook, words(20), { at: ago(6) })],
    ['hook.too-new', await push(hook, words(20), { at: ago(-6) })],
  ];
  for (const [code, answer] of cases) {
    expect(answer).toMatchObject({ status: 401, code });
    expect(answer.detail).toMatch(/\p{Script=Han}/u);
  }
  expect(await push({ ...hook, path: '/api/hooks/nothing' }, words(20))).toMatchObject({ status: 404 });
  expect(await push(hook, 'just words')).toMatchObject({ status: 400, code: 'hook.body' });
  expect(await push(hook, [])).toMatchObject({ status: 400, code: 'hook.body' });
  expect(
    await push(
      hook,
      Array.from({ length: 1001 }, (_, i) => words(i)),
    ),
  ).toMatchObject({ status: 400 });
  expect(await push(hook, words(20), { headers: { 'content-encoding': 'gzip' } })).toMatchObject({
    status: 415,
  });
  expect(await stored()).toBe(before);
});

test('while a secret is replaced both count, for a day; a revoked hook knows none', async () => {
  const hook = await admin.call('hooks.add', { body: { name: '换密钥' } });
  const anew = await admin.call('hooks.rotate', { params: { id: hook.id } });
  expect(anew.secret).not.toBe(hook.secret);
  expect(await push(hook, words(30))).toMatchObject({ status: 202 });
  expect(await push(anew, words(31))).toMatchObject({ status: 202 });
  const clock = server.serving.app.get(Now);
  const later = new Date(Date.now() + 25 * 3600_000);
  clock.at = () => later;
  try {
    expect(await push(hook, words(32), { at: later })).toMatchObject({
      status: 401,
      code: 'hook.bad-signature',
    });
    expect(await push(anew, words(33), { at: later })).toMatchObject({ status: 202 });
  } finally {
    clock.at = () => new Date();
  }
  await admin.call('hooks.revoke', { params: { id: hook.id } });
  await admin.call('hooks.revoke', { params: { id: hook.id } });
  expect(await push(anew, words(34))).toMatchObject({ status: 401 });
  expect(await admin.refused('hooks.rotate', { params: { id: hook.id } })).toMatchObject({
    status: 409,
    code: 'hook.revoked',
  });
  await eventually(async () =>
    expect(await hookFacts(hook.id)).toEqual(['hook.added', 'hook.rotated', 'hook.revoked']),
  );
});

test('only an administrator keeps them, and only of their own county', async () => {
  const staff = await server.as('news-office');
  for (const who of [staff, await server.as('leader'), await server.withToken('intake:write')])
    expect(await who.refused('hooks.add', { body: { name: '私设' } })).toMatchObject({ status: 403 });
  const { rows } = await server.db.query(
    "insert into jurisdiction (name, level) values ('邻县', 'county') returning id",
  );
  const elsewhere = '11111111-0000-4000-8000-000000000000';
  await server.db.query(
    "insert into hook (id, jurisdiction_id, name, secret, created_by, created_at) values ($1, $2, '邻县', '\\x00', 'x', now())",
    [elsewhere, rows[0].id],
  );
  expect((await admin.call('hooks.list')).items.map((h) => h.id)).not.toContain(elsewhere);
  expect(await admin.refused('hooks.rotate', { params: { id: elsewhere } })).toMatchObject({ status: 404 });
  expect(await admin.refused('hooks.revoke', { params: { id: elsewhere } })).toMatchObject({ status: 404 });
});
