// Which source of a charset wins, and which one loses because the bytes contradict it.
import { encode } from 'iconv-lite';
import { chunkDecoder, decode, sniff } from './charset';

const gbk = (...bytes: number[]) => Uint8Array.from(bytes);
// 闻应 in each charset.
const GBK = gbk(0xce, 0xc5, 0xd3, 0xa6);
const BIG5 = gbk(0xbb, 0x44, 0xc0, 0xb3);
const utf8 = (text: string) => new TextEncoder().encode(text);
const bytes = (...parts: (string | Uint8Array)[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part)));
const wide = (text: string, big: boolean, mark: boolean) => {
  const buffer = Buffer.from(mark ? `\ufeff${text}` : text, 'utf16le');
  return big ? buffer.swap16() : buffer;
};

const cases: [string, Uint8Array, string | null, string, string][] = [
  ['plain UTF-8', utf8('闻应'), null, '闻应', 'utf-8'],
  ['UTF-8 with a mark', bytes(gbk(0xef, 0xbb, 0xbf), utf8('闻应')), null, '闻应', 'utf-8'],
  ['a mark beats HTTP', bytes(gbk(0xef, 0xbb, 0xbf), utf8('闻应')), 'text/xml; charset=gbk', '闻应', 'utf-8'],
  ['UTF-16LE with a mark', wide('闻应', false, true), null, '闻应', 'utf-16le'],
  ['UTF-16BE with a mark', wide('闻应', true, true), null, '闻应', 'utf-16be'],
  ['UTF-16LE without', wide('<a>闻应', false, false), null, '<a>闻应', 'utf-16le'],
  ['UTF-16BE without', wide('<a>闻应', true, false), null, '<a>闻应', 'utf-16be'],
  ['GBK unlabelled', GBK, null, '闻应', 'gb18030'],
  ['HTTP gb2312', GBK, 'text/xml; charset=gb2312', '闻应', 'gb18030'],
  ['HTTP GBK quoted', GBK, 'text/xml;charset="GBK"', '闻应', 'gb18030'],
  ['HTTP big5', BIG5, 'text/html; charset=Big5', '聞應', 'big5'],
  [
    'prolog gbk',
    bytes('<?xml version="1.0" encoding="gbk"?>', GBK),
    null,
    '<?xml version="1.0" encoding="gbk"?>闻应',
    'gb18030',
  ],
  [
    'prolog big5',
    bytes("<?xml version='1.0' encoding='big5'?>", BIG5),
    null,
    "<?xml version='1.0' encoding='big5'?>聞應",
    'big5',
  ],
  [
    'HTTP beats the prolog',
    bytes('<?xml version="1.0" encoding="gbk"?>', BIG5),
    'text/xml; charset=big5',
    '<?xml version="1.0" encoding="gbk"?>聞應',
    'big5',
  ],
  ['html meta', bytes('<meta charset=gb2312>', GBK), null, '<meta charset=gb2312>闻应', 'gb18030'],
  [
    'html meta http-equiv',
    bytes('<meta http-equiv="Content-Type" content="text/html; charset=big5">', BIG5),
    null,
    '<meta http-equiv="Content-Type" content="text/html; charset=big5">聞應',
    'big5',
  ],
  ['unknown HTTP label', GBK, 'text/xml; charset=x-nobody', '闻应', 'gb18030'],
  [
    'unknown prolog label',
    bytes('<?xml version="1.0" encoding="x-no"?>', utf8('闻应')),
    null,
    '<?xml version="1.0" encoding="x-no"?>闻应',
    'utf-8',
  ],
  [
    'HTTP says UTF-8, bytes are GBK',
    bytes('<?xml version="1.0" encoding="gb2312"?>', GBK),
    'text/xml; charset=utf-8',
    '<?xml version="1.0" encoding="gb2312"?>闻应',
    'gb18030',
  ],
  [
    'prolog says gb2312, bytes are UTF-8',
    bytes('<?xml version="1.0" encoding="gb2312"?>', utf8('闻者应之以诚')),
    null,
    '<?xml version="1.0" encoding="gb2312"?>闻者应之以诚',
    'utf-8',
  ],
  [
    'prolog says UTF-16, bytes are UTF-8',
    bytes('<?xml version="1.0" encoding="utf-16"?>', utf8('闻')),
    null,
    '<?xml version="1.0" encoding="utf-16"?>闻',
    'utf-8',
  ],
  [
    'windows-1252 with its own marks',
    bytes(gbk(0x93), 'a', gbk(0x94)),
    'text/xml; charset=windows-1252',
    '“a”',
    'windows-1252',
  ],
  ['iso-8859-1', bytes('caf', gbk(0xe9)), 'text/xml; charset=iso-8859-1', 'café', 'windows-1252'],
  ['four bytes of gb18030', gbk(0xce, 0xc5, 0x94, 0x39, 0xda, 0x33), null, '闻💩', 'gb18030'],
  ['UTF-8 cut in a character', utf8('闻应之道').subarray(0, 11), null, '闻应之\uFFFD', 'utf-8'],
  [
    'Big5 with characters that Hong Kong added',
    gbk(0xfb, 0x46, 0xfa, 0xc0, 0xc6, 0xe2, 0xbb, 0x44),
    'text/xml; charset=big5',
    '喆滙〇聞',
    'big5',
  ],
  [
    'Big5 said, GBK meant',
    bytes('<?xml version="1.0" encoding="big5"?>', gbk(0xce, 0xff, 0x81, 0x30, 0x81, 0x31)),
    null,
    new TextDecoder('gb18030').decode(
      bytes('<?xml version="1.0" encoding="big5"?>', gbk(0xce, 0xff, 0x81, 0x30, 0x81, 0x31)),
    ),
    'gb18030',
  ],
  [
    'accents unlabelled, each a pair with its letter',
    bytes('tr', gbk(0xe8), 's complexe'),
    null,
    'très complexe',
    'windows-1252',
  ],
  ['an emoji alone in gb18030', bytes('id,', gbk(0x94, 0x39, 0xda, 0x33)), null, 'id,💩', 'gb18030'],
  ['empty', new Uint8Array(), null, '', 'utf-8'],
];

