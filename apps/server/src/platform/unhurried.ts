// Long work of the processor, done in pieces: between them the process serves others.
import { setImmediate as breathe } from 'node:timers/promises';

/** So long the event loop may be kept waiting. */
const AT_ONCE_MS = 8;

/** Maps in order; whenever some milliseconds have passed the event loop gets its turn. */
export async function unhurried<T, R>(items: Iterable<T>, one: (item: T) => R): Promise<R[]> {
  const done: R[] = [];
  let since = performance.now();
  for (const item of items) {
    if (performance.now() - since > AT_ONCE_MS) {
      await breathe();
      since = performance.now();
    }
    done.push(one(item));
  }
  return done;
}
