// The facts of a workbook brought in: the same that a person's single acts would have left.
import { actorOf, type Principal } from '../platform/access';
import { fact, type NewFact } from '../platform/commit';
import type { DeskHeld, Difference, OfficerHeld, ShiftHeld, World } from './transfer.world';

/** So many shifts a fact: a body is to stay a page. */
const SHIFTS_A_FACT = 500;
const REASON = '工作簿导入';

export function factsOf(world: World, who: Principal): NewFact[] {
  const actor = actorOf(who);
  const deskPlace = new Map(
    [...world.desks.list(), ...world.desks.difference().removed].map((one) => [one.id, one.jurisdictionId]),
  );
  const placeOfShift = ({ deskId }: Pick<ShiftHeld, 'deskId'>) => deskPlace.get(deskId) ?? world.ownId;
  const placeOf = (officerId: string) => world.officers.get(officerId)?.jurisdictionId ?? world.ownId;
  const about = (type: string, id: string) => ({ type, id });
  const facts: NewFact[] = [];

  const places = world.jurisdictions.difference();
  for (const { id, parentId, name, level } of places.added)
    facts.push(
      fact('jurisdiction.added', actor, about('jurisdiction', id), id, {
        ...{ jurisdictionId: id, parentId: parentId ?? world.ownId, name, level, departments: 0 },
      }),
    );
  for (const { before, after } of places.changed)
    facts.push(
      fact('jurisdiction.renamed', actor, about('jurisdiction', after.id), after.id, {
        ...{ jurisdictionId: after.id, from: before.name, to: after.name },
      }),
    );

  const departments = world.departments.difference();
  for (const { id, name, kind, jurisdictionId } of departments.added)
    facts.push(
      fact('department.added', actor, about('department', id), jurisdictionId, {
        ...{ departmentId: id, name, kind },
      }),
    );
  for (const { before, after } of departments.changed) {
    const body = { departmentId: after.id, changed: keysChanged(before, after) };
    facts.push(fact('department.changed', actor, about('department', after.id), after.jurisdictionId, body));
  }

  facts.push(...officerFacts(world.officers.difference(), who));

  const desks = world.desks.difference();
  for (const desk of [...desks.added, ...desks.changed.map(({ after }) => after)])
    facts.push(deskFact(desk, who));
  for (const { id, name, jurisdictionId } of desks.removed)
    facts.push(fact('desk.closed', actor, about('desk', id), jurisdictionId, { deskId: id, name }));

  const shifts = world.shifts.difference();
  const byDesk = new Map<string, ShiftHeld[]>();
  for (const one of shifts.added) byDesk.set(one.deskId, [...(byDesk.get(one.deskId) ?? []), one]);
  for (const [deskId, added] of byDesk)
    for (let at = 0; at < added.length; at += SHIFTS_A_FACT) {
      const some = added.slice(at, at + SHIFTS_A_FACT).map(({ id, ...one }) => ({ shiftId: id, ...one }));
      const place = placeOfShift({ deskId });
      facts.push(fact('roster.shifts-added', actor, about('desk', deskId), place, { deskId, shifts: some }));
    }
  for (const { before, after } of shifts.changed) {
    const { id, ...now } = after;
    const { officerId, part, from, to } = before;
    const body = { shiftId: id, ...now, before: { officerId, part, from, to }, reason: REASON };
    facts.push(fact('roster.shift-changed', actor, about('shift', id), placeOfShift(after), body));
  }
  for (const { id, ...one } of shifts.removed) {
    const body = { shiftId: id, ...one, reason: REASON };
    facts.push(fact('roster.shift-removed', actor, about('shift', id), placeOfShift(one), body));
  }

  const absences = world.absences.difference();
  for (const { id, officerId, kind, from, to, standInId } of absences.added)
    facts.push(
      fact('officer.absence-noted', actor, about('officer', officerId), placeOf(officerId), {
        ...{ absenceId: id, officerId, absence: kind, from, to, standInId },
      }),
    );
  for (const { after } of absences.changed) {
    const { id, officerId, kind, from, to, standInId } = after;
    const subject = about('officer', officerId);
    const body = { absenceId: id, officerId, absence: kind, from, to, standInId };
    facts.push(
      to === world.now
        ? fact('officer.absence-ended', actor, subject, placeOf(officerId), {
            absenceId: id,
            officerId,
            from,
            to,
          })
        : fact('officer.absence-changed', actor, subject, placeOf(officerId), body),
    );
  }
  for (const { id, officerId, from } of absences.removed) {
    const body = { absenceId: id, officerId, from, to: world.now };
    facts.push(fact('officer.absence-ended', actor, about('officer', officerId), placeOf(officerId), body));
  }

  const swaps = world.swaps.difference();
  const asked = swaps.added.map((one) => ({ one, as: null }));
  for (const { one, as } of [
    ...asked,
    ...swaps.removed.map((swap) => ({ one: swap, as: 'taken-back' as const })),
  ]) {
    const { id, reason, ...swap } = one;
    const subject = about('shift', swap.shiftId);
    const shift = world.shifts.get(swap.shiftId) ?? world.shifts.was(swap.shiftId);
    const place = shift ? placeOfShift(shift) : world.ownId;
    facts.push(
      as
        ? fact('roster.swap-decided', actor, subject, place, { swapId: id, ...swap, as })
        : fact('roster.swap-asked', actor, subject, place, { swapId: id, ...swap, reason }),
    );
  }

  const spellings = world.spellings.difference();
  const decided = [...spellings.added, ...spellings.changed.map(({ after }) => after)]
    .filter(({ state }) => state !== 'open')
    .map(({ id, departmentId }) => ({ spellingId: id, departmentId }));
  if (decided.length > 0)
    facts.push(fact('agency.decided', actor, about('jurisdiction', world.ownId), world.ownId, { decided }));
  return facts;
}

