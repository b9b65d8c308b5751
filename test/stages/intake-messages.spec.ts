// Messages handed in: masked, sealed, told apart from repeats, one fact a batch, and the same whoever sends them at once.
import { fingerprint, fingerprints } from '#intake';
import { Seal } from '../../apps/server/src/intake/seal';
import type { Client } from '../support/client';
import { startServer, type TestServer } from '../support/server';

const PHONE = '13912345678';
const ID_CARD = '110101199003074514';
// A busy machine takes its time.
jest.setTimeout(120_000);

let server: TestServer;
let machine: Client;

beforeAll(async () => {
  server = await startServer();
  machine = await server.withToken('intake:write');
});
afterAll(() => server.close());

const send = (body: Record<string, unknown> | unknown[]) => machine.call('messages.send', { body });
const facts = async () =>
  (await server.db.query("select body from fact where kind = 'intake.received' order by seq")).rows.map(
    (r) => r.body as { batchId: string; count: number; digest: string; channel: string },
  );
/** Everything that the database shows of what came in, as text. */
async function everything(): Promise<string> {
  const tables = [
    'message',
    'sighting',
    'batch',
    'hotline_record',
    'message_revision',
    'import',
    'import_refusal',
    'fact',
    'alert',
  ];
  const rows = await Promise.all(tables.map((t) => server.db.query(`select t::text as t from ${t} t`)));
  return rows.flatMap((r) => r.rows.map((row) => row.t as string)).join('\n');
}

test('a message goes in masked; the original is sealed and opens only with the key', async () => {
  const before = await facts();
  const answer = await send({
    externalId: 'letter-1',
    channel: 'mailbox',
    title: `青云路路灯不亮，请回电${PHONE}`,
    body: `我叫田小满，身份证${ID_CARD}，电话${PHONE}，青云路的路灯已经坏了三个月。`,
    place: '青云路',
    publishedAt: '2026-11-02 08:30',
  });
  expect(answer).toMatchObject({ received: 1, repeated: 0, refused: 0 });
  expect(answer.items).toEqual([
    { index: 0, externalId: 'letter-1', state: 'received', id: expect.any(String) },
  ]);

  const { rows } = await server.db.query('select * from message where id = $1', [answer.items[0]!.id]);
  expect(rows[0]).toMatchObject({
    channel: 'mailbox',
    external_id: 'letter-1',
    batch_id: answer.batchId,
    published_at: new Date('2026-11-02T00:30:00Z'),
    masked: { mobile: 2, 'id-card': 1 },
    sightings: 1,
  });
  expect(rows[0].title).toContain('青云路路灯不亮');
  expect(rows[0].title).not.toContain(PHONE);
  const seal = server.serving.app.get(Seal);
  expect((await seal.open(rows[0].id, rows[0].sealed)).body).toContain(PHONE);
  await expect(seal.open(answer.batchId!, rows[0].sealed)).rejects.toThrow();

  const shown = await everything();
  expect(shown).not.toContain(PHONE);
  expect(shown).not.toContain(ID_CARD);
  const told = (await facts()).slice(before.length);
  expect(told).toMatchObject([{ batchId: answer.batchId, count: 1, channel: 'mailbox' }]);
  expect(JSON.stringify(told)).not.toContain('路灯');
});

/** What intake itself keeps: the later stages read on meanwhile. */
async function kept(): Promise<string> {
  const tables = ['message', 'sighting', 'batch', 'hotline_record'];
  const rows = await Promise.all(tables.map((t) => server.db.query(`select t::text as t from ${t} t`)));
  return JSON.stringify([rows.map((r) => r.rows), await facts()]);
}

test('what is sent again is repeated and changes nothing, under its name or without one', async () => {
  const named = { externalId: 'again-1', body: '望澜镇文化站旁的垃圾桶一直没有人清运。' };
  const nameless = { channel: 'comment', body: '河堤步道夜里太暗，希望加装路灯。' };
  const first = await send([named, nameless]);
  const before = await kept();
  const again = await send([named, nameless]);
  expect(again).toMatchObject({ batchId: null, received: 0, repeated: 2 });
  expect(again.items.map((i) => i.id)).toEqual(first.items.map((i) => i.id));
  expect(await kept()).toBe(before);
});

