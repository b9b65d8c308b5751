// What a thread does with a feed's bytes: parses it and flattens its items to plain text.
import { feedsOffered, idsOfMany, NotAFeed, parseFeed, plainText } from '#intake';
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
    const many = idsOfMany(items);
    // Known by its words instead: a name that several items bear would keep one of them and lose the others.
    for (const item of items) if (item.id !== null && many.has(item.id)) item.id = null;
    const warnings = many.size > 0 ? [...feed.warnings, 'feed.shared-id'] : feed.warnings;
    const { title, format, charset, ttlMinutes } = feed;
    return { ok: true, feed: { title: title ?? '', format, charset, ttlMinutes, items, warnings } };
  } catch (cause) {
    if (cause instanceof NotAFeed) {
      const offered = cause.code === 'feed.html' ? feedsOffered(bytes, contentType, url) : [];
      return { ok: false, code: cause.code, offered };
    }
    throw cause;
  }
}
