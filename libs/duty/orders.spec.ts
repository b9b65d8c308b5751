// Orders: the number, which act may follow which, and the due time by the house's count.
import { afterAct, awaitsAnswer, countOrder, orderActs, orderNumber, orderStates, orderYear } from './orders';

test.each([
  ['望澜县', 2026, 3, '望督〔2026〕3号'],
  ['绵阳市', 2018, 12, '绵督〔2018〕12号'],
  ['𠮷山镇', 2026, 1, '𠮷督〔2026〕1号'],
])('%s %d %d is %s', (place, year, n, number) => {
  expect(orderNumber(place, year, n)).toBe(number);
});

test.each([
  ['2026-12-31T15:59:59Z', 2026],
  ['2026-12-31T16:00:00Z', 2027],
])('an order issued at %s belongs to %d, as the day is in Shanghai', (at, year) => {
  expect(orderYear(at)).toBe(year);
});

const allowed: Record<(typeof orderActs)[number], string> = {
  remind: 'issued>issued returned>returned',
  answer: 'issued>answered returned>answered',
  return: 'answered>returned',
  close: 'answered>closed',
  withdraw: 'issued>withdrawn answered>withdrawn returned>withdrawn',
};
test.each(orderActs)('%s', (act) => {
  const led = orderStates.flatMap((state) => {
    const after = afterAct(act, state);
    if ('refused' in after) {
      expect(after.refused.code).toBe(`order.${act}-not-now`);
      return [];
    }
    return [`${state}>${after.state}`];
  });
  expect(led.join(' ')).toBe(allowed[act]);
});

test('what is owed is an answer, first or once more', () => {
  expect(orderStates.filter(awaitsAnswer)).toEqual(['issued', 'returned']);
});

test('working days are counted by the calendar, with make-up days; running hours as they are', () => {
  // 30 September 2026 is a Wednesday; 1–7 October are off, 10 October is worked.
  const days = countOrder({ kind: 'working-days', days: 3 }, '2026-09-30T02:00:00Z');
  expect(days.dueAt).toBe('2026-10-10T15:59:59.000Z');
  expect(days.explain.length).toBeGreaterThan(0);
  expect(countOrder({ kind: 'running', hours: 24 }, '2026-09-30T02:00:00Z').dueAt).toBe(
    '2026-10-01T02:00:00.000Z',
  );
});
