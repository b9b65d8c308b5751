// Under which terms a text is found, and which terms ask for a word: traditional and simplified writing are one.
import { simplified } from '#intake';
import { queryTerms } from '#understanding';
import { PairTable } from './pair-table';

const han = /\p{Script=Han}+/gu;
/** Letters and digits of any script but Chinese. */
const others = /(?:(?!\p{Script=Han})[\p{L}\p{N}\p{M}])+/gu;

/** The form in which texts and queries meet: full-width or half, capital or small, traditional or simplified. */
export const plain = (text: string): string => simplified(text.normalize('NFKC').toLowerCase());

/**
 * Pairs of neighbouring Chinese characters, and the last character of each run by itself. Words are cut differently in
 * different company, names of places above all; pairs are there whatever the cut.
 */
function pairsOf(folded: string): Set<string> {
  const pairs = new Set<string>();
  for (const run of folded.match(han) ?? [])
    for (let at = 0, next = 0; at < run.length; at = next) {
      next = after(run, at);
      pairs.add(run.slice(at, next < run.length ? after(run, next) : next));
    }
  return pairs;
}

/** Where the character that begins here ends: those beyond the basic plane are two units long. */
const after = (text: string, at: number): number => at + (text.charCodeAt(at) >> 10 === 0x36 ? 2 : 1);

/** Words and numbers of other scripts, each by itself wherever it stands: 12345 in 12345热线, covid in covid-19. */
function othersOf(folded: string): string[] {
  const runs = folded.match(others);
  // One cut for all of them: a line's end parts words.
  return runs ? queryTerms(runs.join('\n')) : [];
}

/** PostgreSQL keeps no word of more bytes than 2,046, and a character may take three of them. */
const LONGEST_TERM = 682;

const keptOf = (folded: string): string[] => othersOf(folded).filter((term) => term.length <= LONGEST_TERM);

/** Everything under which a text is found, just what `heldFor` may ask for, for `to_tsvector('simple', …)`. */
export function foundBy(text: string): string {
  const folded = plain(text);
  return [...pairsOf(folded), ...new Set(keptOf(folded))].join(' ');
}

/** Where a term stands; the weights of those that stand so. */
const IN_TITLE = 1;
const IN_BODY = 2;
const WEIGHTS: [mark: number, weight: string][] = [
  [IN_TITLE | IN_BODY, '1A,2B'],
  [IN_BODY, '2B'],
  [IN_TITLE, '1A'],
];
/** Of one message at a time. */
const pairs = new PairTable();
const surrogate = /[\ud800-\udfff]/;

/**
 * Under what a message is found, as PostgreSQL writes a tsvector: the terms of its title with weight A, those of its body
 * with B. Where in the text a term stands is not kept: what must stand together is decided by the text itself.
 * Written out here, on a reader's thread, it costs the database a third of what `to_tsvector` does; terms are letters,
 * marks and digits, so that between quotes none needs escaping. A term may stand twice, with either weight.
 */
export function searchable(title: string, body: string): string {
  const others = new Map<string, number>();
  const mark = (terms: Iterable<string>, by: number) => {
    for (const term of terms) others.set(term, (others.get(term) ?? 0) | by);
  };
  for (const [text, by] of [
    [plain(title), IN_TITLE],
    [plain(body), IN_BODY],
  ] as const) {
    if (surrogate.test(text)) mark(pairsOf(text), by);
    else pairs.add(text, by);
    mark(keptOf(text), by);
  }
  const marked: string[][] = [[], [], [], []];
  const take = (term: string, by: number) => marked[by]!.push(term);
  pairs.take(take);
  for (const [term, by] of others) take(term, by);
  return WEIGHTS.map(([by, weight]) => weighed(marked[by]!, weight)).join('');
}

/** Joined once: adding them up one by one takes half as long again. */
const weighed = (terms: readonly string[], weight: string): string =>
  terms.length === 0 ? '' : `'${terms.join(`':${weight} '`)}':${weight} `;

/** Quoted, so that the parser of PostgreSQL takes it as words and never as operators. */
const quoted = (term: string) => `'${term.replace(/['\\]/g, ' ')}'`;

/**
 * What a plain text must hold for this one to stand in it, as parts of a tsquery without weights; none where it has no
 * word. Every Chinese character begins a pair or stands last, so that its beginning finds it anywhere.
 */
export function heldFor(folded: string): string[] {
  const pairs = [...(folded.match(han) ?? [])].flatMap((run) => {
    const two = [...pairsOf(run)].filter((pair) => [...pair].length === 2);
    return two.length ? two.map(quoted) : [`${quoted(run)}:*`];
  });
  return [...new Set([...pairs, ...othersOf(folded).map(quoted)])];
}

/** Words that only hold others together: asked for by themselves, never beside words that tell something. */
export const particles: ReadonlySet<string> = new Set(
  '的 了 着 是 在 和 与 及 或 就 都 也 还 又 很 呢 吗 吧 啊 地 得 之 其 被 把 对 从 向 以 于 等'.split(' '),
);
