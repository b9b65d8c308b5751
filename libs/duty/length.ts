// A length of time in words, as people read it in a notice. Pure.

/**
 * How long that is, to the minute; beyond two days in days and hours.
 * @param ms milliseconds, not negative
 * @returns zh "2 小时 3 分", en "2 h 3 min"
 */
export function lengthWords(ms: number): { zh: string; en: string } {
  const minutes = Math.floor(ms / 60_000);
  const hours = Math.floor(minutes / 60);
  if (hours >= 48) {
    const [days, rest] = [Math.floor(hours / 24), hours % 24];
    return { zh: `${days} 天 ${rest} 小时`, en: `${days} d ${rest} h` };
  }
  if (hours >= 1) return { zh: `${hours} 小时 ${minutes % 60} 分`, en: `${hours} h ${minutes % 60} min` };
  return { zh: `${minutes} 分钟`, en: `${minutes} min` };
}

/**
 * How long something was over, or had left, at an instant.
 * @param dueAt when it was due @param at the instant
 */
export function overWords(dueAt: Date, at: Date): { zh: string; en: string } {
  const over = at.getTime() - dueAt.getTime();
  const { zh, en } = lengthWords(Math.abs(over));
  return over > 0 ? { zh: `已超期 ${zh}`, en: `${en} over` } : { zh: `还有 ${zh}`, en: `${en} left` };
}
