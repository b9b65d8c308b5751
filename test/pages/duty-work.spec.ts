// The work that duty asks for, in a browser: supervision orders from issue to close.
import type { Browser, Page } from 'playwright-core';
import { anIncident } from '../stages/duty-incident';
import { startServer, type TestServer } from '../support/server';
import { describePages, isTooWide, openBrowser, seen, seriousFaults, signInAs, visit } from './browser';

describePages('work of duty', () => {
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

  it('an order is issued in a form, answered with evidence under “my duties”, and closed by whoever issued it', async () => {
    await anIncident(server, { title: '清水桥路面塌陷' });
    const { page, faults } = await visit(browser, server.url);
    await signInAs(server, page, 'news-office', '/duties/orders');
    await seen(page, '没有这样的督办单');
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('button', { name: '发出督办单' }).click();
    const form = page.getByRole('dialog');
    await form.getByLabel('被督办单位').fill('交通运输局');
    await page.locator('.ant-select-item-option', { hasText: '交通运输局' }).click();
    await form.getByLabel('事由').fill('桥梁检测结果公布');
    await form.getByLabel('督办要求').fill('三个工作日内公布检测结果和限行安排。');
    await seen(page, /到期：/);
    expect(await seriousFaults(page)).toEqual([]);
    await shot(page, 'order-issue');
    await form.getByRole('button', { name: '发出' }).click();
    await page.waitForURL(/\/duties\/orders\/[0-9a-f-]{36}$/);
    await seen(page, /望督〔\d{4}〕1号/);
    await page.getByRole('button', { name: '催办' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '催办' }).click();
    await seen(page, '已催办 1 次');
    await page.getByText('为什么此时到期？').click();
    expect(await seriousFaults(page)).toEqual([]);
    await shot(page, 'order');
    const address = new URL(page.url()).pathname;

    const phone = await visit(browser, server.url, { width: 390 });
    await signInAs(server, phone.page, 'department-officer', '/duties?mine', '交通运输局');
    await seen(phone.page, '要我答复的督办单');
    expect(await isTooWide(phone.page)).toBe(false);
    expect(await seriousFaults(phone.page)).toEqual([]);
    await shot(phone.page, 'order-mine-phone');
    await phone.page.getByRole('button', { name: '答复' }).click();
    await phone.page.getByLabel('办理情况').fill('检测结果和限行安排已公布。');
    await phone.page.getByLabel('佐证，第 1 行').fill('公布页面');
    await phone.page.getByLabel('网址、文号或存放处，第 1 行').fill('https://example.gov.cn/bridge');
    expect(await seriousFaults(phone.page)).toEqual([]);
    await shot(phone.page, 'order-answer-phone');
    await phone.page.getByRole('button', { name: '提交答复' }).click();
    await phone.page.getByText('要我答复的督办单').waitFor({ state: 'detached' });
    await phone.page.goto(address);
    await seen(phone.page, '已答复，待审核');
    expect(await isTooWide(phone.page)).toBe(false);
    await shot(phone.page, 'order-phone');

    await page.goto('/duties/orders?state=answered');
    await seen(page, '桥梁检测结果公布');
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.waitForURL(address);
    await page.getByRole('button', { name: '办结' }).click();
    await page.getByRole('dialog').getByLabel('理由').fill('已落实。');
    await page.getByRole('dialog').getByRole('button', { name: '办结' }).click();
    await seen(page, '已落实。');
    expect(await seriousFaults(page)).toEqual([]);
    const english = await visit(browser, server.url, { lang: 'en', width: 390 });
    await signInAs(server, english.page, 'leader', '/duties/orders?state=closed');
    await seen(english.page, 'What was ordered, and was it answered?');
    await seen(english.page, /〔\d{4}〕1号/);
    expect(await seriousFaults(english.page)).toEqual([]);
    expect(await isTooWide(english.page)).toBe(false);
    const [book] = await Promise.all([
      english.page.waitForEvent('download'),
      english.page.getByRole('button', { name: 'Export the order book' }).click(),
    ]);
    expect(book.suggestedFilename()).toMatch(/^order-book-\d{4}-\d{2}-\d{2}\.xlsx$/);
    await shot(english.page, 'orders-phone-en');
    expect([...faults, ...phone.faults, ...english.faults]).toEqual([]);
  }, 180_000);
});
