// Gives each row of cells merged downwards the one value that a person sees standing for all of them.

/** A cell that goes on below: its column from 0, and the number of the last row it stands for. */
export type Down = { column: number; last: number };

/** A row of a table: its number as a spreadsheet counts, its cells from the first column on, and which of them go down. */
export type RawRow = {
  row: number;
  cells: string[];
  down?: readonly Down[];
  /** Its cells were told apart by a sign that may stand in their words as well. */
  isParted?: boolean;
};

/** The most that a cell of a spreadsheet holds: what is longer is not written again into every row below. */
const LONGEST = 32_767;

/**
 * Rows in which a merged cell stands for every row that it goes over. A row that holds nothing of its own stays empty: it
 * is the second line of a record and no further one. What a program kept below a merged cell stays.
 *
 * Handed the rows below the headings only, so that a heading merged into the data is nobody's value.
 */
export async function* filledDown(rows: AsyncIterable<RawRow>): AsyncGenerator<RawRow> {
  const held = new Map<number, { text: string; last: number }>();
  for await (const { down = [], ...raw } of rows) {
    const { row, cells } = raw;
    const isEmpty = cells.every((cell) => cell.trim() === '');
    for (const [column, { text, last }] of held)
      if (last < row) held.delete(column);
      else if (!isEmpty && (cells[column] ?? '') === '') put(cells, column, text);
    for (const { column, last } of down) {
      const text = cells[column] ?? '';
      if (text.length <= LONGEST) held.set(column, { text, last });
    }
    yield raw;
  }
}

function put(cells: string[], column: number, text: string): void {
  while (cells.length < column) cells.push('');
  cells[column] = text;
}
