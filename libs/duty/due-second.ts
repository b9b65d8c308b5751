// The due second: one rule for the server and for every page. Imports nothing, so that a page can have it alone.

/**
 * Deadlines are kept to the second: the second named by a due time still belongs to the time allowed, and what is
 * done at exactly the due instant is in time. Milliseconds since 1970 in, the first that is past the due time out.
 */
export const breachMs = (dueMs: number): number => (Math.floor(dueMs / 1000) + 1) * 1000;

/** Whether an instant is past a due time; both in milliseconds since 1970. */
export const isPastMs = (ms: number, dueMs: number): boolean => ms >= breachMs(dueMs);
