// Hotline files: read whatever their dress, every row in or told why not, never twice, and nothing of them left behind.
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import ExcelJS from 'exceljs';
import type { ImportRun } from '#contract';
import { ImportRunner } from '../../apps/server/src/intake/import.runner';
import { ImportService } from '../../apps/server/src/intake/import.service';
import { ImportSweep } from '../../apps/server/src/intake/import.sweep';
import { Now } from '../../apps/server/src/platform/now';
import type { Client } from '../support/client';
import { eventually } from '../support/eventually';
import { startServer, type TestServer } from '../support/server';

const PHONE = '13687654321';
// A busy machine takes its time.
jest.setTimeout(120_000);

let server: TestServer;
let staff: Client;

beforeAll(async () => {
  server = await startServer();
  staff = await server.as('news-office');
});
afterAll(() => server.close());

const uploads = () => path.join(server.config.dataDir, 'uploads');
const left = () => (existsSync(uploads()) ? readdirSync(uploads()) : []);
/** The file goes just after the import is told to be over. */
const nothingLeft = () => eventually(() => expect(left()).toEqual([]));

async function upload(name: string, content: Buffer | string): Promise<ImportRun> {
  const res = await staff.fetch(`/api/imports?name=${encodeURIComponent(name)}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: new Uint8Array(Buffer.from(content)),
  });
  expect(res.status).toBe(201);
  return (await res.json()) as ImportRun;
}
async function over(id: string): Promise<ImportRun> {
  return eventually(async () => {
    const run = await staff.call('imports.read', { params: { id } });
    expect(['finished', 'failed']).toContain(run.state);
    return run;
  });
}
async function importAll(name: string, content: Buffer | string): Promise<ImportRun> {
  const { id, mapping } = await upload(name, content);
  await staff.call('imports.start', { params: { id }, body: { mapping } });
  return over(id);
}
const count = async (table: string) =>
  Number((await server.db.query(`select count(*) as n from ${table}`)).rows[0].n);
const factsOf = async (id: string) =>
  (await server.db.query('select kind from fact where subject_id = $1 order by seq', [id])).rows.map(
    (r) => r.kind,
  );

const headings = '工单编号,标题,诉求内容,受理时间,答复内容,答复时间,承办单位';
const lines = [
  `W001,路灯不亮,"东桥路的路灯坏了,
请联系${PHONE}",2026-03-01,已修复,2026-03-03,住建局`,
  `W002,垃圾清运,菜市场后门垃圾堆积,2026/3/2 08:30,正在处理,2026年3月4日,城管局`,
  `W003,<b>停水</b>通知,三号楼连续停水两天,20260305,,,水务局`,
  `W004,没有内容,,2026-03-06,,,住建局`,
  `W005,日期有误,幼儿园门口车辆乱停,昨天下午,,,公安局`,
  `W006,答复在前,公交改线没有通知,2026-03-09,已说明,2026-03-08,交通局`,
  `W001,同一编号,另一段文字,2026-03-10,,,住建局`,
];
const csv = [headings, ...lines].join('\n');

test('a csv: mapping proposed, sample masked, good rows in, bad rows told by number and reason', async () => {
  const uploaded = await upload('热线三月.csv', csv);
  expect(uploaded).toMatchObject({
    name: '热线三月.csv',
    state: 'uploaded',
    rows: 7,
    headings: headings.split(','),
    mapping: {
      externalId: '工单编号',
      title: '标题',
      body: '诉求内容',
      receivedAt: '受理时间',
      replyBody: '答复内容',
      repliedAt: '答复时间',
      agency: '承办单位',
    },
  });
  expect(uploaded.sample).toHaveLength(7);
  expect(JSON.stringify(uploaded)).not.toContain(PHONE);
  expect(Object.keys(uploaded.why)).toEqual(expect.arrayContaining(['externalId', 'body']));
  expect(left()).toEqual([uploaded.id]);

  const params = { id: uploaded.id };
  await staff.call('imports.start', { params, body: { mapping: uploaded.mapping } });
  expect(await over(uploaded.id)).toMatchObject({
    state: 'finished',
    received: 4,
    repeated: 0,
    revised: 1,
    refused: 2,
    rows: 7,
    error: null,
  });
  await nothingLeft();
  const refused = await staff.call('imports.refusals', { params, query: { limit: 1 } });
  expect(refused.items).toEqual([{ row: 5, code: 'row.no-text', reason: expect.any(String) }]);
  const next = await staff.call('imports.refusals', { params, query: { cursor: refused.next! } });
  expect(next).toMatchObject({ items: [{ row: 6, code: 'row.bad-date' }], next: null });
  expect(await factsOf(uploaded.id)).toEqual(['import.started', 'import.finished']);

  const { rows } = await server.db.query(
    `select m.external_id, m.title, m.channel, m.published_at, h.replied_at, h.flags, h.agency
       from message m join hotline_record h on h.message_id = m.id order by m.external_id`,
  );
  expect(rows).toMatchObject([
    {
      external_id: 'W001',
      channel: 'hotline',
      published_at: new Date('2026-02-28T16:00:00Z'),
      agency: '住建局',
    },
    {
      external_id: 'W002',
      published_at: new Date('2026-03-02T00:30:00Z'),
      replied_at: new Date('2026-03-03T16:00:00Z'),
    },
    { external_id: 'W003', title: '停水通知', published_at: new Date('2026-03-04T16:00:00Z') },
    { external_id: 'W006', flags: ['negative-interval'] },
  ]);
  for (const table of ['message', 'sighting', 'hotline_record', 'import', 'import_refusal', 'fact']) {
    const shown = await server.db.query(`select t::text as t from ${table} t`);
    expect(shown.rows.map((r) => r.t).join('\n')).not.toContain(PHONE);
  }
});

test('the first rows are shown as they will be stored under a mapping; nothing is kept, and another mapping shows other rows', async () => {
  const body = [
    headings,
    `P1,,"幼儿园门口积水，
家长涂晓兰电话${PHONE}",2026/3/2 08:30,已派人，,2026年3月1日,城管局`,
    'P2,没有内容,,2026-03-06,,,住建局',
    'W002,垃圾清运,菜市场后门垃圾堆积,2026/3/2 08:30,正在处理,2026年3月4日,城管局',
    ...Array.from({ length: 40 }, (_, i) => `Q${i},第${i}条,第${i}条诉求：路面坑洼,2026-03-07,,,`),
  ].join('\n');
  const { id, mapping } = await upload('预览.csv', body);
  const before = await count('message');
  const params = { id };
  const { items } = await staff.call('imports.preview', { params, body: { mapping } });
  expect(items).toHaveLength(20);
  expect(items[0]).toMatchObject({
    row: 2,
    stored: {
      externalId: 'P1',
      receivedAt: '2026-03-02T00:30:00.000Z',
      repliedAt: '2026-02-28T16:00:00.000Z',
      masked: { mobile: 1, name: 1 },
    },
    becomes: 'received',
    refused: null,
    knownId: null,
    flags: ['negative-interval', 'title-from-body'],
  });
  expect(JSON.stringify(items)).not.toContain(PHONE);
  expect(JSON.stringify(items)).not.toContain('涂晓兰');
  // Quoted lines count as one row: the number is the one by which a refused row will be told.
  expect(items[1]).toMatchObject({ row: 3, stored: null, refused: { code: 'row.no-text' } });
  expect(items[2]).toMatchObject({ becomes: 'repeated', knownId: expect.stringMatching(/^[\da-f-]{36}$/) });
  const { items: other } = await staff.call('imports.preview', {
    params,
    body: { mapping: { body: '标题' } },
  });
  expect(other[0]?.refused?.code).toBe('row.no-text');
  expect(other[1]?.stored).toMatchObject({ body: '没有内容', receivedAt: null, externalId: null });
  const wrong = { params, body: { mapping: { body: '没有这列' } } };
  expect(await staff.refused('imports.preview', wrong)).toMatchObject({ code: 'import.no-such-column' });
  expect(await count('message')).toBe(before);

  await staff.call('imports.start', { params, body: { mapping } });
  await over(id);
  const stored = await server.db.query('select title, body from message where external_id = $1', ['P1']);
  expect(stored.rows[0]).toEqual({ title: items[0]?.stored?.title, body: items[0]?.stored?.body });
  expect(await staff.refused('imports.preview', { params, body: { mapping } })).toMatchObject({
    code: 'import.started',
  });
});

test('the same rows again change nothing, as csv or as xlsx', async () => {
  const before = [await count('message'), await count('sighting'), await count('hotline_record')];
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('三月');
  sheet.mergeCells('A1:G1');
  sheet.getCell('A1').value = '望澜县热线工单台账';
  sheet.addRow(headings.split(','));
  sheet.addRow([
    'W001',
    '路灯不亮',
    `东桥路的路灯坏了,\n请联系${PHONE}`,
    '2026-03-01',
    '已修复',
    '2026-03-03',
    '住建局',
  ]);
  sheet.addRow([
    'W002',
    '垃圾清运',
    '菜市场后门垃圾堆积',
    new Date(Date.UTC(2026, 2, 2, 8, 30)),
    '正在处理',
    new Date(Date.UTC(2026, 2, 4)),
    '城管局',
  ]);
  sheet.addRow(['W003', '停水通知', '三号楼连续停水两天', '2026年3月5日', '', '', '水务局']);
  const xlsx = Buffer.from(await book.xlsx.writeBuffer());
  const again = await importAll('again.csv', `\ufeff${csv}`);
  expect(again).toMatchObject({ state: 'finished', received: 0, repeated: 5, refused: 2 });
  expect(await importAll('again.xlsx', xlsx)).toMatchObject({ state: 'finished', received: 0, repeated: 3 });
  expect([await count('message'), await count('sighting'), await count('hotline_record')]).toEqual(before);
});

test('merged headings over two lines and real dates in cells', async () => {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('台账');
  sheet.addRow(['编号', '来电内容', '受理', '', '办理', '']);
  sheet.addRow(['', '', '受理时间', '受理人', '答复时间', '承办单位']);
  for (const range of ['A1:A2', 'B1:B2', 'C1:D1', 'E1:F1']) sheet.mergeCells(range);
  sheet.addRow([
    'M-1',
    '学校门口需要增设斑马线',
    new Date(Date.UTC(2026, 3, 1, 10, 0)),
    '甲',
    new Date(Date.UTC(2026, 3, 2)),
    '交警队',
  ]);
  const uploaded = await upload('merged.xlsx', Buffer.from(await book.xlsx.writeBuffer()));
  expect(uploaded.rows).toBe(1);
  const { id, mapping } = uploaded;
  await staff.call('imports.start', { params: { id }, body: { mapping } });
  expect(await over(id)).toMatchObject({ state: 'finished', received: 1, refused: 0 });
  const { rows } = await server.db.query("select published_at from message where external_id = 'M-1'");
  expect(rows).toEqual([{ published_at: new Date('2026-04-01T02:00:00Z') }]);
});

test('cells merged over several rows stand for each of them, also in what is refused and handed in again', async () => {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('台账');
  sheet.addRow(['编号', '来电内容', '受理时间', '承办单位']);
  sheet.addRow(['V-1', '柳叶巷的下水井盖被压碎了', new Date(Date.UTC(2026, 5, 1)), '市政管理处']);
  sheet.addRow(['V-2', '小学门口早高峰没有人疏导交通', null, null]);
  sheet.addRow(['V-3', null, null, null]);
  for (const range of ['C2:C4', 'D2:D4']) sheet.mergeCells(range);
  const run = await importAll('merged-rows.xlsx', Buffer.from(await book.xlsx.writeBuffer()));
  expect(run).toMatchObject({ state: 'finished', received: 2, refused: 1 });
  const kept = () =>
    server.db.query(
      `select m.external_id as id, m.published_at as at, h.agency from message m join hotline_record h on h.message_id = m.id
       where m.external_id like 'V-%' order by 1`,
    );
  const [at, agency] = [new Date('2026-05-31T16:00:00Z'), '市政管理处'];
  expect((await kept()).rows).toEqual(['V-1', 'V-2'].map((id) => ({ id, at, agency })));
  const refused = await (await staff.fetch(`/api/imports/${run.id}/refused-rows`)).text();
  expect(refused).toContain('V-3,,2026-06-01,市政管理处');
  const again = await importAll('refused.csv', refused.replace('V-3,', 'V-3,河边护栏松动一推就晃'));
  expect(again).toMatchObject({ state: 'finished', received: 1, refused: 0 });
  expect((await kept()).rows.at(-1)).toEqual({ id: 'V-3', at, agency });
});

const many = (prefix: string, n: number) =>
  [
    headings,
    ...Array.from(
      { length: n },
      (_, i) => `${prefix}${i},第${i}件,${prefix}反映的第${i}件事情,2026-05-01,,,信访局`,
    ),
  ].join('\n');

test('a run that was killed goes on where it stopped; two runs at once store nothing twice', async () => {
  const runner = server.serving.app.get(ImportRunner);
  const { id, mapping } = await upload('killed.csv', many('K', 1700));
  // As if the process had been killed after its second commit: 1,000 rows are in, and nobody works on the rest.
  await server.db.query(
    // Progressed just now, or the minute's own sweep might take it up beside us.
    "update import set state = 'running', mapping = $2, progressed_at = now() where id = $1",
    [id, JSON.stringify(mapping)],
  );
  const killed = new Error('killed');
  const { receiving } = runner as unknown as {
    receiving: { receive: (...args: unknown[]) => Promise<unknown> };
  };
  const whole = receiving.receive.bind(receiving);
  let calls = 0;
  receiving.receive = (...args) => (++calls > 2 ? Promise.reject(killed) : whole(...args));
  try {
    await expect(runner.run(id, { lastAttempt: false })).rejects.toBe(killed);
  } finally {
    receiving.receive = whole;
  }
  expect(await staff.call('imports.read', { params: { id } })).toMatchObject({
    state: 'running',
    received: 1000,
  });
  expect(left()).toContain(id);

  const other = await server.another();
  await Promise.all([
    runner.run(id, { lastAttempt: false }),
    other.app.get(ImportRunner).run(id, { lastAttempt: false }),
  ]);
  expect(await over(id)).toMatchObject({ state: 'finished', received: 1700, repeated: 0, rows: 1700 });
  const { rows } = await server.db.query(
    "select count(*)::int as n from message where external_id like 'K%'",
  );
  expect(rows).toEqual([{ n: 1700 }]);
  expect((await factsOf(id)).filter((kind) => kind === 'import.finished')).toHaveLength(1);
  await nothingLeft();
});

test('the sweep takes up what stalled, and clears files nobody started or that were left over', async () => {
  const sweep = server.serving.app.get(ImportSweep);
  const stalled = await upload('stalled.csv', many('S', 20));
  const forgotten = await upload('forgotten.csv', many('F', 20));
  await server.db.query(
    "update import set state = 'running', mapping = $2, progressed_at = now() - interval '2 minutes' where id = $1",
    [stalled.id, JSON.stringify(stalled.mapping)],
  );
  // The minute's own sweep may have been quicker.
  expect(await sweep.takeUpStalled()).toBeLessThanOrEqual(1);
  expect(await over(stalled.id)).toMatchObject({ state: 'finished', received: 20 });
  writeFileSync(path.join(uploads(), '00000000-0000-4000-8000-000000000000'), 'left by a killed upload');
  expect(await sweep.clearLeftOver()).toBe(0);
  const clock = server.serving.app.get(Now);
  clock.at = () => new Date(Date.now() + 25 * 3600_000);
  try {
    expect(await sweep.clearForgotten()).toBeLessThanOrEqual(1);
    await sweep.clearLeftOver();
  } finally {
    clock.at = () => new Date();
  }
  expect(await staff.call('imports.read', { params: { id: forgotten.id } })).toMatchObject({
    state: 'cancelled',
  });
  await nothingLeft();
});

test('an import can be stopped; what went in stays, and it cannot be started again', async () => {
  const { id, mapping } = await upload('stop.csv', many('X', 5));
  const params = { id };
  expect(await staff.call('imports.cancel', { params })).toMatchObject({ state: 'cancelled' });
  await nothingLeft();
  expect(await staff.refused('imports.start', { params, body: { mapping } })).toMatchObject({ status: 409 });
  expect(await staff.refused('imports.cancel', { params })).toMatchObject({
    status: 409,
    code: 'import.over',
  });
  expect(await factsOf(id)).toEqual([]);
  // Under way: who stopped it, and what had come in by then, is on the record.
  const { id: other, mapping: columns } = await upload('stop2.csv', many('Y', 3000));
  await staff.call('imports.start', { params: { id: other }, body: { mapping: columns } });
  await staff.call('imports.cancel', { params: { id: other } });
  const kept = await staff.call('imports.read', { params: { id: other } });
  const facts = await server.db.query("select body from fact where kind = 'import.cancelled'");
  const { received, repeated, revised, refused } = kept;
  expect(facts.rows).toMatchObject([{ body: { importId: other, received, repeated, revised, refused } }]);
  await nothingLeft();
});

test.each<[string, string | Buffer, string]>([
  ['empty.csv', '', 'import.empty'],
  ['picture.xlsx', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'file.not-a-table'],
  ['broken.xlsx', Buffer.concat([Buffer.from('504b0304', 'hex'), Buffer.alloc(64)]), 'file.not-a-table'],
])('%s is refused with a sentence, and nothing of it stays', async (name, content, code) => {
  const res = await staff.fetch(`/api/imports?name=${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: new Uint8Array(Buffer.from(content)),
  });
  expect(res.status).toBe(422);
  expect(await res.json()).toMatchObject({ code, detail: expect.stringMatching(/\p{Script=Han}/u) });
  await nothingLeft();
});

test('a file over 200 MB is refused with a sentence when it has come through, and nothing of it stays', async () => {
  const megabyte = new Uint8Array(1 << 20).fill(65);
  let sent = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull: (stream) => (++sent > 201 ? stream.close() : stream.enqueue(megabyte)),
  });
  const init = { method: 'POST', headers: { 'content-type': 'text/csv' }, body: endless, duplex: 'half' };
  const res = await staff.fetch('/api/imports?name=huge.csv', init as RequestInit);
  expect(res.status).toBe(413);
  expect(await res.json()).toMatchObject({
    code: 'import.too-large',
    detail: expect.stringContaining('200 MB'),
  });
  await nothingLeft();
});

test('a mapping must name columns that are there, each once, and say where the text is', async () => {
  const { id } = await upload('mapping.csv', many('Z', 2));
  const params = { id };
  const start = (mapping: ImportRun['mapping']) =>
    staff.refused('imports.start', { params, body: { mapping } });
  expect(await start({ body: '没有这列' })).toMatchObject({ status: 422, code: 'import.no-such-column' });
  expect(await start({ body: '标题', title: '标题' })).toMatchObject({
    status: 422,
    code: 'import.column-twice',
  });
  expect(await start({ externalId: '工单编号' })).toMatchObject({ status: 422, code: 'import.no-text' });
  await staff.call('imports.cancel', { params });
});

test('a command imports a file without the queue, and leaves the person their file', async () => {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'wenying-file-'));
  const file = path.join(dir, 'command.csv');
  writeFileSync(
    file,
    [headings, 'C1,题,树枝压住了电线,2026-06-01,,,供电公司', 'C2,题,,2026-06-01,,,供电公司'].join('\n'),
  );
  const { rows } = await server.db.query('select id from jurisdiction limit 1');
  const actor = { kind: 'system' as const, id: null, name: 'command line' };
  const service = server.serving.app.get(ImportService);
  try {
    const imported = await service.importFile(file, null, actor, rows[0].id);
    expect(imported).toEqual({
      received: 1,
      repeated: 0,
      revised: 0,
      refused: [{ row: 3, reason: expect.any(String) }],
      numberTwice: [],
    });
    expect(await service.importFile(file, null, actor, rows[0].id)).toMatchObject({
      received: 0,
      repeated: 1,
    });
    await expect(
      service.importFile(file, { externalId: '工单编号' }, actor, rows[0].id),
    ).rejects.toMatchObject({ code: 'import.no-text' });
    expect(existsSync(file)).toBe(true);
    await nothingLeft();
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
});

/** A cursor of no list of imports. */
const refusalCursor = Buffer.from('["x","y"]').toString('base64url');

test('imports are listed newest first, in view only, for those who may', async () => {
  const first = await staff.call('imports.list', { query: { limit: 2 } });
  expect(first.items).toHaveLength(2);
  expect(first.items[0]!.createdAt >= first.items[1]!.createdAt).toBe(true);
  const second = await staff.call('imports.list', { query: { limit: 2, cursor: first.next! } });
  expect(second.items.map((i) => i.id)).not.toEqual(expect.arrayContaining(first.items.map((i) => i.id)));
  const { id } = first.items[0]!;
  expect(await staff.refused('imports.list', { query: { cursor: refusalCursor } })).toMatchObject({
    status: 400,
  });
  const officer = await server.as('department-officer');
  expect(await officer.refused('imports.read', { params: { id } })).toMatchObject({ status: 403 });
  const leader = await server.as('leader');
  expect(await leader.call('imports.read', { params: { id } })).toMatchObject({ id });
  expect(await leader.refused('imports.cancel', { params: { id } })).toMatchObject({ status: 403 });
  await server.db.query(
    "with j as (insert into jurisdiction (name, level) values ('邻县', 'county') returning id) update import set jurisdiction_id = j.id from j where import.id = $1",
    [id],
  );
  expect(await staff.refused('imports.read', { params: { id } })).toMatchObject({ status: 404 });
  expect(await staff.refused('imports.refusals', { params: { id } })).toMatchObject({ status: 404 });
});
