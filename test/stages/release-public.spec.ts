// What the public reads: only what was published, escaped, with its corrections and withdrawals, and as feeds.
import http from 'node:http';
import { parseFeed } from '#intake';
import { startServer, type TestServer } from '../support/server';
import { aText, type People, publishedRelease, threePeople } from './release-text';

jest.setTimeout(120_000);
let server: TestServer;
let people: People;
const base = 'https://fabu.example.org/';
beforeAll(async () => {
  server = await startServer({ env: { PUBLIC_URL: base } });
  people = await threePeople(server);
});
afterAll(() => server.close());

const get = (path: string) => server.anonymous().fetch(path);
/** As a browser asks again; `fetch` would add that it wants no cached answer. */
const statusOf = (path: string, etag: string) =>
  new Promise((resolve, reject) => {
    http
      .get(new URL(path, server.url), { headers: { 'if-none-match': etag } }, (res) => {
        res.resume();
        resolve(res.statusCode);
      })
      .on('error', reject);
  });
const textOf = async (path: string) => {
  const res = await get(path);
  return { status: res.status, text: await res.text() };
};
const nasty = '情况通报 <script>alert(1)</script> & "引号" \'单引\' ]]> 完';
const withLines = (...lines: string[]) => {
  const text = aText();
  return { ...text, body: [text.body, ...lines].join('\n') };
};

