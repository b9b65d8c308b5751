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
    for (let at = 0; at + 1 < text.length; at++)
      for (const entry of this.beginning(text, at)) if (stands(entry, text, at)) return true;
    return false;
  }

  /** Every occurrence, in order; where one word begins with another of its group, the longer alone. */
  find(text: string): Found<T>[] {
    const found: Found<T>[] = [];
    for (let at = 0; at + 1 < text.length; at++) {
      let seen = 0;
      for (const entry of this.beginning(text, at)) {
        if ((entry.mask & ~seen) === 0 || !stands(entry, text, at)) continue;
        for (const [i, value] of entry.values.entries())
          if ((seen & (1 << entry.groups[i]!)) === 0) found.push({ word: entry.word, at, value });
        seen |= entry.mask;
      }
    }
    return found;
  }

  /** The words that may begin here; for most places none. */
  private beginning(text: string, at: number): readonly Entry<T>[] {
    const first = text.charCodeAt(at);
    const bit = bitOf(first, text.charCodeAt(at + 1));
    return (this.begins[bit >>> 5]! & (1 << (bit & 31))) === 0
      ? this.lists[0]!
      : this.lists[this.listOf[first]!]!;
  }
}

const stands = ({ word, second }: Entry<unknown>, text: string, at: number): boolean =>
  second === text.charCodeAt(at + 1) && (word.length < 3 || text.startsWith(word, at));
