// The leaf hashes kept outside the database: an append-only binary file, 32 bytes a leaf, leaf i at byte 32 × i.
import { sameBytes } from './merkle';

export const leafBytes = 32;

/** Where the leaf of entry `seq` stands in the file, in bytes. */
export const offsetOfSeq = (seq: number): number => (seq - 1) * leafBytes;

/** How many whole leaves a file of `bytes` holds, and how many bytes of a torn write follow them (cut those off). */
export function wholeLeaves(bytes: number): { leaves: number; torn: number } {
  return { leaves: Math.floor(bytes / leafBytes), torn: bytes % leafBytes };
}

/** Leaf hashes as the bytes to append to the file. Throws a RangeError when one is not 32 bytes. */
export function leavesToBytes(leaves: Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(leaves.length * leafBytes);
  leaves.forEach((leaf, at) => {
    if (leaf.length !== leafBytes)
      throw new RangeError(`leaf ${at} has ${leaf.length} bytes, not ${leafBytes}`);
    bytes.set(leaf, at * leafBytes);
  });
  return bytes;
}

type Many<T> = Iterable<T> | AsyncIterable<T>;

/** The leaves in a stream of chunks of any length (a read stream of the file); a torn last leaf is left out. */
export async function* leavesOf(chunks: Many<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  let rest = new Uint8Array(0);
  for await (const chunk of chunks) {
    const bytes = new Uint8Array(rest.length + chunk.length);
    bytes.set(rest);
    bytes.set(chunk, rest.length);
    const { leaves, torn } = wholeLeaves(bytes.length);
    for (let at = 0; at < leaves; at++) yield bytes.slice(at * leafBytes, (at + 1) * leafBytes);
    rest = bytes.slice(bytes.length - torn);
  }
}

/**
 * `differs`: both have a leaf for `seq`, not the same one. `outside-behind`: the rows go on; harmless when the process
 * stopped between the commit and the write: append what is missing. `rows-behind`: the outside goes on; rows were
 * taken away (or an older copy of the database was restored): never repair this silently.
 */
export type LeafDifference = { seq: number; kind: 'differs' | 'outside-behind' | 'rows-behind' };

/**
 * The first place where the leaf hashes of the rows (recomputed from the rows, in order from seq `from`) and those
 * kept outside (from the same seq) are not the same; `null` when both are equal to the end. Streams.
 */
export async function firstDifference(
  rows: Many<Uint8Array>,
  outside: Many<Uint8Array>,
  from = 1,
): Promise<LeafDifference | null> {
  const left = iteratorOf(rows);
  const right = iteratorOf(outside);
  try {
    for (let seq = from; ; seq++) {
      const [row, kept] = await Promise.all([left.next(), right.next()]);
      if (row.done && kept.done) return null;
      if (row.done) return { seq, kind: 'rows-behind' };
      if (kept.done) return { seq, kind: 'outside-behind' };
      if (!sameBytes(row.value, kept.value)) return { seq, kind: 'differs' };
    }
  } finally {
    await Promise.all([left.return?.(), right.return?.()]);
  }
}

function iteratorOf<T>(many: Many<T>): Iterator<T> | AsyncIterator<T> {
  return Symbol.asyncIterator in many ? many[Symbol.asyncIterator]() : many[Symbol.iterator]();
}
