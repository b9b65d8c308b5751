// The organisation as a workbook on a real database: all of it goes out and comes back; only what was edited changes; nothing is half done.
import { startCity } from '../support/city';
import type { Client } from '../support/client';
import { password, type TestServer } from '../support/server';
import { append, brought, broughtAs, edit, previewed, taken } from './transfer.parts';

jest.setTimeout(180_000);
let server: TestServer;
let admin: Client;
let city: string;
let east: string;
const facts = async (kind: string) =>
  (await server.db.query('select body from fact where kind = $1 order by seq', [kind])).rows.map(
    ({ body }) => body,
  );
/** Of what is done to the organisation: a full hour seals the ledger, and the roster is watched beside. */
const acts = "kind <> 'ledger.checkpoint' and kind not like 'roster.gap%'";
const newest = async () =>
  Number((await server.db.query(`select max(seq) as seq from fact where ${acts}`)).rows[0].seq);
const since = async (seq: number): Promise<string[]> =>
  (await server.db.query(`select kind from fact where seq > $1 and ${acts} order by seq`, [seq])).rows.map(
    (r) => r.kind,
  );
const department = async (jurisdictionId: string, name: string) =>
  (await admin.call('departments.list')).items.find(
    (one) => one.jurisdictionId === jurisdictionId && one.name === name,
  )!;
const officer = async (signInName: string) =>
  (await admin.call('officers.list')).items.find((one) => one.signInName === signInName)!;
type Report = Awaited<ReturnType<typeof brought>>['body'];
/** Of the sheets on which anything was done: added, changed, removed, refused. */
const done = ({ sheets }: Report) =>
  Object.fromEntries(
    sheets
      .map((one) => [one.sheet, [one.added, one.changed, one.removed, one.refused]] as const)
      .filter(([, counts]) => counts.some((count) => count > 0)),
  );

beforeAll(async () => {
  ({ server, admin, city } = await startCity());
  east = (await admin.call('jurisdictions.add', { body: { name: '东岭县', level: 'county' } })).id;
});
afterAll(() => server.close());

