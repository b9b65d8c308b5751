// The table of officers.
import type { Officer } from '#contract';
import type { Tx } from '../platform/commit';
import { OfficerRow } from './officer.row';

type Reader = Pick<Tx, 'query'>;
export type ActiveOfficer = {
  id: string;
  jurisdictionId: string;
  departmentId: string | null;
  name: string;
  roles: string[];
};
type Listed = Omit<Officer, 'lastSignedInAt'> & { lastSignedInAt: Date | null };

export async function activeOfficer(db: Reader, id: string): Promise<ActiveOfficer | null> {
  const [row] = await db.query(
    `select id, jurisdiction_id as "jurisdictionId", department_id as "departmentId", name, roles
       from officer where id = $1 and active`,
    [id],
  );
  return row ?? null;
}

const listed = `
  select o.id, o.name, o.sign_in_name as "signInName", o.post, o.roles, o.department_id as "departmentId",
         d.name as "departmentName", o.jurisdiction_id as "jurisdictionId", o.active,
         o.last_signed_in_at as "lastSignedInAt"
    from officer o left join department d on d.id = o.department_id`;
const viewOf = (row: Listed): Officer => ({
  ...row,
  lastSignedInAt: row.lastSignedInAt?.toISOString() ?? null,
});

export async function listOfficers(db: Reader, jurisdictionIds: string[]): Promise<Officer[]> {
  const rows: Listed[] = await db.query(
    `${listed} where o.jurisdiction_id = any($1) order by o.active desc, o.created_at, o.id`,
    [jurisdictionIds],
  );
  return rows.map(viewOf);
}

export async function oneOfficer(db: Reader, id: string): Promise<Officer | null> {
  const [row]: Listed[] = await db.query(`${listed} where o.id = $1`, [id]);
  return row ? viewOf(row) : null;
}

/** Takes the officer and every administrator beside them, in one order, so that two changes at once see each other. */
export async function officerForChange(tx: Tx, id: string): Promise<OfficerRow | null> {
  await tx.query(
    `select o.id from officer o join officer mine on mine.id = $1 and mine.jurisdiction_id = o.jurisdiction_id
      where o.id = $1 or 'administrator' = any(o.roles) order by o.id for update of o`,
    [id],
  );
  return tx.findOneBy(OfficerRow, { id });
}

export async function otherAdministrators(tx: Tx, officer: OfficerRow): Promise<number> {
  const [row] = await tx.query(
    `select count(*)::int as count from officer
      where jurisdiction_id = $1 and id <> $2 and active and 'administrator' = any(roles)`,
    [officer.jurisdictionId, officer.id],
  );
  return row.count;
}

export async function insertOfficer(tx: Tx, officer: Omit<OfficerRow, 'id'>): Promise<string> {
  const inserted = await tx.insert(OfficerRow, officer);
  return inserted.identifiers[0]!.id as string;
}

export async function updateOfficer(tx: Tx, id: string, change: Partial<OfficerRow>): Promise<void> {
  await tx.update(OfficerRow, { id }, change);
}

/** Names by id. */
export async function officerNames(db: Reader, ids: readonly string[]): Promise<Map<string, string>> {
  const rows: { id: string; name: string }[] = await db.query(
    'select id, name from officer where id = any($1)',
    [ids],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** The officers of one department now belong to another; how many are still in post. */
export async function moveOfficers(tx: Tx, from: string, to: string): Promise<number> {
  const moved: { active: boolean }[] = await tx.query(
    `with moved as (update officer set department_id = $2 where department_id = $1 returning active)
     select active from moved`,
    [from, to],
  );
  return moved.filter(({ active }) => active).length;
}
