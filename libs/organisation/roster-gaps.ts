// Where nobody is on duty although somebody must be: spans to be manned, gaps in them with their causes, and what is news in them.
import { chinaInstant, nextDay, shanghaiDay } from './days';
import { actingFor, type People, type Shift, type Span, within } from './roster';

export const deskDays = ['every-day', 'workdays', 'rest-days'] as const;
export type DeskDays = (typeof deskDays)[number];
/** When a desk must be manned: on which days, from and to which hour in China (HH:MM, 24:00 the end of the day). */
export type DeskHours = { days: DeskDays; opens: string; closes: string };

/** Why nobody is on duty: nobody was put on the roster, or the one who was has left or is away without a stand-in. */
export type GapCause = { why: 'nobody' | 'left' | 'away'; officerId: string | null };
export type Gap = Span & {
  causes: GapCause[];
  /** Cut off at the end of the look ahead. */
  openEnded: boolean;
};

/**
 * The spans of a desk that must be manned between two instants, in order, joined where they touch and cut to the two.
 * A desk that closes at or before it opens stays manned past midnight; the day on which it opens decides.
 * `works(day)` tells whether a day (YYYY-MM-DD) is worked, holidays and make-up days included; asked only of desks
 * that are not manned every day.
 */
export function spansToMan(hours: DeskHours, span: Span, works: (day: string) => boolean): Span[] {
  const spans: Span[] = [];
  const last = shanghaiDay(span.to);
  // The day before may reach past midnight.
  let day = shanghaiDay(new Date(Date.parse(span.from) - 86_400_000).toISOString());
  for (; day <= last; day = nextDay(day)) {
    if (hours.days !== 'every-day' && works(day) !== (hours.days === 'workdays')) continue;
    const from = chinaInstant(day, hours.opens);
    const to = chinaInstant(hours.closes <= hours.opens ? nextDay(day) : day, hours.closes);
    const cut = { from: from > span.from ? from : span.from, to: to < span.to ? to : span.to };
    if (cut.from >= cut.to) continue;
    const before = spans.at(-1);
    if (before && before.to >= cut.from) before.to = cut.to > before.to ? cut.to : before.to;
    else spans.push(cut);
  }
  return spans;
}

/**
 * The spans in which a desk must be manned and nobody of part `duty` is, each with its causes in order of time.
 * Only the shifts of this desk are to be handed in. Source: A3; jiangsu-2020-42 三(一).
 */
export function gapsOf(
  hours: DeskHours,
  shifts: readonly Shift[],
  people: People,
  span: Span,
  works: (day: string) => boolean,
): Gap[] {
  const manning = shifts.filter(({ part }) => part === 'duty');
  const turns = turningPoints(manning, people);
  const gaps: Gap[] = [];
  for (const toMan of spansToMan(hours, span, works)) {
    const cuts = [toMan.from, ...turns.filter((at) => at > toMan.from && at < toMan.to), toMan.to];
    for (let n = 0; n < cuts.length - 1; n += 1) {
      const piece = { from: cuts[n]!, to: cuts[n + 1]! };
      const causes = causesAt(manning, people, piece.from);
      if (causes) join(gaps, piece, causes);
    }
  }
  return gaps.map((gap) => ({ ...gap, openEnded: gap.to === span.to }));
}

/** The instants at which who is on duty may change. */
function turningPoints(shifts: readonly Shift[], people: People): string[] {
  const all = [...shifts, ...people.absences].flatMap(({ from, to }) => (to === null ? [from] : [from, to]));
  return [...new Set(all)].sort();
}

/** Null while somebody is on duty. */
function causesAt(shifts: readonly Shift[], people: People, at: string): GapCause[] | null {
  const running = shifts.filter((shift) => within(at, shift));
  if (running.some((shift) => actingFor(shift.officerId, people, at).officerId !== null)) return null;
  if (running.length === 0) return [{ why: 'nobody', officerId: null }];
  return running.map(({ officerId }) => ({
    why: people.officers.some(({ id, active }) => id === officerId && active) ? 'away' : 'left',
    officerId,
  }));
}

function join(gaps: Gap[], piece: Span, causes: GapCause[]): void {
  const before = gaps.at(-1);
  if (before?.to !== piece.from) {
    gaps.push({ ...piece, causes, openEnded: false });
    return;
  }
  before.to = piece.to;
  const same = (a: GapCause) => (b: GapCause) => a.why === b.why && a.officerId === b.officerId;
  before.causes.push(...causes.filter((cause) => !before.causes.some(same(cause))));
}

/**
 * Whether a gap holds time that was not told before: some of it lies outside every span told. A span told that was cut
 * off where the look ahead ended reaches as far as anybody will look, so that a desk nobody mans is told once.
 */
export function isNews(gap: Span, told: readonly (Span & { openEnded: boolean })[]): boolean {
  let from = gap.from;
  for (const one of [...told].sort((a, b) => a.from.localeCompare(b.from))) {
    if (one.from > from) break;
    if (one.openEnded) return false;
    if (one.to > from) from = one.to;
  }
  return from < gap.to;
}
