// Finding messages again: fields, phrases, both writings, half-typed queries, filters and views; searches kept by name.

import { DataSource } from 'typeorm';
import { type MessageRead, topicNames } from '#contract';
import { CONFIG } from '../../apps/server/src/platform/config.token';
import { FindingStore } from '../../apps/server/src/understanding/finding.store';
import { foundBy, searchable } from '../../apps/server/src/understanding/found-by';
import { Indexing } from '../../apps/server/src/understanding/indexing';
import { IndexingStore } from '../../apps/server/src/understanding/indexing.store';
import { Reader } from '../../apps/server/src/understanding/reader';
import { SearchIndexStore } from '../../apps/server/src/understanding/search-index.store';
import type { Client } from '../support/client';
import { startServer, type TestServer } from '../support/server';
import { crash, football, grouped, type Sent, stranger, water } from './understanding.parts';

jest.setTimeout(120_000);

const bridge: Sent = {
  channel: 'mailbox',
  title: '關於東坪村老橋維修',
  body: '東坪村口的老橋護欄鬆動，老人小孩過橋不安全，請交通部門安排維修，已打過12345熱線。',
};
const road: Sent = {
  channel: 'hotline',
  title: '梨花镇集市占道',
  body: '梨花镇每逢集市占道经营，东边的路口坪坝都堵死了，村里的车出不去，已拨打12345热线两次，没人管。',
};
const ward: Sent = {
  channel: 'comment',
  title: 'COVID-19 病房何时恢复：3 < 5 & "普通" 门诊',
  body: '县医院 COVID-19 病房改造，收费 3.5 元，停车场关闭。希望停车场早日开放。',
};

let server: TestServer;
let staff: Client;
let machine: Client;
let outside: Client;
let town = '';
let home = '';

async function send(...messages: Sent[]): Promise<MessageRead[]> {
  const { items } = await machine.call('messages.send', { body: messages });
  await grouped(server);
  return Promise.all(items.map(({ id }) => staff.call('messages.read', { params: { id: id! } })));
}
const list = (query: Record<string, unknown>, who = staff) => who.call('messages.list', { query });
const titles = async (query: Record<string, unknown>) =>
  (await list(query)).items.map(({ title }) => title).sort();

beforeAll(async () => {
  server = await startServer();
  const { rows } = await server.db.query(
    `insert into jurisdiction (parent_id, name, level) select id, '梨花镇', 'town' from jurisdiction returning id, parent_id`,
  );
  town = rows[0].id;
  home = rows[0].parent_id;
  staff = await server.as('news-office');
  outside = await stranger(server);
  machine = await server.withToken('intake:write');
  await send(
    bridge,
    road,
    ward,
    crash.hotline,
    crash.comment,
    water.hotline,
    water.other,
    water.third,
    football,
  );
}, 120_000);
afterAll(() => server?.close());

