// What a thread does with a workbook: reads the rows in it, or writes one.
import { told } from '../platform/threads';
import { readWorkbook, writeWorkbook } from './workbook';
import type { WorkbookRows } from './workbook-threads';

export const read = (bytes: Uint8Array) => told(readWorkbook(Buffer.from(bytes)));
export const write = (rows: WorkbookRows) => told(writeWorkbook(rows));
