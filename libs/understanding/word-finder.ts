// Finds hundreds of words in a text in one pass, overlapping ones too; traditional and simplified writing are alike.
import { simplified } from '#intake';

export type FoundWord = { word: number; start: number; end: number };

/** Small letters, half-width forms and simplified characters, each character by itself, so that places in the text stay the same. */
export function foldWriting(text: string): string {
  let folded = '';
  let from = 0;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    const half = code >= 0xff01 && code <= 0xff5e ? code - 0xfee0 : code === 0x3000 ? 0x20 : code;
    const small = half >= 0x41 && half <= 0x5a ? half + 0x20 : half;
    if (small === code) continue;
    folded += text.slice(from, i) + String.fromCharCode(small);
    from = i + 1;
  }
  return simplified(from === 0 ? text : folded + text.slice(from));
}

const EDGE = 0x10000;

/**
 * An automaton of words: time is linear in the text, whatever the number of words.
 * Source: A. Aho, M. Corasick, Efficient string matching: an aid to bibliographic search, CACM 18 (1975) 333–340.
 */
export class WordFinder {
  private readonly root = new Int32Array(EDGE);
  private readonly edges = new Map<number, number>();
  private readonly fails: number[] = [0];
  /** The word that ends in a state, -1 for none; and the nearest state on the way of fails in which one ends. */
  private readonly ends: number[] = [-1];
  private readonly nextEnd: number[] = [0];
  private readonly lengths: number[];
  readonly size: number;

  /** @param words each told by its place in the list; empty ones are never found, and of two alike the first is told */
  constructor(words: readonly string[]) {
    const folded = words.map(foldWriting);
    this.lengths = folded.map((word) => word.length);
    this.size = words.length;
    for (const [no, word] of folded.entries()) this.add(no, word);
    this.link();
  }

  private step(state: number, code: number): number {
    return state === 0 ? this.root[code]! : (this.edges.get(state * EDGE + code) ?? 0);
  }

  private add(no: number, word: string): void {
    if (word === '') return;
    let state = 0;
    for (let i = 0; i < word.length; i += 1) {
      const code = word.charCodeAt(i);
      let next = this.step(state, code);
      if (next === 0) {
        next = this.ends.push(-1) - 1;
        this.fails.push(0);
        this.nextEnd.push(0);
        if (state === 0) this.root[code] = next;
        else this.edges.set(state * EDGE + code, next);
      }
      state = next;
    }
    if (this.ends[state] === -1) this.ends[state] = no;
  }

  /** Breadth first: a state's fail is shorter than itself, and so already known. */
  private link(): void {
    const children = new Map<number, [code: number, state: number][]>();
    for (const [key, to] of this.edges) {
      const state = Math.floor(key / EDGE);
      const known = children.get(state);
      if (known) known.push([key % EDGE, to]);
      else children.set(state, [[key % EDGE, to]]);
    }
    const queue = [...this.root].filter((state) => state !== 0);
    for (let at = 0; at < queue.length; at += 1) {
      const state = queue[at]!;
      const fail = this.fails[state]!;
      this.nextEnd[state] = this.ends[fail] === -1 ? this.nextEnd[fail]! : fail;
      for (const [code, to] of children.get(state) ?? []) {
        this.fails[to] = this.follow(fail, code);
        queue.push(to);
      }
    }
  }

  private follow(from: number, code: number): number {
    let state = from;
    for (;;) {
      const next = this.step(state, code);
      if (next !== 0 || state === 0) return next;
      state = this.fails[state]!;
    }
  }

  /** Every occurrence, in the order of their ends; offsets are those of the text as given. */
  find(text: string): FoundWord[] {
    const found: FoundWord[] = [];
    const folded = foldWriting(text);
    let state = 0;
    for (let i = 0; i < folded.length; i += 1) {
      state = this.follow(state, folded.charCodeAt(i));
      let end = this.ends[state] === -1 ? this.nextEnd[state]! : state;
      while (end !== 0) {
        const word = this.ends[end]!;
        found.push({ word, start: i + 1 - this.lengths[word]!, end: i + 1 });
        end = this.nextEnd[end]!;
      }
    }
    return found;
  }
}
