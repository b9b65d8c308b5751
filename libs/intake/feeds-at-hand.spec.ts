// Every feed file of other readers' tests, where they are at hand: read or refused with a code, in a bounded time; nothing else is ever thrown.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseFeed } from './feed';
import { NotAFeed } from './not-a-feed';

const dir = path.join(
  process.env.WENYING_DATA ?? path.resolve(__dirname, '../../../shared/data'),
  'feeds/fixtures',
);
const isHere = existsSync(dir);
if (!isHere) process.stderr.write(`Skipped: feed files of other readers: none in ${dir} (WENYING_DATA).\n`);
const files = isHere
  ? readdirSync(dir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(dir, path.join(entry.parentPath, entry.name)))
      .sort()
  : ['none'];
const now = new Date('2026-11-21');

/** As they are, and cut off in the middle. */
(isHere ? test.each(files) : test.skip.each(files))('%s', async (file) => {
  const whole = readFileSync(path.join(dir, file));
  for (const bytes of [whole, whole.subarray(0, whole.length >> 1)]) {
    const begun = process.cpuUsage();
    const read = await parseFeed(bytes, { now }).catch((cause: unknown) => cause);
    const { user, system } = process.cpuUsage(begun);
    expect((user + system) / 1e6).toBeLessThan(20);
    if (read instanceof NotAFeed) expect(read.code).toMatch(/^feed\./);
    else
      expect(read).toMatchObject({
        format: expect.stringMatching(/^(?:rss|atom|rdf|json|cdf)$/),
        items: expect.any(Array),
      });
  }
});
