// Looks into a zip file's directory before anything is unpacked: what is in it, and how large it would become.

import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline, type Readable } from 'node:stream';
import { createInflateRaw } from 'node:zlib';

export type ZipEntry = { name: string; packed: number; size: number; method: number; at: number };
/** A file that can be read anywhere. */
export type Bytes = {
  size: number;
  read(at: number, length: number): Promise<Buffer>;
  close(): Promise<void>;
};

/** Opens a file for reading at any place. */
export async function openBytes(path: string): Promise<Bytes> {
  const file = await open(path, 'r');
  const { size } = await file.stat();
  return {
    size,
    read: async (at, length) => {
      const buffer = Buffer.alloc(Math.max(0, Math.min(length, size - at)));
      await file.read(buffer, 0, buffer.length, at);
      return buffer;
    },
    close: () => file.close(),
  };
}

/**
 * Entries of a zip file by its central directory.
 * @returns null when there is no whole directory (the file was cut off, or is no zip)
 * Source: PKWARE APPNOTE 6.3.10, §4.3.12 and §4.3.16. Zip64 is not needed below 4 GB.
 */
export async function zipEntries(file: Bytes): Promise<ZipEntry[] | null> {
  const tailAt = Math.max(0, file.size - 66_000);
  const tail = await file.read(tailAt, 66_000);
  const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  if (end < 0 || end + 22 > tail.length) return null;
  const length = tail.readUInt32LE(end + 12);
  const at = tail.readUInt32LE(end + 16);
  if (length > 16_000_000 || at + length > file.size) return null;
  const directory = await file.read(at, length);
  const entries: ZipEntry[] = [];
  for (let here = 0; here + 46 <= directory.length && directory.readUInt32LE(here) === 0x02014b50; ) {
    const nameLength = directory.readUInt16LE(here + 28);
    entries.push({
      name: directory.toString('utf8', here + 46, here + 46 + nameLength),
      method: directory.readUInt16LE(here + 10),
      packed: directory.readUInt32LE(here + 20),
      size: directory.readUInt32LE(here + 24),
      at: directory.readUInt32LE(here + 42),
    });
    here += 46 + nameLength + directory.readUInt16LE(here + 30) + directory.readUInt16LE(here + 32);
  }
  return entries;
}

/** An entry would become larger than its reader allows, whatever its directory says. */
export class TooLarge extends Error {}

/**
 * Bytes of an entry as they are unpacked.
 * @throws TooLarge past `most` bytes; zlib's error where the data is damaged
 */
export async function* zipChunks(path: string, entry: ZipEntry, most: number): AsyncGenerator<Buffer> {
  const start = await dataStart(path, entry);
  if (entry.size > most) throw new TooLarge(`${entry.name}: ${entry.size} bytes`);
  if (entry.packed === 0) return;
  let seen = 0;
  for await (const chunk of unpacked(path, entry, start)) {
    seen += chunk.length;
    if (seen > most) throw new TooLarge(`${entry.name}: > ${most} bytes`);
    yield chunk;
  }
}

function unpacked(path: string, entry: ZipEntry, start: number): AsyncIterable<Buffer> {
  const packed: Readable = createReadStream(path, { start, end: start + entry.packed - 1 });
  // A failure reaches whoever reads the last stream.
  return entry.method === 0 ? packed : pipeline(packed, createInflateRaw(), () => undefined);
}

/** Names and extra fields in front of the data may be longer than the directory says. */
async function dataStart(path: string, entry: ZipEntry): Promise<number> {
  const file = await openBytes(path);
  try {
    const head = await file.read(entry.at, 30);
    if (head.length < 30 || head.readUInt32LE(0) !== 0x04034b50) throw new Error(`${entry.name}: damaged`);
    return entry.at + 30 + head.readUInt16LE(26) + head.readUInt16LE(28);
  } finally {
    await file.close();
  }
}

/** Text of an entry; empty when there is none of that name. */
export async function zipText(path: string, entry: ZipEntry | undefined, most: number): Promise<string> {
  const chunks: Buffer[] = [];
  if (entry) for await (const chunk of zipChunks(path, entry, most)) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
