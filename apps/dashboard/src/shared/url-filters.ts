// Filters of a list, kept in the address: a link shows what its sender saw, and Back goes back.
import { useSearchParams } from 'react-router';

/** The values of these keys in the address, absent where not set; `set` changes some and keeps the rest. */
export function useUrlFilters<K extends string>(keys: readonly K[]) {
  const [params, setParams] = useSearchParams();
  const values: Partial<Record<K, string>> = {};
  for (const key of keys) {
    const value = params.get(key);
    if (value) values[key] = value;
  }
  const set = (patch: Partial<Record<K, string | null | undefined>>) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        for (const [key, value] of Object.entries<string | null | undefined>(patch))
          if (value) next.set(key, value);
          else next.delete(key);
        return next;
      },
      { replace: true },
    );
  return { values, set, isAny: keys.some((key) => values[key] !== undefined), text: params.toString() };
}
