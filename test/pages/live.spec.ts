// The live page in a browser: alerts arrive, wait while one reads, are acknowledged, and none is missed over a restart.
import type { Browser, Page } from 'playwright-core';
import { Client } from '../support/client';
import { eventually } from '../support/eventually';
import { startServer, type TestServer } from '../support/server';
import { describePages, isTooWide, openBrowser, seen, seriousFaults, signInAs, visit } from './browser';

describePages('live', () => {
  let server: TestServer;
  let browser: Browser;
  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(), openBrowser()]);
  }, 60_000);
  afterAll(() => Promise.all([browser.close(), server.close()]), 30_000);

  let sent = 0;
  /** Each makes an incident of its own, and so alerts. */
  const places = ['云栖', '石桥', '柳湾', '青坪', '北渡', '松岭', '白沙', '南塘', '花溪', '东屏'];
  const happen = async (machine: Client) => {
    const place = places[sent % places.length];
    sent += 1;
    await machine.call('messages.send', {
      body: {
        externalId: `live-${sent}`,
        channel: 'hotline',
        title: `${place}镇农贸市场发生火灾，3人死亡`,
        body: `今天上午${place}镇农贸市场发生火灾，已造成3人死亡、12人受伤，消防正在处置。`,
      },
    });
  };
  const rows = (page: Page) => page.locator('.alert-row').count();
  const status = (page: Page) => page.locator('.honesty').innerText();

  it('shows alerts as they come, holds new ones back while one reads, and takes a key to acknowledge', async () => {
    const { page, faults } = await visit(browser, server.url);
    await signInAs(server, page, 'news-office');
    await page.waitForURL('**/live');
    await eventually(async () => expect(await status(page)).toMatch(/实时 \d\d:\d\d:\d\d/));
    await happen(await server.withToken('intake:write'));
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
  }, 60_000);

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
    await eventually(async () => expect(await status(page)).toMatch(/已停在/), 30_000);
    await seen(page, '您的操作不会丢失');
    await happen(new Client(other.url, secret));
    await server.restart();
    await eventually(async () => expect(await status(page)).toMatch(/实时/), 30_000);
    await eventually(async () => expect(await rows(page)).toBeGreaterThan(before));
    await seen(page, /离开期间收到 \d+ 条告警/);
  }, 90_000);

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
  }, 60_000);
});
