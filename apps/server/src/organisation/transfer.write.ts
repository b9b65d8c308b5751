// Writes what a workbook changed: few statements, whatever the number of rows; the facts are the caller's.
import type { Principal } from '../platform/access';
import { actorOf } from '../platform/access';
import type { NewFact, Tx } from '../platform/commit';
import { fact } from '../platform/commit';
import { saveLine } from './matrix.service';
import { endLine } from './matrix.store';
import { closeDesk } from './roster.store';
import { decideSwap } from './swap.store';
import { keysChanged } from './transfer.facts';
import {
  deleteRows,
  endManySessions,
  insertRows,
  setLeaders,
  setStandIns,
  updateRows,
} from './transfer.store';
import type { DepartmentHeld, World } from './transfer.world';

const after = <T>({ after: now }: { after: T }): T => now;

/** @returns the facts of the matrix, whose lines have successors that only writing names */
export async function writeWorld(tx: Tx, world: World, who: Principal, at: Date): Promise<NewFact[]> {
  await writePeople(tx, world, at);
  const facts = await writeLines(tx, world, who, at);
  await writeRoster(tx, world, who, at);
  await writeSpellings(tx, world, who, at);
  return facts;
}

async function writePeople(tx: Tx, world: World, at: Date): Promise<void> {
  const places = world.jurisdictions.difference();
  await insertRows(
    tx,
    'jurisdiction',
    places.added.map(({ id, parentId, name, level }) => ({
      id,
      parent_id: parentId,
      name,
      level,
      created_at: at,
    })),
  );
  await updateRows(tx, 'jurisdiction', ['name'], places.changed.map(after));

  const departments = world.departments.difference();
  await insertRows(
    tx,
    'department',
    departments.added.map((one) => ({ ...one, jurisdiction_id: one.jurisdictionId, created_at: at })),
  );
  await updateRows(
    tx,
    'department',
    ['name', 'kind', 'topics', 'aliases', 'active'],
    departments.changed.map(after),
  );

  const officers = world.officers.difference();
  const officer = ({ id, departmentId, name, post, roles, active }: (typeof officers.added)[number]) => ({
    ...{ id, department_id: departmentId, name, post, roles, active },
  });
  await insertRows(
    tx,
    'officer',
    officers.added.map((one) => ({
      ...officer(one),
      ...{ jurisdiction_id: one.jurisdictionId, sign_in_name: one.signInName, created_at: at },
    })),
  );
  await updateRows(
    tx,
    'officer',
    ['department_id', 'name', 'post', 'roles', 'active'],
    officers.changed.map(after).map(officer),
  );
  const left = officers.changed.filter(({ before, after: now }) => before.active && !now.active);
  if (left.length > 0)
    await endManySessions(
      tx,
      left.map(({ after: { id } }) => id),
    );

  const led = ({ supervisorId, spokespersonId }: DepartmentHeld) => supervisorId ?? spokespersonId;
  const leading = [
    ...departments.added.filter(led),
    ...departments.changed
      .filter(({ before, after: now }) =>
        keysChanged(before, now).some((key) => key === 'supervisorId' || key === 'spokespersonId'),
      )
      .map(after),
  ];
  if (leading.length > 0) await setLeaders(tx, leading);
  const standing = [
    ...officers.added.filter(({ standIns }) => standIns.length > 0),
    ...officers.changed
      .filter(({ before, after: now }) => before.standIns.join() !== now.standIns.join())
      .map(after),
  ];
  if (standing.length > 0) await setStandIns(tx, standing);
}

