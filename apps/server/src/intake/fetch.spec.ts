// What may be fetched and what may not, against a real server on this machine.
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { gateOf } from '../platform/outside';
import { FeedFault } from './feed-fault';
import { FeedFetcher, type Fresh } from './fetch';

const RSS = '<rss version="2.0"><channel><title>望澜要闻</title></channel></rss>';
let server: Server;
let port: number;
const under = { now: 0, most: 0 };
/** What is slow answers from then on. */
let letGo = () => {};
const slow = new Promise<void>((resolve) => {
  letGo = resolve;
});
let asked: Record<string, string | string[] | undefined> = {};
const limits = { maxBytes: 100_000, timeoutMs: 30_000 };
const fetcher = new FeedFetcher(gateOf(['127.0.0.1']), limits);
/** For those that never come to an end: whoever answers is given the time that a busy machine takes. */
const impatient = new FeedFetcher(gateOf(['127.0.0.1']), { ...limits, timeoutMs: 500 });
const at = (path: string) => `http://127.0.0.1:${port}${path}`;

const packed: Record<string, [string, Buffer]> = {
  '/gzip': ['gzip', gzipSync(RSS)],
  '/br': ['br', brotliCompressSync(RSS)],
  '/deflate': ['deflate', deflateSync(RSS)],
  '/bare': ['deflate', deflateRawSync(RSS)],
  '/cut': ['gzip', gzipSync(RSS).subarray(0, -6)],
  '/bomb': ['gzip', gzipSync(Buffer.alloc(5_000_000))],
  '/broken': ['gzip', Buffer.from('this is not gzip')],
  '/odd': ['compress', Buffer.from(RSS)],
};
const moves: Record<string, string> = {
  '/moved': '/plain',
  '/moved-away': 'http://127.0.0.2:1/plain',
  '/moved-to-metadata': 'http://169.254.169.254/latest/meta-data/',
  '/moved-to-file': 'file:///etc/hostname',
  '/circle': '/circle',
};
const answer: RequestListener = (req, res) => {
  asked = req.headers;
  const path = req.url ?? '';
  const pack = packed[path];
  const move = moves[path];
  if (pack) return res.setHeader('content-encoding', pack[0]).end(pack[1]);
  if (move) return res.writeHead(301, { location: move }).end();
  const hop = /^\/(30[12378])(\/.+)$/.exec(path);
  if (hop) return res.writeHead(Number(hop[1]), { location: hop[2] }).end();
  if (path === '/slow') {
    under.now += 1;
    under.most = Math.max(under.most, under.now);
    void slow.then(() => {
      under.now -= 1;
      res.end(RSS);
    });
    return;
  }
  if (path === '/later')
    return res
      .writeHead(503, {
        date: 'Sat, 21 Nov 2026 08:00:00 GMT',
        'retry-after': 'Sat, 21 Nov 2026 08:30:00 GMT',
      })
      .end();
  if (path === '/plain') {
    res.setHeader('cache-control', 'public, max-age=600').setHeader('age', '60');
    res.setHeader('etag', '"1"').setHeader('content-type', 'text/xml; charset=utf-8');
    if (req.headers['if-none-match'] === '"1"') return res.writeHead(304).end();
    return res.end(RSS);
  }
  if (path === '/endless') {
    const pour = () => {
      while (res.write(Buffer.alloc(65_536, 32))) if (res.destroyed) return;
      if (!res.destroyed) res.once('drain', pour);
    };
    return pour();
  }
  if (path === '/silent') return;
  if (path === '/stopped') return res.write('<rss>');
  if (path === '/dripping') {
    // Never silent long enough to be called so.
    const drip = setInterval(() => res.write(' '), 50);
    return res.once('close', () => clearInterval(drip)).write('<rss>');
  }
  if (path === '/broken-off') {
    res.writeHead(200, { 'content-length': String(RSS.length + 100), etag: '"2"' }).write(RSS);
    // After what was written is on its way.
    return setImmediate(() => setTimeout(() => res.destroy(), 50));
  }
  if (path === '/nothing') {
    res.writeHead(200, { 'content-length': '100' }).flushHeaders();
    return setImmediate(() => setTimeout(() => res.destroy(), 50));
  }
  if (path === '/large') return res.writeHead(200, { 'content-length': '9999999' }).write('<');
  if (path === '/busy') return res.writeHead(429, { 'retry-after': '120' }).end();
  return res.writeHead(Number(path.slice(1)) || 404).end();
};

