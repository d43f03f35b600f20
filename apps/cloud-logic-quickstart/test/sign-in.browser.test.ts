import {
  AdminUserGlobalSignOutCommand,
  SetUserPoolMfaConfigCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { describe, expect, inject, it } from 'vitest';
import { appInBrowser, appUrl, canRun, password } from './app-browser.ts';
import { codeFor, cognito, configuration, inviteUser, newUser } from './pool-users.ts';
import { nextTotp, totp } from './totp.ts';

const { endpoint } = inject('sample');
const { userPoolId: UserPoolId } = configuration;

describe.runIf(canRun)('signing in, in a browser (needs Chromium: REQUIRE_BROWSER=1)', () => {
  const app = appInBrowser();

  it('somebody signs up with the code from the inbox', async () => {
    await app.open();
    await app.screenshot('sign-in');
    expect(await app.page.getByRole('link', { name: 'Open the local inbox' }).getAttribute('href')).toBe(
      `${endpoint}/_cloud/inbox`,
    );
    await app.button('Create an account').click();
    await app.page.getByLabel('E-mail address').fill('new@example.com');
    await app.page.getByLabel('Password', { exact: true }).fill('onlyletters');
    await app.button('Create account').click();
    await expect.poll(() => app.alert().textContent()).toContain('numeric');
    await app.page.getByLabel('Password', { exact: true }).fill(password);
    await app.button('Create account').click();
    const code = await codeFor('new@example.com');
    await app.page.getByLabel('Code').fill(code === '000000' ? '000001' : '000000');
    await app.button('Confirm').click();
    await expect.poll(() => app.alert().textContent()).toBe('That is not the code. Enter the newest one.');
    await app.page.getByLabel('Code').fill(code);
    await app.button('Confirm').click();
    await app.page.getByText('No notes yet').waitFor();
    await app.screenshot('empty');
  });

  it('a wrong password is refused, and a forgotten one replaced', async () => {
    const email = await newUser();
    await app.open();
    await app.signIn(email, 'wrong horse 1');
    await expect.poll(() => app.alert().textContent()).toBe('Incorrect username or password.');
    await app.screenshot('wrong-password');
    await app.button('Forgot your password?').click();
    expect(await app.page.getByLabel('E-mail address').inputValue()).toBe(email);
    await app.button('Send the code').click();
    await app.page.getByLabel('Code').fill(await codeFor(email));
    await app.page.getByLabel('New password').fill('battery staple 2');
    await app.button('Save').click();
    await app.page.getByText('The new password is saved.').waitFor();
    await app.signIn(email, 'battery staple 2');
    await app.page.getByText('No notes yet').waitFor();
  });

  it('a user with a password from an administrator chooses a new one', async () => {
    const email = await inviteUser('temporary 1');
    await app.open();
    await app.signIn(email, 'temporary 1');
    await app.page.getByLabel('New password').fill(password);
    await app.button('Save and sign in').click();
    await app.page.getByText('No notes yet').waitFor();
  });

  it('a second factor is set up with an app, asked for, and turned off', async () => {
    const email = await app.openSignedIn();
    await app.page.getByRole('link', { name: 'Profile' }).click();
    await app.button('Set up an app').click();
    await app.page.getByRole('img', { name: 'QR code' }).waitFor();
    await app.screenshot('second-factor');
    const secret = await secretShown();
    const used = totp(secret);
    await app.page.getByLabel('Code that the app shows').fill(used);
    await app.button('Turn on').click();
    await app.page.getByText('The second factor is on.').waitFor();
    await app.button('Sign out').click();
    await app.page.getByText('You are signed out.').waitFor();
    await app.signIn(email);
    await app.page.getByLabel('Code').fill(used);
    await app.button('Continue').click();
    await expect
      .poll(() => app.alert().textContent())
      .toMatch(/^That code has expired or was used before|^That is not the code/);
    await app.button('Back').click();
    await app.signIn(email);
    await app.page.getByLabel('Code').fill(nextTotp(secret));
    await app.button('Continue').click();
    await app.page.getByText('No notes yet').waitFor();
    await app.page.getByRole('link', { name: 'Profile' }).click();
    await app.button('Turn off').click();
    await app.page.getByText('The second factor is off.').waitFor();
  });

  async function secretShown(): Promise<string> {
    await app.page.getByText('Type a key instead').click();
    return ((await app.page.locator('.secret').textContent()) ?? '').replaceAll(' ', '');
  }

  it('where the pool wants a second factor, the sign-in sets it up', async () => {
    const email = await newUser();
    const pool = { UserPoolId, SoftwareTokenMfaConfiguration: { Enabled: true } };
    const demand = (MfaConfiguration: 'ON' | 'OPTIONAL') =>
      cognito.send(new SetUserPoolMfaConfigCommand({ ...pool, MfaConfiguration }));
    await demand('ON');
    try {
      await app.open();
      await app.signIn(email);
      await app.heading('Set up your second factor').waitFor();
      await app.page.getByLabel('Code that the app shows').fill(totp(await secretShown()));
      await app.button('Turn on').click();
      await app.page.getByText('No notes yet').waitFor();
    } finally {
      await demand('OPTIONAL');
    }
  });

  it('people of a company sign in with their own account, and out of both', async () => {
    await app.open();
    await app.button('Sign in with Company (SAML)').click();
    await app.page.getByRole('button', { name: 'ada@example.com' }).click();
    await app.page.getByText('No notes yet').waitFor();
    expect(app.page.url()).toBe(appUrl);
    await app.add('By an account of the company');
    await app.note('By an account of the company').waitFor();
    await app.page.getByLabel('IAM signature').check();
    await app.note('By an account of the company').waitFor();
    await app.page.getByRole('link', { name: 'Profile' }).click();
    await app.page.getByText('ada@example.com').waitFor();
    expect(await app.page.getByLabel('New password').count()).toBe(0);
    await app.button('Sign out').click();
    await app.heading('Sign in').waitFor();
    // The user pool's pages ask again, instead of signing in the same person.
    await app.button('Sign in with Company (SAML)').click();
    await app.page.getByRole('button', { name: 'grace@example.com' }).waitFor();
  });

  it('a sign-in that was not begun here is refused', async () => {
    await app.open();
    await app.page.goto(`${appUrl}?code=stolen&state=guessed`);
    await app.page.getByText('This sign-in was not begun in this tab.').waitFor();
    expect(app.page.url()).not.toContain('stolen');
  });

  it('a session that has expired is renewed without a question', async () => {
    await openSignedInWithClock();
    const renewal = app.page.waitForRequest(
      (request) => request.postData()?.includes('REFRESH_TOKEN_AUTH') ?? false,
    );
    await app.page.clock.fastForward('02:00:00');
    await app.add('Two hours later');
    await renewal;
    await app.note('Two hours later').waitFor();
  });

  it('a session that cannot be renewed asks for the sign-in, and keeps what was typed', async () => {
    const email = await openSignedInWithClock();
    await cognito.send(new AdminUserGlobalSignOutCommand({ UserPoolId, Username: email }));
    await app.page.clock.fastForward('02:00:00');
    await app.add('Not lost');
    const dialog = app.page.getByRole('dialog');
    // The library tries it again, and waits longer each time.
    await expect
      .poll(async () => {
        await app.page.clock.fastForward(5000);
        return dialog.isVisible();
      })
      .toBe(true);
    await app.screenshot('ended');
    expect(await dialog.getByLabel('E-mail address').inputValue()).toBe(email);
    // The user pool accepts no sign-in of two hours from now.
    await app.page.clock.setSystemTime(new Date());
    await dialog.getByLabel('Password', { exact: true }).fill(password);
    await dialog.getByRole('button', { name: 'Sign in', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await app.page.getByLabel('New note').inputValue()).toBe('Not lost');
    await app.button('Add').click();
    await app.note('Not lost').waitFor();
  });

  async function openSignedInWithClock(): Promise<string> {
    const email = await newUser();
    await app.open();
    await app.page.clock.install();
    await app.signIn(email);
    await app.page.getByText('No notes yet').waitFor();
    return email;
  }

  it('a person changes name and password, and signs out everywhere', async () => {
    const email = await app.openSignedIn();
    await app.page.getByRole('link', { name: 'Profile' }).click();
    await app.page.getByLabel('Name').fill('Ada <b>Lovelace</b>');
    await app.button('Save').click();
    await app.page.getByText('Your name is saved.').waitFor();
    await app.page.getByLabel('Current password').fill('wrong horse 1');
    await app.page.getByLabel('New password').fill('battery staple 2');
    await app.button('Change password').click();
    await expect.poll(() => app.alert().textContent()).toBe('Incorrect username or password.');
    await app.page.getByLabel('Current password').fill(password);
    await app.button('Change password').click();
    await app.page.getByText('Your password is changed.').waitFor();
    await app.screenshot('profile');
    await app.button('Sign out everywhere').click();
    await app.page.getByText('You are signed out everywhere.').waitFor();
    expect(await app.page.evaluate(() => ({ ...localStorage, ...sessionStorage }))).toEqual({});
    await app.signIn(email, 'battery staple 2');
    await app.page.getByText('No notes yet').waitFor();
    // Nothing is kept but what the library keeps.
    const kept = await app.page.evaluate(() => [
      ...Object.keys(localStorage),
      ...Object.keys(sessionStorage),
    ]);
    expect(kept.filter((name) => !name.startsWith('CognitoIdentityServiceProvider.'))).toEqual([]);
  });
});
