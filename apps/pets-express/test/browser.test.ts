import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { startPlainServer } from './plain-server.ts';

const names = ['chromium', 'chromium-browser', 'google-chrome'];
const folders = (process.env.PATH ?? '').split(path.delimiter);
const executablePath = names
  .flatMap((name) => folders.map((folder) => path.join(folder, name)))
  .find((file) => existsSync(file));
const canRun = executablePath !== undefined || process.env.REQUIRE_BROWSER === '1';
/** For people to look at. */
const screenshots = process.env.SCREENSHOTS;

const { mongoUri = '' } = inject('sample');
// An origin of its own: pages of other APIs on this machine are strangers to it.
const deployed = inject('shortUrl');
let browser: Browser;
let page: Page;
let failed: string[] = [];

describe.runIf(canRun)('in a browser (needs Chromium: REQUIRE_BROWSER=1)', () => {
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: executablePath ?? 'chromium', args: ['--no-sandbox'] });
  });
  afterAll(() => browser?.close());
  afterEach(async () => {
    await page.context().close();
    // A picture or a style sheet that is missing or refused shows here.
    expect(failed).toEqual([]);
  });

  async function open(url: string, options: BrowserContextOptions = {}): Promise<void> {
    const context = await browser.newContext({ javaScriptEnabled: false, ...options });
    page = await context.newPage();
    failed = [];
    page.on('response', (response) => {
      if (response.status() >= 400 && response.request().resourceType() !== 'document')
        failed.push(`${response.status()} ${response.url()}`);
    });
    page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) failed.push(message.text());
    });
    await page.goto(`${url}/`);
  }

  async function screenshot(name: string): Promise<void> {
    if (!screenshots) return;
    await mkdir(screenshots, { recursive: true });
    await page.screenshot({ path: path.join(screenshots, `${name}.png`), fullPage: true });
  }

  const item = (name: string) => page.locator('.pets li', { hasText: name });

  it('a pet is added, edited and deleted without JavaScript', async () => {
    await open(deployed);
    await page.getByLabel('Name').fill('Bugs');
    await page.locator('#kind').selectOption('rabbit');
    await page.getByLabel('Age in years').fill('2');
    await page.getByRole('button', { name: 'Add' }).click();
    await item('Bugs').waitFor();
    await screenshot('list');

    await item('Bugs').getByRole('link', { name: 'Edit' }).click();
    await page.getByLabel('Age in years').fill('3');
    await screenshot('edit');
    await page.getByRole('button', { name: 'Save' }).click();
    await item('rabbit, 3').waitFor();

    await item('Bugs').getByRole('button', { name: 'Delete' }).click();
    await item('Bugs').waitFor({ state: 'detached' });
  });

  it('pets are filtered, and each has a picture', async () => {
    await open(deployed);
    for (const [name, kind] of [
      ['Felix', 'cat'],
      ['Tweety', 'bird'],
    ] as const) {
      await page.getByLabel('Name').fill(name);
      await page.locator('#kind').selectOption(kind);
      await page.getByLabel('Age in years').fill('1');
      await page.getByRole('button', { name: 'Add' }).click();
      await item(name).waitFor();
    }
    await page.getByLabel('Show').selectOption('bird');
    await page.getByRole('button', { name: 'Filter' }).click();
    await page.waitForURL(/kind=bird/);
    expect(await item('Felix').count()).toBe(0);
    expect(await item('Tweety').locator('img').getAttribute('alt')).toBe('bird');
    await screenshot('filtered');
  });

  it('an error is shown next to its field, and announced by screen readers', async () => {
    await open(deployed);
    // The browser's own checks are passed by what only the server refuses.
    for (const attempt of [1, 2]) {
      await page.getByLabel('Name').fill('Rex');
      await page.getByLabel('Age in years').fill(String(attempt));
      await page.getByRole('button', { name: 'Add' }).click();
      await page.getByText('Rex').first().waitFor();
    }
    const field = page.getByLabel('Name');
    expect(await field.inputValue()).toBe('Rex');
    expect(await field.getAttribute('aria-describedby')).toBe('name-error');
    expect(await page.locator('#name-error').textContent()).toBe('There is a pet of this name already');
    await screenshot('error');
  });

  it('everything can be done by keyboard', async () => {
    await open(deployed);
    await tabTo('#name');
    await page.keyboard.type('Keys');
    await page.keyboard.press('Tab');
    await page.keyboard.type('cat');
    await page.keyboard.press('Tab');
    await page.keyboard.type('4');
    await page.keyboard.press('Enter');
    await item('Keys').waitFor();
    await tabTo('a:has-text("Keys")');
    await screenshot('focus');
    await page.keyboard.press('Enter');
    await page.waitForURL(/edit/);
    await tabTo('#age');
    await page.keyboard.type('5');
    await page.keyboard.press('Enter');
    await item('cat, 5').waitFor();
    await tabTo('button:has-text("Keys")');
    await page.keyboard.press('Enter');
    await item('Keys').waitFor({ state: 'detached' });
  });

  async function tabTo(selector: string): Promise<void> {
    for (let presses = 0; presses < 60; presses++) {
      await page.keyboard.press('Tab');
      if ((await page.locator(`${selector}:focus`).count()) > 0) return;
    }
    throw new Error(`Expected the Tab key to reach ${selector}`);
  }

  it('a screen of 360 pixels shows everything without scrolling sideways', async () => {
    await open(deployed, { viewport: { width: 360, height: 640 } });
    await page.getByLabel('Name').fill(`Mx. ${'Longname'.repeat(9)}`);
    await page.getByLabel('Age in years').fill('1');
    await page.getByRole('button', { name: 'Add' }).click();
    await item('Longname').waitFor();
    await screenshot('narrow');
    const widths = page.locator('html, .pets li, .pet input');
    for (const box of await widths.all()) {
      const { x = 0, width = 0 } = (await box.boundingBox()) ?? {};
      expect(x + width).toBeLessThanOrEqual(360);
    }
    const [wide] = await page.locator('html').evaluateAll(([html]) => [html?.scrollWidth ?? 0]);
    expect(wide).toBeLessThanOrEqual(360);
  });

  it('an unknown page leads back to the pets', async () => {
    await open(deployed);
    await page.goto(`${deployed}/edit/0123456789abcdef01234567`);
    expect(await page.locator('h1').textContent()).toBe('There is no pet of this id');
    await screenshot('unknown');
    await page.getByRole('link', { name: 'Back to all pets' }).click();
    await page.locator('h1', { hasText: 'Pets' }).waitFor();
  });

  it('the plain server shows the same page', async () => {
    const plain = await startPlainServer(mongoUri);
    await open(plain.url);
    await page.getByLabel('Name').fill('Plain');
    await page.getByLabel('Age in years').fill('1');
    await page.getByRole('button', { name: 'Add' }).click();
    await item('Plain').waitFor();
    await plain.stop();
  });
});
