// What a source is known for: kept, changed, carried by lists of feeds, and used only where a text alone does not tell.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { MessageRead, SourceInput } from '#contract';
import type { Client } from '../support/client';
import { eventually } from '../support/eventually';
import { startServer, type TestServer } from '../support/server';
import { grouped } from './understanding.parts';

// A busy machine takes its time to load the model.
const PATIENCE_MS = 90_000;
jest.setTimeout(120_000);

let server: TestServer;
let staff: Client;
let web: Server;
let town = '';
let village = '';
const pages = new Map<string, string>();
const at = (path: string) => `http://127.0.0.1:${(web.address() as AddressInfo).port}${path}`;

type Item = [title: string, text: string];
const rss = (items: Item[]) => `<?xml version="1.0"?><rss version="2.0"><channel><title>试</title>
${items.map(([title, text], i) => `<item><guid>${i}${title}</guid><title>${title}</title><description>${text}</description></item>`).join('\n')}
</channel></rss>`;
/** Says nothing of what it is about. */
const vague: Item = ['街坊们的话', '街坊们让带句话来，事情拖了很久，望早日有个说法。'];
/** Nor does this, but it says of where; in other words, so that it is a matter of its own. */
const vagueOfTown: Item = ['梨花镇的几句心里话', '年关近了，出门在外的人早些动身，到家报个平安。'];
const clear: Item = [
  '上游养殖场偷排污水鱼塘死鱼',
  '养殖场把污水直接排进水渠，气味很大，鱼塘里的鱼死了一大片，请环保部门查处排污、治理水污染。',
];

/** Follows a feed with these hints and awaits its messages, by title. */
async function follow(path: string, name: string, items: Item[], hints: Partial<SourceInput>) {
  pages.set(path, rss(items));
  const source = await staff.call('sources.add', { body: { name, url: at(path), ...hints } });
  const read = new Map<string, MessageRead>();
  await eventually(async () => {
    await grouped(server);
    const { items: found } = await staff.call('messages.list', { query: { sourceId: source.id } });
    expect(found).toHaveLength(items.length);
    for (const { id, title } of found) {
      const one = await staff.call('messages.read', { params: { id } });
      expect(one.labels).not.toBeNull();
      read.set(title, one);
    }
  }, PATIENCE_MS);
  return { source, read };
}

beforeAll(async () => {
  web = createServer((req, res) => {
    const page = pages.get(req.url ?? '');
    res.writeHead(page ? 200 : 404, { 'content-type': 'application/rss+xml' }).end(page);
  });
  await new Promise<void>((ready) => web.listen(0, '127.0.0.1', ready));
  server = await startServer();
  staff = await server.as('news-office');
  const below = async (parent: string, name: string) =>
    (
      await server.db.query(
        `insert into jurisdiction (parent_id, name, level) select id, $2, 'town' from jurisdiction where name = $1 returning id`,
        [parent, name],
      )
    ).rows[0].id as string;
  [town, village] = [await below('望澜县', '北渡镇'), await below('望澜县', '梨花镇')];
}, 120_000);
afterAll(async () => {
  await server?.close();
  web.closeAllConnections();
  web.close();
});

