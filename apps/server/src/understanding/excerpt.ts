// The piece of a text shown for a search, and where in it stands what was looked for: as offsets, never as markup.
import { plain } from './found-by';
import type { Field, Needle } from './query';

/** Offsets in the text (UTF-16), end exclusive. */
export type Mark = [start: number, end: number];

const LENGTH = 160;
const BEFORE = 40;
const isLatin = (text: string) => /^[\p{ASCII}]+$/u.test(text);

/** At most 160 characters of plain text, around the first of the needles that occurs in it. */
export function excerptOf(body: string, needles: readonly Needle[]): string {
  const text = body.replace(/\s+/gu, ' ').trim();
  const found = firstOf(
    text,
    needles.filter(({ field }) => field !== 'title'),
  );
  const start = found > BEFORE ? found - BEFORE : 0;
  const room = LENGTH - (start > 0 ? 1 : 0);
  const cut = text.length - start > room;
  const kept = text.slice(start, start + room - (cut ? 1 : 0));
  return `${start > 0 ? '…' : ''}${whole(kept)}${cut ? '…' : ''}`;
}

/** A character cut in half at either end is left out. */
const whole = (text: string) => text.replace(/^[\uDC00-\uDFFF]/, '').replace(/[\uD800-\uDBFF]$/, '');

function firstOf(text: string, needles: readonly Needle[]): number {
  if (needles.length === 0) return 0;
  const { folded, from } = foldedOf(text);
  const wholes = needles.map((needle) => folded.indexOf(needle.text));
  const parts = needles.flatMap(({ text: word, exact }) =>
    exact || isLatin(word) ? [] : twos(word).map((two) => folded.indexOf(two)),
  );
  const at = [...wholes, ...parts].find((i) => i >= 0);
  return at === undefined ? 0 : from(at);
}

const twos = (word: string): string[] =>
  [...word].flatMap((_, i, signs) =>
    /^[\p{L}\p{N}]{2}$/u.test(`${signs[i]}${signs[i + 1]}`) ? [`${signs[i]}${signs[i + 1]}`] : [],
  );

/**
 * Where a text has what was looked for: phrases and Latin words as they stand; of Chinese words also any two characters
 * or more that stand together in both, since words are found by their parts.
 */
export function marksIn(text: string, needles: readonly Needle[], of: Field): Mark[] {
  const asked = needles.filter(({ field }) => field === null || field === of);
  if (asked.length === 0) return [];
  const { folded, from } = foldedOf(text);
  const marks: Mark[] = [];
  for (let at = 0; at < folded.length; ) {
    const length = Math.max(0, ...asked.map((needle) => lengthAt(folded, at, needle)));
    if (length > 0) marks.push([from(at), from(at + length)]);
    at += Math.max(1, length);
  }
  return marks;
}

function lengthAt(text: string, at: number, { text: word, exact }: Needle): number {
  const latin = isLatin(word);
  if (text.startsWith(word, at) && !(latin && isLetter(text[at - 1])))
    return latin ? toWordEnd(text, at + word.length) - at : word.length;
  if (exact || latin) return 0;
  let length = 2;
  if (at + 2 > text.length || !word.includes(text.slice(at, at + 2))) return 0;
  while (at + length < text.length && word.includes(text.slice(at, at + length + 1))) length += 1;
  const common = text.slice(at, at + length);
  return /^[\p{L}\p{N}]+$/u.test(common) && /\p{Script=Han}/u.test(common) ? length : 0;
}

const isLetter = (sign: string | undefined) => sign !== undefined && /[a-z0-9]/.test(sign);
/** A word is marked whole where only its stem was asked for. */
function toWordEnd(text: string, from: number): number {
  let end = from;
  while (/[a-z]/.test(text[end - 1] ?? '') && /[a-z]/.test(text[end] ?? '')) end += 1;
  return end;
}

/** A text in its plain form, and which offset of the text one of the plain form is; the same where nothing changed its length. */
function foldedOf(text: string): { folded: string; from: (at: number) => number } {
  const quick = plain(text);
  if (quick.length === text.length) return { folded: quick, from: (at) => at };
  let folded = '';
  const offsets: number[] = [];
  let at = 0;
  for (const sign of text) {
    const form = plain(sign);
    for (let i = 0; i < form.length; i += 1) offsets.push(at);
    folded += form;
    at += sign.length;
  }
  offsets.push(text.length);
  return { folded, from: (i) => offsets[i] ?? text.length };
}
