import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest';
import type {} from '../../../scripts/testing/deployed-sample.ts';
import { newUser } from './pool-users.ts';

const names = ['chromium', 'chromium-browser', 'google-chrome'];
const folders = (process.env.PATH ?? '').split(path.delimiter);
const executablePath = names
  .flatMap((name) => folders.map((folder) => path.join(folder, name)))
  .find((file) => existsSync(file));
export const canRun = executablePath !== undefined || process.env.REQUIRE_BROWSER === '1';
const screenshots = process.env.SCREENSHOTS;

export const appUrl = `${inject('shortUrl')}/`;

/** A token of the user pool begins like this, being JSON in base64. */
const token = /eyJ[\w-]{20}/;
export const password = 'correct horse 1';

/**
 * The app in a browser, for the tests of a file. After each of them nothing may have broken the content security policy,
 * thrown, or put a token into a URL or a log.
 */
export function appInBrowser() {
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let visited: BrowserContextOptions['storageState'];
  let complaints: string[] = [];

  beforeAll(async () => {
    const executable = executablePath ?? 'chromium';
    browser = await chromium.launch({ executablePath: executable, args: ['--no-sandbox'] });
  });
  afterAll(() => browser?.close());
  afterEach(async () => {
    await context.close();
    expect(complaints).toEqual([]);
  });

  async function open(options: BrowserContextOptions = {}): Promise<void> {
    context = await browser.newContext({ viewport: { width: 1100, height: 800 }, ...options });
    context.setDefaultTimeout(30_000);
    complaints = [];
    await context.addInitScript(() =>
      addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
        console.error(`Content Security Policy: ${violatedDirective} ${blockedURI}`),
      ),
    );
    page = await context.newPage();
    page.on('pageerror', ({ message }) => complaints.push(message));
    page.on('console', (message) => {
      const text = message.text();
      if (text.includes('Content Security Policy') || token.test(text)) complaints.push(text);
    });
    page.on('request', (request) => {
      if (token.test(request.url())) complaints.push(`A token in the URL ${request.url().slice(0, 60)}`);
    });
    await page.goto(appUrl);
  }

  async function signIn(email: string, secret = password): Promise<void> {
    await page.getByLabel('E-mail address').fill(email);
    await page.getByLabel('Password', { exact: true }).fill(secret);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  }

  async function openSignedIn(): Promise<string> {
    const email = await newUser();
    await open();
    await signIn(email);
    await page.getByText('No notes yet').waitFor();
    return email;
  }

  const heading = (name: string) => page.getByRole('heading', { name, level: 1 });

  return {
    open,
    signIn,
    openSignedIn,
    heading,
    /** As the same user each time, who has signed in once. */
    async openAgain(options?: BrowserContextOptions): Promise<void> {
      if (!visited) {
        await openSignedIn();
        visited = await context.storageState();
        await context.close();
      }
      await open({ ...options, storageState: visited });
      await heading('Notes').waitFor();
    },
    get page() {
      return page;
    },
    get context() {
      return context;
    },
    button: (name: string | RegExp) => page.getByRole('button', { name, exact: true }),
    alert: () => page.getByRole('alert'),
    note: (text: string) => page.locator('.note', { hasText: text }),
    async add(text: string): Promise<void> {
      await page.getByLabel('New note').fill(text);
      await page.getByRole('button', { name: 'Add', exact: true }).click();
    },
    /** For people to look at, in the folder that SCREENSHOTS names. */
    async screenshot(name: string): Promise<void> {
      if (!screenshots) return;
      await mkdir(screenshots, { recursive: true });
      await page.screenshot({ path: path.join(screenshots, `${name}.png`) });
    },
  };
}
