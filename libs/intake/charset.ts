// Turns bytes of unknown charset into text: Chinese sites mislabel GBK and UTF-8 daily, and a wrong guess is silent.
import iconv from 'iconv-lite';

/** Text and the charset it was read in (`utf-8`, `gb18030`, `big5`, `utf-16le`, …). */
export type Decoded = { text: string; charset: string };

const UTF8 = 'utf-8';
const LATIN = /^(?:windows-125\d|iso-8859-\d+)$/;
/** How far into a file a declaration of charset may stand. */
const HEAD = 2048;

/**
 * Decodes a document in this order: byte-order mark, HTTP charset, XML prolog or html meta, strict UTF-8, gb18030.
 * gb2312 and gbk are read as gb18030, their superset; an unknown label falls through to the next source.
 *
 * A label that the bytes contradict loses: one under which they do not decode, or any label other than UTF-8 over bytes
 * that are flawless UTF-8 with several multi-byte characters (no GBK or Big5 text of that length is).
 * When nothing decodes strictly, the candidate with the fewest replacement characters wins, so that a UTF-8
 * file cut in the middle of a character stays UTF-8.
 *
 * @param bytes the document as received
 * @param contentType the HTTP Content-Type header, if there was one
 * Source: RFC 7303 §3 (BOM before charset parameter before XML declaration); WHATWG Encoding (labels).
 */
export function decode(bytes: Uint8Array, contentType?: string | null): Decoded {
  const mark = markOf(bytes);
  if (mark)
    return { text: read(bytes.subarray(mark.length), mark.charset, false) ?? '', charset: mark.charset };
  const wide = wideOf(bytes);
  if (wide) return { text: read(bytes, wide, false) ?? '', charset: wide };
  return choose(bytes, [labelIn(contentType ?? ''), declared(bytes)]);
}

/**
 * Names the charset of a file of which only the beginning is at hand (no HTTP, no declaration). Stray zeros in a text name
 * none; those of UTF-16 without a mark do.
 * @param head at least some kilobytes from the first non-ASCII byte on
 */
export function sniff(head: Uint8Array): string {
  return markOf(head)?.charset ?? wideText(head) ?? choose(head, []).charset;
}

/** A decoder to be fed chunk by chunk; a byte-order mark is dropped. Faulty bytes become U+FFFD. */
export function chunkDecoder(charset: string): (chunk?: Uint8Array) => string {
  if (charset === 'utf-32le' || charset === 'utf-32be') return wideDecoder(charset === 'utf-32le');
  const decoder = new TextDecoder(charset, { fatal: false });
  return (chunk) => (chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode());
}

/** UTF-32, which TextDecoder does not read. */
function wideDecoder(little: boolean): (chunk?: Uint8Array) => string {
  let waiting = Buffer.alloc(0);
  return (chunk) => {
    waiting = Buffer.concat([waiting, chunk ?? Buffer.alloc(0)]);
    const text = utf32(waiting, little);
    waiting = waiting.subarray(waiting.length - (waiting.length % 4));
    return text.replace('\ufeff', '');
  };
}

function choose(bytes: Uint8Array, labels: (string | null)[]): Decoded {
  const strict = readUtf8(bytes);
  const flawless = strict !== null && !strict.endsWith('\uFFFD');
  if (flawless && wideCharacters(strict) >= 4) return { text: strict, charset: UTF8 };
  const known = [...labels, UTF8].filter((one): one is string => one !== null);
  const order = isScattered(bytes) ? known : [...known, 'gb18030'];
  for (const charset of order) {
    if (charset !== UTF8 && LATIN.test(charset) && flawless) return { text: strict, charset: UTF8 };
    const text = charset === UTF8 ? strict : read(bytes, charset, true);
    if (text !== null) return { text, charset };
  }
  return leastLoss(bytes, order);
}

/**
 * Whether most bytes above ASCII stand alone between ASCII letters, as accents do in Western European text. Chinese ones
 * come in pairs, and any such pair of a letter and an accent decodes as some Chinese character.
 */
function isScattered(bytes: Uint8Array): boolean {
  let high = 0;
  let alone = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    if ((bytes[at] ?? 0) < 0x80) continue;
    high += 1;
    const next = bytes[at + 1] ?? 0;
    // A figure after it may belong to one of GB18030's characters of four bytes.
    if ((bytes[at - 1] ?? 0) < 0x80 && next < 0x80 && !(next >= 0x30 && next <= 0x39)) alone += 1;
  }
  return alone * 2 > high;
}

function leastLoss(bytes: Uint8Array, order: string[]): Decoded {
  let best: (Decoded & { lost: number }) | null = null;
  for (const charset of order) {
    const text = read(bytes, charset, false);
    if (text === null) continue;
    const lost = text.split('\uFFFD').length - 1;
    if (!best || lost < best.lost) best = { text, charset, lost };
  }
  const high = bytes.reduce((sum, byte) => sum + (byte > 0x7f ? 1 : 0), 0);
  // Lone high bytes among ASCII are Western European text, of which the other readings lose nearly every one.
  if (!best || best.lost * 3 > high) return { text: western(bytes), charset: 'windows-1252' };
  return { text: best.text, charset: best.charset };
}

