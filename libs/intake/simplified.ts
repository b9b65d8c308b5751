// Traditional and simplified writing in one form, character by character: good for telling texts apart, not for reading.
import { Locale } from 'opencc-js/t2cn';

/** What OpenCC decides by the words around it, and what writers exchange: 著 and 着 are one here. */
const FURTHER = '著着 妳你 喫吃 祇只 甦苏 彷仿 佔占';

/**
 * The characters of a text with those of traditional writing replaced by simplified ones, each by itself, the same
 * character always in the same way. Two texts are only ever compared in this form, never shown in it: 著名 becomes
 * 着名 in both. Words that differ by region (軟體, 软件) stay different, and so do characters outside the basic plane.
 * Source: the character table of OpenCC (opencc-js).
 */
export function simplified(text: string): string {
  const to = table();
  let folded = '';
  let from = 0;
  for (let i = 0; i < text.length; i += 1) {
    const sign = to[text.charCodeAt(i)]!;
    if (sign === 0) continue;
    folded += text.slice(from, i) + String.fromCharCode(sign);
    from = i + 1;
  }
  return from === 0 ? text : folded + text.slice(from);
}

/**
 * Every character that `simplified` turns into the one that it turns this one into, this one among them: 东 and 東 for
 * either. A character with only one writing stands alone, and so does a text of several characters or of none.
 */
export function writingsOf(sign: string): string {
  const simple = simplified(sign);
  writings ??= readWritings();
  return writings.get(simple) ?? simple;
}

let known: Uint16Array | null = null;
let writings: Map<string, string> | null = null;

function readWritings(): Map<string, string> {
  const found = new Map<string, string>();
  for (const [code, simple] of table().entries()) {
    if (simple === 0) continue;
    const to = String.fromCharCode(simple);
    found.set(to, `${found.get(to) ?? to}${String.fromCharCode(code)}`);
  }
  return found;
}

function table(): Uint16Array {
  known ??= read();
  return known;
}

/** For each UTF-16 unit what it becomes, 0 for itself. A chain (a → b → c) is followed, so that folding twice changes nothing. */
function read(): Uint16Array {
  const to = new Uint16Array(0x10000);
  const put = (from: string, simple: string) => {
    if (from.length === 1 && simple.length === 1 && from !== simple)
      to[from.charCodeAt(0)] = simple.charCodeAt(0);
  };
  for (const dictionary of (Locale.to.cn ?? []).flat()) {
    const pairs =
      typeof dictionary === 'string' ? dictionary.split('|').map((pair) => pair.split(' ')) : dictionary;
    for (const [from = '', simple = ''] of pairs) put(from, simple);
  }
  for (const [from = '', simple = ''] of FURTHER.split(' ')) put(from, simple);
  for (let sign = 0; sign < to.length; sign += 1)
    for (let steps = 0; steps < 4 && to[sign] !== 0 && to[to[sign]!] !== 0; steps += 1)
      to[sign] = to[to[sign]!]!;
  return to;
}
