// Reads a csv file chunk by chunk: charset and delimiter are found from its beginning, quoted newlines are kept.
import type { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { chunkDecoder, sniff } from './charset';
import type { RawRow } from './merged-cells';
import { isMarkedUp, markedUpRows } from './rows-marked-up';
import { UnreadableFile } from './unreadable-file';

/** Bytes to gather after the first one that is not ASCII before the charset is named. */
const ENOUGH = 65_536;
const MB = 1024 * 1024;

/**
 * Rows of a csv file in UTF-8, UTF-16 or gb18030, parted by comma, semicolon or tab; or of a page called a table.
 * @throws UnreadableFile when it is no text, or a quote is never closed
 * Source: RFC 4180.
 */
export async function* csvRows(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<RawRow> {
  const text = decoded(chunks);
  const first = await text.next();
  const raw = first.done ? '' : first.value;
  if (/^MIME-Version:/i.test(raw) || isBinary(raw)) throw new UnreadableFile('file.not-a-table');
  const head = raw.replaceAll(NUL, '');
  const rest = withoutZeros(text);
  if (isMarkedUp(head)) return yield* markedUpRows(head, rest);
  const parser = parse({
    delimiter: delimiterOf(head),
    bom: true,
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: false,
    max_record_size: 16 * MB,
  });
  const feeding = feed(parser, head, rest);
  let row = 0;
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      row += 1;
      yield { row, cells: cells.map(bare), isParted: true };
    }
    await feeding;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    // Either the file ends within a quote, or a row under one grows beyond all measure.
    const isOpen = error.code === 'CSV_QUOTE_NOT_CLOSED' || error.code === 'CSV_MAX_RECORD_SIZE';
    throw isOpen
      ? new UnreadableFile('file.open-quote', '', row + 1)
      : new UnreadableFile('file.not-a-table', `row ${row + 1}: ${error.code}`, row + 1);
  } finally {
    parser.destroy();
    await feeding.catch(() => undefined);
  }
}

/** Old programs fill fields up with zeros, or leave one behind; they say nothing. */
const NUL = '\0';
async function* withoutZeros(text: AsyncGenerator<string, void>): AsyncGenerator<string, void> {
  for await (const piece of text) yield piece.replaceAll(NUL, '');
}

/** What no text holds: control characters besides blanks and breaks, and what no charset could read. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const NO_LETTER = /[\u0001-\u0008\u000e-\u0019\u001b-\u001f\u007f-\u009f\ufffd]/g;

/** Whether zeros stand among what is no text either, or alone: a picture, a database, a program. */
function isBinary(head: string): boolean {
  if (!head.includes(NUL)) return false;
  const rest = head.replaceAll(NUL, '').slice(0, 4000);
  return (rest.match(NO_LETTER)?.length ?? 0) >= rest.length * 0.05;
}

/** `="20260001"`: written so that a spreadsheet leaves a long number alone; the number is meant. */
const bare = (cell: string): string => /^="([^"]*)"$/.exec(cell)?.[1] ?? cell;

type Parser = ReturnType<typeof parse>;

async function feed(parser: Parser, head: string, rest: AsyncGenerator<string>): Promise<void> {
  try {
    for (let piece: string | undefined = head; piece !== undefined; ) {
      if (parser.destroyed) return;
      if (!parser.write(piece)) await drained(parser);
      const next: IteratorResult<string, void> = await rest.next();
      piece = next.done ? undefined : next.value;
    }
    if (!parser.destroyed) parser.end();
  } catch (error) {
    parser.destroy(error instanceof Error ? error : new Error(String(error)));
  } finally {
    await rest.return(undefined);
  }
}

function drained(parser: Parser): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      parser.off('drain', done).off('close', done);
      resolve();
    };
    parser.on('drain', done).on('close', done);
  });
}

/** Text of a stream, once enough of it is known to name its charset. ASCII in front is the same in all of them. */
async function* decoded(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string, void> {
  let waiting: Uint8Array[] = [];
  let seen = 0;
  let decode: ((chunk?: Uint8Array) => string) | null = null;
  for await (const chunk of chunks) {
    if (decode) {
      yield decode(chunk);
      continue;
    }
    waiting.push(chunk);
    if (seen > 0 || tells(chunk)) seen += chunk.length;
    const ascii = seen === 0 && waiting.length * chunk.length > 64 * MB;
    if (seen < ENOUGH && !ascii) continue;
    const head = Buffer.concat(waiting);
    waiting = [];
    decode = chunkDecoder(sniff(head));
    yield decode(head);
  }
  const head = Buffer.concat(waiting);
  decode ??= chunkDecoder(sniff(head));
  yield decode(head) + decode();
}

/** Whether a chunk tells one charset from another: ASCII in front of it does not, nor does a stray zero. */
const tells = (chunk: Uint8Array): boolean =>
  chunk.some((byte) => byte > 0x7f) || chunk.filter((byte) => byte === 0).length * 4 > chunk.length;

/** The mark that parts most evenly the first lines, quotes left out of account. */
function delimiterOf(head: string): string {
  const lines = head
    .slice(0, 20_000)
    .replace(/"(?:[^"]|"")*"/g, '')
    .split(/\r?\n/)
    .slice(0, 10);
  const marks = [',', '\t', ';', '|'];
  const counts = marks.map((mark) => {
    const each = lines.filter((line) => line.trim() !== '').map((line) => line.split(mark).length - 1);
    const first = each[0] ?? 0;
    return first === 0 ? Math.max(0, ...each) / 10 : first;
  });
  return marks[counts.indexOf(Math.max(...counts))] ?? ',';
}

/** Chunks of a stream or of bytes at hand, with the bytes counted against a limit. */
export async function* limited(input: Readable | Uint8Array, most: number): AsyncGenerator<Uint8Array, void> {
  let seen = 0;
  const source = input instanceof Uint8Array ? slices(input) : (input as AsyncIterable<Uint8Array | string>);
  for await (const piece of source) {
    const chunk = typeof piece === 'string' ? Buffer.from(piece) : piece;
    seen += chunk.length;
    if (seen > most) throw new UnreadableFile('file.too-large', `> ${most} bytes`);
    yield chunk;
  }
}

function* slices(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += ENOUGH) yield bytes.subarray(at, at + ENOUGH);
}
