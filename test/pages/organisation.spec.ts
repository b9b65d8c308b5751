// Organisation in a browser: a department changed, an officer added, a token shown once; and what a role does not see.
import type { Browser } from 'playwright-core';
import { eventually } from '../support/eventually';
import { password, startServer, type TestServer } from '../support/server';
import { describePages, isTooWide, openBrowser, seen, seriousFaults, signInAs, visit } from './browser';

describePages('organisation', () => {
  let server: TestServer;
  let browser: Browser;
  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(), openBrowser()]);
  }, 120_000);
  afterAll(() => Promise.all([browser.close(), server.close()]), 120_000);

  it('lets the administrator change a department, add an officer and make a token', async () => {
    const { page, faults } = await visit(browser, server.url);
    await signInAs(server, page, 'administrator');
    await page.waitForURL('**/organise');
    await page
      .getByRole('button', { name: /^修改部门/ })
      .first()
      .click();
    await page.getByLabel('名称').fill('望澜县新闻中心');
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('button', { name: '保存' }).click();
    await seen(page, '望澜县新闻中心');

    await page.getByRole('link', { name: '人员', exact: true }).click();
    await page.getByRole('button', { name: '新增人员' }).first().click();
    await page.getByLabel('姓名').fill('周宁');
    await page.getByLabel('登录名').fill('zhouning');
    await page.getByLabel('角色').click();
    await page.locator('.ant-select-item-option', { hasText: '保密审查员' }).click();
    await page.getByLabel('姓名').click();
    await page.getByLabel('初始密码').fill(password);
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByRole('cell', { name: 'zhouning', exact: true }).waitFor();

    await page.getByRole('link', { name: '接口令牌' }).click();
    await page.getByRole('button', { name: '新增令牌' }).first().click();
    await page.getByLabel('用途').fill('热线平台');
    await page.getByLabel('范围').click();
    await page.locator('.ant-select-item-option', { hasText: '送入信息' }).click();
    await page.getByLabel('用途').click();
    await page.locator('.ant-modal-footer .ant-btn-primary').click();
    await seen(page, '令牌只显示这一次');
    const secret = await page.locator('.ant-modal code').innerText();
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('button', { name: '我已保存' }).click();
    await page.getByRole('cell', { name: '热线平台', exact: true }).waitFor();
    await eventually(async () => expect(await page.locator('body').innerText()).not.toContain(secret));
    expect(faults).toEqual([]);
  }, 120_000);

  it('shows a department officer only what is theirs, on a phone', async () => {
    const { page } = await visit(browser, server.url, { lang: 'en', width: 390 });
    await signInAs(server, page, 'department-officer', '/intake', '望澜县教育局');
    await seen(page, 'Your role may not see this page');
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Menu' }).click();
    await page.getByRole('link', { name: 'Organise' }).waitFor();
    const rooms = await page.locator('.ant-drawer .nav-list a').allInnerTexts();
    expect(rooms.map((room) => room.trim())).toEqual([
      'Live',
      'Understand',
      'Duties',
      'Releases',
      'Organise',
    ]);
    await page.getByRole('link', { name: 'Organise' }).click();
    await seen(page, 'Who answers for what');
    expect(await page.getByRole('button', { name: 'Add a department' }).count()).toBe(0);
    expect(await isTooWide(page)).toBe(false);
    expect(await seriousFaults(page)).toEqual([]);
  }, 120_000);
});
