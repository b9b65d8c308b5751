// Quiet hours: when a person or a group is not to be disturbed, and that level Ⅰ and Ⅱ always are let through.
import type { Level } from '#understanding';
import { minutes } from './instants';
import { isGraveLevel } from './ladder';

/** From and to as hours of the day in China, `22:00`; past midnight where `to` is not after `from`. */
export type QuietHours = { from: string; to: string };

const SHANGHAI_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;
const clockMs = (text: string): number => {
  const [hour = 0, minute = 0] = text.split(':').map(Number);
  return minutes(hour * 60 + minute);
};

/**
 * Until when a notice is held; null when it goes at once: outside the quiet hours, or at level Ⅰ or Ⅱ at any hour.
 * The same hour for `from` and `to` means no quiet hours.
 */
export function quietUntil(quiet: QuietHours | null, level: Level | null, now: Date): Date | null {
  if (!quiet || isGraveLevel(level)) return null;
  const [from, to] = [clockMs(quiet.from), clockMs(quiet.to)];
  const length = (to - from + DAY_MS) % DAY_MS;
  const today = Math.floor((now.getTime() + SHANGHAI_MS) / DAY_MS) * DAY_MS - SHANGHAI_MS;
  // The stretch that began today, or the one of yesterday that runs past midnight.
  for (const start of [today + from, today + from - DAY_MS])
    if (now.getTime() >= start && now.getTime() < start + length) return new Date(start + length);
  return null;
}
