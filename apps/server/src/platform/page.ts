// Lists by cursor: the sort keys of the last row, opaque to the caller.
import { id, instant } from '#contract';
import { Refusal } from './problem';

export type Cursor = (string | number | null)[];

export const cursorOf = (keys: Cursor): string => Buffer.from(JSON.stringify(keys)).toString('base64url');

/** The keys back, or null for the first page. @throws Refusal when the cursor is not one of ours */
export function readCursor(cursor: string | undefined, length: number): Cursor | null {
  if (!cursor) return null;
  try {
    const keys: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (
      Array.isArray(keys) &&
      keys.length === length &&
      keys.every((k) => k === null || typeof k === 'string' || typeof k === 'number')
    )
      return keys;
  } catch {
    // falls through: whatever it was, it is not a cursor
  }
  throw notACursor();
}

/**
 * The same for lists that are ordered by an instant and an id.
 * @throws Refusal when its keys are not those: the database must not be asked then
 */
export function readInstantCursor(cursor: string | undefined): [at: string, id: string] | null {
  const keys = readCursor(cursor, 2);
  if (!keys) return null;
  const at = instant.safeParse(keys[0]);
  const last = id.safeParse(keys[1]);
  if (!at.success || !last.success) throw notACursor();
  return [at.data, last.data];
}

const notACursor = () =>
  new Refusal(
    400,
    'request.cursor',
    '翻页标记无效，请从第一页重新开始。',
    'That cursor is not valid; start again from the first page.',
  );

/** Cuts `limit + 1` rows to a page: a further row means there is a next one. */
export function pageOf<R, T>(
  rows: R[],
  limit: number,
  keys: (row: R) => Cursor,
  view: (row: R) => T,
): { items: T[]; next: string | null } {
  const kept = rows.slice(0, limit);
  const last = kept.at(-1);
  return {
    items: kept.map(view),
    next: rows.length > limit && last !== undefined ? cursorOf(keys(last)) : null,
  };
}
