// A department merged into another: people, matrix, desks and names follow in one transaction; what was, stays as it was.
import { Injectable } from '@nestjs/common';
import type { Input } from '#contract';
import { actorOf, inView, type Principal } from '../platform/access';
import { Commit, fact, type NewFact, type Tx } from '../platform/commit';
import { conflict, invalid, notFound, type Refusal } from '../platform/problem';
import type { DepartmentRow } from './department.row';
import {
  departmentForChange,
  departmentPlace,
  followMerger,
  othersOfKind,
  updateDepartment,
} from './departments.store';
import { saveLine } from './matrix.service';
import { linesNaming } from './matrix.store';
import { moveOfficers } from './officers.store';
import { moveDesks, takeRosterTurn } from './roster.store';
import { RosterWatch } from './roster.watch';

@Injectable()
export class MergerService {
  constructor(
    private readonly commit: Commit,
    private readonly watch: RosterWatch,
  ) {}

  async merge(
    who: Principal,
    id: string,
    { intoId, reason }: Input<'departments.merge'>['body'],
  ): Promise<void> {
    if (id === intoId) throw self();
    await this.commit.commit(async (tx, at) => {
      const [gone, into] = await this.both(tx, who, id, intoId);
      const { jurisdictionId } = gone;
      const lines = await this.lines(tx, who, gone.id, into.id, at);
      const officers = await moveOfficers(tx, gone.id, into.id);
      const desks = await moveDesks(tx, gone.id, into.id);
      const aliases = [...into.aliases, gone.name, ...gone.aliases].filter((alias) => alias !== into.name);
      await updateDepartment(tx, into.id, {
        aliases: [...new Set(aliases)],
        topics: [...new Set([...into.topics, ...gone.topics])],
        supervisorId: into.supervisorId ?? gone.supervisorId,
        spokespersonId: into.spokespersonId ?? gone.spokespersonId,
      });
      await updateDepartment(tx, gone.id, { active: false, mergedInto: into.id, mergedAt: at });
      await followMerger(tx, gone.id, into.id);
      const said = fact('department.merged', actorOf(who), { type: 'department', id }, jurisdictionId, {
        ...{ departmentId: id, name: gone.name, intoId, officers, lines: lines.length, desks, reason },
      });
      return {
        value: undefined,
        facts: [...lines, said, ...(await this.watch.look(tx, jurisdictionId, at))],
      };
    });
  }

  /** Both under lock, in the order of their ids. @throws Refusal where they cannot be merged */
  private async both(
    tx: Tx,
    who: Principal,
    id: string,
    intoId: string,
  ): Promise<[DepartmentRow, DepartmentRow]> {
    // The roster's turn before the departments, in the order of whoever sets up a desk.
    const place = await departmentPlace(tx, id);
    inView(who, place);
    await takeRosterTurn(tx, place ?? id);
    const first = await departmentForChange(tx, id < intoId ? id : intoId);
    const second = await departmentForChange(tx, id < intoId ? intoId : id);
    const [gone, into] = id < intoId ? [first, second] : [second, first];
    inView(who, gone?.jurisdictionId);
    inView(who, into?.jurisdictionId);
    if (!gone || !into) throw notFound();
    const refusal = await this.refusal(tx, gone, into);
    if (refusal) throw refusal;
    return [gone, into];
  }

  private async refusal(tx: Tx, gone: DepartmentRow, into: DepartmentRow): Promise<Refusal | null> {
    if (gone.mergedInto) return already();
    if (!into.active) return inactive();
    if (gone.jurisdictionId !== into.jurisdictionId) return elsewhere();
    const office = gone.kind === 'news-office' || gone.kind === 'government-office';
    if (office && into.kind !== gone.kind && (await othersOfKind(tx, gone)) === 0) return lastOffice();
    return null;
  }

  /** Each line that named the one gone ends; its successor names the other. */
  private async lines(tx: Tx, who: Principal, goneId: string, intoId: string, at: Date): Promise<NewFact[]> {
    const facts: NewFact[] = [];
    const now = (id: string) => (id === goneId ? intoId : id);
    for (const { id, ...line } of await linesNaming(tx, goneId)) {
      const next = { ...line, leadId: now(line.leadId), supportIds: line.supportIds.map(now) };
      facts.push(...(await saveLine(tx, who, next, id, at)).facts);
    }
    return facts;
  }
}

const self = () =>
  invalid('department.merge-self', '部门不能并入自身。', 'A department cannot be merged into itself.');
const already = () =>
  conflict('department.merged', '该部门已并入其他部门。', 'That department was merged already.');
const inactive = () =>
  invalid(
    'department.merge-inactive',
    '接收的部门已停用，请选在用的部门。',
    'The receiving department is not active; choose one that is.',
    [{ path: 'body.intoId', message: 'inactive' }],
  );
const elsewhere = () =>
  invalid(
    'department.merge-elsewhere',
    '两个部门不在同一辖区。',
    'The two departments are not in the same jurisdiction.',
    [{ path: 'body.intoId', message: 'other jurisdiction' }],
  );
const lastOffice = () =>
  conflict(
    'department.merge-last-office',
    '这是本辖区唯一的新闻办或政府办公室，规则要由它履责。请先把接收部门的类别改为同类。',
    'It is the jurisdiction’s only news office or government office, which the rules rely on. Give the receiving department that kind first.',
  );