describe('words', () => {
  it.each<[string, Sent[]]>([
    // Both writings find both.
    ['东坪村', [bridge, water.third]],
    ['東坪村', [bridge, water.third]],
    ['老桥维修', [bridge]],
    ['"東坪村村民"', [water.third]],
    // A phrase across the places where words are cut, and never of pieces that stand apart.
    ['"口的老桥护"', [bridge]],
    ['"坪村"', [bridge, water.third]],
    ['"东坪"', [bridge, water.third]],
    ['"货车 客车"', []],
    // Numbers glued to Chinese; names with signs.
    ['12345', [bridge, road]],
    ['"12345热线"', [bridge, road]],
    ['covid', [ward]],
    ['Covid-19', [ward]],
    ['3.5', [ward]],
    ['"3.5 元"', [ward]],
    ['5.3', []],
    // Excluded as it stands: not because its characters stand somewhere.
    ['梨花镇 -东坪', [road, water.other]],
    ['12345 -桥', [road]],
    ['病房 -covid', []],
    ['青石桥 -"官方通报"', [crash.hotline]],
    ['-的 -了 -covid -青石桥 -足球 -村', [water.hotline, water.other]],
    // In one field only.
    ['标题:青石桥', [crash.hotline, crash.comment]],
    ['标题:救援', []],
    ['正文:救援', [crash.hotline]],
    ['正文:"东坪村"', [bridge, water.third]],
    ['-标题:通报 青石桥', [crash.hotline]],
    ['title:covid body:停车场', [ward]],
    ['標題：老橋', [bridge]],
    ['来源:热线', [road, crash.hotline, water.hotline, water.third]],
    ['来源:留言 标题:青石桥', [crash.comment]],
    ['-来源:热线 青石桥', [crash.comment]],
    ['来源:没有这家', []],
    // Particles alone, one character, full width.
    ['学校 的', []],
    ['桥', [bridge, crash.hotline, crash.comment]],
    ['ＣＯＶＩＤ', [ward]],
    ['&', []],
    ['<普通>', [ward]],
  ])('%s', async (q, found) => {
    expect(await titles({ q })).toEqual(found.map(({ title }) => title).sort());
  });

  it.each([
    ['，。！', 'search.nothing'],
    ['"', 'search.nothing'],
    ['-', 'search.nothing'],
    ['标题:', 'search.field-without-word'],
    ['青石桥 "货车与', 'search.open-quote'],
  ])('%s is read sensibly, and the answer says how', async (q, code) => {
    const { notes } = await list({ q });
    expect(notes.map((note) => note.code)).toContain(code);
    for (const { zh, en } of notes) expect(zh && en).toBeTruthy();
  });

  it('whatever is typed, the answer is a list or a sentence', async () => {
    const typed = [
      "' or 1=1 --",
      "'); delete from message; --",
      '\\',
      '\\\\" (?<!x) [[:alpha:]] *+?{3}',
      '(((((',
      '"'.repeat(301),
      '标题:-"正文:来源:',
      '!!! & | <-> :* :A',
      '$1 $2 %s {0}',
      '😀😀 \u200b\u202e',
      'a\u0000b',
      '𠮷野家',
      'x'.repeat(500),
      '水'.repeat(500),
      '"水,"'.repeat(80),
      '的 了 在',
    ];
    for (const q of typed) {
      const answer = await staff.fetch(`/api/messages?q=${encodeURIComponent(q)}`);
      expect([q, answer.status]).toEqual([q, 200]);
      const incidents = await staff.fetch(`/api/incidents?q=${encodeURIComponent(q.slice(0, 200))}`);
      expect([q, incidents.status]).toEqual([q, 200]);
    }
    const long = await staff.refused('messages.list', { query: { q: '水'.repeat(501) } });
    expect(long).toMatchObject({ status: 422, code: 'search.too-long' });
    expect(long.problem.detail).toContain('500 字');
  });

  it('marks by offsets what was found, in the words as they are', async () => {
    const [found] = (await list({ q: '东坪村 标题:老桥' })).items;
    const cut = (text: string, marks: [number, number][]) =>
      marks.map(([start, end]) => text.slice(start, end));
    expect(cut(found!.title, found!.marks.title)).toEqual(['東坪村', '老橋']);
    expect(cut(found!.excerpt, found!.marks.excerpt)).toEqual(['東坪村']);
    const [signs] = (await list({ q: '普通' })).items;
    expect(signs!.title).toBe(ward.title);
    expect(cut(signs!.title, signs!.marks.title)).toEqual(['普通']);
    expect((await list({})).items[0]!.marks).toEqual({ title: [], excerpt: [] });
  });
});

describe('what a text is written under', () => {
  it.each([
    '12345热线：COVID-19、iPhone15pro、5G、3.5%、1e5 元，№7，½ 杯，ⅷ，皖A12345',
    'Notices of the running waters; naïve café, ĐÀ NẴNG, Straße, İstanbul',
    'ภาษาไทย हिन्दी العربية 한국어 にほんご カタカナ русский ελληνικά',
    '𠮷野家、𪚥字、〇一二，老桥東坪村',
    `长${'a'.repeat(3000)}，${'词 '.repeat(50)}'引号' \\ 反斜线 & | ! ( ) : * <->`,
    '',
  ])('is what PostgreSQL would have cut it into: %s', async (text) => {
    const { rows } = await server.db.query(
      `select strip($1::tsvector)::text as ours,
              strip(to_tsvector('simple', $2))::text as theirs`,
      [searchable('', text), foundBy(text)],
    );
    expect(rows[0].ours).toBe(rows[0].theirs);
  });
});

