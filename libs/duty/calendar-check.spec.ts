// Calendars that contradict themselves, each refused with the day named; and the years held, which stand.
import {
  addWorkingDays,
  type CalendarYear,
  calendarNote,
  stateCouncilCalendar,
  versionOf,
  withYear,
} from './calendar';
import { calendarFaults } from './calendar-check';
import { stateCouncilYears } from './calendar-years';

const name = { zh: '节', en: 'holiday' };
const range = (from: string, to = from) => ({ from, to, name });
const statutory = [range('2027-01-01'), range('2027-05-01'), range('2027-10-01', '2027-10-07')];
const year = (over: Partial<CalendarYear> = {}): CalendarYear => ({
  year: 2027,
  published: true,
  notice: '示例',
  off: statutory,
  worked: [],
  ...over,
});

test.each(stateCouncilYears.map((held) => [held.year, held] as const))('%i as held stands', (_, held) => {
  expect(calendarFaults(held, stateCouncilCalendar)).toEqual([]);
});

const refused: [string, Partial<CalendarYear>, string, string][] = [
  ['a day that is none', { off: [...statutory, range('2027-02-30')] }, 'calendar.not-a-day', '2027-02-30'],
  [
    'a range turned round',
    { off: [...statutory, range('2027-02-10', '2027-02-08')] },
    'calendar.reversed',
    '2027-02-10',
  ],
  [
    'a month of holiday',
    { off: [...statutory, range('2027-02-01', '2027-03-01')] },
    'calendar.too-long',
    '2027-02-01',
  ],
  [
    'a day of another year',
    { off: [...statutory, range('2028-04-04')] },
    'calendar.other-year',
    '2028-04-04',
  ],
  [
    'two holidays on a day',
    { off: [...statutory, range('2027-10-07', '2027-10-08')] },
    'calendar.day-twice',
    '2027-10-07',
  ],
  [
    'worked twice',
    { worked: ['2027-10-09', '2027-10-09'].map((date) => ({ date, name })) },
    'calendar.day-twice',
    '2027-10-09',
  ],
  ['off and worked', { worked: [{ date: '2027-10-03', name }] }, 'calendar.off-and-worked', '2027-10-03'],
  [
    'a Monday worked instead',
    { worked: [{ date: '2027-10-11', name }] },
    'calendar.worked-anyway',
    '2027-10-11',
  ],
  ['against the year before', { off: [...statutory, range('2026-12-31')], worked: [] }, '', ''],
  ['National Day worked', { off: statutory.slice(0, 2) }, 'calendar.statutory', '2027-10-01'],
  ['published and empty', { off: [] }, 'calendar.empty', '2027-01-01'],
];
test.each(refused)('%s', (_, over, code, day) => {
  const faults = calendarFaults(year(over), stateCouncilCalendar);
  expect(faults.map((fault) => [fault.code, fault.day])).toEqual(code ? [[code, day]] : []);
  for (const { reason } of faults) expect(reason.zh).toContain(day);
});

test('two notices that say the opposite of a day', () => {
  const before = withYear(stateCouncilCalendar, {
    ...stateCouncilYears.at(-1)!,
    worked: [...stateCouncilYears.at(-1)!.worked, { date: '2026-12-26', name }],
  });
  const faults = calendarFaults(year({ off: [...statutory, range('2026-12-26')] }), before);
  expect(faults).toMatchObject([{ code: 'calendar.neighbour', day: '2026-12-26' }]);
});

test('a year not yet published may be empty: it is counted Monday to Friday', () => {
  expect(calendarFaults(year({ published: false, off: [] }), stateCouncilCalendar)).toEqual([]);
});

test('a year put in place is the next edition, and says so wherever it was counted by', () => {
  const corrected = withYear(stateCouncilCalendar, { ...stateCouncilYears.at(-1)!, edition: 2 });
  expect(versionOf(corrected.years)).toBe('2012–2025.1-2026.2');
  expect(calendarNote([2026, 2027], corrected)?.zh).toContain('2026年第2版');
  expect(calendarNote([2027], corrected)).toBeNull();
  const published = withYear(corrected, year());
  expect(addWorkingDays('2026-12-31T01:00:00Z', 1, published).dueAt).toBe('2027-01-04T15:59:59.000Z');
});

test.each(stateCouncilYears)('the notice of $year contradicts neither itself nor its neighbours', (one) => {
  expect(calendarFaults(one, stateCouncilCalendar)).toEqual([]);
});
