// The work that duty asks for, in a browser: supervision orders, the registry of matters, the two lanes of an incident, response plans, drills.
import { createHash } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { anIncident } from '../stages/duty-incident';
import { eventually } from '../support/eventually';
import { startServer, type TestServer } from '../support/server';
import { describePages, isTooWide, openBrowser, seen, seriousFaults, signInAs, visit } from './browser';

describePages('work of duty', () => {
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

  it('a request is registered in a form, paused and extended by the leader, answered with a file that is not sent', async () => {
    const { page, faults } = await visit(browser, server.url);
    await signInAs(server, page, 'news-office', '/duties/matters');
    await seen(page, '台账里还没有事项');
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('button', { name: '登记事项' }).click();
    const form = page.getByRole('dialog');
    await form.getByLabel('编号').fill('望公开〔2026〕第8号');
    await form.getByLabel('名称').fill('申请公开桥梁检测报告');
    await form.getByLabel('责任单位').fill('交通运输局');
    await page.locator('.ant-select-item-option', { hasText: '交通运输局' }).last().click();
    const received = new Date(Date.now() + 8 * 3_600_000 - 26 * 3_600_000);
    await form.getByLabel('收到申请时间').fill(received.toISOString().slice(0, 16).replace('T', ' '));
    await form.getByLabel('收到申请时间').press('Enter');
    expect(await seriousFaults(page)).toEqual([]);
    await shot(page, 'matter-form');
    await form.getByRole('button', { name: '登记', exact: true }).click();
    await page.waitForURL(/\/duties\/matters\/[0-9a-f-]{36}$/);
    await seen(page, '望公开〔2026〕第8号 申请公开桥梁检测报告');
    await seen(page, /自收到申请起|自收到申请/);
    expect(await seriousFaults(page)).toEqual([]);
    await shot(page, 'matter');
    const address = new URL(page.url()).pathname;
    // An order about the matter, from its page: the department and the subject are filled in.
    await page.getByRole('button', { name: '发出督办单' }).click();
    await page.getByRole('dialog').getByLabel('督办要求').fill('请按期答复申请人。');
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: '发出' }).click();
    await page.waitForURL(/\/duties\/orders\/[0-9a-f-]{36}$/);
    await page.getByRole('link', { name: '望公开〔2026〕第8号 申请公开桥梁检测报告' }).click();
    await page.waitForURL(address);
    await seen(page, /督〔\d{4}〕\d+号/);
    expect(await seriousFaults(page)).toEqual([]);

    const leader = await visit(browser, server.url, { lang: 'en', width: 390 });
    await signInAs(server, leader.page, 'leader', address);
    await leader.page.getByRole('button', { name: 'Pause the clock' }).click();
    await leader.page.getByLabel('Reason').fill('asking the design institute');
    expect(await seriousFaults(leader.page)).toEqual([]);
    await leader.page.getByRole('dialog').getByRole('button', { name: 'Pause the clock' }).click();
    await seen(leader.page, 'asking the design institute');
    await seen(leader.page, 'Disclosure request');
    expect(await isTooWide(leader.page)).toBe(false);
    expect(await seriousFaults(leader.page)).toEqual([]);
    await shot(leader.page, 'matter-paused-phone-en');

    const phone = await visit(browser, server.url, { width: 390 });
    await signInAs(server, phone.page, 'department-officer', '/duties?mine', '交通运输局');
    await phone.page.getByRole('link', { name: '登记履行' }).click();
    await phone.page.getByLabel('发布或送达之处').fill('邮寄送达');
    const served = new Date(Date.now() + 8 * 3_600_000 - 60_000);
    await phone.page.getByLabel('发布或送达时间').fill(served.toISOString().slice(0, 16).replace('T', ' '));
    await phone.page.getByLabel('发布或送达时间').press('Enter');
    const buffer = Buffer.from('答复书');
    await phone.page.setInputFiles('input[type=file]', {
      name: '答复书.txt',
      mimeType: 'text/plain',
      buffer,
    });
    const digest = createHash('sha256').update(buffer).digest('hex');
    await eventually(async () => expect(await phone.page.getByLabel('文本摘要值').inputValue()).toBe(digest));
    expect(await seriousFaults(phone.page)).toEqual([]);
    await shot(phone.page, 'matter-answer-phone');
    await phone.page.getByRole('button', { name: '登记并停下时钟' }).click();
    await seen(phone.page, '按时达成');
    await seen(phone.page, digest);
    expect(await isTooWide(phone.page)).toBe(false);
    expect(await seriousFaults(phone.page)).toEqual([]);
    await shot(phone.page, 'matter-answered-phone');

    await page.goto('/duties/matters');
    await page.getByRole('button', { name: '导入台账' }).click();
    const list =
      '受理编号,申请人,申请内容,收到日期\n8-1,李某,申请公开预算,2026-01-05\n8-2,王某,申请公开决算,去年\n';
    const file = { name: '台账.csv', mimeType: 'text/csv', buffer: Buffer.from(list) };
    await page.setInputFiles('input[type=file]', file);
    await seen(page, /将登记 1 件，已有 0 件，不能登记 1 行。还没有保存任何内容/);
    await seen(page, '8-1 申请公开预算');
    await seen(page, '已过期，登记即超期');
    expect(await seriousFaults(page)).toEqual([]);
    await shot(page, 'matter-preview');
    const office = await server.as('news-office');
    expect((await office.call('matters.list', { query: { q: '8-1' } })).items).toEqual([]);
    await page.getByRole('button', { name: '登记 1 件' }).click();
    await seen(page, '登记 1 件，已有 0 件，未登记 1 行');
    await seen(page, '“收到日期”一栏不是可识别的日期。');
    expect(await seriousFaults(page)).toEqual([]);
    await shot(page, 'matter-import');
    await page.goto('/duties/matters?state=done');
    await seen(page, '已履行');
    expect(await seriousFaults(page)).toEqual([]);
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.waitForURL(address);
    await phone.page.goto('/duties/matters?state=paused');
    await seen(phone.page, '没有符合条件的事项');
    expect(await isTooWide(phone.page)).toBe(false);
    expect([...faults, ...leader.faults, ...phone.faults]).toEqual([]);
  }, 180_000);

  it('hotline figures lead to their records, also of years ago; interpretations are recorded, counted, taken back', async () => {
    const machine = await server.withToken('intake:write');
    const record = (externalId: string, hotline: object) => ({
      ...{ externalId, channel: 'hotline' as const, title: `东关街第${externalId}号来信` },
      ...{ body: `东关街路灯不亮，请维修（${externalId}）。`, hotline: { kind: '咨询', ...hotline } },
    });
    await machine.call('messages.send', {
      body: [
        record('A1', {
          receivedAt: '2021-03-02 09:00',
          repliedAt: '2021-03-03 09:00',
          replyBody: '已修复。',
        }),
        record('A2', {
          receivedAt: '2021-03-02 09:00',
          repliedAt: '2021-03-01 09:00',
          replyBody: '已修复。',
        }),
      ],
    });
    const { page, faults } = await visit(browser, server.url);
    await signInAs(server, page, 'news-office', '/duties/hotline');
    await seen(page, '全部 2 件记录在 2021-03-02 至 2021-03-02 之间。');
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('button', { name: '全部记录（2 件）' }).click();
    await page.getByRole('button', { name: '咨询 不计入 1' }).click();
    await page.getByRole('link', { name: '东关街第A2号来信' }).waitFor();
    await seen(page, '▲ 答复早于受理');
    expect(await seriousFaults(page)).toEqual([]);
    await shot(page, 'hotline');
    await page.goto('/duties/standing');
    await seen(page, /0 个已达到 1 次/);
    await page.getByRole('button', { name: '登记一次解读' }).click();
    const form = page.getByRole('dialog');
    await form.getByLabel('部门').fill('水利局');
    await page.locator('.ant-select-item-option', { hasText: '水利局' }).click();
    const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
    await form.getByLabel('日期').fill(today);
    await form.getByLabel('主要负责人').fill('周局长');
    await form.getByLabel('解读的政策').fill('农村供水改造办法');
    expect(await seriousFaults(page)).toEqual([]);
    await form.getByRole('button', { name: '登记', exact: true }).click();
    await seen(page, /1 个已达到 1 次/);
    await page.getByRole('button', { name: /^撤销 .*农村供水改造办法/ }).click();
    await page.getByRole('dialog').getByLabel('理由').fill('登错了部门');
    await page.getByRole('dialog').getByRole('button', { name: '撤销' }).click();
    await seen(page, /撤销：登错了部门/);
    await seen(page, /0 个已达到 1 次/);
    expect(await seriousFaults(page)).toEqual([]);
    const phone = await visit(browser, server.url, { lang: 'en', width: 390 });
    await signInAs(server, phone.page, 'leader', '/duties/hotline?from=2021-01-01&to=2021-12-31');
    await seen(phone.page, 'Is the hotline answered in time?');
    expect(await isTooWide(phone.page)).toBe(false);
    expect(await seriousFaults(phone.page)).toEqual([]);
    await phone.page.goto('/duties/standing');
    await seen(phone.page, /have none yet/);
    expect(await isTooWide(phone.page)).toBe(false);
    expect([...faults, ...phone.faults]).toEqual([]);
  }, 120_000);

  it('two lanes side by side: planned, done and evaluated; only then is the incident closed', async () => {
    const id = await anIncident(server, { title: '净水厂浊度超标' });
    const { page, faults } = await visit(browser, server.url);
    await signInAs(server, page, 'news-office', `/incidents/${id}`);
    // Both lanes are told above the fold, with the way to where they are worked.
    const glance = page.getByRole('region', { name: '三同步' });
    await glance.getByText('还没有任务').nth(1).waitFor();
    await glance.getByRole('link', { name: '安排、办理、评估' }).click();
    await page.waitForURL(/tab=duty/);
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('button', { name: '办结' }).click();
    await seen(page, '还不能办结，还差');
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('dialog').getByRole('link', { name: '到“处置与回应”办理' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    const plan = async (lane: '处置' | '回应', what: string) => {
      await page.getByRole('button', { name: `安排任务：${lane}` }).click();
      const form = page.getByRole('dialog');
      await form.getByLabel('做什么').fill(what);
      await form.getByLabel('责任单位').fill('交通运输局');
      await page.locator('.ant-select-item-option', { hasText: '交通运输局' }).last().click();
      await form.getByLabel('何时前完成').fill('2099-03-05 10:00');
      await form.getByLabel('何时前完成').press('Enter');
      await form.getByRole('button', { name: '安排任务' }).click();
      await form.waitFor({ state: 'detached' });
      await seen(page, what);
    };
    await plan('处置', '停用超标水源');
    await seen(page, '回应线尚未安排');
    await plan('回应', '公布检测结果');
    await seen(page, '两条线均已安排');
    const office = await server.as('news-office');
    const matter = await office.call('matters.register', {
      body: {
        ...{ kind: 'policy', number: '望政发〔2026〕9号', title: '供水管理办法', departmentId: null },
        starts: [],
      },
    });
    await page.getByLabel('关联一件公开事项（按编号、名称查找）').fill('供水管理');
    await page.locator('.ant-select-item-option', { hasText: '供水管理办法' }).last().click();
    await page.getByRole('button', { name: '取消关联“望政发〔2026〕9号”' }).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await shot(page, 'incident-matters');
    await page.goto(`/duties/matters/${matter.id}`);
    await page.getByRole('link', { name: '净水厂浊度超标' }).click();
    await seen(page, '关联公开事项');
    await page.goto(`/incidents/${id}?tab=duty`);
    await seen(page, '两条线均已安排');
    await shot(page, 'lanes');

    const phone = await visit(browser, server.url, { width: 390 });
    await signInAs(server, phone.page, 'department-officer', '/duties?mine', '交通运输局');
    await seen(phone.page, '要我办的任务');
    expect(await seriousFaults(phone.page)).toEqual([]);
    expect(await isTooWide(phone.page)).toBe(false);
    await shot(phone.page, 'tasks-phone');
    for (const what of ['停用超标水源', '公布检测结果']) {
      await phone.page.getByRole('button', { name: `完成：${what}` }).click();
      await phone.page.getByLabel('办理结果').fill('已办结。');
      await phone.page.getByRole('dialog').getByRole('button', { name: '完成' }).click();
      await phone.page.getByRole('button', { name: `完成：${what}` }).waitFor({ state: 'detached' });
    }
    await phone.page.goto(`/incidents/${id}?tab=duty`);
    await seen(phone.page, '尚未做效果评估');
    expect(await isTooWide(phone.page)).toBe(false);
    await shot(phone.page, 'lanes-phone');

    await page.reload();
    await page.getByRole('button', { name: '做效果评估' }).click();
    await page.getByLabel('结论').fill('处置及时，回应清楚。');
    expect(await seriousFaults(page)).toEqual([]);
    await shot(page, 'evaluate');
    await page.getByRole('button', { name: '记录评估' }).click();
    // A verdict that nobody gave is not taken for a good one.
    await page.locator('.ant-form-item-explain-error').first().waitFor();
    for (const kind of ['及时', '准确', '全面', '有效'])
      await page.getByRole('radiogroup', { name: kind }).getByText('好', { exact: true }).click();
    await page.getByRole('button', { name: '记录评估' }).click();
    await seen(page, '可以办结');
    expect(await seriousFaults(page)).toEqual([]);
    const english = await visit(browser, server.url, { lang: 'en' });
    await signInAs(server, english.page, 'leader', `/incidents/${id}?tab=duty`);
    await seen(english.page, 'it may be closed');
    expect(await seriousFaults(english.page)).toEqual([]);
    await shot(english.page, 'lanes-en');
    await glance.getByText('已完成 1 / 1').nth(1).waitFor();
    await page.getByRole('button', { name: '办结' }).click();
    await page.getByRole('dialog').getByLabel('理由').fill('水质已恢复。');
    await page.getByRole('dialog').getByRole('button', { name: '办结' }).click();
    await seen(page, '事件已办结，不能再改动');
    // A leader looks back: stages, clocks and tasks on one time axis, each with how it ended.
    await english.page.goto(`/incidents/${id}`);
    const course = english.page.getByRole('figure', { name: /The course of the response/ });
    const task = course.getByRole('listitem').filter({ hasText: 'Response: 公布检测结果' });
    await task.getByText(/in time, .* early/).waitFor();
    expect(await task.getByRole('img').getAttribute('aria-label')).toMatch(/planned .*–/);
    await course.getByText('nothing released yet').waitFor();
    await seen(english.page, /task planned Response/);
    expect(await seriousFaults(english.page)).toEqual([]);
    await phone.page.goto(`/incidents/${id}`);
    await seen(phone.page, '还没有对外发布');
    expect(await isTooWide(phone.page)).toBe(false);
    expect([...faults, ...phone.faults, ...english.faults]).toEqual([]);
  }, 180_000);

  it('a plan is written, put in force by somebody else, proposed to an incident and taken as tasks', async () => {
    const { page, faults } = await visit(browser, server.url);
    await signInAs(server, page, 'news-office', '/duties/plans');
    await seen(page, '还没有预案');
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('button', { name: '起草预案' }).click();
    await page.getByLabel('名称').fill('桥梁事故应对');
    await page.getByLabel('适用级别').click();
    await page.locator('.ant-select-item-option', { hasText: /^重大$/ }).click();
    await page.keyboard.press('Escape');
    await page.getByLabel('内容，第 1 行').fill('事实和绕行办法');
    await page.getByLabel('平台，第 1 行').fill('政府网站');
    await page.getByLabel('做什么，第 1 行').fill('封闭桥面');
    expect(await seriousFaults(page)).toEqual([]);
    await shot(page, 'plan-form');
    await page.getByRole('button', { name: '保存草稿' }).click();
    await page.waitForURL(/\/duties\/plans\/[0-9a-f-]{36}$/);
    await seen(page, '事实和绕行办法');
    expect(await page.getByRole('button', { name: '批准启用' }).count()).toBe(0);
    const other = await visit(browser, server.url);
    await signInAs(server, other.page, 'leader', new URL(page.url()).pathname);
    await other.page.getByRole('button', { name: '批准启用' }).click();
    await other.page.getByRole('dialog').getByRole('button', { name: '批准启用' }).click();
    await seen(other.page, /启用\s*第 1 版/);
    expect(await seriousFaults(other.page)).toEqual([]);
    await shot(other.page, 'plan');
    const id = await anIncident(server, { level: '重大', title: '东关桥护栏垮塌' });
    await page.goto(`/incidents/${id}?tab=duty`);
    await seen(page, '建议的预案');
    await page.getByText('生成 2 项任务').click();
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('button', { name: '采用：桥梁事故应对', exact: true }).click();
    await seen(page, '权威发布（政府网站）：事实和绕行办法');
    await seen(page, '已采用');
    await shot(page, 'plan-taken');
    const phone = await visit(browser, server.url, { lang: 'en', width: 390 });
    await signInAs(server, phone.page, 'auditor', '/duties/plans');
    await seen(phone.page, 'When something happens, what do we do?');
    expect(await isTooWide(phone.page)).toBe(false);
    expect(await seriousFaults(phone.page)).toEqual([]);
    expect([...faults, ...other.faults, ...phone.faults]).toEqual([]);
  }, 180_000);

  it('a drill is prepared, runs with its clocks ticking in a time of its own, and ends in a report; it says everywhere what it is', async () => {
    await server.as('department-officer', 'department-officer', '交通运输局');
    const { page, faults } = await visit(browser, server.url);
    await signInAs(server, page, 'news-office', '/duties/drills');
    await seen(page, '还没有预演');
    await page.getByRole('button', { name: '准备一次预演' }).click();
    await page.getByLabel('名称').fill('清水桥垮塌');
    await page.getByLabel('设想的情况').fill('早高峰桥面塌陷，视频在网上传开。');
    await page.getByLabel('责任单位').fill('交通运输局');
    await page.locator('.ant-select-item-option', { hasText: '交通运输局' }).click();
    const people = page.getByLabel('参加人');
    for (const name of ['测试news-office', '测试department-officer']) {
      await people.fill(name);
      await page.locator('.ant-select-item-option', { hasText: name }).last().click();
    }
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: '途中情况: 增加一项' }).click();
    await page.getByLabel('第几分钟（演练时间），第 1 行').fill('0');
    await page.getByLabel('情况内容，第 1 行').fill('有人说桥下埋了人。');
    expect(await seriousFaults(page)).toEqual([]);
    await shot(page, 'drill-form');
    await page.getByRole('button', { name: '保存' }).click();
    await page.waitForURL(/\/duties\/drills\/[0-9a-f-]{36}$/);
    const address = new URL(page.url()).pathname;
    await page.getByRole('button', { name: '开始预演' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '开始预演' }).click();
    await seen(page, '演练时间');
    await seen(page, '【预演】有人说桥下埋了人。');
    const time = page.locator('.drill-time strong');
    const first = await time.innerText();
    await eventually(async () => expect(await time.innerText()).not.toBe(first));
    expect(await seriousFaults(page)).toEqual([]);
    await shot(page, 'drill-running');

    const phone = await visit(browser, server.url, { width: 390 });
    await signInAs(server, phone.page, 'department-officer', address, '交通运输局');
    await phone.page.getByRole('button', { name: '签收：发布权威信息' }).click();
    await seen(phone.page, '测试department-officer 已签收');
    await phone.page.getByRole('button', { name: '回应第 1 条情况' }).click();
    await phone.page.getByLabel('怎么处理').fill('核实后辟谣。');
    await phone.page.getByRole('dialog').getByRole('button', { name: '回应' }).click();
    await seen(phone.page, '测试department-officer 已回应');
    await phone.page.getByLabel('发布内容（只在预演里）').fill('情况通报：已封桥，无人被埋。');
    await phone.page.getByRole('button', { name: '发布（预演）' }).click();
    await seen(phone.page, '按时履行');
    expect(await isTooWide(phone.page)).toBe(false);
    expect(await seriousFaults(phone.page)).toEqual([]);
    await shot(phone.page, 'drill-phone');

    await page.getByRole('button', { name: '结束并出报告' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '结束并出报告' }).click();
    await seen(page, '报告：谁在什么时候作出了反应');
    await seen(page, '没有反应');
    expect(await seriousFaults(page)).toEqual([]);
    await shot(page, 'drill-report');
    const english = await visit(browser, server.url, { lang: 'en', width: 390 });
    await signInAs(server, english.page, 'leader', address);
    await seen(english.page, 'Report: who answered when');
    await seen(english.page, '[DRILL] The drill has ended.');
    expect(await isTooWide(english.page)).toBe(false);
    expect(await seriousFaults(english.page)).toEqual([]);
    await shot(english.page, 'drill-report-phone-en');
    expect([...faults, ...phone.faults, ...english.faults]).toEqual([]);
  }, 180_000);
});