describe('filters', () => {
  it('by what labels know', async () => {
    expect(await titles({ level: '较大' })).toEqual([crash.comment.title, crash.hotline.title].sort());
    expect(await titles({ concern: 'emergency-response', q: '青石桥' })).toHaveLength(2);
    expect(await titles({ concern: 'no-such' })).toEqual([]);
    expect(await titles({ days: 1 })).toHaveLength(9);
    expect(await titles({ days: 1, to: '2020-01-01T00:00:00Z' })).toEqual([]);
    expect((await staff.call('topics.list')).topics).toEqual([...topicNames]);
  });

  it('by jurisdiction: what belongs to it, and what speaks of it', async () => {
    expect(await titles({ jurisdictionId: town })).toEqual([road.title, water.other.title].sort());
    const { items } = await staff.call('jurisdictions.list');
    const county = items.find(({ id }) => id !== town)!;
    expect(await titles({ jurisdictionId: county.id })).toHaveLength(9);
    const [first] = (await list({ q: '集市', jurisdictionId: town })).items;
    const read = await staff.call('messages.read', { params: { id: first!.id } });
    expect(read.labels!.jurisdiction).toEqual({ id: town, name: '梨花镇' });
    expect(read.labels!.reasons).toContainEqual({
      about: 'jurisdiction',
      value: '梨花镇',
      words: ['梨花镇'],
    });
    const refused = await staff.refused('messages.list', {
      query: { jurisdictionId: '00000000-0000-4000-8000-000000000000' },
    });
    expect(refused).toMatchObject({ status: 404, problem: { detail: expect.stringContaining('辖区') } });
  });

  it('pages by cursor through any of them, without repeating or missing one', async () => {
    for (const query of [
      { q: '-covid' },
      { q: '村' },
      { q: '"的"' },
      { jurisdictionId: town },
      { q: '桥', days: 3 },
    ]) {
      const whole = (await list(query)).items.map(({ id }) => id);
      expect(whole.length).toBeGreaterThan(1);
      const paged: string[] = [];
      for (let cursor: string | undefined; ; ) {
        const { items, next } = await list({ ...query, limit: 1, cursor });
        paged.push(...items.map(({ id }) => id));
        if (!next) break;
        cursor = next;
      }
      expect(paged).toEqual(whole);
    }
  });

  it('counts what it finds: as many as the list holds, up to a thousand, or says that it was too long to count', async () => {
    const count = (query: Record<string, unknown>) => staff.call('search.count', { query });
    for (const query of [
      { q: '村' },
      { q: '-covid' },
      { q: '，。' },
      { q: '来源:没有这家' },
      { jurisdictionId: town },
      { channel: 'hotline', days: 3 },
      {},
    ])
      expect(await count(query)).toEqual({ count: (await list(query)).items.length, atLeast: false });
    const finding = new FindingStore(server.serving.app.get(DataSource), { most: 2, withinMs: 60_000 });
    const all = { jurisdictionIds: [home], ofJurisdictionIds: null, query: null };
    expect(await finding.count(all)).toEqual({ count: 2, atLeast: true });
    // As slow as can be: the table is held by somebody else for longer than counting may take.
    const hurried = new FindingStore(server.serving.app.get(DataSource), { most: 2, withinMs: 50 });
    await server.serving.app.get(DataSource).transaction(async (tx) => {
      await tx.query('lock table message in access exclusive mode');
      expect(await hurried.count(all)).toBeNull();
    });
  });

  it('nobody finds what they may not see', async () => {
    const other = outside;
    for (const q of ['青石桥', '"东坪村"', '-covid', '来源:热线', '标题:桥']) {
      expect((await list({ q }, other)).items).toEqual([]);
      expect(await other.call('search.count', { query: { q } })).toMatchObject({ count: 0 });
    }
    expect((await other.refused('search.count', { query: { jurisdictionId: town } })).status).toBe(404);
    expect((await other.refused('messages.list', { query: { jurisdictionId: town } })).status).toBe(404);
  });
});

describe('what was indexed before', () => {
  it('is found like the rest once it is indexed anew, and only then', async () => {
    await server.db.query(
      `update message_label set search = to_tsvector('simple', '關於') where message_id in
      (select id from message where title = $1)`,
      [bridge.title],
    );
    expect(await titles({ q: '老桥' })).toEqual([]);
    await server.db.query(
      `insert into indexing_reach (message_id, until) values ('00000000-0000-0000-0000-000000000000', now())`,
    );
    const app = server.serving.app;
    const anew = () => new Indexing(app.get(IndexingStore), app.get(Reader), app.get(CONFIG)).sweep();
    await Promise.all([anew(), anew()]);
    await anew();
    expect(await titles({ q: '老桥' })).toEqual([bridge.title]);
    expect(await titles({ q: '标题:青石桥' })).toHaveLength(2);
    expect((await server.db.query('select from indexing_reach')).rowCount).toBe(0);
  });

  it('once its words are sorted in as before', async () => {
    const index = server.serving.app.get(SearchIndexStore);
    index.wrote(Number.MAX_SAFE_INTEGER);
    await index.beforeApplicationShutdown();
    const { rows } = await server.db.query(
      `select gin_clean_pending_list('message_label_search')::int as left`,
    );
    expect(rows).toEqual([{ left: 0 }]);
    expect(await titles({ q: '老桥' })).toEqual([bridge.title]);
  });
});

