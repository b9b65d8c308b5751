// Feeds of every kind, whole and broken, and documents that are none; all texts are invented.
import { gzipSync } from 'node:zlib';
import { effortOf } from '../../test/support/effort';
import { type FeedFormat, type FeedOptions, parseFeed } from './feed';
import { NotAFeed } from './not-a-feed';

const now = new Date('2026-11-21T00:00:00Z');
const read = (source: string | Uint8Array, options: Partial<FeedOptions> = {}) =>
  parseFeed(typeof source === 'string' ? Buffer.from(source) : source, { now, ...options });
const rss = (items: string, head = '', attributes = 'version="2.0"') =>
  `<?xml version="1.0"?><rss ${attributes}><channel><title>柳溪县新闻</title><link>https://news.example/</link>${head}${items}</channel></rss>`;
const atom = (entries: string, attributes = 'xmlns="http://www.w3.org/2005/Atom"') =>
  `<feed ${attributes}><title>柳溪</title><link href="https://news.example/"/>${entries}</feed>`;

test('an RSS item in full', async () => {
  const feed = await read(
    rss(
      `<item><title>桥修好了 &amp;amp; 通车</title><link>/a/1.html</link><guid isPermaLink="false">n-1</guid>
      <pubDate>2026-11-18 08:00:00</pubDate><description>&lt;p&gt;全长&lt;b&gt;80&lt;/b&gt;米&lt;/p&gt;</description>
      <category>交通</category><category>民生</category><dc:date>2026-11-19</dc:date></item>`,
      '',
      'version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"',
    ),
  );
  expect(feed).toEqual({
    format: 'rss',
    title: '柳溪县新闻',
    link: 'https://news.example/',
    reader: 'rss-parser',
    charset: 'utf-8',
    ttlMinutes: null,
    warnings: [],
    items: [
      {
        id: 'n-1',
        title: '桥修好了 & 通车',
        url: 'https://news.example/a/1.html',
        publishedAt: '2026-11-18T00:00:00.000Z',
        updatedAt: null,
        summary: '全长80米',
        content: '<p>全长<b>80</b>米</p>',
        categories: ['交通', '民生'],
        reach: null,
      },
    ],
  });
});

test('an Atom entry in full, its XHTML in order', async () => {
  const feed = await read(
    atom(`<entry xml:base="https://other.example/x/"><title type="html">&lt;i&gt;停水&lt;/i&gt;通知</title><link rel="self" href="/no"/><link href="y.html"/>
      <id>tag:1</id><published>2026-11-18T08:00:00+08:00</published><updated>2026年11月19日 9时</updated><summary>短</summary>
      <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">先<b>中</b>后<a href="z">链</a></div></content>
      <category term="water" label="供水"/></entry>`),
  );
  expect(feed.format).toBe('atom');
  expect(feed.items).toEqual([
    {
      id: 'tag:1',
      title: '停水通知',
      url: 'https://other.example/x/y.html',
      publishedAt: '2026-11-18T00:00:00.000Z',
      updatedAt: '2026-11-19T01:00:00.000Z',
      summary: '短',
      content:
        '<div>先<b>中</b>后<a href="https://other.example/x/z" rel="nofollow noopener noreferrer">链</a></div>',
      categories: ['供水'],
      reach: null,
    },
  ]);
});

