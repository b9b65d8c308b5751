// What a thread does with a feed's bytes: parses it and flattens its items to plain text.
import { feedsOffered, NotAFeed, parseFeed, plainText } from '#intake';
import type { FeedWork, FeedWorkDone, ReadItem } from './feed-reader';

/** Ten megabytes of feed hold far fewer items that say anything; what stands beyond this many is an attack. */
const MOST_ITEMS = 50_000;

export async function readFeed({ bytes, contentType, url, now }: FeedWork): Promise<FeedWorkDone> {
  try {
    const feed = await parseFeed(bytes, { contentType, url, now: new Date(now) });
    const items = feed.items.slice(0, MOST_ITEMS).map(
      (item): ReadItem => ({
        id: item.id ?? item.url,
        title: item.title ?? '',
        url: item.url,
        publishedAt: item.publishedAt,
        summary: item.summary,
        reach: item.reach,
        text: item.content === null ? (item.summary ?? '') : plainText(item.content),
      }),
    );
    const { title, format, charset, ttlMinutes, warnings } = feed;
    return { ok: true, feed: { title: title ?? '', format, charset, ttlMinutes, items, warnings } };
  } catch (cause) {
    if (cause instanceof NotAFeed) {
      const offered = cause.code === 'feed.html' ? feedsOffered(bytes, contentType, url) : [];
      return { ok: false, code: cause.code, offered };
    }
    throw cause;
  }
}
