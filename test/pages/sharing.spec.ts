// Sharing in a browser: a webhook shown once, a partner tried and sent to again; a failing source taken, a list of feeds added.
import { execFile } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { eventually } from '../support/eventually';
import { startServer, type TestServer } from '../support/server';
import { describePages, isTooWide, openBrowser, seen, seriousFaults, signInAs, visit } from './browser';

const run = promisify(execFile);
const feed = `<?xml version="1.0"?><rss version="2.0"><channel><title>北渡周报</title>
<item><title>北渡大桥夜间封闭检修</title><guid>1</guid></item></channel></rss>`;

describePages('sharing', () => {
  let server: TestServer;
  let browser: Browser;
  let site: Server;
  let status = 500;
  const at = (path: string) => `http://127.0.0.1:${(site.address() as AddressInfo).port}${path}`;
  beforeAll(async () => {
    site = createServer((req, res) => {
      if (req.method === 'POST') res.writeHead(status).end(status === 500 ? '正在维护' : '');
      else if (req.url === '/feed.xml') res.end(feed);
      else res.writeHead(404).end();
    });
    await new Promise<void>((ready) => site.listen(0, '127.0.0.1', ready));
    [server, browser] = await Promise.all([startServer(), openBrowser()]);
  }, 120_000);
  afterAll(async () => {
    site.close();
    await Promise.all([browser.close(), server.close()]);
  }, 120_000);

  const shot = async (page: Page, name: string) => {
    const dir = process.env.SHOTS;
    if (dir) await page.screenshot({ path: `${dir}/${name}.png`, fullPage: true });
  };

  it('makes a webhook in, and shows its secret once', async () => {
    const { page, faults } = await visit(browser, server.url);
    await signInAs(server, page, 'administrator', '/organise/hooks');
    await page.getByRole('button', { name: '新增推送入口' }).first().click();
    await page.getByLabel('来源系统').fill('热线平台');
    await page
      .getByRole('button', { name: /新\s*增$/ })
      .last()
      .click();
    await seen(page, /whsec_/);
    expect(await page.locator('body').innerText()).toContain(`${server.url}/api/hooks/`);
    const [secret] = /whsec_[\w+/=]+/.exec(await page.getByRole('dialog').innerText()) ?? [''];
    await shot(page, 'hook-once');
    await page.getByRole('button', { name: '我已保存' }).click();
    await page.locator('td strong', { hasText: '热线平台' }).waitFor();
    await eventually(async () => expect(await page.locator('body').innerText()).not.toContain(secret));
    await page.getByText('对方怎样推送').click();
    const command = await page.locator('pre').innerText();
    expect(await seriousFaults(page)).toEqual([]);
    await shot(page, 'hooks');
    // The engineers of the other side have this page and the secret, nothing else.
    const { stdout } = await run('bash', ['-c', command.replace('whsec_…', secret)]);
    expect(JSON.parse(stdout)).toMatchObject({ received: 1, items: [{ externalId: 'demo-1' }] });
    expect(faults).toEqual([]);
  }, 120_000);

  it('adds a partner, shows why it was not reached, and sends again', async () => {
    const { page, faults } = await visit(browser, server.url);
    await signInAs(server, page, 'administrator', '/organise/partners');
    await page.getByRole('button', { name: '新增共享单位' }).first().click();
    await page.locator('#partner_name').fill('县网信办');
    await page.getByLabel('接收地址').fill(at('/in'));
    await shot(page, 'partner-edit');
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('button', { name: /保\s*存/ }).click();
    await seen(page, /whsec_/);
    await page.getByRole('button', { name: '我已保存' }).click();
    await page.getByRole('button', { name: '“县网信办”的操作' }).click();
    await page.getByRole('menuitem', { name: '试推一条' }).click();
    await seen(page, '对方答复了 500，没有接收。');
    await seen(page, '正在维护');
    expect(await seriousFaults(page)).toEqual([]);
    await shot(page, 'partners');
    status = 204;
    await page.getByRole('button', { name: /^(立即再试|重发) / }).click();
    await seen(page, '已送达');
    expect(faults).toEqual([]);
    const phone = await visit(browser, server.url, { lang: 'en', width: 390 });
    await signInAs(server, phone.page, 'administrator', '/organise/partners');
    await seen(phone.page, 'delivered');
    expect(await isTooWide(phone.page)).toBe(false);
  }, 120_000);

  it('takes a failing source, and adds the feeds of a list', async () => {
    const staff = await server.as('news-office');
    const keeperId = staff.session!.officer.id;
    await staff.call('sources.add', { body: { name: '北渡论坛', url: at('/dead.xml'), keeperId } });
    const { page, faults } = await visit(browser, server.url);
    await signInAs(server, page, 'news-office', '/intake');
    await seen(page, '负责人：测试news-office');
    await seen(page, '故障');
    await page.getByRole('button', { name: '认领 北渡论坛' }).click();
    await seen(page, '测试news-office 已认领');
    await page.getByRole('button', { name: '导入 OPML' }).click();
    const opml = `<opml version="2.0"><body><outline text="周报" xmlUrl="${at('/feed.xml')}"/><outline text="旧的" xmlUrl="${at('/dead.xml')}"/><outline text="坏的" xmlUrl="ftp://x"/></body></opml>`;
    await page
      .locator('input[name=opml]')
      .setInputFiles({ name: 'feeds.opml', mimeType: 'text/x-opml', buffer: Buffer.from(opml) });
    await seen(page, '可新增');
    await seen(page, '不能用');
    expect(await seriousFaults(page)).toEqual([]);
    await shot(page, 'opml');
    await page.getByRole('button', { name: '新增所选 1 个' }).click();
    await page.locator('td strong', { hasText: '周报' }).waitFor();
    await page.locator('td', { hasText: '正常' }).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await shot(page, 'sources');
    expect(faults).toEqual([]);
  }, 120_000);
});
