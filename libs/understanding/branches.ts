// The second and third level of the topic tree: proposed by words, under the first level that was told.
import { branchWords } from './branch-words';
import type { Found } from './lexicon';
import { taxonomy } from './taxonomy';

/** `level3` null where only the second level is told; `words`: those in the text that say so. */
export type Branch = { level2: string; level3: string | null; words: string[] };
/** A branch of the tree, as the one pass over a text finds it. */
export type BranchName = { topic: string; level2: string; level3: string | null };

const OTHERS = '其他';
/** Every branch's words, and its own name where that is more than "others". */
export const branchEntries: (readonly [word: string, branch: BranchName])[] = Object.entries(
  taxonomy,
).flatMap(([topic, seconds]) =>
  Object.entries(seconds).flatMap(([level2, thirds]) => [
    ...(level2 === OTHERS ? [] : [[level2, { topic, level2, level3: null }] as const]),
    ...thirds.flatMap((level3) =>
      [
        ...(level3 === OTHERS ? [] : [level3]),
        ...(branchWords[topic]?.[`${level2}/${level3}`]?.split(' ') ?? []),
      ].map((word) => [word, { topic, level2, level3 }] as const),
    ),
  ]),
);

export type BranchHits = { title: readonly Found<BranchName>[]; body: readonly Found<BranchName>[] };
const IN_TITLE = 3;
/** What a text is about, it says by then. */
const READ = 400;
const MOST_WORDS = 4;

/** The branch of a topic for which most speaks: each word once, longer words more, those of the title thrice. Null where none is named. */
export function branchOf(topic: string | null, hits: BranchHits): Branch | null {
  const found = new Map<string, { branch: BranchName; score: number; words: Set<string> }>();
  const add = ({ word, value }: Found<BranchName>, weight: number) => {
    if (value.topic !== topic) return;
    const key = `${value.level2}/${value.level3 ?? ''}`;
    const known = found.get(key) ?? { branch: value, score: 0, words: new Set<string>() };
    if (!known.words.has(word)) known.score += weight * Math.min(word.length, 5);
    known.words.add(word);
    found.set(key, known);
  };
  for (const hit of hits.title) add(hit, IN_TITLE);
  for (const hit of hits.body) if (hit.at < READ) add(hit, 1 + (READ - hit.at) / READ);
  let best: { branch: BranchName; score: number; words: Set<string> } | null = null;
  for (const one of found.values()) if (!best || one.score > best.score) best = one;
  if (!best) return null;
  const { level2, level3 } = best.branch;
  return { level2, level3: level3 === OTHERS ? null : level3, words: [...best.words].slice(0, MOST_WORDS) };
}
