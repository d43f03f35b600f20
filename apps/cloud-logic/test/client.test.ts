import { readFile } from 'node:fs/promises';
import {
  CognitoIdentityProviderClient,
  InitiateAuthCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import {
  type CloudLogicOptions,
  cloudLogicClient,
  definition,
  isSignInRefused,
  userPoolSession,
} from '@samples/cloud-logic-client';
import { clientConfig } from '@samples/localstack-client';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { exportDefinition, generateTypes, typesFile } from '../scripts/generate-client.ts';
import { type AppUser, appUser, baseUrl as url } from './app-user.ts';

const { endpoint, outputs } = inject('sample');
const config = clientConfig({ ...process.env, AWS_ENDPOINT_URL: endpoint });
const { UserPoolId: userPoolId = '', IdentityPoolId: identityPoolId = '', ClientId } = outputs;
const identities = { userPoolId, identityPoolId, endpoint };

it('is made of the definition that the API exports', async () => {
  expect(await exportDefinition(outputs, config)).toEqual(definition);
});

it.runIf(process.env.REQUIRE_REGISTRY)(
  'has the types that the generator makes of it (needs the npm registry: REQUIRE_REGISTRY=1)',
  async () => {
    expect(await readFile(typesFile, 'utf8')).toBe(await generateTypes());
  },
);

describe('a client', () => {
  let user: AppUser;
  beforeAll(async () => {
    user = await appUser('client@example.com');
  });

  it('creates, reads, lists, changes and deletes notes, by signature', async () => {
    const client = cloudLogicClient({ url, identities, session: sessionOf(user) });
    const created = await client.POST('/notes', { body: { text: 'it’s 100 % milk' } });
    expect(created.response.status).toBe(201);
    const params = { path: { id: created.data?.id ?? '' } };
    expect((await client.GET('/notes/{id}', { params })).data).toEqual(created.data);
    const listed = await client.GET('/notes', { params: { query: { limit: '1' } } });
    expect(listed.data?.notes).toEqual([created.data]);
    const changed = await client.PUT('/notes/{id}', { params, body: { text: 'tea', version: 1 } });
    expect(changed.data).toMatchObject({ text: 'tea', version: 2 });
    const late = await client.PUT('/notes/{id}', { params, body: { text: 'juice', version: 1 } });
    expect(late.error).toMatchObject({ code: 'Conflict' });
    expect((await client.DELETE('/notes/{id}', { params })).response.status).toBe(204);
  });

  it('sends the token where the user pool checks it', async () => {
    const client = cloudLogicClient({ url, identities, session: sessionOf(user) });
    const { data } = await client.POST('/token/notes', { body: { text: 'by token' } });
    expect((await client.GET('/notes')).data?.notes).toContainEqual(data);
    expect((await client.GET('/admin/summary')).error).toMatchObject({ code: 'Forbidden' });
  });

  it('refreshes a session whose token the API refuses, by the user pool', async () => {
    const client = cloudLogicClient({ url, identities, session: sessionOf(user, 'a.b.c') });
    for (const path of ['/token/notes', '/notes'] as const) {
      expect((await client.GET(path)).response.status).toBe(200);
    }
  });

  it('reaches what is open without a sign-in, and is asked for one elsewhere', async () => {
    const client = cloudLogicClient({ url });
    expect((await client.GET('/public')).data).toEqual({ message: 'Hello from the cloud.' });
    for (const path of ['/token/notes', '/notes'] as const) {
      expect(isSignInRefused((await client.GET(path)).response)).toBe(true);
    }
  });
});

/** As `userPoolSession` of a `CognitoUser` whose first ID token may be another. */
function sessionOf({ session }: AppUser, firstToken?: string): CloudLogicOptions['session'] {
  let token = firstToken ?? session.getIdToken().getJwtToken();
  const sessionWith = {
    getIdToken: () => ({ getJwtToken: () => token }),
    getRefreshToken: () => session.getRefreshToken(),
  };
  const cognito = new CognitoIdentityProviderClient(config);
  return userPoolSession(() => ({
    getSession: (callback) => callback(null, sessionWith),
    async refreshSession(refreshToken, callback) {
      const AuthParameters = { REFRESH_TOKEN: refreshToken.getToken() };
      const request = { ClientId, AuthFlow: 'REFRESH_TOKEN_AUTH' as const, AuthParameters };
      const { AuthenticationResult } = await cognito.send(new InitiateAuthCommand(request));
      token = AuthenticationResult?.IdToken ?? '';
      callback(null, sessionWith);
    },
  }));
}
