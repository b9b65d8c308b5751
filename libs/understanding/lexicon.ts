// Finds many words in a text in one pass, whatever their number.

export type Found<T> = { word: string; at: number; value: T };

type Entry<T> = { word: string; second: number; values: T[]; groups: number[]; mask: number };

const FILTER_BITS = 15;
const bitOf = (first: number, second: number) =>
  (Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b)) >>> (32 - FILTER_BITS);

/** A dictionary of words with what each stands for; a word may stand for several things. */
export class Lexicon<T> {
  /** The words that begin with a character, the longest first; by the character's code. */
  private readonly lists: Entry<T>[][] = [[]];
  /** Which list is a character's: 0, the empty one, for most. */
  private readonly listOf = new Uint16Array(0x10000);
  /** One bit for each pair of characters with which a word begins: four kilobytes, asked before anything else. */
  private readonly begins = new Uint32Array(1 << (FILTER_BITS - 5));

  /**
   * `group` (0 to 30) keeps several dictionaries in one: where one word begins with another, the longer alone is found, but
   * only within its group. Words have two characters or more; shorter ones are left out.
   */
  constructor(entries: Iterable<readonly [word: string, value: T, group?: number]>) {
    const known = new Map<string, Entry<T>>();
    for (const [word, value, group = 0] of entries) {
      if (word.length < 2) continue;
      const [first, second] = [word.charCodeAt(0), word.charCodeAt(1)];
      let entry = known.get(word);
      if (!entry) {
        entry = { word, second, values: [], groups: [], mask: 0 };
        known.set(word, entry);
        if (this.listOf[first] === 0) this.listOf[first] = this.lists.push([]) - 1;
        this.lists[this.listOf[first]!]!.push(entry);
        const bit = bitOf(first, second);
        this.begins[bit >>> 5]! |= 1 << (bit & 31);
      }
      entry.values.push(value);
      entry.groups.push(group);
      entry.mask |= 1 << group;
    }
    for (const list of this.lists) list.sort((a, b) => b.word.length - a.word.length);
  }

  /** Whether any of the words stands in the text. */
  in(text: string): boolean {
    for (let at = 0, first = text.charCodeAt(0); at + 1 < text.length; at++) {
      const second = text.charCodeAt(at + 1);
      if (this.mayBegin(first, second))
        for (const entry of this.lists[this.listOf[first]!]!)
          if (stands(entry, text, at, second)) return true;
      first = second;
    }
    return false;
  }

  /** Every occurrence, in order; where one word begins with another of its group, the longer alone. */
  find(text: string): Found<T>[] {
    const found: Found<T>[] = [];
    this.each(text, (word, at, value) => found.push({ word, at, value }));
    return found;
  }

  /** The same, each told as it is met. */
  each(text: string, told: (word: string, at: number, value: T) => void): void {
    for (let at = 0, first = text.charCodeAt(0); at + 1 < text.length; at++) {
      const second = text.charCodeAt(at + 1);
      if (this.mayBegin(first, second)) this.tell(text, at, this.lists[this.listOf[first]!]!, told);
      first = second;
    }
  }

  private tell(
    text: string,
    at: number,
    list: readonly Entry<T>[],
    told: (word: string, at: number, value: T) => void,
  ): void {
    const second = text.charCodeAt(at + 1);
    let seen = 0;
    for (let e = 0; e < list.length; e++) {
      const entry = list[e]!;
      if ((entry.mask & ~seen) === 0 || !stands(entry, text, at, second)) continue;
      for (let i = 0; i < entry.values.length; i++)
        if ((seen & (1 << entry.groups[i]!)) === 0) told(entry.word, at, entry.values[i]!);
      seen |= entry.mask;
    }
  }

  /** False for most pairs of signs: nothing more is asked of them. */
  private mayBegin(first: number, second: number): boolean {
    const bit = bitOf(first, second);
    return (this.begins[bit >>> 5]! & (1 << (bit & 31))) !== 0;
  }
}

const stands = ({ word, second }: Entry<unknown>, text: string, at: number, next: number): boolean =>
  second === next && (word.length < 3 || text.startsWith(word, at));