it('all of it goes in by a workbook, here and below: each new officer gets a code', async () => {
  const book = await taken(admin);
  append(book, '辖区', { 名称: '石桥镇', 层级: '镇', 上级: '东岭县' });
  append(book, '部门', { 名称: '数据局', 别名: '大数据局、数据局', 督办人: 'shuju', 类别: '部门' });
  append(book, '部门', { 名称: '党政办', 辖区: '东岭县/石桥镇', 类别: '政府办公室' });
  const clerk = { 角色: '部门经办人', 部门: '数据局' };
  append(book, '人员', { ...clerk, 登录名: 'shuju', 姓名: '舒举', 职务: '局长', 替岗人: 'shu2' });
  append(book, '人员', { ...clerk, 登录名: 'shu2', 姓名: '舒尔' });
  append(book, '人员', { ...clerk, 登录名: 'qiao', 姓名: '乔石', 部门: '党政办', 辖区: '东岭县/石桥镇' });
  append(book, '责任矩阵', {
    事项: '科技与信息产业',
    级别: '重大',
    牵头单位: '数据局',
    配合单位: '公安局',
    发言人: 'shuju',
  });
  append(book, '责任矩阵', { 事项: '民政', 牵头单位: '民政局', 辖区: '东岭县', 依据: '东府办〔2026〕3号' });
  append(book, '值班岗', { 名称: '数据局值班', 部门: '数据局', 从: '08:00', 到: '20:00', 提前小时: '24' });
  append(book, '值班岗', { 名称: '镇值班', 辖区: '东岭县/石桥镇' });
  const shift = { 值班岗: '数据局值班', 人员: 'shuju', 开始: '2031-01-05 08:00', 结束: '2031-01-05 20:00' };
  append(book, '班次', shift);
  append(book, '班次', { ...shift, 人员: 'shu2', 开始: '2031-01-06 08:00', 结束: '2031-01-06 20:00' });
  append(book, '班次', { ...shift, 值班岗: '镇值班', 人员: 'qiao', 辖区: '东岭县/石桥镇' });
  append(book, '离岗', {
    人员: 'shuju',
    类别: '培训',
    开始: '2031-02-01 00:00',
    结束: '2031-02-08 00:00',
    替岗人: 'shu2',
  });
  append(book, '换班', {
    值班岗: '数据局值班',
    申请人: 'shuju',
    开始: '2031-01-05 08:00',
    接班人: 'shu2',
    换回值班岗: '数据局值班',
    换回开始: '2031-01-06 08:00',
    理由: '外出培训',
  });
  append(book, '承办单位写法', { 写法: '大数据中心', 指部门: '数据局' });
  append(book, '承办单位写法', { 写法: '石桥镇府办', 指部门: '东岭县/石桥镇：党政办' });

  const before = await newest();
  const preview = (await previewed(admin, book)).body;
  expect([preview.applied, preview.refused, preview.codes]).toEqual([false, [], []]);
  expect(await newest()).toBe(before);
  const report = (await brought(admin, book)).body;
  expect(report.refused).toEqual([]);
  expect(done(report)).toEqual({
    ...{ 辖区: [1, 0, 0, 0], 部门: [2, 0, 0, 0], 人员: [3, 0, 0, 0], 责任矩阵: [2, 0, 0, 0] },
    ...{ 值班岗: [2, 0, 0, 0], 班次: [3, 0, 0, 0], 离岗: [1, 0, 0, 0], 换班: [1, 0, 0, 0] },
    承办单位写法: [2, 0, 0, 0],
  });
  expect(report.changes.find(({ sheet, row }) => sheet === '人员' && row > 0)).toMatchObject({
    did: 'added',
  });
  expect(report.codes.map(({ signInName }) => signInName)).toEqual(['shuju', 'shu2', 'qiao']);
  expect((await department(city, '数据局')).supervisorId).toBe((await officer('shuju')).id);
  const head = (await admin.call('posts.list')).items.find(({ officer: { name } }) => name === '舒举')!;
  expect([head.standIns.map(({ name }) => name), head.absences.length]).toEqual([['舒尔'], 1]);
  const kinds = await since(before);
  for (const kind of ['jurisdiction.added', 'department.added', 'officer.added', 'officer.stand-ins-set'])
    expect(kinds).toContain(kind);
  for (const kind of ['matrix.line-saved', 'desk.saved', 'roster.shifts-added', 'officer.absence-noted'])
    expect(kinds).toContain(kind);
  for (const kind of ['roster.swap-asked', 'agency.decided', 'officer.codes-issued', 'organisation.imported'])
    expect(kinds).toContain(kind);
  // The same rows once more, without numbers: they are there already.
  expect(done((await brought(admin, book)).body)).toEqual({});
});

it('comes back as it went: nothing changes, and an old export undoes nothing that was done since', async () => {
  const book = await taken(admin);
  const report = (await brought(admin, book)).body;
  expect([done(report), report.refused, report.codes]).toEqual([{}, [], []]);
  expect(report.sheets.map(({ sheet }) => sheet)).toEqual([
    ...['辖区', '部门', '人员', '责任矩阵', '值班岗', '班次', '离岗', '换班', '承办单位写法'],
  ]);
  expect((await facts('organisation.imported')).at(-1)?.sheets).toEqual(report.sheets);
  const { id } = await officer('shu2');
  await admin.call('officers.change', { params: { id }, body: { post: '副局长' } });
  expect(done((await brought(admin, book)).body)).toEqual({});
  expect((await officer('shu2')).post).toBe('副局长');
});

