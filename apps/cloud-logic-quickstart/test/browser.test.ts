import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  AdminUserGlobalSignOutCommand,
  CognitoIdentityProviderClient,
  SetUserPoolMfaConfigCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { cloudLogicClient } from '@samples/cloud-logic-client';
import { clientConfig } from '@samples/localstack-client';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Configuration } from '../src/configuration.ts';
import { canRun, codeFor, type OpenApp, openApp, screenshot, signIn, startBrowser } from './app-browser.ts';
import { nextTotp, totp } from './totp.ts';

const { endpoint, url } = inject('sample');
const cognito = new CognitoIdentityProviderClient(
  clientConfig({ ...process.env, AWS_ENDPOINT_URL: endpoint }),
);
const password = 'correct horse 1';
let configuration: Configuration;
let browser: Browser;
let app: OpenApp;
let page: Page;
let users = 0;
let visited: BrowserContextOptions['storageState'];

describe.runIf(canRun)('in a browser (needs Chromium: REQUIRE_BROWSER=1)', () => {
  beforeAll(async () => {
    browser = await startBrowser();
    configuration = (await (await fetch(`${url}/config.json`)).json()) as Configuration;
  });
  afterAll(() => browser?.close());
  afterEach(async () => {
    await app.context.close();
    expect(app.complaints).toEqual([]);
  });

  async function open(options?: BrowserContextOptions): Promise<void> {
    app = await openApp(browser, options);
    page = app.page;
  }

  /** A user whose address and password need no confirmation. */
  async function newUser(): Promise<string> {
    const email = `user-${++users}@example.com`;
    const UserAttributes = [
      { Name: 'email', Value: email },
      { Name: 'email_verified', Value: 'true' },
    ];
    const user = { UserPoolId: configuration.userPoolId, Username: email };
    await cognito.send(new AdminCreateUserCommand({ ...user, UserAttributes, MessageAction: 'SUPPRESS' }));
    await cognito.send(new AdminSetUserPasswordCommand({ ...user, Password: password, Permanent: true }));
    return email;
  }

  async function openSignedIn(): Promise<string> {
    const email = await newUser();
    await open();
    await signIn(page, email, password);
    await page.getByText('No notes yet').waitFor();
    return email;
  }

  /** As the same user each time, who has signed in once. */
  async function openAgain(options?: BrowserContextOptions): Promise<void> {
    if (!visited) {
      await openSignedIn();
      visited = await app.context.storageState();
      await app.context.close();
    }
    await open({ ...options, storageState: visited });
    await heading('Notes').waitFor();
  }

  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });
  const alert = () => page.getByRole('alert');
  const note = (text: string) => page.locator('.note', { hasText: text });
  const heading = (name: string) => page.getByRole('heading', { name, level: 1 });

  async function add(text: string): Promise<void> {
    await page.getByLabel('New note').fill(text);
    await button('Add').click();
  }

  it('somebody signs up with the code from the inbox', async () => {
    await open();
    await screenshot(page, 'sign-in');
    expect(await page.getByRole('link', { name: 'Open the local inbox' }).getAttribute('href')).toBe(
      `${endpoint}/_cloud/inbox`,
    );
    await button('Create an account').click();
    await page.getByLabel('E-mail address').fill('new@example.com');
    await page.getByLabel('Password', { exact: true }).fill('onlyletters');
    await button('Create account').click();
    await expect.poll(() => alert().textContent()).toContain('numeric');
    await page.getByLabel('Password', { exact: true }).fill(password);
    await button('Create account').click();
    const code = await codeFor('new@example.com');
    await page.getByLabel('Code').fill(code === '000000' ? '000001' : '000000');
    await button('Confirm').click();
    await expect.poll(() => alert().textContent()).toBe('That is not the code. Enter the newest one.');
    await page.getByLabel('Code').fill(code);
    await button('Confirm').click();
    await page.getByText('No notes yet').waitFor();
    await screenshot(page, 'empty');
  });

  it('a wrong password is refused, and a forgotten one replaced', async () => {
    const email = await newUser();
    await open();
    await signIn(page, email, 'wrong horse 1');
    await expect.poll(() => alert().textContent()).toBe('Incorrect username or password.');
    await screenshot(page, 'wrong-password');
    await button('Forgot your password?').click();
    expect(await page.getByLabel('E-mail address').inputValue()).toBe(email);
    await button('Send the code').click();
    await page.getByLabel('Code').fill(await codeFor(email));
    await page.getByLabel('New password').fill('battery staple 2');
    await button('Save').click();
    await page.getByText('The new password is saved.').waitFor();
    await signIn(page, email, 'battery staple 2');
    await page.getByText('No notes yet').waitFor();
  });

  it('who gets a password from an administrator chooses another one', async () => {
    const Username = 'invited@example.com';
    const UserAttributes = [
      { Name: 'email', Value: Username },
      { Name: 'email_verified', Value: 'true' },
    ];
    const TemporaryPassword = 'temporary 1';
    await cognito.send(
      new AdminCreateUserCommand({
        UserPoolId: configuration.userPoolId,
        Username,
        UserAttributes,
        TemporaryPassword,
        MessageAction: 'SUPPRESS',
      }),
    );
    await open();
    await signIn(page, Username, TemporaryPassword);
    await page.getByLabel('New password').fill(password);
    await button('Save and sign in').click();
    await page.getByText('No notes yet').waitFor();
  });

  it('a second factor is set up with an app, asked for, and turned off', async () => {
    const email = await openSignedIn();
    await page.getByRole('link', { name: 'Profile' }).click();
    await button('Set up an app').click();
    await page.getByRole('img', { name: 'QR code' }).waitFor();
    await screenshot(page, 'second-factor');
    const secret = await secretShown();
    const used = totp(secret);
    await page.getByLabel('Code that the app shows').fill(used);
    await button('Turn on').click();
    await page.getByText('The second factor is on.').waitFor();
    await button('Sign out').click();
    await page.getByText('You are signed out.').waitFor();
    await signIn(page, email, password);
    await page.getByLabel('Code').fill(used);
    await button('Continue').click();
    await expect
      .poll(() => alert().textContent())
      .toMatch(/^That code has expired or was used before|^That is not the code/);
    await button('Back').click();
    await signIn(page, email, password);
    await page.getByLabel('Code').fill(nextTotp(secret));
    await button('Continue').click();
    await page.getByText('No notes yet').waitFor();
    await page.getByRole('link', { name: 'Profile' }).click();
    await button('Turn off').click();
    await page.getByText('The second factor is off.').waitFor();
  });

  async function secretShown(): Promise<string> {
    await page.getByText('Type a key instead').click();
    return ((await page.locator('.secret').textContent()) ?? '').replaceAll(' ', '');
  }

  it('where the pool wants a second factor, the sign-in sets it up', async () => {
    const email = await newUser();
    const app = { UserPoolId: configuration.userPoolId, SoftwareTokenMfaConfiguration: { Enabled: true } };
    const demand = (MfaConfiguration: 'ON' | 'OPTIONAL') =>
      cognito.send(new SetUserPoolMfaConfigCommand({ ...app, MfaConfiguration }));
    await demand('ON');
    try {
      await open();
      await signIn(page, email, password);
      await heading('Set up your second factor').waitFor();
      await page.getByLabel('Code that the app shows').fill(totp(await secretShown()));
      await button('Turn on').click();
      await page.getByText('No notes yet').waitFor();
    } finally {
      await demand('OPTIONAL');
    }
  });

  it('people of a company sign in with their own account, and out of both', async () => {
    await open();
    await button('Sign in with Company (SAML)').click();
    await page.getByRole('button', { name: 'ada@example.com' }).click();
    await page.getByText('No notes yet').waitFor();
    expect(page.url()).toBe(`${inject('shortUrl')}/`);
    await add('By an account of the company');
    await note('By an account of the company').waitFor();
    await page.getByLabel('IAM signature').check();
    await note('By an account of the company').waitFor();
    await page.getByRole('link', { name: 'Profile' }).click();
    await page.getByText('ada@example.com').waitFor();
    expect(await page.getByLabel('New password').count()).toBe(0);
    await button('Sign out').click();
    await heading('Sign in').waitFor();
    // The user pool's pages ask again, instead of signing in the same person.
    await button('Sign in with Company (SAML)').click();
    await page.getByRole('button', { name: 'grace@example.com' }).waitFor();
  });

  it('a sign-in that was not begun here is refused', async () => {
    await open();
    await page.goto(`${inject('shortUrl')}/?code=stolen&state=guessed`);
    await page.getByText('This sign-in was not begun in this tab.').waitFor();
    expect(page.url()).not.toContain('stolen');
  });

  it('notes are written, changed and deleted, by token and by signature, in both stages', async () => {
    const hostile = '<img src=x onerror="document.title=1">{{note}} ${1} </textarea>';
    await openAgain();
    await add('Buy milk, eggs and the good bread');
    await add(hostile);
    await note(hostile).waitFor();
    expect(await page.locator('.note img').count()).toBe(0);
    expect(await page.title()).toBe('Notes · Cloud Logic');
    await screenshot(page, 'notes');
    for (const way of ['IAM signature', 'User pool token'])
      for (const stage of ['Production', 'Development']) {
        await page.getByLabel(way).check();
        await page.getByLabel(stage).check();
        await note('Buy milk').getByRole('button', { name: 'Edit' }).click();
        await page.getByLabel('Text of the note').fill(`Buy milk, ${way}, ${stage}`);
        await button('Save').click();
        await note(`Buy milk, ${way}, ${stage}`).getByRole('button', { name: 'Delete' }).waitFor();
      }
    await note('Buy milk').getByRole('button', { name: 'Delete' }).click();
    await button('Keep').click();
    await note('Buy milk').getByRole('button', { name: 'Delete' }).click();
    await button('Delete').click();
    await note('Buy milk').waitFor({ state: 'detached' });
    expect(await note(hostile).count()).toBe(1);
  });

  it('of two changes of a note, a person chooses', async () => {
    await openAgain();
    await add('Draft');
    await note('Draft').waitFor();
    const other = await app.context.newPage();
    await other.goto(`${inject('shortUrl')}/`);
    await other.getByRole('button', { name: 'Edit Draft' }).click();
    await other.getByLabel('Text of the note').fill('From the phone');
    await other.getByRole('button', { name: 'Save' }).click();
    await other
      .locator('.note', { hasText: 'From the phone' })
      .getByRole('button', { name: 'Edit' })
      .waitFor();

    await button('Edit Draft').click();
    await page.getByLabel('Text of the note').fill('From the desk');
    await button('Save').click();
    await page.getByText('This note was changed elsewhere.').waitFor();
    await screenshot(page, 'conflict');
    expect(await page.getByRole('figure').allTextContents()).toEqual([
      'YoursFrom the deskKeep yours',
      'Saved elsewhereFrom the phoneTake the other',
    ]);
    await button('Keep yours').click();
    await button('Edit From the desk').waitFor();
    await other.reload();
    await other.locator('.note', { hasText: 'From the desk' }).waitFor();
  });

  it('a long list comes page by page, and a failure of the API can be tried again', async () => {
    await openSignedIn();
    let failures = 1;
    await page.route('**/token/notes?*', (route) =>
      failures-- > 0
        ? route.fulfill({ status: 500, json: { message: 'It failed', requestId: 'a-1' } })
        : route.continue(),
    );
    const idToken = await page.evaluate(
      () => Object.entries(localStorage).find(([name]) => name.endsWith('.idToken'))?.[1],
    );
    const client = cloudLogicClient({
      url: configuration.stages.Development,
      session: { idToken: async () => idToken, refresh: async () => undefined },
    });
    const texts = Array.from({ length: 21 }, (_, index) => `Note ${index + 1}.`);
    await Promise.all(texts.map((text) => client.POST('/token/notes', { body: { text } })));
    await page.reload();
    await expect.poll(() => alert().textContent()).toContain('It failedStatus 500, request a-1');
    await screenshot(page, 'failure');
    await button('Try again').click();
    await button('Show more').click();
    await note('Note 21.').waitFor();
    await expect.poll(() => page.locator('.note').count()).toBe(21);
    expect(await button('Show more').count()).toBe(0);
  });

  it('the explorer calls every stage, by token and by signature, and shows what travelled', async () => {
    await openAgain();
    await page.getByRole('link', { name: 'Explorer' }).click();
    for (const [way, path, header] of [
      ['User pool token', '/token/notes', /authorization\s*eyJ.{13}… \(\d+ characters\)/],
      ['IAM signature', '/notes', /authorizationAWS4-HMAC-SHA256… \(\d+ characters\)/],
    ] as const)
      for (const stage of ['Development', 'Production']) {
        await page.getByLabel(way).check();
        await page.getByLabel(stage).check();
        await button(`POST ${path}`).click();
        await page.getByLabel('Body').fill(JSON.stringify({ text: `From ${stage} ${path}` }));
        await button(`Send to ${stage}`).click();
        await expect.poll(() => page.locator('.status').textContent()).toBe('Status 201');
        const exchange = page.locator('.exchange');
        expect(await exchange.locator('.ids dd code').allTextContents()).toEqual([
          expect.stringMatching(/^[\da-f-]{36}$/),
          expect.stringMatching(/^[\da-f-]{36}$/),
        ]);
        expect(await exchange.locator('pre').first().textContent()).toContain(
          `"text": "From ${stage} ${path}"`,
        );
        expect(await exchange.locator('.line').textContent()).toContain(`/${stage}/`);
        expect(await exchange.locator('table').last().textContent()).toMatch(header);
      }
    await screenshot(page, 'explorer');
    await button('GET /notes/{id}').click();
    await page.getByLabel('id in the path').fill('nothing');
    await button('Send to Production').click();
    await expect.poll(() => page.locator('.status').textContent()).toBe('Status 404');
    await page.getByLabel('Leave the sign-in out').check();
    await button('Send to Production').click();
    await expect.poll(() => page.locator('.status').textContent()).toBe('Status 403');
    await page.getByText('The function was not called').waitFor();
  });

  it('a session that has expired is renewed without a question', async () => {
    await openSignedInWithClock();
    const renewal = page.waitForRequest(
      (request) => request.postData()?.includes('REFRESH_TOKEN_AUTH') ?? false,
    );
    await page.clock.fastForward('02:00:00');
    await add('Two hours later');
    await renewal;
    await note('Two hours later').waitFor();
  });

  it('a session that cannot be renewed asks for the sign-in, and keeps what was typed', async () => {
    const email = await openSignedInWithClock();
    await cognito.send(
      new AdminUserGlobalSignOutCommand({ UserPoolId: configuration.userPoolId, Username: email }),
    );
    await page.clock.fastForward('02:00:00');
    await add('Not lost');
    const dialog = page.getByRole('dialog');
    // The library tries it again, and waits longer each time.
    await expect
      .poll(async () => {
        await page.clock.fastForward(5000);
        return dialog.isVisible();
      })
      .toBe(true);
    await screenshot(page, 'ended');
    expect(await dialog.getByLabel('E-mail address').inputValue()).toBe(email);
    // The user pool takes no sign-in of two hours from now.
    await page.clock.setSystemTime(new Date());
    await dialog.getByLabel('Password', { exact: true }).fill(password);
    await dialog.getByRole('button', { name: 'Sign in', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await page.getByLabel('New note').inputValue()).toBe('Not lost');
    await button('Add').click();
    await note('Not lost').waitFor();
  });

  async function openSignedInWithClock(): Promise<string> {
    const email = await newUser();
    await open();
    await page.clock.install();
    await signIn(page, email, password);
    await page.getByText('No notes yet').waitFor();
    return email;
  }

  it('offline, nothing is lost', async () => {
    await openAgain();
    await app.context.setOffline(true);
    await page.getByText('You are offline.').waitFor();
    await add('Written in a tunnel');
    await expect.poll(() => alert().textContent()).toContain('There is no connection.');
    await screenshot(page, 'offline');
    await app.context.setOffline(false);
    await page.getByText('You are offline.').waitFor({ state: 'detached' });
    await button('Add').click();
    await note('Written in a tunnel').waitFor();
  });

  it('everything can be done by keyboard', async () => {
    const email = await newUser();
    await open();
    await page.getByLabel('E-mail address').and(page.locator(':focus')).waitFor();
    await page.keyboard.type(email);
    await page.keyboard.press('Tab');
    await page.keyboard.type(password);
    await page.keyboard.press('Enter');
    await page.getByText('No notes yet').waitFor();
    await heading('Notes').and(page.locator(':focus')).waitFor();
    await tabTo('textarea');
    await page.keyboard.type('By keyboard');
    await page.keyboard.press('Control+Enter');
    await note('By keyboard').waitFor();
    await tabTo('button:has-text("Edit")');
    await page.keyboard.press('Enter');
    await page.keyboard.type(' alone');
    await page.keyboard.press('Escape');
    await note('By keyboard').and(page.locator(':focus')).waitFor();
    await tabTo('button:has-text("Delete")');
    await page.keyboard.press('Enter');
    await tabTo('button.danger');
    await page.keyboard.press('Enter');
    await note('By keyboard').waitFor({ state: 'detached' });
    await page.getByText('No notes yet').waitFor();
    await page.keyboard.press('Tab');
    await page.getByText('Skip to the content').and(page.locator(':focus')).waitFor();
    await tabTo('a:has-text("Explorer")');
    await page.keyboard.press('Enter');
    await heading('Explorer').waitFor();
    await tabTo('input[type=radio]');
    await page.keyboard.press('ArrowRight');
    await tabTo('button:has-text("Send to Production")');
    await page.keyboard.press('Enter');
    await page.getByText('Status 200').waitFor();
  });

  async function tabTo(selector: string): Promise<void> {
    for (let presses = 0; presses < 40; presses++) {
      await page.keyboard.press('Tab');
      if ((await page.locator(`${selector}:focus`).count()) > 0) return;
    }
    throw new Error(`Expected the Tab key to reach ${selector}`);
  }

  it.each(['light', 'dark'] as const)('360 pixels are enough, %s', async (colorScheme) => {
    await openAgain({ viewport: { width: 360, height: 640 }, colorScheme });
    await add(`${'Longword'.repeat(20)} and more`);
    await note('Longword').waitFor();
    for (const screen of ['Notes', 'Explorer', 'Profile']) {
      await page.getByRole('link', { name: screen }).click();
      await heading(screen).waitFor();
      await screenshot(page, `narrow-${screen.toLowerCase()}-${colorScheme}`);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    }
    const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(ground).toBe(colorScheme === 'dark' ? 'rgb(18, 20, 26)' : 'rgb(245, 246, 249)');
  });

  it('a person changes name and password, and signs out everywhere', async () => {
    const email = await openSignedIn();
    await page.getByRole('link', { name: 'Profile' }).click();
    await page.getByLabel('Name').fill('Ada <b>Lovelace</b>');
    await button('Save').click();
    await page.getByText('Your name is saved.').waitFor();
    await page.getByLabel('Current password').fill('wrong horse 1');
    await page.getByLabel('New password').fill('battery staple 2');
    await button('Change password').click();
    await expect.poll(() => alert().textContent()).toBe('Incorrect username or password.');
    await page.getByLabel('Current password').fill(password);
    await button('Change password').click();
    await page.getByText('Your password is changed.').waitFor();
    await screenshot(page, 'profile');
    await button('Sign out everywhere').click();
    await page.getByText('You are signed out everywhere.').waitFor();
    expect(await page.evaluate(() => ({ ...localStorage, ...sessionStorage }))).toEqual({});
    await signIn(page, email, 'battery staple 2');
    await page.getByText('No notes yet').waitFor();
    // Nothing is kept but what the library keeps.
    const kept = await page.evaluate(() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)]);
    expect(kept.filter((name) => !name.startsWith('CognitoIdentityServiceProvider.'))).toEqual([]);
  });
});
