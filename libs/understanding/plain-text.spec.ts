// The quick way says of every sign, alone and among others, what the long one says.
import { plainText } from './plain-text';

const throughout = (text: string) => text.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim();

it('is the same for every sign there is', () => {
  const otherwise: string[] = [];
  for (let code = 0; code < 0x10000; code++) {
    const sign = String.fromCharCode(code);
    for (const text of [sign, `が${sign}Ａ`, `e${sign}\u0301`, ` ${sign}　\n${sign} `])
      if (plainText(text) !== throughout(text)) otherwise.push(code.toString(16));
  }
  expect(otherwise).toEqual([]);
});
it.each([
  ['', ''],
  ['　 \n', ''],
  ['ＡＢＣ１２３，。　好\t\tX ', 'abc123,。 好 x'],
  ['㈱…ﬁ①😀', '(株)...fi1😀'],
  ['长'.repeat(10_000), '长'.repeat(10_000)],
])('makes %j plain', (text, plain) => expect(plainText(text)).toBe(plain));
