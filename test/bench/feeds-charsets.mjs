// Chinese feeds set anew as RSS and Atom, in the charsets that Chinese sites write, with the labels that they give.
import { createRequire } from 'node:module';
import * as OpenCC from 'opencc-js/cn2t';

const require = createRequire(import.meta.url);
const iconv = createRequire(
  createRequire(require.resolve('@nestjs/platform-express')).resolve('body-parser'),
)('iconv-lite');
const traditional = OpenCC.Converter({ from: 'cn', to: 'tw' });

/** `label`: where the charset is named. `wrong` says UTF-8 and is not. Big5 named nowhere cannot be told from GBK. */
export const writings = [
  ...['gb2312', 'gbk', 'gb18030'].flatMap((charset) =>
    ['prolog', 'http', 'wrong', 'none'].map((label) => ({
      charset,
      label,
      encode: charset === 'gb2312' ? 'gbk' : charset,
    })),
  ),
  ...['prolog', 'http'].map((label) => ({ charset: 'big5', label, encode: 'big5' })),
  ...['utf-16le', 'utf-16be'].flatMap((charset) =>
    [true, false].flatMap((mark) =>
      ['prolog', 'none'].map((label) => ({ charset, label, mark, encode: charset })),
    ),
  ),
  ...['prolog', 'wrong', 'none'].map((label) => ({ charset: 'utf-8', label, encode: 'utf-8' })),
];

const wrongFor = (charset) => (charset === 'utf-8' ? 'gb2312' : 'utf-8');

/** The bytes and the HTTP header of a document in one of the `writings`; a sign that the charset lacks becomes a reference. */
export function written(document, { charset, label, mark, encode }) {
  const name = label === 'wrong' ? wrongFor(charset) : charset;
  const prolog = label === 'prolog' || label === 'wrong' ? ` encoding="${name}"` : '';
  const text = `<?xml version="1.0"${prolog}?>${document}`;
  const bytes = iconv.encode(/^utf/.test(encode) ? text : referenced(text, encode), encode, {
    addBOM: mark === true,
  });
  return { bytes, contentType: label === 'http' ? `text/xml; charset=${charset}` : 'text/xml' };
}

/** A sign that this charset cannot write, as publishers write it. */
function referenced(text, charset) {
  const known = new Map();
  return [...text]
    .map((sign) => {
      if (sign < '\u0080') return sign;
      if (!known.has(sign)) {
        const back = iconv.decode(iconv.encode(sign, charset), charset);
        known.set(sign, back === sign ? sign : `&#${sign.codePointAt(0)};`);
      }
      return known.get(sign);
    })
    .join('');
}

/** Items of a Chinese feed, for Big5 in traditional writing. */
export function inScript(items, charset) {
  if (charset !== 'big5') return items;
  return items.map((item) => ({
    ...item,
    title: traditional(item.title),
    content: traditional(item.content),
  }));
}

const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

export function asRss(items) {
  const all = items.map(
    ({ title, url, content }) =>
      `<item><title>${escaped(title)}</title><link>${escaped(url)}</link><description>${escaped(content)}</description></item>`,
  );
  return `<rss version="2.0"><channel><title>t</title><link>https://a.example/</link>${all.join('\n')}</channel></rss>`;
}

export function asAtom(items) {
  const all = items.map(
    ({ title, url, content }) =>
      `<entry><title type="html">${escaped(escaped(title))}</title><id>${escaped(url)}</id><link href="${escaped(url)}"/><content type="html">${escaped(content)}</content></entry>`,
  );
  return `<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title>${all.join('\n')}</feed>`;
}
