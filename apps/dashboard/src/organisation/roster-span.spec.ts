// Which days a week and a month show, and how a span reads on each of its days.
import { daysShown, onDay, stepped, touches } from './roster-span';

it('a week from Monday; a month in whole weeks', () => {
  expect(daysShown('week', '2026-12-06')).toEqual(
    ['30', '01', '02', '03', '04', '05', '06'].map((day) => `2026-${day === '30' ? '11' : '12'}-${day}`),
  );
  const month = daysShown('month', '2026-02-10');
  expect([month.length % 7, month[0], month.at(-1)]).toEqual([0, '2026-01-26', '2026-03-01']);
  expect(daysShown('month', '2027-02-28')).toHaveLength(28);
});
it('steps by a week, or to the first of the month', () => {
  expect(stepped('week', '2026-12-29', 1)).toBe('2027-01-05');
  expect(stepped('month', '2026-12-29', 1)).toBe('2027-01-01');
  expect(stepped('month', '2026-03-31', -1)).toBe('2026-02-01');
});
it('a night reads to 24:00 on the first day and from 00:00 on the next; its end does not touch a third', () => {
  const night = { from: '2026-12-05T10:00:00.000Z', to: '2026-12-06T00:00:00.000Z' };
  expect([onDay(night, '2026-12-05'), onDay(night, '2026-12-06')]).toEqual(['18:00–24:00', '00:00–08:00']);
  const whole = { from: '2026-12-04T16:00:00.000Z', to: '2026-12-05T16:00:00.000Z' };
  expect(['2026-12-04', '2026-12-05', '2026-12-06'].map((day) => touches(whole, day))).toEqual([
    false,
    true,
    false,
  ]);
});
