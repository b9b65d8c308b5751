// Texts that are the same to a reader have one fingerprint; texts that are not have two.
import { fingerprint, fingerprints, normaliseText } from './fingerprint';
import { simplified } from './simplified';

test.each([
  ['全角ＡＢＣ１２３', '全角ABC123'],
  ['道路 硬化', '道路硬化'],
  ['道路\n\n 硬化', '道路硬化'],
  ['a  b\tc', 'a b c'],
  ['你好，世界！！', '你好,世界!'],
  ['“停水”《通知》【紧急】', '"停水"<通知>[紧急]'],
  ['等等……', '等等…'],
  ['零\u200b宽\ufeff字', '零宽字'],
  ['臺灣繁體', '臺灣繁體'],
])('%s', (text, normal) => {
  expect(normaliseText(text)).toBe(normal);
});

test('the normal form of a normal form is itself', () => {
  for (const text of ['你好，世界！！', 'a  b 中 c…', '１２：３０——１３：００']) {
    expect(normaliseText(normaliseText(text))).toBe(normaliseText(text));
  }
});

test('a fingerprint sees words only', () => {
  const first = fingerprint('桥修好了', '今天，桥修好了。');
  expect(first).toMatch(/^[\da-f]{64}$/);
  expect(fingerprint(' 桥修好了 ', '今天,桥修好了.\n')).toBe(first);
  expect(fingerprint('桥修好了', '今天，桥没修好。')).not.toBe(first);
  for (const same of ['今天 桥修好了', '今天桥修好了！！', '“今天”——桥，修好了…', '今天、桥修好了；'])
    expect(fingerprint('桥修好了？', same)).toBe(first);
  expect(fingerprint('ab', 'c')).not.toBe(fingerprint('a', 'bc'));
});

test.each([
  ['涨到3.5元', '涨到35元'],
  ['8:30开会', '830开会'],
  ['补1,000元', '补1000元'],
  ['合格率95%', '合格率95'],
  ['？？？', '！！！'],
])('marks within a figure, or alone, say something: %s', (one, other) => {
  expect(fingerprint('', one)).not.toBe(fingerprint('', other));
});

test.each([
  ['臺風預警：請儘快撤離', '台风预警:请尽快撤离'],
  ['後山發生塌方，車輛繞行', '后山发生塌方，车辆绕行'],
  ['裡面與裏面', '里面与里面'],
  ['著名景區', '着名景区'],
])('traditional and simplified writing are one text: %s', (traditional, plain) => {
  expect(fingerprint(traditional, '正文')).toBe(fingerprint(plain, '正文'));
  expect(fingerprint('標題', traditional)).toBe(fingerprint('标题', plain));
});

test('folding twice changes nothing, and rare characters of the upper planes survive', () => {
  const text = '臺灣後來發現乾隆題字，𠮷野家開張，著作權屬於誰？';
  expect(simplified(simplified(text))).toBe(simplified(text));
  expect(simplified('𠮷a1，')).toBe('𠮷a1，');
});

test('what was stored before marks were left aside, and before traditional characters were folded, is still known', () => {
  expect(fingerprints('停水', '明天停水')).toEqual([fingerprint('停水', '明天停水')]);
  const both = fingerprints('停電', '明天停電');
  expect(both).toHaveLength(2);
  expect(both[0]).toBe(fingerprint('停电', '明天停电'));
  expect(fingerprints('停电', '明天，停电。')).toHaveLength(2);
  const all = fingerprints('停電', '明天，停電。');
  expect(all).toHaveLength(3);
  expect(all[0]).toBe(both[0]);
});
