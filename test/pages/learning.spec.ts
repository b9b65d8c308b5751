// Labels put right with one key, and the model's page: empty, with a candidate, promoted; both languages, a phone, axe.
import type { Browser } from 'playwright-core';
import { eventually } from '../support/eventually';
import { startServer, type TestServer } from '../support/server';
import { describePages, isTooWide, openBrowser, seen, seriousFaults, signInAs, visit } from './browser';

const villages = ['石桥', '柏树', '东坪', '梨花', '松林', '云溪', '白鹭', '青石'];
const letter = (village: string) => ({
  channel: 'mailbox' as const,
  title: `${village}村村务账目不公开`,
  body: `${village}村的村务公开栏一直空着，村民要求村委会公开集体账目，没有人答复。`,
});
const shots = process.env.SHOTS;

jest.setTimeout(240_000);

describePages('learning', () => {
  let server: TestServer;
  let browser: Browser;
  const ids: string[] = [];
  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(), openBrowser()]);
    const machine = await server.withToken('intake:write');
    const { items } = await machine.call('messages.send', { body: villages.map(letter) });
    ids.push(...items.map(({ id }) => id!));
    const staff = await server.as('news-office');
    await eventually(async () => {
      const last = await staff.call('messages.read', { params: { id: ids.at(-1)! } });
      expect(last.labels).not.toBeNull();
    }, 60_000);
  });
  afterAll(async () => {
    await Promise.all([browser.close(), server.close()]);
  }, 120_000);

  it('has nothing to learn from at first, and says what to do', async () => {
    const { page, faults } = await visit(browser, server.url, { width: 1440 });
    await signInAs(server, page, 'news-office', '/understanding/model');
    await seen(page, '还没有更正');
    await seen(page, '随产品发布');
    await seen(page, /公开的群众来信 [\d,]+ 条/);
    await seen(page, /在未学过的来信上宏平均 F1 \d\d\.\d%/);
    await eventually(
      async () => expect(await page.locator('.mistakes li').count()).toBeGreaterThan(5),
      150_000,
    );
    if (shots) await page.screenshot({ path: `${shots}/model-empty.png`, fullPage: true });
    expect(await seriousFaults(page)).toEqual([]);
    expect(faults).toEqual([]);
  });

  it('puts a topic right with two keys, and takes it back with one', async () => {
    const { page, faults } = await visit(browser, server.url, { width: 1440 });
    await signInAs(server, page, 'news-office', `/messages/${ids[0]}`);
    await page.getByRole('button', { name: /更正主题/ }).waitFor();
    await page.keyboard.press('t');
    await page.getByRole('dialog').waitFor();
    await page.getByRole('button', { name: '2 党务政务' }).waitFor();
    if (shots) await page.screenshot({ path: `${shots}/picker.png` });
    expect(await seriousFaults(page)).toEqual([]);
    await page.keyboard.press('2');
    await seen(page, '主题已定为：党务政务');
    await seen(page, /主题：\S+ → 党务政务/);
    await page.keyboard.press('z');
    await seen(page, '已撤销');
    await eventually(async () =>
      expect(
        (await (await server.as('news-office')).call('messages.read', { params: { id: ids[0]! } })).corrected,
      ).toEqual([]),
    );
    expect(faults).toEqual([]);
  });

  it('does the same in a list, on the row that is chosen', async () => {
    const { page } = await visit(browser, server.url, { width: 1440 });
    await signInAs(server, page, 'news-office', '/messages');
    await page.locator('[data-row]').first().waitFor();
    for (let row = 0; row < villages.length; row += 1) {
      await page.keyboard.press('j');
      await page.keyboard.press('t');
      await page.getByRole('button', { name: '2 党务政务' }).waitFor();
      await page.keyboard.press('2');
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
      await eventually(async () => expect(await page.locator('.tag.good').count()).toBe(row + 1));
    }
    if (shots) await page.screenshot({ path: `${shots}/list.png` });
    expect(await seriousFaults(page)).toEqual([]);
  });

  it('trains, shows what a candidate is and would change, and a leader puts it in force', async () => {
    const { page } = await visit(browser, server.url, { width: 1440 });
    await signInAs(server, page, 'news-office', '/understanding/model');
    await page.getByRole('button', { name: '训练新模型' }).click({ timeout: 60_000 });
    await eventually(
      async () => expect(await page.locator('body').innerText()).toContain('等待决定的候选模型'),
      180_000,
    );
    expect(await page.getByRole('button', { name: '启用', exact: true }).count()).toBe(0);
    if (shots) await page.screenshot({ path: `${shots}/model-candidate.png`, fullPage: true });

    const { page: lead, faults } = await visit(browser, server.url, { lang: 'en', width: 1440 });
    await signInAs(server, lead, 'leader', '/understanding/model');
    await lead
      .getByRole('link', { name: /^Model 20/ })
      .first()
      .click();
    await seen(lead, 'What it changes');
    await seen(lead, 'party and government affairs');
    if (shots) await lead.screenshot({ path: `${shots}/model-one-en.png`, fullPage: true });
    expect(await seriousFaults(lead)).toEqual([]);
    await lead.getByRole('button', { name: 'Put in force' }).click();
    await lead.getByRole('dialog').getByRole('button', { name: 'Put in force' }).click();
    await eventually(async () => expect(await lead.locator('.page-head').innerText()).toContain('in force'));
    expect(faults).toEqual([]);
  });

  it('fits a phone', async () => {
    const { page } = await visit(browser, server.url, { lang: 'en', width: 390 });
    await signInAs(server, page, 'news-office', '/understanding/model');
    await seen(page, 'trained from corrections made here');
    await eventually(async () => expect(await page.locator('.mistakes').count()).toBe(1), 60_000);
    expect(await isTooWide(page)).toBe(false);
    if (shots) await page.screenshot({ path: `${shots}/model-phone.png`, fullPage: true });
    expect(await seriousFaults(page)).toEqual([]);
    await page.goto(`/messages/${ids[1]}`);
    await seen(page, 'by a person');
    expect(await isTooWide(page)).toBe(false);
    if (shots) await page.screenshot({ path: `${shots}/message-phone.png`, fullPage: true });
    expect(await seriousFaults(page)).toEqual([]);
  });
});
