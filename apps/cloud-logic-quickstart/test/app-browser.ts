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
import { inject } from 'vitest';
import type {} from '../../../scripts/testing/deployed-sample.ts';

const names = ['chromium', 'chromium-browser', 'google-chrome'];
const folders = (process.env.PATH ?? '').split(path.delimiter);
const executablePath = names
  .flatMap((name) => folders.map((folder) => path.join(folder, name)))
  .find((file) => existsSync(file));
export const canRun = executablePath !== undefined || process.env.REQUIRE_BROWSER === '1';
/** For people to look at. */
const screenshots = process.env.SCREENSHOTS;

const url = `${inject('shortUrl')}/`;
const { endpoint } = inject('sample');

export function startBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: executablePath ?? 'chromium', args: ['--no-sandbox'] });
}

export interface OpenApp {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What must stay empty: violations of the policy, exceptions, and tokens where they do not belong. */
  readonly complaints: string[];
}

/** A token of the user pool begins like this, being JSON in base64. */
const token = /eyJ[\w-]{20}/;

export async function openApp(browser: Browser, options: BrowserContextOptions = {}): Promise<OpenApp> {
  const context = await browser.newContext({ viewport: { width: 1100, height: 800 }, ...options });
  const complaints: string[] = [];
  // Pages of the user pool and the company have policies of their own.
  await context.addInitScript(() =>
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      console.error(`Content Security Policy: ${violatedDirective} ${blockedURI}`),
    ),
  );
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  page.on('pageerror', ({ message }) => complaints.push(message));
  page.on('console', (message) => {
    const text = message.text();
    if (text.includes('Content Security Policy') || token.test(text)) complaints.push(text);
  });
  page.on('request', (request) => {
    if (token.test(request.url())) complaints.push(`A token in the URL ${request.url().slice(0, 60)}`);
  });
  await page.goto(url);
  return { page, context, complaints };
}

export async function screenshot(page: Page, name: string): Promise<void> {
  if (!screenshots) return;
  await mkdir(screenshots, { recursive: true });
  await page.screenshot({ path: path.join(screenshots, `${name}.png`) });
}

export async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** The newest code that the user pool has sent to an address, once there is one that is not `before`. */
export async function codeFor(email: string, before = ''): Promise<string> {
  for (;;) {
    const response = await fetch(`${endpoint}/_cloud/inbox.json?to=${encodeURIComponent(email)}`);
    const { messages } = (await response.json()) as { messages: { text: string }[] };
    const [code] = /\d{6}/.exec(messages.at(-1)?.text ?? '') ?? [];
    if (code && code !== before) return code;
  }
}
