// Departments: what each answers for, what people call it, and who is told when it is late.
import { Injectable } from '@nestjs/common';
import type { Department, Input, Jurisdiction } from '#contract';
import { actorOf, inView, type Principal } from '../platform/access';
import { Commit, fact } from '../platform/commit';
import { conflict, invalid, notFound } from '../platform/problem';
import { Database } from '../platform/reading';
import { tellingTaken } from '../platform/taken';
import type { DepartmentRow } from './department.row';
import {
  departmentForChange,
  insertDepartment,
  listDepartments,
  oneDepartment,
  updateDepartment,
} from './departments.store';
import { jurisdictionsIn } from './jurisdiction.store';
import { activeOfficer } from './officers.store';
import { taken } from './taken';

type Change = Input<'departments.change'>['body'];
const fields = ['name', 'kind', 'topics', 'aliases', 'active', 'supervisorId', 'spokespersonId'] as const;

@Injectable()
export class DepartmentService {
  constructor(
    private readonly db: Database,
    private readonly commit: Commit,
  ) {}

  jurisdictions(who: Principal): Promise<Jurisdiction[]> {
    return jurisdictionsIn(this.db, who.jurisdictionIds);
  }

  list(who: Principal): Promise<Department[]> {
    return listDepartments(this.db, who.jurisdictionIds);
  }

  async add(
    who: Principal,
    { jurisdictionId = who.jurisdictionId, ...department }: Input<'departments.add'>['body'],
  ): Promise<Department> {
    inView(who, jurisdictionId);
    const id = await tellingTaken(
      taken,
      this.commit.commit(async (tx, at) => {
        const departmentId = await insertDepartment(tx, {
          ...department,
          jurisdictionId,
          supervisorId: null,
          active: true,
          createdAt: at,
        });
        const subject = { type: 'department', id: departmentId };
        const body = { departmentId, name: department.name, kind: department.kind };
        return {
          value: departmentId,
          facts: [fact('department.added', actorOf(who), subject, jurisdictionId, body)],
        };
      }),
    );
    return this.one(id);
  }

  async change(who: Principal, id: string, change: Change): Promise<Department> {
    await tellingTaken(
      taken,
      this.commit.commit(async (tx) => {
        const department = await departmentForChange(tx, id);
        if (!department) throw notFound();
        inView(who, department.jurisdictionId);
        for (const officerId of [change.supervisorId, change.spokespersonId]) {
          if (!officerId) continue;
          const officer = await activeOfficer(tx, officerId);
          if (officer?.jurisdictionId !== department.jurisdictionId) throw noSupervisor();
        }
        if (change.active === true && department.mergedInto) throw merged();
        const { next, changed } = differences(department, change);
        if (changed.length === 0) return { value: undefined, facts: [] };
        await updateDepartment(tx, id, next);
        const subject = { type: 'department', id };
        const { jurisdictionId } = department;
        const body = { departmentId: id, changed };
        return {
          value: undefined,
          facts: [fact('department.changed', actorOf(who), subject, jurisdictionId, body)],
        };
      }),
    );
    return this.one(id);
  }

  private async one(id: string): Promise<Department> {
    const department = await oneDepartment(this.db, id);
    if (!department) throw notFound();
    return department;
  }
}

function differences(department: DepartmentRow, change: Change) {
  const changed = fields.filter(
    (field) =>
      change[field] !== undefined && JSON.stringify(change[field]) !== JSON.stringify(department[field]),
  );
  const next: Partial<DepartmentRow> = Object.fromEntries(changed.map((field) => [field, change[field]]));
  return { next, changed };
}

const noSupervisor = () =>
  invalid(
    'department.supervisor',
    '分管人、发言人须是本辖区在用的人员。',
    'The supervisor and the spokesperson must be active officers of this jurisdiction.',
  );
const merged = () =>
  conflict(
    'department.merged',
    '该部门已并入其他部门，不能重新启用；需要时请新增部门。',
    'The department was merged into another and is not taken up again; add a new one where it is needed.',
  );
