import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import type * as Library from 'amazon-cognito-identity-js';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CloudUnderTest, startCloud } from '../cloud-under-test.ts';
import { browserPath, mustHaveBrowser, startBrowser } from './browser.ts';

const library = createRequire(import.meta.url).resolve(
  'amazon-cognito-identity-js/dist/amazon-cognito-identity.min.js',
);
const password = 'Pässw0rd-€😀';

/** What the page gets, and what it does with it; the page has the library as a global. */
interface SignIn {
  readonly endpoint: string;
  readonly UserPoolId: string;
  readonly ClientId: string;
  readonly password: string;
}

function signInOnPage({ endpoint, UserPoolId, ClientId, password: Password }: SignIn): Promise<string> {
  const { AmazonCognitoIdentity: lib } = globalThis as unknown as { AmazonCognitoIdentity: typeof Library };
  const pool = new lib.CognitoUserPool({ UserPoolId, ClientId, endpoint });
  const user = new lib.CognitoUser({ Username: 'jane', Pool: pool });
  return new Promise((resolve) =>
    user.authenticateUser(new lib.AuthenticationDetails({ Username: 'jane', Password }), {
      onSuccess: () =>
        user.getUserAttributes((error, attributes) =>
          resolve(error?.message ?? attributes?.find(({ Name }) => Name === 'email')?.Value ?? ''),
        ),
      onFailure: (error: Error) => resolve(`${error.name}: ${error.message}`),
    }),
  );
}

describe.skipIf(browserPath === undefined && !mustHaveBrowser)(
  'a page with amazon-cognito-identity-js (needs Chromium)',
  () => {
    let cloud: CloudUnderTest;
    let browser: Browser;
    let site: Server;
    let signIn: Omit<SignIn, 'password'>;

    beforeAll(async () => {
      [cloud, browser] = await Promise.all([startCloud(), startBrowser()]);
      const cognito = cloud.client(CognitoIdentityProviderClient);
      const { UserPool } = await cognito.send(new CreateUserPoolCommand({ PoolName: 'page' }));
      const UserPoolId = UserPool?.Id ?? '';
      const { UserPoolClient } = await cognito.send(
        new CreateUserPoolClientCommand({ UserPoolId, ClientName: 'page' }),
      );
      const user = { UserPoolId, Username: 'jane' };
      const UserAttributes = [{ Name: 'email', Value: 'jane@example.com' }];
      await cognito.send(new AdminCreateUserCommand({ ...user, UserAttributes, MessageAction: 'SUPPRESS' }));
      await cognito.send(new AdminSetUserPasswordCommand({ ...user, Password: password, Permanent: true }));
      signIn = { endpoint: `${cloud.url}/`, UserPoolId, ClientId: UserPoolClient?.ClientId ?? '' };
      site = createServer((request, response) => {
        if (request.url === '/library.js') response.end(readFileSync(library));
        else response.setHeader('content-type', 'text/html').end('<script src="library.js"></script>');
      }).listen(0, '127.0.0.1');
      await once(site, 'listening');
    });

    afterAll(async () => {
      await browser?.close();
      site?.close();
      await cloud?.[Symbol.asyncDispose]();
    });

    it('CG-28: signs in by SRP from another port of this machine, and reads the user', async () => {
      const page = await browser.newPage();
      await page.goto(`http://localhost:${(site.address() as AddressInfo).port}/`);
      expect(await page.evaluate(signInOnPage, { ...signIn, password })).toBe('jane@example.com');
      expect(await page.evaluate(signInOnPage, { ...signIn, password: 'wrong' })).toBe(
        'NotAuthorizedException: Incorrect username or password.',
      );
    });
  },
);
