// The rules of duty in a browser: a start corrected by a list that is seen first, a year that contradicts itself, a pack signed by somebody else.
import type { Browser, Page } from 'playwright-core';
import { anIncident, hoursAgo } from '../stages/duty-incident';
import { eventually } from '../support/eventually';
import { startServer, type TestServer } from '../support/server';
import { describePages, isTooWide, openBrowser, seen, seriousFaults, signInAs, visit } from './browser';

describePages('rules of duty', () => {
  let server: TestServer;
  let browser: Browser;
  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(), openBrowser()]);
  }, 60_000);
  afterAll(async () => {
    await Promise.all([browser.close(), server.close()]);
  }, 30_000);

  const shot = async (page: Page, name: string) => {
    const dir = process.env.SHOTS;
    if (dir) await page.screenshot({ path: `${dir}/${name}.png`, fullPage: true });
  };

  it('corrects a start: the clocks before and after are seen, then confirmed, and the clock says so', async () => {
    const id = await anIncident(server, { level: '重大', occurredAt: hoursAgo(2) });
    const leader = await server.as('leader');
    const clocks = await eventually(async () => {
      const { items } = await leader.call('duties.list', { query: { incidentId: id } });
      expect(items).toHaveLength(4);
      return items;
    });
    const clock = clocks.find(({ duty }) => duty === 'authoritative-information');
    const change = await leader.call('changes.propose', {
      body: { kind: 'start', incidentId: id, start: 'occurred', at: hoursAgo(3), reason: '监控录像显示' },
    });
    const { page, faults } = await visit(browser, server.url);
    await signInAs(server, page, 'leader', `/duties/changes/${change.id}`);
    await seen(page, '更正发生时间');
    await seen(page, /3 只改期/);
    await page.locator('td', { hasText: '发布权威信息' }).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await shot(page, 'change');
    await page.getByRole('button', { name: '按此清单确认' }).click();
    await seen(page, '已发生的超期不变');
    expect(await seriousFaults(page)).toEqual([]);
    await shot(page, 'change-confirm');
    await page.getByRole('dialog').getByRole('button', { name: '按此清单确认' }).click();
    await seen(page, '已确认');
    await page.goto(`/duties/${clock?.id}`);
    await seen(page, /到期时间改过/);
    await seen(page, /监控录像显示/);
    await seen(page, '起算时刻');
    expect(await seriousFaults(page)).toEqual([]);
    await shot(page, 'clock');
    const phone = await visit(browser, server.url, { lang: 'en', width: 390 });
    await signInAs(server, phone.page, 'leader', `/duties/changes/${change.id}`);
    await seen(phone.page, 'confirmed');
    expect(await isTooWide(phone.page)).toBe(false);
    await shot(phone.page, 'change-phone');
    expect([...faults, ...phone.faults]).toEqual([]);
  }, 180_000);

  it('shows the calendar, says what is not published, and refuses a year that contradicts itself with the day', async () => {
    const { page, faults } = await visit(browser, server.url);
    await signInAs(server, page, 'leader', '/duties/calendar');
    await seen(page, '国办发明电〔2025〕7号');
    expect(await seriousFaults(page)).toEqual([]);
    await shot(page, 'calendar');
    await page.getByRole('button', { name: '更正2026年' }).click();
    await page.getByRole('button', { name: '增加一个调休上班日' }).click();
    const row = page.locator('fieldset').last().locator('.year-row').last();
    await row.getByLabel('日期').fill('2026-10-02');
    await row.getByLabel('节日').fill('国庆节');
    await page.getByLabel('理由').fill('试一试');
    expect(await seriousFaults(page)).toEqual([]);
    await shot(page, 'calendar-edit');
    await page.getByRole('button', { name: '看看会动哪些时钟' }).click();
    await seen(page, /2026-10-02 既放假又调休上班/);
    const phone = await visit(browser, server.url, { lang: 'en', width: 390 });
    await signInAs(server, phone.page, 'leader', '/duties/calendar');
    await seen(phone.page, 'Which days are working days?');
    expect(await isTooWide(phone.page)).toBe(false);
    await shot(phone.page, 'calendar-phone');
    expect([...faults, ...phone.faults]).toEqual([]);
  }, 180_000);

  it('a pack is edited by one person and signed by another', async () => {
    const { page, faults } = await visit(browser, server.url);
    await signInAs(server, page, 'news-office', '/duties/packs/xinxing-2017');
    await page.getByRole('button', { name: '修改规则' }).click();
    const hours = page.getByLabel('时限').first();
    await hours.fill('12');
    await page.getByLabel('理由').fill('缩短时限');
    expect(await seriousFaults(page)).toEqual([]);
    await shot(page, 'pack-edit');
    await page.getByRole('button', { name: '提出，看看会动哪些时钟' }).click();
    await seen(page, /24小时内 → 12小时内/);
    await seen(page, /第二人签署/);
    const url = page.url();
    const other = await visit(browser, server.url);
    await signInAs(server, other.page, 'leader', new URL(url).pathname);
    await other.page.getByRole('button', { name: '签署并生效' }).click();
    await other.page.getByRole('dialog').getByRole('button', { name: '签署并生效' }).click();
    await seen(other.page, '已确认');
    await other.page.goto('/duties/packs/xinxing-2017');
    await seen(other.page, '第2版');
    expect(await seriousFaults(other.page)).toEqual([]);
    await shot(other.page, 'pack');
    await other.page.goto('/duties/changes');
    await seen(other.page, '缩短时限');
    expect(await seriousFaults(other.page)).toEqual([]);
    await shot(other.page, 'changes');
    expect([...faults, ...other.faults]).toEqual([]);
  }, 180_000);
});
