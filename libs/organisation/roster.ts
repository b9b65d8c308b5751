// Who is on duty at an instant, and who acts where somebody is away or has left: shifts, absences, stand-ins.
import type { Words } from './words';

/** `duty`: who answers; `leader`: the leader on duty above them (带班领导), told but not counted as manning the desk. */
export type ShiftPart = 'duty' | 'leader';
/** Instants as ISO 8601 UTC with milliseconds, as `toISOString` writes them; `to` is the first instant after. */
export type Span = { from: string; to: string };
export type Shift = Span & { id: string; deskId: string; officerId: string; part: ShiftPart };
/** `to` null: until further notice. `standInId`: who was named for just this absence. */
export type Absence = { officerId: string; from: string; to: string | null; standInId: string | null };
export type RosterOfficer = { id: string; name: string; active: boolean };
export type StandIn = { officerId: string; standInId: string; rank: number };
/** What is known of people when shifts are read. */
export type People = {
  officers: readonly RosterOfficer[];
  absences: readonly Absence[];
  standIns: readonly StandIn[];
};

export type Acting =
  | { officerId: string; insteadOf: null; reason: null }
  | { officerId: string; insteadOf: string; reason: Words }
  | { officerId: null; insteadOf: string; reason: Words };

export type OnDutyPerson = {
  officerId: string;
  /** The officer whose shift it is, where another stands in; else null. */
  insteadOf: string | null;
  part: ShiftPart;
  shiftId: string;
  deskId: string;
  /** End of the shift. */
  until: string;
  reason: Words | null;
};
export type OnDuty = {
  /** Those of part `duty` first, then leaders; in each the one whose shift began last first. */
  people: OnDutyPerson[];
  /** Shifts that run but that nobody fills: the officer left, or is away and nobody stands in. */
  unfilled: { shiftId: string; deskId: string; part: ShiftPart; officerId: string; reason: Words }[];
};

/** Whether an instant lies in a span; the end no longer does. */
export const within = (at: string, { from, to }: { from: string; to: string | null }): boolean =>
  from <= at && (to === null || at < to);

/**
 * Who acts for an officer at an instant: they themselves; while they are away the one named for that absence, else
 * their stand-ins in order, the first who is in post and not away; nobody where they have left, or where all are away.
 * A stand-in's own stand-ins are not asked: responsibility must not wander further than one step without a decision.
 * Source: A2 (替岗); gaoqing-2016-12 二(六).
 */
export function actingFor(officerId: string, people: People, at: string): Acting {
  const nameOf = (id: string) => people.officers.find((officer) => officer.id === id)?.name ?? '?';
  const inPost = (id: string) => people.officers.some((officer) => officer.id === id && officer.active);
  const awayOf = (id: string) => people.absences.find((one) => one.officerId === id && within(at, one));
  const away = awayOf(officerId);
  const left = !inPost(officerId);
  if (!left && !away) return { officerId, insteadOf: null, reason: null };
  const name = nameOf(officerId);
  const why: Words = left
    ? { zh: `${name}已离岗`, en: `${name} has left the post` }
    : { zh: `${name}不在岗`, en: `${name} is away` };
  const ranked = people.standIns
    .filter((one) => one.officerId === officerId)
    .sort((a, b) => a.rank - b.rank)
    .map(({ standInId }) => standInId);
  const asked = [...(away?.standInId ? [away.standInId] : []), ...ranked];
  const standIn = asked.find((id) => inPost(id) && !awayOf(id));
  if (standIn) {
    const other = nameOf(standIn);
    return {
      officerId: standIn,
      insteadOf: officerId,
      reason: { zh: `${why.zh}，由${other}替岗`, en: `${why.en}; ${other} stands in` },
    };
  }
  const none: Words =
    asked.length === 0
      ? { zh: '没有登记替岗人', en: 'no stand-in is named' }
      : { zh: '替岗人也都不在岗', en: 'those who would stand in are away too' };
  return {
    officerId: null,
    insteadOf: officerId,
    reason: { zh: `${why.zh}，${none.zh}`, en: `${why.en}; ${none.en}` },
  };
}

/**
 * Who is on duty at an instant, by the shifts that run then; each shift is filled by its officer or who acts for them.
 * Somebody who fills two shifts is named once. Source: A3.
 */
export function onDutyAt(shifts: readonly Shift[], people: People, at: string): OnDuty {
  const running = shifts
    .filter((shift) => within(at, shift))
    .sort((a, b) => a.part.localeCompare(b.part) || b.from.localeCompare(a.from) || a.id.localeCompare(b.id));
  const found: OnDuty = { people: [], unfilled: [] };
  for (const shift of running) {
    const { id: shiftId, deskId, part } = shift;
    const { officerId, insteadOf, reason } = actingFor(shift.officerId, people, at);
    if (officerId === null) found.unfilled.push({ shiftId, deskId, part, officerId: insteadOf, reason });
    else if (!found.people.some((one) => one.officerId === officerId))
      found.people.push({ officerId, insteadOf, part, shiftId, deskId, until: shift.to, reason });
  }
  return found;
}

/** The shifts of the same officer that overlap with this one; a shift does not overlap with itself. */
export function overlapping<S extends Span & { id?: string; officerId: string }>(
  shift: Span & { id?: string; officerId: string },
  others: readonly S[],
): S[] {
  return others.filter(
    (other) =>
      other.officerId === shift.officerId &&
      (other.id === undefined || other.id !== shift.id) &&
      other.from < shift.to &&
      shift.from < other.to,
  );
}
