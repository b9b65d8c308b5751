// Which of the mappings that people saved fits a file, told from its headings.
import type { Mapping } from './hotline';
import { ownHeadings } from './refused-rows';

/** `usedAt` ISO 8601 UTC: of several that fit, the one used last. */
export type SavedMapping = {
  name: string;
  /** The headings of the file for which it was saved. */
  headings: readonly string[];
  mapping: Mapping;
  usedAt: string;
};

/**
 * A saved mapping fits a file that has every heading it was saved with: an export that gained a column is still known,
 * one that lost or renamed one is not. The same headings go before more headings. Null where none fits.
 */
export function fittingMapping<T extends SavedMapping>(
  headings: readonly string[],
  saved: readonly T[],
): T | null {
  const there = new Set(ownHeadings(headings));
  const fitting = saved.filter((one) => one.headings.length > 0 && one.headings.every((h) => there.has(h)));
  const more = (one: SavedMapping) => there.size - one.headings.length;
  const [first] = fitting.sort((a, b) => more(a) - more(b) || (a.usedAt < b.usedAt ? 1 : -1));
  return first ?? null;
}