test('the same words under other names are further sightings of one message', async () => {
  const body = '县医院门诊楼电梯停运，老人上楼很不方便。';
  const answer = await send([
    { externalId: 's-1', body },
    { externalId: 's-2', body },
    { externalId: 's-1', body: '同一次里重复的编号。' },
    { externalId: 's-3', channel: 'phone', body },
  ]);
  expect(answer).toMatchObject({ received: 1, repeated: 2, revised: 1 });
  expect(new Set(answer.items.map((i) => i.id)).size).toBe(1);
  const { rows } = await server.db.query('select sightings from message where id = $1', [
    answer.items[0]!.id,
  ]);
  expect(rows).toEqual([{ sightings: 3 }]);
});

test('rows at fault are refused with a reason, by their place; the good ones go in', async () => {
  const answer = await send([
    { externalId: 'mixed-1', body: '集贸市场早市占道，学生上学要绕行。' },
    { externalId: 'mixed-2' },
    'not a message',
    { externalId: 'mixed-4', body: '广场喷泉的水有异味。', channel: 'television' },
    { externalId: 'mixed-5', channel: 'phone', body: '南门桥桥面有坑，车辆要减速。' },
  ]);
  expect(answer).toMatchObject({ received: 2, refused: 3 });
  expect(answer.items.map((i) => i.state)).toEqual(['received', 'refused', 'refused', 'refused', 'received']);
  for (const item of answer.items.filter((i) => i.state === 'refused'))
    expect(item).toMatchObject({ id: null, code: expect.any(String), reason: expect.any(String) });
  expect(answer.items[1]!.externalId).toBe('mixed-2');
  // One fact for each channel's batch.
  const told = (await facts()).slice(-2);
  expect(told.map((f) => [f.channel, f.count])).toEqual([
    ['hotline', 1],
    ['phone', 1],
  ]);
});

test('ten identical calls at once, at two servers, store each message once', async () => {
  const other = await server.another();
  const rows = Array.from({ length: 40 }, (_, i) => ({
    externalId: `rush-${i}`,
    body: `第${i}号公交站的站牌被大风吹倒，至今没有扶起。`,
  }));
  const { length: before } = await facts();
  const bearer = machine as unknown as { bearer: string };
  const answers = await Promise.all(
    Array.from({ length: 10 }, async (_, i) => {
      const res = await fetch(`${i % 2 ? other.url : server.url}/api/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${bearer.bearer}` },
        body: JSON.stringify(i % 3 ? rows : [...rows].reverse()),
      });
      expect(res.status).toBe(202);
      return (await res.json()) as { received: number; repeated: number };
    }),
  );
  expect(answers.reduce((sum, a) => sum + a.received, 0)).toBe(40);
  expect(answers.reduce((sum, a) => sum + a.repeated, 0)).toBe(360);
  const { rows: stored } = await server.db.query(
    "select count(*)::int as messages, sum(sightings)::int as sightings from message where external_id like 'rush-%'",
  );
  expect(stored).toEqual([{ messages: 40, sightings: 40 }]);
  const told = (await facts()).slice(before);
  expect(told.reduce((sum, f) => sum + f.count, 0)).toBe(40);
});

test('one name with ten different texts at once stays one message', async () => {
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, i) =>
      send({ externalId: 'race-1', body: `第${i}种说法：水管破裂，路面积水。` }),
    ),
  );
  expect(answers.reduce((sum, a) => sum + a.received, 0)).toBe(1);
  expect(new Set(answers.map((a) => a.items[0]!.id)).size).toBe(1);
  const { rows } = await server.db.query(
    "select (select count(*)::int from message where body like '%种说法：水管破裂%') as messages, (select count(*)::int from sighting where external_id = 'race-1') as sightings",
  );
  expect(rows).toEqual([{ messages: 1, sightings: 1 }]);
});

