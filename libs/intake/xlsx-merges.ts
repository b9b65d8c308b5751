// Finds which cells of a sheet are merged downwards: the list stands after all the rows, so it is looked for before they are read.
import { TooLarge } from './zip';

/** A cell that goes over several rows: its column from 0, and the numbers of its first and last row. */
export type MergedDown = { column: number; first: number; last: number };

const MERGE =
  /<(?:[\w.-]+:)?mergeCell\s[^<>]*?\bref=["']\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})["']/g;
/** A tag of a merged range is shorter, whatever else it says. */
const TAG = 300;
/** Each takes eight bytes. */
const MOST = 500_000;
/** Rows and columns of a sheet, as powers of two. */
const [ROWS, COLUMNS] = [2 ** 20, 2 ** 9];

/**
 * The ranges of a sheet that go over several rows, in the order of their first rows. A range over columns belongs to its
 * first column. Those beyond the 512th column are left out.
 * @param chunks the XML of the sheet, from its beginning; nothing but the ranges is kept of it
 * @throws TooLarge when there are more than half a million
 * Source: ECMA-376 part 1, §18.3.1.54 (mergeCell).
 */
export async function mergedDown(chunks: AsyncIterable<Buffer>): Promise<Iterable<MergedDown>> {
  const packed: number[] = [];
  let text = '';
  for await (const chunk of chunks) {
    text += chunk.toString('latin1');
    let from = Math.max(0, text.length - TAG);
    if (text.includes('mergeCell'))
      for (const match of text.matchAll(MERGE)) {
        const [, left = '', top, right = '', bottom] = match;
        from = Math.max(from, match.index + match[0].length);
        const column = Math.min(columnOf(left), columnOf(right));
        const [first, last] = [Math.min(Number(top), Number(bottom)), Math.max(Number(top), Number(bottom))];
        if (column >= COLUMNS || first < 1 || last === first || last > ROWS) continue;
        packed.push((first * ROWS + (last - first)) * COLUMNS + column);
      }
    if (packed.length > MOST) throw new TooLarge('merged cells');
    text = text.slice(from);
  }
  return unpacked(Float64Array.from(packed).sort());
}

function* unpacked(packed: Float64Array): Generator<MergedDown> {
  for (const one of packed) {
    const rows = Math.floor(one / COLUMNS);
    const first = Math.floor(rows / ROWS);
    yield { column: one % COLUMNS, first, last: first + (rows % ROWS) };
  }
}

/** A → 0, Z → 25, AA → 26. */
const columnOf = (letters: string): number =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
