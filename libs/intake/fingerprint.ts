// The same words in another dress are the same message: one normal form of text, and its digest.
import { hash } from 'node:crypto';
import { simplified } from './simplified';

const MARKS: Record<string, string> = {
  '。': '.',
  '、': ',',
  '“': '"',
  '”': '"',
  '„': '"',
  '「': '"',
  '」': '"',
  '『': '"',
  '』': '"',
  '‘': "'",
  '’': "'",
  '《': '<',
  '》': '>',
  '〈': '<',
  '〉': '>',
  '【': '[',
  '】': ']',
  '〔': '[',
  '〕': ']',
  '—': '-',
  '–': '-',
  '‐': '-',
  '−': '-',
  '～': '~',
  '〜': '~',
  '・': '·',
  '•': '·',
};

/**
 * One form of a text: NFKC, Chinese and Western marks alike, runs of blanks or of one mark folded, blanks beside Chinese
 * characters gone, invisible characters gone. Letter case and the kind of writing stay as they are.
 * Source: Unicode Standard Annex #15 (NFKC).
 */
export function normaliseText(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\p{Cf}\u00ad]/gu, '')
    .replace(/[。、“”„「」『』‘’《》〈〉【】〔〕—–‐−～〜・•]/g, (mark) => MARKS[mark] ?? mark)
    .replace(/…+|\.{3,}/g, '…')
    .replace(/([!?,;:~\-.])\1+/g, '$1')
    .replace(/\s+/g, ' ')
    .replace(/(?<=[\u2e80-\u9fff\uf900-\ufaff]) | (?=[\u2e80-\u9fff\uf900-\ufaff])/g, '')
    .trim();
}

/** Set for marks and blanks: what stands between words. `%` and `‰` belong to the figure before them. */
let between: Uint8Array | null = null;
function readBetween(): Uint8Array {
  const found = new Uint8Array(0x10000);
  for (let code = 0; code < found.length; code += 1)
    if (/^(?![%‰])[\p{P}\s]$/u.test(String.fromCharCode(code))) found[code] = 1;
  return found;
}

const isFigure = (code: number): boolean => code >= 48 && code <= 57;

/** The words alone, run together; marks stay within a figure (3.5, 8:30, 1,000) and where a text has nothing else. */
function wordsOf(text: string): string {
  between ??= readBetween();
  let words = '';
  let from = 0;
  for (let i = 0; i < text.length; i += 1) {
    if (between[text.charCodeAt(i)] === 0) continue;
    if (i > 0 && isFigure(text.charCodeAt(i - 1)) && isFigure(text.charCodeAt(i + 1))) continue;
    words += text.slice(from, i);
    from = i + 1;
  }
  return from === 0 ? text : words + text.slice(from) || text;
}

/**
 * Digest by which the same text again is known, whatever channel it came through and in whichever writing.
 * @returns SHA-256 in hexadecimal over the words of title and body: blanks, marks, letter case and traditional
 * characters left aside (FIPS 180-4)
 */
export function fingerprint(title: string, body: string): string {
  return digestOf(wordsOf(simplified(folded(title))), wordsOf(simplified(folded(body))));
}

/**
 * Every digest under which a text may already be known, the present one first: earlier editions of this program left
 * marks, and before that traditional characters, as they are.
 */
export function fingerprints(title: string, body: string): string[] {
  const written = [folded(title), folded(body)] as const;
  const plain = [simplified(written[0]), simplified(written[1])] as const;
  const words = [wordsOf(plain[0]), wordsOf(plain[1])] as const;
  const forms = [words];
  if (!isSame(words, plain)) forms.push(plain);
  if (!isSame(plain, written)) forms.push(written);
  return forms.map(([top, text]) => digestOf(top, text));
}

const isSame = (one: readonly [string, string], other: readonly [string, string]): boolean =>
  one[0] === other[0] && one[1] === other[1];

const folded = (text: string): string => normaliseText(text).toLowerCase();

function digestOf(title: string, body: string): string {
  return hash('sha256', `${title}\n${body}`, 'hex');
}
