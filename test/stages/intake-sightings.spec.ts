// One message, many sightings: reposts under other words are one, edits are revisions, and nothing that was said is lost.
import { randomUUID } from 'node:crypto';
import type { Incoming } from '../../apps/server/src/intake/mask';
import { type Alongside, ReceiveService } from '../../apps/server/src/intake/receive.service';
import { digestOfRevisions } from '../../apps/server/src/intake/revise.parts';
import { Seal } from '../../apps/server/src/intake/seal';
import type { Serving } from '../../apps/server/src/serve';
import type { Client } from '../support/client';
import { eventually } from '../support/eventually';
import { startServer, type TestServer } from '../support/server';

const PHONE = '13955556666';
const sentences = [
  '望澜县水务局昨日通报，青云河上游的临时拦河坝将于本月十八日拆除，工期预计二十六天。',
  '施工期间沿河步道自北渡桥至柳湾闸一段封闭，行人可绕行滨江二路。',
  '据施工方介绍，此次共需清运淤泥约3.2万立方米，投入挖掘机14台、运输车40辆。',
  '附近居民关心的夜间噪声问题，通报称每日二十二时之后停止机械作业。',
  '水务局提醒，拆坝当日下游水位可能短时上涨0.6米，请停泊船只提前转移。',
  '清淤完成之后，两岸将补种垂柳和芦苇，并新建亲水平台五处。',
  '项目总投资2870万元，其中省级补助占六成，其余由县财政安排。',
  '县人大代表将于下月对工程质量进行视察，结果向社会公布。',
  '有市民建议在柳湾闸旁增设公共厕所，水务局表示已转交城管部门研究。',
];
const lead = '【本报讯】记者从有关部门获悉一则与河道有关的消息，现摘编如下。';
// A busy machine takes its time.
jest.setTimeout(120_000);

let server: TestServer;
let staff: Client;
let machine: Client;
let jurisdictionId: string;

beforeAll(async () => {
  server = await startServer();
  staff = await server.as('news-office');
  machine = await server.withToken('intake:write');
  jurisdictionId = (await server.db.query('select id from jurisdiction')).rows[0].id;
}, 120_000);
afterAll(() => server?.close());

/** A text of its own for each test: the river's name is another. */
const story = (river: string, of = sentences) =>
  of.join('').replaceAll('青云河', river).replaceAll('北渡桥', `${river}桥`);
async function source(name: string): Promise<string> {
  const id = randomUUID();
  await server.db.query(
    "insert into source (id, jurisdiction_id, name, url, state) values ($1, $2, $3, $4, 'paused')",
    [id, jurisdictionId, name, `http://127.0.0.1/${id}`],
  );
  return id;
}
type Item = { id: string; title: string; body: string; url?: string };
/** What a poll of this source would bring. */
async function publish(
  sourceId: string,
  items: Item[],
  at: Serving = server.serving,
  alongside: Alongside = {},
) {
  return at.app.get(ReceiveService).receive(
    {
      jurisdictionId,
      actor: { kind: 'system', id: null, name: 'test' },
      origin: () => `feed:${sourceId}`,
      sourceId,
      messages: items.map(
        ({ id, title, body, url }): Incoming => ({
          channel: 'feed',
          externalId: id,
          title,
          body,
          url: url ?? null,
          publishedAt: null,
          place: null,
          agency: null,
          hotline: null,
        }),
      ),
    },
    alongside,
  );
}
const one = async (...args: Parameters<typeof publish>) => (await publish(...args)).receipts[0]!;
const read = (id: string) => staff.call('messages.read', { params: { id } });
const send = (...rows: Record<string, unknown>[]) => machine.call('messages.send', { body: rows });
const revisedFacts = async () =>
  (await server.db.query("select body from fact where kind = 'message.revised' order by seq")).rows.map(
    (r) => r.body as { batchId: string; count: number; digest: string; sourceId: string | null },
  );
const counts = async () =>
  (
    await server.db.query(
      `select (select count(*) from message)::int as messages, (select count(*) from sighting)::int as sightings,
              (select count(*) from message_revision)::int as revisions, (select count(*) from batch)::int as batches,
              (select count(*) from fact where kind in ('intake.received', 'message.revised'))::int as facts`,
    )
  ).rows[0] as { messages: number; sightings: number; revisions: number; facts: number; batches: number };

