// The live page in a browser: alerts arrive, wait while one reads, are acknowledged, and none is missed over a restart.
import type { Browser, Page } from 'playwright-core';
import { grouped } from '../stages/understanding.parts';
import { Client } from '../support/client';
import { eventually } from '../support/eventually';
import { startServer, type TestServer } from '../support/server';
import { describePages, isTooWide, openBrowser, seen, seriousFaults, signInAs, visit } from './browser';

describePages('live', () => {
  let server: TestServer;
  let browser: Browser;
  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(), openBrowser()]);
  }, 120_000);
  afterAll(() => Promise.all([browser.close(), server.close()]), 120_000);

  /** Each is a matter of its own, and so brings alerts of its own. */
  const matters = [
    '云栖镇农贸市场今晨发生火灾，已造成3人死亡、12人受伤，消防正在扑救',
    '石桥化工厂液氨储罐泄漏，5人中毒死亡，周边村民已疏散',
    '青坪中学食堂疑似食物中毒，60多名学生呕吐腹泻住院治疗',
    '北渡大桥上一辆客车与货车相撞后坠河，4人死亡、9人失踪',
    '松岭煤矿井下透水，矿工6人死亡，井口已封控',
  ];
  let sent = 0;
  const happen = async (machine: Client) => {
    const body = matters[sent % matters.length];
    sent += 1;
    await machine.call('messages.send', { body: { externalId: `live-${sent}`, channel: 'hotline', body } });
  };
  const rows = (page: Page) => page.locator('.alert-row').count();
  const status = (page: Page) => page.locator('.honesty').innerText();

  it('shows alerts as they come, holds new ones back while one reads, and takes a key to acknowledge', async () => {
    const { page, faults } = await visit(browser, server.url);
    await signInAs(server, page, 'news-office');
    await page.waitForURL('**/live');
    await eventually(async () => expect(await status(page)).toMatch(/实时 \d\d:\d\d:\d\d/));
    await happen(await server.withToken('intake:write'));
    // The first message waits for the model to be loaded.
    await grouped(server);
    await eventually(async () => expect(await rows(page)).toBeGreaterThan(0));

    await page.keyboard.press('j');
    await page.keyboard.press('a');
    await eventually(async () => expect(await page.locator('.alert-row.done').count()).toBe(1));

    const before = await rows(page);
    await happen(await server.withToken('intake:write'));
    const fresh = page.getByRole('button', { name: /条新告警/ });
    await fresh.waitFor();
    expect(await rows(page)).toBe(before);
    expect(await seriousFaults(page)).toEqual([]);
    await fresh.click();
    await eventually(async () => expect(await rows(page)).toBeGreaterThan(before));
    expect(faults).toEqual([]);
  }, 120_000);

  it('a page that cannot be fetched while the server is away says so, and opens when it is back', async () => {
    const { page, context } = await visit(browser, server.url);
    await signInAs(server, page, 'news-office', '/live');
    await eventually(async () => expect(await status(page)).toMatch(/实时/));
    await context.setOffline(true);
    await page.locator('a[href="/releases"]').first().click();
    await seen(page, '连不上服务器');
    await page.locator('a[href="/incidents"]').first().waitFor();
    await context.setOffline(false);
    await seen(page, '有哪些发布稿');
  }, 120_000);

  it('says that it is stale while the server is away, catches up by itself, and tells how many came', async () => {
    const other = await server.another();
    const admin = await server.as('administrator');
    const { secret } = await admin.call('tokens.add', {
      body: { name: '热线平台', scopes: ['intake:write'] },
    });
    const { page } = await visit(browser, server.url);
    await signInAs(server, page, 'news-office', '/live');
    await eventually(async () => expect(await status(page)).toMatch(/实时/));
    const before = await rows(page);

    server.config.port = Number(new URL(server.url).port);
    await server.serving.close();
    server.serving = { ...server.serving, close: () => Promise.resolve() };
    await eventually(async () => expect(await status(page)).toMatch(/已停在/));
    await seen(page, '您的操作不会丢失');
    const newest = async () =>
      Number((await server.db.query('select max(seq) as seq from alert_stream')).rows[0].seq);
    const last = await newest();
    await happen(new Client(other.url, secret));
    // Away means away: what the other server has made of it is there before the page comes back.
    await eventually(async () => expect(await newest()).toBeGreaterThan(last));
    await server.restart();
    await eventually(async () => expect(await status(page)).toMatch(/实时/));
    await eventually(async () => expect(await rows(page)).toBeGreaterThan(before));
    await seen(page, /离开期间收到 \d+ 条告警/);
  }, 120_000);

  it('fits a phone, in English and in the dark', async () => {
    const { page } = await visit(browser, server.url, { lang: 'en', width: 390, dark: true });
    await signInAs(server, page, 'news-office', '/live');
    await seen(page, 'What needs me now?');
    await eventually(async () => expect(await rows(page)).toBeGreaterThan(0));
    expect(await isTooWide(page)).toBe(false);
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Menu' }).click();
    await page.getByRole('link', { name: 'Intake' }).click();
    await seen(page, 'Where do messages come from');
  }, 120_000);
});
