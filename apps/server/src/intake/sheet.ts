// A hotline file as intake needs it: what it holds at a glance, its rows one after another, each row as a message.
import type { ImportRun } from '#contract';
import {
  fromRefused,
  proposeMapping,
  readHotlineRow,
  readRowsFrom,
  redact,
  redactCell,
  refuse,
  type SheetRow,
  UnreadableFile,
} from '#intake';
import { Refusal } from '../platform/problem';
import { type Incoming, storable } from './mask';
import { MOST_BYTES } from './uploads';

type Mapping = ImportRun['mapping'];
export type Survey = Pick<ImportRun, 'headings' | 'sample' | 'mapping' | 'why' | 'rows'>;
export type ReadRow = { ok: true; message: Incoming } | { ok: false; code: string; reason: string };

const ROWS_SHOWN = 20;

/**
 * Reads the whole file once: its headings, its first rows as they will be stored, how many rows there are.
 * @throws Refusal when it cannot be read as a table
 */
export async function surveySheet(file: string, name: string): Promise<Survey> {
  const raw: Record<string, string>[] = [];
  let rows = 0;
  try {
    const sheet = readRowsFrom(file, { name, maxBytes: MOST_BYTES });
    const headings = await sheet.headings;
    // Binary rubbish among the headings: whatever it is, it is no table.
    if (headings.some((heading) => storable(heading) !== heading))
      throw new UnreadableFile('file.not-a-table');
    for await (const { cells } of sheet) {
      rows += 1;
      if (raw.length < ROWS_SHOWN) raw.push(fromRefused(cells));
    }
    if (rows === 0) throw noRows();
    const { mapping, why } = proposeMapping(headings, raw);
    return { headings, sample: raw.map((cells) => maskedCells(cells).cells), mapping, why, rows };
  } catch (cause) {
    throw unreadable(cause);
  }
}

/** The first rows that hold something, as they stand in the file. @throws Refusal as `surveySheet` */
export async function firstRows(file: string, name: string): Promise<SheetRow[]> {
  const rows: SheetRow[] = [];
  for await (const row of rowsOf(file, name)) {
    rows.push(row);
    if (rows.length === ROWS_SHOWN) break;
  }
  return rows;
}

/** The rows of a file, in order. @throws Refusal when it cannot be read as a table, or breaks off */
export async function* rowsOf(file: string, name: string): AsyncGenerator<SheetRow> {
  try {
    yield* readRowsFrom(file, { name, maxBytes: MOST_BYTES });
  } catch (cause) {
    throw unreadable(cause);
  }
}

const unreadable = (cause: unknown): unknown =>
  cause instanceof UnreadableFile ? new Refusal(422, cause.code, cause.zh, cause.en) : cause;

const noRows = () =>
  new Refusal(
    422,
    'import.no-rows',
    '文件里只有表头，没有数据行；请选择有内容的文件。',
    'The file has headings only; choose one with rows in it.',
  );

const torn = refuse(
  'row.too-many-cells',
  '这一行的格数比表头多，多半是文字里的逗号没有加引号，未导入；请把被拆开的文字并回一格，或给多出的列加上表头，再重新导入。',
  'The row has more cells than there are headings, as where a text with a comma in it was not quoted; put the text back into one cell, or give the further columns headings, and import again.',
);

/** A row under its mapping. A reason may quote a cell, so it is masked as well. */
export function readRow({ cells, isTorn }: SheetRow, mapping: Mapping): ReadRow {
  // Which column was torn cannot be told: taken in, words would stand under wrong headings and the last be lost.
  if (isTorn) return { ok: false, ...torn.refused };
  const read = readHotlineRow(fromRefused(cells), mapping);
  if ('refused' in read) {
    const { code, reason } = read.refused;
    return { ok: false, code, reason: redact(storable(reason)).text };
  }
  const { externalId, title, body, place, ...hotline } = read.record;
  return {
    ok: true,
    message: {
      channel: 'hotline',
      externalId,
      title,
      body,
      url: null,
      publishedAt: hotline.receivedAt,
      place,
      agency: hotline.agency,
      hotline,
    },
  };
}

/** A row as it may be read, and the headings of the cells in which something was masked. */
export function maskedCells(cells: Record<string, string>): {
  cells: Record<string, string>;
  masked: string[];
} {
  const masked: string[] = [];
  const safe = Object.entries(fromRefused(cells)).map(([heading, cell]) => {
    const one = redactCell(heading, storable(cell));
    if (one.masked) masked.push(heading);
    return [heading, one.text];
  });
  return { cells: Object.fromEntries(safe), masked };
}