describe('the same text again', () => {
  it('is one message, whatever its title, lead, writing or address', async () => {
    const [a, b] = [await source('望澜日报'), await source('临县晚报')];
    const body = story('白沙河');
    const first = await one(a, [{ id: 'a1', title: '白沙河拆坝', body, url: 'https://a.example/1' }]);
    const others = await publish(b, [
      { id: 'b1', title: '好消息！河道要变样', body, url: 'https://b.example/1' },
      { id: 'b2', title: '白沙河拆坝', body: `${lead}${body}`, url: 'https://b.example/2' },
      {
        id: 'b3',
        title: '白沙河拆壩',
        body: body.replaceAll('县', '縣').replaceAll('，', ' , '),
        url: 'https://b.example/3',
      },
      {
        id: 'b4',
        title: '白沙河拆坝',
        body: `${lead}${story('白沙河', sentences.slice(1))}`,
        url: 'https://b.example/4',
      },
    ]);
    expect(others.receipts).toEqual(Array(4).fill({ state: 'repeated', id: first.id }));
    const message = await read(first.id);
    expect(message).toMatchObject({ sightings: 5, title: '白沙河拆坝', body });
    expect(message.sightingsList.map(({ sourceName, url }) => `${sourceName} ${url}`).sort()).toEqual([
      '临县晚报 https://b.example/1',
      '临县晚报 https://b.example/2',
      '临县晚报 https://b.example/3',
      '临县晚报 https://b.example/4',
      '望澜日报 https://a.example/1',
    ]);
    // Other wordings are kept beside it; the message keeps its own.
    expect(message.revisions.map(({ how, changed, before }) => [how, changed, before])).toEqual([
      ['first', [], null],
      ['elsewhere', ['title'], 1],
      ['elsewhere', ['body'], 1],
      ['elsewhere', ['body'], 1],
    ]);
    const before = await counts();
    expect(
      (await publish(b, [{ id: 'b2', title: '白沙河拆坝', body: `${lead}${body}` }])).batchId,
    ).toBeNull();
    expect(await counts()).toEqual(before);
  });

  it('of two citizens is one message, whatever its marks, blanks and writing; a figure’s own marks are words', async () => {
    const letter = (externalId: string, body: string) => ({
      channel: 'mailbox',
      externalId,
      title: '路灯',
      body,
    });
    const { items } = await send(
      letter('M-1', '雙溪路的燈壞了兩個星期，夜裡沒法走，費用3.5萬元。'),
      letter('M-2', '双溪路的灯坏了两个星期 夜里没法走！费用3.5万元'),
      letter('M-3', '双溪路的灯坏了两个星期，夜里没法走，费用35万元。'),
    );
    expect(items.map(({ state }) => state)).toEqual(['received', 'repeated', 'received']);
    expect(items[1]!.id).toBe(items[0]!.id);
    expect((await read(items[0]!.id!)).sightings).toBe(2);
  });

  it('at one address is one message even behind a wall; other matters, short texts and citizens are not', async () => {
    const [a, b] = [await source('甲报'), await source('乙网')];
    const first = await one(a, [
      { id: '1', title: '红石河拆坝', body: story('红石河'), url: 'https://www.c.example/x?id=7' },
    ]);
    const walled = {
      id: '2',
      title: '红石河拆坝',
      body: '登录后阅读全文。',
      url: 'http://m.c.example/x?id=7&utm_source=app',
    };
    expect(await one(b, [walled])).toEqual({ state: 'repeated', id: first.id });
    for (const other of [
      { id: '3', title: '黑石河拆坝', body: story('黑石河', sentences.slice(0, 2)) },
      {
        id: '4',
        title: '红石河拆坝之后',
        body: '红石河拆坝之后水清了。',
        url: 'https://www.c.example/x?id=8',
      },
    ])
      expect((await one(b, [other])).state).toBe('received');
    // Neighbours who hand in the same letter each have a case of their own, unless the words are the same.
    const letter = story('黄石河');
    const letters = await send(
      { externalId: 'L1', channel: 'mailbox', body: `尊敬的张书记：${letter}` },
      { externalId: 'L2', channel: 'mailbox', body: `尊敬的李县长：${letter}` },
      { externalId: 'L3', channel: 'mailbox', body: '东桥路路灯不亮，请修。' },
      { externalId: 'L4', channel: 'mailbox', body: '西桥路路灯不亮，请修。' },
    );
    expect(letters).toMatchObject({ received: 4, repeated: 0 });
  });

  it('in one call is one message, and ten polls at two servers at once make one', async () => {
    const a = await source('快讯');
    const body = story('长乐河');
    const { receipts } = await publish(a, [
      { id: '1', title: '拆坝', body },
      { id: '2', title: '又见拆坝', body: lead + body },
    ]);
    expect(receipts[1]).toEqual({ state: 'repeated', id: receipts[0]!.id });

    const other = await server.another();
    const sources = await Promise.all(Array.from({ length: 10 }, (_, i) => source(`同题 ${i}`)));
    const rush = story('永安河');
    const answers = await Promise.all(
      sources.map((id, i) =>
        one(
          id,
          [{ id: 'x', title: `第${i}家转载`, body: `${'转'.repeat(i)}${rush}` }],
          i % 2 ? other : server.serving,
        ),
      ),
    );
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect(answers.filter(({ state }) => state === 'received')).toHaveLength(1);
    expect(await read(answers[0]!.id)).toMatchObject({ sightings: 10 });
  });
});

