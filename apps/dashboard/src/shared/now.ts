// One clock for the whole page: the server's time, ticking once a second for everybody who shows time.
import { useSyncExternalStore } from 'react';

let ahead = 0;
let ticked = Date.now();
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** Tells how far the server's clock is from this machine's (from a live tick). */
export function serverSays(at: string): void {
  ahead = Date.parse(at) - Date.now();
}
/** The server's present time in milliseconds, as far as this page knows it. */
export const serverNow = (): number => Date.now() + ahead;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    ticked = serverNow();
    for (const told of listeners) told();
  }, 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

/**
 * What `select` makes of the present second. Give it a primitive (a sentence, a percentage): the component is
 * drawn again only when that changes, so a thousand clocks cost little.
 */
export function useTicking<T extends string | number | boolean>(select: (nowMs: number) => T): T {
  return useSyncExternalStore(subscribe, () => {
    if (listeners.size === 0) ticked = serverNow();
    return select(ticked);
  });
}
