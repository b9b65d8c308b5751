// The hour at which a preview begins: three on the coming Saturday morning in China, when hardly anybody looks.
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const CHINA_MS = 8 * HOUR_MS;

/** ISO instant of the next Saturday 03:00 in China after `nowMs`. */
export function nextSaturdayNight(nowMs: number): string {
  const china = nowMs + CHINA_MS;
  const midnight = Math.floor(china / DAY_MS) * DAY_MS;
  const days = (6 - new Date(midnight).getUTCDay() + 7) % 7;
  const at = midnight + days * DAY_MS + 3 * HOUR_MS;
  return new Date((at > china ? at : at + 7 * DAY_MS) - CHINA_MS).toISOString();
}
