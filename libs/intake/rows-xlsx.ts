// Reads the first visible sheet of an xlsx workbook row by row, each cell as the text a person sees.
import { createReadStream } from 'node:fs';
import ExcelJS from 'exceljs';
import { UnreadableFile } from './unreadable-file';
import { type Bytes, openBytes, type ZipEntry, zipEntries, zipText } from './zip';

/** A row of a table: its number as a spreadsheet counts, and its cells from the first column on. */
export type RawRow = { row: number; cells: string[] };

const MB = 1024 * 1024;
/** The strings of a workbook are held in memory while it is read, so their size is bounded. */
const MOST_STRINGS = 256 * MB;
const MOST_SHEET = 2048 * MB;
const MOST_COLUMNS = 500;

type Sheet = { name: string; number: string };

/**
 * Rows of the first visible sheet. Formulas give the result they were saved with, dates their wall time
 * (`2026-04-25 09:32:09`), numbers all their digits, rich text its words.
 * @throws UnreadableFile when it is no workbook, is damaged, or would become too large
 * Source: ECMA-376 part 1, §18.
 */
export async function* xlsxRows(path: string): AsyncGenerator<RawRow> {
  const sheet = await firstVisible(path);
  const stream = createReadStream(path);
  try {
    const options = {
      worksheets: 'emit',
      sharedStrings: 'cache',
      styles: 'cache',
      hyperlinks: 'ignore',
      entries: 'ignore',
    } as const;
    const workbook = new ExcelJS.stream.xlsx.WorkbookReader(stream, options);
    for await (const worksheet of workbook) {
      if (isSheet(worksheet as unknown as { id: unknown; name?: unknown }, sheet))
        yield* sheetRows(worksheet);
    }
  } catch (error) {
    if (error instanceof UnreadableFile) throw error;
    throw new UnreadableFile('file.not-a-table', error instanceof Error ? error.message : '');
  } finally {
    stream.destroy();
  }
}

async function* sheetRows(worksheet: AsyncIterable<ExcelJS.Row>): AsyncGenerator<RawRow> {
  for await (const row of worksheet) {
    const cells: string[] = [];
    row.eachCell({ includeEmpty: false }, (cell, column) => {
      if (column <= MOST_COLUMNS) cells[column - 1] = cellText(cell.value, cell.numFmt);
    });
    yield { row: row.number, cells: Array.from(cells, (cell) => cell ?? '') };
  }
}

/** exceljs names a sheet by the workbook where it finds the link, else by the number of its file. */
function isSheet(found: { id: unknown; name?: unknown }, { name, number }: Sheet): boolean {
  return found.name === name || (found.name === `Sheet${number}` && String(found.id) === number);
}

async function firstVisible(path: string): Promise<Sheet> {
  const file = await openBytes(path);
  try {
    const entries = await zipEntries(file);
    if (!entries) throw new UnreadableFile('file.not-a-table', 'the zip directory is damaged');
    guardSize(entries);
    return await visibleSheet(file, entries);
  } finally {
    await file.close();
  }
}

function guardSize(entries: ZipEntry[]): void {
  for (const { name, size } of entries) {
    const most = name === 'xl/sharedStrings.xml' || name === 'xl/styles.xml' ? MOST_STRINGS : MOST_SHEET;
    if (size > most) throw new UnreadableFile('file.too-large', `${name}: ${size} bytes`);
  }
}

async function visibleSheet(file: Bytes, entries: ZipEntry[]): Promise<Sheet> {
  const textOf = async (name: string) => {
    const entry = entries.find((one) => one.name === name);
    return entry ? zipText(file, entry, 8 * MB) : '';
  };
  const workbook = await textOf('xl/workbook.xml');
  const links = await textOf('xl/_rels/workbook.xml.rels');
  for (const [tag] of workbook.matchAll(/<(?:\w+:)?sheet\s[^>]*>/g)) {
    if (/\sstate="(?:hidden|veryHidden)"/.test(tag)) continue;
    const id = /\s[\w]+:id="([^"]*)"/.exec(tag)?.[1] ?? '';
    const link =
      [...links.matchAll(/<(?:\w+:)?Relationship\s[^>]*>/g)].find(([one]) =>
        one.includes(` Id="${id}"`),
      )?.[0] ?? '';
    const number = /sheet(\d+)\.xml"/.exec(/\sTarget="[^"]*"/.exec(link)?.[0] ?? '')?.[1];
    if (number !== undefined) return { name: unescaped(/\sname="([^"]*)"/.exec(tag)?.[1] ?? ''), number };
  }
  throw new UnreadableFile('file.not-a-table', 'no visible sheet');
}

function unescaped(text: string): string {
  const names: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
  return text.replace(/&(amp|lt|gt|quot|apos);/g, (whole, name: string) => names[name] ?? whole);
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
