// Small linear readers of tags and entities, for the walk over a feed's source.

const NAME = /<\/?([A-Za-z_][\w.-]{0,80}(?::[A-Za-z_][\w.-]{0,80})?)/y;

/** The name of the tag that begins at `at`, or null when what stands there is no tag. */
export function topTag(source: string, at: number): string | null {
  NAME.lastIndex = at;
  return NAME.exec(source)?.[1] ?? null;
}

/** Where the tag that begins at `at` ends (one past `>`); -1 when it never does. A broken quote ends at the next `>`. */
export function tagEnd(source: string, at: number): number {
  let quote = 0;
  for (let here = at + 1; here < source.length; here += 1) {
    const code = source.charCodeAt(here);
    if (quote !== 0) {
      if (code === quote) quote = 0;
      else if (code === 60) return nearest(source, at);
    } else if (code === 34 || code === 39)
      quote = source.charCodeAt(here - 1) === 61 || blankBefore(source, here) ? code : 0;
    else if (code === 62) return here + 1;
    else if (code === 60) return nearest(source, at);
  }
  return quote === 0 ? -1 : nearest(source, at);
}

function blankBefore(source: string, at: number): boolean {
  const before = source.charCodeAt(at - 1);
  return before === 32 || before === 9 || before === 10 || before === 13;
}

function nearest(source: string, at: number): number {
  const close = source.indexOf('>', at);
  return close < 0 ? -1 : close + 1;
}

const STRAY = /&(?!(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|amp|lt|gt|quot|apos);)/g;
const UNREAL = /&#(?:0|[1-8]|1[1-9]|2\d|3[01]|x0?[0-8bce-f]|x1[\da-f]|xfff[ef]|6553[45]);/gi;

/** Escapes ampersands that begin no XML entity (HTML's names are decoded later), drops references to no character. */
export function mendAmpersands(text: string): string {
  return text
    .replace(STRAY, '&amp;')
    .replace(UNREAL, (one) => (/^&#(?:9|10|13|x[9ad]);$/i.test(one) ? one : ''));
}

/** Attributes of one tag, names in lower case, the five XML entities decoded. */
export function attributesOf(tag: string): Record<string, string> {
  const found: [string, string][] = [];
  for (const match of tag
    .slice(0, 20_000)
    .matchAll(/([\w:.-]{1,80})\s{0,9}=\s{0,9}(?:"([^"<]{0,4000})"|'([^'<]{0,4000})')/g)) {
    found.push([(match[1] ?? '').toLowerCase(), xmlText(match[2] ?? match[3] ?? '')]);
  }
  return Object.fromEntries(found);
}

const XML: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Decodes the five entities of XML. */
export function xmlText(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|apos);/g, (whole, name: string) => XML[name] ?? whole);
}

/**
 * An estimate of the steps that a pattern like `<tag[^]*?>`, which readers use to strip HTML, would take: for every
 * `<` the distance to the next `>`, whether written plainly or escaped. Linear to compute.
 */
export function stripCost(source: string): number {
  let cost = 0;
  let open = 0;
  let sum = 0;
  for (const match of source.matchAll(/<|>|&(lt|gt|#0*6[02]|#x0*3[ce]);/gi)) {
    const at = match.index;
    if (/^(?:<|&lt;|&#0*60;|&#x0*3c;)$/i.test(match[0])) {
      open += 1;
      sum += at;
    } else {
      cost += open * at - sum;
      open = 0;
      sum = 0;
    }
  }
  return cost + open * source.length - sum;
}
