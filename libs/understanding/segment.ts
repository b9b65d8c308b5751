// Cuts Chinese by the most probable path through a dictionary, as jieba does, in one pass without leaving JavaScript.

import { type DictionaryFile, DictionaryTree, leadsTo, PAIRS, pairOf, slotOf } from './segment-tree';

/** What a character may be part of. */
const APART = 0;
const HAN = 1;
const LATIN = 2;
const OTHER = 3;

const signSort = sortsOfSigns();
function sortsOfSigns(): Uint8Array {
  const letter = /[\p{L}\p{M}\p{N}]/u;
  const sorts = new Uint8Array(0x10000);
  for (let code = 0; code < 0xd800; code++) {
    if (code >= 0x3400 && code <= 0x9fff) sorts[code] = HAN;
    else if ((code >= 0x30 && code <= 0x39) || (code >= 0x61 && code <= 0x7a)) sorts[code] = LATIN;
    else if (code > 0x7f && letter.test(String.fromCharCode(code))) sorts[code] = OTHER;
  }
  for (let code = 0xf900; code < 0xffff; code++)
    if (letter.test(String.fromCharCode(code))) sorts[code] = code < 0xfb00 ? HAN : OTHER;
  return sorts;
}

/**
 * Nearly all the time of cutting goes into waiting for memory and into questions whose answer the processor does not foresee:
 * the dictionary lies so that what is common is close together (`segment-tree.ts`), and is asked for all places at once.
 */
export class Segmenter {
  private readonly numbers = new Uint16Array(0x10000);
  /** By the number of a word's first character: the table of what follows, and the weight of the character alone. */
  private readonly roots: Int32Array;
  private readonly rootWeights: Float32Array;
  /** Two a slot: the character's number and, in the upper half, which weight the word so far has; and the next table, 0 for none. */
  private readonly slots: Int32Array;
  /** Logarithms of shares of all words, each once; minus infinity for what is no word yet. */
  private readonly weights: Float32Array;
  private readonly unknown: number;
  /** A bit for each pair of characters, by the lower parts of their numbers: whether it may begin a word. Common ones lie close. */
  private readonly pairs = new Uint32Array(PAIRS / 32);
  /** Of the text at hand, by place: the character's number; the slot in which what follows is looked for first, and what it holds. */
  private text = new Uint16Array(0);
  private firsts = new Uint32Array(0);
  private held = new Int32Array(0);
  /** The best score from there to the end, and where the first word on that way ends. */
  private best = new Float64Array(0);
  private ends = new Uint32Array(0);

  constructor(files: readonly DictionaryFile[]) {
    const tree = new DictionaryTree();
    for (const file of files) tree.take(file.toString('utf8'));
    this.unknown = -Math.log(tree.total);
    const heat = tree.heat();
    const characters = tree.number(heat, this.numbers);
    const { places, weights } = tree.weigh();
    this.weights = weights;
    const { tables, size } = tree.layOut(heat, this.numbers);
    this.slots = new Int32Array(2 * size);
    this.roots = new Int32Array(characters + 1);
    this.rootWeights = new Float32Array(characters + 1).fill(this.unknown);
    for (let node = 1; node <= tree.nodes; node++) {
      const number = this.numbers[tree.codes[node]!]!;
      const parent = tree.parents[node]!;
      if (parent === 0) {
        this.roots[number] = tables[node]!;
        if (places[node] !== 0) this.rootWeights[number] = weights[places[node]!]!;
        continue;
      }
      if (tree.parents[parent] === 0) {
        const pair = pairOf(this.numbers[tree.codes[parent]!]!, number);
        this.pairs[pair >>> 5]! |= 1 << (pair & 31);
      }
      const table = tables[parent]!;
      let slot = slotOf(table, number);
      for (let probe = number + 1; this.slots[slot] !== 0; probe++) slot = slotOf(table, probe);
      this.slots[slot] = number | (places[node]! << 16);
      this.slots[slot + 1] = tables[node]!;
    }
  }