describe('an edited article', () => {
  it('is a revision: the earlier text stays, the ledger holds digests only, a second poll changes nothing', async () => {
    const a = await source('望澜新闻');
    const before = `${story('清溪河')}咨询请致电${PHONE}。`;
    const after = before.replace('0.6米', '0.9米').replace(PHONE, '13911112222');
    const { id } = await one(a, [{ id: 'e1', title: '清溪河拆坝', body: before }]);
    const facts = await revisedFacts();
    expect(await one(a, [{ id: 'e1', title: '清溪河拆坝（更正）', body: after }])).toEqual({
      state: 'revised',
      id,
    });
    const stands = await counts();
    for (let i = 0; i < 2; i += 1) {
      const again = await publish(a, [{ id: 'e1', title: '清溪河拆坝（更正）', body: after }]);
      expect(again).toEqual({ batchId: null, receipts: [{ state: 'repeated', id }], sightings: 0 });
    }
    expect(await counts()).toEqual(stands);

    const message = await read(id);
    expect(message).toMatchObject({ title: '清溪河拆坝（更正）', sightings: 1 });
    expect(message.body).toContain('0.9米');
    expect(message.revisions).toMatchObject([
      { no: 1, how: 'first', text: { title: '清溪河拆坝' }, before: null },
      { no: 2, how: 'edited', changed: ['title', 'body'], text: { title: '清溪河拆坝（更正）' }, before: 1 },
    ]);
    expect(message.revisions[0]!.text!.body).toContain('0.6米');
    const { rows } = await server.db.query(
      'select * from message_revision where message_id = $1 order by no',
      [id],
    );
    const shown = JSON.stringify([rows.map(({ title, body, masked }) => [title, body, masked]), message]);
    expect(shown).not.toContain(PHONE);
    expect(shown).not.toContain('13911112222');
    const seal = server.serving.app.get(Seal);
    expect((await seal.open(id, rows[0].sealed)).body).toBe(before);
    expect((await seal.open(id, rows[1].sealed)).body).toBe(after);
    const told = (await revisedFacts()).slice(facts.length);
    expect(told).toMatchObject([{ count: 1, sourceId: a, batchId: rows[1].batch_id }]);
    expect(told[0]!.digest).toBe(
      digestOfRevisions([{ messageId: id, no: 2, print: rows[1].print, said: rows[1].said }]),
    );
    expect(JSON.stringify(told)).not.toContain('清溪河');
  });

  it('keeps a correction that is taken back, and knows each of its texts again elsewhere', async () => {
    const [a, b] = [await source('甲'), await source('乙')];
    const [t1, t2] = [story('石鼓河'), story('石鼓河').replace('五处', '八处')];
    const { id } = await one(a, [{ id: 'r', title: '题', body: t1 }]);
    for (const body of [t2, t1])
      expect((await one(a, [{ id: 'r', title: '题', body }])).state).toBe('revised');
    expect((await read(id)).revisions.map(({ no, before }) => [no, before])).toEqual([
      [1, null],
      [2, 1],
      [3, 2],
    ]);
    expect(await one(b, [{ id: 'x', title: '题', body: t2 }])).toEqual({ state: 'repeated', id });
    expect((await read(id)).revisions).toHaveLength(3);
  });

  it('under a new guid at its old address is an edit as well', async () => {
    const a = await source('换号网');
    const url = 'https://g.example/read/5';
    const { id } = await one(a, [{ id: 'g1', title: '题一', body: story('松江河'), url }]);
    await publish(a, [{ id: 'g2', title: '题二', body: story('松江河').replace('14台', '19台'), url }]);
    expect(await read(id)).toMatchObject({
      title: '题二',
      sightings: 2,
      revisions: [{ no: 1 }, { how: 'edited' }],
    });
  });

  it('that comes to ten receivers at once is one revision; in a failed transaction it is none', async () => {
    const a = await source('并发网');
    const other = await server.another();
    const { id } = await one(a, [{ id: 'c', title: '题', body: story('大营河') }]);
    const edited = { id: 'c', title: '题', body: story('大营河').replace('五处', '九处') };
    const stands = await counts();
    const broken = publish(a, [edited], server.serving, { after: () => Promise.reject(new Error('killed')) });
    await expect(broken).rejects.toThrow('killed');
    expect(await counts()).toEqual(stands);
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, i) => one(a, [edited], i % 2 ? other : server.serving)),
    );
    expect(answers.filter(({ state }) => state === 'revised')).toHaveLength(1);
    expect((await read(id)).revisions.map(({ how }) => how)).toEqual(['first', 'edited']);
  });

  it('that is never twice the same does not fill the database', async () => {
    const a = await source('时钟网');
    const { id } = await one(a, [{ id: 't', title: '现在', body: '现在是零点。' }]);
    for (let i = 0; i < 205; i += 1) await publish(a, [{ id: 't', title: '现在', body: `现在是第${i}秒。` }]);
    const { rows } = await server.db.query(
      'select count(*)::int as n, max(no) as last from message_revision where message_id = $1',
      [id],
    );
    expect(rows[0]).toEqual({ n: 200, last: 200 });
    expect((await read(id)).revisions).toHaveLength(51);
  });

  it('handed in by a machine: an old call repeated is no news', async () => {
    const [t1, t2] = [
      { externalId: 'm1', body: '南门桥桥面有坑。' },
      { externalId: 'm1', body: '南门桥桥面的坑已经有一米宽。' },
    ];
    const { items } = await send(t1);
    expect(await send(t2)).toMatchObject({ received: 0, revised: 1, repeated: 0 });
    const stands = await counts();
    expect(await send(t1, t2)).toMatchObject({ batchId: null, repeated: 2, revised: 0 });
    expect(await counts()).toEqual(stands);
    expect(await read(items[0]!.id!)).toMatchObject({
      body: t2.body,
      revisions: [{ text: { body: t1.body } }, { text: { body: t2.body } }],
    });
    expect(await send({ externalId: 'm2', body: '甲' }, { externalId: 'm2', body: '乙' })).toMatchObject({
      received: 1,
      revised: 1,
    });
  });
});

