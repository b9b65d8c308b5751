// Every feed file at hand: how many are read, whether every item of them is, and whether Chinese titles survive every charset.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { NotAFeed, parseFeed } from '#intake';
import { dataDir } from '#understanding';
import { asAtom, asRss, inScript, writings, written } from './feeds-charsets.mjs';
import { countItems } from './feeds-count.mjs';
import { figure, say } from './figures.mjs';

const now = new Date();
/** Where a whole file is cut to make a broken one of it. */
const CUTS = [0.3, 0.5, 0.7, 0.9];

function filesUnder(dir) {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}

/** Items, or the code of a refusal; anything else that is thrown is a fault of ours and ends the run. */
async function read(bytes, contentType) {
  try {
    return { items: (await parseFeed(bytes, { now, contentType })).items };
  } catch (cause) {
    if (!(cause instanceof NotAFeed)) throw cause;
    return { items: [], refused: cause.code };
  }
}

/** Every file as it is. */
async function asTheyAre(dir) {
  const rows = [];
  for (const file of filesUnder(dir)) {
    const bytes = readFileSync(file);
    const { items, refused } = await read(bytes);
    const counted = countItems(bytes);
    rows.push({
      file,
      bytes,
      found: items.length,
      refused,
      titles: items.map(({ title }) => title),
      ...counted,
    });
  }
  return rows;
}

const exact = (row) => !row.refused && row.found === row.items;
/** A broken file may yield more than its whole items (one whose end is missing), never fewer. */
const whole = (row) => !row.refused && row.found >= row.items;

function tell(name, rows, right) {
  const good = rows.filter(right);
  for (const row of rows) {
    if (!right(row))
      say(`  ${path.basename(row.file)}: ${row.items} by its tags, ${row.refused ?? row.found} read`);
  }
  if (rows.length)
    figure(name, good.length / rows.length, 'share', { equal: good.length, files: rows.length });
}

function table(rows) {
  say(
    `${'kind'.padEnd(14)}${'files'.padStart(8)}${'items'.padStart(8)}${'read'.padStart(8)}${'refused'.padStart(9)}`,
  );
  for (const kind of ['well-formed', 'json', 'broken', 'none']) {
    const some = rows.filter((row) => row.kind === kind);
    const sum = (of) => some.reduce((all, row) => all + of(row), 0);
    const refused = some.filter((row) => row.refused).length;
    say(
      kind.padEnd(14) +
        [some.length, sum((row) => row.items), sum((row) => row.found)]
          .map((n) => String(n).padStart(8))
          .join('') +
        String(refused).padStart(9),
    );
  }
}

/** Whole feeds cut off: each must still give its whole items, under the same titles. */
async function cutOff(rows) {
  const cut = [];
  for (const row of rows) {
    for (const share of CUTS) {
      const bytes = row.bytes.subarray(0, Math.floor(row.bytes.length * share));
      if (bytes[0] === 0x1f && bytes[1] === 0x8b) continue; // half an archive is no document
      const counted = countItems(bytes);
      if (counted.items === 0) continue; // what holds no whole item may be refused
      const { items, refused } = await read(bytes);
      const same = items.slice(0, counted.items).every(({ title }, i) => title === row.titles[i]);
      const file = `${path.basename(row.file)} cut at ${share * 100} %`;
      cut.push({
        file,
        items: counted.items,
        found: items.length,
        refused: refused ?? (same ? undefined : 'other titles'),
      });
    }
  }
  return cut;
}

async function charsets(dir) {
  const rows = [];
  for (const file of filesUnder(dir)) {
    const items = JSON.parse(readFileSync(file, 'utf8')).items.map((item) => ({
      title: item.title,
      url: item.url,
      content: item.content_html ?? item.content_text ?? '',
    }));
    for (const writing of writings) {
      const source = inScript(items, writing.charset);
      for (const [shape, set] of [
        ['RSS', asRss],
        ['Atom', asAtom],
      ]) {
        const { bytes, contentType } = written(set(source), writing);
        const want = await read(Buffer.from(set(source)), 'text/xml; charset=utf-8');
        const { items: got, refused } = await read(bytes, contentType);
        const equal = JSON.stringify(got) === JSON.stringify(want.items);
        const titles = source.every(({ title }, i) => (got[i]?.title ?? '') === plain(title));
        const { charset, label, mark } = writing;
        const name = `${path.basename(file)} as ${shape} in ${charset}, charset named: ${label}${mark === false ? ', no mark' : ''}`;
        rows.push({ file: name, items: source.length, found: got.length, refused, titles, equal });
      }
    }
  }
  return rows;
}

/** Titles are compared as one line without markup. */
const plain = (title) => title.replace(/\s+/g, ' ').trim();

export async function measure() {
  const data = dataDir();
  const [fixtures, chinese] = ['fixtures', 'chinese'].map((name) => data && path.join(data, 'feeds', name));
  if (!data || !existsSync(fixtures) || !existsSync(chinese))
    return say('feeds: no feed files here (name the folder that holds feeds/fixtures in WENYING_DATA)');
  const rows = [...(await asTheyAre(fixtures)), ...(await asTheyAre(chinese))];
  table(rows);
  const sound = rows.filter(({ kind }) => kind === 'well-formed' || kind === 'json');
  tell('well-formed feeds, every item by its tags', sound, exact);
  tell(
    'broken feeds, every whole item',
    rows.filter(({ kind }) => kind === 'broken'),
    whole,
  );
  tell('well-formed feeds cut off, every whole item', await cutOff(sound), whole);
  tell(
    'files that are no feed, refused',
    rows.filter(({ kind }) => kind === 'none'),
    (row) => row.refused !== undefined,
  );
  const coded = await charsets(chinese);
  tell('Chinese feeds in other charsets, all titles', coded, (row) => row.titles);
  tell('the same, whole items', coded, (row) => row.equal);
}
