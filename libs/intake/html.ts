// Makes foreign HTML harmless: either plain text, or a short list of tags that cannot run, frame or track anything.
import { compile } from 'html-to-text';
import sanitizeHtml from 'sanitize-html';

const TAG = /<(?:[a-z!?]|\/[a-z])/i;
const ENTITY = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});/i;
const LAYOUT = /<(?:p|br|div|li|tr|h[1-6]|table|ul|ol|blockquote|section|article)\b/i;
/** Names of tags that, when they still stand after one decoding, were escaped twice and not written about. */
const ESCAPED =
  /<\/?(?:a|abbr|b|big|br|center|div|em|embed|font|form|h[1-6]|hr|i|iframe|img|input|li|link|meta|object|ol|p|s|script|small|span|strong|style|sub|sup|svg|table|td|th|tr|u|ul|video)(?:\s[^<>]*)?\/?>/i;
const SELF_CLOSING =
  /^(?:area|base|br|col|hr|img|input|link|meta|param|source|wbr|p|li|td|th|tr|dt|dd|option)$/;
const DEEPEST = 400;

const laidOut = reader(false);
/** For text in which tags only mark words: its own line breaks are meant. */
const inline = reader(true);

function reader(preserveNewlines: boolean): (html: string) => string {
  return compile({
    wordwrap: false,
    preserveNewlines,
    limits: { maxInputLength: 16_777_216, maxDepth: DEEPEST },
    selectors: [
      { selector: 'a', options: { ignoreHref: true } },
      ...['img', 'script', 'style'].map((selector) => ({ selector, format: 'skip' })),
      { selector: 'p', options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } },
      { selector: 'hr', format: 'lineBreak' },
      ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({
        selector,
        options: { uppercase: false },
      })),
      ...['blockquote', 'table', 'tr'].map((selector) => ({ selector, format: 'block' })),
      ...['td', 'th'].map((selector) => ({ selector, format: 'inlineSurround', options: { suffix: ' ' } })),
    ],
  });
}

/**
 * Plain text of a text that may hold HTML: tags gone, entities decoded, lines kept where the HTML breaks them.
 * Text that was escaped twice is decoded until no known tag is left, so that no HTML survives. Linear in its length.
 */
export function plainText(source: string): string {
  let text = source;
  for (let round = 0; round < 3; round += 1) {
    text = once(text);
    if (!ESCAPED.test(text.replaceAll('&lt;', '<').replaceAll('&gt;', '>'))) break;
  }
  if (ESCAPED.test(text)) text = stripped(text);
  return tidy(text);
}

/** Plain text on one line, for titles. */
export function plainLine(source: string): string {
  return plainText(source).replace(/\s+/g, ' ').trim();
}

/**
 * HTML that may be shown: formatting, lists, tables, links and pictures over http(s); no script, style, form or frame.
 * @param resolve turns an address written in the text into an absolute one, or null when it is no http(s) address
 */
export function safeHtml(source: string, resolve: (address: string) => string | null): string {
  if (!TAG.test(source)) return source.replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  if (tooDeep(source)) return sanitizeHtml(stripped(source), { allowedTags: [] });
  return sanitizeHtml(source, {
    allowedTags: [...sanitizeHtml.defaults.allowedTags, 'img', 'del', 'ins'],
    allowedAttributes: { a: ['href', 'title', 'rel'], img: ['src', 'alt', 'title', 'width', 'height'] },
    allowedSchemes: ['http', 'https'],
    allowProtocolRelative: false,
    nestingLimit: 100,
    transformTags: {
      a: (tagName, attribs) => ({ tagName, attribs: linked(attribs, 'href', resolve) }),
      img: (tagName, attribs) => ({ tagName, attribs: linked(attribs, 'src', resolve) }),
    },
  }).trim();
}

function linked(
  attribs: Record<string, string>,
  name: 'href' | 'src',
  resolve: (address: string) => string | null,
): Record<string, string> {
  const { [name]: address, ...rest } = attribs;
  const absolute = address === undefined ? null : resolve(address);
  const kept = absolute === null ? rest : { ...rest, [name]: absolute };
  return name === 'href' ? { ...kept, rel: 'nofollow noopener noreferrer' } : kept;
}

function once(text: string): string {
  if (!TAG.test(text)) return ENTITY.test(text) ? entities(text) : text;
  if (tooDeep(text)) return entities(stripped(text));
  return LAYOUT.test(text) ? laidOut(text) : inline(text.replace(/\n\s*\n/g, '\n\n'));
}

/** Decodes entities of text without tags; `<` is shielded, since what stands here is text. */
function entities(text: string): string {
  const lines = text.replaceAll('<', '&lt;').split('\n');
  return lines.map((line) => (ENTITY.test(line) ? decoded(line) : line.replaceAll('&lt;', '<'))).join('\n');
}

function decoded(line: string): string {
  const lead = /^\s*/.exec(line)?.[0] ?? '';
  return lead + inline(line);
}

/** A strip that is linear whatever the text: every `<` is looked at until the next one only. */
function stripped(text: string): string {
  return text.replace(/<[^<>]*>/g, ' ').replace(/<(?=[a-z/!])/gi, '‹');
}

/** Whether nesting is so deep that a parser with a stack would be slow or overflow. */
function tooDeep(text: string): boolean {
  let depth = 0;
  for (const [, close, name = '', rest = ''] of text.matchAll(/<(\/?)([a-z][a-z\d:]*)([^<>]*)/gi)) {
    if (SELF_CLOSING.test(name.toLowerCase()) || rest.endsWith('/')) continue;
    depth = close ? Math.max(0, depth - 1) : depth + 1;
    if (depth > DEEPEST) return true;
  }
  return false;
}

function tidy(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[\u00a0\u3000\t ]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
