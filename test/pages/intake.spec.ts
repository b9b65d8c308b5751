// Intake in a browser: a feed tried and added, a hotline file imported with its bad rows told, and again without a change.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { eventually } from '../support/eventually';
import { startServer, type TestServer } from '../support/server';
import { describePages, isTooWide, openBrowser, seen, seriousFaults, signInAs, visit } from './browser';

const feed = `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>望澜民生</title>
<link>http://127.0.0.1/</link><description>试</description>
<item><title>柳湾路路灯整修完毕</title><link>http://127.0.0.1/1</link><guid>1</guid>
<pubDate>Fri, 20 Nov 2026 01:00:00 GMT</pubDate><description>柳湾路三十盏路灯恢复照明。</description></item>
</channel></rss>`;
const front = `<!doctype html><html><head><title>望澜</title>
<link rel="alternate" type="application/rss+xml" title="望澜民生订阅" href="/feed.xml"></head><body></body></html>`;
const hotline = `工单编号,标题,内容,受理时间
W1,柳湾路路灯不亮,柳湾路入口的路灯坏了一周，请维修，电话 13912345678,2026-11-18 09:20
W2,北渡公交等不到,北渡站早高峰等车四十分钟,2026-11-18 10:05
W3,,,2026-11-18 11:00
`;

const asPage = (csv: string) =>
  `<html><head><meta charset="utf-8"></head><body><table>${csv
    .trimEnd()
    .split('\n')
    .map((line) => `<tr><td>${line.replaceAll('，', '&#xff0c;').replaceAll(',', '</td><td>')}</td></tr>`)
    .join('')}</table></body></html>`;

describePages('intake', () => {
  let server: TestServer;
  let browser: Browser;
  let site: Server;
  beforeAll(async () => {
    site = createServer((req, res) =>
      req.url === '/feed.xml'
        ? res.setHeader('Content-Type', 'application/rss+xml').end(feed)
        : req.url === '/gone.xml'
          ? res.writeHead(404).end()
          : res.setHeader('Content-Type', 'text/html; charset=utf-8').end(front),
    );
    await new Promise<void>((ready) => site.listen(0, '127.0.0.1', ready));
    [server, browser] = await Promise.all([startServer(), openBrowser()]);
  }, 120_000);
  afterAll(async () => {
    site.close();
    await Promise.all([browser.close(), server.close()]);
  }, 120_000);

  it('shows what a feed would bring, then takes it in', async () => {
    const { page, faults } = await visit(browser, server.url);
    await signInAs(server, page, 'news-office', '/intake');
    await seen(page, '还没有信息源');
    await page.getByRole('button', { name: '新增信息源' }).first().click();
    await page.getByLabel('地址').fill(`http://127.0.0.1:${(site.address() as AddressInfo).port}/`);
    await page.getByRole('button', { name: '试取', exact: true }).click();
    // The address of a page: it offers its feed.
    await page.getByRole('button', { name: '试取这个 望澜民生订阅' }).click();
    await seen(page, '柳湾路路灯整修完毕');
    await eventually(async () => expect(await page.locator('#source_name').inputValue()).toBe('望澜民生'));
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('button', { name: '保存' }).click();
    await page.locator('td strong', { hasText: '望澜民生' }).waitFor();
    await page.getByRole('button', { name: '新增信息源' }).first().click();
    const gonePath = `http://127.0.0.1:${(site.address() as AddressInfo).port}/gone.xml`;
    await page.getByLabel('地址').fill(gonePath);
    await page.getByRole('button', { name: '试取', exact: true }).click();
    const said = page.getByRole('dialog').getByText('该地址不存在（404）');
    await said.waitFor();
    // What was said of one address does not stand beside the next.
    await page.getByLabel('地址').fill('ftp://paper.example');
    await said.waitFor({ state: 'detached' });
    await page.getByLabel('地址').fill(gonePath);
    await page.locator('#source_name').fill('停更的论坛');
    await page.getByRole('button', { name: '保存' }).click();
    const gone = page.locator('tr', { hasText: '停更的论坛' });
    await gone.getByText('该地址不存在（404）').waitFor();
    await gone.getByText('还没有成功过').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    expect(faults).toEqual([]);
  }, 120_000);

  it('imports a hotline file, tells the bad row, and changes nothing the second time', async () => {
    const { page } = await visit(browser, server.url, { lang: 'en', width: 390 });
    await signInAs(server, page, 'news-office', '/intake/imports');
    for (const [received, repeated, name, text] of [
      [2, 0, 'hotline.csv', hotline],
      [0, 2, 'hotline.csv', hotline],
      // As a platform exports it: a page that is called a workbook.
      [0, 2, 'hotline.xls', asPage(hotline)],
    ] as const) {
      await page
        .locator('input[type=file]')
        .setInputFiles({ name, mimeType: 'application/vnd.ms-excel', buffer: Buffer.from(text) });
      await seen(page, 'Which column holds what?');
      await seen(
        page,
        `Of the first 3 rows ${received} are new, 0 update known messages, ${repeated} repeat them, 1 are refused`,
      );
      expect(await page.locator('body').innerText()).not.toContain('13912345678');
      expect(await isTooWide(page)).toBe(false);
      expect(await seriousFaults(page)).toEqual([]);
      await page.getByRole('button', { name: 'Start the import' }).click();
      await seen(page, 'Import finished');
      const figures = await page.locator('.ant-statistic-content').allInnerTexts();
      expect(figures.map((figure) => Number(figure.trim()))).toEqual([received, 0, repeated, 1]);
      await page.getByRole('cell', { name: '4', exact: true }).waitFor();
      expect(await isTooWide(page)).toBe(false);
      await page.getByRole('link', { name: 'Import another file' }).click();
    }
    // Not wanted after all: nothing is imported, and the file with its personal data goes at once.
    const chosen = { name: 'unwanted.csv', mimeType: 'text/csv', buffer: Buffer.from(hotline) };
    await page.locator('input[type=file]').setInputFiles(chosen);
    await page.getByRole('button', { name: 'Do not import; delete the file' }).click();
    await seen(page, 'the uploaded file is deleted');
    await seen(page, 'unwanted.csv');
    // Stopped on the way: what was not read is not called taken in.
    await server.db.query("update import set state = 'cancelled', rows = 900 where name = 'hotline.xls'");
    await page.getByRole('link', { name: 'hotline.xls' }).click();
    await page.reload();
    await seen(page, 'Of the 900 rows of the file 3 were read');
    expect(await isTooWide(page)).toBe(false);
    expect(await seriousFaults(page)).toEqual([]);
  }, 120_000);
});