async function writeLines(tx: Tx, world: World, who: Principal, at: Date): Promise<NewFact[]> {
  const { added, changed, removed } = world.lines.difference();
  const facts: NewFact[] = [];
  // All that end before any that begins: two lines may have taken each other's place.
  for (const { id, matter, level, jurisdictionId } of removed) {
    await endLine(tx, id, who.name, at);
    const body = { lineId: id, matter, level };
    facts.push(fact('matrix.line-ended', actorOf(who), { type: 'matrix', id }, jurisdictionId, body));
  }
  for (const { before } of changed) await endLine(tx, before.id, who.name, at);
  for (const { after: next } of changed) {
    const { id: _, ...line } = next;
    facts.push(...(await saveLine(tx, who, line, next.id, at)).facts);
  }
  for (const { id: _, ...line } of added) facts.push(...(await saveLine(tx, who, line, null, at)).facts);
  return facts;
}

async function writeRoster(tx: Tx, world: World, who: Principal, at: Date): Promise<void> {
  const desks = world.desks.difference();
  const desk = (one: (typeof desks.added)[number]) => ({
    ...one,
    ...{ jurisdiction_id: one.jurisdictionId, department_id: one.departmentId, warn_hours: one.warnHours },
    ...{ manned_from: one.mannedFrom, created_at: at },
  });
  for (const { id } of desks.removed) await closeDesk(tx, id, at);
  await insertRows(tx, 'desk', desks.added.map(desk));
  await updateRows(
    tx,
    'desk',
    ['department_id', 'name', 'days', 'opens', 'closes', 'warn_hours'],
    desks.changed.map(after).map(desk),
  );

  for (const { id } of world.swaps.difference().removed) await decideSwap(tx, id, 'taken-back', who.name, at);
  const shifts = world.shifts.difference();
  const shift = (one: (typeof shifts.added)[number]) => ({
    ...{ id: one.id, desk_id: one.deskId, officer_id: one.officerId, part: one.part },
    ...{ from_at: one.from, to_at: one.to, added_by: who.name, added_at: at },
  });
  if (shifts.removed.length > 0)
    await deleteRows(
      tx,
      'shift',
      shifts.removed.map(({ id }) => id),
    );
  await insertRows(tx, 'shift', shifts.added.map(shift));
  await updateRows(
    tx,
    'shift',
    ['officer_id', 'part', 'from_at', 'to_at'],
    shifts.changed.map(after).map(shift),
  );

  const absences = world.absences.difference();
  const absence = (one: (typeof absences.added)[number]) => ({
    ...{ id: one.id, officer_id: one.officerId, kind: one.kind, from_at: one.from, to_at: one.to },
    ...{ stand_in_id: one.standInId, noted_by: who.name, noted_at: at },
  });
  if (absences.removed.length > 0)
    await deleteRows(
      tx,
      'absence',
      absences.removed.map(({ id }) => id),
    );
  await insertRows(tx, 'absence', absences.added.map(absence));
  await updateRows(
    tx,
    'absence',
    ['kind', 'from_at', 'to_at', 'stand_in_id'],
    absences.changed.map(after).map(absence),
  );
  await insertRows(
    tx,
    'shift_swap',
    world.swaps.difference().added.map((one) => ({
      ...{ id: one.id, shift_id: one.shiftId, other_shift_id: one.otherShiftId, reason: one.reason },
      ...{ from_officer_id: one.fromOfficerId, to_officer_id: one.toOfficerId, asked_at: at },
    })),
  );
}

async function writeSpellings(tx: Tx, world: World, who: Principal, at: Date): Promise<void> {
  const { added, changed } = world.spellings.difference();
  const row = (one: (typeof added)[number]) => ({
    ...{ id: one.id, jurisdiction_id: one.jurisdictionId, spelling: one.spelling, times: one.times },
    ...{ first_seen_at: at, last_seen_at: at, state: one.state, department_id: one.departmentId },
    ...(one.state === 'open'
      ? { decided_by: null, decided_at: null }
      : { decided_by: who.name, decided_at: at }),
  });
  await insertRows(tx, 'agency_spelling', added.map(row));
  await updateRows(
    tx,
    'agency_spelling',
    ['state', 'department_id', 'decided_by', 'decided_at'],
    changed.map(after).map(row),
  );
}
