// Real articles that two feeds of one newspaper share are one each, and none is one with another; skipped where they are not at hand.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseFeed } from './feed';
import { fingerprint } from './fingerprint';
import { plainText } from './html';
import { addressOf, nearKeys, type Published, sameStory } from './near';

const dir = path.join(
  process.env.WENYING_DATA ?? path.resolve(__dirname, '../../../shared/data'),
  'feeds/chinese',
);
const isHere = existsSync(path.join(dir, 'caixin-latest.json'));
if (!isHere) process.stderr.write(`Skipped: articles seen twice: no feeds in ${dir} (WENYING_DATA).\n`);

type Article = Published & { url: string };
async function articles(source: string): Promise<Map<string, Article>> {
  const { items } = await parseFeed(readFileSync(path.join(dir, `${source}.json`)), {
    now: new Date('2026-11-21'),
  });
  return new Map(
    items.map(({ url, title, content }) => [
      url ?? '',
      {
        url: url ?? '',
        title: title ?? '',
        body: plainText(content ?? ''),
        address: addressOf(url),
        source,
      },
    ]),
  );
}

(isHere ? test : test.skip)('116 articles that two feeds share are one each', async () => {
  const [latest, article] = [await articles('caixin-latest'), await articles('caixin-article')];
  const shared = [...latest].flatMap(([url, one]) => {
    const other = article.get(url);
    return other ? [[one, other] as const] : [];
  });
  expect(shared).toHaveLength(116);
  const print = ({ title, body }: Article) => fingerprint(title, body);
  const others = shared.filter(([one, other]) => print(one) !== print(other));
  expect(others.length).toBeLessThan(20);
  expect(others.filter(([one, other]) => !sameStory(one, other)).map(([one]) => one.url)).toEqual([]);
  // Two articles at two addresses are two, even those that share a key.
  const all = [...new Map([...latest, ...article]).values()];
  const byKey = new Map<string, Article[]>();
  for (const one of all)
    for (const key of nearKeys(one.body)) byKey.set(key, [...(byKey.get(key) ?? []), one]);
  const pairs = [...byKey.values()].flatMap((same) => same.flatMap((a) => same.map((b) => [a, b] as const)));
  expect(pairs.filter(([a, b]) => a.url !== b.url && sameStory(a, b)).map(([a]) => a.url)).toEqual([]);
});
