// When a source is asked again: as often as it publishes, never sooner than its site asks, never all at the same moment.

/** What a site asks for: how long its answer stays fresh, how long a reader may keep it, when to come back. */
export type Wishes = {
  /** Cache-Control max-age less Age (RFC 9111 §5.2.2.1). */
  freshSeconds: number | null;
  /** RSS 2.0 `ttl`, or the period of the syndication module of RSS 1.0. */
  ttlMinutes: number | null;
  /** Retry-After (RFC 9110 §10.2.3). */
  retryAfterSeconds: number | null;
};

const MINUTE = 60_000;
/** A source that seldom publishes is still asked once an hour: what matters most may come where little comes. */
const SLOWEST_MINUTES = 60;
/** A wish is honoured up to here: a site that says "a year" must not silence itself. */
export const LONGEST_WISH_MS = 6 * 3600_000;
const JITTER = 0.1;

/**
 * The pace after a poll, in minutes: half as long when something new came, a quarter longer when nothing did; between
 * what a person chose and an hour (or what they chose, if that is longer).
 */
export function nextPace(paceMinutes: number, isNew: boolean, everyMinutes: number): number {
  const paced = isNew ? paceMinutes / 2 : paceMinutes * 1.25;
  return Math.min(Math.max(paced, everyMinutes), Math.max(everyMinutes, SLOWEST_MINUTES));
}

/** Milliseconds until the next poll; `jitter` in [0, 1) spreads sources of one rhythm over a tenth of it. */
export function waitMs(paceMinutes: number, wishes: Partial<Wishes>, jitter: number): number {
  const wished = Math.max(
    (wishes.freshSeconds ?? 0) * 1000,
    (wishes.ttlMinutes ?? 0) * MINUTE,
    (wishes.retryAfterSeconds ?? 0) * 1000,
  );
  const wait = Math.max(paceMinutes * MINUTE, Math.min(wished, LONGEST_WISH_MS));
  return Math.round(wait * (1 + JITTER * jitter));
}

/** Seconds for which an answer stays fresh; null where the header does not say, or forbids keeping it. */
export function freshFor(cacheControl: string | null, age: string | null): number | null {
  if (cacheControl === null || /\bno-(?:cache|store)\b/i.test(cacheControl)) return null;
  const told = /(?:^|[,\s])max-age\s*=\s*"?(\d{1,9})/i.exec(cacheControl)?.[1];
  if (told === undefined) return null;
  const left = Number(told) - (age !== null && /^\d{1,9}$/.test(age.trim()) ? Number(age) : 0);
  return left > 0 ? left : null;
}

/** Seconds a site asks to be left alone: a number, or an HTTP date; null where it says nothing usable. */
export function retryAfter(value: string | null, now: Date): number | null {
  if (value === null) return null;
  const text = value.trim();
  const seconds = /^\d{1,9}$/.test(text)
    ? Number(text)
    : /[a-z]/i.test(text)
      ? (Date.parse(text) - now.getTime()) / 1000
      : Number.NaN;
  return Number.isFinite(seconds) && seconds > 0 ? Math.ceil(seconds) : null;
}

const PERIODS: Record<string, number> = {
  hourly: 60,
  daily: 1440,
  weekly: 7 * 1440,
  monthly: 30 * 1440,
  yearly: 365 * 1440,
};

/**
 * Minutes for which a feed says it may be kept: RSS 2.0 `ttl`, else `sy:updatePeriod` parted by `sy:updateFrequency`.
 * Source: RSS 2.0 specification, "ttl"; RDF Site Summary 1.0 modules: Syndication.
 */
export function ttlOf(ttl: string | null, period: string | null, frequency: string | null): number | null {
  const minutes = Number(ttl?.trim() || Number.NaN);
  if (Number.isFinite(minutes) && minutes > 0) return Math.min(Math.round(minutes), 365 * 1440);
  const base = PERIODS[period?.trim().toLowerCase() ?? ''];
  if (base === undefined) return null;
  const times = Number(frequency?.trim() || 1);
  return Math.max(1, Math.round(base / (Number.isFinite(times) && times > 0 ? times : 1)));
}
