// The roster, posts, the responsibility matrix and mergers in a browser: empty, filled, with a gap in plain sight, and on a phone.
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { nextDay, weekdayOf } from '#organisation';
import { append, edit, taken } from '../stages/transfer.parts';
import { startServer, type TestServer } from '../support/server';
import { describePages, isTooWide, openBrowser, seen, seriousFaults, signInAs, visit } from './browser';

function nextMonday(day: string): string {
  let at = nextDay(day);
  while (weekdayOf(at) !== 1) at = nextDay(at);
  return at;
}

describePages('roster', () => {
  let server: TestServer;
  let browser: Browser;
  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(), openBrowser()]);
    const admin = await server.as('administrator');
    for (const [role, name] of [
      ['news-office', 'wang'],
      ['department-officer', 'li'],
      ['leader', 'zhao'],
    ] as const)
      await server.as(role, name);
    for (const { id, signInName } of (await admin.call('officers.list')).items) {
      const called = { wang: '王敏', li: '李强', zhao: '赵云' }[signInName];
      if (called) await admin.call('officers.change', { params: { id }, body: { name: called } });
    }
  }, 120_000);
  afterAll(() => Promise.all([browser.close(), server.close()]), 120_000);

  it('an empty roster teaches the first step; a desk, its gap, and people put on in turn', async () => {
    const { page, faults } = await visit(browser, server.url);
    await signInAs(server, page, 'administrator', '/organise/roster');
    await seen(page, '还没有值班岗');
    await page.getByRole('button', { name: '新增值班岗' }).first().click();
    await page.getByLabel('名称').fill('总值班室');
    await page.getByRole('button', { name: '保存' }).click();
    await seen(page, '现在无人值班');
    await seen(page, /空档 \d\d:\d\d–24:00/);
    expect(await seriousFaults(page)).toEqual([]);

    await page.getByRole('button', { name: '排班：总值班室' }).click();
    await page.getByLabel('人员（按次序轮流）').click();
    for (const name of ['王敏', '李强'])
      await page.locator('.ant-select-item-option', { hasText: name }).click();
    // Past the week that is shown and no further than the first day of the next, whatever day of it this is.
    const first = await page.getByLabel('从哪天').inputValue();
    const monday = nextMonday(first);
    await page.getByLabel('到哪天').fill(monday);
    const days = Math.round((Date.parse(monday) - Date.parse(first)) / 86_400_000) + 1;
    await seen(page, `将排 ${days} 个班次`);
    expect(await seriousFaults(page)).toEqual([]);
    await page.locator('.ant-modal-footer .ant-btn-primary').click();
    await page.locator('.roster-shift', { hasText: '王敏' }).first().waitFor();
    await seen(page, '此段时间都有人值班');

    // From the keyboard: a shift opens, says who, and is handed on with a reason.
    await page.getByRole('button', { name: '更晚' }).click();
    await page.locator('.roster-gap').first().waitFor();
    await page.locator('.roster-shift').last().focus();
    await page.keyboard.press('Enter');
    await seen(page, '调整班次');
    await page.getByLabel('人员', { exact: true }).click();
    await page.locator('.ant-select-item-option', { hasText: '赵云' }).click();
    await page.getByLabel('理由').fill('临时调整');
    await page.locator('.ant-modal-footer .ant-btn-primary').click();
    await page.locator('.roster-shift', { hasText: '赵云' }).waitFor();
    await page.getByText('月', { exact: true }).click();
    // Four whole weeks at the least, whatever month this is.
    await page.locator('.roster-day').nth(27).waitFor({ state: 'attached' });
    expect(await seriousFaults(page)).toEqual([]);
    expect(faults).toEqual([]);
  }, 120_000);

  it('stand-ins are named; whoever is away is shown, and comes back', async () => {
    const { page, faults } = await visit(browser, server.url);
    await signInAs(server, page, 'administrator', '/organise/posts');
    await page.getByRole('button', { name: /：王敏$/ }).click();
    await page.getByLabel('替岗人（按次序）').click();
    await page.locator('.ant-select-item-option', { hasText: '李强' }).click();
    await page.keyboard.press('Escape');
    await page.locator('.ant-modal button[type=submit]').first().click();
    await seen(page, '替岗人已保存');
    await page.getByRole('button', { name: '登记离岗' }).click();
    await page.getByRole('button', { name: '结束离岗：王敏' }).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await page.locator('.ant-modal-close').click();
    await page.getByRole('cell', { name: '李强', exact: true }).waitFor();
    await page.goto('/organise/roster');
    await seen(page, '李强替岗');
    expect(faults).toEqual([]);
  }, 120_000);

  it('the matrix takes a line, shows it in its field, and a merged department says what it became', async () => {
    const { page, faults } = await visit(browser, server.url);
    await signInAs(server, page, 'administrator', '/organise/matrix');
    await seen(page, '责任矩阵还是空的');
    await page.getByRole('button', { name: '新增一行' }).first().click();
    await page.getByLabel('牵头单位').fill('民政局');
    await page.locator('.ant-select-item-option', { hasText: '民政局' }).click();
    await page.getByLabel('依据').fill('县府办〔2026〕1号');
    expect(await seriousFaults(page)).toEqual([]);
    await page.locator('.ant-modal-footer .ant-btn-primary').click();
    await page.getByRole('button', { name: '修改：各类事项，各级：民政局' }).waitFor();
    expect(await seriousFaults(page)).toEqual([]);

    await page.goto('/organise');
    await page.getByRole('button', { name: '修改部门：民政局' }).click();
    await page.getByRole('button', { name: '并入其他部门…' }).click();
    await page.getByLabel('并入哪个部门').fill('人力资源');
    await page.locator('.ant-select-item-option', { hasText: '人力资源和社会保障局' }).click();
    await page.getByLabel('理由').fill('机构改革');
    await page.locator('.ant-modal-footer .ant-btn-primary').click();
    await seen(page, '已并入人力资源和社会保障局');
    await page.goto('/organise/matrix');
    await page.getByRole('button', { name: /人力资源和社会保障局$/ }).waitFor();

    // Who left is marked themselves, and not the department that leads.
    await server.as('department-officer', 'speaker');
    const admin = await server.as('administrator');
    const speaker = (await admin.call('officers.list')).items.find((one) => one.signInName === 'speaker')!;
    const lead = (await admin.call('departments.list')).items.find((one) => one.name === '司法局')!;
    const line = { matter: '政法', level: null, leadId: lead.id, supportIds: [], basis: '' };
    await admin.call('matrix.add', { body: { ...line, spokespersonId: speaker.id, supervisorId: null } });
    await page.goto('/organise/officers');
    await page.getByRole('button', { name: speaker.name }).first().click();
    await page.getByRole('switch').click();
    await seen(page, /手上的时钟和任务转给替岗人/);
    expect(await seriousFaults(page)).toEqual([]);
    await page.locator('.ant-modal-footer .ant-btn-primary').click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.goto('/organise/matrix');
    await seen(page, new RegExp(`司法局\\s+发言\\s+${speaker.name}\\s+◆?\\s*已停用`));
    expect(await seriousFaults(page)).toEqual([]);
    await page.goto('/organise/jurisdictions');
    await seen(page, '现在只有本级');
    await page.getByRole('button', { name: '新增下级辖区' }).first().click();
    await page.getByLabel('名称').fill('清溪镇');
    await page.locator('.ant-modal-footer .ant-btn-primary').click();
    await page.getByRole('button', { name: '改名：清溪镇' }).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    expect(faults).toEqual([]);
  }, 120_000);

  it('names of agencies are placed by the news office, with one key, and taken back', async () => {
    const { page, faults } = await visit(browser, server.url);
    await signInAs(server, page, 'news-office', '/organise/aliases');
    await seen(page, '还没有收到任何写法');
    await page.getByRole('button', { name: '送入写法' }).first().click();
    await page.getByRole('textbox', { name: '写法' }).fill('望澜县公安局\n住房和城乡建设管理局\n火星移民局');
    await page.locator('.ant-modal-footer .ant-btn-primary').click();
    await seen(page, '收到 3 种写法：1 种已认得，2 种待确认');
    await page.locator('.ant-modal-footer .ant-btn-primary').click();
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('button', { name: '采纳全部 1 条建议' }).waitFor();
    // One key confirms the proposal of the row that is chosen; the row then goes below those that still wait.
    await page.keyboard.press('j');
    await page.locator('tr:focus', { hasText: '住房和城乡建设管理局' }).waitFor();
    await page.keyboard.press('Enter');
    await seen(page, '已认得 2');
    await page.keyboard.press('k');
    await page.locator('tr:focus', { hasText: '火星移民局' }).waitFor();
    await page.keyboard.press('x');
    await seen(page, '已搁置 1');
    await page.keyboard.press('u');
    await seen(page, '已搁置 0');
    await page.getByRole('button', { name: '撤销“住房和城乡建设管理局”' }).click();
    await seen(page, '待确认 2');
    await page.getByRole('button', { name: '采纳全部 1 条建议' }).click();
    await seen(page, '待确认 1');
    await page.getByRole('button', { name: '改指“望澜县公安局”' }).click();
    await page.getByLabel('“望澜县公安局”指哪个部门').fill('司法局');
    await page.locator('.ant-select-item-option', { hasText: '司法局' }).last().click();
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('button', { name: '确认“望澜县公安局”' }).click();
    await page.locator('tr', { hasText: '望澜县公安局' }).locator('td', { hasText: '司法局' }).waitFor();
    await page.getByRole('button', { name: '撤销“望澜县公安局”' }).click();
    await seen(page, '待确认 2');
    expect(faults).toEqual([]);
  }, 120_000);

  it('the workbook goes out and comes back with what it did', async () => {
    const { page, faults } = await visit(browser, server.url);
    await signInAs(server, page, 'administrator', '/organise/aliases');
    await page.getByRole('link', { name: '导入导出' }).click();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '导出工作簿' }).click(),
    ]);
    await page.locator('input[type=file]').setInputFiles({
      name: 'organisation.xlsx',
      mimeType: 'application/octet-stream',
      buffer: readFileSync(await file.path()),
    });
    await seen(page, '与现有机构一致，没有要改的');
    expect(await seriousFaults(page)).toEqual([]);
    expect(faults).toEqual([]);
  }, 120_000);

  it('a changed workbook is previewed, brought in at once, and a new officer comes in by the code that was shown', async () => {
    const { page, faults } = await visit(browser, server.url);
    const book = await taken(await server.as('administrator'));
    append(book, '人员', { 登录名: 'xinren', 姓名: '新人', 角色: '部门经办人', 部门: '公安局' });
    append(book, '人员', { 登录名: 'cuowu', 姓名: '有误', 角色: '星际领航员' });
    edit(book, '部门', { 名称: '公安局' }, { 别名: '警方' });
    await signInAs(server, page, 'administrator', '/organise/transfer');
    await page.locator('input[type=file]').setInputFiles({
      name: 'organisation.xlsx',
      mimeType: 'application/octet-stream',
      buffer: Buffer.from(await book.xlsx.writeBuffer()),
    });
    await seen(page, '将改动 2 处');
    await seen(page, '“角色”一栏的“星际领航员”不能识别');
    await page.locator('ins', { hasText: '警方' }).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('button', { name: '确认导入 2 处改动' }).click();
    await seen(page, '1 位新人员的首次登录码，只显示这一次');
    expect(await seriousFaults(page)).toEqual([]);
    const [list] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '下载名单（csv）' }).click(),
    ]);
    const code = /"xinren","新人","([^"]+)"/.exec(readFileSync(await list.path(), 'utf8'))?.[1] ?? '';
    expect(faults).toEqual([]);

    const door = await visit(browser, server.url, { width: 390 });
    await door.page.goto('/');
    await door.page.getByRole('button', { name: '首次登录' }).click();
    await door.page.getByLabel('登录名').fill('xinren');
    await door.page.getByLabel('首次登录码').fill(code);
    await door.page.getByLabel('新密码', { exact: true }).fill('清风明月共此时-42');
    await door.page.getByLabel('再输一次新密码').fill('清风明月共此时-42');
    expect(await seriousFaults(door.page)).toEqual([]);
    await door.page.getByRole('button', { name: '设置密码并登录' }).click();
    await door.page.locator('.page-head').first().waitFor();
    expect(door.faults).toEqual([]);
  }, 120_000);

  it('a department named to lead takes the matter on from its own page of duties, or hands it on with a reason', async () => {
    const admin = await server.as('administrator');
    const { items } = await admin.call('departments.list');
    const police = items.find(({ name }) => name === '公安局')!;
    const titles = ['河堤漏水', '广场噪声'];
    for (const title of titles) {
      const id = randomUUID();
      await server.db.query(
        `insert into incident (id, jurisdiction_id, state, title, topic, detected_at, first_at, last_at, profile, search)
         values ($1, $2, 'proposed', $3, '政法', now(), now(), now(), '{}', ''::tsvector)`,
        [id, police.jurisdictionId, title],
      );
      const body = { level: '一般' as const, leadDepartmentId: police.id, reason: '按职责分工' };
      await (await server.as('leader', 'zhao')).call('incidents.confirm', { params: { id }, body });
    }
    const { page, faults } = await visit(browser, server.url, { width: 390 });
    await signInAs(server, page, 'department-officer', '/duties', '公安局');
    await seen(page, '待本部门接办的事件 2');
    expect([await isTooWide(page), await seriousFaults(page)]).toEqual([false, []]);
    await page.getByRole('button', { name: '接办“河堤漏水”' }).click();
    await seen(page, '待本部门接办的事件 1');
    await page.getByRole('link', { name: '广场噪声' }).first().click();
    // On its own page: the list that was left had the same words and the same button.
    await page.getByRole('heading', { level: 1, name: '广场噪声' }).waitFor();
    await seen(page, '待接办');
    await page.getByRole('button', { name: '转交“广场噪声”' }).click();
    await page.locator('.ant-modal').getByRole('combobox').fill('城市管理局');
    await page.locator('.ant-select-item-option', { hasText: '城市管理局' }).click();
    await page.locator('.ant-modal textarea').fill('属城市管理事项');
    expect(await seriousFaults(page)).toEqual([]);
    await page.locator('.ant-modal-footer .ant-btn-primary').click();
    await page.locator('dd strong', { hasText: '城市管理局' }).waitFor();
    expect(faults).toEqual([]);
  }, 120_000);

  it('in English on a phone: everything in one column, gaps and shifts to be read, nothing to be changed', async () => {
    const { page, faults } = await visit(browser, server.url, { lang: 'en', width: 390 });
    await signInAs(server, page, 'auditor', '/organise/roster');
    await seen(page, 'On duty now');
    expect(await page.getByRole('button', { name: 'Add a desk' }).count()).toBe(0);
    for (const path of ['roster', 'posts', 'matrix', 'aliases', 'jurisdictions', 'transfer']) {
      await page.goto(`/organise/${path}`);
      await page.locator('.page-head').waitFor();
      await seen(page, /Who answers for what/);
      expect([path, await isTooWide(page)]).toEqual([path, false]);
      // What is settled for a level stands under it, and nothing lies beside the screen.
      if (path === 'matrix') {
        await page.locator('.matrix-levels dt', { hasText: 'Every level' }).first().waitFor();
        expect(await page.locator('.ant-table').count()).toBe(0);
        const right = await page
          .locator('.matrix-levels dd')
          .evaluateAll((all) => Math.max(...all.map((one) => one.getBoundingClientRect().right)));
        expect(right).toBeLessThanOrEqual(390);
      }
      expect(await seriousFaults(page)).toEqual([]);
    }
    expect(faults).toEqual([]);
  }, 120_000);
});
