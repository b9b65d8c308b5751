// The calendar against an independent table for every day of three years, and counting against a brute force.
import table from 'chinese-days/dist/chinese-days.json';
import { addWorkingDays, type Calendar, dayOf, dayWords, isWorkday, unpublishedNote } from './calendar';
import { stateCouncilYears } from './calendar-years';
import { breachAt, isPast, readInstant, shanghaiDay } from './instants';

const DAY = 86_400_000;
const days = (from: string, to: string) => {
  const all: string[] = [];
  for (let at = Date.parse(from); at <= Date.parse(to); at += DAY)
    all.push(new Date(at).toISOString().slice(0, 10));
  return all;
};

// Its table, not its functions: they read a bare date in the machine's zone and are wrong west of Greenwich.
function workedByTable(day: string): boolean {
  if (day in table.workdays) return true;
  return !(day in table.holidays) && ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
}

test('every day of 2012–2026 agrees with chinese-days', () => {
  const all = days('2012-01-01', '2026-12-31');
  expect(all).toHaveLength(15 * 365 + 4);
  expect(all.filter((day) => isWorkday(day) !== workedByTable(day))).toEqual([]);
});

test('every start day of 2024–2026 and n from 1 to 20 agrees with an independent count', () => {
  // Independent: a flat list of worked days straight from another's table, and a position in it; no walking.
  const worked = days('2024-01-01', '2027-03-31').filter(workedByTable);
  let checked = 0;
  const wrong: string[] = [];
  for (const day of days('2024-01-01', '2026-12-31')) {
    const after = worked.findIndex((date) => date > day);
    for (let n = 1; n <= 20; n += 1) {
      const { dueAt, explain } = addWorkingDays(`${day}T02:00:00.000Z`, n);
      checked += 1;
      const fits =
        dueAt === `${worked[after + n - 1]}T15:59:59.000Z` &&
        explain.filter(({ counted }) => counted !== null).length === n;
      if (!fits) wrong.push(`${day}+${n}`);
    }
  }
  expect(wrong).toEqual([]);
  expect(checked).toBe(1096 * 20);
});

const counts: [string, string, number, string][] = [
  ['over the long October holiday and its make-up Saturday', '2026-09-30T09:00:00+08:00', 3, '2026-10-10'],
  ['a make-up Saturday counts', '2026-02-13T09:00:00+08:00', 1, '2026-02-14'],
  ['over Spring Festival', '2026-02-14T09:00:00+08:00', 1, '2026-02-24'],
  ['started on a holiday', '2026-10-03T09:00:00+08:00', 1, '2026-10-08'],
  ['started on a Friday', '2026-03-06T17:59:00+08:00', 2, '2026-03-10'],
  ['late evening in Shanghai is still that day', '2026-03-09T23:59:59+08:00', 1, '2026-03-10'],
  ['a second later it is the next', '2026-03-10T00:00:00+08:00', 1, '2026-03-11'],
  ['a start written in another zone', '2026-03-09T20:00:00Z', 1, '2026-03-11'],
  ['into a year without a notice', '2026-12-31T09:00:00+08:00', 1, '2027-01-01'],
];

test.each(counts)('%s', (_name, from, n, day) => {
  expect(addWorkingDays(from, n).dueAt).toBe(`${day}T15:59:59.000Z`);
});

test('each day passed is told, with why it counted or not', () => {
  const { explain } = addWorkingDays('2026-09-30T09:00:00+08:00', 3);
  expect(explain.map((note) => dayWords(note).zh)).toEqual([
    '2026-09-30 周三 · 工作日 · 起算当日，不计',
    '2026-10-01 周四 · 国庆节放假 · 不计',
    '2026-10-02 周五 · 国庆节放假 · 不计',
    '2026-10-03 周六 · 国庆节放假 · 不计',
    '2026-10-04 周日 · 国庆节放假 · 不计',
    '2026-10-05 周一 · 国庆节放假 · 不计',
    '2026-10-06 周二 · 国庆节放假 · 不计',
    '2026-10-07 周三 · 国庆节放假 · 不计',
    '2026-10-08 周四 · 工作日 · 第1个工作日',
    '2026-10-09 周五 · 工作日 · 第2个工作日',
    '2026-10-10 周六 · 国庆节调休上班 · 第3个工作日',
  ]);
  expect(dayWords(explain[10]!).en).toBe('2026-10-10 Sat · worked instead for National Day · working day 3');
});

test('a year without a notice says so, and is counted Monday to Friday', () => {
  expect(dayOf('2027-10-01')).toMatchObject({ works: true, published: false });
  const over = addWorkingDays('2026-12-30T01:00:00Z', 5);
  expect(over.leansOnUnpublished).toEqual([2027]);
  expect(unpublishedNote([2027])?.zh).toContain('2027年放假安排尚未公布');
  expect(unpublishedNote([2011])?.en).toContain('older than');
  expect(unpublishedNote([])).toBeNull();
  expect(addWorkingDays('2026-12-28T01:00:00Z', 3).leansOnUnpublished).toEqual([]);
});

test('a calendar is data: the day after 2027 is published, the count moves', () => {
  const published: Calendar = {
    id: 'state-council',
    version: 'invented',
    years: [
      ...stateCouncilYears,
      {
        year: 2027,
        published: true,
        notice: null,
        off: [{ from: '2027-01-01', to: '2027-01-03', name: { zh: '元旦', en: 'New Year' } }],
        worked: [],
      },
    ],
  };
  const counted = addWorkingDays('2026-12-31T01:00:00Z', 1, published);
  expect([counted.dueAt, counted.leansOnUnpublished]).toEqual(['2027-01-04T15:59:59.000Z', []]);
});

test('nonsense is refused', () => {
  for (const n of [0, -1, 1.5, Number.NaN, 1001]) {
    expect(() => addWorkingDays('2026-03-02T00:00:00Z', n)).toThrow(RangeError);
  }
  for (const date of ['2026-02-30', '2026-2-3', '', 'today']) expect(() => dayOf(date)).toThrow(RangeError);
});

const instants: [string, string | null, boolean][] = [
  ['2026-09-30T09:00:00+08:00', '2026-09-30T01:00:00.000Z', false],
  ['2026-09-30T01:00:00Z', '2026-09-30T01:00:00.000Z', false],
  ['2026-09-30T01:00:00.25Z', '2026-09-30T01:00:00.250Z', false],
  ['2026-09-30T09:00+0800', '2026-09-30T01:00:00.000Z', false],
  ['2026-09-30 09:00:00', '2026-09-30T01:00:00.000Z', true],
  ['2026-09-30', '2026-09-29T16:00:00.000Z', true],
  ['2026-02-30T09:00:00Z', null, false],
  ['2026-13-01', null, false],
  ['2026-03-01T24:30:00Z', null, false],
  ['yesterday', null, false],
  ['', null, false],
  ['1790000000', null, false],
];

test.each(instants)('instant %s', (text, at, assumed) => {
  expect(readInstant(text)).toEqual(at === null ? null : { at, assumed });
});

test('a day and a due second are the same in every zone', () => {
  expect(shanghaiDay('2026-03-09T16:00:00Z')).toBe('2026-03-10');
  expect(breachAt('2026-03-09T15:59:59.000Z')).toBe('2026-03-09T16:00:00.000Z');
  expect(isPast('2026-03-09T15:59:59.900Z', '2026-03-09T15:59:59.000Z')).toBe(false);
  expect(isPast('2026-03-09T16:00:00.000Z', '2026-03-09T15:59:59.000Z')).toBe(true);
});
