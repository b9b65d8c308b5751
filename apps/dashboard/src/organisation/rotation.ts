// The shifts of a rota: officers in turn, one shift for each of the days asked for.
import type { Request } from '#contract';
import { chinaInstant, nextDay } from '../../../../libs/organisation/days';

type Wanted = Request<'shifts.add'>['body']['shifts'][number];
export type Rota = {
  officerIds: readonly string[];
  part: 'duty' | 'leader';
  /** YYYY-MM-DD, both ends in. */
  fromDay: string;
  toDay: string;
  days: 'every-day' | 'workdays' | 'rest-days';
  /** HH:MM in China; ending at or before it begins is the next day. */
  begins: string;
  ends: string;
};
/** The most that is put on at once. */
const MOST = 400;

/** In turn, in the order chosen; `rests(day)` tells which days are not worked. */
export function shiftsOf(rota: Rota, rests: (day: string) => boolean): Wanted[] {
  const { officerIds, part, fromDay, toDay, days, begins, ends } = rota;
  const shifts: Wanted[] = [];
  if (officerIds.length === 0) return shifts;
  for (let day = fromDay; day <= toDay && shifts.length < MOST; day = nextDay(day)) {
    if (days !== 'every-day' && rests(day) !== (days === 'rest-days')) continue;
    shifts.push({
      officerId: officerIds[shifts.length % officerIds.length]!,
      part,
      from: chinaInstant(day, begins),
      to: chinaInstant(ends <= begins ? nextDay(day) : day, ends),
    });
  }
  return shifts;
}