describe('saved searches', () => {
  const facts = async () =>
    (await server.db.query(`select kind, body, actor_kind from fact where kind like 'search.%' order by seq`))
      .rows as { kind: string; body: Record<string, unknown> }[];
  const named = async (who: Client) =>
    (await who.call('searches.list')).items.map(({ name, mine, mayChange }) => [name, mine, mayChange]);

  it('are kept whole, for their owner alone', async () => {
    const search = { q: '标题:青石桥 -通报', channel: 'hotline', days: 7, emergency: 'true' } as const;
    const saved = await staff.call('searches.save', { body: { name: ' 青石桥热线 ', search } });
    expect(saved).toMatchObject({ name: '青石桥热线', search, shared: false, mine: true, mayChange: true });
    const found = await list(saved.search);
    expect(found.items.map(({ title }) => title)).toEqual([crash.hotline.title]);
    const colleague = await server.as('news-office', 'colleague');
    for (const who of [colleague, await server.as('administrator'), await server.as('leader')]) {
      expect(await named(who)).toEqual([]);
      const params = { id: saved.id };
      expect((await who.refused('searches.change', { params, body: { name: '我的' } })).status).toBe(404);
      expect((await who.refused('searches.remove', { params })).status).toBe(404);
    }
    expect(await facts()).toMatchObject([
      { kind: 'search.saved', body: { searchId: saved.id, shared: false } },
    ]);
    expect(JSON.stringify(await facts())).not.toContain('青石桥');
  });

  it('are renamed, shared with those who may read there, changed only by their owner or an administrator', async () => {
    const [saved] = (await staff.call('searches.list')).items;
    const params = { id: saved!.id };
    const shared = await staff.call('searches.change', { params, body: { name: '桥', shared: true } });
    expect(shared).toMatchObject({ name: '桥', shared: true, search: saved!.search });
    const colleague = await server.as('news-office', 'colleague');
    expect(await named(colleague)).toEqual([['桥', false, false]]);
    expect(await named(await server.as('auditor'))).toEqual([['桥', false, false]]);
    expect(await named(await server.withToken('messages:read'))).toEqual([['桥', false, false]]);
    expect(await named(outside)).toEqual([]);
    const refused = await colleague.refused('searches.remove', { params });
    expect(refused).toMatchObject({ status: 403, code: 'search.not-owner' });
    const admin = await server.as('administrator');
    expect(await named(admin)).toEqual([['桥', false, true]]);
    await admin.call('searches.change', { params, body: { name: '青石桥' } });
    expect((await admin.call('searches.change', { params, body: { name: '青石桥' } })).name).toBe('青石桥');
    await staff.call('searches.change', { params, body: { shared: false } });
    expect(await named(admin)).toEqual([]);
    expect((await facts()).slice(1)).toMatchObject([
      { kind: 'search.changed', body: { changed: ['name', 'shared'], shared: true } },
      { kind: 'search.changed', body: { changed: ['name'], shared: true } },
      { kind: 'search.changed', body: { changed: ['shared'], shared: false } },
    ]);
  });

  it('have names of their own, hold no search that cannot be made, and go when removed', async () => {
    const save = (name: string, q: string) => ({ body: { name, search: { q } } });
    expect(await staff.refused('searches.save', save('青石桥', 'x'))).toMatchObject({
      status: 409,
      code: 'search.name-taken',
    });
    expect(await staff.refused('searches.save', save('长', '水'.repeat(501)))).toMatchObject({ status: 422 });
    expect((await staff.refused('searches.save', save('', 'x'))).status).toBe(400);
    const colleague = await server.as('news-office', 'colleague');
    expect((await colleague.call('searches.save', save('青石桥', 'x'))).name).toBe('青石桥');
    for (const who of [await server.as('auditor'), await server.withToken('messages:read')])
      expect((await who.refused('searches.save', save('我的', 'x'))).status).toBe(403);
    const [own] = (await staff.call('searches.list')).items;
    await staff.call('searches.remove', { params: { id: own!.id } });
    expect((await staff.refused('searches.remove', { params: { id: own!.id } })).status).toBe(404);
    expect((await facts()).at(-1)).toMatchObject({ kind: 'search.removed', body: { searchId: own!.id } });
    const again = await Promise.all(
      [1, 2, 3].map(() =>
        staff.fetch('/api/searches', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(save('一次', 'x').body),
        }),
      ),
    );
    expect(again.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  });
});