function officerFacts({ added, changed }: Difference<OfficerHeld>, who: Principal): NewFact[] {
  const actor = actorOf(who);
  const facts: NewFact[] = [];
  for (const { id, name, roles, departmentId, jurisdictionId } of added)
    facts.push(
      fact('officer.added', actor, { type: 'officer', id }, jurisdictionId, {
        ...{ officerId: id, name, roles, departmentId },
      }),
    );
  for (const { before, after } of changed) {
    const fields = keysChanged(before, after).filter((key) => key !== 'standIns');
    const came = after.roles.filter((role) => !before.roles.includes(role)).map((role) => `+${role}`);
    const went = before.roles.filter((role) => !after.roles.includes(role)).map((role) => `-${role}`);
    const body = { officerId: after.id, changed: [...fields, ...came, ...went] };
    if (fields.length > 0)
      facts.push(
        fact('officer.changed', actor, { type: 'officer', id: after.id }, after.jurisdictionId, body),
      );
  }
  const standing = [
    ...added.filter(({ standIns }) => standIns.length > 0),
    ...changed
      .filter(({ before, after }) => before.standIns.join() !== after.standIns.join())
      .map(({ after }) => after),
  ];
  for (const { id, standIns, jurisdictionId } of standing)
    facts.push(
      fact('officer.stand-ins-set', actor, { type: 'officer', id }, jurisdictionId, {
        ...{ officerId: id, standInIds: standIns },
      }),
    );
  return facts;
}

function deskFact(desk: DeskHeld, who: Principal): NewFact {
  const { id, name, departmentId, days, opens, closes, mannedFrom, jurisdictionId } = desk;
  return fact('desk.saved', actorOf(who), { type: 'desk', id }, jurisdictionId, {
    ...{ deskId: id, name, departmentId, hours: { days, opens, closes }, mannedFrom },
  });
}

export function keysChanged<T extends object>(before: T, after: T): string[] {
  return (Object.keys(after) as (keyof T & string)[]).filter(
    (key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]),
  );
}