  /** Where each word of a plain (lower-case, NFKC) text begins and ends; what is no word stands as single signs that `each` is not told. */
  cut(plain: string, each: (from: number, to: number, latin: boolean) => void): void {
    const length = plain.length;
    if (this.best.length <= length) this.makeRoom(length + 512);
    this.lookAhead(plain, length);
    this.walk(plain, length);
    const { ends } = this;
    for (let from = 0; from < length; ) {
      let to = ends[from]!;
      const sort = signSort[plain.charCodeAt(from)]!;
      // Names that no dictionary knows: characters that seldom stand alone, side by side.
      if (sort === HAN && to === from + 1 && this.seldomAlone(plain, from))
        while (to < length && to < from + LONGEST_NAME && ends[to] === to + 1 && this.seldomAlone(plain, to))
          to++;
      if (sort !== APART) each(from, to, sort === LATIN);
      from = to;
    }
    if (length > LARGEST_KEPT) this.makeRoom(0);
  }

  private seldomAlone(plain: string, at: number): boolean {
    const code = plain.charCodeAt(at);
    return signSort[code] === HAN && this.rootWeights[this.numbers[code]!]! < SELDOM;
  }

  private makeRoom(size: number): void {
    this.text = new Uint16Array(size);
    this.firsts = new Uint32Array(size);
    this.held = new Int32Array(size);
    this.best = new Float64Array(size);
    this.ends = new Uint32Array(size);
  }

  /** What every place begins with, found without a branch, so that memory is waited for at many places at once. Slot 0 is empty. */
  private lookAhead(plain: string, length: number): void {
    const { text, firsts, held, numbers, pairs, roots, slots } = this;
    for (let at = 0; at < length; at++) text[at] = numbers[plain.charCodeAt(at)]!;
    text[length] = 0;
    for (let at = 0; at < length; at++) {
      const one = text[at]!;
      const other = text[at + 1]!;
      const pair = pairOf(one, other);
      const slot = slotOf(roots[one]!, other) & -((pairs[pair >>> 5]! >>> (pair & 31)) & 1);
      firsts[at] = slot;
      held[at] = slots[slot]!;
    }
  }

  /** The best way from every place to the end, from the last place to the first. */
  private walk(plain: string, length: number): void {
    const { text, firsts, held, best, ends, roots, rootWeights, slots, weights, unknown } = this;
    best[length] = 0;
    // Where a run of letters and digits ends that goes on at the next place, and at the one after.
    let run = length;
    let runAfter = length;
    let next = 0;
    let sortNext = APART;
    for (let at = length - 1; at >= 0; at--) {
      const code = plain.charCodeAt(at);
      const sort = signSort[code]!;
      let end = at + 1;
      let most = best[end]! + rootWeights[text[at]!]!;
      if (sort > HAN) {
        // Letters and digits of one sort stand or fall together, with a point between digits; from within, each stands for itself.
        const goesOn =
          sort === sortNext
            ? run
            : next === POINT && isDigit(code) && isDigit(plain.charCodeAt(at + 2))
              ? runAfter
              : end;
        runAfter = run;
        run = goesOn;
        if (goesOn > end && !(at > 0 && signSort[plain.charCodeAt(at - 1)] === sort)) {
          end = goesOn;
          most = best[end]! + unknown;
        }
      } else {
        runAfter = run;
      }
      next = code;
      sortNext = sort;
      let slot = firsts[at]!;
      let found = held[at]!;
      let table = roots[text[at]!]!;
      for (let to = at + 1; found !== 0; to++) {
        const number = text[to]!;
        for (let probe = number + 1; found !== 0 && (found & 0xffff) !== number; probe++) {
          slot = slotOf(table, probe);
          found = slots[slot]!;
        }
        if (found === 0) break;
        const score = best[to + 1]! + weights[found >>> 16]!;
        if (score > most) {
          most = score;
          end = to + 1;
        }
        table = slots[slot + 1]!;
        const after = text[to + 1]!;
        if (!leadsTo(table, after)) break;
        slot = slotOf(table, after);
        found = slots[slot]!;
      }
      best[at] = most;
      ends[at] = end;
    }
  }
}

/** Less than one in some eight thousand words. */
const SELDOM = -9;
const LONGEST_NAME = 3;
const LARGEST_KEPT = 1 << 16;
const POINT = 46;
const isDigit = (code: number) => code >= 48 && code <= 57;
