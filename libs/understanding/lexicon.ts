// Finds many words in a text in one pass, whatever their number.

export type Found<T> = { word: string; at: number; value: T };

type Entry<T> = { word: string; second: number; values: T[] };

/** A dictionary of words with what each stands for; a word may stand for several things. */
export class Lexicon<T> {
  /** The words that begin with a character, the longest first; by the character's code. */
  private readonly lists: Entry<T>[][] = [[]];
  /** Which list is a character's: 0, the empty one, for most. */
  private readonly listOf = new Uint16Array(0x10000);

  constructor(entries: Iterable<readonly [word: string, value: T]>) {
    const values = new Map<string, T[]>();
    for (const [word, value] of entries) values.set(word, [...(values.get(word) ?? []), value]);
    for (const [word, all] of values) {
      const first = word.charCodeAt(0);
      if (this.listOf[first] === 0) this.listOf[first] = this.lists.push([]) - 1;
      // One character alone: whatever comes second.
      this.lists[this.listOf[first]!]!.push({
        word,
        second: word.length > 1 ? word.charCodeAt(1) : -1,
        values: all,
      });
    }
    for (const list of this.lists) list.sort((a, b) => b.word.length - a.word.length);
  }

  /** Whether any of the words stands in the text. */
  in(text: string): boolean {
    for (let at = 0; at < text.length; at++) if (this.at(text, at)) return true;
    return false;
  }

  private at(text: string, at: number): Entry<T> | null {
    const list = this.listOf[text.charCodeAt(at)]!;
    if (list === 0) return null;
    const second = text.charCodeAt(at + 1);
    for (const entry of this.lists[list]!) {
      if (entry.second < 0) return entry;
      if (entry.second === second && (entry.word.length < 3 || text.startsWith(entry.word, at))) return entry;
    }
    return null;
  }

  /** Every occurrence, in order; where one word begins with another, the longer alone. */
  find(text: string): Found<T>[] {
    const found: Found<T>[] = [];
    for (let at = 0; at < text.length; at++) {
      const entry = this.at(text, at);
      if (entry) for (const value of entry.values) found.push({ word: entry.word, at, value });
    }
    return found;
  }
}
