// Where a text has the words of a search: whole words as typed, and pieces of Chinese ones.

/** Offsets in the text, end exclusive. */
export type Range = { start: number; end: number; className?: string; title?: string };

const pieces = /(-?)(?:["“”]([^"“”]*)["“”]?|([^\s"“”]+))/gu;
const isLatin = (word: string) => /^[\p{ASCII}]+$/u.test(word);

/**
 * The words of a query to look for: as typed, without the excluded ones. The server cuts Chinese into words of its own;
 * so any two characters that stand together in the query count where the whole is not found.
 */
export function wordsOf(q: string): string[] {
  const words: string[] = [];
  for (const [, minus, phrase, word] of q.normalize('NFKC').toLowerCase().matchAll(pieces)) {
    const text = (phrase ?? word ?? '').trim();
    if (text && !minus) words.push(text);
  }
  return words;
}

/** Where a text has the words of a query. */
export function found(text: string, words: readonly string[]): Range[] {
  const lower = text.toLowerCase();
  if (lower.length !== text.length) return [];
  const ranges: Range[] = [];
  for (let at = 0; at < lower.length; ) {
    const length = Math.max(0, ...words.map((word) => lengthAt(lower, at, word)));
    if (length > 0) ranges.push({ start: at, end: at + length });
    at += Math.max(1, length);
  }
  return ranges;
}

/** How many characters from `at` on stand in the word as well: all of a Latin word, two or more of a Chinese one. */
function lengthAt(text: string, at: number, word: string): number {
  if (text.startsWith(word, at)) return word.length;
  if (isLatin(word)) return 0;
  let length = 2;
  if (at + 2 > text.length || !word.includes(text.slice(at, at + 2))) return 0;
  while (at + length < text.length && word.includes(text.slice(at, at + length + 1))) length += 1;
  return /^[\p{L}\p{N}]+$/u.test(text.slice(at, at + length)) ? length : 0;
}
