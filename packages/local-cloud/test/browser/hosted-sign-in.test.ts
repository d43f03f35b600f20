import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo, Server } from 'node:net';
import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
  CreateIdentityProviderCommand,
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
  CreateUserPoolDomainCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { createDemoIdentityProvider, type DemoIdentityProvider } from '@samples/demo-identity-provider';
import * as oidc from 'openid-client';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CloudUnderTest, startCloud } from '../cloud-under-test.ts';
import { browserPath, mustHaveBrowser, startBrowser } from './browser.ts';

const password = 'Pässw0rd-€😀';

describe.skipIf(browserPath === undefined && !mustHaveBrowser)(
  'signing in in a browser (needs Chromium)',
  () => {
    let cloud: CloudUnderTest;
    let browser: Browser;
    let app: Server;
    let provider: DemoIdentityProvider;
    let config: oidc.Configuration;
    let callback = '';
    const problems: string[] = [];

    beforeAll(async () => {
      cloud = await startCloud();
      browser = await startBrowser();
      provider = await createDemoIdentityProvider();
      app = createServer((_request, response) =>
        response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><p>the app</p>'),
      ).listen(0, '127.0.0.1');
      await once(app, 'listening');
      callback = `http://localhost:${(app.address() as AddressInfo).port}/callback`;
      const cognito = cloud.client(CognitoIdentityProviderClient);
      const settings = { PoolName: 'users', AutoVerifiedAttributes: ['email' as const] };
      const { UserPool } = await cognito.send(new CreateUserPoolCommand(settings));
      const UserPoolId = UserPool?.Id ?? '';
      await cognito.send(new CreateUserPoolDomainCommand({ Domain: 'browser', UserPoolId }));
      await cognito.send(
        new CreateIdentityProviderCommand({
          UserPoolId,
          ProviderName: 'Demo',
          ProviderType: 'SAML',
          ProviderDetails: { MetadataURL: provider.metadataUrl, IDPSignout: 'true' },
        }),
      );
      const { UserPoolClient } = await cognito.send(
        new CreateUserPoolClientCommand({
          UserPoolId,
          ClientName: 'app',
          AllowedOAuthFlowsUserPoolClient: true,
          AllowedOAuthFlows: ['code'],
          AllowedOAuthScopes: ['openid', 'email'],
          CallbackURLs: [callback],
          LogoutURLs: [callback],
          SupportedIdentityProviders: ['COGNITO', 'Demo'],
        }),
      );
      const jane = { UserPoolId, Username: 'jane' };
      await cognito.send(new AdminCreateUserCommand({ ...jane, MessageAction: 'SUPPRESS' }));
      await cognito.send(new AdminSetUserPasswordCommand({ ...jane, Password: password, Permanent: true }));
      const metadata = await fetch(`${cloud.url}/${UserPoolId}/.well-known/openid-configuration`);
      const server = (await metadata.json()) as oidc.ServerMetadata;
      config = new oidc.Configuration(server, UserPoolClient?.ClientId ?? '', {}, oidc.None());
      oidc.allowInsecureRequests(config);
    });
    afterAll(async () => {
      await browser?.close();
      app?.close();
      await provider?.stop();
      await cloud?.[Symbol.asyncDispose]();
    });

    async function openPage(): Promise<Page> {
      // The pages need no script.
      const context = await browser.newContext({ javaScriptEnabled: false });
      const page = await context.newPage();
      page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
      return page;
    }

    async function authorization() {
      const pkceCodeVerifier = oidc.randomPKCECodeVerifier();
      const expectedState = oidc.randomState();
      const url = oidc.buildAuthorizationUrl(config, {
        redirect_uri: callback,
        scope: 'openid email',
        state: expectedState,
        code_challenge: await oidc.calculatePKCECodeChallenge(pkceCodeVerifier),
        code_challenge_method: 'S256',
      });
      return { url, checks: { pkceCodeVerifier, expectedState } };
    }

    it('signs up with the code of the inbox, and signs in without scripts', async () => {
      const page = await openPage();
      const { url, checks } = await authorization();
      await page.goto(url.href);
      await page.getByRole('link', { name: 'Create an account' }).click();
      await page.getByLabel('Username').fill('kim');
      await page.getByLabel('Email').fill('kim@example.com');
      await page.getByLabel('Password').fill(password);
      await page.getByRole('button', { name: 'Sign up' }).click();
      await page.getByText('We sent a code to k***@e***').waitFor();
      const inbox = await fetch(`${cloud.url}/_cloud/inbox.json?to=kim@example.com`);
      const { messages } = (await inbox.json()) as { messages: { text: string }[] };
      await page.getByLabel('Code').fill(/\d{6}/.exec(messages[0]?.text ?? '')?.[0] ?? '');
      await page.getByRole('button', { name: 'Confirm' }).click();
      await page.getByRole('status').getByText('Your account is confirmed').waitFor();
      await page.getByLabel('Password').fill('wrong');
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByRole('alert').getByText('Incorrect username or password.').waitFor();
      await page.getByLabel('Password').fill(password);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByText('the app').waitFor();
      const tokens = await oidc.authorizationCodeGrant(config, new URL(page.url()), checks);
      expect(tokens.claims()).toMatchObject({ 'cognito:username': 'kim', email: 'kim@example.com' });
    });

    it('goes straight to the app the next time, and asks again after the sign-out', async () => {
      const page = await openPage();
      await page.goto((await authorization()).url.href);
      await page.getByLabel('Username').fill('jane');
      await page.getByLabel('Password').fill(password);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByText('the app').waitFor();
      const { url, checks } = await authorization();
      await page.goto(url.href);
      await page.getByText('the app').waitFor();
      await oidc.authorizationCodeGrant(config, new URL(page.url()), checks);
      const { client_id: id = '' } = config.clientMetadata();
      const out = new URLSearchParams({ client_id: id, logout_uri: callback });
      await page.goto(`${config.serverMetadata().end_session_endpoint}?${out}`);
      await page.getByText('the app').waitFor();
      await page.goto((await authorization()).url.href);
      await page.getByRole('button', { name: 'Sign in' }).waitFor();
    });

    it('signs in and out at a SAML provider, whose page sends its form across sites', async () => {
      const context = await browser.newContext();
      const page = await context.newPage();
      const { url, checks } = await authorization();
      await page.goto(url.href);
      await page.getByRole('link', { name: 'Sign in with Demo' }).click();
      await page.getByRole('button', { name: 'ada@example.com' }).click();
      await page.getByText('the app').waitFor();
      const tokens = await oidc.authorizationCodeGrant(config, new URL(page.url()), checks);
      expect(tokens.claims()).toMatchObject({ 'cognito:username': 'Demo_ada@example.com' });
      const { client_id: id = '' } = config.clientMetadata();
      const out = new URLSearchParams({ client_id: id, logout_uri: callback, state: 'out' });
      const visited: string[] = [];
      page.on('request', (request) => visited.push(new URL(request.url()).pathname));
      await page.goto(`${config.serverMetadata().end_session_endpoint}?${out}`);
      await page.getByText('the app').waitFor();
      expect(visited).toEqual(expect.arrayContaining(['/logout', '/sign-out', '/saml2/logout', '/callback']));
    });

    it('lets a page of another site lead to it, and neither frame it nor send its form', async () => {
      const { url } = await authorization();
      const hostile = await (await browser.newContext()).newPage();
      const { port } = new URL(callback);
      await hostile.goto(`http://evil.example:${port}/`);
      await hostile.setContent(`<a href="${url.href.replaceAll('&', '&amp;')}">in</a><iframe src="${url.href.replaceAll('&', '&amp;')}"></iframe>
<form method="post" action="${url.href.replace('/oauth2/authorize', '/login').replaceAll('&', '&amp;')}">
<input name="username" value="jane"><input name="password" value="${password}"><button>go</button></form>`);
      const framed = hostile.frames().find((frame) => frame !== hostile.mainFrame());
      expect(await framed?.getByLabel('Username').count()).toBe(0);
      const [response] = await Promise.all([
        hostile.waitForResponse((sent) => sent.request().method() === 'POST'),
        hostile.getByRole('button', { name: 'go' }).click(),
      ]);
      expect(response.status()).toBe(403);
      await hostile.goto(`http://evil.example:${port}/`);
      await hostile.setContent(`<a href="${url.href.replaceAll('&', '&amp;')}">in</a>`);
      await hostile.getByRole('link', { name: 'in' }).click();
      await hostile.getByLabel('Username').waitFor();
    });

    it('reports no error of its own: the pages obey their policy', () => {
      expect(problems.filter((problem) => !/400 \(Bad Request\)|favicon|404/.test(problem))).toEqual([]);
    });
  },
);
