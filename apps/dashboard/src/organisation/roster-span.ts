// The days a roster page shows, and how spans are written in them; always days in China.
import { chinaInstant, nextDay, shanghaiTime, weekdayOf } from '../../../../libs/organisation/days';

export type View = 'week' | 'month';
const shifted = (day: string, by: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + by * 86_400_000).toISOString().slice(0, 10);
const mondayOf = (day: string): string => {
  let at = day;
  while (weekdayOf(at) !== 1) at = shifted(at, -1);
  return at;
};

/** Whole weeks from Monday on: the week of a day, or the weeks of its month. */
export function daysShown(view: View, day: string): string[] {
  const first = mondayOf(view === 'week' ? day : `${day.slice(0, 7)}-01`);
  const days: string[] = [];
  for (let at = first; ; at = nextDay(at)) {
    const isOver = view === 'week' ? days.length === 7 : at.slice(0, 7) > day.slice(0, 7);
    if (isOver && days.length % 7 === 0) return days;
    days.push(at);
  }
}

/** The same day of the view before or after. */
export function stepped(view: View, day: string, by: 1 | -1): string {
  if (view === 'week') return shifted(day, by * 7);
  const [year = 0, month = 0] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 + by, 1)).toISOString().slice(0, 10);
}

export const startOf = (day: string): string => chinaInstant(day, '00:00');
export const endOf = (day: string): string => chinaInstant(day, '24:00');
export const touches = ({ from, to }: { from: string; to: string }, day: string): boolean =>
  from < endOf(day) && to > startOf(day);

/** 08:30–17:30 as it falls on a day: what began before says 00:00, what goes on says 24:00. */
export function onDay({ from, to }: { from: string; to: string }, day: string): string {
  const hour = (instant: string) => shanghaiTime(instant).slice(11);
  return `${from <= startOf(day) ? '00:00' : hour(from)}–${to >= endOf(day) ? '24:00' : hour(to)}`;
}

/** 12-05 08:30 – 12-06 08:30 */
export const spanText = ({ from, to }: { from: string; to: string }): string =>
  `${shanghaiTime(from).slice(5)} – ${shanghaiTime(to).slice(5)}`;
