// The tables of the roster: desks, shifts, swaps asked, absences and stand-ins.
import type { Absence, DeskHours, People, ShiftPart } from '#organisation';
import type { Tx } from '../platform/commit';

type Reader = Pick<Tx, 'query'>;
export type DeskKept = DeskHours & {
  id: string;
  jurisdictionId: string;
  departmentId: string | null;
  departmentName: string | null;
  name: string;
  warnHours: number;
  mannedFrom: Date;
};
export type ShiftKept = {
  id: string;
  deskId: string;
  jurisdictionId: string;
  officerId: string;
  officerName: string;
  active: boolean;
  part: ShiftPart;
  from: string;
  to: string;
};
type Row<T> = Omit<T, 'from' | 'to'> & { from: Date; to: Date };
const spanned = <T extends { from: string; to: string }>(row: Row<T>): T =>
  ({ ...row, from: row.from.toISOString(), to: row.to.toISOString() }) as unknown as T;

/** From here to the commit nobody else changes the roster of this jurisdiction, nor looks for gaps in it. */
export async function takeRosterTurn(tx: Tx, jurisdictionId: string): Promise<void> {
  await tx.query("select pg_advisory_xact_lock(hashtextextended('roster:' || $1, 0))", [jurisdictionId]);
}

const desk = `
  select k.id, k.jurisdiction_id as "jurisdictionId", k.department_id as "departmentId", d.name as "departmentName",
         k.name, k.days, k.opens, k.closes, k.warn_hours as "warnHours", k.manned_from as "mannedFrom"
    from desk k left join department d on d.id = k.department_id where k.closed_at is null`;

/** The open desks, those of the whole jurisdiction first. */
export const desksIn = (db: Reader, jurisdictionIds: readonly string[]): Promise<DeskKept[]> =>
  db.query(
    `${desk} and k.jurisdiction_id = any($1) order by k.department_id is not null, d.name, k.created_at, k.id`,
    [jurisdictionIds],
  );

export async function oneDesk(db: Reader, id: string): Promise<DeskKept | null> {
  const [row] = await db.query(`${desk} and k.id = $1`, [id]);
  return row ?? null;
}

type NewDesk = Omit<DeskKept, 'id' | 'departmentName'>;
export async function insertDesk(tx: Tx, one: NewDesk, at: Date): Promise<string> {
  const [row] = await tx.query(
    `insert into desk (jurisdiction_id, department_id, name, days, opens, closes, warn_hours, manned_from, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning id`,
    [
      one.jurisdictionId,
      one.departmentId,
      one.name,
      one.days,
      one.opens,
      one.closes,
      one.warnHours,
      one.mannedFrom,
      at,
    ],
  );
  return row.id;
}

export async function updateDesk(tx: Tx, id: string, one: NewDesk): Promise<void> {
  await tx.query(
    `update desk set department_id = $2, name = $3, days = $4, opens = $5, closes = $6, warn_hours = $7, manned_from = $8
      where id = $1`,
    [id, one.departmentId, one.name, one.days, one.opens, one.closes, one.warnHours, one.mannedFrom],
  );
}

/** Shifts that have not begun go with the desk; what was stood stays. */
export async function closeDesk(tx: Tx, id: string, at: Date): Promise<void> {
  await tx.query('delete from shift where desk_id = $1 and from_at > $2', [id, at]);
  await tx.query('update desk set closed_at = $2 where id = $1', [id, at]);
}

/** The open desks of one department are now another's; how many. */
export async function moveDesks(tx: Tx, from: string, to: string): Promise<number> {
  const moved: unknown[] = await tx.query(
    `with moved as (update desk set department_id = $2 where department_id = $1 and closed_at is null returning 1)
     select from moved`,
    [from, to],
  );
  return moved.length;
}

const shift = `
  select s.id, s.desk_id as "deskId", k.jurisdiction_id as "jurisdictionId", s.officer_id as "officerId",
         o.name as "officerName", o.active, s.part, s.from_at as "from", s.to_at as "to"
    from shift s join desk k on k.id = s.desk_id join officer o on o.id = s.officer_id`;

/** Shifts of these desks that touch the span, in order. */
export async function shiftsBetween(
  db: Reader,
  deskIds: readonly string[],
  from: string,
  to: string,
): Promise<ShiftKept[]> {
  const rows: Row<ShiftKept>[] = await db.query(
    `${shift} where s.desk_id = any($1) and s.to_at > $2 and s.from_at < $3 order by s.from_at, s.part, s.id`,
    [deskIds, from, to],
  );
  return rows.map(spanned);
}

