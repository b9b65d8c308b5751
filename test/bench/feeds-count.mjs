// Counts the items of a feed without any reader of ours: by a strict XML parser where the file is well-formed, else by its tags alone.
import { createRequire } from 'node:module';
import { gunzipSync } from 'node:zlib';
import { decode } from '#intake';

const require = createRequire(import.meta.url);
const { SaxesParser } = createRequire(require.resolve('exceljs'))('saxes');

const ITEM = /^(?:[\w-]+:)?(?:item|entry)$/i;
const ROOT = /^(?:[\w-]+:)?(?:rss|rdf|feed|channel)$/i;

/**
 * What the file is, told by its tags: `{kind: 'well-formed' | 'broken' | 'json' | 'none', items}`.
 * An item inside an item is no item of the feed. `items` of a broken file are those that begin and end.
 */
export function countItems(bytes) {
  const plain = bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes;
  // Blank lines before the XML declaration are the one slip that is not held against a file.
  const text = decode(plain).text.replace(/^[\ufeff\s]+/, '');
  if (/^[{[]/.test(text)) return countJson(text);
  const strict = countStrictly(text);
  if (strict) return strict.feed ? { kind: 'well-formed', items: strict.items } : { kind: 'none', items: 0 };
  const tags = [
    ...text
      .replace(/<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>/g, '')
      .matchAll(/<(\/?)([A-Za-z][\w:.-]*)[^<>]*?(\/?)>/g),
  ];
  if (!tags.slice(0, 40).some(([, end, name]) => !end && ROOT.test(name))) return { kind: 'none', items: 0 };
  let [open, items] = [0, 0];
  for (const [, end, name, bare] of tags) {
    if (!ITEM.test(name)) continue;
    if (end) {
      if (open === 1) items += 1;
      open = Math.max(0, open - 1);
    } else if (!bare) open += 1;
    else if (open === 0) items += 1;
  }
  return { kind: 'broken', items };
}

function countStrictly(text) {
  const parser = new SaxesParser({ xmlns: true });
  const inside = [];
  let [items, feed, failed] = [0, false, false];
  parser.on('error', () => {
    failed = true;
  });
  parser.on('opentag', ({ name }) => {
    // A page that was set around a feed is still the page of a feed.
    if (inside.length < 4 && ROOT.test(name)) feed = true;
    if (ITEM.test(name) && !inside.some((one) => ITEM.test(one))) items += 1;
    inside.push(name);
  });
  parser.on('closetag', () => inside.pop());
  try {
    parser.write(text).close();
  } catch {
    failed = true;
  }
  return failed ? null : { feed, items };
}

function countJson(text) {
  try {
    const value = JSON.parse(text);
    const named = /jsonfeed\.org\/version/i.test(value?.version ?? '');
    const items = value?.items?.filter((one) => one && typeof one === 'object' && !Array.isArray(one));
    return named ? { kind: 'json', items: items?.length ?? 0 } : { kind: 'none', items: 0 };
  } catch {
    // Cut off: a whole item is an object in the list that ends.
    const from = /"items"\s*:\s*\[/.exec(text);
    if (!from || !/jsonfeed\.org\/version|"(?:feed_url|home_page_url)"\s*:/i.test(text))
      return { kind: 'none', items: 0 };
    const flat = text.slice(from.index + from[0].length).replace(/"(?:[^"\\]|\\[\s\S])*(?:"|$)/g, '');
    let [depth, items] = [0, 0];
    for (const sign of flat) {
      if (sign === '{' || sign === '[') depth += 1;
      else if (sign === '}' || sign === ']') {
        depth -= 1;
        if (depth === 0) items += 1;
        if (depth < 0) break;
      }
    }
    return { kind: 'broken', items };
  }
}
