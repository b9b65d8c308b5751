// Entering a message by hand in a browser: what will be masked is seen before, twice is once; refused rows are downloaded and a mapping comes back.
import type { Browser } from 'playwright-core';
import { eventually } from '../support/eventually';
import { password, startServer, type TestServer } from '../support/server';
import { describePages, isTooWide, openBrowser, seen, seriousFaults, signInAs, visit } from './browser';

const PHONE = '13912348765';

describePages('intake by hand', () => {
  let server: TestServer;
  let browser: Browser;
  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(), openBrowser()]);
  }, 120_000);
  afterAll(async () => {
    await Promise.all([browser.close(), server.close()]);
  }, 120_000);

  it('shows what will be masked, takes it in once, and leads to what is there already', async () => {
    const { page, faults } = await visit(browser, server.url);
    await signInAs(server, page, 'news-office', '/intake/entry');
    const text = `芦苇街井盖松动，夜里很响，请回电${PHONE}。`;
    await page.getByText('电视问政').click();
    await page.locator('#entry_body').fill(text);
    await page.locator('#entry_externalId').fill('TV-7');
    await seen(page, '139****8765');
    await seen(page, '手机号 ');
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('button', { name: '收录' }).dblclick();
    await seen(page, '已收录。');
    expect(await seriousFaults(page)).toEqual([]);
    expect(await page.locator('#entry_body').inputValue()).toBe('');
    await page.locator('#entry_body').fill(text);
    await seen(page, '这条信息已在库中');
    await page.getByRole('button', { name: '收录' }).click();
    await seen(page, '没有重复收录');
    const { rows } = await server.db.query(
      'select channel, external_id, sightings, published_at from message',
    );
    expect(rows).toMatchObject([{ channel: 'tv-inquiry', external_id: 'TV-7' }]);
    expect(rows[0].published_at).not.toBeNull();
    expect(faults).toEqual([]);
  }, 120_000);

  it('asks for the password over the page when the session has ended, and loses nothing that was typed', async () => {
    const { page, faults } = await visit(browser, server.url, { lang: 'en', width: 390 });
    await signInAs(server, page, 'news-office', '/intake/entry');
    await page.getByText('phone', { exact: true }).click();
    const text = '柳湾路公厕夜里没有灯，老人摔倒过一次，请尽快修。';
    await page.locator('#entry_body').fill(text);
    await page.locator('#entry_externalId').fill('TEL-31');
    await seen(page, 'No personal data was found');
    const ended = () => server.db.query('delete from session');
    await ended();
    // The page may have noticed by itself: then the question lies over the button that was just being clicked.
    await page.getByRole('button', { name: 'Take in' }).dispatchEvent('click');
    const again = page.getByRole('dialog', { name: 'Your session has ended' });
    await again.waitFor();
    expect(await isTooWide(page)).toBe(false);
    // Escape, which closes other dialogues, would lose the page.
    await page.keyboard.press('Escape');
    await eventually(async () =>
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('sign-in-again_password'),
    );
    await page.keyboard.type('not the password');
    await page.keyboard.press('Enter');
    await again.getByRole('alert').waitFor();
    await again.getByLabel('Password', { exact: true }).fill(password);
    await page.keyboard.press('Enter');
    await seen(page, 'Taken in.');
    await again.waitFor({ state: 'hidden' });
    const stored = () =>
      server.db.query("select count(*)::int as n from message where external_id = 'TEL-31'");
    expect((await stored()).rows).toEqual([{ n: 1 }]);
    // A file on its way waits as well.
    await page.goto('/intake/imports');
    await seen(page, 'Choose a file');
    await ended();
    await page.locator('input[type=file]').setInputFiles({
      ...{ name: 'late.csv', mimeType: 'text/csv' },
      buffer: Buffer.from('编号,标题,内容\nL1,渡口灯不亮,渡口的灯坏了三天没有人来修\n'),
    });
    await again.waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await again.getByLabel('Password', { exact: true }).fill(password);
    await page.keyboard.press('Enter');
    await seen(page, 'Which column holds what?');
    // Signed in anew in another window: the page goes on by itself, and its acts bear the new session's token.
    await ended();
    const elsewhere = await page.context().newPage();
    await elsewhere.goto('/');
    await elsewhere.locator('#sign-in_name').fill('news-office');
    await elsewhere.locator('#sign-in_password').fill(password);
    await elsewhere.locator('button[type=submit]').click();
    await elsewhere.locator('header').waitFor();
    await page.getByRole('button', { name: 'Start the import' }).click();
    await seen(page, 'Import finished');
    // A page at rest notices too; whoever leaves it is led to the door.
    await ended();
    await again.getByRole('button', { name: 'Sign in as somebody else' }).click();
    await page.locator('#sign-in_name').waitFor();
    expect(faults).toEqual([]);
  }, 120_000);

  it('saves a mapping, offers it again, and hands out the refused rows', async () => {
    const { page, faults } = await visit(browser, server.url, { width: 390 });
    await signInAs(server, page, 'news-office', '/intake/imports');
    const upload = (rows: string) =>
      page.locator('input[type=file]').setInputFiles({
        name: '台账.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from(`甲,乙,来电日期\n${rows}\n`),
      });
    await upload(`1,渡口路灯不亮已经三天了请派人来看,2026-11-18\n2,渡口护栏松动请尽快维修谢谢,前天`);
    await seen(page, '每一项取自哪一列');
    await page.getByLabel('把这次的列对应保存为').fill('渡口台账');
    await page.getByRole('button', { name: '开始导入' }).click();
    await seen(page, '导入完成');
    expect(await seriousFaults(page)).toEqual([]);
    expect(await isTooWide(page)).toBe(false);
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '下载未入库的行' }).click(),
    ]);
    expect(file.suggestedFilename()).toBe('台账-未入库.csv');
    await page.getByRole('link', { name: '再导入一个文件' }).click();
    await upload('3,渡口厕所漏水很久了没有人管,2026-11-19');
    await seen(page, '已套用“渡口台账”');
    expect(await seriousFaults(page)).toEqual([]);
    expect(await isTooWide(page)).toBe(false);
    expect(faults).toEqual([]);
  }, 120_000);
});
