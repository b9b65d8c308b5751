// Undoes the content encodings of an HTTP answer, also where the server names `deflate` but means its bare form.
import { promisify } from 'node:util';
import { brotliDecompress, constants, gunzip, inflate, inflateRaw } from 'node:zlib';
import { FeedFault } from './feed-fault';

const unpackOne = {
  gzip: promisify(gunzip),
  br: promisify(brotliDecompress),
  deflate: promisify(inflate),
  bare: promisify(inflateRaw),
};
type Packing = keyof typeof unpackOne;

/**
 * The bytes without their `Content-Encoding`; what was cut off still gives what came.
 * @throws FeedFault `feed.too-large` when there is more than `largest` in them, `feed.bad-answer` when they are broken
 */
export async function unpack(bytes: Buffer, header: string | null, largest: number): Promise<Buffer> {
  const names = (header ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '' && name !== 'identity');
  // More than a server could mean: each layer multiplies the work.
  if (names.length > 2) throw new FeedFault('feed.bad-answer');
  let plain = bytes;
  for (const name of names.reverse()) {
    const packing = packingOf(name, plain);
    const finishFlush = packing === 'br' ? constants.BROTLI_OPERATION_FLUSH : constants.Z_SYNC_FLUSH;
    try {
      plain = await unpackOne[packing](plain, { finishFlush, maxOutputLength: largest });
    } catch (cause) {
      const large = (cause as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE';
      throw new FeedFault(large ? 'feed.too-large' : 'feed.bad-answer');
    }
  }
  return plain;
}

function packingOf(name: string, bytes: Buffer): Packing {
  if (name === 'gzip' || name === 'x-gzip') return 'gzip';
  if (name === 'br') return 'br';
  // zlib-wrapped or bare: the low four bits of the first byte tell (RFC 1950).
  if (name === 'deflate') return ((bytes[0] ?? 0) & 0x0f) === 8 ? 'deflate' : 'bare';
  throw new FeedFault('feed.bad-answer');
}
