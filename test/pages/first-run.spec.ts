// The first run in a browser: code, place, administrator, departments; then out, and in again.
import type { Browser } from 'playwright-core';
import { setupCode } from '../../apps/server/src/organisation/setup-code';
import { startServer, type TestServer } from '../support/server';
import { describePages, openBrowser, seen, seriousFaults, visit } from './browser';

describePages('first run and sign-in', () => {
  let server: TestServer;
  let browser: Browser;
  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer({ bare: true }), openBrowser()]);
  }, 120_000);
  afterAll(() => Promise.all([browser.close(), server.close()]), 120_000);

  it('leads an empty system from the terminal’s code to the list of departments', async () => {
    const { page, faults } = await visit(browser, server.url);
    await page.goto('/');
    await page.waitForURL('**/setup');
    await page.getByLabel('一次性设置码').fill('NOT-THE-CODE');
    await page.getByLabel('辖区全称').fill('望澜县');
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('button', { name: '下一步' }).click();
    await page.getByLabel('管理员姓名').fill('方文');
    await page.getByLabel('登录名').fill('fangwen');
    await page.getByLabel('密码', { exact: true }).fill('correct horse battery');
    await page.getByRole('button', { name: '下一步' }).click();
    await page.getByLabel('名称 1', { exact: true }).fill('县委宣传部（新闻办）');
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('button', { name: '完成设置并登录' }).click();
    // A wrong code leads back to the field, and what was typed is still there.
    await page.locator('.ant-form-item-explain', { hasText: '设置码不对' }).waitFor();
    await page.getByLabel('一次性设置码').fill(setupCode(server.config));
    await page.getByRole('button', { name: '下一步' }).click();
    await page.getByRole('button', { name: '下一步' }).click();
    await page.getByRole('button', { name: '完成设置并登录' }).click();
    await page.waitForURL('**/organise');
    await seen(page, '县委宣传部（新闻办）');
    await page.goto('/ledger');
    await seen(page, /完成首次设置 县（区）/);
    expect(faults).toEqual([]);

    await page.getByRole('button', { name: /我的账号/ }).click();
    await page.getByRole('menuitem', { name: '退出登录' }).click();
    await page.locator('#sign-in_name').waitFor();
  }, 120_000);

  it('says that a sign-in failed, keeps the page that was wanted, and opens it afterwards', async () => {
    const { page } = await visit(browser, server.url, { lang: 'en', width: 390 });
    await page.goto('/organise/officers');
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByLabel('Sign-in name').fill('fangwen');
    await page.locator('#sign-in_password').fill('not the password');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('alert').first().waitFor();
    await page.locator('#sign-in_password').fill('correct horse battery');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await seen(page, 'Who answers for what');
    expect(new URL(page.url()).pathname).toBe('/organise/officers');
  }, 120_000);

  it('turns away from the first run once it is done', async () => {
    const { page } = await visit(browser, server.url);
    await page.goto('/setup');
    await seen(page, '设置已经完成，请登录');
  }, 120_000);
});
