// Reads labelled material for training and testing: from a file of JSON lines, or from the data folder beside the project.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type CutText, hashOf } from './features';
import { words as wordsOf } from './text';

export type Labelled = { text: string; label: string };
export type Document = { id: string; title: string; body: string; event: string };

/** WENYING_DATA, else ../shared/data from the project's root; null where there is none. */
export function dataDir(root = process.cwd()): string | null {
  const dir = process.env.WENYING_DATA ?? path.resolve(root, '../shared/data');
  return existsSync(dir) ? dir : null;
}

const lines = (file: string) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '');

/** `{text}` or `{title, body}` with `{label}` or `{topic}`, a line each. Throws with the line's number when one is not so. */
export function readLabelled(file: string): Labelled[] {
  return lines(file).map((line, i) => {
    const row = JSON.parse(line) as Record<string, string | null>;
    const label = row.label ?? row.topic;
    const text = row.text ?? [row.title ?? row.subject, row.body ?? row.detail].filter(Boolean).join(' ');
    if (!label || !text)
      throw new Error(`第 ${i + 1} 行缺少 text 或 label / line ${i + 1} has no text or no label`);
    return { text, label };
  });
}

/** The labelled letters and calls of a data folder (topics/messages.jsonl). Throws as `readLabelled` does. */
export const messagesIn = (dir: string): Labelled[] => readLabelled(path.join(dir, 'topics/messages.jsonl'));

/** Already cut into words, stop words gone: for training only. */
export function segmentedIn(dir: string): { cut: CutText; label: string; words: string[] }[] {
  return lines(path.join(dir, 'topics/segmented.tsv')).map((line) => {
    const [label = '', text = ''] = line.split('\t');
    const words = text.split(' ').filter(Boolean);
    return { label, words, cut: { title: '', body: words.join(''), titleWords: [], bodyWords: words } };
  });
}

export type NewsTitle = { title: string; sort: string };
/** News titles of a data folder with the sort each was filed under; `unknown` where its number names none. */
export function newsTitlesIn(dir: string): NewsTitle[] {
  const sorts = lines(path.join(dir, 'topics/news-titles-classes.txt')).map((s) => s.trim());
  return lines(path.join(dir, 'topics/news-titles.txt')).map((line) => {
    const at = line.lastIndexOf('\t');
    return { title: line.slice(0, at), sort: sorts[Number(line.slice(at + 1))] ?? 'unknown' };
  });
}

type NewsRow = {
  Descriptor: { event_id: number };
  Doc: { doc_id: number; title: string; content: { sent_text: string }[] };
};
/** News of a data folder with the number of the event that each tells: what grouping is tried on. */
export function newsIn(dir: string): Document[] {
  const rows = JSON.parse(readFileSync(path.join(dir, 'incidents/news-dev.json'), 'utf8')) as NewsRow[];
  return rows.map(({ Descriptor, Doc }) => ({
    id: String(Doc.doc_id),
    title: Doc.title,
    body: Doc.content.map((s) => s.sent_text).join(''),
    event: String(Descriptor.event_id),
  }));
}

/** Which fifth a text falls into, always the same. */
export const foldOf = (text: string): number => hashOf(text.slice(0, 200)) % 5;

const SHINGLE = 8;
const SAME = 0.4;
/** The fold of each text; texts that share much of their wording fall into one, so that none is tested on what it was taught. */
export function foldsOf(texts: readonly string[]): number[] {
  const heads = texts.map((_, i) => i);
  const headOf = (i: number): number => (heads[i] === i ? i : headOf(heads[i]!));
  const holders = new Map<string, number[]>();
  const sizes = texts.map((text, i) => {
    const plain = text.replace(/[^\u4e00-\u9fa5]/g, '');
    const own = new Set<string>();
    for (let at = 0; at + SHINGLE <= plain.length; at++) own.add(plain.slice(at, at + SHINGLE));
    const met = new Map<number, number>();
    for (const shingle of own) {
      const others = holders.get(shingle) ?? [];
      for (const other of others) met.set(other, (met.get(other) ?? 0) + 1);
      holders.set(shingle, [...others.slice(-40), i]);
    }
    return { size: own.size, met };
  });
  for (const [i, { size, met }] of sizes.entries())
    for (const [other, shared] of met)
      if (shared > SAME * Math.min(size, sizes[other]!.size)) heads[headOf(i)] = headOf(other);
  return texts.map((_, i) => foldOf(texts[headOf(i)]!));
}

/** Segmented rows that are the same texts as some of these: they would let a test look at its own answers. */
export function overlapping(
  texts: readonly string[],
  segmented: readonly { words: string[] }[],
): Set<number> {
  const byWord = new Map<string, number[]>();
  const cuts = texts.map((text) => new Set(wordsOf(text).filter((w) => w.length > 1)));
  cuts.forEach((words, i) => {
    for (const word of words) byWord.set(word, [...(byWord.get(word) ?? []), i]);
  });
  const found = new Set<number>();
  segmented.forEach(({ words }, s) => {
    const own = [...new Set(words.filter((w) => w.length > 1))];
    const met = new Map<number, number>();
    for (const word of own)
      for (const i of (byWord.get(word) ?? []).slice(0, 400)) met.set(i, (met.get(i) ?? 0) + 1);
    for (const count of met.values()) if (own.length > 0 && count / own.length >= 0.6) found.add(s);
  });
  return found;
}
