// The invented county's newspaper: a feed on this machine, and beside it an address where nothing is served any more.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Feed } from 'feed';
import { county } from './county';
import { news } from './messages';

export type Newspaper = { feedUrl: string; deadUrl: string; close: () => void };

export async function openNewspaper(now: Date): Promise<Newspaper> {
  const server = createServer((req, res) => {
    if (req.url !== '/feed.xml') {
      res.writeHead(404).end();
      return;
    }
    res.writeHead(200, { 'content-type': 'application/rss+xml; charset=utf-8' }).end(rss(now, base()));
  });
  const base = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  server.unref();
  return { feedUrl: `${base()}/feed.xml`, deadUrl: `${base()}/gone.xml`, close: () => server.close() };
}

function rss(now: Date, base: string): string {
  const feed = new Feed({
    title: `${county}报`,
    id: base,
    link: base,
    copyright: county,
    description: '演示用，虚构',
  });
  for (const [i, { hoursAgo, title, body }] of news.entries()) {
    feed.addItem({
      id: `${base}/${i}`,
      link: `${base}/${i}`,
      title,
      description: body,
      date: new Date(now.getTime() - hoursAgo * 3600_000),
    });
  }
  return feed.rss2();
}
