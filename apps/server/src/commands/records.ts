// Commands that work on the database: migrate, seed, user, token, import-hotline; beside a running server or alone.
import { existsSync, readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { hotlineFields, mapping as mappingShape, roles as roleNames, scopes as scopeNames } from '#contract';
import { type Role, type Scope, startingDepartments } from '#organisation';
import { ImportService } from '../intake/import.service';
import { OfficerService } from '../organisation/officers.service';
import { SetupService } from '../organisation/setup.service';
import { setupCode } from '../organisation/setup-code';
import { TokenService } from '../organisation/tokens.service';
import { readConfig } from '../platform/config';
import { migrate, openForCommand } from '../platform/database';
import { Database } from '../platform/reading';
import { CommandFault, commandLine, complain, print } from './lines';
import { withServer } from './with-server';

export async function migrateDatabase(): Promise<number> {
  const config = readConfig();
  const database = await openForCommand(config);
  try {
    await print({ applied: await migrate(database.url) });
  } finally {
    await database.close();
  }
  return 0;
}

function oneOf<T extends string>(given: string[], known: readonly T[], what: string): T[] {
  const wrong = given.filter((g) => !known.includes(g as T));
  if (wrong.length)
    throw new CommandFault(
      `没有这个${what} / unknown: ${wrong.join(', ')}。可用 / known: ${known.join(', ')}`,
    );
  return given as T[];
}

/** The jurisdiction of that name, or the only one there is. */
export async function jurisdictionNamed(
  db: Database,
  name: string | undefined,
): Promise<{ id: string; name: string } | null> {
  const rows: { id: string; name: string }[] = await db.query(
    'select id, name from jurisdiction_card where $1::text is null or name = $1 order by name',
    [name ?? null],
  );
  if (rows.length > 1 && !name) {
    const [top] = await db.query('select id, name from jurisdiction_card where parent_id is null');
    return top ?? null;
  }
  if (!rows.length && name) {
    const [any] = await db.query('select 1 as found from jurisdiction_card limit 1');
    if (any) throw new CommandFault(`没有这个辖区 / no such jurisdiction: ${name}`);
  }
  return rows[0] ?? null;
}

export async function addUser(options: {
  name?: string;
  role: string[];
  department?: string;
  jurisdiction?: string;
}): Promise<number> {
  const roles: Role[] = oneOf(options.role, roleNames, '角色 role');
  const name = options.name!;
  if (roles.includes('department-officer') && !options.department)
    throw new CommandFault(
      '部门经办人要属于一个部门：请用 --department 写明部门名称 / a department officer belongs to a department: name it with --department',
    );
  const password = (await text(process.stdin)).replace(/\r?\n$/, '');
  if (!password)
    throw new CommandFault(
      '请从标准输入给出密码 / give the password on standard input, such as: printf %s "$PASSWORD" | wenying user add …',
    );
  return withServer(async (context) => {
    const db = context.get(Database);
    const jurisdiction = await jurisdictionNamed(db, options.jurisdiction);
    if (!jurisdiction)
      return firstAdministrator(context.get(SetupService), name, roles, password, options.jurisdiction);
    const [department] = options.department
      ? await db.query('select id from department_card where name = $1 and jurisdiction_id = $2', [
          options.department,
          jurisdiction.id,
        ])
      : [null];
    if (options.department && !department)
      throw new CommandFault(await noDepartment(db, jurisdiction.id, options.department));
    const added = await context
      .get(OfficerService)
      .add(
        { name, roles, password, jurisdictionId: jurisdiction.id, departmentId: department?.id ?? null },
        commandLine,
      );
    await print({
      id: added.id,
      name: added.signInName,
      roles: added.roles,
      jurisdiction: jurisdiction.name,
    });
    return 0;
  });
}

/** What is asked for by a wrong name is told with those there are. */
async function noDepartment(db: Database, jurisdictionId: string, name: string): Promise<string> {
  const rows: { name: string }[] = await db.query(
    'select name from department_card where jurisdiction_id = $1 order by name',
    [jurisdictionId],
  );
  const known = rows.map((one) => one.name).join('、');
  return `没有这个部门 / no such department: ${name}。已有 / known: ${known}`;
}

/** On an empty database the first administrator brings the jurisdiction with them, as on the first-run page. */
async function firstAdministrator(
  setup: SetupService,
  name: string,
  roles: Role[],
  password: string,
  jurisdiction = '本县',
): Promise<number> {
  if (!roles.includes('administrator') || roles.length > 1) {
    throw new CommandFault(
      '数据库还是空的：请先新增管理员 / the database is empty: add an administrator first: user add --name NAME --role administrator --jurisdiction COUNTY',
    );
  }
  const config = readConfig();
  const made = await setup.complete({
    code: setupCode(config),
    jurisdiction: { name: jurisdiction, level: 'county' },
    administrator: { name, signInName: name, password },
    departments: startingDepartments(jurisdiction, 'county'),
  });
  await print({ id: made.officerId, name, roles, jurisdiction });
  return 0;
}

export async function addToken(options: {
  name?: string;
  scope: string[];
  jurisdiction?: string;
}): Promise<number> {
  const scopes: Scope[] = oneOf(options.scope, scopeNames, '权限范围 scope');
  return withServer(async (context) => {
    const jurisdiction = await jurisdictionNamed(context.get(Database), options.jurisdiction);
    const added = await context
      .get(TokenService)
      .add(
        { name: options.name!, scopes, ...(jurisdiction ? { jurisdictionId: jurisdiction.id } : {}) },
        commandLine,
      );
    complain('请妥善保存，此后不再显示 / keep it: it is not shown again');
    await print({ id: added.id, name: added.name, scopes: added.scopes, token: added.secret });
    return 0;
  });
}

export async function importHotline(
  file: string,
  options: { mapping?: string; jurisdiction?: string },
): Promise<number> {
  if (!existsSync(file)) throw new CommandFault(`没有这个文件 / no such file: ${file}`);
  const mapping = options.mapping ? readMapping(options.mapping) : null;
  return withServer(async (context) => {
    const jurisdiction = await jurisdictionNamed(context.get(Database), options.jurisdiction);
    if (!jurisdiction)
      throw new CommandFault(
        '数据库还没有辖区，请先完成首次设置 / there is no jurisdiction yet: do the first run, or user add an administrator',
      );
    const done = await context.get(ImportService).importFile(file, mapping, commandLine, jurisdiction.id);
    for (const { row, reason } of done.refused) complain(`第 ${row} 行 / row ${row}: ${reason}`);
    for (const row of done.numberTwice)
      complain(
        `第 ${row} 行的编号已属于另一件文字完全不同的来件，按两件登记 / row ${row}: its number belongs to another, quite different letter; both are kept`,
      );
    await print(done);
    if (done.refused.length === 0) return 0;
    return done.received + done.repeated + done.revised > 0 ? 1 : 2;
  });
}

function readMapping(file: string) {
  try {
    return mappingShape.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    throw new CommandFault(
      `列对应文件应为 JSON：字段 → 列名 / the mapping must be JSON, field to heading; fields: ${hotlineFields.join(', ')}`,
    );
  }
}

export async function seedCounty(): Promise<number> {
  const { seed } = await import('../demo/seed.js');
  await print(await seed(readConfig()));
  return 0;
}
