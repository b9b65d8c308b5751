// The tables of stand-ins and absences, as the page of posts shows them.
import type { Absence, Post } from '#contract';
import type { Tx } from '../platform/commit';

type Reader = Pick<Tx, 'query'>;
export type AbsenceKept = {
  id: string;
  officerId: string;
  jurisdictionId: string;
  from: Date;
  to: Date | null;
};

/** Every officer with who stands in and which absences are running or to come; `id` for just one. */
export async function postsIn(
  db: Reader,
  jurisdictionIds: readonly string[],
  at: Date,
  id?: string,
): Promise<Post[]> {
  const rows: (Omit<Post, 'absences' | 'standIns' | 'officer' | 'department'> & {
    id: string;
    name: string;
    departmentId: string | null;
    departmentName: string | null;
  })[] = await db.query(
    `select o.id, o.name, o.post, o.department_id as "departmentId", d.name as "departmentName",
            o.jurisdiction_id as "jurisdictionId", o.active
       from officer o left join department d on d.id = o.department_id
      where o.jurisdiction_id = any($1) and ($2::uuid is null or o.id = $2)
      order by o.active desc, d.name nulls first, o.created_at, o.id`,
    [jurisdictionIds, id ?? null],
  );
  const ids = rows.map((row) => row.id);
  const standIns: { officerId: string; id: string; name: string; active: boolean }[] = await db.query(
    `select s.officer_id as "officerId", o.id, o.name, o.active
       from stand_in s join officer o on o.id = s.stand_in_id where s.officer_id = any($1) order by s.rank`,
    [ids],
  );
  const absences = await absencesOf(db, ids, at);
  return rows.map(({ departmentId, departmentName, id: officerId, name, ...row }) => ({
    ...row,
    officer: { id: officerId, name },
    department: departmentId ? { id: departmentId, name: departmentName ?? '' } : null,
    standIns: standIns
      .filter((one) => one.officerId === officerId)
      .map(({ id: standInId, name: called, active }) => ({ id: standInId, name: called, active })),
    absences: absences.filter(({ officer }) => officer.id === officerId),
  }));
}

async function absencesOf(db: Reader, officerIds: readonly string[], at: Date): Promise<Absence[]> {
  const rows: {
    id: string;
    officerId: string;
    name: string;
    kind: Absence['kind'];
    from: Date;
    to: Date | null;
    standInId: string | null;
    standInName: string | null;
    notedBy: string;
  }[] = await db.query(
    `select a.id, a.officer_id as "officerId", o.name, a.kind, a.from_at as "from", a.to_at as "to",
            a.stand_in_id as "standInId", t.name as "standInName", a.noted_by as "notedBy"
       from absence a join officer o on o.id = a.officer_id left join officer t on t.id = a.stand_in_id
      where a.officer_id = any($1) and (a.to_at is null or a.to_at > $2) order by a.from_at, a.id`,
    [officerIds, at],
  );
  return rows.map((row) => ({
    id: row.id,
    officer: { id: row.officerId, name: row.name },
    kind: row.kind,
    from: row.from.toISOString(),
    to: row.to?.toISOString() ?? null,
    standIn: row.standInId ? { id: row.standInId, name: row.standInName ?? '' } : null,
    notedBy: row.notedBy,
  }));
}

export async function replaceStandIns(tx: Tx, officerId: string, ids: readonly string[]): Promise<void> {
  await tx.query('delete from stand_in where officer_id = $1', [officerId]);
  await tx.query(
    `insert into stand_in (officer_id, rank, stand_in_id)
     select $1, n, id from unnest($2::uuid[]) with ordinality as given (id, n)`,
    [officerId, ids],
  );
}

type NewAbsence = {
  officerId: string;
  kind: Absence['kind'];
  from: Date;
  to: Date | null;
  standInId: string | null;
};
export async function insertAbsence(tx: Tx, one: NewAbsence, by: string, at: Date): Promise<string> {
  const [row] = await tx.query(
    `insert into absence (officer_id, kind, from_at, to_at, stand_in_id, noted_by, noted_at)
     values ($1, $2, $3, $4, $5, $6, $7) returning id`,
    [one.officerId, one.kind, one.from, one.to, one.standInId, by, at],
  );
  return row.id;
}

/** Absences of an officer that touch a span. */
export const absencesBetween = (db: Reader, officerId: string, from: Date, to: Date | null) =>
  db.query(
    `select id from absence where officer_id = $1 and ($3::timestamptz is null or from_at < $3) and (to_at is null or to_at > $2)`,
    [officerId, from, to],
  ) as Promise<{ id: string }[]>;

export async function oneAbsence(db: Reader, id: string): Promise<AbsenceKept | null> {
  const [row] = await db.query(
    `select a.id, a.officer_id as "officerId", o.jurisdiction_id as "jurisdictionId", a.from_at as "from", a.to_at as "to"
       from absence a join officer o on o.id = a.officer_id where a.id = $1`,
    [id],
  );
  return row ?? null;
}

/** Ends it now; one that has not begun never was. */
export async function endAbsence(tx: Tx, { id, from }: AbsenceKept, at: Date): Promise<void> {
  if (from >= at) await tx.query('delete from absence where id = $1', [id]);
  else await tx.query('update absence set to_at = $2 where id = $1', [id, at]);
}
