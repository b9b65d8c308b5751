// Reads what a person typed into the search box: words, phrases, exclusions, fields; and says how it was read where that is not plain.
import { type Channel, channelNames, channels, writingsOf } from '#intake';
import { queryTerms } from '#understanding';
import { Refusal } from '../platform/problem';
import { heldFor, particles, plain } from './found-by';

export type Field = 'title' | 'body';
export type Note = { code: string; zh: string; en: string };
/** A text that must stand, or must not stand, in the message as written; `pattern` is a regular expression of PostgreSQL. */
export type TextTest = {
  field: Field | null;
  pattern: string;
  not: boolean;
  /** What a message with this text is found by; null where nothing tells. */
  held: string | null;
};
export type Needle = { text: string; exact: boolean; field: Field | null };
export type Query = {
  /** For `to_tsquery('simple', …)`: every term, and none of the excluded. Null when nothing in it can be searched. */
  tsquery: string | null;
  texts: TextTest[];
  /** Names of sources, as patterns, and the channels with such a name. */
  sources: { pattern: string; channels: Channel[]; not: boolean }[];
  /** What an excerpt should show and what is marked, as plain text. */
  needles: Needle[];
  notes: Note[];
};
type Piece = { minus: boolean; field: Field | 'source' | null; text: string; phrase: boolean };

export const LONGEST = 500;
const fields: Record<string, Field | 'source'> = {
  标题: 'title',
  题目: 'title',
  title: 'title',
  正文: 'body',
  内容: 'body',
  body: 'body',
  text: 'body',
  来源: 'source',
  source: 'source',
};
const fieldName = new RegExp(`(?:${Object.keys(fields).join('|')}):\\s*`, 'y');
const quotes: Record<string, string> = { '"': '"', '“': '”', '”': '”', '「': '」', '『': '』' };
const hasWord = (text: string) => /[\p{L}\p{N}]/u.test(text);
const weight: Record<Field, string> = { title: 'A', body: 'B' };

/**
 * Words are joined by AND after segmentation; `"…"` must stand as written; `-word` and `-"…"` exclude what stands so;
 * `标题:` `正文:` `来源:` (title: body: source:) before any of them says where. A minus inside a word excludes nothing.
 * A quote that is not closed reaches to the end. @throws Refusal 422 `search.too-long`
 */
