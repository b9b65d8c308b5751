// The main story walked in a browser, as the people of a county would: from the first run to a published answer and a proof.
import type { Browser, Locator, Page } from 'playwright-core';
import { hotlineFile, openNewspaper, PHONE } from '../journeys/story.parts';
import { eventually } from '../support/eventually';
import { password, startServer, type TestServer } from '../support/server';
import { describeStory, openBrowser, seen, type Visit, visit } from './browser';
import {
  addOfficer,
  auditor,
  expectSound,
  leader,
  lookAt,
  looks,
  owner,
  reviewer,
  signIn,
  staff,
  walkFirstRun,
} from './story.parts';

// Each test is a chapter that stands on those before it. A busy machine takes its time.
jest.setTimeout(150_000);

const said = {
  事实真相: '今天上午兴隆大街一商场发生火灾，造成11人死亡、6人受伤。',
  政策措施: '消防救援力量已扑灭明火，伤者全部送医，周边住户得到安置。',
  处置结果: '截至目前搜救工作已经结束，遇难者身份正在核实。',
  成因: '起火原因正在由调查组调查。',
  解决方案: '全县商场即日起开展消防安全排查。',
};
const title = '关于兴隆大街商场火灾的情况通报';

describeStory('the story', () => {
  let server: TestServer;
  let browser: Browser;
  let newspaper: Awaited<ReturnType<typeof openNewspaper>>;
  let press: Visit;
  let author: Visit;
  let chief: Visit;
  let watcher: Page;
  let fire: string;
  let release: string;
  beforeAll(async () => {
    [server, browser, newspaper] = await Promise.all([
      startServer({ bare: true }),
      openBrowser(),
      openNewspaper(),
    ]);
  });
  afterAll(() => Promise.all([browser?.close(), server?.close(), newspaper?.close()]), 120_000);

  let fallen: string | null = null;
  /** A chapter that fails ends the story: those after it would only wait for what never came. */
  const chapter = (name: string, walk: () => Promise<void>) =>
    it(name, async () => {
      if (fallen) throw new Error(`The story ended at: ${fallen}`);
      fallen = name;
      await walk();
      fallen = null;
    });

  const dialog = (page: Page): Locator => page.getByRole('dialog');
  /** Takes a step of the procedure: the button, then the question. */
  const take = async (page: Page, step: RegExp, done: string) => {
    await page.getByRole('button', { name: step }).click();
    await dialog(page).locator('.dialogue-confirm').click();
    await seen(page, done);
  };

  chapter('first run: the administrator is signed in and adds the news office', async () => {
    const { page, faults } = await visit(browser, server.url);
    await walkFirstRun(server, page, '雁西县');
    await seen(page, '雁西县');
    await page.goto('/organise/officers');
    await page.getByRole('button', { name: '新增人员' }).first().click();
    await dialog(page).getByLabel('姓名').fill(staff.name);
    await dialog(page).getByLabel('登录名').fill(staff.signInName);
    await dialog(page).getByLabel('职务').fill(staff.post);
    await dialog(page).getByLabel('角色').click();
    await page.getByTitle('新闻办工作人员').click();
    await dialog(page).getByLabel('初始密码').fill(password);
    await dialog(page)
      .getByRole('button', { name: /保\s*存/ })
      .click();
    await page.getByRole('cell', { name: staff.signInName, exact: true }).waitFor();
    await expectSound(page);
    for (const person of [reviewer, leader, auditor]) await addOfficer(server, person);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  chapter('staff add a feed that was tried first', async () => {
    press = await signIn(browser, server.url, staff);
    const { page } = press;
    await page.waitForURL('**/live');
    watcher = await press.context.newPage();
    await watcher.goto('/live');
    await seen(watcher, /实时 \d\d:\d\d:\d\d/);
    await page.goto('/intake');
    await page.getByRole('button', { name: '新增信息源' }).first().click();
    await dialog(page).getByLabel('地址').fill(newspaper.feed);
    await dialog(page).getByRole('button', { name: '试取' }).click();
    await seen(page, '雁西县图书馆延长周末开放时间');
    await dialog(page)
      .getByRole('button', { name: /保\s*存/ })
      .click();
    await page.locator('td strong', { hasText: '雁西日报' }).waitFor();
    await expectSound(page);
  });

  chapter('and import a hotline file; bad rows are told by number and reason', async () => {
    const { page } = press;
    await page.goto('/intake/imports');
    await page.locator('input[type=file]').setInputFiles({
      name: '热线工单.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(hotlineFile()),
    });
    await seen(page, '每一项取自哪一列？');
    for (const heading of ['工单编号', '诉求内容', '来电时间', '承办单位']) await seen(page, heading);
    expect(await page.locator('body').innerText()).not.toContain(PHONE);
    await page.getByRole('button', { name: '开始导入' }).click();
    await seen(page, '导入完成');
    const figures = await page.locator('.ant-statistic-content').allInnerTexts();
    expect(figures.map((figure) => Number(figure.trim()))).toEqual([4, 0, 0, 2]);
    for (const row of ['5', '6']) {
      const line = page.getByRole('row').filter({ has: page.getByRole('cell', { name: row, exact: true }) });
      expect(await line.innerText()).toMatch(/\p{Script=Han}{3}/u);
    }
    await expectSound(page);
  });

  chapter('alerts come to the screen that was open all the while', async () => {
    await eventually(async () => {
      const come = await watcher.locator('.alert-row').allInnerTexts();
      expect(come.filter((row) => row.includes('新事件') && row.includes('商场')).length).toBe(1);
      expect(come.some((row) => row.includes('建议定级'))).toBe(true);
    }, 60_000);
    await expectSound(watcher);
  });

  chapter('triage: confirmed as 重大, four clocks stand side by side, each with its why', async () => {
    const { page } = press;
    await page.goto('/incidents');
    await page.getByRole('link', { name: /商场/ }).first().click();
    await page.waitForURL('**/incidents/*');
    fire = new URL(page.url()).pathname;
    await page.getByRole('button', { name: /^确\s*认$/ }).click();
    const asked = dialog(page);
    await asked.getByRole('radio', { name: /重大/ }).nth(1).check();
    await seen(page, '确认后立即启动 4 只时钟');
    await expectSound(page);
    await asked.getByRole('button', { name: /^确\s*认$/ }).click();
    const clocks = page.getByRole('region', { name: '时限' }).getByRole('listitem');
    await eventually(async () => expect(await clocks.count()).toBe(4));
    for (const [name, hours] of [
      ['发布权威信息', 5],
      ['举行新闻发布会', 24],
      ['24小时内权威发布', 24],
    ])
      expect(await clocks.filter({ hasText: new RegExp(`^${name}.*到期 · ${hours} 小时`) }).count()).toBe(1);
    const boxes = await Promise.all((await clocks.all()).map((one) => one.boundingBox()));
    expect(new Set(boxes.map((box) => Math.round(box!.y))).size).toBe(1);
    await expectSound(page);
    await clocks.filter({ hasText: '24小时内权威发布' }).getByRole('button').click();
    await seen(page, '“24小时内权威发布”为什么此时到期？');
    const why = await dialog(page).innerText();
    expect(why).toMatch(/到期[\s\S]*\d{4}[\s\S]*依据[\s\S]*xinxing-2017/);
  });

  chapter('the owner acknowledges, writes by the checklist and submits', async () => {
    const news = await server.as('news-office', 'kit');
    const { lead } = await news.call('incidents.read', { params: { id: fire.split('/').at(-1)! } });
    await addOfficer(server, owner, lead!.id);
    author = await signIn(browser, server.url, owner);
    const { page } = author;
    await page.waitForURL('**/duties?mine');
    await page.getByRole('button', { name: '签收“24小时内权威发布”' }).click();
    await seen(page, `${owner.name} 已签收`);
    await expectSound(page);
    await page
      .getByRole('listitem')
      .filter({ hasText: '24小时内权威发布' })
      .getByRole('link', { name: '起草发布' })
      .first()
      .click();
    await page.getByLabel('标题', { exact: true }).fill(title);
    await page.getByLabel('正文', { exact: true }).fill(Object.values(said).join('\n'));
    await seen(page, '处须改好才能提交');
    for (const [point, sentence] of Object.entries(said)) {
      await page.getByRole('button', { name: `从正文的句子里为“${point}”选一句` }).click();
      await page.locator('.sentence-menu:visible').getByRole('menuitem', { name: sentence }).click();
    }
    await page.getByRole('button', { name: '“制约因素”不适用' }).click();
    await page.getByLabel('为什么不适用：制约因素').fill('没有制约因素');
    await seen(page, '6 / 6 项已讲清');
    await page.waitForURL(/\/releases\/(?!new)/);
    release = new URL(page.url()).pathname;
    await expectSound(page);
    const submit = page.getByRole('button', { name: '提交保密审查' });
    await eventually(async () => expect(await submit.isEnabled()).toBe(true));
    await take(page, /提交保密审查/, '等保密审查员审查');
  });

  chapter('nobody passes or approves their own text: the button says why, the server refuses', async () => {
    const { page } = author;
    const own = page.getByRole('button', { name: '保密审查通过' });
    expect(await own.isDisabled()).toBe(true);
    const why = await page.locator(`#${await own.getAttribute('aria-describedby')}`).innerText();
    expect(why).toMatch(/本人|自己/);
    const second = await signIn(browser, server.url, reviewer);
    await second.page.getByRole('link', { name: title }).click();
    await take(second.page, /保密审查通过/, '等领导批准');
    await expectSound(second.page);
    await second.context.close();

    await page.reload();
    const approve = page.getByRole('button', { name: /^批\s*准$/ });
    await eventually(async () => expect(await approve.isDisabled()).toBe(true));
    expect(await page.locator('#why-not-approve').innerText()).toMatch(/本人|自己/);
    const self = server.anonymous();
    await self.signIn(owner.signInName, password);
    const params = { id: release.split('/').at(-1)! };
    expect(await self.refused('releases.approve', { params })).toMatchObject({
      status: 403,
      code: 'release.same-person',
    });
  });

  chapter('a leader approves, staff publish, and the public page reads without JavaScript', async () => {
    chief = await signIn(browser, server.url, leader);
    await chief.page.waitForURL('**/overview');
    await chief.page.goto(release);
    await take(chief.page, /^批\s*准$/, '等新闻办发布');

    const { page } = press;
    await page.goto(release);
    await page.getByRole('button', { name: /发布到公开页面和 3 个订阅源；停止 3 只时钟/ }).click();
    await seen(page, '将停下的时钟：');
    await dialog(page).locator('.dialogue-confirm').click();
    await seen(page, '现在可以看到');
    await expectSound(page);

    const plain = await browser.newContext({ baseURL: server.url, javaScriptEnabled: false });
    const reader = await plain.newPage();
    await reader.goto(`/public${release}`);
    expect(await reader.locator('h1').innerText()).toBe(title);
    for (const sentence of Object.values(said))
      expect(await reader.locator('body').innerText()).toContain(sentence);
    await plain.close();
    const { page: seeing, context } = await visit(browser, server.url);
    await seeing.goto(`/public${release}`);
    await expectSound(seeing);
    await context.close();
  });

  chapter('which meets the clocks, as the leader reads from overview to timeline', async () => {
    const { page } = chief;
    await page.goto('/overview');
    await seen(page, '该回应的，回应了没有？');
    await page.locator('.recharts-surface').first().waitFor();
    await seen(page, '3 / 3 只到期时钟');
    await expectSound(page);
    await page.goto(fire);
    const clocks = page.getByRole('region', { name: '时限' });
    await eventually(async () => expect((await clocks.innerText()).match(/按时达成/g)).toHaveLength(3));
    const stages = await page.getByRole('list', { name: '各环节用时与经手人' }).innerText();
    for (const words of ['发现', '研判', '派发', '签收', '草稿', '审签', staff.name, owner.name])
      expect(stages).toContain(words);
    await expectSound(page);
  });

  chapter(
    'an auditor opens the ledger, verifies an entry on the page, and takes the bundle away',
    async () => {
      const looking = await signIn(browser, server.url, auditor);
      const { page } = looking;
      await page.waitForURL('**/ledger');
      await page
        .getByRole('link', { name: /^#\d+$/ })
        .first()
        .waitFor();
      await expectSound(page);
      await page.goto('/ledger/checkpoints');
      await page.getByRole('button', { name: '立即签发检查点' }).click();
      await seen(page, /已签发，覆盖 \d+ 条/);
      await page.goto('/ledger?kind=release.approved');
      const line = page.getByRole('row').filter({ hasText: leader.name });
      await line.getByRole('link', { name: /^#\d+$/ }).click();
      await page.getByRole('button', { name: '验证', exact: false }).click();
      await page.locator('.verdict').waitFor();
      expect(await page.locator('.verdict').innerText()).toMatch(/验证通过|散列与路径都对得上签名检查点的根/);
      await expectSound(page);
      await page.goto('/ledger/checkpoints');
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: '导出存证包' }).click(),
      ]);
      expect(download.suggestedFilename()).toMatch(/^wenying-ledger-.*\.zip$/);
      await expectSound(page);

      for (const look of process.env.PICTURES ? looks : looks.slice(2))
        for (const [who, name, path, until] of [
          [press, 'live', '/live', '.alert-row'],
          [press, 'incident', fire, '.stage-list'],
          [press, 'duties', '/duties', '.clock-card'],
          [press, 'release', release, '.checklist'],
          [chief, 'overview', '/overview', '.recharts-surface'],
          [looking, 'ledger', '/ledger', '.ledger-table a'],
        ] as const)
          await lookAt(browser, server, who, { name, path, until, look });
      for (const { faults } of [press, author, chief, looking]) expect(faults).toEqual([]);
    },
  );
});