describe('the life of a hotline record', () => {
  const letter = {
    externalId: 'W100',
    title: '路灯不亮',
    body: '东桥路的路灯坏了三个月。',
    agency: '住建局',
  };
  const history = async (id: string) =>
    (await read(id)).revisions.map(({ changed, hotline }) => [
      changed,
      hotline?.repliedAt,
      hotline?.satisfaction,
    ]);

  it('goes on with every push: earlier values stay, empty ones take nothing away, old calls change nothing', async () => {
    const received = { receivedAt: '2026-11-01 08:00', kind: '投诉' };
    const steps = [
      { ...received },
      { ...received, assignedAt: '2026-11-01 10:00', dueAt: '2026-11-16' },
      { repliedAt: '2026-11-10 16:00', replyBody: `已修复，可致电${PHONE}。` },
      { satisfaction: '不满意' },
      { satisfaction: '满意' },
    ].map((hotline) => ({ ...letter, hotline }));
    const { items } = await send(steps[0]!);
    const id = items[0]!.id!;
    for (const step of steps.slice(1)) expect(await send(step)).toMatchObject({ revised: 1, received: 0 });
    const at = '2026-11-10T08:00:00.000Z';
    expect(await history(id)).toEqual([
      [[], null, null],
      [['assignedAt', 'dueAt'], null, null],
      [['repliedAt', 'replyBody'], at, null],
      [['satisfaction'], at, '不满意'],
      [['satisfaction'], at, '满意'],
    ]);
    const message = await read(id);
    expect(message.hotline).toMatchObject({
      kind: '投诉',
      agency: '住建局',
      receivedAt: '2026-11-01T00:00:00.000Z',
      repliedAt: at,
      satisfaction: '满意',
    });
    expect(message.revisions.map(({ text }) => text === null)).toEqual([false, true, true, true, true]);
    const stands = await counts();
    expect(await send(...steps)).toMatchObject({ batchId: null, repeated: 5, revised: 0 });
    expect(await counts()).toEqual(stands);
    const { rows } = await server.db.query(
      "select string_agg(t::text, ' ') as t from message_revision t where message_id = $1",
      [id],
    );
    expect(rows[0].t).not.toContain(PHONE);
    const sealed = await server.db.query(
      'select sealed from message_revision where message_id = $1 and no = 3',
      [id],
    );
    const seal = server.serving.app.get(Seal);
    expect((await seal.open(id, sealed.rows[0].sealed)).replyBody).toContain(PHONE);
  });

  it('of a second case in the same words is kept beside the first, and does not touch it', async () => {
    const same = { ...letter, body: '西桥路的路灯坏了三个月。' };
    const first = await send({
      ...same,
      externalId: 'W201',
      hotline: { repliedAt: '2026-11-02', replyBody: '已修。' },
    });
    const id = first.items[0]!.id!;
    const second = {
      ...same,
      externalId: 'W202',
      hotline: { repliedAt: '2026-11-05', replyBody: '还在排期。' },
    };
    expect(await send(second)).toMatchObject({ repeated: 1, items: [{ id }] });
    expect(await send({ ...second, hotline: { satisfaction: '一般' } })).toMatchObject({ revised: 1 });
    const message = await read(id);
    expect(message.hotline).toMatchObject({ replyBody: '已修。', satisfaction: null });
    expect(
      message.revisions.map(({ how, hotline }) => [how, hotline?.replyBody, hotline?.satisfaction]),
    ).toEqual([
      ['first', '已修。', null],
      ['elsewhere', '还在排期。', null],
      ['elsewhere', '还在排期。', '一般'],
    ]);
  });

  it('goes on with a later file; an earlier file again changes nothing', async () => {
    const importAll = async (name: string, csv: string) => {
      const answer = await staff.fetch(`/api/imports?name=${name}`, {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream' },
        body: new Uint8Array(Buffer.from(csv)),
      });
      const { id, mapping } = (await answer.json()) as { id: string; mapping: Record<string, string> };
      await staff.call('imports.start', { params: { id }, body: { mapping } });
      return eventually(async () => {
        const run = await staff.call('imports.read', { params: { id } });
        expect(run.state).toBe('finished');
        return run;
      });
    };
    const march =
      '工单编号,标题,诉求内容,受理时间\nF1,井盖松动,北街井盖松动响声大,2026-03-01\nF2,树枝压线,南巷树枝压住电线,2026-03-02';
    const april =
      '工单编号,标题,诉求内容,答复内容,答复时间,满意度\nF1,井盖松动,北街井盖松动响声大,已更换,2026-04-01,满意\nF2,树枝压线,南巷树枝压住电线,,,';
    expect(await importAll('march.csv', march)).toMatchObject({ received: 2, repeated: 0, revised: 0 });
    expect(await importAll('april.csv', april)).toMatchObject({ received: 0, repeated: 1, revised: 1 });
    const stands = await counts();
    for (const csv of [march, april])
      expect(await importAll('again.csv', csv)).toMatchObject({ received: 0, repeated: 2, revised: 0 });
    expect(await counts()).toEqual(stands);
    const { rows } = await server.db.query("select id from message where external_id = 'F1'");
    const message = await read(rows[0].id);
    expect(message.hotline).toMatchObject({ replyBody: '已更换', satisfaction: '满意' });
    expect(message.hotline!.receivedAt).toBe('2026-02-28T16:00:00.000Z');
    expect(message.revisions.map(({ hotline }) => hotline?.replyBody)).toEqual([null, '已更换']);
  });

  it('that cannot be read is refused by its row', async () => {
    expect(
      await send(
        { ...letter, externalId: 'W301', hotline: { repliedAt: '改天' } },
        { ...letter, externalId: 'W302', hotline: '已答复' },
      ),
    ).toMatchObject({ refused: 2, items: [{ code: 'message.date' }, { code: 'message.hotline' }] });
  });

  it('of a message stored before revisions were kept goes on from there', async () => {
    const { items } = await send({
      ...letter,
      externalId: 'W401',
      body: '南桥路的路灯坏了。',
      hotline: { kind: '求助' },
    });
    const id = items[0]!.id!;
    await server.db.query('update sighting set print = null, said = null where message_id = $1', [id]);
    await server.db.query(
      'update hotline_record set origin = null, external_id = null where message_id = $1',
      [id],
    );
    const row = { ...letter, externalId: 'W401', body: '南桥路的路灯坏了。' };
    expect(await send({ ...row, hotline: { kind: '求助' } })).toMatchObject({ repeated: 1, revised: 0 });
    expect(await send({ ...row, hotline: { satisfaction: '满意' } })).toMatchObject({ revised: 1 });
    expect((await read(id)).hotline).toMatchObject({ kind: '求助', satisfaction: '满意' });
  });
});
