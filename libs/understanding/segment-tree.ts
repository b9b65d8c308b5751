// The dictionary as a tree of characters, and how its nodes are laid out for cutting: what is common lies close together.

/** A word and how often it is used, a line each: `word frequency sort`, in UTF-8. */
export type DictionaryFile = { toString(encoding: 'utf8'): string };

const NONE = Number.NEGATIVE_INFINITY;
/** So many beginnings of words there may be, a slot each while the dictionary is read. */
const SLOT_BITS = 20;
const MASK = (1 << SLOT_BITS) - 1;
const MOST_NODES = Math.floor(0.8 * (1 << SLOT_BITS));
const TOO_LARGE = 'the dictionary is too large';

/**
 * What may follow a beginning stands in a table of its own, by the number of the character: common ones at its front. A table is
 * told by one number: in its lowest bits the power of two of its size; then eight bits that say for each eighth of all
 * characters whether any of them follows, so that most searches end before they begin; then half of where it begins.
 */
const POWER_BITS = 4;
const SIGN_BITS = 8;
const START_BITS = 32 - POWER_BITS - SIGN_BITS;
const MOST_POWER = (1 << POWER_BITS) - 1;
const signOf = (number: number) => 1 << (POWER_BITS + (number & (SIGN_BITS - 1)));
/** False: no word goes on from a table's beginning with the character of that number. */
export const leadsTo = (table: number, number: number): boolean => (table & signOf(number)) !== 0;
/** Where in `slots` a character is looked for; if another is there, the search goes on with the next number. Two entries a slot. */
export const slotOf = (table: number, number: number): number => {
  const start = (table >>> (POWER_BITS + SIGN_BITS)) << 1;
  return (start + (number & ((1 << (table & MOST_POWER)) - 1))) << 1;
};

/** A pair of characters, by the lower parts of their numbers: of common ones each its own, and close together. */
const PAIR_BITS = 11;
const PART = (1 << PAIR_BITS) - 1;
export const PAIRS = 1 << (2 * PAIR_BITS);
export const pairOf = (a: number, b: number): number => ((a & PART) << PAIR_BITS) | (b & PART);

/** The dictionary while it is read. */
export class DictionaryTree {
  nodes = 0;
  total = 0;
  readonly parents = new Int32Array(MOST_NODES + 1);
  readonly codes = new Uint16Array(MOST_NODES + 1);
  readonly frequencies = new Float64Array(MOST_NODES + 1);
  /** How many nodes follow each. */
  readonly children = new Uint16Array(MOST_NODES + 1);
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
    if (this.nodes >= MOST_NODES) throw new Error(TOO_LARGE);
    const node = ++this.nodes;
    this.known[slot] = node;
    this.parents[node] = parent;
    this.codes[node] = code;
    this.children[parent]!++;
    return node;
  }

  /** How often each beginning is met: as often as all words that begin so. */
  heat(): Float64Array {
    const heat = this.frequencies.slice(0, this.nodes + 1);
    for (let node = this.nodes; node > 0; node--) heat[this.parents[node]!]! += heat[node]!;
    return heat;
  }

  /** Numbers the characters, the commonest first, from one on; answers how many there are. */
  number(heat: Float64Array, numbers: Uint16Array): number {
    const met = new Float64Array(0x10000);
    for (let node = 1; node <= this.nodes; node++) met[this.codes[node]!]! += heat[node]! + 1;
    const codes = [...met.keys()].filter((code) => met[code]! > 0).sort((a, b) => met[b]! - met[a]!);
    for (const [i, code] of codes.entries()) numbers[code] = i + 1;
    return codes.length;
  }

  /** The weights that words have, each once, and for each node its place among them; what is no word has none, at place 0. */
  weigh(): { places: Uint16Array; weights: Float32Array } {
    const log = Math.log(this.total);
    const known = new Map<number, number>([[0, 0]]);
    const places = new Uint16Array(this.nodes + 1);
    for (let node = 1; node <= this.nodes; node++) {
      const frequency = this.frequencies[node]!;
      const place = known.get(frequency) ?? known.size;
      known.set(frequency, place);
      places[node] = place;
    }
    if (known.size > 0x10000) throw new Error(TOO_LARGE);
    return { places, weights: Float32Array.from(known.keys(), (n) => (n === 0 ? NONE : Math.log(n) - log)) };
  }

  /** A table for all that may follow a node, one slot more at least, so that a search ends; those of common beginnings first. */
  layOut(heat: Float64Array, numbers: Uint16Array): { tables: Int32Array; size: number } {
    const tables = new Int32Array(this.nodes + 1);
    const degrees = new Uint8Array(this.nodes + 1);
    // The first slots stay empty: there nothing is found.
    let size = 2;
    let hottest = 0;
    for (let node = 1; node <= this.nodes; node++) {
      degrees[node] = this.children[node] === 0 ? 0 : 1 + Math.floor(Math.log2(1 + heat[node]!));
      hottest = Math.max(hottest, degrees[node]!);
    }
    for (let degree = hottest; degree > 0; degree--)
      for (let node = 1; node <= this.nodes; node++) {
        if (degrees[node] !== degree) continue;
        // Half empty where most is asked for, so that what is sought stands where it is looked for first.
        const power = (this.parents[node] === 0 ? 33 : 32) - Math.clz32(this.children[node]!);
        if (power > MOST_POWER) throw new Error(TOO_LARGE);
        tables[node] = ((size >>> 1) << (POWER_BITS + SIGN_BITS)) | power;
        size += 1 << power;
      }
    if (size >>> 1 >= 1 << START_BITS) throw new Error(TOO_LARGE);
    for (let node = 1; node <= this.nodes; node++)
      if (this.parents[node] !== 0) tables[this.parents[node]!]! |= signOf(numbers[this.codes[node]!]!);
    return { tables, size };
  }
}

const mixed = (node: number, code: number): number => {
  const once = Math.imul(node ^ Math.imul(code, 0x85ebca6b), 0x9e3779b1);
  return Math.imul(once ^ (once >>> 15), 0x2c1b3c6d);
};
