// One message in a browser: where it was seen, every text it had, the difference in words, and its case's life.
import type { Browser } from 'playwright-core';
import { Retention } from '../../apps/server/src/intake/retention';
import { eventually } from '../support/eventually';
import { startServer, type TestServer } from '../support/server';
import { describePages, isTooWide, openBrowser, seen, seriousFaults, signInAs, visit } from './browser';

const body = '柳湾路入口的路灯坏了一周。夜里行人看不清路面，请维修。';
const letter = { externalId: 'W9', title: '柳湾路路灯不亮', agency: '住建局' };

describePages('one message', () => {
  let server: TestServer;
  let browser: Browser;
  let id = '';
  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer({ env: { TEXT_DAYS: '30' } }), openBrowser()]);
    const machine = await server.withToken('intake:write');
    const send = (row: Record<string, unknown>) => machine.call('messages.send', { body: [row] });
    const { items } = await send({ ...letter, body, hotline: { receivedAt: '2026-11-18 09:20' } });
    id = items[0]!.id!;
    await send({
      ...letter,
      externalId: 'W10',
      channel: 'comment',
      body,
      url: 'https://wanglan.example/t/10',
    });
    await send({ ...letter, body: body.replace('一周', '三周') });
    await send({ ...letter, body: body.replace('一周', '三周'), hotline: { satisfaction: '不满意' } });
    await send({
      ...letter,
      body: body.replace('一周', '三周'),
      hotline: { satisfaction: '满意', repliedAt: '2026-11-20', replyBody: '已更换灯头，请查看。' },
    });
  }, 120_000);
  afterAll(async () => {
    await Promise.all([browser.close(), server.close()]);
  }, 120_000);

  it('shows its sightings, its texts with the difference, and what its record said before', async () => {
    const { page, faults } = await visit(browser, server.url);
    await signInAs(server, page, 'news-office', `/messages/${id}`);
    await seen(page, '出现 2 次');
    expect(await page.getByRole('link', { name: 'https://wanglan.example/t/10' }).count()).toBe(1);
    await seen(page, '改动与别处的说法');
    await page.locator('summary', { hasText: '与第 1 版的差别' }).click();
    expect(await page.locator('.difference del').allInnerTexts()).toEqual([
      expect.stringContaining('坏了一周'),
    ]);
    expect(await page.locator('.difference ins').allInnerTexts()).toEqual([
      expect.stringContaining('坏了三周'),
    ]);
    expect(await page.locator('dl del').allInnerTexts()).toEqual([expect.stringContaining('不满意')]);
    expect(await seriousFaults(page)).toEqual([]);
    expect(faults).toEqual([]);
  }, 120_000);

  it('does so on a phone, in English', async () => {
    const { page } = await visit(browser, server.url, { lang: 'en', width: 390 });
    await signInAs(server, page, 'news-office', `/messages/${id}`);
    await seen(page, 'What changed, and what others say');
    await page.locator('summary').first().click();
    expect(await isTooWide(page)).toBe(false);
    expect(await seriousFaults(page)).toEqual([]);
  }, 120_000);

  it('says why emoji alone are in no incident, and puts them into one', async () => {
    const machine = await server.withToken('intake:write');
    const staff = await server.as('news-office');
    const { items } = await machine.call('messages.send', {
      body: [{ channel: 'hotline', externalId: 'W11', title: '😡😡', body: '🔥🔥！！' }],
    });
    const emoji = { params: { id: items[0]!.id! } };
    await eventually(async () =>
      expect(await staff.call('messages.read', emoji)).toMatchObject({ outside: 'nothing-to-read' }),
    );
    const english = await visit(browser, server.url, { lang: 'en', width: 390 });
    await signInAs(server, english.page, 'auditor', `/messages/${emoji.params.id}`);
    await seen(english.page, 'none: nothing to read in it');
    await seen(english.page, 'In no incident');
    expect(await english.page.getByRole('button', { name: 'Put into an incident' }).count()).toBe(0);
    expect(await isTooWide(english.page)).toBe(false);

    const { page, faults } = await visit(browser, server.url);
    await signInAs(server, page, 'news-office', `/messages/${emoji.params.id}`);
    await seen(page, '无：没有可读的文字');
    await page.getByRole('button', { name: '放入事件…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('并入其他事件').or(dialog.getByRole('combobox')).first().click();
    await page.getByRole('option').first().waitFor({ state: 'attached' });
    await page.locator('.ant-select-item-option', { hasText: '柳湾路' }).first().click();
    await dialog.getByLabel('理由').fill('同一个来电人，说的是路灯');
    expect(await seriousFaults(page)).toEqual([]);
    await dialog.getByRole('button', { name: '放入事件' }).click();
    await seen(page, '已放入事件');
    await seen(page, '同一个来电人，说的是路灯');
    expect((await staff.call('messages.read', emoji)).incidentId).not.toBeNull();
    expect(faults).toEqual([]);
  }, 120_000);

  it('says that its text was erased at the end of its time, and when', async () => {
    await server.db.query("update message set received_at = received_at - interval '40 days' where id = $1", [
      id,
    ]);
    await server.db.query("update message_revision set at = at - interval '40 days' where message_id = $1", [
      id,
    ]);
    const staff = await server.as('news-office');
    const { incidentId } = await staff.call('messages.read', { params: { id } });
    const { title } = await staff.call('incidents.read', { params: { id: incidentId! } });
    await staff.call('incidents.dismiss', {
      params: { id: incidentId! },
      body: { reason: '单个诉求，已转办' },
    });
    expect(await server.serving.app.get(Retention).eraseTexts()).toBe(1);
    for (const [lang, words] of [
      ['zh', '这条信息的文本已按保存期限清除'],
      ['en', 'The text of this message was erased at the end of its time'],
    ] as const) {
      const { page, faults } = await visit(browser, server.url, { lang, width: lang === 'en' ? 390 : 1440 });
      await signInAs(server, page, 'news-office', `/messages/${id}`);
      await seen(page, words);
      // The words by which it was judged go as soon as understanding has heard of it.
      await eventually(async () => {
        await page.reload();
        await seen(page, words);
        // What the incident is called stays: that is its record, not the citizen's words.
        const shown = (await page.locator('body').innerText()).replaceAll(title, '');
        expect(shown).not.toContain('路灯');
      }, 60_000);
      expect(await isTooWide(page)).toBe(false);
      expect(await seriousFaults(page)).toEqual([]);
      expect(faults).toEqual([]);
    }
  }, 120_000);
});
