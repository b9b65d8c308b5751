// A search goes into the address and comes back; what is no search stays out.
import { addressOf, type SearchValues, searchKeys, searchOf } from './message-search';

const valuesOf = (address: string): SearchValues =>
  Object.fromEntries(
    [...new URLSearchParams(address)].filter(([key]) => searchKeys.some((one) => one === key)),
  );

test.each([
  {},
  { q: '标题:"停水 & 停电" -100% ＋' },
  { q: '停水', channel: 'hotline', level: '重大', emergency: 'true', offTopic: 'false', days: 7 },
  { topic: '交通运输', area: '安全生产', concern: 'credibility', from: '2026-11-01T00:00:00.000Z' },
] as const)('%j', (search) => expect(searchOf(valuesOf(addressOf(search)))).toEqual(search));

test.each<[SearchValues, object]>([
  [{ channel: 'pigeon', level: '很大', emergency: 'yes', days: '0' }, {}],
  [{ days: '1.5', offTopic: 'false' }, { offTopic: 'false' }],
])('%j', (values, search) => expect(searchOf(values)).toEqual(search));