it('an edited export changes exactly what was edited, and says from what to what', async () => {
  const book = await taken(admin);
  edit(book, '部门', { 名称: '数据局' }, { 名称: '数据管理局' });
  edit(book, '人员', { 登录名: 'shu2' }, { 职务: '调研员' });
  const mine = { 人员: 'shu2', 值班岗: '数据局值班' };
  edit(book, '班次', mine, { 结束: '2031-01-06 18:00' });
  edit(book, '班次', { 人员: 'qiao' }, { 取消: '是' });
  edit(book, '离岗', { 人员: 'shuju' }, { 结束: '2031-02-05 00:00' });
  edit(book, '责任矩阵', { 事项: '民政' }, { 依据: '东府办〔2026〕4号' });
  edit(book, '换班', { 申请人: 'shuju' }, { 取消: '是' });
  edit(book, '值班岗', { 名称: '镇值班' }, { 取消: '是' });
  const before = await newest();
  const { body } = await brought(admin, book);
  expect(body.refused).toEqual([]);
  expect(done(body)).toEqual({
    ...{ 部门: [0, 1, 0, 0], 人员: [0, 1, 0, 0], 责任矩阵: [0, 1, 0, 0], 值班岗: [0, 0, 1, 0] },
    ...{ 班次: [0, 1, 1, 0], 离岗: [0, 1, 0, 0], 换班: [0, 0, 1, 0] },
  });
  expect(body.changes.find(({ sheet }) => sheet === '离岗')?.fields).toEqual([
    { column: '结束', from: '2031-02-08 00:00', to: '2031-02-05 00:00' },
  ]);
  // What the closed desk left open is closed as well.
  expect((await since(before)).sort()).toEqual(
    [
      ...[
        'department.changed',
        'officer.changed',
        'matrix.line-saved',
        'desk.closed',
        'roster.shift-changed',
      ],
      ...['roster.shift-removed', 'officer.absence-changed', 'roster.swap-decided', 'organisation.imported'],
    ].sort(),
  );
  expect((await facts('department.changed')).at(-1)?.changed).toEqual(['name']);
  expect((await officer('shu2')).departmentName).toBe('数据管理局');
  expect(done((await brought(admin, book)).body)).toEqual({});
});

it('a row at fault is told by sheet, row, column and reason, and does nothing; what leans on it is at fault as well', async () => {
  const book = await taken(admin);
  const bad = append(book, '部门', { 名称: '幻影局', 类别: '星际机构' });
  const leans = append(book, '人员', { 登录名: 'x1', 姓名: '某甲', 部门: '幻影局', 角色: '部门经办人' });
  const noRole = append(book, '人员', { 登录名: 'x2', 姓名: '某乙', 角色: '星际领航员' });
  const noStandIn = append(book, '人员', { 登录名: 'x3', 姓名: '某丙', 角色: '领导', 替岗人: 'nobody' });
  const stands = append(book, '人员', { 登录名: 'x4', 姓名: '某丁', 角色: '领导', 替岗人: 'x3' });
  const both = append(book, '人员', { 登录名: 'x5', 姓名: '某戊', 角色: '审计监督员、系统管理员' });
  const desk = { 值班岗: '数据局值班' };
  const overlap = append(book, '班次', {
    ...desk,
    人员: 'shuju',
    开始: '2031-01-05 19:00',
    结束: '2031-01-06 08:00',
  });
  const noTime = append(book, '班次', {
    ...desk,
    人员: 'shu2',
    开始: '2031-02-30 08:00',
    结束: '2031-03-01 08:00',
  });
  const twice = { ...desk, 人员: 'shu2', 开始: '2031-05-01 08:00', 结束: '2031-05-01 20:00' };
  append(book, '班次', twice);
  const second = append(book, '班次', { ...twice, 开始: '2031-05-01 12:00' });
  const away = append(book, '离岗', { 人员: 'shuju', 类别: '病假', 开始: '2031-02-03 00:00' });
  const self = edit(book, '人员', { 登录名: 'administrator' }, { 在用: '否' });
  append(book, '部门', { 名称: '好局' });
  const { body } = await brought(admin, book);
  const at = body.refused.map(({ sheet, row, column, code }) => [sheet, row, column, code]);
  expect(at).toEqual([
    ['部门', bad, '类别', 'row.value'],
    ['人员', self, '在用', 'officer.last-administrator'],
    ['人员', leans, '部门', 'row.value'],
    ['人员', noRole, '角色', 'row.value'],
    ['人员', noStandIn, '替岗人', 'row.value'],
    ['人员', stands, '替岗人', 'row.value'],
    ['人员', both, '角色', expect.stringMatching(/^role\./)],
    ['班次', overlap, '开始', 'shift.overlaps'],
    ['班次', noTime, '开始', 'row.value'],
    ['班次', second, '开始', 'shift.overlaps'],
    ['离岗', away, '开始', 'absence.overlaps'],
  ]);
  expect(body.refused[0]!.reason.zh).toContain('星际机构');
  expect(done(body)).toMatchObject({ 部门: [1, 0, 0, 1], 班次: [1, 0, 0, 3] });
  expect(await officer('x3')).toBeUndefined();
  expect((await officer('administrator')).active).toBe(true);
});

