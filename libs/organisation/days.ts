// Days and hours in China: +08:00 arithmetic, the same whatever time zone the machine is set to.

/** China has kept one zone without summer time since 1991; what is reckoned here begins later than that. */
export const SHANGHAI_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;

/** True for a day that exists, written YYYY-MM-DD. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === text;
}

/** The day it is in Shanghai at an instant, YYYY-MM-DD. */
export function shanghaiDay(instant: string): string {
  return new Date(Date.parse(instant) + SHANGHAI_MS).toISOString().slice(0, 10);
}

/** The day after, both YYYY-MM-DD. The day must be one that is (`isDay`). */
export function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
}

/** 0 Sunday … 6 Saturday. */
export function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}

/** True for an hour of the day, written HH:MM; 24:00 is the end of the day. */
export const isHour = (text: string): boolean => /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/.test(text);

/** The instant at which it is that hour (HH:MM) of that day (YYYY-MM-DD) in China, as ISO 8601 UTC. */
export function chinaInstant(day: string, hour: string): string {
  const [h = 0, m = 0] = hour.split(':').map(Number);
  return new Date(Date.parse(`${day}T00:00:00Z`) - SHANGHAI_MS + (h * 60 + m) * 60_000).toISOString();
}

/** An instant as people in China read it, to the minute: 2026-12-05 17:05. */
export function shanghaiTime(instant: string): string {
  return new Date(Date.parse(instant) + SHANGHAI_MS).toISOString().slice(0, 16).replace('T', ' ');
}