export function readQuery(q: string): Query {
  if (q.length > LONGEST) throw tooLong(q.length);
  const query: Query = { tsquery: null, texts: [], sources: [], needles: [], notes: [] };
  const operator = OPERATOR.exec(q.replace(/["“][^"“”]*["”]|「[^」]*」|『[^』]*』/gu, ' '))?.[1];
  if (operator !== undefined) query.notes.push(noOperator(operator));
  const terms: Terms = { asked: new Set(), particles: new Set(), excluded: new Set() };
  for (const piece of piecesOf(plain(q).replace(/\p{Cc}/gu, ' '), query.notes)) {
    const { field, text, minus } = piece;
    if (field === 'source')
      query.sources.push({ pattern: patternOf(text), channels: channelsNamed(text), not: minus });
    else if (minus) exclude(query, terms, piece, field);
    else ask(query, terms, piece, field);
  }
  // Particles are asked for where nothing else is.
  const asked = terms.asked.size || query.texts.some(({ not }) => !not) ? terms.asked : terms.particles;
  const parts = [...asked, ...terms.excluded];
  if (parts.length) query.tsquery = parts.join(' & ');
  if (isEmpty(query)) query.notes.push(nothing);
  return query;
}

type Terms = { asked: Set<string>; particles: Set<string>; excluded: Set<string> };

const weighted = (part: string, field: Field | null) => {
  if (field === null) return part;
  return part.endsWith(':*') ? `${part}${weight[field]}` : `${part}:${weight[field]}`;
};

/** A number or name with signs inside (3.5, covid-19) is one thing: its parts find it, the text itself decides. */
const joined = /^[a-z0-9]+(?:[^\p{L}\p{N}\s]+[a-z0-9]+)+$/u;

function ask(query: Query, terms: Terms, { text, phrase }: Piece, field: Field | null): void {
  query.needles.push({ text, exact: phrase, field });
  const add = (parts: string[], to: Set<string>) => {
    for (const part of parts) to.add(weighted(part, field));
  };
  if (phrase || joined.test(text)) {
    add(heldFor(text), terms.asked);
    query.texts.push(standing(text, field, false));
    return;
  }
  for (const run of text.match(/\p{Script=Han}+/gu) ?? [])
    for (const word of queryTerms(run))
      add(heldFor(word), particles.has(word) ? terms.particles : terms.asked);
  add(heldFor(text.replace(/\p{Script=Han}+/gu, ' ')), terms.asked);
}

/** One word of another script is excluded as it would be found, by its stem; all else as it stands. */
function exclude(query: Query, terms: Terms, { text, phrase }: Piece, field: Field | null): void {
  const held = heldFor(text);
  if (!phrase && held.length === 1 && !/\p{Script=Han}/u.test(text))
    terms.excluded.add(`!${weighted(held[0]!, field)}`);
  else query.texts.push(standing(text, field, true));
}

function standing(text: string, field: Field | null, not: boolean): TextTest {
  const held = heldFor(text).map((part) => weighted(part, field));
  return { field, pattern: patternOf(text), not, held: held.length ? held.join(' & ') : null };
}

function piecesOf(q: string, notes: Note[]): Piece[] {
  const pieces: Piece[] = [];
  for (let at = 0; at < q.length; ) {
    if (/\s/.test(q[at]!)) {
      at += 1;
      continue;
    }
    const minus = q[at] === '-';
    if (minus) at += 1;
    fieldName.lastIndex = at;
    const named = fieldName.exec(q)?.[0] ?? null;
    if (named) at += named.length;
    const close = quotes[q[at] ?? ''];
    let end: number;
    let text: string;
    if (close) {
      end = closeAt(q, at + 1, close);
      text = q.slice(at + 1, end);
      if (end === q.length && hasWord(text)) notes.push(open);
      end += 1;
    } else {
      end = at + Math.max(0, q.slice(at).search(/[\s"“”「『]|$/u));
      text = q.slice(at, end);
    }
    at = end;
    const field = named ? (fields[named.trim().slice(0, -1)] ?? null) : null;
    if (hasWord(text))
      pieces.push({ minus, field, text: text.trim().replace(/\s+/gu, ' '), phrase: !!close });
    else if (named) notes.push(wordless(named.trim()));
  }
  return pieces;
}

/** Where a quote ends: 「 at its own mark, the others at any of theirs; at the end of the text where there is none. */
function closeAt(q: string, from: number, close: string): number {
  const length = q.slice(from).search(close === '」' || close === '』' ? new RegExp(close) : /["“”]/);
  return length < 0 ? q.length : from + length;
}

const sign = /[!-/:-@[-`{-~]/;
/** A plain text as a regular expression that finds it in any writing: 东 as 东 or 東. Latin words only whole. */
function patternOf(text: string): string {
  const pattern = [...text].map((one) => {
    if (one === ' ') return '\\s+';
    if (sign.test(one)) return `\\${one}`;
    const all = writingsOf(one);
    return all.length > one.length ? `[${all}]` : one;
  });
  const isLatin = (one: string | undefined) => /^[a-z0-9]$/.test(one ?? '');
  const before = isLatin(text[0]) ? '(?<![a-z0-9])' : '';
  return `${before}${pattern.join('')}${isLatin(text.at(-1)) ? '(?![a-z0-9])' : ''}`;
}

const channelsNamed = (text: string): Channel[] =>
  channels.filter((channel) => `${plain(channelNames[channel])} ${channel}`.includes(text));

/** Nothing that can be looked for: such a search finds nothing, rather than everything. */
export const isEmpty = ({ tsquery, texts, sources }: Query): boolean =>
  tsquery === null && texts.length === 0 && sources.length === 0;

/** What other search boxes take for a sign stands alone, in capitals. */
const OPERATOR = /(?:^|\s)(OR|AND|NOT|\|{1,2}|&{1,2})(?=\s|$)/u;
const noOperator = (sign: string): Note => ({
  code: 'search.no-operator',
  zh: `“${sign}”在这里没有特别的意思：各词须同时出现，排除用 -词；要“或者”，请分开查。`,
  en: `"${sign}" has no special meaning here: every word must be there, -word excludes; for "either", search twice.`,
});
const open: Note = {
  code: 'search.open-quote',
  zh: '引号没有成对：已把引号后的全部文字当作一句整句来查。',
  en: 'A quote was not closed: everything after it was looked for as one phrase.',
};
const nothing: Note = {
  code: 'search.nothing',
  zh: '这里没有可以查找的字词（只有标点或空的引号），所以没有结果。',
  en: 'There is no word to look for (only punctuation or empty quotes), so nothing was found.',
};
const wordless = (name: string): Note => ({
  code: 'search.field-without-word',
  zh: `“${name}”后面没有字词，已略过。`,
  en: `Nothing follows "${name}"; it was left out.`,
});
const tooLong = (length: number) =>
  new Refusal(
    422,
    'search.too-long',
    `查找的文字太长（${length} 字，最多 ${LONGEST} 字），请只留关键词。`,
    `The search is too long (${length} characters, at most ${LONGEST}); keep only the words that matter.`,
  );
