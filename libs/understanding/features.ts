// What a text looks like to the models and to the grouping: words and pairs of characters, hashed; one cutting serves all.
import { cutPlain, plainText, stopWords } from './text';

/** A text as everything after it sees it. Of a long body only the beginning is kept, and only its first words are cut. */
export type CutText = { title: string; body: string; titleWords: string[]; bodyWords: string[] };

/** Characters of a body in which names of areas and the like are looked for. */
const BODY_READ = 4_000;
/** Characters of a body that are cut into words: what a text is about, it says by then (400 and 4,000 score alike). */
export const CUT_READ = 400;

export function cutText(title: string, body: string): CutText {
  const plainTitle = plainText(title.slice(0, 500));
  const plainBody = plainText(body.slice(0, BODY_READ));
  return {
    title: plainTitle,
    body: plainBody,
    titleWords: cutPlain(plainTitle),
    bodyWords: cutPlain(plainBody.slice(0, CUT_READ)),
  };
}

/** FNV-1a over UTF-16 units; the same for ever, since models are stored by it. */
export function hashOf(text: string, seed = 0x811c9dc5): number {
  let hash = seed;
  for (let i = 0; i < text.length; i++) {
    hash ^= text.charCodeAt(i);
    hash = Math.imul(hash, 0x01000193);
  }
  return hash >>> 0;
}
const PAIR_SEED = 0x9747b28c;

/** Pairs of neighbouring letters or digits, hashed; they see the names that the dictionary does not know. */
export function pairHashes(plain: string, each: (hash: number, at: number) => void): void {
  for (let i = 0; i + 1 < plain.length; i++) {
    const a = plain.charCodeAt(i);
    const b = plain.charCodeAt(i + 1);
    if (isSign(a) && isSign(b)) each(pairHash(a, b), i);
  }
}

export function pairHash(a: number, b: number): number {
  const hash = Math.imul(PAIR_SEED ^ a, 0x01000193) ^ b;
  return Math.imul(Math.imul(hash, 0x01000193) ^ (hash >>> 13), 0x5bd1e995) >>> 0;
}

export const isHan = (code: number) => code >= 0x3400 && code <= 0x9fff;
/** A letter, a digit or a Chinese character, without asking a regular expression. */
const isSign = (code: number) =>
  (code >= 0x4e00 && code <= 0x9fff) ||
  (code >= 0x61 && code <= 0x7a) ||
  (code >= 0x30 && code <= 0x39) ||
  (code >= 0x3400 && code <= 0x4dbf);

/** A word that says something of the matter: no formula of politeness, no single character. */
export const tells = (word: string): boolean => word.length > 1 && !stopWords.has(word);
