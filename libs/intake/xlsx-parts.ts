// Sets right, as it streams by, what other programs write into the parts of a workbook and exceljs does not read.
import { StringDecoder } from 'node:string_decoder';
import { TooLarge } from './zip';

/** The root of a part, with the prefix that programs built on the Open XML SDK give every tag: `<x:worksheet`. */
const ROOT = /<([A-Za-z_][\w.-]{0,30}):(?:worksheet|sst|styleSheet|workbook)[\s>]/;
/** How the characters are read aloud stands beside them (`rPh`) and would be taken for the text itself. */
const READING = /<rPh\b[^>]*>.*?<\/rPh>|<phoneticPr\b[^>]*\/>/gs;
/** A date in ISO 8601 (`t="d"`): as text it is read like any other date. */
const ISO_DATE = /(<c\b[^>]*\st=")d(?=")/g;
const MOST_WAITING = 16 * 1024 * 1024;

/**
 * The XML of one part, in chunks that end between tags and between characters: no prefix of tags, no readings, dates
 * in ISO 8601 as text.
 * @throws TooLarge when 16 MB hold no end of a tag, or of a reading
 * Source: ECMA-376 part 1, §18.4.6 (rPh), §18.18.11 (t="d"); prefixes are XML namespaces.
 */
export async function* plainPart(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const decoder = new StringDecoder('utf8');
  let waiting = '';
  let tags: RegExp | null = null;
  let rooted = false;
  const plain = (text: string): Buffer => {
    if (!rooted) {
      const prefix = ROOT.exec(text)?.[1];
      rooted = prefix !== undefined || /<(?:worksheet|sst|styleSheet|workbook)[\s>]/.test(text);
      tags = prefix === undefined ? null : new RegExp(`<(/?)${prefix.replaceAll('.', '\\.')}:`, 'g');
    }
    const bare = tags ? text.replace(tags, '<$1') : text;
    return Buffer.from(bare.replace(READING, '').replace(ISO_DATE, '$1str'));
  };
  for await (const chunk of chunks) {
    waiting += decoder.write(chunk);
    const end = endOf(waiting);
    if (end > 0) {
      yield plain(waiting.slice(0, end));
      waiting = waiting.slice(end);
    }
    if (waiting.length > MOST_WAITING) throw new TooLarge('a tag without end');
  }
  yield plain(waiting + decoder.end());
}

const OPENED = /<(?:[\w.-]+:)?rPh[\s>]/g;
const CLOSED = /<\/(?:[\w.-]+:)?rPh>/;

/** Where whole tags end, and no reading has begun that does not end. */
function endOf(text: string): number {
  const end = text.lastIndexOf('>') + 1;
  if (!text.includes('rPh')) return end;
  const last = [...text.matchAll(OPENED)].at(-1)?.index ?? end;
  return last >= end || CLOSED.test(text.slice(last, end)) ? end : last;
}