const one = '<item><title>甲</title></item>';
const two = `${one}<item><title>乙</title></item>`;
const shapes: [string, string, FeedFormat, string[]][] = [
  ['RSS 2.0', rss(two), 'rss', ['甲', '乙']],
  ['RSS without a version', rss(two, '', ''), 'rss', ['甲', '乙']],
  ['RSS 0.91', rss(two, '', 'version="0.91"'), 'rss', ['甲', '乙']],
  [
    'RSS in capitals',
    '<RSS version="2.0"><CHANNEL><TITLE>柳</TITLE><ITEM><TITLE>甲</TITLE></ITEM></CHANNEL></RSS>',
    'rss',
    ['甲'],
  ],
  ['RSS without a channel', `<rss version="2.0">${two}</rss>`, 'rss', ['甲', '乙']],
  [
    'RSS with items beside the channel',
    `<rss version="2.0"><channel><title>柳</title></channel>${two}</rss>`,
    'rss',
    ['甲', '乙'],
  ],
  ['a bare channel', `<channel><title>柳</title>${two}</channel>`, 'rss', ['甲', '乙']],
  [
    'RSS in a default namespace',
    rss(two, '', 'version="2.0" xmlns="http://backend.example/rss2"'),
    'rss',
    ['甲', '乙'],
  ],
  ['an empty channel', rss(''), 'rss', []],
  [
    'RDF',
    `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel><title>柳</title></channel>${two}</rdf:RDF>`,
    'rdf',
    ['甲', '乙'],
  ],
  [
    'RDF with the prefix r',
    '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><item><title>甲</title></item></r:RDF>',
    'rdf',
    ['甲'],
  ],
  ['Atom', atom('<entry><title>甲</title></entry>'), 'atom', ['甲']],
  [
    'Atom 0.3',
    atom('<entry><title>甲</title></entry>', 'version="0.3" xmlns="http://purl.org/atom/ns#"'),
    'atom',
    ['甲'],
  ],
  ['Atom without a namespace', atom('<entry><title>甲</title></entry>', ''), 'atom', ['甲']],
  [
    'Atom in an unknown namespace',
    atom('<entry><title>甲</title></entry>', 'xmlns="http://nobody.example/"'),
    'atom',
    ['甲'],
  ],
  [
    'Atom under a prefix',
    '<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:title>柳</a:title><a:entry><a:title>甲</a:title></a:entry></a:feed>',
    'atom',
    ['甲'],
  ],
  [
    'Atom under a prefix nobody knows',
    '<q:feed xmlns:q="http://nobody.example/"><q:entry><q:title>甲</q:title></q:entry></q:feed>',
    'atom',
    ['甲'],
  ],
  [
    'CDF',
    '<CHANNEL HREF="http://a.example/"><TITLE>柳</TITLE><ITEM HREF="http://a.example/1" LASTMOD="2026-11-18T08:00Z"><TITLE>甲</TITLE><ABSTRACT>短</ABSTRACT></ITEM></CHANNEL>',
    'cdf',
    ['甲'],
  ],
  [
    'a DOCTYPE',
    `<!DOCTYPE rss [<!ENTITY x "y">]>${rss(two).replace('<?xml version="1.0"?>', '')}`,
    'rss',
    ['甲', '乙'],
  ],
  ['blank lines in front', `\n\n  ${rss(two)}`, 'rss', ['甲', '乙']],
  ['a warning in front', `Warning: mysql in /var/www line 3\n${rss(two)}`, 'rss', ['甲', '乙']],
  ['an HTML warning in front', `<br />\n<b>Notice</b>: x<br />${rss(two)}`, 'rss', ['甲', '乙']],
  [
    'dc under another prefix',
    rss(
      '<item><title>甲</title><d:date>2026-11-18</d:date></item>',
      '',
      'version="2.0" xmlns:d="http://purl.org/dc/elements/1.1/"',
    ),
    'rss',
    ['甲'],
  ],
];

test.each(shapes)('%s', async (_, source, format, titles) => {
  const feed = await read(source);
  expect(feed.format).toBe(format);
  expect(feed.items.map(({ title }) => title)).toEqual(titles);
});

test('CDF keeps its addresses and dates', async () => {
  const { items } = await read(shapes.find(([name]) => name === 'CDF')?.[1] ?? '');
  expect(items[0]).toMatchObject({
    url: 'http://a.example/1',
    updatedAt: '2026-11-18T08:00:00.000Z',
    summary: '短',
  });
});

