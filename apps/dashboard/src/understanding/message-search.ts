// A search as the address carries it, as the server is asked for it, and in the words of a line.
import { channels, levels, type MessageSearch } from '#contract';

export const searchKeys = [
  'q',
  'topic',
  'area',
  'concern',
  'level',
  'channel',
  'sourceId',
  'jurisdictionId',
  'emergency',
  'offTopic',
  'days',
  'from',
  'to',
] as const;
export type SearchKey = (typeof searchKeys)[number];
export type SearchValues = Partial<Record<SearchKey, string>>;

const truth = (value: string | undefined) => (value === 'true' || value === 'false' ? value : undefined);

/** What an address asks for; what no search knows is left out. */
export function searchOf(values: SearchValues): MessageSearch {
  const { emergency, offTopic, channel, level, days, ...rest } = values;
  const count = Number(days);
  const search: MessageSearch = {
    ...rest,
    channel: channels.find((one) => one === channel),
    level: levels.find((one) => one === level),
    emergency: truth(emergency),
    offTopic: truth(offTopic),
    days: Number.isInteger(count) && count >= 1 && count <= 366 ? count : undefined,
  };
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined));
}

/** The part of the address after the question mark. */
export function addressOf(search: MessageSearch): string {
  const params = new URLSearchParams();
  for (const key of searchKeys) if (search[key] !== undefined) params.set(key, String(search[key]));
  return params.toString();
}
