// A consultation recorded on the page, signed by its keeper, and the risks of a policy from draft to approval.
import type { Browser } from 'playwright-core';
import type { Client } from '../support/client';
import { eventually } from '../support/eventually';
import { startServer, type TestServer } from '../support/server';
import { describePages, isTooWide, openBrowser, seen, seriousFaults, signInAs, visit } from './browser';

describePages('consultation', () => {
  let server: TestServer;
  let browser: Browser;
  let staff: Client;
  let incidentId: string;
  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(), openBrowser()]);
    staff = await server.as('news-office');
    const machine = await server.withToken('intake:write');
    await machine.call('messages.send', {
      body: [
        { channel: 'hotline', title: '云栖小区停水三天', body: '云栖小区停水三天，没有人送水，请恢复供水。' },
      ],
    });
    await eventually(async () => {
      const { items } = await staff.call('incidents.list', { query: { state: 'proposed' } });
      incidentId = items[0]!.id;
    }, 90_000);
  }, 120_000);
  afterAll(() => Promise.all([browser.close(), server.close()]), 120_000);

  it('is drafted in a form, signed by its keeper, added to, and cannot be edited after', async () => {
    const { page, faults } = await visit(browser, server.url);
    await signInAs(server, page, 'news-office', `/incidents/${incidentId}?tab=consultations`);
    await page.getByRole('button', { name: '记录会商' }).click();
    await page.getByLabel('时间', { exact: true }).fill('2026-03-05 10:00');
    await page.getByLabel('时间', { exact: true }).press('Enter');
    await page.getByLabel('姓名，第 1 行').fill('梁启');
    // Enter took the time; it did not send the form, which would ask for what is still empty.
    expect(await page.getByText('请填写').count()).toBe(0);
    await page.getByLabel('姓名，第 2 行').fill('沈岸');
    await page.getByLabel('谁，第 1 行').fill('水利局');
    await page.getByLabel('意见内容，第 1 行').fill('先架临时供水点。');
    await page.getByLabel('决定').fill('今晚八点前恢复供水。');
    // A line with something in it wants all of it; one left blank holds up nothing.
    await page.getByRole('button', { name: '出席: 添加一行' }).click();
    await page.getByRole('button', { name: '任务: 添加一行' }).click();
    await page.getByLabel('要做什么，第 1 行').fill('送水');
    await page.getByRole('button', { name: '保存草稿' }).click();
    await eventually(async () => expect(await page.getByText('请填写').count()).toBe(2));
    await page.getByLabel('要做什么，第 1 行').fill('');
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('button', { name: '保存草稿' }).click();
    await page.waitForURL(/\/consultations\/[0-9a-f-]{36}$/);
    await seen(page, '先架临时供水点');
    await page.getByRole('button', { name: '签署定稿' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '签署定稿' }).click();
    await seen(page, '内容摘要');
    await page.getByRole('button', { name: '修改' }).waitFor({ state: 'detached' });
    await page.getByLabel('补充内容').fill('供水点已启用。');
    await page.getByRole('button', { name: '补充', exact: true }).click();
    await seen(page, '供水点已启用');
    expect(await seriousFaults(page)).toEqual([]);
    const { items } = await staff.call('consultations.list', { params: { id: incidentId } });
    expect(items).toMatchObject([{ state: 'closed', attendance: [{ name: '梁启' }, { name: '沈岸' }] }]);
    expect(faults).toEqual([]);
  }, 180_000);

  it('its tasks stand above the clocks of the department that has them, until they are done', async () => {
    const { items: all } = await staff.call('departments.list');
    const water = all.find(({ name }) => name === '水利局')!;
    const dueAt = new Date(Date.now() + 3 * 3_600_000).toISOString();
    const drafted = await staff.call('consultations.draft', {
      params: { id: incidentId },
      body: {
        heldAt: '2026-03-05T02:00:00.000Z',
        place: null,
        attendance: [
          { departmentId: water.id, name: '梁启', post: '副局长' },
          { departmentId: null, name: '沈岸', post: '' },
        ],
        views: [{ who: '水利局', words: '先架临时供水点。' }],
        decision: '今晚恢复供水。',
        tasks: [{ departmentId: water.id, what: '架设临时供水点', dueAt }],
      },
    });
    await staff.call('consultations.close', { params: { id: drafted.id }, body: { edition: 1 } });

    const { page, faults } = await visit(browser, server.url, { lang: 'zh', width: 390 });
    await signInAs(server, page, 'department-officer', '/', '水利局');
    await seen(page, '会商交办本部门的事（1）');
    await seen(page, '架设临时供水点');
    expect(await isTooWide(page)).toBe(false);
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('link', { name: '查看全部' }).click();
    await seen(page, '会商交办的事，办了没有？');
    expect(await isTooWide(page)).toBe(false);
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('button', { name: '标记完成：架设临时供水点' }).click();
    await seen(page, '没有未办的会商任务');
    await page.goto('/');
    await seen(page, /我的时钟|我欠什么|时钟/);
    expect(await page.getByText('会商交办本部门的事').count()).toBe(0);

    const english = await visit(browser, server.url, { lang: 'en' });
    await signInAs(server, english.page, 'leader', '/consultation-tasks?state=done');
    await seen(english.page, 'Is what consultations decided being done?');
    await seen(english.page, /done by 测试/);
    expect(await seriousFaults(english.page)).toEqual([]);
    expect([...faults, ...english.faults]).toEqual([]);
  }, 180_000);

  it('the risks of a policy: drafted on a phone in English, assessed, approved by a leader', async () => {
    const { page, faults } = await visit(browser, server.url, { lang: 'en', width: 390 });
    await signInAs(server, page, 'news-office', '/policy-risks');
    await page.getByRole('button', { name: 'New assessment' }).click();
    await page.getByLabel('Policy', { exact: true }).fill('Lifts in old blocks');
    await page.getByLabel('Risk, line 1').fill('Less light below');
    await page.getByLabel('Likelihood, line 1').fill('4');
    await page.getByLabel('Consequence, line 1').fill('3');
    await page.getByLabel('Measure against it, line 1').fill('Publish the reckoning of light');
    await page.getByLabel('People will ask, line 1').fill('What if I refuse?');
    await page.getByLabel('Content, line 1').fill('How it is agreed');
    await page.getByLabel('Form, line 1').fill('chart');
    await page.getByLabel('Outlet, line 1').fill('site');
    await page.getByLabel('Spokesperson').fill('Housing');
    await page.getByLabel('Watch words').fill('lift subsidy,');
    await page.getByLabel('Watch words').fill('less light,');
    expect(await isTooWide(page)).toBe(false);
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Save draft' }).click();
    await page.waitForURL(/\/policy-risks\/[0-9a-f-]{36}$/);
    await seen(page, 'high 12');
    await page.getByRole('button', { name: 'Assessed' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Assessed' }).click();
    await seen(page, 'assessed by');
    const address = page.url();
    await page.getByRole('button', { name: 'Make an alert rule of the watch words' }).click();
    await page.getByRole('dialog').waitFor();
    expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('Lifts in old blocks');
    expect(await page.locator('#rule_words').inputValue()).toBe('lift subsidy\nless light');
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    const { items: rules } = await staff.call('rules.list');
    expect(rules).toMatchObject([
      { name: 'Lifts in old blocks', conditions: { words: ['lift subsidy', 'less light'] } },
    ]);

    const other = await visit(browser, server.url, { lang: 'en' });
    await signInAs(server, other.page, 'leader', address);
    await other.page.getByRole('button', { name: 'Approve' }).click();
    await other.page.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();
    await seen(other.page, 'approved by');
    expect(await seriousFaults(other.page)).toEqual([]);
    expect([...faults, ...other.faults]).toEqual([]);
  }, 180_000);
});
