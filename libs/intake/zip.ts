// Looks into a zip file's directory before anything is unpacked: what is in it, and how large it would become.
import { open } from 'node:fs/promises';
import { inflateRawSync } from 'node:zlib';

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

/** Text of a small entry; empty when it is larger than `most` bytes or damaged. */
export async function zipText(file: Bytes, entry: ZipEntry, most: number): Promise<string> {
  if (entry.size > most || entry.packed > most) return '';
  const head = await file.read(entry.at, 30);
  if (head.length < 30) return '';
  const start = entry.at + 30 + head.readUInt16LE(26) + head.readUInt16LE(28);
  const data = await file.read(start, entry.packed);
  try {
    return (entry.method === 0 ? data : inflateRawSync(data, { maxOutputLength: most })).toString('utf8');
  } catch {
    return '';
  }
}
