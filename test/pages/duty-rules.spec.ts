// The rules of duty in a browser: a start corrected by a list that is seen first, a year that contradicts itself, a pack signed by somebody else.
import type { Browser, Page } from 'playwright-core';
import { anIncident, hoursAgo } from '../stages/duty-incident';
import { eventually } from '../support/eventually';
import { startServer, type TestServer } from '../support/server';
import { describePages, isTooWide, openBrowser, pick, seen, seriousFaults, signInAs, visit } from './browser';

describePages('rules of duty', () => {
  let server: TestServer;
  let browser: Browser;
  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(), openBrowser()]);
  }, 120_000);
  afterAll(async () => {
    await Promise.all([browser.close(), server.close()]);
  }, 120_000);

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
    await seen(page, /24小时内 → 12小时内。依据：七台河市新兴区2017年政府信息公开工作方案 二\(三\)/);
    await seen(page, /第二人签署/);
    const url = page.url();
    await page.getByRole('link', { name: '规则包' }).last().click();
    await seen(page, /待签署：规则包.*第2版.*提出/);
    expect(await seriousFaults(page)).toEqual([]);
    await shot(page, 'pack-pending');
    const phone = await visit(browser, server.url, { lang: 'en', width: 390 });
    await signInAs(server, phone.page, 'leader', '/duties');
    await seen(phone.page, '1 change of the rules awaits your signature');
    await phone.page.getByRole('link', { name: /Policy pack .* version 2/ }).click();
    await seen(phone.page, 'Before and after');
    expect(await isTooWide(phone.page)).toBe(false);
    expect(await seriousFaults(phone.page)).toEqual([]);
    await shot(phone.page, 'change-pack-phone-en');
    const other = await visit(browser, server.url);
    await signInAs(server, other.page, 'leader', '/overview');
    await seen(other.page, '有 1 项规则变更待您签署');
    expect(await seriousFaults(other.page)).toEqual([]);
    await shot(other.page, 'overview-to-sign');
    await other.page.goto(new URL(url).pathname);
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
    await page.goto('/duties/packs/guangdong-12345-2022');
    await page.getByRole('button', { name: '修改规则' }).click();
    await seen(page, '诉求类型');
    await page.getByLabel('本单位设定（文件未规定的）').first().fill('从交办之时起算');
    await page.getByLabel('理由').fill('写明起算');
    expect(await seriousFaults(page)).toEqual([]);
    await shot(page, 'pack-hotline');
    await page.getByRole('button', { name: '提出，看看会动哪些时钟' }).click();
    await seen(page, /本单位设定：.* → 从交办之时起算/);
    expect([...faults, ...other.faults, ...phone.faults]).toEqual([]);
  }, 180_000);

  it('an office writes a pack of its own: opening hours, and what its clocks may stand still for; and one stands still', async () => {
    const incidentId = await anIncident(server, { level: '较大', detectedAt: hoursAgo(1) });
    const { page, faults } = await visit(browser, server.url);
    // The list comes after a number was typed that is on it: it is told all the same.
    let letCome = () => {};
    const come = new Promise<void>((resolve) => {
      letCome = resolve;
    });
    await page.route('**/api/packs', (route) => come.then(() => route.continue()));
    await signInAs(server, page, 'news-office', '/duties/packs');
    await page.getByRole('button', { name: '新建规则包' }).click();
    const choose = (label: string, option: string) =>
      pick(
        page.getByLabel(label, { exact: true }),
        page.locator('.ant-select-dropdown:visible').getByTitle(option, { exact: true }),
      );
    const fill = (label: string, text: string, nth = 0) =>
      page.getByLabel(label, { exact: true }).nth(nth).fill(text);
    await fill('编号', 'xinxing-2017');
    letCome();
    await seen(page, '已有这个编号的规则包');
    await fill('编号', 'wanglan-2026');
    await fill('名称', '望澜县规定');
    await fill('英文名称', 'Wanglan rules');
    await fill('所据文件', '望澜县办法');
    await fill('名称', '办公时间内回应', 1);
    await fill('英文名称', 'Response in opening hours', 1);
    await choose('义务', '回应政务舆情');
    await choose('级别', '较大');
    await page.keyboard.press('Escape');
    await choose('起算', '发现');
    await fill('时限', '80');
    await choose('计时单位', '办公小时');
    await fill('办公时间（工作日）', '9:00-12:00 11:00-17:30');
    await seen(page, '写成 09:00-12:00 14:00-17:30，依次、不重叠');
    await fill('办公时间（工作日）', '9:00-12:00 14:00-17:30');
    await choose('责任方', '第一责任主体');
    await choose('以何种发布履行', '权威发布');
    await page.keyboard.press('Escape');
    await fill('依据文件', '望澜县办法');
    await fill('条款', '第四条');
    await fill('原文', '应在八十个办公小时内回应');
    await page.getByLabel(/遇有规定情形可以暂停计时/).check();
    await fill('可以暂停的情形', '征求第三方意见');
    await fill('情形的英文', 'asking a third party');
    await fill('依据文件', '望澜县办法', 1);
    await fill('条款', '第五条', 1);
    await fill('原文', '征求意见所需时间不计入', 1);
    await fill('理由', '本县办法');
    expect(await seriousFaults(page)).toEqual([]);
    await shot(page, 'pack-new');
    await page.getByRole('button', { name: '提出，看看会动哪些时钟' }).click();
    await seen(page, /80个办公小时内/);
    const other = await visit(browser, server.url);
    await signInAs(server, other.page, 'leader', new URL(page.url()).pathname);
    await other.page.getByRole('button', { name: '签署并生效' }).click();
    await other.page.getByRole('dialog').getByRole('button', { name: '签署并生效' }).click();
    await seen(other.page, '已确认');

    const leader = await server.as('leader');
    const clock = await eventually(async () => {
      const { items } = await leader.call('duties.list', { query: { incidentId } });
      const own = items.find(({ packId }) => packId === 'wanglan-2026');
      expect(own).toBeDefined();
      return own!;
    });
    await other.page.goto(`/duties/${clock.id}`);
    await seen(other.page, /规则允许暂停：征求第三方意见/);
    await other.page.getByRole('button', { name: '延期' }).click();
    await seen(other.page, /以再延一个时限.*为限/);
    await other.page.getByRole('dialog').getByRole('button', { name: '取消' }).click();
    await other.page.getByRole('button', { name: '暂停计时' }).click();
    await other.page.getByRole('dialog').getByLabel('理由').fill('已发函征求意见');
    await other.page.getByRole('dialog').getByRole('button', { name: '暂停计时' }).click();
    await seen(other.page, /已发函征求意见/);
    expect(await seriousFaults(other.page)).toEqual([]);
    await shot(other.page, 'clock-paused');
    await other.page.getByRole('button', { name: '暂停计时' }).waitFor({ state: 'detached' });
    await other.page.goto('/duties');
    await seen(other.page, '暂停于');
    expect(await seriousFaults(other.page)).toEqual([]);
    await other.page.goto(`/duties/${clock.id}`);
    await other.page.getByRole('button', { name: '恢复计时' }).click();
    await other.page.getByRole('dialog').getByLabel('理由').fill('意见已收到');
    await other.page.getByRole('dialog').getByRole('button', { name: '恢复计时' }).click();
    await other.page.getByRole('button', { name: '暂停计时' }).waitFor();
    await seen(other.page, /这段时间不计/);
    expect([...faults, ...other.faults]).toEqual([]);
  }, 240_000);
});
