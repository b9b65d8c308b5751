// A rota as a table: who stands which day, from when to when.
import { type Rota, shiftsOf } from './rotation';

const rests = (day: string) => ['2026-12-05', '2026-12-06'].includes(day);
const plain: Rota = {
  officerIds: ['甲', '乙'],
  part: 'duty',
  fromDay: '2026-12-03',
  toDay: '2026-12-06',
  days: 'every-day',
  begins: '08:30',
  ends: '08:30',
};
const of = (part: Partial<Rota>) =>
  shiftsOf({ ...plain, ...part }, rests).map(
    ({ officerId, from, to }) => `${officerId} ${from.slice(5, 16)} ${to.slice(5, 16)}`,
  );
const cases: [string, Partial<Rota>, string[]][] = [
  [
    'round the clock, in turn',
    {},
    [
      '甲 12-03T00:30 12-04T00:30',
      '乙 12-04T00:30 12-05T00:30',
      '甲 12-05T00:30 12-06T00:30',
      '乙 12-06T00:30 12-07T00:30',
    ],
  ],
  [
    'rest days only; the turn goes by shifts, not by days',
    { days: 'rest-days', ends: '17:00' },
    ['甲 12-05T00:30 12-05T09:00', '乙 12-06T00:30 12-06T09:00'],
  ],
  [
    'a night',
    { days: 'workdays', begins: '18:00', ends: '08:00', officerIds: ['甲'] },
    ['甲 12-03T10:00 12-04T00:00', '甲 12-04T10:00 12-05T00:00'],
  ],
  ['nobody chosen, nothing', { officerIds: [] }, []],
  ['an end before the beginning, nothing', { toDay: '2026-12-01' }, []],
];
it.each(cases)('%s', (_, part, expected) => expect(of(part)).toEqual(expected));
