// Reads a hotline file as rows under their headings, whatever its format, without holding it in memory.
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { findHeadings, type Headed } from './headings';
import { filledDown, type RawRow } from './merged-cells';
import { csvRows, limited } from './rows-csv';
import { xlsxRows } from './rows-xlsx';
import { UnreadableFile } from './unreadable-file';

/** One row: its number as a spreadsheet counts (headings included), and its cells by heading. */
export type SheetRow = {
  row: number;
  cells: Record<string, string>;
  /** Of a csv: more cells than headings, as where a text with a comma in it was not quoted. The last heading's cell holds what is beyond. */
  isTorn?: true;
};

export type RowOptions = {
  /** The file's name, for messages only: its format is told from its bytes. */
  name: string;
  /** Where the file lies on disk; saves a temporary copy of an xlsx, which can be read only from a file. */
  path?: string;
  /** Largest size in bytes (100 MB). */
  maxBytes?: number;
  /** Where temporary files go; the system's own folder when left out. */
  folder?: string;
};

/** Rows as they come, once; `headings` may be asked before or while they are read. */
export type SheetRows = AsyncIterable<SheetRow> & { readonly headings: Promise<string[]> };

const HUNDRED_MB = 100 * 1024 * 1024;

/**
 * Opens a hotline file: xlsx (first visible sheet) or csv. Nothing is read until rows or headings are asked for.
 * Rows that hold nothing are left out, but counted, so that the numbers are those a person sees. A cell merged over
 * several rows is in each of them.
 * @throws UnreadableFile, from `headings` or while rows are read
 */
export function readRows(input: Readable | Uint8Array, options: RowOptions): SheetRows {
  let opened: Promise<Headed> | null = null;
  const open = () => {
    opened ??= findHeadings(rawRows(input, options), options.name);
    return opened;
  };
  return {
    get headings() {
      return open().then(({ headings }) => headings);
    },
    async *[Symbol.asyncIterator]() {
      const { headings, rows } = await open();
      for await (const { row, cells, isParted } of filledDown(rows)) {
        if (cells.every((cell) => cell.trim() === '')) continue;
        const beyond = isParted ? cells.slice(headings.length).filter((cell) => cell.trim() !== '') : [];
        const isTorn = beyond.length > 0;
        if (isTorn)
          cells.splice(headings.length - 1, cells.length, [cells[headings.length - 1], ...beyond].join(','));
        yield {
          row,
          cells: Object.fromEntries(headings.map((heading, column) => [heading, cells[column] ?? ''])),
          ...(isTorn && { isTorn }),
        };
      }
    },
  };
}

async function* rawRows(input: Readable | Uint8Array, options: RowOptions): AsyncGenerator<RawRow> {
  const most = options.maxBytes ?? HUNDRED_MB;
  if (options.path !== undefined && (await stat(options.path)).size > most) {
    throw new UnreadableFile('file.too-large', `> ${most} bytes`);
  }
  const chunks = limited(input, most);
  const first = await chunks.next();
  if (first.done || first.value.length === 0) throw new UnreadableFile('file.empty', options.name);
  const kind = kindOf(first.value);
  if (kind === 'other') {
    await chunks.return(undefined);
    throw new UnreadableFile('file.not-a-table', options.name);
  }
  const whole = joined(first.value, chunks);
  if (kind === 'csv') yield* csvRows(whole);
  else if (options.path !== undefined) {
    await whole.return(undefined);
    yield* xlsxRows(options.path, options.folder);
  } else yield* spooled(whole, options.folder ?? tmpdir());
}

async function* joined(
  first: Uint8Array,
  rest: AsyncGenerator<Uint8Array, void>,
): AsyncGenerator<Uint8Array, void> {
  yield first;
  yield* rest;
}

/** A workbook's directory stands at its end, so a stream goes to a file first, which is removed in any case. */
async function* spooled(chunks: AsyncIterable<Uint8Array>, within: string): AsyncGenerator<RawRow> {
  const folder = await mkdtemp(join(within, 'wenying-table-'));
  try {
    const path = join(folder, 'table.xlsx');
    await pipeline(Readable.from(chunks, { objectMode: false }), createWriteStream(path, { mode: 0o600 }));
    yield* xlsxRows(path, within);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Opens a file by its path: the same as `readRows` with a stream of it. */
export function readRowsFrom(path: string, options: Omit<RowOptions, 'path'>): SheetRows {
  return readRows(Readable.from(lazily(path), { objectMode: false }), { ...options, path });
}

/** Opens the file only when it is read, so that rows never asked for leave no open file behind. */
async function* lazily(path: string): AsyncGenerator<Uint8Array> {
  yield* createReadStream(path);
}

/** The first bytes of what is no table; `ustar` stands farther in. */
const FOREIGN = [
  'PK\x05',
  'PK\x07',
  '\xd0\xcf\x11\xe0',
  '%PDF',
  '\x1f\x8b',
  'Rar!',
  '\x89PNG',
  '\xff\xd8\xff',
  '7z\xbc\xaf',
  'GIF8',
  'RIFF',
  'SQLite format',
];

function kindOf(bytes: Uint8Array): 'xlsx' | 'csv' | 'other' {
  const head = Buffer.from(bytes.subarray(0, 300)).toString('latin1');
  if (head.startsWith('PK\x03\x04')) return 'xlsx';
  const foreign = FOREIGN.some((magic) => head.startsWith(magic)) || head.slice(257, 262) === 'ustar';
  return foreign ? 'other' : 'csv';
}
