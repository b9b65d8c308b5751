// A reader in a zone with summer time, on the night it changes: due times, what is left, days, shifts and typed dates stay those of China.
import type { Browser } from 'playwright-core';
import { Now } from '../../apps/server/src/platform/now';
import { anIncident } from '../stages/duty-incident';
import { eventually } from '../support/eventually';
import { startServer, type TestServer } from '../support/server';
import { describePages, openBrowser, seen, seriousFaults, signInAs, visit } from './browser';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const instantOf = (wall: string) => Date.parse(`${wall}:00+08:00`);
/** The wall time in China is one that the reader's own zone skips, or has twice, on that day. */
const nights: [zone: string, day: string, hour: string][] = [
  ['America/New_York', '2026-03-08', '02:30'],
  ['America/New_York', '2026-11-01', '01:30'],
  ['Europe/Berlin', '2026-03-29', '02:30'],
  ['Australia/Lord_Howe', '2026-10-04', '02:10'],
];

describePages('readers elsewhere', () => {
  let server: TestServer;
  let browser: Browser;
  let deskId: string;
  let officerId: string;
  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(), openBrowser()]);
    const admin = await server.as('administrator');
    officerId = (await server.as('department-officer', 'liu', '交通运输局')).session!.officer.id;
    await server.as('news-office');
    const mannedFrom = '2026-01-01T00:00:00Z';
    deskId = (await admin.call('desks.add', { body: { name: '总值班室', mannedFrom } })).id;
  }, 120_000);
  afterAll(() => Promise.all([browser.close(), server.close()]), 120_000);

  it.each(nights)(
    '%s on %s at %s',
    async (zone, day, hour) => {
      const due = instantOf(`${day}T${hour}`);
      const began = Date.now();
      const nowMs = () => due - 30 * MINUTE + (Date.now() - began);
      server.serving.app.get(Now).at = () => new Date(nowMs());
      const title = `清水桥封闭 ${zone} ${day}`;
      const id = await anIncident(server, { title, detectedAt: new Date(due - 48 * HOUR).toISOString() });
      // Due ten minutes past the midnight in China that follows.
      const midnight = instantOf(`${day}T00:00`) + 24 * HOUR;
      const later = `净水厂停水 ${zone} ${day}`;
      await anIncident(server, {
        title: later,
        detectedAt: new Date(midnight + 10 * MINUTE - 48 * HOUR).toISOString(),
      });
      const shift = {
        officerId,
        from: new Date(due).toISOString(),
        to: new Date(due + 5 * HOUR).toISOString(),
      };
      const admin = await server.as('administrator');
      await admin.call('shifts.add', {
        params: { id: deskId },
        body: { shifts: [{ ...shift, part: 'duty' }] },
      });

      const { page, context, faults } = await visit(browser, server.url, { zone });
      await context.clock.install({ time: nowMs() });
      await signInAs(server, page, 'news-office', '/duties');
      const row = page.locator('.board-row', { hasText: title });
      await eventually(async () => expect(await row.innerText()).toContain(`今天 ${hour}`));
      expect(await row.innerText()).toMatch(/余 (30|2\d) 分/);
      const section = (of: string) =>
        page.locator('.board-section', { has: page.locator('.board-row', { hasText: of }) }).locator('h2');
      expect(await section(title).innerText()).toContain('1 小时');
      expect(await page.locator('.board-row', { hasText: later }).innerText()).toContain('明天 00:10');
      expect(await section(later).innerText()).not.toBe(await section(title).innerText());
      // Whose time it is stands in sight, and with the full instant on hover.
      expect(await page.locator('.zone-mark').innerText()).toBe('北京时间');
      await row.locator('time').last().hover();
      await seen(page, `${day} ${hour}:00（北京时间，UTC+8）`);
      expect(await seriousFaults(page)).toEqual([]);

      // What is typed is read as China's time, shown as typed, and shown again as it was.
      await page.goto(`/incidents/${id}?tab=duty`);
      await page.getByRole('button', { name: '安排任务：处置' }).click();
      const form = page.getByRole('dialog');
      await form.getByLabel('做什么').fill('设置绕行标志');
      await form.getByLabel('责任单位').fill('交通运输局');
      await page.locator('.ant-select-item-option', { hasText: '交通运输局' }).last().click();
      const when = form.getByLabel('何时前完成');
      await when.click();
      await page.locator('.ant-picker-dropdown').getByText('北京时间（UTC+8）').waitFor();
      const minuteOf = (at: number) => Math.floor(at / MINUTE) * MINUTE;
      // The page's clock was set a moment after it was read.
      const before = minuteOf(nowMs() - 10_000);
      await page.locator('.ant-picker-now-btn').click();
      const chosen = instantOf((await when.inputValue()).replace(' ', 'T'));
      expect(chosen).toBeGreaterThanOrEqual(before);
      expect(chosen).toBeLessThanOrEqual(minuteOf(nowMs()));
      await when.fill(`${day} ${hour}`);
      await when.press('Enter');
      expect(await when.inputValue()).toBe(`${day} ${hour}`);
      await form.getByRole('button', { name: '安排任务' }).click();
      await form.waitFor({ state: 'detached' });
      await seen(page, '设置绕行标志');
      const { rows } = await server.db.query('select due_at from step where incident_id = $1', [id]);
      expect(rows[0].due_at.getTime()).toBe(due);
      await page.getByRole('button', { name: '改派或改期' }).first().click();
      expect(await page.getByRole('dialog').getByLabel('何时前完成').inputValue()).toBe(`${day} ${hour}`);

      // The shift stands on its day in China.
      await page.goto('/organise/roster');
      const until = new Date(due + 13 * HOUR).toISOString().slice(11, 16);
      await page
        .locator('.roster-day', { hasText: `${hour}–${until}` })
        .first()
        .waitFor();
      expect(
        await page
          .locator('.roster-day', { hasText: `${hour}–${until}` })
          .first()
          .innerText(),
      ).toContain(String(Number(day.slice(8))));
      expect(faults).toEqual([]);
      await context.close();
    },
    120_000,
  );
});
