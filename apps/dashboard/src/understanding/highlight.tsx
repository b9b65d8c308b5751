// Marks in a text what a search asked for, or what a label was read from.
import type { ReactNode } from 'react';

/** Offsets in the text, end exclusive. */
export type Range = { start: number; end: number; className?: string; title?: string };

/** Marks as the server gives them. */
export const rangesOf = (marks: readonly [number, number][] = []): Range[] =>
  marks.map(([start, end]) => ({ start, end }));

/** A later range yields to an earlier one where they overlap. */
export function Highlighted({ text, ranges }: { text: string; ranges: readonly Range[] }) {
  const parts: ReactNode[] = [];
  let at = 0;
  for (const { start, end, className, title } of [...ranges].sort((a, b) => a.start - b.start)) {
    if (start < at || end <= start) continue;
    parts.push(text.slice(at, start));
    parts.push(
      <mark key={start} className={className} title={title}>
        {text.slice(start, end)}
      </mark>,
    );
    at = end;
  }
  return (
    <>
      {parts}
      {text.slice(at)}
    </>
  );
}
