// Which ids of a feed name several of its items, and so name none: kept by such an id, all but one would be lost.
import { normaliseText } from './fingerprint';
import { likenessOf, shared } from './near';
import { simplified } from './simplified';

/** As much of the shorter text as at one address makes two texts one. */
const SHARED = 0.5;

type Named = { id: string | null; title: string; text: string; url: string | null };

/**
 * The ids that a feed gives to items which are no versions of one another: a site that writes one guid for all, or whose
 * items have no guid and all lead to its front page. RFC 4287 (4.1.1) lets a feed hold one entry in several versions, so
 * an id is at fault only where the addresses differ, or text and title have little in common.
 * @param items of one feed, as it was read at once
 */
export function idsOfMany(items: readonly Named[]): Set<string> {
  const first = new Map<string, Named>();
  const many = new Set<string>();
  for (const item of items) {
    if (item.id === null || many.has(item.id)) continue;
    const other = first.get(item.id);
    if (!other) first.set(item.id, item);
    else if (!isVersion(other, item)) many.add(item.id);
  }
  return many;
}

function isVersion(one: Named, other: Named): boolean {
  if (one.url !== null && other.url !== null && one.url !== other.url) return false;
  if (one.text === other.text && one.title === other.title) return true;
  const [a, b] = [likenessOf(one.text), likenessOf(other.text)];
  if (Math.min(a.shingles.size, b.shingles.size) === 0) return titleOf(one) === titleOf(other);
  return shared(a, b).contained >= SHARED;
}

const titleOf = ({ title }: Named): string => simplified(normaliseText(title).toLowerCase());