test('a relative address is resolved against where the feed came from, itself, or its home', async () => {
  const item = '<item><link>/a</link></item>';
  const self =
    '<atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="self" href="https://self.example/feed"/>';
  const homeless = (head: string) =>
    `<rss version="2.0"><channel><title>柳</title>${head}${item}</channel></rss>`;
  const url = async (source: string, options = {}) => (await read(source, options)).items[0]?.url;
  expect(await url(homeless(''), { url: 'https://from.example/rss' })).toBe('https://from.example/a');
  expect(await url(homeless(self))).toBe('https://self.example/a');
  expect(await url(rss(item))).toBe('https://news.example/a');
  expect(await url(homeless(''))).toBeNull();
});

test('dates under an unusual prefix are found', async () => {
  const { items } = await read(shapes.at(-1)?.[1] ?? '');
  expect(items[0]?.publishedAt).toBe('2026-11-17T16:00:00.000Z');
});

const broken: [string, string, string[], string][] = [
  [
    'cut off in the third item',
    rss(`${two}<item><title>丙</ti`).slice(0, -24),
    ['甲', '乙'],
    'feed.truncated',
  ],
  ['cut off in a tag', `${rss(two).slice(0, -16)}<item`, ['甲', '乙'], 'feed.truncated'],
  [
    'cut off in CDATA',
    `${rss(two).slice(0, -16)}<item><description><![CDATA[字`,
    ['甲', '乙'],
    'feed.truncated',
  ],
  ['a stray ampersand', rss('<item><title>甲 & 乙</title></item>'), ['甲 & 乙'], 'feed.mended'],
  [
    'an ampersand in an address',
    rss('<item><title>甲</title><link>https://a.example/?b=1&c=2</link></item>'),
    ['甲'],
    'feed.mended',
  ],
  ['an entity of HTML', rss('<item><title>甲&nbsp;乙&hellip;</title></item>'), ['甲 乙…'], 'feed.mended'],
  [
    'HTML written plainly',
    rss('<item><title>甲</title><description>一<p>二<br>三</description></item>'),
    ['甲'],
    'feed.mended',
  ],
  ['a lone <', rss('<item><title>水温 < 5 度</title></item>'), ['水温 < 5 度'], 'feed.mended'],
  [
    'an unclosed title',
    rss('<item><title>甲<pubDate>2026-11-18</pubDate></item><item><title>乙</title></item>'),
    [],
    '',
  ],
  ['control characters', rss('<item><title>甲\u0002乙</title></item>'), ['甲乙'], ''],
  [
    'a wrong closing tag',
    `${rss(two).replace('</channel>', '</chanel>')}`,
    ['甲', '乙'],
    'feed.second-reader',
  ],
  [
    'a date that is none',
    atom('<entry><title>甲</title><published>明天</published></entry>'),
    ['甲'],
    'feed.second-reader',
  ],
  [
    'a page around a feed, cut off in its third item',
    `<html><body><feed xmlns="http://www.w3.org/2005/Atom"><entry><title>甲</title></entry><entry><title>乙</title></entry><entry><title>丙</title><content>长`,
    ['甲', '乙'],
    'feed.truncated',
  ],
];

test.each(broken)('%s', async (_, source, titles, warning) => {
  const feed = await read(source);
  if (titles.length > 0) expect(feed.items.map(({ title }) => title)).toEqual(titles);
  else expect(feed.items).toHaveLength(2);
  if (warning) expect(feed.warnings).toContain(warning);
});

test('an address keeps its ampersand', async () => {
  const { items } = await read(broken[4]?.[1] ?? '');
  expect(items[0]?.url).toBe('https://a.example/?b=1&c=2');
});

test('no HTML survives in a title, no script in content', async () => {
  const { items } = await read(
    rss(
      `<item><title><![CDATA[<script>x()</script><b>甲</b>]]></title><description><![CDATA[<p onclick="x()">字<script>x()</script></p>]]></description><link>javascript:x()</link></item>`,
    ),
  );
  expect(items[0]).toMatchObject({ title: '甲', summary: '字', content: '<p>字</p>', url: null });
});