describe('the public pages', () => {
  it('are there before anything is published, in Chinese, without a script', async () => {
    const res = await get('/public');
    const text = await res.text();
    expect(res.status).toBe(200);
    expect(text).toContain('<html lang="zh-CN">');
    expect(text).toContain('望澜县权威发布');
    expect(text).toContain('目前没有已发布的内容');
    expect(res.headers.get('content-security-policy')).toMatch(/default-src 'none'; style-src 'sha256-/);
    expect(res.headers.get('content-security-policy')).not.toContain('script-src');
    expect(res.headers.get('set-cookie')).toBeNull();
  });

  it('show the text escaped, with its place, time and digest, and never a draft', async () => {
    const text = withLines('<img src=x onerror=alert(2)>');
    const id = await publishedRelease(people, { text: { ...text, title: nasty } });
    const hidden = await people.author.call('releases.draft', {
      body: { ...aText('尚未公开的草稿'), incidentId: null },
    });
    const approved = await publishedRelease(people, { until: 'approved', text: aText('已批准未发布') });
    const page = await textOf(`/public/releases/${id}`);
    expect(page.text).toContain('情况通报 &lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;引号&quot;');
    expect(page.text).toContain('&lt;img src=x onerror=alert(2)&gt;');
    expect(page.text).not.toMatch(/<script|<img/);
    const { editions } = await people.author.call('releases.read', { params: { id } });
    expect(editions[0]?.url).toBe(`https://fabu.example.org/public/releases/${id}`);
    expect(page.text).toContain(editions[0]?.digest);
    expect(page.text).toContain('交通运输局');
    expect(page.text).not.toContain(people.author.session?.officer.name);
    const list = await textOf('/public');
    expect(list.text).toContain(`href="/public/releases/${id}"`);
    for (const path of ['/public', '/public/releases.rss', '/public/releases.atom', '/public/releases.json'])
      expect((await textOf(path)).text).not.toMatch(/尚未公开的草稿|已批准未发布/);
    for (const unseen of [hidden.id, approved]) {
      const missing = await textOf(`/public/releases/${unseen}`);
      expect(missing.status).toBe(404);
      expect(missing.text).toContain('没有找到这个页面');
    }
  });

  it.each([
    '/public/releases/not-an-id',
    '/public/releases/00000000-0000-4000-8000-000000000000',
    '/public/releases/x/editions/1',
    '/public/releases/a/b/c/d',
    '/public?before=nonsense',
    `/public?before=${Buffer.from('["never","x"]').toString('base64url')}`,
  ])('%s is a page that says there is nothing', async (path) => {
    const { status, text } = await textOf(path);
    expect(status).toBe(404);
    expect(text).toContain('没有找到这个页面');
  });

  it('answer 304 while nothing has changed', async () => {
    const first = await get('/public');
    const etag = first.headers.get('etag');
    expect(first.headers.get('last-modified')).not.toBeNull();
    expect(first.headers.get('cache-control')).toContain('must-revalidate');
    expect(await statusOf('/public', etag!)).toBe(304);
    await publishedRelease(people);
    expect(await statusOf('/public', etag!)).toBe(200);
  });

  it('keep the earlier edition public while its correction is written, and both in view after', async () => {
    const { author, reviewer, leader, press } = people;
    const id = await publishedRelease(people, { text: { title: '第一版标题' } });
    const params = { id };
    const { version } = await author.call('releases.correct', { params, body: { reason: '户数<有误>' } });
    await author.call('releases.edit', { params, body: { ...aText('第二版标题'), version } });
    const meanwhile = await textOf(`/public/releases/${id}`);
    expect(meanwhile.text).toContain('第一版标题');
    expect(meanwhile.text).not.toContain('第二版标题');
    await author.call('releases.submit', { params });
    await reviewer.call('releases.review', { params, body: {} });
    await leader.call('releases.approve', { params });
    await press.call('releases.publish', { params });
    const newest = await textOf(`/public/releases/${id}`);
    expect(newest.text).toContain('第二版标题');
    expect(newest.text).toContain('更正说明：户数&lt;有误&gt;');
    expect(newest.text).toContain(`href="/public/releases/${id}/editions/1"`);
    const earlier = await textOf(`/public/releases/${id}/editions/1`);
    expect(earlier.text).toContain('第一版标题');
    expect(earlier.text).toContain('已被更正');
    expect((await textOf(`/public/releases/${id}/editions/3`)).status).toBe(404);
    const list = (await textOf('/public')).text;
    expect(list.split(`/public/releases/${id}`)).toHaveLength(2);
  });

  it('keep a withdrawn text with the reason in view', async () => {
    const id = await publishedRelease(people, { text: { title: '将被撤回的通报' } });
    await people.press.call('releases.withdraw', { params: { id }, body: { reason: '检测数据有误' } });
    const { status, text } = await textOf(`/public/releases/${id}`);
    expect(status).toBe(200);
    expect(text).toMatch(/本发布已于 .* 撤回/);
    expect(text).toContain('撤回理由：检测数据有误');
    expect((await textOf('/public')).text).toContain('将被撤回的通报</a>（已撤回）');
    const rss = (await textOf('/public/releases.rss')).text;
    expect(rss).toContain('【已撤回】将被撤回的通报');
    expect(rss).toContain('检测数据有误');
  });

  it('page through everything, each once', async () => {
    const id = await publishedRelease(people);
    await server.db.query(
      `with copied as (
         insert into release (id, jurisdiction_id, form, state, title, body, author_id, created_at, updated_at)
         select gen_random_uuid(), jurisdiction_id, form, state, title, body, author_id, created_at, updated_at
           from release, generate_series(1, 40) where id = $1 returning id)
       insert into release_edition (release_id, edition, title, body, place, url, digest, published_at, published_by)
       select copied.id, 1, title, body, place, url, digest, published_at, published_by
         from release_edition, copied where release_id = $1`,
      [id],
    );
    const { rows } = await server.db.query('select distinct release_id as id from release_edition');
    const seen: string[] = [];
    for (let path: string | undefined = '/public'; path; ) {
      const { text } = await textOf(path);
      seen.push(...[...text.matchAll(/<li><a href="\/public\/releases\/([^"]+)"/g)].map((m) => m[1]!));
      path = /href="(\/public\?before=[^"]+)"/.exec(text)?.[1];
    }
    expect(seen.sort()).toEqual(rows.map((r) => r.id).sort());
    expect(seen.length).toBeGreaterThan(40);
  });
});

describe('the feeds', () => {
  it.each([
    ['rss', 'application/rss+xml'],
    ['atom', 'application/atom+xml'],
    ['json', 'application/feed+json'],
  ])('%s is read by a feed reader', async (kind, type) => {
    const id = await publishedRelease(people, { text: { ...withLines('结尾 ]]> & <b>'), title: nasty } });
    const res = await get(`/public/releases.${kind}`);
    expect(res.headers.get('content-type')).toContain(type);
    expect(res.headers.get('etag')).not.toBeNull();
    const bytes = Buffer.from(await res.arrayBuffer());
    const feed = await parseFeed(bytes, { contentType: type, now: new Date() });
    const item = feed.items.find((i) => i.url?.includes(id));
    expect(item).toMatchObject({ url: `https://fabu.example.org/public/releases/${id}` });
    expect(item?.title).toContain('情况通报');
    expect(item?.title).toContain('完');
    expect(item?.content).toContain('清水桥北侧引道');
    expect(item?.content).not.toContain('<b>');
    const { editions } = await people.author.call('releases.read', { params: { id } });
    // RSS keeps instants to the second.
    expect(item?.publishedAt?.slice(0, 19)).toBe(editions[0]?.publishedAt.slice(0, 19));
  });
});
