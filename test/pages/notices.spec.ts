// Escalation in a browser: channels tried with the answer shown, the ladder with what would happen at night, a climb taken up, notices, my settings.
import type { Browser, Page } from 'playwright-core';
import { SweepService } from '../../apps/server/src/duty/sweep.service';
import { anIncident, hoursAgo } from '../stages/duty-incident';
import { Receivers } from '../stages/receivers';
import { eventually } from '../support/eventually';
import { startServer, type TestServer } from '../support/server';
import { describePages, isTooWide, openBrowser, pick, seen, seriousFaults, signInAs, visit } from './browser';

describePages('notices', () => {
  let server: TestServer;
  let browser: Browser;
  const far = new Receivers();
  beforeAll(async () => {
    await far.open();
    [server, browser] = await Promise.all([startServer(), openBrowser()]);
  }, 120_000);
  afterAll(async () => {
    await Promise.all([browser.close(), server.close(), far.close()]);
  }, 120_000);

  const shot = async (page: Page, name: string) => {
    const dir = process.env.SHOTS;
    if (dir) await page.screenshot({ path: `${dir}/${name}.png`, fullPage: true });
  };
  const save = (page: Page) => page.getByRole('button', { name: /保\s*存$/ }).click();
  const choose = (page: Page, label: string, option: string) =>
    pick(
      page.getByLabel(label, { exact: true }),
      page.locator('.ant-select-item-option', { hasText: option }).last(),
    );

  it('adds a channel, tries it, reads the fault in words, puts it right; a secret never comes back', async () => {
    const { page, faults } = await visit(browser, server.url);
    await signInAs(server, page, 'administrator', '/duties/channels');
    await seen(page, '还没有通知渠道');
    await page.getByRole('button', { name: '新增渠道' }).first().click();
    await choose(page, '种类', '钉钉群');
    await page.getByLabel('名称').fill('值班群');
    await page.getByLabel('机器人地址').fill(far.at('/dingtalk?access_token=very-secret'));
    await page.getByLabel('签名密钥').fill('wrong');
    expect(await seriousFaults(page)).toEqual([]);
    await shot(page, 'channel-edit');
    await save(page);
    await page.getByRole('button', { name: '试发 值班群' }).click();
    await page.getByRole('button', { name: /发\s*出/ }).click();
    await seen(page, '钉钉未通过安全设置');
    await seen(page, 'sign not match');
    expect(await seriousFaults(page)).toEqual([]);
    await shot(page, 'channel-try');
    await page
      .getByRole('button', { name: /关\s*闭/ })
      .last()
      .click();
    await page.getByRole('button', { name: '“值班群”的操作' }).click();
    await page.getByRole('menuitem', { name: /修\s*改|编\s*辑/ }).click();
    await page.getByLabel('签名密钥').fill(far.secret);
    await save(page);
    await page.locator('.ant-modal').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: '试发 值班群' }).click();
    await page.getByRole('button', { name: /发\s*出/ }).click();
    await seen(page, '已送达。');
    await page
      .getByRole('button', { name: /关\s*闭/ })
      .last()
      .click();
    expect(await page.content()).not.toMatch(/very-secret|SEC-/);
    expect(await seriousFaults(page)).toEqual([]);
    await shot(page, 'channels');
    expect(faults).toEqual([]);
  }, 120_000);

  it('says what would happen on a Saturday night, and saves a ladder with its reason', async () => {
    const { page, faults } = await visit(browser, server.url);
    await signInAs(server, page, 'leader', '/duties/ladder');
    await seen(page, '现用系统自带的阶梯');
    await seen(page, '告知分管领导');
    await seen(page, '安静时段不起作用');
    await seen(page, /03:00/);
    expect(await seriousFaults(page)).toEqual([]);
    await shot(page, 'ladder');
    await page.getByRole('button', { name: '增加一级' }).click();
    await page.locator('#rung-8-groups').click();
    await page.locator('.ant-select-item-option', { hasText: '值班群' }).last().click();
    await page.keyboard.press('Escape');
    await page.locator('#rung-8-after').fill('0');
    await seen(page, '同时发到“值班群”');
    await page.getByRole('button', { name: '保存阶梯' }).click();
    await page.getByLabel('理由').fill('夜间要发到群里');
    await page.getByRole('button', { name: '保存阶梯' }).last().click();
    await seen(page, /第 1 版/);
    await seen(page, '夜间要发到群里');
    expect(faults).toEqual([]);
    const phone = await visit(browser, server.url, { lang: 'en', width: 390 });
    await signInAs(server, phone.page, 'department-officer', '/duties/ladder', '交通运输局');
    await seen(phone.page, 'Only administrators and leaders may change it');
    await seen(phone.page, 'Tells the supervising leader');
    expect(await isTooWide(phone.page)).toBe(false);
    expect(await seriousFaults(phone.page)).toEqual([]);
    await shot(phone.page, 'ladder-phone');
  }, 120_000);

  it('shows a climb as it goes, and whoever has it in hand takes it up', async () => {
    const incidentId = await anIncident(server, { detectedAt: hoursAgo(49), level: '一般' });
    const leader = await server.as('leader');
    const clockId = await eventually(async () => {
      await server.serving.app.get(SweepService).sweep();
      const [climb] = (await leader.call('escalations.list', { query: {} })).items;
      expect(climb?.incident?.id).toBe(incidentId);
      return climb!.clockId;
    });
    const { page, faults } = await visit(browser, server.url);
    await signInAs(server, page, 'department-officer', '/duties/climbs', '交通运输局');
    await seen(page, '清水桥路面塌陷');
    // A line to scan: whom it was told to last and how, who has it in hand, what comes next and when.
    const line = page.locator('.climb', { hasText: '清水桥路面塌陷' });
    await line.locator('.climb-told', { hasText: '站内' }).waitFor();
    await line.getByText('无人接手').waitFor();
    await line.locator('.climb-next', { hasText: /下一步.*第 \d 级/ }).waitFor();
    expect(await page.getByText(/告知分管领导/).count()).toBe(0);
    expect(await seriousFaults(page)).toEqual([]);
    await shot(page, 'climbs');
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await seen(page, /告知分管领导/);
    expect(
      await line.getByRole('button', { name: '全部经过：清水桥路面塌陷' }).getAttribute('aria-expanded'),
    ).toBe('true');
    expect(await seriousFaults(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page
      .getByText(/告知分管领导/)
      .first()
      .waitFor({ state: 'detached' });
    const phone = await visit(browser, server.url, { lang: 'en', width: 390 });
    await signInAs(server, phone.page, 'leader', '/duties/climbs');
    await seen(phone.page, 'Taken up by nobody');
    await phone.page
      .getByRole('button', { name: /^All of it/ })
      .first()
      .click();
    await seen(phone.page, /Rung \d · Supervising leader/);
    expect([await isTooWide(phone.page), await seriousFaults(phone.page)]).toEqual([false, []]);
    await shot(phone.page, 'climbs-phone');
    await page.getByRole('button', { name: '接手“清水桥路面塌陷”的升级' }).click();
    await seen(page, '测试department-officer 已接手，升级暂停到');
    await page.goto(`/duties/${clockId}`);
    await seen(page, '逐级告知');
    await seen(page, /超期了，谁来处理？/);
    const called = page.getByRole('region', { name: '升级告知' });
    await called.getByText(/已接手，升级暂停到/).waitFor();
    // A leader who comes by a notice finds at once what they can do: take it up, or issue an order about it.
    await phone.page.goto(`/duties/${clockId}`);
    const mine = phone.page.getByRole('region', { name: 'Escalation' });
    await mine.getByRole('button', { name: /Take up the escalation/ }).waitFor();
    await mine.getByRole('button', { name: 'Issue an order' }).click();
    await phone.page.getByRole('dialog').waitFor();
    expect(await phone.page.locator('#order_subject').inputValue()).toBe('清水桥路面塌陷');
    expect([await isTooWide(phone.page), await seriousFaults(phone.page)]).toEqual([false, []]);
    expect(await seriousFaults(page)).toEqual([]);
    await shot(page, 'climb-clock');
    expect(faults).toEqual([]);
  }, 120_000);

  it('keeps what was told with each answer; my own settings are a page of mine', async () => {
    const { page, faults } = await visit(browser, server.url);
    await signInAs(server, page, 'news-office', '/duties/notices');
    await seen(page, /升级告知|无人可报/);
    await seen(page, '已送达');
    await page.getByText('每次答复').first().click();
    await seen(page, /"errcode":0/);
    expect(await seriousFaults(page)).toEqual([]);
    await shot(page, 'notices');
    await page.goto('/my-notices');
    await page.getByLabel('邮箱').fill('wangmin@wanglan.example');
    await page.getByLabel('手机号').fill('138 0000 1234');
    await page.getByLabel('设安静时段').check();
    await seen(page, '本地还没有邮件渠道');
    await save(page);
    await seen(page, '已保存。');
    expect(await seriousFaults(page)).toEqual([]);
    await shot(page, 'my-notices');
    const kept = await (await server.as('news-office')).call('noticeSettings.read');
    expect(kept).toMatchObject({
      email: 'wangmin@wanglan.example',
      phone: '13800001234',
      quiet: { from: '22:00', to: '07:00' },
    });
    const phone = await visit(browser, server.url, { lang: 'en', width: 390, dark: true });
    await signInAs(server, phone.page, 'news-office', '/duties/notices');
    await seen(phone.page, 'Delivered');
    expect(await isTooWide(phone.page)).toBe(false);
    expect(await seriousFaults(phone.page)).toEqual([]);
    expect(faults).toEqual([]);
  }, 120_000);
});
