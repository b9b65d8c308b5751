// The cursor of lists that are ordered by an instant and an id.
import { id, instant } from '#contract';
import { type Cursor, readCursor } from '../platform/page';

/** Null for the first page. @throws Refusal when its keys are not an instant and an id: the database must not be asked then */
export function readInstantCursor(cursor: string | undefined): Cursor | null {
  const keys = readCursor(cursor, 2);
  if (!keys || (instant.safeParse(keys[0]).success && id.safeParse(keys[1]).success)) return keys;
  // Refused in the platform's own words.
  return readCursor('not ours', 2);
}
