// One row of a workbook as what it asks for: names become ids, words become values; whatever cannot be read is a refusal.
import type { Department, Desk, MatrixLineInput, Officer, Request } from '#contract';
import { type Role, roles } from '#organisation';
import { invalid } from '../platform/problem';
import { type Cells, readWall } from './workbook';

export type Known = { departments: Department[]; officers: Officer[]; desks: Desk[]; jurisdictionId: string };

export const kindNames: Record<Department['kind'], string> = {
  'news-office': '新闻办',
  'government-office': '政府办公室',
  department: '部门',
  town: '镇街',
};
export const dayNames: Record<Desk['days'], string> = {
  'every-day': '每天',
  workdays: '工作日',
  'rest-days': '休息日',
};
export const partNames = { duty: '值班', leader: '带班领导' } as const;
const levelNames = ['特别重大', '重大', '较大', '一般'] as const;
export const roleName = (role: Role): string => roles.find((one) => one.role === role)?.name.zh ?? role;
export const yesNo = (yes: boolean): string => (yes ? '是' : '否');

const cell = (cells: Cells, heading: string): string => cells[heading] ?? '';
const list = (cells: Cells, heading: string): string[] =>
  cell(cells, heading)
    .split(/[、,，;；\n]/)
    .map((one) => one.trim())
    .filter(Boolean);

const bad = (heading: string, value: string) =>
  invalid(
    'row.value',
    value ? `“${heading}”一栏的“${value}”不能识别。` : `“${heading}”一栏不能为空。`,
    value
      ? `"${value}" in the column ${heading} cannot be read.`
      : `The column ${heading} must not be empty.`,
  );
function needed(cells: Cells, heading: string): string {
  const value = cell(cells, heading);
  if (!value) throw bad(heading, '');
  return value;
}
function keyed<K extends string>(names: Record<K, string>, cells: Cells, heading: string, otherwise: K): K {
  const value = cell(cells, heading);
  if (!value) return otherwise;
  const found = (Object.keys(names) as K[]).find((key) => names[key] === value || key === value);
  if (!found) throw bad(heading, value);
  return found;
}
function active(cells: Cells): boolean {
  const value = cell(cells, '在用');
  if (!['', '是', '否'].includes(value)) throw bad('在用', value);
  return value !== '否';
}
function departmentId(known: Known, heading: string, name: string): string | null {
  if (!name) return null;
  const found = known.departments.find((one) => one.name === name);
  if (!found) throw bad(heading, name);
  return found.id;
}
function officerId(known: Known, heading: string, name: string): string | null {
  if (!name) return null;
  const found = known.officers.find((one) => one.signInName.toLowerCase() === name.toLowerCase());
  if (!found) throw bad(heading, name);
  return found.id;
}
const must = (id: string | null, heading: string): string => {
  if (id === null) throw bad(heading, '');
  return id;
};

export const readDepartment = (cells: Cells) => ({
  name: needed(cells, '名称'),
  kind: keyed(kindNames, cells, '类别', 'department'),
  topics: list(cells, '主管事项'),
  aliases: list(cells, '别名'),
  active: active(cells),
});

/** Who supervises it and who speaks for it: read when the officers are there. */
export const readLeaders = (cells: Cells, known: Known) => ({
  supervisorId: officerId(known, '督办人', cell(cells, '督办人')),
  spokespersonId: officerId(known, '发言人', cell(cells, '发言人')),
});

export function readOfficer(cells: Cells, known: Known) {
  const held = list(cells, '角色').map((name) => {
    const found = roles.find((one) => one.name.zh === name || one.role === name);
    if (!found) throw bad('角色', name);
    return found.role;
  });
  if (held.length === 0) throw bad('角色', '');
  return {
    signInName: needed(cells, '登录名'),
    name: needed(cells, '姓名'),
    post: cell(cells, '职务'),
    departmentId: departmentId(known, '部门', cell(cells, '部门')),
    roles: held,
    active: active(cells),
  };
}
export const readStandIns = (cells: Cells, known: Known): string[] =>
  list(cells, '替岗人').map((name) => must(officerId(known, '替岗人', name), '替岗人'));

export function readLine(cells: Cells, known: Known): Required<MatrixLineInput> {
  const level = cell(cells, '级别') || null;
  const known_ = levelNames.find((one) => one === level) ?? null;
  if (level && !known_) throw bad('级别', level);
  const matter = cell(cells, '事项');
  return {
    matter: !matter || matter === '各类事项' ? null : matter,
    level: known_,
    leadId: must(departmentId(known, '牵头单位', needed(cells, '牵头单位')), '牵头单位'),
    supportIds: list(cells, '配合单位').map((name) =>
      must(departmentId(known, '配合单位', name), '配合单位'),
    ),
    spokespersonId: officerId(known, '发言人', cell(cells, '发言人')),
    supervisorId: officerId(known, '分管领导', cell(cells, '分管领导')),
    basis: cell(cells, '依据'),
  };
}

export function readDesk(cells: Cells, known: Known) {
  const hour = (heading: string, otherwise: string) => {
    const value = cell(cells, heading) || otherwise;
    if (!/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/.test(value)) throw bad(heading, value);
    return value;
  };
  const warnHours = Number(cell(cells, '提前小时') || 72);
  if (!Number.isInteger(warnHours) || warnHours < 1 || warnHours > 720)
    throw bad('提前小时', cell(cells, '提前小时'));
  return {
    name: needed(cells, '名称'),
    departmentId: departmentId(known, '部门', cell(cells, '部门')),
    days: keyed(dayNames, cells, '日子', 'every-day'),
    opens: hour('从', '00:00'),
    closes: hour('到', '24:00'),
    warnHours,
  };
}

type ShiftRead = Request<'shifts.add'>['body']['shifts'][number] & { deskId: string };
export function readShift(cells: Cells, known: Known): ShiftRead {
  const desk = known.desks.find((one) => one.name === needed(cells, '值班岗'));
  if (!desk) throw bad('值班岗', cell(cells, '值班岗'));
  const instant = (heading: string) => {
    const at = readWall(needed(cells, heading));
    if (!at) throw bad(heading, cell(cells, heading));
    return at;
  };
  return {
    deskId: desk.id,
    officerId: must(officerId(known, '人员', needed(cells, '人员')), '人员'),
    part: keyed(partNames, cells, '班次', 'duty'),
    from: instant('开始'),
    to: instant('结束'),
  };
}