describe('labels', () => {
  let source: Awaited<ReturnType<typeof follow>>['source'];

  it('come from the source where the text gives none, and say so', async () => {
    const hints = { topics: ['交通运输', '农村农业'] as const, speaksOfId: town };
    const followed = await follow('/a.xml', '北渡广播', [vague, vagueOfTown, clear], {
      ...hints,
      topics: [...hints.topics],
    });
    source = followed.source;
    expect(source).toMatchObject({ topics: hints.topics, speaksOf: { id: town, name: '北渡镇' } });
    const one = followed.read.get(vague[0])!;
    expect(hints.topics).toContain(one.topic);
    expect(one.labels!.jurisdiction).toEqual({ id: town, name: '北渡镇' });
    const reasons = one.labels!.reasons.filter(({ source: by }) => by === '北渡广播');
    expect(reasons.map(({ about, value, words }) => [about, value, words])).toEqual([
      ['topic', one.topic, []],
      ['jurisdiction', '北渡镇', []],
    ]);
    expect(one.labels!.topics.reduce((sum, { score }) => sum + score, 0)).toBeLessThanOrEqual(1.001);
    const incident = await staff.call('incidents.read', { params: { id: one.incidentId! } });
    expect(incident).toMatchObject({ topic: one.topic, place: '北渡镇' });

    // What the text says of itself stands: its topic, its place.
    const said = followed.read.get(clear[0])!;
    expect(said.topic).toBe('环境保护');
    expect(said.labels!.reasons.filter(({ about, source: by }) => about === 'topic' && by)).toEqual([]);
    expect(followed.read.get(vagueOfTown[0])!.labels!.jurisdiction).toEqual({ id: village, name: '梨花镇' });
    const spoken = await staff.call('messages.list', { query: { jurisdictionId: town } });
    expect(spoken.items.map(({ title }) => title).sort()).toEqual([vague[0], clear[0]].sort());
  });

  it('are found by the name of the source', async () => {
    for (const q of ['来源:北渡广播', '来源:北渡', 'source:"北渡廣播"'])
      expect((await staff.call('messages.list', { query: { q } })).items).toHaveLength(3);
    expect((await staff.call('messages.list', { query: { q: '-来源:北渡' } })).items).toEqual([]);
  });

  it('stay without a hint', async () => {
    const { read } = await follow('/b.xml', '无名电台', [['再请大家留意', '详情见后天七点的节目。']], {});
    const [one] = [...read.values()];
    expect(one!.labels!.jurisdiction).toBeNull();
    expect(one!.labels!.reasons.some(({ source: by }) => by)).toBe(false);
  });

  it('follow a change of the hint from then on', async () => {
    const params = { id: source.id };
    const changed = await staff.call('sources.change', {
      params,
      body: { topics: ['民政'], speaksOfId: null },
    });
    expect(changed).toMatchObject({ topics: ['民政'], speaksOf: null, name: '北渡广播' });
    const { rows } = await server.db.query(
      `select body from fact where kind = 'source.changed' order by seq desc limit 1`,
    );
    expect(rows[0].body.changed).toEqual(['topics', 'speaksOfId']);
    expect(await staff.call('sources.change', { params, body: { name: '北渡之声' } })).toMatchObject({
      topics: ['民政'],
    });
    const { items } = await staff.call('messages.list', { query: { sourceId: source.id, topic: '民政' } });
    expect(items).toEqual([]);
  });

  it('take a topic of the tree and a place of one’s own only', async () => {
    const add = (hints: object) =>
      staff.refused('sources.add', { body: { name: '错', url: at('/wrong.xml'), ...hints } });
    expect((await add({ topics: ['天文'] })).status).toBe(400);
    expect((await add({ topics: ['民政', '政法', '环境保护', '交通运输'] })).status).toBe(400);
    const { rows } = await server.db.query(
      `insert into jurisdiction (name, level) values ('邻山县', 'county') returning id`,
    );
    expect(await add({ speaksOfId: rows[0].id })).toMatchObject({ status: 422, code: 'source.place' });
  });
});

test('a list of feeds carries them out and in again', async () => {
  const exported = await (await staff.fetch('/api/sources.opml')).text();
  expect(exported).toContain(' wenying:topics="民政"/>');
  const list = `<opml version="2.0" xmlns:wenying="urn:wenying:opml"><body>
    <outline text="一" xmlUrl="${at('/one.xml')}" wenying:topics="环境保护, 天文" wenying:jurisdiction="望澜县/梨花镇"/>
    <outline text="二" xmlUrl="${at('/two.xml')}" wenying:jurisdiction="梨花镇"/>
    <outline text="三" xmlUrl="${at('/three.xml')}" wenying:jurisdiction="别处"/></body></opml>`;
  const looked = await staff.fetch('/api/sources/opml', {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: list,
  });
  const { items } = (await looked.json()) as {
    items: { name: string; url: string; topics: ['环境保护']; speaksOf: { id: string } | null }[];
  };
  const speaksOf = { id: village, name: '梨花镇' };
  expect(items).toMatchObject([
    { topics: ['环境保护'], speaksOf },
    { topics: [], speaksOf },
    { topics: [], speaksOf: null },
  ]);
  const sources = items.map(({ name, url, topics, speaksOf: place }) => ({
    name,
    url,
    topics,
    speaksOfId: place?.id ?? null,
  }));
  expect(await staff.call('sources.addAll', { body: { sources } })).toMatchObject({ added: 3, bad: [] });
  const again = await (await staff.fetch('/api/sources.opml')).text();
  expect(again).toContain(' wenying:topics="环境保护" wenying:jurisdiction="望澜县/梨花镇"/>');
  expect((await staff.call('sources.list')).items.find(({ name }) => name === '一')).toMatchObject({
    topics: ['环境保护'],
    speaksOf,
  });
});
