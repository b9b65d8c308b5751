// Reads the first visible sheet of an xlsx workbook row by row, each cell as the text a person sees.
import { Readable } from 'node:stream';
import ExcelJS from 'exceljs';
import type { Down, RawRow } from './merged-cells';
import { StringsFile } from './strings-file';
import { UnreadableFile } from './unreadable-file';
import { type MergedDown, mergedDown } from './xlsx-merges';
import { plainPart } from './xlsx-parts';
import { openBytes, TooLarge, type ZipEntry, zipChunks, zipEntries, zipText } from './zip';

const MB = 1024 * 1024;
/** The strings of a workbook lie in a temporary file while it is read; their size is bounded all the same. */
const MOST_STRINGS = 256 * MB;
const MOST_SHEET = 2048 * MB;
const MOST_COLUMNS = 500;

/** exceljs 4.4 by its parts: each takes one file of the package. */
type Reader = {
  _parseWorkbook(entry: Readable): Promise<void>;
  _parseStyles(entry: Readable): Promise<void>;
  _parseSharedStrings(entry: Readable): AsyncIterable<{ text: unknown }>;
  /** Asked by index for each cell that names a string. */
  sharedStrings: unknown;
  _parseWorksheet(
    chunks: AsyncIterable<Buffer>,
    number: string,
  ): Iterable<{ value: AsyncIterable<ExcelJS.Row> }>;
};

/**
 * Rows of the first visible sheet. Formulas give the result they were saved with, dates their wall time
 * (`2026-04-25 09:32:09`), numbers all their digits, rich text its words. A merged cell holds its words in the first
 * place; which of them go down is told beside the cells.
 *
 * exceljs reads the parts; the package itself is opened here, since exceljs hangs on a damaged one, decodes each chunk
 * by itself (which ruins a Chinese character that lies across two) and copies sheets to temporary files.
 * @param folder where temporary files go; the system's own folder when left out
 * @throws UnreadableFile when it is no workbook, is damaged, or would become too large
 * Source: ECMA-376 part 1, §18.
 */
export async function* xlsxRows(path: string, folder?: string): AsyncGenerator<RawRow> {
  const strings = new StringsFile(undefined, folder);
  try {
    const entries = await entriesOf(path);
    const { sheet, number } = await visibleSheet(path, entries);
    const options = { worksheets: 'emit', sharedStrings: 'emit', styles: 'cache' } as const;
    const reader = new ExcelJS.stream.xlsx.WorkbookReader(path, options) as unknown as Reader;
    await readParts(reader, path, entries, strings);
    const merged = await mergedDown(zipChunks(path, sheet, MOST_SHEET));
    for (const { value } of reader._parseWorksheet(plainPart(zipChunks(path, sheet, MOST_SHEET)), number))
      yield* sheetRows(value, merged);
  } catch (error) {
    if (error instanceof UnreadableFile) throw error;
    const detail = error instanceof Error ? error.message : '';
    throw new UnreadableFile(error instanceof TooLarge ? 'file.too-large' : 'file.not-a-table', detail);
  } finally {
    strings.close();
  }
}

async function readParts(
  reader: Reader,
  path: string,
  entries: ZipEntry[],
  texts: StringsFile,
): Promise<void> {
  const part = (name: string) => {
    const entry = entries.find((one) => one.name === name);
    return entry && Readable.from(plainPart(zipChunks(path, entry, MOST_STRINGS)));
  };
  const [workbook, styles, strings] = [
    part('xl/workbook.xml'),
    part('xl/styles.xml'),
    part('xl/sharedStrings.xml'),
  ];
  if (workbook) await reader._parseWorkbook(workbook);
  if (styles) await reader._parseStyles(styles);
  if (strings)
    for await (const { text } of reader._parseSharedStrings(strings)) texts.push(cellText(text, undefined));
  reader.sharedStrings = new Proxy({}, { get: (_, index) => texts.at(Number(index)) });
}

