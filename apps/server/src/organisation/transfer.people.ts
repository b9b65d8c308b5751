// The sheets of jurisdictions, departments, officers and the spellings of agencies.
import { roleConflict } from '#organisation';
import { badValue, RowFault } from './transfer.fault';
import * as of from './transfer.read';
import { pick, type SheetRules } from './transfer.rules';
import {
  type DepartmentHeld,
  type OfficerHeld,
  type PlaceHeld,
  type SpellingHeld,
  under,
} from './transfer.world';

/** As the page asks for it. */
const SIGN_IN_NAME = /^[\p{L}\p{N}._-]{2,40}$/u;
const tiers = Object.keys(of.levelNames);

export const jurisdictions: SheetRules<PlaceHeld> = {
  table: (world) => world.jurisdictions,
  cells: (one, world) => ({
    名称: one.name,
    层级: of.levelNames[one.level as keyof typeof of.levelNames] ?? one.level,
    上级: one.id === world.ownId || one.parentId === null ? '' : world.labelOf(one.parentId),
  }),
  find: (cells, world) => {
    const own = world.jurisdictions.get(world.ownId);
    if (own && !cells.上级 && cells.名称 === own.name) return own;
    return world.jurisdictions.find(under(of.placeIn(cells, world, '上级'), of.cell(cells, '名称')));
  },
  blank: (id, cells, world) => ({ id, parentId: of.placeIn(cells, world, '上级'), name: '', level: '' }),
  read: (one, cells, columns, world, isNew) => {
    if (!isNew && (columns.has('层级') || columns.has('上级')))
      throw new RowFault(
        columns.has('层级') ? '层级' : '上级',
        'row.jurisdiction-fixed',
        '已有辖区的层级和上级不能用工作簿改。',
        'The tier and the parent of a jurisdiction that is there are not changed by a workbook.',
      );
    const name = pick(columns, '名称', () => of.needed(cells, '名称', 40), one.name);
    const level = pick(columns, '层级', () => of.keyed(of.levelNames, cells, '层级'), one.level);
    const next = { ...one, name, level };
    const parent = world.jurisdictions.get(one.parentId);
    if (isNew && parent && tiers.indexOf(level) <= tiers.indexOf(parent.level))
      throw new RowFault(
        '层级',
        'jurisdiction.level',
        '下级辖区的层级须低于上级（省、市、县、镇）。',
        'A jurisdiction below another must be of a lower tier (province, city, county, town).',
      );
    mustBeFree(world.jurisdictions.find(under(next.parentId, name)), one.id, '名称');
    return next;
  },
};

export const departments: SheetRules<DepartmentHeld> = {
  table: (world) => world.departments,
  // What was merged away is history, and would be refused when it came back.
  isShown: ({ mergedInto }) => mergedInto === null,
  cells: (one, world) => ({
    辖区: world.labelOf(one.jurisdictionId),
    名称: one.name,
    类别: of.kindNames[one.kind as keyof typeof of.kindNames] ?? one.kind,
    主管事项: of.joined(one.topics),
    别名: of.joined(one.aliases),
    督办人: of.signInOf(world, one.supervisorId),
    发言人: of.signInOf(world, one.spokespersonId),
    在用: of.yesNo(one.active),
  }),
  find: (cells, world) => world.departments.find(under(of.placeIn(cells, world), of.needed(cells, '名称'))),
  blank: (id, cells, world) => ({
    ...{ id, name: '', kind: 'department', topics: [], aliases: [], active: true, mergedInto: null },
    ...{ supervisorId: null, spokespersonId: null, jurisdictionId: of.placeIn(cells, world) },
  }),
  read: (one, cells, columns, world, isNew) => {
    if (one.mergedInto !== null)
      throw new RowFault(
        '名称',
        'department.merged',
        '该部门已并入其他部门，不能再改。',
        'The department was merged into another and is not changed any more.',
      );
    if (!isNew && columns.has('辖区')) throw fixedPlace();
    const name = pick(columns, '名称', () => of.needed(cells, '名称', 60), one.name);
    mustBeFree(world.departments.find(under(one.jurisdictionId, name)), one.id, '名称');
    return {
      ...one,
      name,
      kind: pick(columns, '类别', () => of.keyed(of.kindNames, cells, '类别', 'department'), one.kind),
      topics: pick(columns, '主管事项', () => words(cells, '主管事项', 40), one.topics),
      aliases: pick(columns, '别名', () => words(cells, '别名', 200), one.aliases),
      active: pick(columns, '在用', () => of.isYes(cells, '在用', true), one.active),
    };
  },
  later: (one, cells, columns, world) => {
    const officer = (heading: string, otherwise: string | null) =>
      pick(
        columns,
        heading,
        () => of.officerNamed(world, one.jurisdictionId, heading, of.cell(cells, heading)),
        otherwise,
      );
    const supervisorId = officer('督办人', one.supervisorId);
    const spokespersonId = officer('发言人', one.spokespersonId);
    return { ...one, supervisorId, spokespersonId };
  },
};

