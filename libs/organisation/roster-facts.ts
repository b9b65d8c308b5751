// The facts of the roster: desks, shifts, swaps, absences, stand-ins, and the gaps that were found. A fact's shape is for ever.
import type { ShiftPart, Span } from './roster';
import type { DeskHours, GapCause } from './roster-gaps';

type OneShift = Span & { shiftId: string; deskId: string; officerId: string; part: ShiftPart };
/** `toOfficerIds`: who is told, the leaders of the level above. */
type OfGap = Span & {
  gapId: string;
  deskId: string;
  departmentId: string | null;
  causes: GapCause[];
  toOfficerIds: string[];
};

export type RosterFacts = {
  'desk.saved': {
    deskId: string;
    name: string;
    departmentId: string | null;
    hours: DeskHours;
    mannedFrom: string;
  };
  'desk.closed': { deskId: string; name: string };
  /** One fact a batch: a month of shifts is put on the roster at once. */
  'roster.shifts-added': { deskId: string; shifts: OneShift[] };
  'roster.shift-changed': OneShift & {
    before: Span & { officerId: string; part: ShiftPart };
    reason: string;
  };
  'roster.shift-removed': OneShift & { reason: string };
  'roster.swap-asked': {
    swapId: string;
    shiftId: string;
    otherShiftId: string | null;
    fromOfficerId: string;
    toOfficerId: string;
    reason: string;
  };
  'roster.swap-decided': {
    swapId: string;
    shiftId: string;
    otherShiftId: string | null;
    fromOfficerId: string;
    toOfficerId: string;
    as: 'agreed' | 'refused' | 'taken-back';
  };
  'officer.absence-noted': {
    absenceId: string;
    officerId: string;
    absence: string;
    from: string;
    to: string | null;
    standInId: string | null;
  };
  /** As it is now; the fact that noted it says what it was. */
  'officer.absence-changed': {
    absenceId: string;
    officerId: string;
    absence: string;
    from: string;
    to: string | null;
    standInId: string | null;
  };
  'officer.absence-ended': { absenceId: string; officerId: string; from: string; to: string };
  'officer.stand-ins-set': { officerId: string; standInIds: string[] };
  /** Nobody will be on duty then: found ahead of time. */
  'roster.gap-found': OfGap;
  /** Nobody is on duty now. */
  'roster.gap-began': OfGap;
  /**
   * `covered`: somebody was found, or it need no longer be manned; `passed`: it went by with nobody on duty; `joined`: it
   * became part of another gap that was told.
   */
  'roster.gap-closed': Span & { gapId: string; deskId: string; as: 'covered' | 'passed' | 'joined' };
};
