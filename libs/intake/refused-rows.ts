// Refused rows as a table that a person puts right and hands in again: csv that a spreadsheet opens and does not execute.

/** The columns that stand before those of the file. They are known again when the table is handed in, and hold nothing. */
export const reportHeadings = ['原文件行号', '未入库原因', '已遮蔽的列'] as const;
const known: ReadonlySet<string> = new Set(reportHeadings);

/** A refused row; `cells` and `masked` are null for refusals from before they were kept. */
export type RefusedCells = {
  row: number;
  reason: string;
  cells: Record<string, string> | null;
  /** Headings of the cells in which something was masked. */
  masked: readonly string[] | null;
};

/** The headings that are a file's own. */
export const ownHeadings = (headings: readonly string[]): string[] =>
  headings.filter((heading) => !known.has(heading));

/** A mark at the beginning tells spreadsheets that this is UTF-8 (RFC 3629, section 6). */
const BOM = '\ufeff';

/** The first line, with the mark before it. */
export const refusedHead = (headings: readonly string[]): string =>
  BOM + line([...reportHeadings, ...ownHeadings(headings)]);

/** One refused row, its own cells in the order of the file's headings. */
export const refusedLine = (headings: readonly string[], refused: RefusedCells): string =>
  line([
    String(refused.row),
    refused.reason,
    (refused.masked ?? []).join('、'),
    ...ownHeadings(headings).map((heading) => refused.cells?.[heading] ?? ''),
  ]);

/**
 * The cells of a row of such a table as they were before they were guarded; of any other table, as they are.
 * @param cells by heading
 */
export function fromRefused(cells: Record<string, string>): Record<string, string> {
  if (!reportHeadings.every((heading) => heading in cells)) return cells;
  return Object.fromEntries(
    Object.entries(cells)
      .filter(([heading]) => !known.has(heading))
      .map(([heading, cell]) => [heading, cell.replace(/^'(?=[=+\-@\t\r'])/, '')]),
  );
}

/** Fields as RFC 4180 quotes them. */
const line = (cells: readonly string[]): string =>
  `${cells.map((cell) => quoted(guarded(cell))).join(',')}\r\n`;

/**
 * A cell that begins like a formula would be executed by the spreadsheet of whoever opens the file; an apostrophe
 * before it makes it text. Plain numbers stay. Source: OWASP, CSV Injection.
 */
const guarded = (cell: string): string =>
  /^[=+\-@\t\r']/.test(cell) && !/^[+-]?\d+(?:\.\d+)?$/.test(cell) ? `'${cell}` : cell;

const quoted = (cell: string): string =>
  /[",;\t\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
