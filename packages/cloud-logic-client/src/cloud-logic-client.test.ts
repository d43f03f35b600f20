import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { type CloudLogicOptions, cloudLogicClient, isSignInRefused, type Session } from './index.ts';

const url = 'https://api.example/Development';
const identities = { identityPoolId: 'eu-west-1:pool', userPoolId: 'eu-west-1_users' };
const note = { id: '1', text: 'milk', version: 1, updatedAt: '2026-11-29T00:00:00.000Z' };

interface Sent {
  readonly path: string;
  readonly target: string | null;
  readonly authorization: string | null;
  readonly sessionToken: string | null;
  readonly body: string;
}

/** A client against an API and an identity pool that respond as `respond` says; every request is recorded. */
function clientWith(
  respond: (sent: Sent) => Response | undefined,
  options: Partial<CloudLogicOptions> = { session: sessionOf('token') },
) {
  const sent: Sent[] = [];
  const client = cloudLogicClient({
    url,
    identities,
    fetch: async (request) => {
      const { headers } = request;
      const one = {
        path: request.url.replace(url, ''),
        target: headers.get('x-amz-target'),
        authorization: headers.get('authorization'),
        sessionToken: headers.get('x-amz-security-token'),
        body: await request.text(),
      };
      sent.push(one);
      return respond(one) ?? identityPool(one) ?? Response.json({ notes: [note] });
    },
    ...options,
  });
  return { client, sent, toApi: () => sent.filter(({ target }) => target === null) };
}

function sessionOf(...tokens: (string | undefined)[]): Session & { refreshes: number } {
  let token = tokens.shift();
  return {
    refreshes: 0,
    idToken: async () => token,
    async refresh() {
      this.refreshes++;
      token = tokens.shift();
      return token;
    },
  };
}

/** Its keys carry the token that they were given for. */
function identityPool({ target, body }: Sent, expiresInSeconds = 3600): Response | undefined {
  if (target === 'AWSCognitoIdentityService.GetId') return Response.json({ IdentityId: 'eu-west-1:ada' });
  if (target !== 'AWSCognitoIdentityService.GetCredentialsForIdentity') return undefined;
  const { Logins } = JSON.parse(body) as { Logins: Record<string, string> };
  const SessionToken = `session of ${Logins['cognito-idp.eu-west-1.amazonaws.com/eu-west-1_users']}`;
  const Expiration = Date.now() / 1000 + expiresInSeconds;
  return Response.json({
    Credentials: { AccessKeyId: 'ASIA', SecretKey: 'secret', SessionToken, Expiration },
  });
}

const expired = (type = 'ExpiredTokenException') =>
  Response.json({ message: 'expired' }, { status: 403, headers: { 'x-amzn-errortype': type } });
const unauthorized = () => Response.json({ message: 'Unauthorized' }, { status: 401 });

describe('a request', () => {
  it('carries the ID token where the authorizer of the user pool guards the operation', async () => {
    const { client, sent } = clientWith(() => undefined);
    await client.GET('/token/notes', { params: { query: { limit: '1' } } });
    await client.GET('/token/notes/{id}', { params: { path: { id: 'a/b' } } });
    await client.GET('/admin/summary');
    expect(sent.map(({ path, authorization }) => [path, authorization])).toEqual([
      ['/token/notes?limit=1', 'token'],
      ['/token/notes/a%2Fb', 'token'],
      ['/admin/summary', 'token'],
    ]);
  });

  it('is signed with keys of the identity pool elsewhere, which are asked for once', async () => {
    const { client, sent } = clientWith(() => undefined);
    const { data } = await client.POST('/notes', { body: { text: 'milk' } });
    await client.GET('/notes');
    expect(data).toEqual({ notes: [note] });
    expect(sent.map(({ path, target }) => target ?? path)).toEqual([
      'AWSCognitoIdentityService.GetId',
      'AWSCognitoIdentityService.GetCredentialsForIdentity',
      '/notes',
      '/notes',
    ]);
    expect(sent[2]).toMatchObject({ body: '{"text":"milk"}', sessionToken: 'session of token' });
    expect(sent[2]?.authorization).toMatch(
      /^AWS4-HMAC-SHA256 Credential=ASIA\/\d{8}\/eu-west-1\/execute-api\/aws4_request, /,
    );
  });

  it('carries nothing when nobody is signed in', async () => {
    for (const session of [undefined, sessionOf(undefined)]) {
      const { client, sent } = clientWith(() => undefined, { session });
      await client.GET('/notes');
      expect(sent).toMatchObject([{ path: '/notes', authorization: null }]);
    }
  });

  it('is sent unsigned, so that the API says what it lacks, when the identity pool refuses the token', async () => {
    const refuse = ({ target }: Sent) =>
      target === null
        ? expired('MissingAuthenticationTokenException')
        : Response.json(
            { __type: 'NotAuthorizedException', message: 'Invalid login token.' },
            { status: 400 },
          );
    const { client, toApi } = clientWith(refuse);
    const { response } = await client.GET('/notes');
    expect(isSignInRefused(response)).toBe(true);
    expect(toApi()).toMatchObject([{ authorization: null }]);
  });

  it('fails with the message of the identity pool for what is not about the sign-in', async () => {
    const fail = ({ target }: Sent) =>
      target === null
        ? undefined
        : Response.json({ __type: 'ResourceNotFoundException', message: 'No such pool' }, { status: 400 });
    await expect(clientWith(fail).client.GET('/notes')).rejects.toThrow(
      'GetId failed with status 400: No such pool',
    );
  });

  it('has new keys shortly before the old ones expire', async () => {
    const { client, sent } = clientWith((one) => identityPool(one, 200));
    await client.GET('/notes');
    await client.GET('/notes');
    expect(sent).toHaveLength(6);
  });
});

