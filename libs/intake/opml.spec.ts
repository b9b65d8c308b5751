// Lists of feeds from other readers: folders, charsets, broken files, addresses with marks; and our own list read back.
import { type OpmlFeed, readOpml, writeOpml } from './opml';

const bytes = (text: string) => Buffer.from(text);
const inside = (outlines: string) =>
  bytes(`<?xml version="1.0"?><opml version="2.0"><body>${outlines}</body></opml>`);
const feed = (name: string, url: string, folder = ''): OpmlFeed => ({
  name,
  url,
  folder,
  topics: [],
  jurisdiction: '',
});

test.each<[string, Uint8Array, OpmlFeed[]]>([
  [
    'feeds in folders',
    inside(`<outline text="县级"><outline text="望澜" ><outline text="望澜日报" xmlUrl="https://a.example/rss"/></outline>
      <outline text="乙" xmlUrl="https://b.example/rss"></outline></outline><outline title="丙" xmlUrl="https://c.example/"/>`),
    [
      feed('望澜日报', 'https://a.example/rss', '县级/望澜'),
      feed('乙', 'https://b.example/rss', '县级'),
      feed('丙', 'https://c.example/'),
    ],
  ],
  [
    'marks in names and addresses',
    inside(`<outline text="a &gt; b &amp; &#x671b;澜" xmlUrl="https://a.example/?x=1&amp;copy=2&#38;y=3"/>`),
    [feed('a > b & 望澜', 'https://a.example/?x=1&copy=2&y=3')],
  ],
  [
    'capitals, single quotes, a > within quotes, a comment, no body',
    bytes(
      `<OPML><!-- <outline xmlUrl="https://no.example"/> --><OUTLINE TEXT='甲 > 乙' XMLURL='https://a.example/'/>`,
    ),
    [feed('甲 > 乙', 'https://a.example/')],
  ],
  [
    'the same address once',
    inside('<outline text="a" xmlUrl="https://a.example"/><outline text="b" xmlUrl="https://a.example"/>'),
    [feed('a', 'https://a.example')],
  ],
  [
    'what is whole of a list cut off',
    bytes('<opml><body><outline text="a" xmlUrl="https://a.example"/><outline text="b" xmlUrl="https://b.ex'),
    [feed('a', 'https://a.example')],
  ],
  ['an empty list', inside('<outline text="空"/>'), []],
  [
    'GBK',
    Buffer.concat([
      bytes('<?xml version="1.0" encoding="gbk"?><opml><outline text="'),
      Buffer.from([0xba, 0xba, 0xd7, 0xd6]),
      bytes('" xmlUrl="https://a.example"/></opml>'),
    ]),
    [feed('汉字', 'https://a.example')],
  ],
])('%s', (_, list, expected) => {
  expect(readOpml(list)).toEqual(expected);
});

test.each([
  ['a web page', '<!doctype html><p>no list</p>', 'opml.not-opml'],
  ['nothing', '', 'opml.not-opml'],
  [
    'too many',
    `<opml>${Array.from({ length: 2_001 }, (_, i) => `<outline xmlUrl="https://a.example/${i}"/>`).join('')}</opml>`,
    'opml.too-many',
  ],
  ['tags without end', `<opml>${'<outline text="x">'.repeat(250_000)}`, 'opml.too-many'],
])('%s is refused', (_, text, code) => {
  expect(readOpml(bytes(text))).toMatchObject({ code, zh: expect.any(String), en: expect.any(String) });
});

test('what is written is read back', () => {
  const feeds = [
    feed('望澜 <日报> & "晚报"', 'https://a.example/?x=1&y="2"'),
    feed("甲'乙", 'http://b.example'),
    {
      ...feed('丙', 'http://c.example'),
      topics: ['交通运输', '环境保护'],
      jurisdiction: '望澜县/梨花镇',
    },
  ];
  const text = writeOpml('望澜县', feeds, new Date('2026-11-21T00:00:00Z'));
  expect(text).toContain('<dateCreated>Sat, 21 Nov 2026 00:00:00 GMT</dateCreated>');
  expect(text).toContain('xmlns:wenying="urn:wenying:opml"');
  expect(text).toContain(' wenying:topics="交通运输,环境保护" wenying:jurisdiction="望澜县/梨花镇"/>');
  expect(readOpml(bytes(text))).toEqual(feeds);
});
