// A workbook taken from the server, changed as a person would, and sent back.
import ExcelJS from 'exceljs';
import type { TransferReport } from '#contract';
import type { Client } from '../support/client';

export async function taken(client: Client): Promise<ExcelJS.Workbook> {
  const book = new ExcelJS.Workbook();
  const response = await client.fetch('/api/organisation.xlsx');
  await book.xlsx.load(await response.arrayBuffer());
  return book;
}

type Answered = { status: number; body: TransferReport & { code?: string } };

/** Previewed, then brought in as the preview said. */
export async function brought(
  client: Client,
  book: ExcelJS.Workbook | Uint8Array<ArrayBuffer>,
): Promise<Answered> {
  const bytes = await bytesOf(book);
  const preview = await previewed(client, bytes);
  return preview.status === 200 ? broughtAs(client, bytes, preview.body.plan) : preview;
}

export const bytesOf = async (book: ExcelJS.Workbook | Uint8Array<ArrayBuffer>) =>
  book instanceof Uint8Array ? book : new Uint8Array(await book.xlsx.writeBuffer());
export const previewed = async (
  client: Client,
  book: ExcelJS.Workbook | Uint8Array<ArrayBuffer>,
): Promise<Answered> => sent(client, '/api/organisation/import/preview', await bytesOf(book));
export const broughtAs = async (
  client: Client,
  book: ExcelJS.Workbook | Uint8Array<ArrayBuffer>,
  plan: string,
): Promise<Answered> => sent(client, `/api/organisation/import?plan=${plan}`, await bytesOf(book));

async function sent(client: Client, address: string, body: Uint8Array<ArrayBuffer>): Promise<Answered> {
  const response = await client.fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body,
  });
  return { status: response.status, body: (await response.json()) as TransferReport & { code?: string } };
}

/** Adds a row by its headings; its number. */
export function append(book: ExcelJS.Workbook, sheet: string, cells: Record<string, string>): number {
  const found = book.getWorksheet(sheet)!;
  const headings = headingsOf(found);
  return found.addRow(headings.map((heading) => cells[heading] ?? '')).number;
}
/** Changes a cell of the row in which another cell says so; the row's number. */
export function edit(
  book: ExcelJS.Workbook,
  sheet: string,
  where: Record<string, string>,
  cells: Record<string, string>,
): number {
  const found = book.getWorksheet(sheet)!;
  const headings = headingsOf(found);
  const at = (heading: string) => headings.indexOf(heading) + 1;
  for (let number = 2; number <= found.rowCount; number += 1) {
    const row = found.getRow(number);
    if (Object.entries(where).some(([heading, value]) => row.getCell(at(heading)).text !== value)) continue;
    for (const [heading, value] of Object.entries(cells)) row.getCell(at(heading)).value = value;
    return number;
  }
  throw new Error(`no row ${JSON.stringify(where)} on ${sheet}`);
}
const headingsOf = (sheet: ExcelJS.Worksheet): string[] =>
  (sheet.getRow(1).values as (string | undefined)[]).slice(1).map((heading) => heading ?? '');
