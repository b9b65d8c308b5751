// Refused rows taken away, put right and handed in again with no effect on the rest; column mappings kept by name and offered again; a number used twice.
import type { ImportRun } from '#contract';
import type { Client } from '../support/client';
import { eventually } from '../support/eventually';
import { startServer, type TestServer } from '../support/server';

const PHONE = '13622223333';
// A busy machine takes its time.
jest.setTimeout(120_000);

let server: TestServer;
let staff: Client;
beforeAll(async () => {
  server = await startServer();
  staff = await server.as('news-office');
});
afterAll(() => server.close());

async function upload(name: string, content: string): Promise<ImportRun> {
  const res = await staff.fetch(`/api/imports?name=${encodeURIComponent(name)}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: new Uint8Array(Buffer.from(content)),
  });
  expect(res.status).toBe(201);
  return (await res.json()) as ImportRun;
}
async function run(name: string, content: string, saveAs?: string): Promise<ImportRun> {
  const { id, mapping } = await upload(name, content);
  await staff.call('imports.start', { params: { id }, body: { mapping, saveAs } });
  return eventually(async () => {
    const now = await staff.call('imports.read', { params: { id } });
    expect(['finished', 'failed']).toContain(now.state);
    return now;
  });
}
const take = (who: Client, id: string) => who.fetch(`/api/imports/${id}/refused-rows`);
const factsOf = async (kind: string) =>
  (await server.db.query('select body, subject_id from fact where kind = $1 order by seq', [kind])).rows as {
    body: Record<string, unknown>;
    subject_id: string;
  }[];
const stored = async () =>
  (
    await server.db.query(
      "select (select count(*)::int from message) as messages, (select count(*)::int from sighting) as sightings, (select string_agg(title || body, '|' order by id) from message) as words",
    )
  ).rows[0];

const headings = '编号,来电内容,来电日期,联系人,联系电话,备注';
const good = [
  `G1,柏树巷路灯坏了一周没人修,2026-05-01,李建国,${PHONE},`,
  `G2,东关街自来水发黄有异味,2026-05-02,王芳,${PHONE},急`,
];
const bad = [
  `B1,"南湾路公交改线，
老人出行不便",前天,赵小军,${PHONE},=HYPERLINK("http://example.invalid")`,
  `B2,,2026-05-04,孙梅,${PHONE},-`,
];

describe('refused rows', () => {
  let first: ImportRun;
  let csv: string;

  test('come as csv with their row, reason and masked cells; nothing of a person is in it or in the database', async () => {
    first = await run('五月 热线.csv', [headings, good[0], bad[0], good[1], bad[1]].join('\n'));
    expect(first).toMatchObject({ received: 2, refused: 2 });
    const res = await take(staff, first.id);
    expect(res.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(res.headers.get('content-disposition')).toContain(
      `filename*=UTF-8''${encodeURIComponent('五月 热线-未入库.csv')}`,
    );
    const bytes = Buffer.from(await res.arrayBuffer());
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    csv = bytes.toString();
    const [head] = csv.replace('\ufeff', '').split('\r\n');
    expect(head).toBe(`原文件行号,未入库原因,已遮蔽的列,${headings}`);
    expect(csv).toMatch(/\r\n3,[^\r]*不是可识别的日期[^\r]*,联系人、联系电话,B1,/);
    expect(csv).toMatch(/\r\n5,[^\r]*没有诉求内容[^\r]*,联系人、联系电话,B2,/);
    expect(csv).toContain('赵某某,136****3333');
    expect(csv).toContain(`"'=HYPERLINK(""http://example.invalid"")"`);
    const { rows } = await server.db.query(
      'select t::text as t from import_refusal t union all select i::text from import i',
    );
    for (const shown of [csv, rows.map((row) => row.t).join('\n')])
      for (const word of [PHONE, '赵小军', '孙梅', '李建国', '王芳']) expect(shown).not.toContain(word);
    expect(await factsOf('import.refusals-taken')).toEqual([
      { subject_id: first.id, body: { importId: first.id, rows: 2 } },
    ]);
  });

  test('put right and handed in again, they go in; rows already in stay as they are, and once more changes nothing', async () => {
    const before = await stored();
    const right = csv.replace(',前天,', ',2026-05-03,');
    const again = await run('改好.csv', right);
    expect(again).toMatchObject({ received: 1, repeated: 0, refused: 1 });
    const { rows } = await server.db.query(
      "select m.body, m.external_id from message m where external_id = 'B1'",
    );
    expect(rows).toEqual([{ external_id: 'B1', body: '南湾路公交改线，\n老人出行不便' }]);
    // What was refused again comes back with one set of its own columns.
    const text = await (await take(staff, again.id)).text();
    expect(text.replace('\ufeff', '').split('\r\n')[0]).toBe(`原文件行号,未入库原因,已遮蔽的列,${headings}`);
    const after = await stored();
    expect(after).toMatchObject({ messages: before.messages + 1, sightings: before.sightings + 1 });
    expect(await run('改好.csv', right)).toMatchObject({ received: 0, repeated: 1, refused: 1 });
    expect(
      await run('全部.csv', [headings, ...good, bad[0], bad[1]].join('\n').replace('前天', '2026-05-03')),
    ).toMatchObject({ received: 0, repeated: 3, refused: 1 });
    expect(await stored()).toEqual(after);
  });

  test('many come as one stream, in order', async () => {
    const lines = Array.from({ length: 1203 }, (_, i) => `M${i},第${i}件,改日,,,`);
    const many = await run('很多.csv', [headings, ...lines].join('\n'));
    expect(many.refused).toBe(1203);
    const text = (await (await take(staff, many.id)).text()).trimEnd().split('\r\n').slice(1);
    expect(text.map((line) => Number(line.split(',')[0]))).toEqual(lines.map((_, i) => i + 2));
  });

  test('refused before cells were kept: the row and its reason still come', async () => {
    await server.db.query('update import_refusal set cells = null, masked = null where import_id = $1', [
      first.id,
    ]);
    expect((await (await take(staff, first.id)).text()).split('\r\n')[1]).toMatch(/^3,[^,]+.*,,,,,,,$/);
  });

  test('only for those who import, in view, and when the import is over', async () => {
    expect((await take(await server.as('leader'), first.id)).status).toBe(403);
    expect((await take(server.anonymous(), first.id)).status).toBe(401);
    const waiting = await upload('未开始.csv', [headings, good[0]].join('\n'));
    const res = await take(staff, waiting.id);
    expect([res.status, ((await res.json()) as { code: string }).code]).toEqual([409, 'import.not-over']);
    await staff.call('imports.cancel', { params: { id: waiting.id } });
    await server.db.query(
      "with j as (insert into jurisdiction (name, level) values ('邻县', 'county') returning id) update import set jurisdiction_id = j.id from j where import.id = $1",
      [first.id],
    );
    expect((await take(staff, first.id)).status).toBe(404);
  });
});

describe('saved mappings', () => {
  const odd = '甲,乙,丙';
  const file = (...lines: string[]) => [odd, ...lines].join('\n');
  const wide = (line: string) => [`备注,${odd}`, `,${line}`].join('\n');
  const chosen = { externalId: '甲', body: '丙', title: '乙' };

  test('kept by name when an import starts, offered again when the headings fit, replaced under the same name', async () => {
    const { id } = await upload('怪.csv', file('1,路灯,渡口路灯不亮已经三天'));
    await staff.call('imports.start', { params: { id }, body: { mapping: chosen, saveAs: ' 渡口热线 ' } });
    // A column more, as exports gain them.
    const again = await upload('怪2.csv', `备注,${odd}\n,2,井盖,芦苇街井盖松动夜里很响`);
    expect(again).toMatchObject({ mappingName: '渡口热线', mapping: chosen });
    expect(again.why.body).toContain('渡口热线');
    const { items } = await staff.call('mappings.list', {});
    expect(items).toMatchObject([
      { name: '渡口热线', mapping: chosen, headings: odd.split(','), savedBy: '测试news-office' },
    ]);
    const params = { id: again.id };
    const changed = { body: '丙' };
    const started = await staff.call('imports.start', {
      params,
      body: { mapping: changed, saveAs: '渡口热线' },
    });
    expect(started).toMatchObject({ mappingName: '渡口热线', mapping: changed });
    const after = await staff.call('mappings.list', {});
    expect(after.items).toMatchObject([{ id: items[0]!.id, mapping: changed }]);
    const told = await factsOf('mapping.saved');
    expect(told.map(({ body }) => body)).toEqual(
      Array(2).fill({ mappingId: items[0]!.id, name: '渡口热线' }),
    );
  });

  test('one that was offered and changed is no longer that one; one that is taken as offered counts as used', async () => {
    const { items } = await staff.call('mappings.list', {});
    const [one, other] = [
      await upload('a.csv', wide('3,a,渡口护栏松动要修')),
      await upload('b.csv', wide('4,b,渡口水位尺看不清')),
    ];
    expect(one.mappingName).toBe('渡口热线');
    const started = await staff.call('imports.start', {
      params: { id: one.id },
      body: { mapping: { body: '丙', title: '乙' } },
    });
    expect(started.mappingName).toBeNull();
    const used = await staff.call('imports.start', {
      params: { id: other.id },
      body: { mapping: other.mapping },
    });
    expect(used.mappingName).toBe('渡口热线');
    const after = await staff.call('mappings.list', {});
    expect(after.items[0]!.usedAt > items[0]!.usedAt).toBe(true);
  });

  test('a mapping that is refused is not kept', async () => {
    const { id } = await upload('c.csv', wide('5,c,渡口路面有坑'));
    const body = { mapping: { body: '没有这列' }, saveAs: '坏的' };
    expect(await staff.refused('imports.start', { params: { id }, body })).toMatchObject({ status: 422 });
    const { items } = await staff.call('mappings.list', {});
    expect(items.map(({ name }) => name)).toEqual(['渡口热线']);
    await staff.call('imports.cancel', { params: { id } });
  });

  test('seen and removed only by those who import, in their own jurisdiction', async () => {
    const { items } = await staff.call('mappings.list', {});
    const params = { id: items[0]!.id };
    const leader = await server.as('leader');
    expect(await leader.refused('mappings.list', {})).toMatchObject({ status: 403 });
    expect(await leader.refused('mappings.remove', { params })).toMatchObject({ status: 403 });
    await staff.call('mappings.remove', { params });
    expect(await staff.refused('mappings.remove', { params })).toMatchObject({ status: 404 });
    expect((await staff.call('mappings.list', {})).items).toEqual([]);
    expect((await factsOf('mapping.removed')).map(({ subject_id }) => subject_id)).toEqual([params.id]);
    expect((await upload('d.csv', wide('6,d,渡口厕所漏水很久了'))).mappingName).toBeNull();
  });
});

test('a row torn by a comma in its text is refused whole, and goes in once it is put back', async () => {
  const file =
    '工单编号,标题,受理时间,诉求内容\nT1,甲,2026-11-20,南桥路灯不亮,夜里没法走\nT2,乙,2026-11-20,北桥栏杆断了\n';
  const torn = await run('未加引号.csv', file);
  expect(torn).toMatchObject({ received: 1, refused: 1 });
  const { items } = await staff.call('imports.refusals', { params: { id: torn.id }, query: {} });
  expect(items).toMatchObject([{ row: 2, code: 'row.too-many-cells' }]);
  const report = await (await take(staff, torn.id)).text();
  expect(report).toContain('"南桥路灯不亮,夜里没法走"');
  expect(await run('改好.csv', report)).toMatchObject({ received: 1, refused: 0 });
  const { rows } = await server.db.query("select body from message where external_id = 'T1'");
  expect(rows).toEqual([{ body: '南桥路灯不亮,夜里没法走' }]);
});

test('one number for two quite different letters: both are kept, said so, and each is found again as it changes', async () => {
  const head = '工单编号,标题,诉求内容,受理时间,答复内容,答复时间,承办单位';
  const lamp = (reply: string) =>
    `D77,柳湾路路灯不亮,柳湾路入口的路灯坏了一周夜里行人看不清路面请维修,2026-03-01,${reply},住建局`;
  const pension = (reply: string) =>
    `D77,咨询退休手续,本人今年十月满六十岁想了解办理养老金领取需要准备哪些材料,2026-03-02,${reply},人社局`;
  const bus = 'D78,公交改线,八路公交改线以后老人看病不方便希望恢复原来的站点,2026-03-02,,,交通局';
  const first = [head, lamp(','), bus, pension(','), bus].join('\n');
  const foreseen = async (body: string) => {
    const { id, mapping } = await upload('同号预览.csv', body);
    const { items } = await staff.call('imports.preview', { params: { id }, body: { mapping } });
    await staff.call('imports.cancel', { params: { id } });
    return items.map(({ becomes, stored, sameAsRow, flags }) => [
      ...[becomes, stored!.externalId, sameAsRow],
      flags.includes('number-twice'),
    ]);
  };
  expect(await foreseen(first)).toEqual([
    ['received', 'D77', null, false],
    ['received', 'D78', null, false],
    ['received', 'D77#2', null, true],
    ['repeated', 'D78', 3, false],
  ]);
  expect(await run('同号.csv', first)).toMatchObject({
    ...{ received: 3, repeated: 1, revised: 0, refused: 0 },
    ...{ numberTwice: 1, numberTwiceRows: [4] },
  });
  const named = async () =>
    (
      await server.db.query(
        `select m.external_id as name, m.title, h.reply_body as reply, h.flags from message m join hotline_record h on h.message_id = m.id
          where m.external_id like 'D77%' order by 1`,
      )
    ).rows;
  expect(await named()).toEqual([
    {
      name: 'D77',
      title: '柳湾路路灯不亮',
      reply: null,
      flags: expect.not.arrayContaining(['number-twice']),
    },
    { name: 'D77#2', title: '咨询退休手续', reply: null, flags: expect.arrayContaining(['number-twice']) },
  ]);
  const messages = (await stored()).messages;
  expect(await run('同号.csv', first)).toMatchObject({
    received: 0,
    repeated: 4,
    revised: 0,
    numberTwice: 1,
  });
  // In another order, each with its reply: each finds its own.
  const later = [head, pension('带身份证到窗口办理,2026-03-05'), lamp('已更换灯头,2026-03-04')].join('\n');
  expect(await foreseen(later)).toEqual([
    ['revised', 'D77#2', null, true],
    ['revised', 'D77', null, false],
  ]);
  expect(await run('同号答复.csv', later)).toMatchObject({
    ...{ received: 0, repeated: 0, revised: 2 },
    ...{ numberTwice: 1, numberTwiceRows: [2] },
  });
  expect((await named()).map(({ name, reply }) => [name, reply])).toEqual([
    ['D77', '已更换灯头'],
    ['D77#2', '带身份证到窗口办理'],
  ]);
  expect((await stored()).messages).toBe(messages);
  // Through the API a number is one message, whatever it says: there a machine knows its own numbers.
  const machine = await server.withToken('intake:write');
  const { items } = await machine.call('messages.send', {
    body: [
      {
        channel: 'hotline',
        externalId: 'D78',
        title: '广场舞扰民',
        body: '中心广场每晚跳舞音响开到十点半居民睡不好觉请管理',
      },
    ],
  });
  expect(items[0]!.state).toBe('revised');
});
