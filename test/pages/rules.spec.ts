// Alert rules in a browser: a list and a rule made, tried on the past and refused where they name a person; early signs beside their baseline.
import type { Browser, Page } from 'playwright-core';
import { BurstWatch } from '../../apps/server/src/understanding/burst.watch';
import { grouped } from '../stages/understanding.parts';
import { eventually } from '../support/eventually';
import { startServer, type TestServer } from '../support/server';
import { describePages, isTooWide, openBrowser, seen, seriousFaults, signInAs, visit } from './browser';

describePages('rules', () => {
  let server: TestServer;
  let browser: Browser;
  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(), openBrowser()]);
    const machine = await server.withToken('intake:write');
    await machine.call('messages.send', {
      body: [
        {
          channel: 'hotline',
          title: '青石镇中心小学多名学生腹泻',
          body: '家长反映，孩子在食堂吃过午饭后腹泻，希望公布食堂食材来源，并通报检测结果。',
        },
      ],
    });
    const staff = await server.as('news-office');
    // The first message waits for the model to be loaded.
    await grouped(server);
    expect((await staff.call('incidents.list')).items).toHaveLength(1);
  }, 120_000);
  afterAll(() => Promise.all([browser?.close(), server?.close()]), 120_000);

  const shot = async (page: Page, name: string) => {
    const dir = process.env.SHOTS;
    if (dir) await page.screenshot({ path: `${dir}/${name}.png`, fullPage: true });
  };

  it('makes a list and a rule, tries it on the last 30 days, and is refused a telephone', async () => {
    const { page, faults } = await visit(browser, server.url, { width: 1440 });
    await signInAs(server, page, 'news-office', '/rules');
    await page.getByRole('button', { name: '新增词表' }).click();
    await page.locator('#word-list_name').fill('校园安全');
    await page.locator('#word-list_terms').fill('食堂+腹泻\n校园欺凌');
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('button', { name: /保\s*存/ }).click();
    await seen(page, '2 个词');
    await page.getByRole('button', { name: '新增规则' }).click();
    await page.locator('#rule_name').fill('校园食品安全');
    await page.locator('#rule_words').fill('13800001234');
    await page.getByRole('button', { name: /保\s*存/ }).click();
    await seen(page, /规则只盯事，不盯人，不能写入/);
    await page.locator('#rule_words').fill('');
    await page.locator('#rule_listIds').click();
    await page.locator('.ant-select-item-option', { hasText: '校园安全' }).click();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: '试运行近 30 天' }).click();
    await seen(page, '近 30 天会为 1 起事件告警');
    expect((await page.locator('mark').allInnerTexts()).sort()).toEqual(['腹泻', '腹泻', '食堂', '食堂']);
    expect(await seriousFaults(page)).toEqual([]);
    await shot(page, 'rule-trial');
    await page.getByRole('button', { name: /保\s*存/ }).click();
    await seen(page, '《校园安全》');
    await page.getByRole('switch', { name: '启用“校园食品安全”' }).click();
    await seen(page, '第 2 版');
    expect(await seriousFaults(page)).toEqual([]);
    await shot(page, 'rules');
    expect(faults).toEqual([]);
    const phone = await visit(browser, server.url, { lang: 'en', width: 390 });
    await signInAs(server, phone.page, 'auditor', '/rules');
    await seen(phone.page, 'You may read the rules but not change them.');
    await seen(phone.page, '校园食品安全');
    expect(await isTooWide(phone.page)).toBe(false);
    await shot(phone.page, 'rules-phone');
  }, 120_000);

  it('shows a burst beside its baseline, with the false alarms that are allowed for', async () => {
    const { rows } = await server.db.query('select id from jurisdiction');
    const jurisdictionId = rows[0].id as string;
    // At one stroke: a look of the schedule's own keeps for an hour what it makes of a series.
    await server.db.query(
      `with series as (insert into message_series values ($1, 'topic', '城乡建设', now() - interval '60 days')
                       on conflict (jurisdiction_id, kind, key) do update set since = excluded.since)
       insert into message_hour
       select $1, 'topic', '城乡建设', h, case when h > now() - interval '150 minutes' then 16 else 1 + extract(hour from h)::int % 3 end
         from generate_series(date_trunc('hour', now()) - interval '59 days', now(), interval '1 hour') h
       on conflict (jurisdiction_id, kind, key, hour) do update set count = excluded.count`,
      [jurisdictionId],
    );
    // Where the schedule's own look is under way, that one may have read the counts before they were put there.
    await eventually(async () => {
      await server.serving.app.get(BurstWatch).check(jurisdictionId);
      const began = await server.db.query("select 1 from fact where kind = 'burst.began'");
      expect(began.rows).toHaveLength(1);
    });
    const { page, faults } = await visit(browser, server.url, { width: 1440 });
    await signInAs(server, page, 'news-office', '/bursts');
    await seen(page, '合计每周至多约 1 次误报');
    await seen(page, '持续中');
    await seen(page, '历史太短：还不判断');
    await page.locator('figure .recharts-line').first().waitFor();
    await page.getByRole('button', { name: '模拟一次' }).click();
    await seen(page, /误报 \d+ 次，平均每周 [\d.]+ 次。/);
    await seen(page, '近四周实际发出苗头告警 1 次。');
    await seen(page, '平时的 5 倍');
    expect(await seriousFaults(page)).toEqual([]);
    await shot(page, 'bursts');
    expect(faults).toEqual([]);
    const phone = await visit(browser, server.url, { lang: 'en', width: 390 });
    await signInAs(server, phone.page, 'leader', '/bursts');
    await seen(phone.page, 'lasting');
    await phone.page.getByRole('button', { name: 'Simulate' }).click();
    await seen(phone.page, /false alarms, [\d.]+ a week\./);
    expect(await isTooWide(phone.page)).toBe(false);
    await shot(phone.page, 'bursts-phone');
  }, 120_000);
});
