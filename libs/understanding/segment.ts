// Cuts Chinese by the most probable path through a dictionary, as jieba does, in one pass without leaving JavaScript.

/** A word and how often it is used, a line each: `word frequency sort`, in UTF-8. */
export type DictionaryFile = { toString(encoding: 'utf8'): string };

const NONE = Number.NEGATIVE_INFINITY;
const SLOT_BITS = 20;
const MASK = (1 << SLOT_BITS) - 1;
/** Bits of the table asked first: 256 KB. */
const FILTER_BITS = 21;
const MOST_NODES = Math.floor(0.8 * (1 << SLOT_BITS));
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
 * A tree of the dictionary's words. The first character leads on by a table, every later one by a hash of (node, character);
 * before the hash a table of bits is asked, small enough to stay near, since most pairs of neighbours begin no word.
 * A child that leads no further is kept as its complement, so that nothing is looked for beyond it.
 */
export class Segmenter {
  private readonly first = new Int32Array(0x10000);
  private readonly firstWeights = new Float32Array(0x10000).fill(NONE);
  /** Slots of four: node, character, child, and the child's weight: the logarithm of its share of all words, or minus infinity. */
  private readonly slots = new Int32Array(4 << SLOT_BITS);
  private readonly weights = new Float32Array(this.slots.buffer);
  private readonly mayBe = new Uint32Array(1 << (FILTER_BITS - 5));
  private readonly unknown: number;
  private best = new Float64Array(0);
  private back = new Uint32Array(0);

  constructor(files: readonly DictionaryFile[]) {
    const tree = new Tree();
    for (const file of files) tree.take(file.toString('utf8'));
    const log = Math.log(tree.total);
    this.unknown = -log;
    for (let node = 1; node <= tree.nodes; node++) {
      const code = tree.codes[node]!;
      const parent = tree.parents[node]!;
      const weight = tree.frequencies[node]! > 0 ? Math.log(tree.frequencies[node]!) - log : NONE;
      const child = tree.leadsOn[node] ? node : ~node;
      if (parent === 0) {
        this.first[code] = child;
        this.firstWeights[code] = weight;
        continue;
      }
      const hash = mixed(parent, code);
      let slot = (hash & MASK) << 2;
      while (this.slots[slot] !== 0) slot = (slot + 4) & (4 * MASK + 3);
      this.slots[slot] = parent;
      this.slots[slot + 1] = code;
      this.slots[slot + 2] = child;
      this.weights[slot + 3] = weight;
      const bit = hash >>> (32 - FILTER_BITS);
      this.mayBe[bit >>> 5]! |= 1 << (bit & 31);
    }
  }

  /** Where each word of a plain (lower-case, NFKC) text begins and ends; what is no word stands as single signs that `each` is not told. */
  cut(plain: string, each: (from: number, to: number, latin: boolean) => void): void {
    const length = plain.length;
    if (this.best.length <= length) {
      this.best = new Float64Array(length + 512);
      this.back = new Uint32Array(length + 512);
    }
    const { best, back } = this;
    this.walk(plain, length);
    // Back along the best path, marking where words begin, then forward.
    for (let at = length, next = length; at > 0; at = next) {
      next = back[at]!;
      best[next] = at;
    }
    for (let from = 0; from < length; ) {
      let to = best[from]!;
      const sort = signSort[plain.charCodeAt(from)]!;
      // Names that no dictionary knows: characters that seldom stand alone, side by side.
      if (sort === HAN && to === from + 1 && this.seldomAlone(plain, from))
        while (to < length && to < from + LONGEST_NAME && best[to] === to + 1 && this.seldomAlone(plain, to))
          to++;
      if (sort !== APART) each(from, to, sort === LATIN);
      from = to;
    }
    if (length > LARGEST_KEPT) this.best = new Float64Array(0);
  }

  private seldomAlone(plain: string, at: number): boolean {
    const code = plain.charCodeAt(at);
    return signSort[code] === HAN && this.firstWeights[code]! < SELDOM;
  }