export const officers: SheetRules<OfficerHeld> = {
  table: (world) => world.officers,
  cells: (one, world) => ({
    登录名: one.signInName,
    姓名: one.name,
    职务: one.post,
    辖区: world.labelOf(one.jurisdictionId),
    部门: of.departmentOf(world, one.departmentId),
    角色: of.joined(one.roles.map(of.roleName)),
    替岗人: of.joined(one.standIns.map((id) => of.signInOf(world, id))),
    在用: of.yesNo(one.active),
  }),
  find: (cells, world) => world.officers.find(of.needed(cells, '登录名').toLowerCase()),
  blank: (id, cells, world) => ({
    ...{ id, departmentId: null, signInName: '', name: '', post: '', roles: [], active: true, standIns: [] },
    jurisdictionId: of.placeIn(cells, world),
  }),
  read: (one, cells, columns, world, isNew) => {
    if (!isNew && columns.has('辖区')) throw fixedPlace();
    if (!isNew && columns.has('登录名'))
      throw new RowFault(
        '登录名',
        'row.sign-in-name-fixed',
        '已有人员的登录名不能改。',
        'The sign-in name of an officer who is there does not change.',
      );
    const signInName = isNew ? of.needed(cells, '登录名', 60) : one.signInName;
    if (isNew && !SIGN_IN_NAME.test(signInName)) throw badValue('登录名', signInName);
    if (isNew && world.takenNames.has(signInName.toLowerCase())) throw taken('登录名');
    const department = () => of.departmentNamed(world, one.jurisdictionId, '部门', of.cell(cells, '部门'));
    const next: OfficerHeld = {
      ...one,
      signInName,
      name: pick(columns, '姓名', () => of.needed(cells, '姓名', 60), one.name),
      post: pick(columns, '职务', () => of.within(of.cell(cells, '职务'), '职务', 60), one.post),
      departmentId: pick(columns, '部门', department, one.departmentId),
      roles: pick(columns, '角色', () => of.rolesIn(cells, '角色'), one.roles),
      active: pick(columns, '在用', () => of.isYes(cells, '在用', true), one.active),
    };
    const clash = roleConflict(next.roles);
    if (clash) throw new RowFault('角色', clash.code, clash.reason.zh, clash.reason.en);
    return next;
  },
  later: (one, cells, columns, world) => {
    const standIn = (name: string) => {
      const id = of.mustBe(of.officerNamed(world, one.jurisdictionId, '替岗人', name), '替岗人');
      if (id === one.id)
        throw new RowFault(
          '替岗人',
          'stand-in.unfit',
          '替岗人不能是本人。',
          'Nobody stands in for themselves.',
        );
      return id;
    };
    return {
      ...one,
      standIns: pick(columns, '替岗人', () => of.list(cells, '替岗人').map(standIn), one.standIns),
    };
  },
  check: (one, before, world) => {
    if (!before || !administers(before) || administers(one)) return;
    const others = world.officers
      .list()
      .some((o) => o.jurisdictionId === one.jurisdictionId && administers(o));
    if (!others)
      throw new RowFault(
        before.active && !one.active ? '在用' : '角色',
        'officer.last-administrator',
        '这是本辖区最后一位在用的管理员，请先另设一位。',
        'This is the last active administrator of the jurisdiction; appoint another first.',
      );
  },
};
const administers = (one: OfficerHeld) => one.active && one.roles.includes('administrator');

export const spellings: SheetRules<SpellingHeld> = {
  table: (world) => world.spellings,
  cells: (one, world) => {
    const meant = world.departments.get(one.departmentId);
    const place =
      meant && meant.jurisdictionId !== one.jurisdictionId ? world.labelOf(meant.jurisdictionId) : '';
    return {
      辖区: world.labelOf(one.jurisdictionId),
      写法: one.spelling,
      指部门: meant ? (place ? `${place}：${meant.name}` : meant.name) : '',
      状态: of.stateNames[one.state],
      次数: String(one.times),
    };
  },
  find: (cells, world) => world.spellings.find(under(of.placeIn(cells, world), of.needed(cells, '写法'))),
  blank: (id, cells, world) => ({
    ...{ id, spelling: of.needed(cells, '写法', 60), times: 0, state: 'open', departmentId: null },
    jurisdictionId: of.placeIn(cells, world),
  }),
  read: (one, cells, columns, world, isNew) => {
    if (!isNew && (columns.has('写法') || columns.has('辖区')))
      throw badValue('写法', of.cell(cells, '写法'));
    const named = of.cell(cells, '指部门');
    const state = of.keyed<SpellingHeld['state']>(of.stateNames, cells, '状态', 'open');
    if (named && (columns.has('指部门') || isNew)) {
      const [place, name] = named.includes('：') ? named.split('：') : ['', named];
      const jurisdictionId = place ? world.placeOf(place.trim()) : one.jurisdictionId;
      if (jurisdictionId === null) throw badValue('指部门', named);
      const departmentId = of.departmentNamed(world, jurisdictionId, '指部门', (name ?? '').trim(), true);
      return { ...one, state: 'learnt', departmentId };
    }
    if (state === 'set-aside' && columns.has('状态')) return { ...one, state, departmentId: null };
    if (columns.has('指部门')) throw badValue('指部门', named);
    if (columns.has('状态') && state !== one.state) throw badValue('状态', of.cell(cells, '状态'));
    return one;
  },
};

function words(cells: Record<string, string>, heading: string, most: number): string[] {
  const found = of.list(cells, heading);
  if (found.length > most) throw badValue(heading, `${found.length}`);
  for (const one of found) of.within(one, heading, 60);
  return found;
}
const taken = (column: string) =>
  new RowFault(
    column,
    'row.name-taken',
    `“${column}”已有人使用，请换一个。`,
    `That ${column} is taken; choose another.`,
  );
function mustBeFree(found: { id: string } | undefined, id: string, column: string): void {
  if (found && found.id !== id) throw taken(column);
}
const fixedPlace = () =>
  new RowFault(
    '辖区',
    'row.jurisdiction-fixed',
    '已有记录不能改到别的辖区。',
    'What is there already does not move to another jurisdiction.',
  );
