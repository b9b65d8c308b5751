// A text in plain signs: full-width and compatibility forms as their plain ones, lower case, white space as single spaces.

const SPACE = 0x20;
/** What a sign becomes, where that takes one sign and asks for no neighbour; 0 where it does not. */
const plainSigns = plainSignsOf([
  [0x09, 0x0d],
  [0x20, 0x7e],
  [0xa0, 0xa0],
  [0xb7, 0xb7],
  [0x2014, 0x2014],
  [0x2018, 0x201d],
  [0x3000, 0x3020],
  [0x3041, 0x3096],
  [0x30a1, 0x30fa],
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xff01, 0xff5e],
]);
function plainSignsOf(ranges: readonly (readonly [from: number, to: number])[]): Uint16Array {
  const signs = new Uint16Array(0x10000);
  for (const [from, to] of ranges)
    for (let code = from; code <= to; code++) {
      const plain = throughout(String.fromCharCode(code));
      signs[code] = plain === '' ? SPACE : plain.length === 1 ? plain.charCodeAt(0) : 0;
    }
  return signs;
}
/** Any text, any length. */
function throughout(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim();
}

const LONGEST = 4096;
const signs = new Uint16Array(LONGEST);
const bytes = Buffer.from(signs.buffer);

/** Nearly every text holds nothing but such signs, and is done in one pass. */
export function plainText(text: string): string {
  if (text.length > LONGEST) return throughout(text);
  let length = 0;
  let spaced = true;
  for (let i = 0; i < text.length; i++) {
    const sign = plainSigns[text.charCodeAt(i)]!;
    if (sign === 0) return throughout(text);
    if (sign === SPACE && spaced) continue;
    spaced = sign === SPACE;
    signs[length++] = sign;
  }
  if (length > 0 && spaced) length -= 1;
  return bytes.toString('utf16le', 0, 2 * length);
}
