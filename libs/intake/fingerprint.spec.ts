// Texts that are the same to a reader have one fingerprint; texts that are not have two.
import { fingerprint, normaliseText } from './fingerprint';

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
  expect(fingerprint('ab', 'c')).not.toBe(fingerprint('a', 'bc'));
});