test('JSON Feed 1.1, and what is whole of one cut off', async () => {
  const source = JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: '柳溪',
    home_page_url: 'https://news.example/',
    items: [
      {
        id: 7,
        url: '/a',
        title: '<b>甲</b>',
        content_html: '<p>字<script>x()</script></p>',
        date_published: '2026-11-18T08:00:00+08:00',
        tags: ['水'],
      },
      { id: 'b', external_url: 'https://b.example/', content_text: '1 < 2', summary: '短' },
    ],
  });
  const feed = await read(source);
  expect(feed).toMatchObject({
    format: 'json',
    reader: 'json',
    title: '柳溪',
    link: 'https://news.example/',
    warnings: [],
  });
  expect(feed.items).toEqual([
    {
      id: '7',
      title: '甲',
      url: 'https://news.example/a',
      publishedAt: '2026-11-18T00:00:00.000Z',
      updatedAt: null,
      summary: null,
      content: '<p>字</p>',
      categories: ['水'],
      reach: null,
    },
    {
      id: 'b',
      title: null,
      url: 'https://b.example/',
      publishedAt: null,
      updatedAt: null,
      summary: '短',
      content: '1 &lt; 2',
      categories: [],
      reach: null,
    },
  ]);
  const cut = await read(source.slice(0, -20));
  expect(cut.items).toHaveLength(1);
  expect(cut.warnings).toEqual(['feed.truncated']);
});

test.each([
  ['gzip', (text: string) => gzipSync(text)],
  ['UTF-16', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')],
])('a feed in %s', async (_, encode) => {
  expect((await read(encode(rss(two)))).items).toHaveLength(2);
});

test('a date in the future is told', async () => {
  const feed = await read(rss('<item><title>甲</title><pubDate>2027-01-01</pubDate></item>'));
  expect(feed.warnings).toEqual(['feed.future-date']);
});

const refused: [string, string | Uint8Array, string][] = [
  ['nothing', '', 'feed.empty'],
  ['blanks', ' \n\t ', 'feed.empty'],
  ['a page', '<!DOCTYPE html><html><head><title>柳溪</title></head><body></body></html>', 'feed.html'],
  ['a page without a doctype', '<html><body><p>字</p></body></html>', 'feed.html'],
  [
    'a page in XHTML',
    '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body/></html>',
    'feed.html',
  ],
  ['other XML', '<?xml version="1.0"?><note><to>甲</to></note>', 'feed.not-a-feed'],
  [
    'OPML',
    '<opml version="2.0"><body><outline text="x" xmlUrl="https://a.example/feed"/></body></opml>',
    'feed.not-a-feed',
  ],
  ['other JSON', '{"a": 1}', 'feed.not-a-feed'],
  ['a JSON list', '[1, 2]', 'feed.not-a-feed'],
  ['words', '今天天气很好', 'feed.not-a-feed'],
  ['a picture', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13]), 'feed.not-a-feed'],
  ['200,000 nested tags', rss(`<item><title>甲</title>${'<x>'.repeat(200_000)}</item>`), 'feed.too-deep'],
  [
    '2,000 nested tags closed again',
    rss(`<item>${'<x>'.repeat(2000)}${'</x>'.repeat(2000)}</item>`),
    'feed.too-deep',
  ],
  [
    'tags never closed in CDATA',
    rss(`<item><description><![CDATA[${'<p'.repeat(400_000)}]]></description></item>`),
    'feed.too-deep',
  ],
  [
    'tags never closed, escaped',
    rss(`<item><description>${'&lt;p'.repeat(200_000)}</description></item>`),
    'feed.too-deep',
  ],
];

