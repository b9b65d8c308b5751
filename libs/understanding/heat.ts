// How much an incident is talked of now: how many, how widely, by how many doors, how lately.

export type Signal = { at: string; channel: string; sourceId: string | null };
export type Heat = {
  value: number;
  parts: { volume: number; spread: number; hotline: number; recency: number };
};

const HOUR_MS = 3_600_000;
/** A message counts half after so many hours. */
const HALF_LIFE = 12;

/**
 * 0–100. Volume: messages, each fading with age (at most 50). Spread: channels and sources (20). Hotline: people who came
 * to the government itself (15). Recency: the newest message (15).
 */
export function heat(signals: readonly Signal[], now: string): Heat {
  const ages = signals.map(({ at }) => Math.max(0, (Date.parse(now) - Date.parse(at)) / HOUR_MS));
  const fresh = ages.reduce((sum, age) => sum + 0.5 ** (age / HALF_LIFE), 0);
  const doors = new Set(signals.map((s) => `${s.channel}/${s.sourceId ?? ''}`)).size;
  const hotline = signals.filter((s, i) => s.channel !== 'feed' && ages[i]! < 48).length;
  const youngest = Math.min(...ages, 240);
  const parts = {
    volume: round(50 * (1 - Math.exp(-fresh / 12))),
    spread: round(20 * (1 - Math.exp(-Math.max(0, doors - 1) / 2))),
    hotline: round(15 * (1 - Math.exp(-hotline / 8))),
    recency: signals.length ? round(15 * 0.5 ** (youngest / HALF_LIFE)) : 0,
  };
  return { value: round(parts.volume + parts.spread + parts.hotline + parts.recency), parts };
}

const round = (n: number) => Math.round(n * 10) / 10;