  private walk(plain: string, length: number): void {
    const { best, back, first, firstWeights, slots, weights, mayBe, unknown } = this;
    best.fill(NONE, 0, length + 1);
    best[0] = 0;
    let before = APART;
    for (let at = 0; at < length; at++) {
      const code = plain.charCodeAt(at);
      const sort = signSort[code]!;
      // Letters and digits stand or fall together; a sign of its own ends what came before.
      const inside = sort > HAN && sort === before;
      before = sort;
      const here = best[at]!;
      if (here === NONE) continue;
      const to = sort > HAN && !inside ? runEnd(plain, at + 1, sort) : at + 1;
      const own = firstWeights[code]!;
      const alone = here + (own !== NONE && to === at + 1 ? own : unknown);
      if (alone > best[to]!) {
        best[to] = alone;
        back[to] = at;
      }
      let node = first[code]!;
      for (let i = at + 1; node > 0 && i < length; i++) {
        const next = plain.charCodeAt(i);
        const hash = mixed(node, next);
        const bit = hash >>> (32 - FILTER_BITS);
        if ((mayBe[bit >>> 5]! & (1 << (bit & 31))) === 0) break;
        let slot = (hash & MASK) << 2;
        while (slots[slot] !== 0 && (slots[slot] !== node || slots[slot + 1] !== next))
          slot = (slot + 4) & (4 * MASK + 3);
        if (slots[slot] === 0) break;
        node = slots[slot + 2]!;
        const score = here + weights[slot + 3]!;
        if (score > best[i + 1]!) {
          best[i + 1] = score;
          back[i + 1] = at;
        }
      }
    }
  }
}

/** The dictionary while it is read. */
class Tree {
  nodes = 0;
  total = 0;
  readonly parents = new Int32Array(MOST_NODES + 1);
  readonly codes = new Uint16Array(MOST_NODES + 1);
  readonly frequencies = new Float64Array(MOST_NODES + 1);
  readonly leadsOn = new Uint8Array(MOST_NODES + 1);
  private readonly known = new Int32Array(1 << SLOT_BITS);

  /** Lines in any order, quickest where neighbours begin alike. */
  take(lines: string): void {
    const path: number[] = [];
    for (let at = 0; at < lines.length; ) {
      const end = lines.indexOf('\n', at);
      const stop = lines.indexOf(' ', at);
      let frequency = 0;
      for (let i = stop + 1; lines.charCodeAt(i) >= 48; i++)
        frequency = frequency * 10 + lines.charCodeAt(i) - 48;
      let same = 0;
      const length = stop - at;
      while (same < length && same < path.length && lines.charCodeAt(at + same) === this.codes[path[same]!])
        same++;
      path.length = same;
      let node = same ? path[same - 1]! : 0;
      for (let i = at + same; i < stop; i++) {
        node = this.grow(node, lines.charCodeAt(i));
        path.push(node);
      }
      at = end < 0 ? lines.length : end + 1;
      if (length <= 0 || frequency === 0) continue;
      this.total += frequency - this.frequencies[node]!;
      this.frequencies[node] = frequency;
    }
  }

  private grow(parent: number, code: number): number {
    let slot = mixed(parent, code) & MASK;
    for (let node = this.known[slot]!; node !== 0; node = this.known[slot]!) {
      if (this.parents[node] === parent && this.codes[node] === code) return node;
      slot = (slot + 1) & MASK;
    }
    if (this.nodes >= MOST_NODES) throw new Error('the dictionary is too large');
    const node = ++this.nodes;
    this.known[slot] = node;
    this.parents[node] = parent;
    this.codes[node] = code;
    this.leadsOn[parent] = 1;
    return node;
  }
}

/** Less than one in some eight thousand words. */
const SELDOM = -9;
const LONGEST_NAME = 3;
const LARGEST_KEPT = 1 << 16;
const mixed = (node: number, code: number): number => {
  const once = Math.imul(node ^ Math.imul(code, 0x85ebca6b), 0x9e3779b1);
  return Math.imul(once ^ (once >>> 15), 0x2c1b3c6d);
};

/** Where a run of letters and digits of one sort ends; a point between digits is part of it. */
function runEnd(plain: string, from: number, sort: number): number {
  let to = from;
  while (to < plain.length) {
    const code = plain.charCodeAt(to);
    if (signSort[code] !== sort && !(code === 46 && isDigit(plain, to - 1) && isDigit(plain, to + 1))) break;
    to++;
  }
  return to;
}
const isDigit = (plain: string, at: number) => {
  const code = plain.charCodeAt(at);
  return code >= 48 && code <= 57;
};
