// Reads what many hotline platforms hand out under the name of .xls: an HTML table, or the XML of Excel 2003; row by row as it comes.
import { plainText } from './html';
import type { Down, RawRow } from './merged-cells';
import { UnreadableFile } from './unreadable-file';

/** The tags of a table, and the attributes that say over how many columns and rows a cell goes. */
type Dialect = {
  table: RegExp;
  row: RegExp;
  cell: RegExp;
  cellEnds: RegExp;
  across: RegExp;
  down: RegExp;
  /** What the attributes count besides the cell itself. */
  besides: number;
};
const html: Dialect = {
  table: /<table\b/i,
  row: /<tr(?=[\s/>])([^<>]{0,4000})>/gi,
  cell: /<t[dh](?=[\s/>])([^<>]{0,4000})>/gi,
  cellEnds: /<\/(?:t[dh]|tr|table)\b/i,
  across: /\bcolspan\s*=\s*["']?(\d{1,5})/i,
  down: /\browspan\s*=\s*["']?(\d{1,5})/i,
  besides: 0,
};
const excel2003: Dialect = {
  table: /<(?:ss:)?Table\b/,
  row: /<(?:ss:)?Row(?=[\s/>])([^<>]{0,4000})>/g,
  cell: /<(?:ss:)?Cell(?=[\s/>])([^<>]{0,4000})>/g,
  cellEnds: /<\/(?:ss:)?(?:Cell|Row|Table)\b/,
  across: /\bss:MergeAcross\s*=\s*["'](\d{1,5})/,
  down: /\bss:MergeDown\s*=\s*["'](\d{1,5})/,
  besides: 1,
};
/** Only the first sheet is read. */
const SHEET_ENDS = /<\/(?:ss:)?Worksheet\b/;
/** Where in the file a cell or row stands when those before it are left out. */
const INDEX = /\bss:Index\s*=\s*["'](\d{1,7})/;

const MOST_COLUMNS = 256;
const MOST_DOWN = 10_000;
const LONGEST_ROW = 16 * 1024 * 1024;
/** Where a table is looked for. */
const HEAD = 4 * 1024 * 1024;
/** So much of the end of what has come may be the beginning of a tag. */
const TAG = 4100;

/** No csv begins with a tag. */
export const isMarkedUp = (head: string): boolean => /^[\ufeff\s]*<[a-z!?]/i.test(head);

/**
 * Rows of all tables of a page, or of the first sheet of an Excel 2003 file, in order. Cells are plain text; merged ones
 * hold their words in the first and leave the others empty; which of them go down is told beside the cells. No tree is built: memory holds one row, time is linear.
 * @param head the beginning of the text, @param rest what comes after it
 * @throws UnreadableFile `file.not-a-table` where there is no table, or a row has no end
 * Source: HTML Living Standard, 4.9 (end tags may be left out); XML Spreadsheet Reference, Office 2003.
 */
export async function* markedUpRows(
  head: string,
  rest: AsyncGenerator<string, void>,
): AsyncGenerator<RawRow> {
  const dialect = /urn:schemas-microsoft-com:office:spreadsheet"[^<]*>/.test(head) ? excel2003 : html;
  const held = new Map<number, number>();
  let row = 0;
  try {
    for await (const { tag, inside } of rowsIn(head, rest, dialect)) {
      row = Math.max(row + 1, Number(INDEX.exec(tag)?.[1] ?? 0));
      yield { row, ...cellsOf(inside, row, dialect, held) };
    }
  } finally {
    await rest.return(undefined);
  }
}

type Row = { tag: string; inside: string };
/** Each row and what stands in it up to the next one. */
async function* rowsIn(
  head: string,
  rest: AsyncGenerator<string, void>,
  { table, row }: Dialect,
): AsyncGenerator<Row> {
  let text = await fromTable(head, rest, table);
  let tag: string | null = null;
  for (let from = 0; ; ) {
    row.lastIndex = from;
    const next = row.exec(text);
    if (next) {
      const inside = text.slice(0, next.index);
      if (tag !== null) yield { tag, inside };
      if (SHEET_ENDS.test(inside)) return;
      tag = next[1] ?? '';
      text = text.slice(next.index + next[0].length);
      from = 0;
      continue;
    }
    if (text.length > LONGEST_ROW) throw new UnreadableFile('file.not-a-table');
    const more: IteratorResult<string, void> = await rest.next();
    if (more.done) break;
    from = Math.max(0, text.length - TAG);
    text += more.value;
  }
  if (tag !== null) yield { tag, inside: text };
}

async function fromTable(head: string, rest: AsyncGenerator<string, void>, table: RegExp): Promise<string> {
  let text = head;
  for (;;) {
    const at = text.search(table);
    if (at >= 0) return text.slice(at);
    const more: IteratorResult<string, void> = await rest.next();
    if (more.done || text.length > HEAD) throw new UnreadableFile('file.not-a-table');
    text += more.value;
  }
}

/** `held`: down to which row a cell from above goes over a column. */
function cellsOf(
  inside: string,
  row: number,
  dialect: Dialect,
  held: Map<number, number>,
): { cells: string[]; down: Down[] } {
  for (const [column, last] of held) if (last < row) held.delete(column);
  const taken = new Set(held.keys());
  const cells: string[] = [];
  const down: Down[] = [];
  const put = (text: string) => {
    while (taken.has(cells.length)) cells.push('');
    cells.push(text);
  };
  const found = [...inside.matchAll(dialect.cell)];
  for (const [n, { 0: whole, 1: tag = '', index }] of found.entries()) {
    const content = inside.slice(index + whole.length, found[n + 1]?.index);
    const ends = content.search(dialect.cellEnds);
    const at = Math.min(Number(INDEX.exec(tag)?.[1] ?? 0), MOST_COLUMNS) - 1;
    // Columns that a cell from above covers are counted as well.
    while (cells.length < at) cells.push('');
    put(textOf(ends < 0 ? content : content.slice(0, ends), tag));
    const first = cells.length - 1;
    const across = spanOf(dialect.across, tag, dialect.besides, MOST_COLUMNS);
    for (let more = 1; more < across; more += 1) put('');
    const last = row + spanOf(dialect.down, tag, dialect.besides, MOST_DOWN) - 1;
    if (last > row && first < MOST_COLUMNS) {
      down.push({ column: first, last });
      for (let column = first; column < Math.min(first + across, MOST_COLUMNS); column += 1)
        held.set(column, last);
    }
    if (cells.length >= MOST_COLUMNS) break;
  }
  return { cells: cells.slice(0, MOST_COLUMNS), down };
}

const spanOf = (attribute: RegExp, tag: string, besides: number, most: number): number =>
  Math.max(1, Math.min(most, Number(attribute.exec(tag)?.[1] ?? 1 - besides) + besides));

const SCIENTIFIC = /^\d(?:\.\d+)?E\+?\d{1,2}$/i;
/** Line breaks of the source mean nothing. A long number shown as 1.38E+10 stands whole beside it, or is the number itself. */
function textOf(content: string, tag: string): string {
  const text = plainText(content.replace(/\s+/g, ' '));
  if (!SCIENTIFIC.test(text)) return text;
  const whole = /\bx:num\s*=\s*["']?(\d{1,30})\b/.exec(tag)?.[1];
  if (whole !== undefined) return whole;
  const isNumber = /\bss:Type\s*=\s*["']Number/.test(content) && Number.isSafeInteger(Number(text));
  return isNumber ? String(Number(text)) : text;
}
