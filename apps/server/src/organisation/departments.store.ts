// The table of departments.
import type { Department } from '#contract';
import type { Tx } from '../platform/commit';
import { DepartmentRow } from './department.row';

type Reader = Pick<Tx, 'query'>;

const listed = `
  select d.id, d.jurisdiction_id as "jurisdictionId", d.name, d.kind, d.topics, d.aliases, d.active,
         d.supervisor_id as "supervisorId",
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

/** The jurisdiction a department is in, null when there is no such department. */
export async function departmentPlace(db: Reader, id: string): Promise<string | null> {
  const [row] = await db.query('select jurisdiction_id from department where id = $1', [id]);
  return row?.jurisdiction_id ?? null;
}

export function departmentForChange(tx: Tx, id: string): Promise<DepartmentRow | null> {
  return tx.findOne(DepartmentRow, { where: { id }, lock: { mode: 'pessimistic_write' } });
}

export async function insertDepartment(tx: Tx, department: Omit<DepartmentRow, 'id'>): Promise<string> {
  const inserted = await tx.insert(DepartmentRow, department);
  return inserted.identifiers[0]!.id as string;
}

export async function updateDepartment(tx: Tx, id: string, change: Partial<DepartmentRow>): Promise<void> {
  await tx.update(DepartmentRow, { id }, change);
}
