// The triage queue worked from the keyboard: nothing jumps, every decision can be taken back, typing is never taken for a key.
import type { Browser, Page } from 'playwright-core';
import type { Client } from '../support/client';
import { eventually } from '../support/eventually';
import { startServer, type TestServer } from '../support/server';
import { describePages, isTooWide, openBrowser, seen, seriousFaults, signInAs, visit } from './browser';

describePages('triage', () => {
  let server: TestServer;
  let browser: Browser;
  let staff: Client;
  let machine: Client;
  const matters = [
    ['云栖小区停水三天', '云栖小区从周一开始停水，已经三天，没有人送水，希望供水公司尽快恢复云栖小区供水。'],
    [
      '梨花镇卫生院缺儿科医生',
      '梨花镇卫生院没有儿科医生，孩子看病要跑四十里路，希望给梨花镇卫生院派一名儿科医生。',
    ],
    ['松林路充电桩长期被占', '松林路公共停车场的充电桩车位长期被燃油车占用，建议松林路停车场加强管理。'],
    ['青坪中学食堂疑似食物中毒', '青坪中学食堂疑似食物中毒，60多名学生呕吐腹泻住院治疗。'],
  ] as const;
  const send = async (n: number) => {
    const [title, body] = matters[n]!;
    await machine.call('messages.send', {
      body: [{ externalId: `triage-${n}`, channel: 'hotline', title, body }],
    });
    await eventually(async () => {
      const { items } = await staff.call('incidents.list', { query: { state: 'proposed' } });
      expect(items.some((one) => one.title === title)).toBe(true);
    }, 90_000);
  };
  const titles = (page: Page) => page.locator('li.incident .incident-title').allInnerTexts();
  const current = (page: Page) => page.locator('li.incident[aria-current] .incident-title').innerText();
  const dialogue = (page: Page) => page.getByRole('dialog');

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(), openBrowser()]);
    staff = await server.as('news-office');
    machine = await server.withToken('intake:write');
    for (const n of [0, 1, 2]) await send(n);
  }, 120_000);
  afterAll(() => Promise.all([browser.close(), server.close()]), 120_000);

  it('is worked by keys; what comes meanwhile waits; what was done is undone by one key', async () => {
    const { page, faults } = await visit(browser, server.url);
    await signInAs(server, page, 'news-office', '/incidents');
    await eventually(async () => expect(await titles(page)).toHaveLength(3));
    const before = await titles(page);
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await eventually(async () => expect(await current(page)).toBe(before[1]));

    await send(3);
    const fresh = page.getByRole('button', { name: /1 条新/ });
    await page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')));
    await fresh.waitFor({ timeout: 70_000 });
    expect(await titles(page)).toEqual(before);
    expect(await current(page)).toBe(before[1]);

    await page.keyboard.press('x');
    await dialogue(page).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await page.locator('#reason_reason').fill('j x u 只是重复');
    await page.getByRole('button', { name: '不作为事件' }).last().click();
    await seen(page, '已判定不作为事件');
    await dialogue(page).waitFor({ state: 'hidden' });
    await eventually(async () => expect(await titles(page)).toEqual([before[0], before[2]]));
    await eventually(async () => expect(await current(page)).toBe(before[2]));

    await page.keyboard.press('u');
    await seen(page, '已撤销');
    await eventually(async () =>
      expect((await titles(page)).sort()).toEqual([...before, matters[3][0]].sort()),
    );
    const { items } = await staff.call('incidents.list', { query: { q: before[1]!, state: 'proposed' } });
    expect(items).toHaveLength(1);
    expect(faults).toEqual([]);
  }, 180_000);

  it('level and lead of what is only proposed are set by confirming; keys in a field are letters; ? helps', async () => {
    const { page, faults } = await visit(browser, server.url);
    await signInAs(server, page, 'news-office', '/incidents');
    await eventually(async () => expect(await titles(page)).toHaveLength(4));
    expect((await titles(page))[0]).toBe(matters[3][0]);
    await page.keyboard.press('j');
    await page.keyboard.press('l');
    await seen(page, `确认事件：${matters[3][0]}`);
    // On the cross, Enter would throw the confirmation away.
    await page.locator('#confirm_level input:checked:focus').waitFor();
    await page.keyboard.press('Escape');
    await dialogue(page).waitFor({ state: 'hidden' });
    await page.keyboard.press('a');
    await eventually(async () =>
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('confirm_leadDepartmentId'),
    );
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await dialogue(page).waitFor({ state: 'hidden' });
    await page.keyboard.press('m');
    await page.locator('#reason_intoId:focus').waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await dialogue(page).waitFor({ state: 'hidden' });

    await page.getByLabel('查找事件').fill('x');
    await page.getByLabel('查找事件').press('x');
    expect(await dialogue(page).count()).toBe(0);
    await page.getByLabel('查找事件').fill('');
    await page.getByRole('heading', { level: 1 }).click();
    await page.keyboard.press('?');
    await seen(page, '撤销刚才的操作');
    expect(await seriousFaults(page)).toEqual([]);
    expect(faults).toEqual([]);
  }, 180_000);

  it('a split chosen on the page, its reason on the message, and the old address of what was merged', async () => {
    const { items } = await staff.call('incidents.list', { query: { state: 'proposed' } });
    const [grave, a, b] = items;
    await staff.call('incidents.merge', {
      params: { id: a!.id },
      body: { intoId: b!.id, reason: '同一件事' },
    });
    const { page, faults } = await visit(browser, server.url, { lang: 'en', width: 390 });
    await signInAs(server, page, 'news-office', `/incidents/${a!.id}`);
    await page.waitForURL(`**/incidents/${b!.id}?from=*`);
    await seen(page, 'was merged into this one');
    await page.goto(`/incidents/${b!.id}?tab=messages`);
    await page.getByRole('checkbox').first().check();
    await page.getByRole('button', { name: 'Split off as a new incident' }).click();
    await page.locator('#reason_reason').fill('two matters');
    await dialogue(page).getByRole('button', { name: 'Split off' }).click();
    await seen(page, 'Split off as a new incident.');
    expect(await isTooWide(page)).toBe(false);
    expect(await seriousFaults(page)).toEqual([]);
    await page.goto(`/incidents/${b!.id}?tab=assessment`);
    await seen(page, 'two matters');
    await page.goto(`/incidents/${grave!.id}`);
    await seen(page, 'How the numbers changed');
    expect(faults).toEqual([]);
  }, 180_000);
});