/** Shifts of these officers at any desk that touch the span. */
export async function shiftsOfOfficers(
  db: Reader,
  officerIds: readonly string[],
  from: string,
  to: string,
): Promise<(ShiftKept & { deskName: string })[]> {
  const rows: Row<ShiftKept & { deskName: string }>[] = await db.query(
    `select q.*, k.name as "deskName" from (${shift}) q join desk k on k.id = q."deskId"
      where q."officerId" = any($1) and q."to" > $2 and q."from" < $3 order by q."from"`,
    [officerIds, from, to],
  );
  return rows.map(spanned);
}

/** Shifts that run at an instant, of a jurisdiction's open desks. */
export async function shiftsAt(db: Reader, deskIds: readonly string[], at: Date): Promise<ShiftKept[]> {
  const rows: Row<ShiftKept>[] = await db.query(
    `${shift} where s.desk_id = any($1) and s.from_at <= $2 and s.to_at > $2`,
    [deskIds, at],
  );
  return rows.map(spanned);
}

export async function oneShift(db: Reader, id: string): Promise<ShiftKept | null> {
  const [row]: Row<ShiftKept>[] = await db.query(`${shift} where s.id = $1`, [id]);
  return row ? spanned(row) : null;
}

type NewShift = { officerId: string; part: ShiftPart; from: string; to: string };
/** Their ids, in the order given. */
export async function insertShifts(
  tx: Tx,
  deskId: string,
  shifts: readonly NewShift[],
  by: string,
  at: Date,
): Promise<string[]> {
  const rows: { id: string }[] = await tx.query(
    `with given as (
       select gen_random_uuid() as id, g.* from unnest($2::uuid[], $3::text[], $4::timestamptz[], $5::timestamptz[])
         with ordinality as g (officer_id, part, from_at, to_at, n)),
     added as (
       insert into shift (id, desk_id, officer_id, part, from_at, to_at, added_by, added_at)
       select id, $1, officer_id, part, from_at, to_at, $6, $7 from given)
     select id from given order by n`,
    [
      deskId,
      shifts.map((one) => one.officerId),
      shifts.map((one) => one.part),
      shifts.map((one) => one.from),
      shifts.map((one) => one.to),
      by,
      at,
    ],
  );
  return rows.map(({ id }) => id);
}

export async function updateShift(tx: Tx, id: string, one: NewShift): Promise<void> {
  await tx.query('update shift set officer_id = $2, part = $3, from_at = $4, to_at = $5 where id = $1', [
    id,
    one.officerId,
    one.part,
    one.from,
    one.to,
  ]);
}

export async function deleteShift(tx: Tx, id: string): Promise<void> {
  await tx.query('delete from shift where id = $1', [id]);
}

/** Of a jurisdiction's officers, who is there, and whether still active. */
export const officersOf = (
  db: Reader,
  jurisdictionId: string,
): Promise<{ id: string; name: string; post: string; departmentId: string | null; active: boolean }[]> =>
  db.query(
    'select id, name, post, department_id as "departmentId", active from officer where jurisdiction_id = $1',
    [jurisdictionId],
  );

const touching = 'from_at < $3 and (to_at is null or to_at > $2)';

/** Everything that says who acts for these officers in a span: absences that touch it, stand-ins, and who they all are. */
export async function peopleFor(
  db: Reader,
  officerIds: readonly string[],
  from: string,
  to: string,
): Promise<People> {
  const everybody: { id: string }[] = await db.query(
    `select id from unnest($1::uuid[]) as asked (id)
      union select stand_in_id from stand_in where officer_id = any($1)
      union select stand_in_id from absence where officer_id = any($1) and stand_in_id is not null and ${touching}`,
    [officerIds, from, to],
  );
  const ids = everybody.map(({ id }) => id);
  const standIns: People['standIns'] = await db.query(
    'select officer_id as "officerId", stand_in_id as "standInId", rank from stand_in where officer_id = any($1)',
    [officerIds],
  );
  const absences: (Omit<Absence, 'from' | 'to'> & { from: Date; to: Date | null })[] = await db.query(
    `select officer_id as "officerId", from_at as "from", to_at as "to", stand_in_id as "standInId" from absence
      where officer_id = any($1) and ${touching} order by from_at, id`,
    [ids, from, to],
  );
  const officers: People['officers'] = await db.query(
    'select id, name, active from officer where id = any($1)',
    [ids],
  );
  return {
    officers,
    standIns,
    absences: absences.map((one) => ({
      ...one,
      from: one.from.toISOString(),
      to: one.to?.toISOString() ?? null,
    })),
  };
}
