// The same words in another dress are the same message: one normal form of text, and its digest.
import { createHash } from 'node:crypto';

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
 * characters gone, invisible characters gone. Traditional characters and letter case stay as they are.
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
    .replace(/ ?([\u2e80-\u9fff\uf900-\ufaff]) ?/g, '$1')
    .trim();
}

/**
 * Digest by which the same text again is known, whatever channel it came through.
 * @returns SHA-256 in hexadecimal over the normal form of title and body, letter case folded (FIPS 180-4)
 */
export function fingerprint(title: string, body: string): string {
  const hash = createHash('sha256');
  hash.update(normaliseText(title).toLowerCase());
  hash.update('\n');
  hash.update(normaliseText(body).toLowerCase());
  return hash.digest('hex');
}
