// Finds many words in a text in one pass, whatever their number.

export type Found<T> = { word: string; at: number; value: T };

/** A dictionary of words with what each stands for; a word may stand for several things. */
export class Lexicon<T> {
  /** Entries by their first character, the longest first. */
  private readonly byFirst = new Map<string, [word: string, values: T[]][]>();

  constructor(entries: Iterable<readonly [word: string, value: T]>) {
    const values = new Map<string, T[]>();
    for (const [word, value] of entries) values.set(word, [...(values.get(word) ?? []), value]);
    for (const [word, all] of values) {
      const first = word[0]!;
      this.byFirst.set(first, [...(this.byFirst.get(first) ?? []), [word, all] as [string, T[]]]);
    }
    for (const list of this.byFirst.values()) list.sort((a, b) => b[0].length - a[0].length);
  }

  /** Every occurrence, in order; where one word begins with another, the longer alone. */
  find(text: string): Found<T>[] {
    const found: Found<T>[] = [];
    for (let at = 0; at < text.length; at++) {
      const list = this.byFirst.get(text[at]!);
      const hit = list?.find(([word]) => text.startsWith(word, at));
      if (hit) for (const value of hit[1]) found.push({ word: hit[0], at, value });
    }
    return found;
  }
}
