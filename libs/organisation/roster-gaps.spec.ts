// Spans to be manned and gaps in them, told as tables; which of them are news.
import type { People, Shift } from './roster';
import { type DeskHours, gapsOf, isNews, spansToMan } from './roster-gaps';

/** China time, December 2026: the 5th is a Saturday. */
const at = (text: string) => new Date(`2026-12-${text}:00+08:00`).toISOString();
const told = (instant: string) => new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(8, 16);
const works = (day: string) => ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
const always: DeskHours = { days: 'every-day', opens: '00:00', closes: '24:00' };

const spans: [string, DeskHours, string, string, string[]][] = [
  ['round the clock is one span', always, '04T09:00', '07T09:00', ['04T09:00–07T09:00']],
  [
    'office hours on working days skip the weekend',
    { days: 'workdays', opens: '08:30', closes: '17:30' },
    '04T00:00',
    '08T00:00',
    ['04T08:30–04T17:30', '07T08:30–07T17:30'],
  ],
  [
    'rest days are the others',
    { days: 'rest-days', opens: '09:00', closes: '17:00' },
    '04T00:00',
    '08T00:00',
    ['05T09:00–05T17:00', '06T09:00–06T17:00'],
  ],
  [
    'a night belongs to the day it begins on, also before the span asked for',
    { days: 'workdays', opens: '18:00', closes: '08:00' },
    '04T03:00',
    '07T20:00',
    ['04T03:00–04T08:00', '04T18:00–05T08:00', '07T18:00–07T20:00'],
  ],
  [
    'twenty-four hours from half past eight join',
    { days: 'every-day', opens: '08:30', closes: '08:30' },
    '04T09:00',
    '06T09:00',
    ['04T09:00–06T09:00'],
  ],
];
it.each(spans)('%s', (_, hours, from, to, expected) =>
  expect(
    spansToMan(hours, { from: at(from), to: at(to) }, works).map(
      (span) => `${told(span.from)}–${told(span.to)}`,
    ),
  ).toEqual(expected),
);

describe('gaps', () => {
  const shift = (officerId: string, from: string, to: string, part: Shift['part'] = 'duty'): Shift => ({
    ...{ id: `${officerId}${from}`, deskId: '台', officerId, part },
    from: at(from),
    to: at(to),
  });
  const people: People = {
    officers: ['甲', '乙', '丁'].map((id) => ({ id, name: id, active: id !== '丁' })),
    absences: [{ officerId: '乙', from: at('05T12:00'), to: at('06T00:00'), standInId: null }],
    standIns: [],
  };
  const of = (shifts: Shift[]) =>
    gapsOf(always, shifts, people, { from: at('04T00:00'), to: at('07T00:00') }, works).map((gap) => [
      `${told(gap.from)}–${told(gap.to)}`,
      gap.causes.map(({ why, officerId }) => why + (officerId ?? '')).join(),
      gap.openEnded,
    ]);
  const cases: [string, Shift[], unknown[]][] = [
    ['a roster with nobody is one gap to the end of the look', [], [['04T00:00–07T00:00', 'nobody', true]]],
    ['a full roster has none', [shift('甲', '03T00:00', '08T00:00')], []],
    [
      'between two shifts',
      [shift('甲', '04T00:00', '05T08:00'), shift('甲', '05T09:30', '07T00:00')],
      [['05T08:00–05T09:30', 'nobody', false]],
    ],
    [
      'while the one on duty is away and nobody stands in',
      [shift('甲', '04T00:00', '05T00:00'), shift('乙', '05T00:00', '07T00:00')],
      [['05T12:00–06T00:00', 'away乙', false]],
    ],
    [
      'one who left does not man the desk; what follows joins, both causes told',
      [shift('丁', '04T00:00', '05T00:00'), shift('甲', '06T00:00', '07T00:00')],
      [['04T00:00–06T00:00', 'left丁,nobody', false]],
    ],
    [
      'a leader on duty does not man the desk',
      [shift('甲', '04T00:00', '07T00:00', 'leader')],
      [['04T00:00–07T00:00', 'nobody', true]],
    ],
    [
      'two at once cover for each other',
      [shift('乙', '04T00:00', '07T00:00'), shift('甲', '05T00:00', '06T00:00')],
      [],
    ],
  ];
  it.each(cases)('%s', (_, shifts, expected) => expect(of(shifts)).toEqual(expected));
});

describe('what is news in a gap', () => {
  const span = (from: string, to: string, openEnded = false) => ({ from: at(from), to: at(to), openEnded });
  const cases: [string, string, string, ReturnType<typeof span>[], boolean][] = [
    ['nothing was told', '04T00:00', '05T00:00', [], true],
    ['the same', '04T00:00', '05T00:00', [span('04T00:00', '05T00:00')], false],
    ['less than was told', '04T12:00', '04T13:00', [span('04T00:00', '05T00:00')], false],
    ['longer than was told', '04T00:00', '06T00:00', [span('04T00:00', '05T00:00')], true],
    ['earlier than was told', '03T00:00', '05T00:00', [span('04T00:00', '05T00:00')], true],
    [
      'two that were told, joined',
      '04T00:00',
      '06T00:00',
      [span('05T00:00', '06T00:00'), span('04T00:00', '05T00:00')],
      false,
    ],
    [
      'only further in time, of one cut off by the look ahead',
      '04T12:00',
      '09T00:00',
      [span('04T00:00', '05T00:00', true)],
      false,
    ],
  ];
  it.each(cases)('%s', (_, from, to, before, expected) =>
    expect(isNews({ from: at(from), to: at(to) }, before)).toBe(expected),
  );
});
