import { cloudLogicClient } from '@samples/cloud-logic-client';
import { describe, expect, it } from 'vitest';
import { appInBrowser, appUrl, canRun, password } from './app-browser.ts';
import { configuration, newUser } from './pool-users.ts';

describe.runIf(canRun)('calling the API, in a browser (needs Chromium: REQUIRE_BROWSER=1)', () => {
  const app = appInBrowser();

  it('notes are written, changed and deleted, by token and by signature, in both stages', async () => {
    const hostile = '<img src=x onerror="document.title=1">{{note}} ${1} </textarea>';
    await app.openAgain();
    await app.add('Buy milk, eggs and the good bread');
    await app.add(hostile);
    await app.note(hostile).waitFor();
    expect(await app.page.locator('.note img').count()).toBe(0);
    expect(await app.page.title()).toBe('Notes · Cloud Logic');
    await app.screenshot('notes');
    for (const way of ['IAM signature', 'User pool token'])
      for (const stage of ['Production', 'Development']) {
        await app.page.getByLabel(way).check();
        await app.page.getByLabel(stage).check();
        await app.note('Buy milk').getByRole('button', { name: 'Edit' }).click();
        await app.page.getByLabel('Text of the note').fill(`Buy milk, ${way}, ${stage}`);
        await app.button('Save').click();
        await app.note(`Buy milk, ${way}, ${stage}`).getByRole('button', { name: 'Delete' }).waitFor();
      }
    await app.note('Buy milk').getByRole('button', { name: 'Delete' }).click();
    await app.button('Keep').click();
    await app.note('Buy milk').getByRole('button', { name: 'Delete' }).click();
    await app.button('Delete').click();
    await app.note('Buy milk').waitFor({ state: 'detached' });
    expect(await app.note(hostile).count()).toBe(1);
  });

  it('of two changes of a note, a person chooses', async () => {
    await app.openAgain();
    await app.add('Draft');
    await app.note('Draft').waitFor();
    const other = await app.context.newPage();
    await other.goto(appUrl);
    await other.getByRole('button', { name: 'Edit Draft' }).click();
    await other.getByLabel('Text of the note').fill('From the phone');
    await other.getByRole('button', { name: 'Save' }).click();
    await other
      .locator('.note', { hasText: 'From the phone' })
      .getByRole('button', { name: 'Edit' })
      .waitFor();

    await app.button('Edit Draft').click();
    await app.page.getByLabel('Text of the note').fill('From the desk');
    await app.button('Save').click();
    await app.page.getByText('This note was changed elsewhere.').waitFor();
    await app.screenshot('conflict');
    expect(await app.page.getByRole('figure').allTextContents()).toEqual([
      'YoursFrom the deskKeep yours',
      'Saved elsewhereFrom the phoneTake the other',
    ]);
    await app.button('Keep yours').click();
    await app.button('Edit From the desk').waitFor();
    await other.reload();
    await other.locator('.note', { hasText: 'From the desk' }).waitFor();
  });

  it('a long list comes page by page, and a failure of the API can be tried again', async () => {
    await app.openSignedIn();
    let failures = 1;
    await app.page.route('**/token/notes?*', (route) =>
      failures-- > 0
        ? route.fulfill({ status: 500, json: { message: 'It failed', requestId: 'a-1' } })
        : route.continue(),
    );
    const idToken = await app.page.evaluate(
      () => Object.entries(localStorage).find(([name]) => name.endsWith('.idToken'))?.[1],
    );
    const client = cloudLogicClient({
      url: configuration.stages.Development,
      session: { idToken: async () => idToken, refresh: async () => undefined },
    });
    const texts = Array.from({ length: 21 }, (_, index) => `Note ${index + 1}.`);
    await Promise.all(texts.map((text) => client.POST('/token/notes', { body: { text } })));
    await app.page.reload();
    await expect.poll(() => app.alert().textContent()).toContain('It failedStatus 500, request a-1');
    await app.screenshot('failure');
    await app.button('Try again').click();
    await app.button('Show more').click();
    await app.note('Note 21.').waitFor();
    await expect.poll(() => app.page.locator('.note').count()).toBe(21);
    expect(await app.button('Show more').count()).toBe(0);
  });

  it('the explorer calls every stage, by token and by signature, and shows what travelled', async () => {
    await app.openAgain();
    await app.page.getByRole('link', { name: 'Explorer' }).click();
    for (const [way, path, header] of [
      ['User pool token', '/token/notes', /authorization\s*eyJ.{13}… \(\d+ characters\)/],
      ['IAM signature', '/notes', /authorizationAWS4-HMAC-SHA256… \(\d+ characters\)/],
    ] as const)
      for (const stage of ['Development', 'Production']) {
        await app.page.getByLabel(way).check();
        await app.page.getByLabel(stage).check();
        await app.button(`POST ${path}`).click();
        await app.page.getByLabel('Body').fill(JSON.stringify({ text: `From ${stage} ${path}` }));
        await app.button(`Send to ${stage}`).click();
        await expect.poll(() => app.page.locator('.status').textContent()).toBe('Status 201');
        const exchange = app.page.locator('.exchange');
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
    await app.screenshot('explorer');
    await app.button('GET /notes/{id}').click();
    await app.page.getByLabel('id in the path').fill('nothing');
    await app.button('Send to Production').click();
    await expect.poll(() => app.page.locator('.status').textContent()).toBe('Status 404');
    await app.page.getByLabel('Leave the sign-in out').check();
    await app.button('Send to Production').click();
    await expect.poll(() => app.page.locator('.status').textContent()).toBe('Status 403');
    await app.page.getByText('The function was not called').waitFor();
  });

  it('offline, nothing is lost', async () => {
    await app.openAgain();
    await app.context.setOffline(true);
    await app.page.getByText('You are offline.').waitFor();
    await app.add('Written in a tunnel');
    await expect.poll(() => app.alert().textContent()).toContain('There is no connection.');
    await app.screenshot('offline');
    await app.context.setOffline(false);
    await app.page.getByText('You are offline.').waitFor({ state: 'detached' });
    await app.button('Add').click();
    await app.note('Written in a tunnel').waitFor();
  });

  it('everything can be done by keyboard', async () => {
    const email = await newUser();
    await app.open();
    await app.page.getByLabel('E-mail address').and(app.page.locator(':focus')).waitFor();
    await app.page.keyboard.type(email);
    await app.page.keyboard.press('Tab');
    await app.page.keyboard.type(password);
    await app.page.keyboard.press('Enter');
    await app.page.getByText('No notes yet').waitFor();
    await app.heading('Notes').and(app.page.locator(':focus')).waitFor();
    await tabTo('textarea');
    await app.page.keyboard.type('By keyboard');
    await app.page.keyboard.press('Control+Enter');
    await app.note('By keyboard').waitFor();
    await tabTo('button:has-text("Edit")');
    await app.page.keyboard.press('Enter');
    await app.page.keyboard.type(' alone');
    await app.page.keyboard.press('Escape');
    await app.note('By keyboard').and(app.page.locator(':focus')).waitFor();
    await tabTo('button:has-text("Delete")');
    await app.page.keyboard.press('Enter');
    await tabTo('button.danger');
    await app.page.keyboard.press('Enter');
    await app.note('By keyboard').waitFor({ state: 'detached' });
    await app.page.getByText('No notes yet').waitFor();
    await app.page.keyboard.press('Tab');
    await app.page.getByText('Skip to the content').and(app.page.locator(':focus')).waitFor();
    await tabTo('a:has-text("Explorer")');
    await app.page.keyboard.press('Enter');
    await app.heading('Explorer').waitFor();
    await tabTo('input[type=radio]');
    await app.page.keyboard.press('ArrowRight');
    await tabTo('button:has-text("Send to Production")');
    await app.page.keyboard.press('Enter');
    await app.page.getByText('Status 200').waitFor();
  });

  async function tabTo(selector: string): Promise<void> {
    for (let presses = 0; presses < 40; presses++) {
      await app.page.keyboard.press('Tab');
      if ((await app.page.locator(`${selector}:focus`).count()) > 0) return;
    }
    throw new Error(`Expected the Tab key to reach ${selector}`);
  }

  it.each(['light', 'dark'] as const)('360 pixels are enough, %s', async (colorScheme) => {
    await app.openAgain({ viewport: { width: 360, height: 640 }, colorScheme });
    await app.add(`${'Longword'.repeat(20)} in ${colorScheme}`);
    await app.note(`in ${colorScheme}`).waitFor();
    for (const screen of ['Notes', 'Explorer', 'Profile']) {
      await app.page.getByRole('link', { name: screen }).click();
      await app.heading(screen).waitFor();
      await app.screenshot(`narrow-${screen.toLowerCase()}-${colorScheme}`);
      expect(await app.page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    }
    const ground = await app.page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(ground).toBe(colorScheme === 'dark' ? 'rgb(18, 20, 26)' : 'rgb(245, 246, 249)');
  });
});
