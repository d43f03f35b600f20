import {
  CognitoIdentityClient,
  GetCredentialsForIdentityCommand,
  GetIdCommand,
} from '@aws-sdk/client-cognito-identity';
import { clientConfig } from '@samples/localstack-client';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { type AppUser, appUser, baseUrl } from './app-user.ts';

const { endpoint, outputs } = inject('sample');
const { UserPoolId = '', IdentityPoolId, ApiStage, ProductionStage } = outputs;
const stages = { Development: baseUrl, Production: baseUrl.replace(`/${ApiStage}/`, `/${ProductionStage}/`) };
const ways = {
  IAM: { path: '/notes', call: (user: AppUser) => user.byIam },
  token: { path: '/token/notes', call: (user: AppUser) => user.byToken },
};
const routes = Object.entries(stages).flatMap(([stage, base]) =>
  Object.entries(ways).map(([way, { path, call }]) => ({ stage, way, base, path, call })),
);

let jane: AppUser;
let joe: AppUser;
beforeAll(async () => {
  [jane, joe] = await Promise.all([appUser('jane.doe@example.com'), appUser('joe.doe@example.com')]);
});

describe.each(routes)('in $stage by $way, a user', ({ base, path, call }) => {
  /** A note of Jane's. */
  let secret: { readonly id: string };
  beforeAll(async () => {
    const created = await call(jane)('POST', path, { text: 'secret' }, base);
    secret = (await created.json()) as { id: string };
  });

  it('gets the same for a note of somebody else as for one that does not exist', async () => {
    const requests: readonly [method: string, body?: object][] = [
      ['GET'],
      ['PUT', { text: 'x', version: 1 }],
      ['DELETE'],
    ];
    for (const [method, body] of requests) {
      const [theirs, nobodys] = await Promise.all(
        [secret.id, crypto.randomUUID()].map(async (id) => {
          const response = await call(joe)(method, `${path}/${id}`, body, base);
          const { requestId: _, ...content } = (await response.json()) as { requestId: string };
          const names = [...response.headers.keys()].sort();
          return { status: response.status, content, names, length: response.headers.get('content-length') };
        }),
      );
      expect(theirs).toEqual(nobodys);
      expect(theirs).toMatchObject({ status: 404, content: { code: 'NotFound' } });
    }
  });

  it('does not find the notes of others in a list, from whatever place it begins', async () => {
    for (const query of [
      '',
      '?limit=100',
      `?next=${secret.id}`,
      '?next=',
      '?next=0',
      '?next=%00',
      '?owner=jane',
    ]) {
      const response = await call(joe)('GET', `${path}${query}`, undefined, base);
      expect([response.status, await response.json()], query).toEqual([200, { notes: [] }]);
    }
  });

  it('cannot choose the owner or the id of a note', async () => {
    const sub = jane.session.getIdToken().payload.sub as string;
    const body = { text: 'mine', owner: sub, sub, id: secret.id, version: 7 };
    const created = (await (await call(joe)('POST', path, body, base)).json()) as { id: string };
    expect(created).toMatchObject({ text: 'mine', version: 1 });
    expect(created.id).not.toBe(secret.id);
    const kept = await call(jane)('GET', `${path}/${secret.id}`, undefined, base);
    expect(await kept.json()).toMatchObject({ text: 'secret', version: 1 });
    for (const id of [created.id, `${sub}%2F${secret.id}`, `..%2F${sub}%2F${secret.id}`]) {
      const owned = await call(joe)('DELETE', `${path}/${id}`, undefined, base);
      expect(owned.status, id).toBe(id === created.id ? 204 : 404);
    }
  });
});

describe.each(Object.entries(stages))('in %s, a token', (_, base) => {
  const list = async (authorization: string, path = '/token/notes') => {
    const response = await fetch(`${base}${path}`, { headers: { authorization } });
    await response.arrayBuffer();
    return response.status;
  };

  it('opens the routes for tokens, and does not count as a signature', async () => {
    const token = joe.session.getIdToken().getJwtToken();
    expect(await list(token)).toBe(200);
    expect(await list(token, '/notes')).toBe(403);
    expect(await list(`Bearer ${token}`, '/notes')).toBe(403);
  });

  it('of the kind access is not accepted as an ID token', async () => {
    expect(await list(joe.session.getAccessToken().getJwtToken())).toBe(401);
    expect(await list(joe.session.getRefreshToken().getToken())).toBe(401);
  });

  it('is refused when its user was tampered with', async () => {
    const [header, payload = '', signature] = joe.session.getIdToken().getJwtToken().split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
    const sub: unknown = jane.session.getIdToken().payload.sub;
    const forged = Buffer.from(JSON.stringify({ ...claims, sub })).toString('base64url');
    const unsigned = Buffer.from('{"alg":"none"}').toString('base64url');
    expect(await list(`${header}.${forged}.${signature}`)).toBe(401);
    expect(await list(`${unsigned}.${forged}.`)).toBe(401);
  });
});

describe('the identity pool', () => {
  const identities = new CognitoIdentityClient(clientConfig({ ...process.env, AWS_ENDPOINT_URL: endpoint }));
  const loginOf = ({ session }: AppUser) => {
    const provider = `cognito-idp.${UserPoolId.split('_')[0]}.amazonaws.com/${UserPoolId}`;
    return { [provider]: session.getIdToken().getJwtToken() };
  };

  it('gives nobody the identity of somebody else, and none to guests', async () => {
    const { IdentityId } = await identities.send(new GetIdCommand({ IdentityPoolId, Logins: loginOf(jane) }));
    const own = await identities.send(
      new GetCredentialsForIdentityCommand({ IdentityId, Logins: loginOf(jane) }),
    );
    expect(own.IdentityId).toBe(IdentityId);
    for (const Logins of [loginOf(joe), undefined]) {
      const foreign = identities.send(new GetCredentialsForIdentityCommand({ IdentityId, Logins }));
      await expect(foreign).rejects.toMatchObject({ name: 'NotAuthorizedException' });
    }
    await expect(identities.send(new GetIdCommand({ IdentityPoolId }))).rejects.toThrow(
      'Unauthenticated access is not supported for this identity pool.',
    );
  });
});
