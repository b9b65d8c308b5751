// Opening an original in a browser: a reason is asked for and said to be recorded, the words are shown once, nobody else is offered them.
import type { Browser } from 'playwright-core';
import { eventually } from '../support/eventually';
import { startServer, type TestServer } from '../support/server';
import { describePages, isTooWide, openBrowser, seen, seriousFaults, signInAs, visit } from './browser';

const PHONE = '13798765432';

describePages('originals', () => {
  let server: TestServer;
  let browser: Browser;
  let where: string;
  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(), openBrowser()]);
    const machine = await server.withToken('intake:write');
    const { items } = await machine.call('messages.send', {
      body: {
        channel: 'mailbox',
        title: '青竹路断水',
        body: `青竹路家里断水两天，请回电${PHONE}。`,
      },
    });
    where = `/messages/${items[0]!.id}`;
  }, 120_000);
  afterAll(async () => {
    await Promise.all([browser.close(), server.close()]);
  }, 120_000);

  const openings = async () =>
    (await server.db.query("select body from fact where kind = 'original.opened'")).rows.length;

  it('asks why, says that it is recorded, shows the words once', async () => {
    const { page, faults } = await visit(browser, server.url, { width: 390 });
    await signInAs(server, page, 'news-office', where);
    await seen(page, '青竹路断水');
    expect(await page.locator('body').innerText()).not.toContain(PHONE);
    await page.getByRole('button', { name: '查看原文' }).click();
    await seen(page, '永久记入存证账本');
    expect(await seriousFaults(page)).toEqual([]);
    const confirm = page.getByRole('button', { name: '记录并查看' });
    await confirm.click();
    await seen(page, '理由'); // an empty reason goes nowhere
    expect(await openings()).toBe(0);
    await page.locator('#reason_reason').fill('核对停水楼栋');
    await confirm.click();
    await seen(page, PHONE);
    expect(await openings()).toBe(1);
    expect(await seriousFaults(page)).toEqual([]);
    expect(await isTooWide(page)).toBe(false);
    await page.getByRole('dialog').locator('.ant-modal-footer button').last().click();
    await eventually(async () => expect(await page.content()).not.toContain(PHONE));
    // A second look is a second reason.
    await page.getByRole('button', { name: '查看原文' }).click();
    await confirm.waitFor();
    expect(await page.content()).not.toContain(PHONE);
    expect(faults).toEqual([]);
  }, 120_000);

  it('offers it to nobody without the right, and says when it was erased', async () => {
    const { page } = await visit(browser, server.url);
    await signInAs(server, page, 'auditor', where);
    await seen(page, '青竹路断水');
    expect(await page.getByRole('button', { name: '查看原文' }).count()).toBe(0);
    await server.db.query('update message set sealed = null, erased_at = now()');
    await page.reload();
    await seen(page, '原文已按保存期限清除');
  }, 120_000);
});
