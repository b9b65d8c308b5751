// j, k and Enter over the rows of a list or table; each row carries `data-row` and takes the focus.
import { useEffect, useRef, useState } from 'react';
import { type Hotkeys, useHotkeys } from './ui/keys';

type Id = string | number;
type Options<T> = {
  rows: readonly T[];
  idOf: (row: T) => Id;
  open: (row: T) => void;
  /** Further keys; they are given the row that is chosen now. */
  more?: Partial<Record<Exclude<keyof Hotkeys, 'j' | 'k' | 'Enter'>, (row: T) => void>>;
};

const focusRow = (id: Id) =>
  document.querySelector<HTMLElement>(`[data-row="${CSS.escape(String(id))}"]`)?.focus();

export function useRowKeys<T>({ rows, idOf, open, more = {} }: Options<T>) {
  const [current, setCurrent] = useState<Id | null>(null);
  const at = rows.findIndex((row) => idOf(row) === current);
  const lastAt = useRef(0);
  if (at >= 0) lastAt.current = at;
  const next = rows[Math.min(lastAt.current, rows.length - 1)];
  const nextId = next === undefined ? null : idOf(next);
  const isGone = current !== null && at < 0;
  // The row that was chosen has left by an act: the one in its place is next, so that work goes on with the same keys.
  useEffect(() => {
    if (!isGone) return;
    setCurrent(nextId);
    // A dialogue that is closing gives the focus back to what was there before; ours comes after it.
    const timer = requestAnimationFrame(() => {
      if (nextId !== null && document.activeElement === document.body) focusRow(nextId);
    });
    return () => cancelAnimationFrame(timer);
  }, [isGone, nextId]);
  const move = (by: 1 | -1) => {
    const row = rows[at === -1 ? 0 : Math.min(rows.length - 1, Math.max(0, at + by))];
    if (row === undefined) return;
    setCurrent(idOf(row));
    focusRow(idOf(row));
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
