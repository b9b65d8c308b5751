// The table of departments.
import type { Department } from '#contract';
import type { Tx } from '../platform/commit';
import { DepartmentRow } from './department.row';

type Reader = Pick<Tx, 'query'>;

const listed = `
  select d.id, d.jurisdiction_id as "jurisdictionId", d.name, d.kind, d.topics, d.aliases, d.active,
         d.supervisor_id as "supervisorId", d.spokesperson_id as "spokespersonId", d.merged_into as "mergedInto",
         (select count(*)::int from officer o where o.department_id = d.id and o.active) as officers
    from department d`;

export const listDepartments = (db: Reader, jurisdictionIds: string[]): Promise<Department[]> =>
  db.query(`${listed} where d.jurisdiction_id = any($1) order by d.active desc, d.created_at, d.name`, [
    jurisdictionIds,
  ]);

export async function oneDepartment(db: Reader, id: string): Promise<Department | null> {
  const [row] = await db.query(`${listed} where d.id = $1`, [id]);
  return row ?? null;
}

/** The jurisdiction a department is in, null when there is no such department, or none in use where that is asked. */
export async function departmentPlace(db: Reader, id: string, inUse = false): Promise<string | null> {
  const [row] = await db.query(
    'select jurisdiction_id from department where id = $1 and (active or not $2::boolean)',
    [id, inUse],
  );
  return row?.jurisdiction_id ?? null;
}

export function departmentForChange(tx: Tx, id: string): Promise<DepartmentRow | null> {
  return tx.findOne(DepartmentRow, { where: { id }, lock: { mode: 'pessimistic_write' } });
}

export type NewDepartment = Omit<DepartmentRow, 'id' | 'spokespersonId' | 'mergedInto' | 'mergedAt'>;

export async function insertDepartment(tx: Tx, department: NewDepartment): Promise<string> {
  const inserted = await tx.insert(DepartmentRow, department);
  return inserted.identifiers[0]!.id as string;
}

export async function updateDepartment(tx: Tx, id: string, change: Partial<DepartmentRow>): Promise<void> {
  await tx.update(DepartmentRow, { id }, change);
}

/** How many other active departments of its kind its jurisdiction has. */
export async function othersOfKind(tx: Tx, { id, jurisdictionId, kind }: DepartmentRow): Promise<number> {
  const [row] = await tx.query(
    'select count(*)::int as count from department where jurisdiction_id = $1 and kind = $2 and active and id <> $3',
    [jurisdictionId, kind, id],
  );
  return row.count;
}

/** What pointed at the one gone points at the other: departments merged into it before, names of agencies that meant it. */
export async function followMerger(tx: Tx, gone: string, into: string): Promise<void> {
  await tx.query('update department set merged_into = $2 where merged_into = $1', [gone, into]);
  await tx.query('update agency_spelling set department_id = $2 where department_id = $1', [gone, into]);
}
