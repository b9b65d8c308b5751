// Instants and Shanghai days: +08:00 arithmetic, the same whatever time zone the machine is set to.

import { isDay } from '#organisation';
import { breachMs, isPastMs } from './due-second';

export { isDay, nextDay, shanghaiDay, shanghaiTime, weekdayOf } from '#organisation';

/** Length of n hours in milliseconds. */
export const hours = (n: number) => n * 3_600_000;
/** Length of n minutes in milliseconds. */
export const minutes = (n: number) => n * 60_000;

const shape =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?)?(Z|[+-]\d{2}:?\d{2})?$/i;

/**
 * An instant written by a person or a program, as ISO 8601 UTC; null when it is none (30 February, 25 o'clock).
 * Without a zone it is read as Shanghai time, and `assumed` says so; a day alone is its beginning.
 */
export function readInstant(text: string): { at: string; assumed: boolean } | null {
  const found = shape.exec(text.trim());
  if (!found) return null;
  const [, year = '', month = '', day = '', hour = '00', minute = '00', second = '00', zone] = found;
  if (!isDay(`${year}-${month}-${day}`) || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) {
    return null;
  }
  const fraction = /\.\d+/.exec(text)?.[0].slice(0, 4) ?? '';
  const offset = !zone
    ? '+08:00'
    : zone.length === 5
      ? `${zone.slice(0, 3)}:${zone.slice(3)}`
      : zone.toUpperCase();
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}${fraction}${offset}`);
  return Number.isNaN(time) ? null : { at: new Date(time).toISOString(), assumed: !zone };
}

/** The last second of a Shanghai day, as ISO 8601 UTC. */
export function endOfDay(day: string): string {
  return new Date(Date.parse(`${day}T23:59:59+08:00`)).toISOString();
}

/** The first instant that is past a due time: see `due-second.ts`. */
export function breachAt(dueAt: string): string {
  return new Date(breachMs(Date.parse(dueAt))).toISOString();
}

/** Whether an instant is past a due time. */
export function isPast(instant: string, dueAt: string): boolean {
  return isPastMs(Date.parse(instant), Date.parse(dueAt));
}
