// How much an incident is talked of now: how many, how widely, how often by people themselves, how lately; with what it was worked out from.

/** One message: when it was said, by which way and source; `sightings`: how often the same words came. */
export type Signal = {
  at: string;
  channel: string;
  sourceId: string | null;
  sightings?: number;
  /** As the feed tells it: times it was read, answers to it. */
  views?: number;
  comments?: number;
};
export type Heat = {
  value: number;
  parts: { volume: number; spread: number; reach: number; hotline: number; recency: number };
  /** What each part was worked out from, for the sentence in which people read it. */
  counts: {
    messages: number;
    /** Messages after each has faded with its age. */
    fresh: number;
    channels: number;
    sources: number;
    /** How often its messages were read and answered, where a feed tells it. */
    views: number;
    comments: number;
    /** Times that people came to the government itself within two days; of them with the very same words again. */
    hotline: number;
    repeats: number;
    /** Age of the newest message in hours. */
    newest: number;
  };
};

const HOUR_MS = 3_600_000;
/** Messages of so long count. */
const COUNTED_MS = 72 * HOUR_MS;
/** A message counts half after so many hours. */
const HALF_LIFE = 12;
/** So many readings weigh as one answer. */
const READINGS = 100;

/**
 * 0–100. Volume: messages, each fading with age (at most 50). Spread: channels and sources (20). Hotline: people who came
 * to the government itself (15). Recency: the newest message (15).
 * Reach (10, on top, where a feed tells it): answers to its messages, a hundred readings counting as one answer; ten times
 * as many are one step more. What comes to more than 100 is 100. People who send the very same words again count each time.
 */
export function heat(signals: readonly Signal[], now: string): Heat {
  const ages = signals.map(({ at }) => Math.max(0, (Date.parse(now) - Date.parse(at)) / HOUR_MS));
  const fresh = ages.reduce((sum, age) => sum + 0.5 ** (age / HALF_LIFE), 0);
  const doors = new Set(signals.map((s) => `${s.channel}/${s.sourceId ?? ''}`)).size;
  const byPeople = signals.filter((s, i) => s.channel !== 'feed' && ages[i]! < 48);
  const hotline = byPeople.reduce((sum, { sightings = 1 }) => sum + sightings, 0);
  const sum = (of: 'views' | 'comments') => signals.reduce((all, signal) => all + (signal[of] ?? 0), 0);
  const [views, comments] = [sum('views'), sum('comments')];
  const youngest = Math.min(...ages, 240);
  const parts = {
    volume: round(50 * (1 - Math.exp(-fresh / 12))),
    spread: round(20 * (1 - Math.exp(-Math.max(0, doors - 1) / 2))),
    reach: round(10 * (1 - Math.exp(-Math.log10(1 + comments + views / READINGS) / 2))),
    hotline: round(15 * (1 - Math.exp(-hotline / 8))),
    recency: signals.length ? round(15 * 0.5 ** (youngest / HALF_LIFE)) : 0,
  };
  const counts = {
    messages: signals.length,
    fresh: round(fresh),
    channels: new Set(signals.map(({ channel }) => channel)).size,
    sources: new Set(signals.flatMap(({ sourceId }) => sourceId ?? [])).size,
    views,
    comments,
    hotline,
    repeats: hotline - byPeople.length,
    newest: round(youngest),
  };
  const { volume, spread, reach, recency } = parts;
  return { value: Math.min(100, round(volume + spread + reach + parts.hotline + recency)), parts, counts };
}

/** Instants at which a run of messages is weighed: enough to see when it became hot, few enough for a page to wait. */
const WEIGHED = 200;

/**
 * The first instant from `after` on at which messages made an incident at least so hot; null where they never did. Heat
 * rises with messages only, so it is weighed when one is said: at each, or at `WEIGHED` of them where there are more.
 * @param signals in order of time
 */
export function whenHot(signals: readonly Signal[], threshold: number, after: string): string | null {
  const times = signals.map(({ at }) => Date.parse(at));
  const every = Math.max(1, Math.ceil(signals.length / WEIGHED));
  let from = 0;
  for (const [i, time] of times.entries()) {
    const weighed = i % every === every - 1 || i === times.length - 1;
    // What lies on one instant is weighed together.
    if (!weighed || times[i + 1] === time) continue;
    while (times[from]! < time - COUNTED_MS) from += 1;
    const now = new Date(Math.max(time, Date.parse(after))).toISOString();
    if (time < Date.parse(after) && times[i + 1] !== undefined && times[i + 1]! <= Date.parse(after))
      continue;
    if (heat(signals.slice(from, i + 1), now).value >= threshold) return now;
  }
  return null;
}

const round = (n: number) => Math.round(n * 10) / 10;
