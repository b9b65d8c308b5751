// A real browser for the tests of pages: found on the machine, or said to be missing.
import { existsSync } from 'node:fs';
import path from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { type Browser, type BrowserContext, chromium, type Locator, type Page } from 'playwright-core';
import { eventually } from '../support/eventually';
import { password, type RoleName, type TestServer } from '../support/server';

const candidates = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
const executablePath = candidates.find((candidate) => candidate && existsSync(candidate));
const dashboard = path.resolve(__dirname, '../../dist/dashboard/index.html');
const missing = executablePath
  ? existsSync(dashboard)
    ? null
    : 'the dashboard is not built (npm run build)'
  : 'no Chromium was found (install it, or name it in CHROMIUM)';

const visited: BrowserContext[] = [];

/** Tests that need a browser: skipped, and said so, where there is none. */
export function describeStory(name: string, tests: () => void): void {
  if (missing) process.stderr.write(`Skipped: pages of "${name}": ${missing}.\n`);
  (missing ? describe.skip : describe)(name, tests);
}

/** The same where no page goes on from test to test: each is closed, or else all of them listen and ask on beside the next. */
export const describePages = (name: string, tests: () => void): void =>
  describeStory(name, () => {
    tests();
    afterEach(async () => {
      await Promise.all(visited.splice(0).map((context) => context.close()));
    });
  });

const args = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
export const openBrowser = (): Promise<Browser> => chromium.launch({ executablePath, args });

export type Look = { lang?: 'zh' | 'en'; width?: number; dark?: boolean; zone?: string };
export type Visit = { page: Page; context: BrowserContext; faults: string[] };

/** A page of its own; what its console calls an error is collected in `faults`. */
export async function visit(browser: Browser, url: string, look: Look = {}): Promise<Visit> {
  const { lang = 'zh', width = 1360, dark = false, zone = 'Asia/Shanghai' } = look;
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width, height: 860 },
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
    timezoneId: zone,
  });
  visited.push(context);
  context.setDefaultTimeout(60_000);
  await context.addInitScript((chosen) => localStorage.setItem('wenying.language', chosen), lang);
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (said) => {
    // A refused request is the test's own doing; its sentence is what the test looks at.
    if (said.type() === 'error' && !said.text().startsWith('Failed to load resource'))
      faults.push(said.text());
  });
  return { page, context, faults };
}

/** Signs in through the page as an officer with this role, who is made when there is none. */
export async function signInAs(
  server: TestServer,
  page: Page,
  role: RoleName,
  where = '/',
  departmentName?: string,
): Promise<void> {
  await server.as(role, role, departmentName);
  await page.goto(where);
  await page.locator('#sign-in_name').fill(role);
  await page.locator('#sign-in_password').fill(password);
  await page.locator('button[type=submit]').click();
  await page.locator('header').waitFor();
}

/** What axe calls serious or critical on the page as it stands. */
export async function seriousFaults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
}

/** Nothing may be wider than the screen. */
export const isTooWide = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth + 1);

/** Opens a field's list and takes an option; once more where the field moved away under the click, as when a fault above it is gone. */
export async function pick(field: Locator, option: Locator): Promise<void> {
  await eventually(async () => {
    if (!(await option.isVisible())) await field.click();
    await option.waitFor({ timeout: 10_000 });
  });
  await option.click();
}

/** Awaits a text in the page's body. */
export const seen = (page: Page, text: string | RegExp): Promise<void> =>
  eventually(async () => expect(await page.locator('body').innerText()).toMatch(text));
