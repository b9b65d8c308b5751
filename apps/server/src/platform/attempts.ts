// When what could not be delivered is tried again, when it is given up, and when people are told that a receiver cannot be reached. Pure.

/** Seconds after each failed attempt: quick at first, for emergencies; then ever slower, for a day and a half. */
const WAITS_S = [5, 30, 120, 600, 1800, 3600, 7200, 14_400, 28_800, 57_600];
const JITTER = 0.1;
const LONGEST_WISH_S = 24 * 3600;
/** After about a quarter of an hour it is no stumble any more. */
const ATTEMPTS_TO_TELL = 4;
const TELL_AGAIN_MS = 24 * 3600_000;
const GONE = 410;

export type Failure = { status: number | null; retryAfterSeconds: number | null };

/**
 * The instant of the next attempt after `attempts` have failed; null when it is given up: after eleven, or at once when
 * the receiver says that the address is gone for good (410).
 * @param jitter in [0, 1): spreads the retries of many deliveries over a tenth of the wait
 */
export function nextAttempt(
  attempts: number,
  { status, retryAfterSeconds }: Failure,
  at: Date,
  jitter: number,
): Date | null {
  const wait = WAITS_S[attempts - 1];
  if (wait === undefined || status === GONE) return null;
  const wished = Math.min(retryAfterSeconds ?? 0, LONGEST_WISH_S);
  return new Date(at.getTime() + Math.max(wait, wished) * 1000 * (1 + JITTER * jitter));
}

/** Whether people are told now that this receiver cannot be reached: once, and daily while it lasts. */
export function tellsFailing(attempts: number, isGivenUp: boolean, toldAt: Date | null, at: Date): boolean {
  if (attempts < ATTEMPTS_TO_TELL && !isGivenUp) return false;
  return toldAt === null || at.getTime() - toldAt.getTime() >= TELL_AGAIN_MS;
}
