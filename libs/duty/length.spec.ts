// How long over, how long left: as words, to the minute.
import { lengthWords, overWords } from './length';

it.each([
  [0, '0 分钟', '0 min'],
  [59_999, '0 分钟', '0 min'],
  [42 * 60_000, '42 分钟', '42 min'],
  [3_600_000, '1 小时 0 分', '1 h 0 min'],
  [(2 * 60 + 3) * 60_000, '2 小时 3 分', '2 h 3 min'],
  [47 * 3_600_000, '47 小时 0 分', '47 h 0 min'],
  [(16 * 24 + 19) * 3_600_000, '16 天 19 小时', '16 d 19 h'],
])('%i ms is %s', (ms, zh, en) => {
  expect(lengthWords(ms)).toEqual({ zh, en });
});

it('says whether it is over or has left', () => {
  const due = new Date('2026-11-30T09:00:00Z');
  expect(overWords(due, new Date('2026-11-30T11:03:00Z')).zh).toBe('已超期 2 小时 3 分');
  expect(overWords(due, new Date('2026-11-30T08:18:00Z')).en).toBe('42 min left');
});