async function* sheetRows(
  worksheet: AsyncIterable<ExcelJS.Row>,
  merged: Iterable<MergedDown>,
): AsyncGenerator<RawRow> {
  const ranges = merged[Symbol.iterator]();
  let range = ranges.next();
  for await (const row of worksheet) {
    const cells: string[] = [];
    row.eachCell({ includeEmpty: false }, (cell, column) => {
      if (column <= MOST_COLUMNS) cells[column - 1] = cellText(cell.value, cell.numFmt);
    });
    const down: Down[] = [];
    for (; !range.done && range.value.first <= row.number; range = ranges.next())
      if (range.value.first === row.number) down.push(range.value);
    yield { row: row.number, cells: Array.from(cells, (cell) => cell ?? ''), down };
  }
}

async function entriesOf(path: string): Promise<ZipEntry[]> {
  const file = await openBytes(path);
  try {
    const entries = await zipEntries(file);
    if (!entries) throw new UnreadableFile('file.not-a-table', 'the zip directory is damaged');
    return entries;
  } finally {
    await file.close();
  }
}

/** The first sheet of the workbook that is not hidden, by its links: its file may have any name. */
async function visibleSheet(path: string, entries: ZipEntry[]): Promise<{ sheet: ZipEntry; number: string }> {
  const entry = (name: string) => entries.find((one) => one.name === name);
  const workbook = await zipText(path, entry('xl/workbook.xml'), 8 * MB);
  const links = await zipText(path, entry('xl/_rels/workbook.xml.rels'), 8 * MB);
  const targets = new Map(
    [...links.matchAll(/<(?:\w+:)?Relationship\s[^>]*>/g)].map(([tag]) => [
      attribute(tag, 'Id'),
      attribute(tag, 'Target'),
    ]),
  );
  for (const [tag] of workbook.matchAll(/<(?:\w+:)?sheet\s[^>]*>/g)) {
    if (/hidden/i.test(attribute(tag, 'state'))) continue;
    const target = targets.get(attribute(tag, '\\w+:id')) ?? '';
    const sheet = entry(target.startsWith('/') ? target.slice(1) : `xl/${target}`);
    if (sheet) return { sheet, number: String(entries.indexOf(sheet)) };
  }
  throw new UnreadableFile('file.not-a-table', 'no visible sheet');
}

function attribute(tag: string, name: string): string {
  return new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '';
}

/** A cell as text, whatever exceljs made of it. */
function cellText(value: unknown, format: string | undefined): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value.replace(/_x000[dD]_/g, '');
  if (typeof value === 'number') return isDateFormat(format) ? serialText(value) : numberText(value);
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (value instanceof Date) return wallText(value);
  if (typeof value !== 'object') return '';
  const { richText, result, text, error } = value as {
    richText?: unknown;
    result?: unknown;
    text?: unknown;
    error?: unknown;
  };
  if (error !== undefined) return '';
  if (Array.isArray(richText))
    return richText.map((part: { text?: unknown }) => cellText(part.text, undefined)).join('');
  return cellText(result ?? text, format);
}

function isDateFormat(format: string | undefined): boolean {
  const bare = format?.replace(/\[[^\]]*\]|"[^"]*"|\\./g, '') ?? '';
  return /[yd]|m.*[:h]|h.*m/i.test(bare) && !/general|[#0]/i.test(bare.replace(/ss\.0+/i, ''));
}

/** A serial under a date format that exceljs left as a number. */
function serialText(value: number): string {
  return value > 0 && value < 2_958_466
    ? wallText(new Date(Math.round((value - 25_569) * 86_400) * 1000))
    : numberText(value);
}

/** exceljs gives the wall time in the UTC fields. */
function wallText(date: Date): string {
  if (Number.isNaN(date.getTime())) return '';
  const text = new Date(Math.round(date.getTime() / 1000) * 1000)
    .toISOString()
    .slice(0, 19)
    .replace('T', ' ');
  return text.endsWith(' 00:00:00') ? text.slice(0, 10) : text;
}

/** All the digits that a spreadsheet keeps (15), never an exponent. */
function numberText(value: number): string {
  if (!Number.isFinite(value)) return '';
  const rounded = Number(value.toPrecision(15));
  if (Number.isInteger(rounded)) return BigInt(rounded).toString();
  return Math.abs(rounded) < 1e-6 ? rounded.toFixed(15).replace(/0+$/, '') : String(rounded);
}