describe('a session that has expired', () => {
  it('is refreshed once for the token, and the request is sent again with its body', async () => {
    const session = sessionOf('old', 'new');
    const { client, toApi } = clientWith(
      ({ authorization }) => (authorization === 'old' ? unauthorized() : undefined),
      { session },
    );
    const { data } = await client.POST('/token/notes', { body: { text: 'milk' } });
    expect(data).toEqual({ notes: [note] });
    expect(toApi()).toMatchObject([
      { authorization: 'old', body: '{"text":"milk"}' },
      { authorization: 'new', body: '{"text":"milk"}' },
    ]);
  });

  it('is refreshed once for the keys, which come from the new token', async () => {
    const session = sessionOf('old', 'new');
    const { client, toApi } = clientWith(
      ({ sessionToken }) => (sessionToken === 'session of old' ? expired() : undefined),
      { session },
    );
    expect((await client.GET('/notes')).response.status).toBe(200);
    expect(toApi()).toMatchObject([{ sessionToken: 'session of old' }, { sessionToken: 'session of new' }]);
  });

  it('is refreshed once for requests side by side', async () => {
    const session = sessionOf('old', 'new');
    const { client } = clientWith(
      ({ authorization }) => (authorization === 'old' ? unauthorized() : undefined),
      { session },
    );
    const results = await Promise.all([1, 2, 3].map(() => client.GET('/token/notes')));
    expect(results.map(({ response }) => response.status)).toEqual([200, 200, 200]);
    expect(session.refreshes).toBe(1);
  });

  it('is not refreshed again for a request that is refused after the refresh', async () => {
    const session = sessionOf('old', 'new');
    const { promise: slow, resolve: release } = Promise.withResolvers<void>();
    const { client } = clientWith(() => undefined, {
      session,
      fetch: async ({ url: to, headers }) => {
        if (to.endsWith('/slow')) await slow;
        return headers.get('authorization') === 'old' ? unauthorized() : Response.json({});
      },
    });
    const late = client.GET('/token/notes/{id}', { params: { path: { id: 'slow' } } });
    await client.GET('/token/notes');
    release();
    expect((await late).response.status).toBe(200);
    expect(session.refreshes).toBe(1);
  });

  it('is over when the refresh does not help: the refusal is the result', async () => {
    for (const session of [sessionOf('old'), sessionOf('old', 'new')]) {
      const { client, sent } = clientWith(unauthorized, { session });
      const { error, response } = await client.GET('/token/notes');
      expect([error, isSignInRefused(response)]).toEqual([{ message: 'Unauthorized' }, true]);
      expect(session.refreshes).toBe(1);
      expect(sent.length).toBeLessThan(3);
    }
  });

  it('is not what another 403 is about', async () => {
    const session = sessionOf('token', 'new');
    const { client } = clientWith(() => expired('AccessDeniedException'), { session });
    expect(isSignInRefused((await client.GET('/admin/summary')).response)).toBe(false);
    expect(session.refreshes).toBe(0);
  });
});

it('has an example in its README that compiles', async () => {
  const [readme, example] = await Promise.all(
    ['../README.md', '../examples/list-notes.ts'].map((file) =>
      readFile(new URL(file, import.meta.url), 'utf8'),
    ),
  );
  expect(readme).toContain(`\`\`\`ts\n${example}\`\`\``);
});
