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

export async function brought(
  client: Client,
  bytes: ExcelJS.Workbook | Uint8Array<ArrayBuffer>,
): Promise<{ status: number; body: TransferReport & { code?: string } }> {
  const body = bytes instanceof Uint8Array ? bytes : new Uint8Array(await bytes.xlsx.writeBuffer());
  const response = await client.fetch('/api/organisation/import', {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body,
  });
  return { status: response.status, body: (await response.json()) as TransferReport & { code?: string } };
}
