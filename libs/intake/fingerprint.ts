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

/**
 * Digest by which the same text again is known, whatever channel it came through and in whichever writing.
 * @returns SHA-256 in hexadecimal over the normal form of title and body, letter case and traditional characters
 * folded (FIPS 180-4)
 */
export function fingerprint(title: string, body: string): string {
  return digestOf(simplified(folded(title)), simplified(folded(body)));
}

/**
 * Every digest under which a text may already be known, the present one first: an earlier edition of this program
 * left traditional characters as they are.
 */
export function fingerprints(title: string, body: string): string[] {
  const [earlierTitle, earlierBody] = [folded(title), folded(body)];
  const [nowTitle, nowBody] = [simplified(earlierTitle), simplified(earlierBody)];
  const now = digestOf(nowTitle, nowBody);
  const isSame = nowTitle === earlierTitle && nowBody === earlierBody;
  return isSame ? [now] : [now, digestOf(earlierTitle, earlierBody)];
}

const folded = (text: string): string => normaliseText(text).toLowerCase();

function digestOf(title: string, body: string): string {
  return hash('sha256', `${title}\n${body}`, 'hex');
}
