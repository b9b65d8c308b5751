// Whether a year's calendar can be true: every contradiction is named with its day, so that it can be put right.
import type { Words } from '#organisation';
import type { Calendar, CalendarYear } from './calendar';
import { isDay, nextDay, weekdayOf } from './instants';

export type CalendarFault = { code: string; day: string; reason: Words };

/** The longest holiday there has been is nine days; a range this long is a slip of the pen. */
const LONGEST = 20;
/** Days that the law makes holidays, whatever is arranged around them. */
const STATUTORY = [
  ['01-01', { zh: '元旦', en: "New Year's Day" }],
  ['05-01', { zh: '劳动节', en: 'Labour Day' }],
  ['10-01', { zh: '国庆节', en: 'National Day' }],
] as const;

/**
 * What cannot be true of a year, in the order of its days; none when it may stand. A notice may reach into the
 * December before and the January after its year, but not further.
 * Codes: `calendar.not-a-day`, `calendar.reversed`, `calendar.too-long`, `calendar.other-year`, `calendar.day-twice`,
 * `calendar.off-and-worked`, `calendar.worked-anyway`, `calendar.neighbour`, `calendar.statutory`, `calendar.empty`.
 * Source: 全国年节及纪念日放假办法 第二条; the yearly notices of the State Council's General Office.
 * @param calendar the other years held, for days that two notices speak of
 */
export function calendarFaults(year: CalendarYear, calendar: Calendar): CalendarFault[] {
  const shape = [...year.off.flatMap(rangeFaults), ...year.worked.flatMap(({ date }) => dayFaults(date))];
  if (shape.length > 0) return shape;
  const off = year.off.flatMap(daysOf);
  const worked = year.worked.map(({ date }) => date);
  const faults = [
    ...[...off, ...worked].flatMap((day) => otherYear(day, year.year)),
    ...twice(off).map((day) => fault('calendar.day-twice', day, '列在两个假期里', 'is in two holidays')),
    ...twice(worked).map((day) =>
      fault('calendar.day-twice', day, '被列了两次调休上班', 'is listed as worked twice'),
    ),
    ...worked
      .filter((day) => off.includes(day))
      .map((day) =>
        fault('calendar.off-and-worked', day, '既放假又调休上班', 'is both a holiday and worked instead'),
      ),
    ...worked
      .filter(isWeekday)
      .map((day) =>
        fault(
          'calendar.worked-anyway',
          day,
          '本来就是工作日（周一至周五），不能再列为调休上班',
          'is a weekday and worked anyway; it cannot be worked instead',
        ),
      ),
    ...neighbourFaults(off, worked, year.year, calendar),
    ...(year.published ? statutoryFaults(off, year.year) : []),
  ];
  return faults.sort((a, b) => a.day.localeCompare(b.day));
}

/** Every day of a holiday, both ends in. */
export function daysOf({ from, to }: { from: string; to: string }): string[] {
  const days: string[] = [];
  for (let day = from; day <= to && days.length <= LONGEST; day = nextDay(day)) days.push(day);
  return days;
}

function rangeFaults({ from, to }: { from: string; to: string }): CalendarFault[] {
  const faults = [...new Set([from, to])].flatMap(dayFaults);
  if (faults.length > 0) return faults;
  if (to < from)
    return [
      fault(
        'calendar.reversed',
        from,
        `的假期在开始之前就结束了（${to}）`,
        `begins a holiday that ends before it (${to})`,
      ),
    ];
  if (daysOf({ from, to }).length > LONGEST)
    return [
      fault(
        'calendar.too-long',
        from,
        `起的假期超过 ${LONGEST} 天`,
        `begins a holiday of more than ${LONGEST} days`,
      ),
    ];
  return [];
}

const dayFaults = (day: string): CalendarFault[] =>
  isDay(day) ? [] : [fault('calendar.not-a-day', day, '不是一个日子', 'is not a day')];

function otherYear(day: string, year: number): CalendarFault[] {
  if (day >= `${year - 1}-12-01` && day <= `${year + 1}-01-31`) return [];
  return [
    fault(
      'calendar.other-year',
      day,
      `不属于${year}年的放假安排`,
      `does not belong to the notice of ${year}`,
    ),
  ];
}

/** A day of which another year's notice says the opposite. */
function neighbourFaults(
  off: readonly string[],
  worked: readonly string[],
  year: number,
  calendar: Calendar,
): CalendarFault[] {
  return calendar.years
    .filter((held) => held.year !== year)
    .flatMap((held) => {
      const theirs = held.off.flatMap(daysOf);
      const against = [
        ...off.filter((day) => held.worked.some(({ date }) => date === day)),
        ...worked.filter((day) => theirs.includes(day)),
      ];
      return against.map((day) =>
        fault(
          'calendar.neighbour',
          day,
          `与${held.year}年的放假安排相反`,
          `is told the other way round in the notice of ${held.year}`,
        ),
      );
    });
}

function statutoryFaults(off: readonly string[], year: number): CalendarFault[] {
  if (off.length === 0)
    return [
      fault(
        'calendar.empty',
        `${year}-01-01`,
        '起全年没有一个假日，却标为已公布',
        'begins a year that is marked published and has no holiday',
      ),
    ];
  return STATUTORY.map(([day, name]) => ({ day: `${year}-${day}`, name }))
    .filter(({ day }) => !off.includes(day))
    .map(({ day, name }) =>
      fault(
        'calendar.statutory',
        day,
        `是法定节假日（${name.zh}），不能不放假`,
        `is a statutory holiday (${name.en}) and must be off`,
      ),
    );
}

const twice = (days: readonly string[]) => [...new Set(days.filter((day, i) => days.indexOf(day) !== i))];
const isWeekday = (day: string) => ![0, 6].includes(weekdayOf(day));
const fault = (code: string, day: string, zh: string, en: string): CalendarFault => ({
  code,
  day,
  reason: { zh: `${day} ${zh}。`, en: `${day} ${en}.` },
});

/** Whether two editions of a year say the same. */
export const sameYear = (a: CalendarYear, b: CalendarYear): boolean =>
  JSON.stringify([a.published, a.notice, a.off, a.worked]) ===
  JSON.stringify([b.published, b.notice, b.off, b.worked]);

/** In words: which days become off, worked or ordinary, and whether the year is published; `before` null: nothing was known. */
export function yearDifference(before: CalendarYear | null, after: CalendarYear): Words[] {
  const off = (year: CalendarYear | null) =>
    year?.off.map(({ from, to }) => (from === to ? from : `${from}–${to}`)) ?? [];
  const worked = (year: CalendarYear | null) => year?.worked.map(({ date }) => date) ?? [];
  const said: Words[] = [];
  const list = (zh: string, en: string, days: string[]) => {
    if (days.length > 0) said.push({ zh: `${zh}：${days.join('、')}`, en: `${en}: ${days.join(', ')}` });
  };
  const minus = (a: string[], b: string[]) => a.filter((day) => !b.includes(day));
  if ((before?.published ?? false) !== after.published)
    said.push(
      after.published
        ? { zh: '放假安排已公布', en: 'The notice is published' }
        : { zh: '放假安排尚未公布', en: 'The notice is not published' },
    );
  list('新增放假', 'Holidays added', minus(off(after), off(before)));
  list('取消放假', 'Holidays dropped', minus(off(before), off(after)));
  list('新增调休上班', 'Worked instead, added', minus(worked(after), worked(before)));
  list('取消调休上班', 'Worked instead, dropped', minus(worked(before), worked(after)));
  return said;
}
