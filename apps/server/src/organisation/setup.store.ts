// What the first run writes: the first jurisdiction, its departments, its administrator.
import type { DepartmentInput } from '#contract';
import type { JurisdictionLevel } from '#organisation';
import type { Tx } from '../platform/commit';
import { DepartmentRow } from './department.row';

type Reader = Pick<Tx, 'query'>;
/** One first run at a time, over all processes. */
const SETUP_LOCK = 0x73657475;

export async function takeSetupTurn(tx: Tx): Promise<void> {
  await tx.query('select pg_advisory_xact_lock($1)', [SETUP_LOCK]);
}

export async function anyOfficer(db: Reader): Promise<boolean> {
  const [row] = await db.query('select exists (select 1 from officer) as any');
  return row.any;
}

export async function insertJurisdiction(
  tx: Tx,
  jurisdiction: { name: string; level: JurisdictionLevel; parentId?: string },
  at: Date,
): Promise<string> {
  const [row] = await tx.query(
    'insert into jurisdiction (name, level, created_at, parent_id) values ($1, $2, $3, $4) returning id',
    [jurisdiction.name, jurisdiction.level, at, jurisdiction.parentId ?? null],
  );
  return row.id;
}

export async function insertDepartments(
  tx: Tx,
  jurisdictionId: string,
  departments: DepartmentInput[],
  at: Date,
): Promise<void> {
  await tx.insert(
    DepartmentRow,
    departments.map((d) => ({ ...d, jurisdictionId, supervisorId: null, active: true, createdAt: at })),
  );
}
