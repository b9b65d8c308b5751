// The same releases as RSS, Atom and JSON feeds.
import { Feed } from 'feed';
import { releaseFormNames } from '#duty';
import { escapeHtml, paragraphs, siteName } from './public.html';
import type { PublicEdition } from './public.store';

export const feedKinds = ['rss', 'atom', 'json'] as const;
export type FeedKind = (typeof feedKinds)[number];
export const feedTypes: Record<FeedKind, string> = {
  rss: 'application/rss+xml; charset=utf-8',
  atom: 'application/atom+xml; charset=utf-8',
  json: 'application/feed+json; charset=utf-8',
};

/** In a JSON feed a title is plain text; in the others readers take it for HTML. */
const titleOf = (edition: PublicEdition, kind: FeedKind): string => {
  const mark = edition.withdrawnAt ? '【已撤回】' : edition.edition > 1 ? '【更正】' : '';
  const title = `${mark}${edition.title}`;
  return kind === 'json' ? title : escapeHtml(title);
};

const contentOf = (edition: PublicEdition): string =>
  edition.withdrawnAt
    ? `<p>本发布已撤回。撤回理由：${escapeHtml(edition.withdrawnReason ?? '未说明')}</p>`
    : paragraphs(edition.body).text;

/** The feed of the newest editions. Each edition is an entry of its own, so that a correction reaches who read the first. */
export function feedOf(
  kind: FeedKind,
  editions: readonly PublicEdition[],
  given: { publicUrl: string; place: string | null; changedAt: Date | null },
): string {
  const home = `${given.publicUrl}/public`;
  const site = siteName(given.place);
  const feed = new Feed({
    id: home,
    link: home,
    title: site,
    description: `${site}：已发布的权威信息、新闻发布会、政策解读和回应`,
    language: 'zh-CN',
    updated: given.changedAt ?? new Date(0),
    generator: false,
    feedLinks: { [kind]: `${home}/releases.${kind}` },
    feed: kind === 'json' ? undefined : `${home}/releases.${kind}`,
  });
  for (const edition of editions) {
    const link = `${home}/releases/${edition.id}`;
    feed.addItem({
      id: `${link}#${edition.edition}`,
      link,
      title: titleOf(edition, kind),
      date: edition.withdrawnAt ?? edition.publishedAt,
      published: edition.publishedAt,
      content: contentOf(edition),
      author: [{ name: edition.by }],
      category: [{ name: releaseFormNames[edition.form].zh, term: edition.form }],
    });
  }
  if (kind === 'rss') return feed.rss2();
  return kind === 'atom' ? feed.atom1() : feed.json1();
}