beforeAll(async () => {
  server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(async () => {
  await Promise.all([fetcher.close(), impatient.close()]);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const faultAt = async (address: string, by = fetcher): Promise<FeedFault> => {
  const thrown = await by.fetch(address).then(
    () => null,
    (cause: unknown) => cause,
  );
  expect(thrown).toBeInstanceOf(FeedFault);
  return thrown as FeedFault;
};

test.each(['/plain', '/gzip', '/br', '/deflate', '/bare', '/cut', '/moved'])('%s is read', async (path) => {
  const { bytes } = (await fetcher.fetch(at(path))) as Fresh;
  expect(RSS.startsWith(bytes.toString()) && bytes.length > 40).toBe(true);
  expect(asked['user-agent']).toContain('Wenying');
});

test('of an answer that breaks off comes what was sent, and nothing of it is called unchanged later', async () => {
  expect(await fetcher.fetch(at('/broken-off'))).toMatchObject({
    kind: 'fresh',
    bytes: Buffer.from(RSS),
    isCut: true,
    etag: null,
  });
  expect(await fetcher.fetch(at('/plain'))).toMatchObject({ isCut: false });
  expect((await faultAt(at('/nothing'))).code).toBe('feed.unreachable');
});

test('what the server gave last time is handed back, and an unchanged feed is not read again', async () => {
  const first = (await fetcher.fetch(at('/moved'))) as Fresh;
  expect(first).toMatchObject({ etag: '"1"', contentType: 'text/xml; charset=utf-8', url: at('/plain') });
  expect(await fetcher.fetch(at('/plain'), first)).toEqual({
    kind: 'unchanged',
    freshSeconds: 540,
    movedTo: null,
  });
});

test.each([
  ['/404', 'feed.http-404'],
  ['/410', 'feed.http-410'],
  ['/500', 'feed.http-500'],
  ['/bomb', 'feed.too-large'],
  ['/large', 'feed.too-large'],
  ['/endless', 'feed.too-large'],
  ['/broken', 'feed.bad-answer'],
  ['/odd', 'feed.bad-answer'],
  ['/circle', 'feed.redirects'],
  ['/moved-away', 'feed.refused-address'],
  ['/moved-to-metadata', 'feed.refused-address'],
  ['/moved-to-file', 'feed.bad-address'],
])('%s gives %s', async (path, code) => {
  expect((await faultAt(at(path))).code).toBe(code);
});

test.each(['/silent', '/stopped', '/dripping'])('%s is given up when its time is over', async (path) => {
  expect((await faultAt(at(path), impatient)).code).toBe('feed.timeout');
});

test.each([
  ['http://127.0.0.2/feed', 'feed.refused-address'],
  ['http://2130706434/feed', 'feed.refused-address'],
  ['http://[::1]/feed', 'feed.refused-address'],
  ['http://user:pass@127.0.0.1/feed', 'feed.credentials'],
  ['ftp://127.0.0.1/feed', 'feed.bad-address'],
  ['望澜县政府网', 'feed.bad-address'],
  ['http://127.0.0.1:1/feed', 'feed.unreachable'],
  ['http://no-such-host.invalid/feed', 'feed.unreachable'],
])('%s gives %s', async (address, code) => {
  expect((await faultAt(address)).code).toBe(code);
});

test('a name is judged by every address it leads to, and only an allowed one is connected to', async () => {
  const seen: string[] = [];
  const guarded = new FeedFetcher((address, host) => {
    seen.push(`${host} ${address}`);
    return false;
  });
  await expect(guarded.fetch(`http://localhost:${port}/plain`)).rejects.toThrow('feed.refused-address');
  expect(seen).toContain('localhost 127.0.0.1');
  await guarded.close();
});

test('a host of the intranet may be allowed by its name', () => {
  const gate = gateOf(['News.Intra', '10.1.0.0/16']);
  expect(gate('192.168.3.4', 'news.intra')).toBe(true);
  expect(gate('10.1.2.3', 'other.intra')).toBe(true);
  expect(gate('192.168.3.4', 'other.intra')).toBe(false);
});

test.each([
  ['/301/plain', '/plain'],
  ['/308/plain', '/plain'],
  ['/301/308/plain', '/plain'],
  // What is only moved for now is not remembered, nor what lies behind it.
  ['/302/plain', null],
  ['/307/301/plain', null],
  ['/301/302/plain', '/302/plain'],
  ['/plain', null],
])('%s has moved for good to %s', async (path, moved) => {
  const { movedTo } = await fetcher.fetch(at(path));
  expect(movedTo).toBe(moved && at(moved));
});

test('one request a host at a time; another host does not wait', async () => {
  const elsewhere = createServer((_req, res) => res.end(RSS));
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
  const { port: other } = elsewhere.address() as AddressInfo;
  const queued = Promise.all(Array.from({ length: 4 }, () => fetcher.fetch(at('/slow'))));
  // That it comes to its end while the slow one is held says that it did not wait.
  await fetcher.fetch(`http://127.0.0.1:${other}/`);
  letGo();
  await queued;
  expect(under.most).toBe(1);
  await new Promise((resolve) => elsewhere.close(resolve));
});

test('a date to come back at is read by the clock of the site', async () => {
  expect(await faultAt(at('/later'))).toMatchObject({ code: 'feed.http-503', retryAfterSeconds: 1800 });
});

test('a site that asks for patience is given it', async () => {
  expect(await faultAt(at('/busy'))).toMatchObject({ code: 'feed.http-429', retryAfterSeconds: 120 });
});
