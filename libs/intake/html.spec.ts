// HTML from outside, made into text or into HTML that can do no harm.
import { plainLine, plainText, safeHtml } from './html';

const texts: [string, string][] = [
  ['道路&nbsp;硬化', '道路 硬化'],
  ['<b>道路</b>硬化', '道路硬化'],
  ['1 < 2 且 3 > 2', '1 < 2 且 3 > 2'],
  ['水温<5度', '水温<5度'],
  ['a &amp; b', 'a & b'],
  ['&lt;b&gt;粗&lt;/b&gt;', '粗'],
  ['&amp;lt;i&amp;gt;斜', '斜'],
  ['<p>一</p><p>二<br>三</p>', '一\n二\n三'],
  ['一\r\n二', '一\n二'],
  ['<script>alert(1)</script>字', '字'],
  ['<style>a{}</style>字', '字'],
  ['字<!-- 注 -->', '字'],
  ['<img src=x onerror=alert(1)>图', '图'],
  ['&#x4e2d;&#22269;', '中国'],
  ['AT&T', 'AT&T'],
  ['', ''],
];

test.each(texts)('%s', (source, text) => {
  expect(plainText(source)).toBe(text);
});

test('a title is one line', () => {
  expect(plainLine('<p>一</p>\n<p>二</p>')).toBe('一 二');
});

test('markup that can act is gone, links are absolute', () => {
  const resolve = (address: string) =>
    /^https?:/.test(address) ? address : address.startsWith('/') ? `https://a.example${address}` : null;
  const html = safeHtml(
    '<p onclick="x()">字<a href="javascript:x()">一</a><a href="/b">二</a><img src="/c.png" onerror="x()"><iframe src="https://a.example"></iframe><form><input></form><svg onload=x()>',
    resolve,
  );
  expect(html).toBe(
    '<p>字<a rel="nofollow noopener noreferrer">一</a><a href="https://a.example/b" rel="nofollow noopener noreferrer">二</a><img src="https://a.example/c.png" /></p>',
  );
});

test.each([
  ['<', '<'.repeat(1_000_000)],
  ['unclosed tags', '<b '.repeat(300_000)],
  ['nested tags', '<b>'.repeat(300_000)],
  ['closing tags of nothing', '<a>'.repeat(100_000) + '</z>'.repeat(100_000)],
  ['comments', '<!--'.repeat(250_000)],
  ['lines', `${'\n'.repeat(1_000_000)}<b>x`],
  ['ampersands', '&lt;'.repeat(250_000)],
])(
  'a megabyte of %s takes a moment',
  (_, source) => {
    const begun = process.cpuUsage();
    plainText(source);
    safeHtml(source, () => null);
    const { user, system } = process.cpuUsage(begun);
    expect((user + system) / 1e6).toBeLessThan(15);
  },
  120_000,
);