it('what was previewed is done or nothing: not where something changed since, not by halves', async () => {
  const book = await taken(admin);
  append(book, '部门', { 名称: '迟到局' });
  const preview = (await previewed(admin, book)).body;
  await admin.call('departments.add', {
    body: { name: '迟到局', kind: 'department', topics: [], aliases: [] },
  });
  const before = await newest();
  expect(await broughtAs(admin, book, preview.plan)).toMatchObject({
    status: 409,
    body: { code: 'transfer.stale' },
  });
  expect(await newest()).toBe(before);
});

it('shifts handed round in one workbook are looked at as they will be; an officer who leaves by it loses the session', async () => {
  const book = await taken(admin);
  const desk = { 值班岗: '数据局值班' };
  edit(book, '班次', { ...desk, 人员: 'shuju', 开始: '2031-01-05 08:00' }, { 人员: 'shu2' });
  edit(book, '班次', { ...desk, 人员: 'shu2', 开始: '2031-01-06 08:00' }, { 人员: 'shuju' });
  expect((await brought(admin, book)).body.refused).toEqual([]);
  const { codes } = await server.db
    .query("select 1 from officer where sign_in_name = 'qiao'")
    .then(async () => ({
      codes: await admin.call('officers.code', { params: { id: (await officer('qiao')).id } }),
    }));
  const qiao = server.anonymous();
  await qiao.call('session.first', {
    body: { name: 'qiao', code: codes.code, password: '清风明月共此时-42' },
  });
  await qiao.call('session.read');
  const leaving = await taken(admin);
  edit(leaving, '人员', { 登录名: 'qiao' }, { 在用: '否' });
  await brought(admin, leaving);
  expect(await qiao.refused('session.read')).toMatchObject({ status: 401 });
});

it('what is no workbook is refused whole; nobody without the right brings one in, nobody sees more than their part', async () => {
  expect(await previewed(admin, new Uint8Array(Buffer.from('不是表格')))).toMatchObject({
    status: 422,
    body: { code: 'file.not-a-table' },
  });
  const leader = await server.as('leader');
  const book = await taken(leader);
  expect((await previewed(leader, book)).status).toBe(403);
  const office = await department(east, '政府办公室');
  const eastern = {
    name: '东岭管理员',
    signInName: 'east-admin',
    roles: ['administrator' as const],
    password,
  };
  await admin.call('officers.add', { body: { ...eastern, departmentId: office.id } });
  const local = server.anonymous();
  await local.signIn('east-admin', password);
  const part = await taken(local);
  const names = (part.getWorksheet('辖区')!.getColumn(1).values as string[]).slice(2);
  expect(names).toEqual(['东岭县', '石桥镇']);
  expect(JSON.stringify(part.getWorksheet('人员')!.getColumn(1).values)).not.toContain('shuju');
  // A name that is taken where one may not look is told as taken.
  append(part, '人员', { 登录名: 'shuju', 姓名: '某某', 角色: '领导' });
  expect((await brought(local, part)).body.refused).toMatchObject([
    { column: '登录名', code: 'row.name-taken' },
  ]);
});

