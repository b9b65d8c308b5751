// Asks again for what a change has made old, also where the first answer is still on its way.
import type { Query, QueryClient } from '@tanstack/react-query';

/** Asks again, where it is on the page, for everything that begins with one of these words. */
export function refresh(client: QueryClient, rooms: Iterable<string>): void {
  const old = new Set(rooms);
  const isOld = ({ queryKey }: Query) => old.has(String(queryKey[0]).split('.')[0] ?? '');
  // A first answer on its way may have been read before the change, and is not asked for anew: once it has come, it is.
  const first = client
    .getQueryCache()
    .findAll({ predicate: isOld, fetchStatus: 'fetching' })
    .filter(({ state }) => state.data === undefined);
  const asked = client.invalidateQueries({ predicate: isOld });
  if (first.length > 0)
    void asked.then(() => client.invalidateQueries({ predicate: (query) => first.includes(query) }));
}
