// The on-time rate: what counts, what does not, and when it is too thin to rank by.
import { countDuties, onTimeDefinition, onTimeRate } from './figures';

test.each([
  [{ metOnTime: 8, metLate: 1, openOverdue: 1 }, 0.8, 10, true],
  [{ metOnTime: 4, metLate: 0, openOverdue: 0 }, 1, 4, false],
  [{ metOnTime: 0, metLate: 0, openOverdue: 3 }, 0, 3, false],
  [{ metOnTime: 0, metLate: 0, openOverdue: 0 }, null, 0, false],
])('of %j the rate is %d', (counts, rate, due, enough) => {
  expect(onTimeRate(counts)).toEqual({
    rate,
    onTime: counts.metOnTime,
    due,
    enough,
    definition: onTimeDefinition,
  });
});

test('leaving a duty undone never improves the rate', () => {
  const met = onTimeRate({ metOnTime: 5, metLate: 1, openOverdue: 0 }).rate!;
  const left = onTimeRate({ metOnTime: 5, metLate: 0, openOverdue: 1 }).rate!;
  expect(left).toBeLessThanOrEqual(met);
});

test('duties are counted as they stand at an instant', () => {
  const dueAt = '2026-03-02T00:00:00.000Z';
  const duties = [
    { dueAt, metAt: '2026-03-02T00:00:00.000Z' },
    { dueAt, metAt: '2026-03-02T00:00:00.001Z' },
    { dueAt, metAt: null },
    { dueAt, metAt: null, waivedAt: '2026-03-01T00:00:00.000Z' },
  ];
  expect(countDuties(duties, '2026-03-01T12:00:00.000Z')).toEqual({
    metOnTime: 1,
    metLate: 1,
    openOverdue: 0,
    openInTime: 1,
    waived: 1,
  });
  expect(countDuties(duties, '2026-03-03T00:00:00.000Z').openOverdue).toBe(1);
});

test('what is not a count is refused', () => {
  expect(() => onTimeRate({ metOnTime: -1, metLate: 0, openOverdue: 0 })).toThrow(RangeError);
  expect(() => onTimeRate({ metOnTime: 0.5, metLate: 0, openOverdue: 0 })).toThrow(RangeError);
});