/** UTF-8 read strictly, save that the last character may be cut off. */
function readUtf8(bytes: Uint8Array): string | null {
  try {
    const decoder = new TextDecoder(UTF8, { fatal: true });
    const text = decoder.decode(bytes, { stream: true });
    try {
      return text + decoder.decode();
    } catch {
      return `${text}\uFFFD`;
    }
  } catch {
    return null;
  }
}

function read(bytes: Uint8Array, charset: string, fatal: boolean): string | null {
  if (charset === 'windows-1252') return western(bytes);
  if (charset === 'utf-32le' || charset === 'utf-32be') return utf32(bytes, charset === 'utf-32le');
  if (charset === 'big5') return big5(bytes, fatal);
  try {
    return new TextDecoder(charset, { fatal }).decode(bytes);
  } catch {
    return null;
  }
}

/** Big5 with the characters that Hong Kong added (喆, 滙, 〇): Node reads those as private ones. */
function big5(bytes: Uint8Array, fatal: boolean): string | null {
  const text = iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), 'big5-hkscs');
  return fatal && text.includes('\uFFFD') ? null : text;
}

const WEST = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** windows-1252 by hand: Node 20 reads 0x80–0x9F as control characters. */
function western(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  return text.replace(/[\u0080-\u009f]/g, (one) => WEST.charAt(one.charCodeAt(0) - 0x80));
}

function utf32(bytes: Uint8Array, little: boolean): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts: string[] = [];
  for (let at = 0; at + 4 <= bytes.length; at += 4) {
    const code = view.getUint32(at, little);
    parts.push(code > 0x10ffff || (code >= 0xd800 && code < 0xe000) ? '\uFFFD' : String.fromCodePoint(code));
  }
  return parts.join('');
}

function markOf(b: Uint8Array): { charset: string; length: number } | null {
  if (b[0] === 0xef && b[1] === 0xbb && b[2] === 0xbf) return { charset: UTF8, length: 3 };
  if (b[0] === 0xff && b[1] === 0xfe && b[2] === 0 && b[3] === 0) return { charset: 'utf-32le', length: 4 };
  if (b[0] === 0 && b[1] === 0 && b[2] === 0xfe && b[3] === 0xff) return { charset: 'utf-32be', length: 4 };
  if (b[0] === 0xff && b[1] === 0xfe) return { charset: 'utf-16le', length: 2 };
  if (b[0] === 0xfe && b[1] === 0xff) return { charset: 'utf-16be', length: 2 };
  if (b[0] === 0x84 && b[1] === 0x31 && b[2] === 0x95 && b[3] === 0x33)
    return { charset: 'gb18030', length: 4 };
  return null;
}

/** UTF-16 and UTF-32 without a mark: a document opens with ASCII, so the zero bytes tell (XML 1.0, appendix F). */
function wideOf(b: Uint8Array): string | null {
  const [p, q, r, s] = [b[0] ?? 1, b[1] ?? 1, b[2] ?? 1, b[3] ?? 1];
  if (p === 0 && q === 0 && r === 0 && s > 0) return 'utf-32be';
  if (p > 0 && q === 0 && r === 0 && s === 0) return 'utf-32le';
  if (p === 0 && q > 0 && r === 0 && s > 0) return 'utf-16be';
  if (p > 0 && q === 0 && r > 0 && s === 0) return 'utf-16le';
  return null;
}

/** Chinese and what stands among it. Letters of eight bits, two of them taken for one, are hardly ever such. */
const USUAL = /[\t\n\r -~\u00a0-\u08ff\u2010-\u201f\u2026\u3000-\u301f\u4e00-\u9fff\uff00-\uffef]/g;
const WIDE_HEAD = 65_536;

/** UTF-16 without a mark that may open with any character: a text that is nearly all usual characters when read so. */
function wideText(head: Uint8Array): string | null {
  const bytes = head.subarray(0, WIDE_HEAD);
  if (!bytes.includes(0)) return null;
  for (const charset of ['utf-16le', 'utf-16be']) {
    try {
      const text = new TextDecoder(charset, { fatal: true }).decode(bytes, { stream: true });
      if ((text.match(USUAL)?.length ?? 0) > text.length * 0.95) return charset;
    } catch {
      // No UTF-16 of this order.
    }
  }
  return null;
}

function declared(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, HEAD)).toString('latin1');
  const prolog = /<\?xml\s[^>]{0,300}?\bencoding\s*=\s*["']?\s*([\w.:-]{1,40})/i.exec(head)?.[1];
  const meta = prolog ?? /<meta\s[^>]{0,300}?\bcharset\s*=\s*["']?\s*([\w.:-]{1,40})/i.exec(head)?.[1];
  const label = canonical(meta ?? '');
  // A declaration that could be read byte by byte was not written in a two-byte charset.
  return label?.startsWith('utf-16') ? UTF8 : label;
}

function labelIn(contentType: string): string | null {
  return canonical(/charset\s*=\s*["']?\s*([\w.:-]{1,40})/i.exec(contentType)?.[1] ?? '');
}

function canonical(label: string): string | null {
  if (!label) return null;
  try {
    const known = new TextDecoder(label.trim()).encoding;
    return known === 'gbk' ? 'gb18030' : known;
  } catch {
    return null;
  }
}

/** Counts characters that take three bytes or more in UTF-8, stopping when there are enough. */
function wideCharacters(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length && count < 4; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= 0x800 && code !== 0xfffd) count += 1;
  }
  return count;
}
