// Quiet hours as a table, in China's time; Ⅰ and Ⅱ pass at any hour.
import { quietUntil } from './quiet';

const night = { from: '22:00', to: '07:00' };
const china = (text: string) => new Date(`2026-11-28T${text}+08:00`);

test.each([
  ['before', night, '21:59:59', null],
  ['the first instant', night, '22:00:00', '2026-11-29T07:00:00+08:00'],
  ['past midnight', night, '03:00:00', '2026-11-28T07:00:00+08:00'],
  ['the last instant', night, '06:59:59', '2026-11-28T07:00:00+08:00'],
  ['after', night, '07:00:00', null],
  ['within one day', { from: '12:00', to: '14:00' }, '13:30:00', '2026-11-28T14:00:00+08:00'],
  ['the same hour twice is none', { from: '08:00', to: '08:00' }, '08:00:00', null],
  ['none set', null, '03:00:00', null],
])('%s', (_, quiet, at, until) => {
  expect(quietUntil(quiet, '一般', china(at))).toEqual(until && new Date(until));
  expect(quietUntil(quiet, null, china(at))).toEqual(until && new Date(until));
  for (const level of ['特别重大', '重大'] as const) expect(quietUntil(quiet, level, china(at))).toBeNull();
});