test('a name that is itself a telephone number is not stored as one, and still tells a repeat', async () => {
  const row = { externalId: PHONE, body: '小区门口的充电桩坏了两台。' };
  expect(await send(row)).toMatchObject({ received: 1, items: [{ externalId: PHONE }] });
  expect(await send({ ...row, body: '换了说法。' })).toMatchObject({ revised: 1 });
  expect(await everything()).not.toContain(PHONE);
});

test('characters that the database cannot hold do no harm', async () => {
  const answer = await send({
    externalId: 'odd-1',
    title: '编码\u0000异常',
    body: '半个字符\ud83d在这里，环卫车噪声扰民。',
  });
  expect(answer).toMatchObject({ received: 1 });
});

test('a thousand messages go in at one call, and one more is refused', async () => {
  const rows = Array.from({ length: 1000 }, (_, i) => ({
    externalId: `many-${i}`,
    body: `反映事项第${i}条：井盖松动。`,
  }));
  expect(await send(rows)).toMatchObject({ received: 1000 });
  expect(await machine.refused('messages.send', { body: [...rows, rows[0]] })).toMatchObject({
    status: 400,
    problem: {
      detail: '请求内容有误：body 最多 1000 项。',
      detailEn: 'The request has faults: body: at most 1000 items.',
    },
  });
});

test('fingerprints in the database are keyed', async () => {
  const row = { title: '题目', body: '公园健身器材松动，有安全隐患。' };
  const { items } = await send(row);
  const { rows } = await server.db.query('select fingerprint from message where id = $1', [items[0]!.id]);
  expect(
    rows[0].fingerprint.equals(server.serving.app.get(Seal).print(fingerprint(row.title, row.body))),
  ).toBe(true);
});

test('only those who may enter messages do', async () => {
  const body = { body: '试一试。' };
  expect(await server.anonymous().refused('messages.send', { body })).toMatchObject({ status: 401 });
  const reader = await server.withToken('messages:read');
  expect(await reader.refused('messages.send', { body })).toMatchObject({ status: 403 });
  const auditor = await server.as('auditor');
  expect(await auditor.refused('messages.send', { body })).toMatchObject({ status: 403 });
});

it('leaves no row without its parent, whatever came at once, although the fullest tables check none', async () => {
  const rows = Array.from({ length: 40 }, (_, i) => ({
    externalId: `parent-${i % 25}`,
    channel: 'hotline',
    body: `梨花镇第${i % 20}号井盖缺失，请补上。`,
  }));
  await Promise.all([send(rows), send(rows), send(rows.slice(10)), send([...rows].reverse())]);
  const { rows: orphans } = await server.db.query(
    `select 'message' from message m where not exists (select from batch b where b.id = m.batch_id)
         or not exists (select from jurisdiction j where j.id = m.jurisdiction_id)
     union all select 'sighting' from sighting s where not exists (select from message m where m.id = s.message_id)
     union all select 'label' from message_label l where not exists (select from message m where m.id = l.message_id)`,
  );
  expect(orphans).toEqual([]);
  expect((await server.db.query('select 1 from sighting limit 1')).rowCount).toBe(1);
});

it('knows a text that an earlier edition stored, by the digest of that edition', async () => {
  const said = { title: '停水', body: '柳湾村，明天停水？' };
  const { items } = await send({ ...said, externalId: 'by-an-earlier-edition' });
  const [, earlier] = fingerprints(said.title, said.body);
  // As an installation stands that was brought up to date.
  await server.db.query('update message set fingerprint = $2 where id = $1', [
    items[0]!.id,
    server.serving.app.get(Seal).print(earlier!),
  ]);
  await server.db.query('update earlier_prints set there = true');
  await server.restart();
  machine = await server.withToken('intake:write');
  const again = await send({ ...said, externalId: 'under-another-name' });
  expect(again.items[0]).toMatchObject({ id: items[0]!.id });
  expect(again).toMatchObject({ received: 0 });
});
