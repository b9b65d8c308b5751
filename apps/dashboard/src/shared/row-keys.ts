// j, k and Enter over the rows of a list or table; each row carries `data-row` and takes the focus.
import { useState } from 'react';
import { type Hotkeys, useHotkeys } from './ui/keys';

type Id = string | number;
type Options<T> = {
  rows: readonly T[];
  idOf: (row: T) => Id;
  open: (row: T) => void;
  /** Further keys; they are given the row that is chosen now. */
  more?: Partial<Record<Exclude<keyof Hotkeys, 'j' | 'k' | 'Enter'>, (row: T) => void>>;
};

export function useRowKeys<T>({ rows, idOf, open, more = {} }: Options<T>) {
  const [current, setCurrent] = useState<Id | null>(null);
  const move = (by: 1 | -1) => {
    const at = rows.findIndex((row) => idOf(row) === current);
    const next = rows[at === -1 ? 0 : Math.min(rows.length - 1, Math.max(0, at + by))];
    if (next === undefined) return;
    const id = idOf(next);
    setCurrent(id);
    document.querySelector<HTMLElement>(`[data-row="${CSS.escape(String(id))}"]`)?.focus();
  };
  const onChosen = (act: ((row: T) => void) | undefined) => () => {
    const chosen = rows.find((row) => idOf(row) === current);
    if (chosen !== undefined) act?.(chosen);
  };
  const further = Object.fromEntries(Object.entries(more).map(([key, act]) => [key, onChosen(act)]));
  useHotkeys({ ...further, j: () => move(1), k: () => move(-1), Enter: onChosen(open) });
  return {
    current,
    /** What a row's element needs to be found, focused and marked. */
    rowProps: (row: T) => ({
      'data-row': String(idOf(row)),
      tabIndex: -1,
      'aria-current': idOf(row) === current || undefined,
      onFocus: () => setCurrent(idOf(row)),
    }),
  };
}
