// Finds the row of headings under titles and above data, and joins headings that take two lines.
import { readDate } from './date';
import { fieldOf } from './hotline-words';
import type { RawRow } from './merged-cells';
import { UnreadableFile } from './unreadable-file';

export type Headed = { headings: string[]; rows: AsyncIterable<RawRow> };

/** How far down headings are looked for. */
const DEEP = 20;

/**
 * The headings are the first row with two known ones, else the first row that is not empty. A second line under merged
 * cells is joined to the first. Headings are made unique; a column without one is named 列N.
 * @throws UnreadableFile `file.empty`, `file.not-a-table` (one column only), `file.no-headings` (only data)
 */
export async function findHeadings(source: AsyncGenerator<RawRow>, name: string): Promise<Headed> {
  const top: RawRow[] = [];
  while (top.length < DEEP) {
    const next = await source.next();
    if (next.done) break;
    top.push(next.value);
  }
  const filled = top.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  if (filled.length === 0) throw new UnreadableFile('file.empty', name);
  const known = filled.findIndex(({ cells }) => knownCount(cells) >= 2);
  const at =
    known >= 0
      ? known
      : Math.max(
          0,
          filled.findIndex(({ cells }) => count(cells) >= 2),
        );
  const line = filled[at]?.cells ?? [];
  if (known < 0) guard(filled, line, name);
  const second = filled[at + 1];
  const two = second !== undefined && isSecondLine(line, second.cells);
  const headings = unique(two ? joinLines(line, second.cells) : line);
  const last = (two ? second.row : filled[at]?.row) ?? 0;
  return {
    headings,
    rows: after(
      top.filter(({ row }) => row > last),
      source,
    ),
  };
}

async function* after(waiting: RawRow[], rest: AsyncGenerator<RawRow>): AsyncGenerator<RawRow> {
  try {
    yield* waiting;
    yield* rest;
  } finally {
    await rest.return(undefined);
  }
}

function guard(filled: RawRow[], line: string[], name: string): void {
  if (filled.every(({ cells }) => count(cells) < 2)) throw new UnreadableFile('file.not-a-table', name);
  const data = line.filter((cell) => cell.trim() !== '' && !isHeadingLike(cell)).length;
  // No column is called by an instant or by somebody's number: the file begins with its first record.
  const isRecord = line.some((cell) => /^1[3-9]\d{9}$/.test(cell.trim()) || readDate(cell) !== null);
  if (isRecord || data * 3 >= count(line)) throw new UnreadableFile('file.no-headings', name);
}

function isHeadingLike(cell: string): boolean {
  const text = cell.trim();
  return (
    text.length <= 30 && !/^[\d\s.,:/-]+$/.test(text) && readDate(text) === null && !/[。！？!?]$/.test(text)
  );
}

function isSecondLine(line: string[], below: string[]): boolean {
  const cells = below.map((cell) => cell.trim()).filter((cell) => cell !== '');
  if (cells.length === 0 || !cells.every((cell) => cell.length <= 20 && isHeadingLike(cell))) return false;
  const joined = joinLines(line, below);
  const gained = below.filter((cell, column) => {
    const one = cell.trim();
    return (
      one !== '' &&
      (fieldOf(one) !== null ||
        (fieldOf(joined[column] ?? '') !== null && fieldOf(line[column] ?? '') === null))
    );
  });
  // Every column that has a heading of its own above must be empty here: headings merged over both lines.
  const clash = below.some(
    (cell, column) => cell.trim() !== '' && fieldOf(line[column] ?? '') !== null && fieldOf(cell) === null,
  );
  return gained.length > 0 && !clash;
}

/** The lower heading where there is one; with the upper one in front where both together are known. */
function joinLines(line: string[], below: string[]): string[] {
  const width = Math.max(line.length, below.length);
  let group = '';
  return Array.from({ length: width }, (_, column) => {
    const upper = (line[column] ?? '').trim();
    const lower = (below[column] ?? '').trim();
    if (upper !== '') group = upper;
    if (lower === '') return upper;
    const both = group + lower;
    return group !== '' && fieldOf(both) !== null ? both : lower;
  });
}

function unique(line: string[]): string[] {
  const seen = new Map<string, number>();
  return line.map((cell, column) => {
    const name = cell.replace(/\s+/g, ' ').trim() || `列${column + 1}`;
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name} (${times})`;
  });
}

function count(cells: string[]): number {
  return cells.filter((cell) => cell.trim() !== '').length;
}

function knownCount(cells: string[]): number {
  return new Set(cells.map((cell) => fieldOf(cell)).filter((field) => field !== null)).size;
}
