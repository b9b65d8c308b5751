// The sheets of the responsibility matrix and of desks.
import { badValue, RowFault } from './transfer.fault';
import * as of from './transfer.read';
import { pick, type SheetRules } from './transfer.rules';
import { type DeskHeld, type LineHeld, under } from './transfer.world';
import type { Cells } from './workbook';

export const matrix: SheetRules<LineHeld> = {
  table: (world) => world.lines,
  cells: (one, world) => ({
    辖区: world.labelOf(one.jurisdictionId),
    事项: one.matter ?? '',
    级别: one.level ?? '',
    牵头单位: of.departmentOf(world, one.leadId),
    配合单位: of.joined(one.supportIds.map((id) => of.departmentOf(world, id))),
    发言人: of.signInOf(world, one.spokespersonId),
    分管领导: of.signInOf(world, one.supervisorId),
    依据: one.basis,
  }),
  find: (cells, world) => world.lines.find(under(of.placeIn(cells, world), matterOf(cells), levelOf(cells))),
  blank: (id, cells, world) => ({
    ...{ id, matter: null, level: null, leadId: '', supportIds: [], basis: '' },
    ...{ spokespersonId: null, supervisorId: null, jurisdictionId: of.placeIn(cells, world) },
  }),
  read: (one, cells, columns, world, isNew) => {
    if (!isNew && columns.has('辖区')) throw badValue('辖区', of.cell(cells, '辖区'));
    const at = one.jurisdictionId;
    const department = (heading: string, name: string) =>
      of.mustBe(of.departmentNamed(world, at, heading, name, true), heading);
    const officer = (heading: string) => () => of.officerNamed(world, at, heading, of.cell(cells, heading));
    const leadId = pick(
      columns,
      '牵头单位',
      () => department('牵头单位', of.needed(cells, '牵头单位')),
      one.leadId,
    );
    const supportIds = pick(
      columns,
      '配合单位',
      () => of.list(cells, '配合单位').map((name) => department('配合单位', name)),
      one.supportIds,
    ).filter((id) => id !== leadId);
    const matter = pick(columns, '事项', () => matterOf(cells), one.matter);
    const level = pick(columns, '级别', () => levelOf(cells), one.level);
    const there = world.lines.find(under(at, matter, level));
    if (there && there.id !== one.id)
      throw new RowFault(
        '事项',
        'matrix.line-taken',
        '责任矩阵里已有这个事项在这个级别的一行，请修改那一行。',
        'The matrix already has a line for that matter at that level; change that one.',
      );
    return {
      ...one,
      ...{ matter, level, leadId, supportIds },
      spokespersonId: pick(columns, '发言人', officer('发言人'), one.spokespersonId),
      supervisorId: pick(columns, '分管领导', officer('分管领导'), one.supervisorId),
      basis: pick(columns, '依据', () => of.within(of.cell(cells, '依据'), '依据', 200), one.basis),
    };
  },
  remove: () => null,
};
const matterOf = (cells: Cells): string | null =>
  of.within(of.plainCell('事项', of.cell(cells, '事项')), '事项', 40) || null;
function levelOf(cells: Cells): LineHeld['level'] {
  const text = of.cell(cells, '级别');
  const found = of.gravities.find((one) => one === text) ?? null;
  if (text && !found) throw badValue('级别', text);
  return found;
}

export const desks: SheetRules<DeskHeld> = {
  table: (world) => world.desks,
  cells: (one, world) => ({
    辖区: world.labelOf(one.jurisdictionId),
    名称: one.name,
    部门: of.departmentOf(world, one.departmentId),
    日子: of.dayNames[one.days],
    从: one.opens,
    到: one.closes,
    提前小时: String(one.warnHours),
  }),
  find: (cells, world) => world.desks.find(under(of.placeIn(cells, world), of.needed(cells, '名称'))),
  blank: (id, cells, world) => ({
    ...{ id, departmentId: null, name: '', days: 'every-day', opens: '', closes: '', warnHours: 72 },
    ...{ mannedFrom: world.now, jurisdictionId: of.placeIn(cells, world) },
  }),
  read: (one, cells, columns, world, isNew) => {
    if (!isNew && columns.has('辖区')) throw badValue('辖区', of.cell(cells, '辖区'));
    const name = pick(columns, '名称', () => of.needed(cells, '名称', 40), one.name);
    const there = world.desks.find(under(one.jurisdictionId, name));
    if (there && there.id !== one.id)
      throw new RowFault(
        '名称',
        'desk.name-taken',
        '本辖区已有同名值班岗。',
        'This jurisdiction already has a desk of that name.',
      );
    const warn = () => {
      const hours = Number(of.cell(cells, '提前小时') || 72);
      if (!Number.isInteger(hours) || hours < 1 || hours > 720)
        throw badValue('提前小时', of.cell(cells, '提前小时'));
      return hours;
    };
    const department = () => of.departmentNamed(world, one.jurisdictionId, '部门', of.cell(cells, '部门'));
    return {
      ...one,
      name,
      departmentId: pick(columns, '部门', department, one.departmentId),
      days: pick(columns, '日子', () => of.keyed(of.dayNames, cells, '日子', 'every-day'), one.days),
      opens: pick(columns, '从', () => of.hour(cells, '从', '00:00'), one.opens),
      closes: pick(columns, '到', () => of.hour(cells, '到', '24:00'), one.closes),
      warnHours: pick(columns, '提前小时', warn, one.warnHours),
    };
  },
  remove: () => null,
};
