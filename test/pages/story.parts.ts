// Doors for the story in a browser: who takes part, how each signs in, what every main page is held to, and pictures of it.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { setupCode } from '../../apps/server/src/organisation/setup-code';
import { password, type RoleName, type TestServer } from '../support/server';
import { isTooWide, seriousFaults, type Visit, visit } from './browser';

export type Person = { name: string; signInName: string; post: string; roles: RoleName[] };
export const staff: Person = {
  name: '许宁',
  signInName: 'xuning',
  post: '新闻办主任',
  roles: ['news-office'],
};
/** Could review and approve, were the text not their own. */
export const owner: Person = {
  name: '陶远',
  signInName: 'taoyuan',
  post: '值班局长',
  roles: ['department-officer', 'reviewer', 'leader'],
};
export const reviewer: Person = {
  name: '季芸',
  signInName: 'jiyun',
  post: '保密审查员',
  roles: ['reviewer'],
};
export const leader: Person = { name: '顾川', signInName: 'guchuan', post: '副县长', roles: ['leader'] };
export const auditor: Person = {
  name: '阮清',
  signInName: 'ruanqing',
  post: '审计监督员',
  roles: ['auditor'],
};

/** Through the API, as the administrator; the page's own way is walked once. */
export async function addOfficer(
  server: TestServer,
  { name, signInName, post, roles }: Person,
  departmentId: string | null = null,
): Promise<void> {
  const admin = await server.as('administrator');
  await admin.call('officers.add', { body: { name, signInName, post, roles, departmentId, password } });
}

/** The first run, on the page: code, county, administrator, departments as offered. */
export async function walkFirstRun(server: TestServer, page: Page, county: string): Promise<void> {
  await page.goto('/');
  await page.waitForURL('**/setup');
  await page.getByLabel('一次性设置码').fill(setupCode(server.config));
  await page.getByLabel('辖区全称').fill(county);
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByLabel('管理员姓名').fill('管理员');
  await page.getByLabel('登录名').fill('administrator');
  await page.getByLabel('密码', { exact: true }).fill(password);
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByRole('button', { name: '完成设置并登录' }).click();
  await page.waitForURL('**/organise');
}

/** A window of one's own, signed in through the page, at the person's home. */
export async function signIn(browser: Browser, url: string, person: Person): Promise<Visit> {
  const visited = await visit(browser, url);
  const { page } = visited;
  await page.goto('/');
  await page.getByLabel('登录名').fill(person.signInName);
  await page.locator('#sign-in_password').fill(password);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.locator('header').waitFor();
  return visited;
}

/** What every main page is held to. */
export async function expectSound(page: Page): Promise<void> {
  expect({ at: page.url(), faults: await seriousFaults(page) }).toEqual({ at: page.url(), faults: [] });
}

/** The looks in which a main page is seen. */
export const looks = [
  { name: 'zh', lang: 'zh', width: 1360 },
  { name: 'en', lang: 'en', width: 1360 },
  { name: 'phone', lang: 'zh', width: 390 },
] as const;

/** Opens a page in one look as someone already signed in; keeps a picture in the folder named by PICTURES. */
export async function lookAt(
  browser: Browser,
  server: TestServer,
  who: Visit,
  at: { name: string; path: string; until: string; look: (typeof looks)[number] },
): Promise<void> {
  const { page, context } = await visit(browser, server.url, at.look);
  await context.addCookies(await who.context.cookies());
  await page.goto(at.path);
  await page.locator(at.until).first().waitFor();
  const { PICTURES } = process.env;
  if (PICTURES) {
    mkdirSync(PICTURES, { recursive: true });
    await page.screenshot({ path: path.join(PICTURES, `${at.name}-${at.look.name}.png`), fullPage: true });
  }
  expect({ at: `${at.name} ${at.look.name}`, isTooWide: await isTooWide(page) }).toMatchObject({
    isTooWide: false,
  });
  await context.close();
}
