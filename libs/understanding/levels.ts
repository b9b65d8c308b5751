// The four levels of an emergency, and what follows from them.

/** From the gravest down: Ⅰ red, Ⅱ orange, Ⅲ yellow, Ⅳ blue (国家突发公共事件总体应急预案). */
export const levels = ['特别重大', '重大', '较大', '一般'] as const;
export type Level = (typeof levels)[number];

/** The graver of two levels; null counts as less than any. */
export function graver(a: Level | null, b: Level | null): Level | null {
  if (a === null || b === null) return a ?? b;
  return levels.indexOf(a) <= levels.indexOf(b) ? a : b;
}
