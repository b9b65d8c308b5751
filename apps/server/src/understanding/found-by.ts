// Under which terms a text is found, and which terms ask for a word: traditional and simplified writing are one.
import { simplified } from '#intake';
import { queryTerms } from '#understanding';

const han = /\p{Script=Han}+/gu;
/** Letters and digits of any script but Chinese. */
const others = /(?:(?!\p{Script=Han})[\p{L}\p{N}\p{M}])+/gu;

/** The form in which texts and queries meet: full-width or half, capital or small, traditional or simplified. */
export const plain = (text: string): string => simplified(text.normalize('NFKC').toLowerCase());

/**
 * Pairs of neighbouring Chinese characters, and the last character of each run by itself. Words are cut differently in
 * different company, names of places above all; pairs are there whatever the cut.
 */
function pairsOf(folded: string): string[] {
  const pairs = new Set<string>();
  for (const [run] of folded.matchAll(han)) {
    const characters = [...run];
    for (const [i, character] of characters.entries()) pairs.add(`${character}${characters[i + 1] ?? ''}`);
  }
  return [...pairs];
}

/** Words and numbers of other scripts, each by itself wherever it stands: 12345 in 12345热线, covid in covid-19. */
function othersOf(folded: string): string[] {
  const runs = folded.match(others);
  // One cut for all of them: a line's end parts words.
  return runs ? queryTerms(runs.join('\n')) : [];
}

/** Everything under which a text is found, for `to_tsvector('simple', …)`: just what `heldFor` may ask for. */
export function foundBy(text: string): string {
  const folded = plain(text);
  return [...pairsOf(folded), ...othersOf(folded)].join(' ');
}

/** Quoted, so that the parser of PostgreSQL takes it as words and never as operators. */
const quoted = (term: string) => `'${term.replace(/['\\]/g, ' ')}'`;

/**
 * What a plain text must hold for this one to stand in it, as parts of a tsquery without weights; none where it has no
 * word. Every Chinese character begins a pair or stands last, so that its beginning finds it anywhere.
 */
export function heldFor(folded: string): string[] {
  const pairs = [...folded.matchAll(han)].flatMap(([run]) => {
    const two = pairsOf(run).filter((pair) => [...pair].length === 2);
    return two.length ? two.map(quoted) : [`${quoted(run)}:*`];
  });
  return [...new Set([...pairs, ...othersOf(folded).map(quoted)])];
}

/** Words that only hold others together: asked for by themselves, never beside words that tell something. */
export const particles: ReadonlySet<string> = new Set(
  '的 了 着 是 在 和 与 及 或 就 都 也 还 又 很 呢 吗 吧 啊 地 得 之 其 被 把 对 从 向 以 于 等'.split(' '),
);
