// A feed that would never end is given up, its thread is ended, and the next feed is read.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { InlineFeedReader, PooledFeedReader } from './feed-reader';

const dir = mkdtempSync(path.join(os.tmpdir(), 'wenying-worker-'));
const worker = path.join(dir, 'worker.js');
// What a thread loads must be plain JavaScript; this one does as its feed tells it.
writeFileSync(
  worker,
  `exports.readFeed = ({ url }) => {
    if (url === 'loop') for (;;);
    if (url === 'bad') return { ok: false, code: 'feed.not-a-feed' };
    return { ok: true, feed: { title: 'fine', format: 'rss', charset: 'utf-8', items: [], warnings: [] } };
  };`,
);
/** So much time a busy machine takes at most until a thread stands and has read what is fine. */
const pooled = new PooledFeedReader(worker, 4_000);
const work = (url: string) => ({ bytes: Buffer.from(''), contentType: null, url, now: 0 });
afterAll(async () => {
  await pooled.close();
  rmSync(dir, { recursive: true, force: true });
});

test('the pool gives up what never ends, and goes on', async () => {
  const stuck = [pooled.read(work('loop')), pooled.read(work('loop'))];
  for (const one of stuck) await expect(one).rejects.toMatchObject({ code: 'feed.too-slow' });
  expect(await pooled.read(work('fine'))).toMatchObject({ title: 'fine' });
  await expect(pooled.read(work('bad'))).rejects.toMatchObject({ code: 'feed.not-a-feed' });
});

test('items come as plain text, whatever markup they wore', async () => {
  const rss = `<rss version="2.0"><channel><title>要闻</title><item><guid>1</guid><title>A &amp; B</title>
    <description>&lt;p&gt;第一段&lt;/p&gt;&lt;script&gt;x()&lt;/script&gt;</description></item></channel></rss>`;
  const feed = await new InlineFeedReader().read({ ...work('http://example.org/'), bytes: Buffer.from(rss) });
  expect(feed).toMatchObject({
    title: '要闻',
    format: 'rss',
    items: [{ id: '1', title: 'A & B', text: '第一段' }],
  });
});
