// A page's own word of its feeds: whatever its writing, absolute, once each, and nothing that is no feed.
import { feedsOffered } from './feeds-offered';

const at = 'https://news.example.cn/county/';
const of = (head: string, contentType: string | null = 'text/html') =>
  feedsOffered(Buffer.from(`<html><head>${head}</head><body></body></html>`), contentType, at);

test('in the order of the page, absolute, each address once', () => {
  expect(
    of(`<link rel="alternate" type="application/rss+xml" title="望澜&amp;要闻" href="/rss.xml?a=1&amp;b=2">
      <LINK HREF='feed.json' TYPE='application/feed+json' REL='Alternate home'>
      <link type=application/atom+xml rel=alternate href=//other.example/atom>
      <link rel="alternate" type="application/rss+xml" href="/rss.xml?a=1&b=2">`),
  ).toEqual([
    { title: '望澜&要闻', url: 'https://news.example.cn/rss.xml?a=1&b=2' },
    { title: '', url: 'https://news.example.cn/county/feed.json' },
    { title: '', url: 'https://other.example/atom' },
  ]);
});

test('a base, and a page in GBK', () => {
  expect(of('<base href="/b/"><link rel=alternate type=application/rss+xml href=r.xml>')[0]?.url).toBe(
    'https://news.example.cn/b/r.xml',
  );
  const page = Buffer.concat([
    Buffer.from('<link rel=alternate type=application/rss+xml href=r.xml title="'),
    Buffer.from([0xc2, 0xb7, 0xb5, 0xc6]),
    Buffer.from('">'),
  ]);
  expect(feedsOffered(page, 'text/html; charset=gbk', at)[0]?.title).toBe('路灯');
});

test.each([
  '<link rel="stylesheet" href="/rss.xml">',
  '<link rel="alternate" hreflang="en" href="/en/">',
  '<link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">',
  '<link rel="alternate" type="application/rss+xml" href="file:///etc/passwd">',
  '<link rel="alternate" type="application/json" href="/wp-json/wp/v2/pages/1">',
  '<link rel="alternate" type="application/rss+xml">',
  '<link '.repeat(50_000),
  `<base ${'href '.repeat(50_000)}`,
])('nothing of %#', (head) => {
  expect(of(head)).toEqual([]);
});