test.each(refused)(
  '%s is no feed',
  async (_, source, code) => {
    let error: unknown;
    const effort = await effortOf(async () => {
      error = await read(source).catch((one: unknown) => one);
    });
    expect(error).toBeInstanceOf(NotAFeed);
    expect(error).toMatchObject({ code });
    expect((error as NotAFeed).message).toMatch(/[\u4e00-\u9fff].*[a-z]/);
    expect(effort).toBeLessThan(15_000);
  },
  120_000,
);

test.each([
  ['in the head', `${'<x>'.repeat(200_000)}`, ''],
  ['in the head, closed again', `${'<x>'.repeat(200_000)}${'</x>'.repeat(200_000)}`, ''],
  ['in an item', '', `<item><title>深</title>${'<x>'.repeat(200_000)}</item>`],
  [
    'never closed in CDATA',
    '',
    `<item><description><![CDATA[${'<p'.repeat(400_000)}]]></description></item>`,
  ],
])(
  'the good items of a feed with tags nested beyond reason %s are read',
  async (_, head, item) => {
    const good = (name: string) => `<item><title>${name}</title><guid>${name}</guid></item>`;
    const feed = `<rss version="2.0"><channel><title>望澜</title>${head}${good('甲')}${item}${good('乙')}</channel></rss>`;
    const { title, items, warnings } = await read(feed);
    // One whose text alone is deep is read as well: its markup is set aside.
    const titles = items.map((one) => one.title).filter((one) => one !== '丙');
    expect([title, titles]).toEqual(['望澜', ['甲', '乙']]);
    expect(warnings).toContain('feed.part-dropped');
    const atom = `<feed xmlns="http://www.w3.org/2005/Atom"><title>望</title>${head}<entry><id>1</id><title>甲</title><link href="http://a.example/1"/><updated>2026-11-18T00:00:00Z</updated></entry>${item.replaceAll('item', 'entry')}</feed>`;
    expect(await read(atom)).toMatchObject({
      format: 'atom',
      items: [{ id: '1', title: '甲', url: 'http://a.example/1', updatedAt: '2026-11-18T00:00:00.000Z' }],
    });
  },
  120_000,
);

test('size is bounded, unpacked size too', async () => {
  await expect(read(rss(two), { maxBytes: 100 })).rejects.toMatchObject({ code: 'feed.too-large' });
  const bomb = gzipSync(Buffer.alloc(20 * 1024 * 1024, 32));
  await expect(read(bomb)).rejects.toMatchObject({ code: 'feed.too-large' });
});

test('entities do not multiply', async () => {
  const bomb = `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel><title>x</title><item><title>&b;&c;</title></item></channel></rss>`;
  const { items } = await read(bomb);
  expect(items[0]?.title).toBe('&b;&c;');
});

test.each([
  ['slash:comments', rss('<item><title>甲</title><slash:comments>37</slash:comments></item>'), null, 37],
  ['thr:total', atom('<entry><title>甲</title><id>1</id><thr:total>5</thr:total></entry>'), null, 5],
  [
    'a link to its replies',
    atom('<entry><title>甲</title><id>1</id><link rel="replies" href="/r" thr:count="8"/></entry>'),
    null,
    8,
  ],
  [
    'media:statistics',
    rss('<item><title>甲</title><media:statistics views="1200" favorites="3"/></item>'),
    1200,
    null,
  ],
  [
    'an extension of JSON Feed',
    JSON.stringify({
      version: 'https://jsonfeed.org/version/1.1',
      title: '站',
      items: [{ id: '1', title: '甲', _about: { views: 90, comments: 2 } }],
    }),
    90,
    2,
  ],
])('how far an item reached is read from %s', async (_, source, views, comments) => {
  expect((await read(source)).items[0]!.reach).toEqual({ views, comments });
});
test.each(['', '-3', '2.5', '很多', '1e30', 'NaN'])('%j is no count', async (said) => {
  const source = rss(`<item><title>甲</title><slash:comments>${said}</slash:comments></item>`);
  expect((await read(source)).items[0]!.reach).toBeNull();
});
