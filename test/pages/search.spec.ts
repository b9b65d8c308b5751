// Finding messages again in a browser: the syntax explained, marks in either writing, a search saved, shared, opened by its address.
import type { Browser, Page } from 'playwright-core';
import { eventually } from '../support/eventually';
import { startServer, type TestServer } from '../support/server';
import { describePages, isTooWide, openBrowser, seen, seriousFaults, signInAs, visit } from './browser';

const rows = [
  {
    channel: 'mailbox',
    title: '關於東坪村老橋 <護欄> & 路燈',
    body: '東坪村口的老橋護欄鬆動，老人小孩過橋不安全，請安排維修。',
  },
  { channel: 'hotline', title: '东坪村水渠排污', body: '上游养殖场把污水直接排进水渠，鱼塘里的鱼死了。' },
  { channel: 'comment', title: '云栖小区停水三天', body: '云栖小区从周一开始停水，希望尽快恢复。' },
];

describePages('search', () => {
  let server: TestServer;
  let browser: Browser;
  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(), openBrowser()]);
    await server.db.query(
      `insert into jurisdiction (parent_id, name, level) select id, '梨花镇', 'town' from jurisdiction`,
    );
    const machine = await server.withToken('intake:write');
    await machine.call('messages.send', { body: rows });
    const staff = await server.as('news-office');
    // The first message waits for the model to be loaded.
    await eventually(
      async () => expect((await staff.call('messages.list', { query: { q: '村' } })).items).toHaveLength(2),
      90_000,
    );
  }, 120_000);
  afterAll(async () => {
    await Promise.all([browser.close(), server.close()]);
  }, 120_000);

  const find = async (page: Page, words: string) => {
    const field = page.locator('input[name=find]');
    await field.fill(words);
    await field.press('Enter');
  };
  const marked = (page: Page) => page.locator('.line mark').allInnerTexts();

  it('is explained, marks what it found, and says how a half-typed query was read', async () => {
    const { page, faults } = await visit(browser, server.url, { width: 1440 });
    await signInAs(server, page, 'news-office', '/messages');
    const help = page.getByRole('button', { name: '怎么查' });
    expect(await help.getAttribute('aria-expanded')).toBe('false');
    await help.click();
    await seen(page, '一字不差的整句');
    expect(await seriousFaults(page)).toEqual([]);
    await find(page, '东坪村 -污水');
    await eventually(async () => expect(await marked(page)).toEqual(['東坪村', '東坪村']));
    expect(await page.locator('.line a').first().innerText()).toBe(rows[0]!.title);
    await seen(page, '找到 1 条');
    await find(page, '标题:停水 "周一');
    await seen(page, '引号没有成对');
    await find(page, '，。');
    await seen(page, '没有可以查找的字词');
    expect(await seriousFaults(page)).toEqual([]);
    expect(faults).toEqual([]);
  }, 120_000);

  it('is saved with its filters, shared, and opens as it was', async () => {
    const { page, faults } = await visit(browser, server.url, { width: 1440 });
    await signInAs(
      server,
      page,
      'news-office',
      '/messages?q=%E4%B8%9C%E5%9D%AA%E6%9D%91&channel=hotline&days=7',
    );
    await eventually(async () => expect(await page.locator('.line').count()).toBe(1));
    await page.getByRole('button', { name: '保存此检索' }).click();
    await seen(page, '东坪村 · 12345 热线 · 近 7 天');
    await page.locator('#search_name').fill('东坪村热线');
    await page.getByLabel('与能查看本辖区信息的同事共享').check();
    expect(await seriousFaults(page)).toEqual([]);
    await page.locator('.ant-modal').getByRole('button', { name: '保存', exact: true }).click();
    await seen(page, '已保存的检索（1）');
    await page.goto('/messages');
    await page.getByRole('button', { name: '已保存的检索（1）' }).click();
    await page.getByRole('link', { name: '东坪村热线' }).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('link', { name: '东坪村热线' }).click();
    await eventually(() => {
      const { searchParams } = new URL(page.url());
      expect(Object.fromEntries(searchParams)).toEqual({ q: '东坪村', channel: 'hotline', days: '7' });
    });
    await eventually(async () => expect(await page.locator('.line').count()).toBe(1));
    expect(faults).toEqual([]);
  }, 120_000);

  it('a colleague finds it, in English, on a phone', async () => {
    const { page, faults } = await visit(browser, server.url, { lang: 'en', width: 390 });
    await signInAs(server, page, 'reviewer', '/messages');
    await page.getByRole('button', { name: 'How to search' }).click();
    await seen(page, 'simplified and traditional find each other');
    expect(await isTooWide(page)).toBe(false);
    await page.getByRole('button', { name: 'Saved searches (1)' }).click();
    await seen(page, 'shared by 测试news-office');
    expect(await page.getByRole('button', { name: 'Remove “东坪村热线”' }).count()).toBe(0);
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('link', { name: '东坪村热线' }).click();
    await eventually(async () => expect(await page.locator('.line').count()).toBe(1));
    expect(await isTooWide(page)).toBe(false);
    expect(await seriousFaults(page)).toEqual([]);
    expect(faults).toEqual([]);
  }, 120_000);
});