describe('the first sign-in by a code', () => {
  const next = '清风明月共此时-42';
  it('chooses a password once; a used code, an older one and one past its time open nothing; the code is nowhere kept', async () => {
    const { id } = await officer('shuju');
    const old = await admin.call('officers.code', { params: { id } });
    const { code } = await admin.call('officers.code', { params: { id } });
    expect(code).toMatch(/^[2-9A-Z]{4}(-[2-9A-Z]{4}){3}$/);
    const person = server.anonymous();
    const first = (given: string, password = next) => ({ body: { name: 'shuju', code: given, password } });
    expect(await person.refused('session.open', { body: { name: 'shuju', password: next } })).toMatchObject({
      status: 401,
    });
    expect(await person.refused('session.first', first(old.code))).toMatchObject({
      ...{ status: 401, code: 'session.code-refused' },
    });
    expect((await person.refused('session.first', first(code, 'short'))).code).toMatch(/^password\./);
    // As people type it.
    const session = await person.call('session.first', first(code.toLowerCase().replaceAll('-', ' ')));
    expect(session.officer.name).toBe('舒举');
    expect(await server.anonymous().refused('session.first', first(code))).toMatchObject({ status: 401 });
    await server.anonymous().call('session.open', { body: { name: 'shuju', password: next } });
    const { rows } = await server.db.query(
      `select count(*)::int as n from fact where body::text like $1 or body::text like $2`,
      [`%${code}%`, `%${code.replaceAll('-', '')}%`],
    );
    expect(rows[0].n).toBe(0);

    const other = (await officer('shu2')).id;
    const late = await admin.call('officers.code', { params: { id: other } });
    await server.db.query(
      "update first_code set expires_at = now() - interval '1 minute' where officer_id = $1",
      [other],
    );
    const body = { name: 'shu2', code: late.code, password: next };
    expect(await server.anonymous().refused('session.first', { body })).toMatchObject({ status: 401 });
  });

  it('is locked as every sign-in after five failures, whoever is asked for', async () => {
    const { code } = await admin.call('officers.code', { params: { id: (await officer('shu2')).id } });
    for (const name of ['shu2', 'nobody-of-that-name']) {
      const body = { name, code: '2222-2222-2222-2222', password: next };
      for (let n = 0; n < 5; n += 1)
        expect((await server.anonymous().refused('session.first', { body })).status).toBe(401);
      expect(await server.anonymous().refused('session.first', { body: { ...body, code } })).toMatchObject({
        ...{ status: 429, code: 'session.locked' },
      });
    }
  });
});

it('thousands of officers and shifts are seconds of work', async () => {
  const book = await taken(admin);
  const [people, shifts] = [1_000, 4_000];
  for (let n = 0; n < people; n += 1)
    append(book, '人员', { 登录名: `many-${n}`, 姓名: `人员${n}`, 部门: '民政局', 角色: '部门经办人' });
  for (let n = 0; n < 20; n += 1) append(book, '值班岗', { 名称: `岗位${n}` });
  const day = (n: number) => new Date(Date.UTC(2032, 0, 1 + n)).toISOString().slice(0, 10);
  for (let n = 0; n < shifts; n += 1) {
    const [from, to] = [`${day(Math.floor(n / 20))} 08:00`, `${day(Math.floor(n / 20))} 20:00`];
    append(book, '班次', { 值班岗: `岗位${n % 20}`, 人员: `many-${n % people}`, 开始: from, 结束: to });
  }
  const used = process.cpuUsage();
  const report = (await brought(admin, book)).body;
  const { user, system } = process.cpuUsage(used);
  expect(done(report)).toEqual({ 人员: [people, 0, 0, 0], 值班岗: [20, 0, 0, 0], 班次: [shifts, 0, 0, 0] });
  expect([report.codes.length, report.changes.length, report.more]).toEqual([
    people,
    500,
    people + 20 + shifts - 500,
  ]);
  // One row at a time it was 20 ms of the processor a row: 100 s. Both passes and the client's part are in this.
  expect((user + system) / 1_000).toBeLessThan(25_000);
  expect(done((await brought(admin, await taken(admin))).body)).toEqual({});
});
