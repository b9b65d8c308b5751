// Ids that rise with time and, within an instant, in the order in which they are made: rows that come together lie together in every index, and can be read in order of arrival.
import { randomUUID } from 'node:crypto';

/** So many ids of one millisecond keep their order. */
const MOST = 0x1000;
/** In `xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx` the variant and 62 random bits begin here. */
const RANDOM = 18;
let last = { ms: 0, count: 0 };

/** A UUID version 7 of an instant: 48 bits of milliseconds, a count, 62 random bits. Source: RFC 9562 §5.7 and §6.2, method 1. */
export function orderedId(at: Date): string {
  const ms = at.getTime();
  last = { ms, count: last.ms === ms ? last.count + 1 : 0 };
  const time = ms.toString(16).padStart(12, '0');
  const count = (last.count % MOST).toString(16).padStart(3, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${count}${randomUUID().slice(RANDOM)}`;
}
