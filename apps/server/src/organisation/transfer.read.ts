// The words of a workbook's cells and the values they stand for, both ways; whatever cannot be read is a fault of its column.
import { type Role, roles } from '#organisation';
import { badValue, RowFault } from './transfer.fault';
import { under, type World } from './transfer.world';
import { type Cells, readWall } from './workbook';

export const kindNames = {
  'news-office': '新闻办',
  'government-office': '政府办公室',
  department: '部门',
  town: '镇街',
} as const;
export const levelNames = { province: '省', city: '市', county: '县', town: '镇' } as const;
export const dayNames = { 'every-day': '每天', workdays: '工作日', 'rest-days': '休息日' } as const;
export const partNames = { duty: '值班', leader: '带班领导' } as const;
export const absenceNames = {
  leave: '请假',
  sick: '病假',
  training: '培训',
  business: '出差',
  leaving: '调离',
  other: '其他',
} as const;
export const stateNames = { open: '待确认', learnt: '已认得', 'set-aside': '已搁置' } as const;
export const gravities = ['特别重大', '重大', '较大', '一般'] as const;
export const roleName = (role: Role): string => roles.find((one) => one.role === role)?.name.zh ?? role;
export const yesNo = (yes: boolean): string => (yes ? '是' : '否');
export const joined = (words: readonly string[]): string => words.join('、');

export const cell = (cells: Cells, heading: string): string => cells[heading] ?? '';
export const listOf = (text: string): string[] =>
  text
    .split(/[、，,;；\n]/)
    .map((one) => one.trim())
    .filter(Boolean);
export const list = (cells: Cells, heading: string): string[] => [...new Set(listOf(cell(cells, heading)))];

/** Columns left empty mean this. */
const defaults: Readonly<Record<string, string>> = {
  类别: '部门',
  在用: '是',
  日子: '每天',
  从: '00:00',
  到: '24:00',
  提前小时: '72',
  班次: '值班',
  取消: '否',
};
const sets = new Set(['角色', '配合单位']);
const lists = new Set(['主管事项', '别名', '替岗人']);
const instants = new Set(['开始', '结束', '换回开始']);

/** What a cell says, whatever way it is written: what is equal here is no change. */
export function plainCell(heading: string, text: string): string {
  if (sets.has(heading)) return listOf(text).sort().join('、');
  if (lists.has(heading)) return joined(listOf(text));
  if (instants.has(heading)) return readWall(text) ?? text;
  if (heading === '事项' && text === '各类事项') return '';
  return text || (defaults[heading] ?? '');
}

export function needed(cells: Cells, heading: string, longest = 200): string {
  const value = cell(cells, heading);
  if (!value) throw badValue(heading, '');
  return within(value, heading, longest);
}
export function within(value: string, heading: string, longest: number): string {
  if (value.length <= longest) return value;
  throw new RowFault(
    heading,
    'row.too-long',
    `“${heading}”一栏最多 ${longest} 个字。`,
    `The column ${heading} takes ${longest} characters at the most.`,
  );
}
export function keyed<K extends string>(
  names: Readonly<Record<K, string>>,
  cells: Cells,
  heading: string,
  otherwise?: K,
): K {
  const value = cell(cells, heading);
  if (!value && otherwise !== undefined) return otherwise;
  const found = (Object.keys(names) as K[]).find((key) => names[key] === value || key === value);
  if (!found) throw badValue(heading, value);
  return found;
}
export function isYes(cells: Cells, heading: string, otherwise: boolean): boolean {
  const value = cell(cells, heading) || yesNo(otherwise);
  if (!['是', '否'].includes(value)) throw badValue(heading, value);
  return value === '是';
}
export function instant(cells: Cells, heading: string): string {
  const at = readWall(needed(cells, heading));
  if (!at) throw badValue(heading, cell(cells, heading));
  return at;
}
export function hour(cells: Cells, heading: string, otherwise: string): string {
  const value = cell(cells, heading) || otherwise;
  if (!/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/.test(value)) throw badValue(heading, value);
  return value;
}
export function rolesIn(cells: Cells, heading: string): Role[] {
  const held = list(cells, heading).map((name) => {
    const found = roles.find((one) => one.name.zh === name || one.role === name);
    if (!found) throw badValue(heading, name);
    return found.role;
  });
  if (held.length === 0) throw badValue(heading, '');
  return [...new Set(held)];
}

export const signInOf = (world: World, id: string | null): string => world.officers.get(id)?.signInName ?? '';
export const departmentOf = (world: World, id: string | null): string =>
  world.departments.get(id)?.name ?? '';

export function placeIn(cells: Cells, world: World, heading = '辖区'): string {
  const found = world.placeOf(cell(cells, heading));
  if (found === null) throw badValue(heading, cell(cells, heading));
  return found;
}
/** A department of a jurisdiction by its name; `inUse`: it must be active. */
export function departmentNamed(
  world: World,
  jurisdictionId: string,
  heading: string,
  name: string,
  inUse = false,
): string | null {
  if (!name) return null;
  const found = world.departments.find(under(jurisdictionId, name));
  if (!found) throw badValue(heading, name);
  if (inUse && !found.active)
    throw new RowFault(
      heading,
      'row.department-inactive',
      `“${heading}”一栏的部门“${name}”已停用。`,
      `The department "${name}" in the column ${heading} is not active.`,
    );
  return found.id;
}
/** An officer in post in a jurisdiction, by what they sign in as. */
export function officerNamed(
  world: World,
  jurisdictionId: string,
  heading: string,
  signInName: string,
): string | null {
  if (!signInName) return null;
  const found = world.officers.find(signInName.toLowerCase());
  if (!found) throw badValue(heading, signInName);
  if (!found.active || found.jurisdictionId !== jurisdictionId)
    throw new RowFault(
      heading,
      'row.officer-unfit',
      `“${heading}”一栏的“${signInName}”不是本辖区在岗的人员。`,
      `"${signInName}" in the column ${heading} is no officer in post in that jurisdiction.`,
    );
  return found.id;
}
export function mustBe(id: string | null, heading: string): string {
  if (id === null) throw badValue(heading, '');
  return id;
}