test.each(cases)('%s', (_, input, contentType, text, charset) => {
  expect(decode(input, contentType)).toEqual({ text, charset });
});

test('UTF-8 with one damaged byte stays UTF-8', () => {
  const damaged = Buffer.concat([utf8('群众反映的问题已经解决'), gbk(0xff), utf8('请各单位按时答复')]);
  expect(decode(damaged)).toEqual({ text: '群众反映的问题已经解决\uFFFD请各单位按时答复', charset: 'utf-8' });
});

test('the beginning of a file names its charset', () => {
  expect(sniff(utf8('编号,标题'))).toBe('utf-8');
  expect(sniff(Buffer.concat([Buffer.from('id,'), GBK]))).toBe('gb18030');
  expect(sniff(wide('a,b', false, true))).toBe('utf-16le');
  expect(sniff(utf8('编号').subarray(0, 5))).toBe('utf-8');
});

const table =
  '编号,诉求内容,来电时间\n1,柳湾一组的路灯不亮，已经三天,2026-04-25\n2,停水，一直没有人来修,2026-04-26\n';
test.each([
  ['UTF-16LE without a mark', wide(table, false, false), 'utf-16le'],
  ['UTF-16BE without a mark', wide(table, true, false), 'utf-16be'],
  ['UTF-16 cut within a character', wide(table, false, false).subarray(0, 101), 'utf-16le'],
  ['a page in UTF-16', wide('<table><tr><td>编号</td></tr></table>', false, false), 'utf-16le'],
  ['one NUL in UTF-8', utf8(table.replace('1,', '1,\0')), 'utf-8'],
  ['fields filled up with NULs', utf8(table.replaceAll(',', '\0\0\0\0\0,')), 'utf-8'],
  ['NULs in front of UTF-8', utf8(`\0\0\0${table}`), 'utf-8'],
  ['NULs among ASCII', utf8('id,title\n1,\0abc\n2,\0def\n3,\0ghi\n'), 'utf-8'],
  ['NULs in GBK', encode(table.replaceAll(',', '\0,'), 'gbk'), 'gb18030'],
])('by its beginning: %s', (_, head, charset) => expect(sniff(head)).toBe(charset));

test.each(['utf-32le', 'utf-32be'] as const)('%s in pieces', (charset) => {
  const bytes = encode(`\ufeff${table}😀`, charset);
  for (const size of [1, 3, 4, 1000]) {
    const read = chunkDecoder(charset);
    let text = '';
    for (let at = 0; at < bytes.length; at += size) text += read(bytes.subarray(at, at + size));
    expect(text + read()).toBe(`${table}😀`);
  }
});
