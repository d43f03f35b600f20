import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import * as sdk from '@aws-sdk/client-cognito-identity-provider';
import {
  AdminConfirmSignUpCommand,
  AdminGetUserCommand,
  CognitoIdentityProviderClient,
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
  DescribeUserPoolCommand,
  ListUserPoolsCommand,
  SignUpCommand,
  UserNotFoundException,
} from '@aws-sdk/client-cognito-identity-provider';
import {
  AuthenticationDetails,
  CognitoUser,
  CognitoUserPool,
  type CognitoUserSession,
} from 'amazon-cognito-identity-js';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { withCloud } from '../testing/cloud-client.ts';
import { cognitoOperations } from './operations.ts';

const output = new PassThrough();
const cloud = withCloud({ functionOutput: output });
const page = 'http://localhost:5173';
const password = 'Pässw0rd-€😀';
let client: CognitoIdentityProviderClient;
let poolId = '';
let clientId = '';

beforeAll(async () => {
  client = cloud.client(CognitoIdentityProviderClient);
  const { UserPool } = await client.send(
    new CreateUserPoolCommand({
      PoolName: 'users',
      UsernameAttributes: ['email'],
      AutoVerifiedAttributes: ['email'],
    }),
  );
  poolId = UserPool?.Id ?? '';
  const { UserPoolClient } = await client.send(
    new CreateUserPoolClientCommand({ UserPoolId: poolId, ClientName: 'app' }),
  );
  clientId = UserPoolClient?.ClientId ?? '';
});

describe('user pools, by the SDK', () => {
  it('are described and listed', async () => {
    expect(poolId).toMatch(/^us-east-1_[0-9A-Za-z]{9}$/);
    expect(clientId).toMatch(/^[a-z0-9]{26}$/);
    const { UserPool } = await client.send(new DescribeUserPoolCommand({ UserPoolId: poolId }));
    expect(UserPool).toMatchObject({
      Name: 'users',
      MfaConfiguration: 'OFF',
      CreationDate: expect.any(Date),
    });
    const { UserPools } = await client.send(new ListUserPoolsCommand({ MaxResults: 10 }));
    expect(UserPools?.map(({ Id }) => Id)).toContain(poolId);
  });

  it('refuse in the SDK’s own error classes', async () => {
    const absent = client.send(new AdminGetUserCommand({ UserPoolId: poolId, Username: 'nobody' }));
    await expect(absent).rejects.toBeInstanceOf(UserNotFoundException);
  });

  it('CG-26: are refused each operation that is not offered by its name', async () => {
    const all = Object.keys(sdk).filter((name) => name.endsWith('Command') && !name.startsWith('$'));
    const names = all.map((name) => name.slice(0, -'Command'.length));
    const absent = names.filter((name) => !Object.hasOwn(cognitoOperations, name));
    expect(absent).toContain('StartWebAuthnRegistration');
    for (const name of absent) {
      const { message } = (await (await post(name, {}, null)).json()) as { message: string };
      expect(message).toBe(`The operation ${name} of cognito-idp is not offered by this embedded cloud.`);
    }
  });
});

describe('the unmodified amazon-cognito-identity-js', () => {
  it('CG-2: signs up, confirms with the code from the inbox, signs in by SRP and reads the user', async () => {
    const UserPoolId = poolId;
    const pool = new CognitoUserPool({ UserPoolId, ClientId: clientId, endpoint: `${cloud.url()}/` });
    const email = 'js@example.com';
    await new Promise((resolve, reject) =>
      pool.signUp(email, password, [], [], (error, result) => (error ? reject(error) : resolve(result))),
    );
    const user = new CognitoUser({ Username: email, Pool: pool });
    const code = await codeFor(email);
    await new Promise((resolve, reject) =>
      user.confirmRegistration(code, false, (error, result) => (error ? reject(error) : resolve(result))),
    );
    const session = await new Promise<CognitoUserSession>((resolve, reject) =>
      user.authenticateUser(new AuthenticationDetails({ Username: email, Password: password }), {
        onSuccess: resolve,
        onFailure: reject,
      }),
    );
    expect(session.getIdToken().payload).toMatchObject({ email, email_verified: true, token_use: 'id' });
    const attributes = await new Promise<unknown>((resolve, reject) =>
      user.getUserAttributes((error, result) => (error ? reject(error) : resolve(result))),
    );
    expect(attributes).toContainEqual(expect.objectContaining({ Name: 'email', Value: email }));

    const keys = createRemoteJWKSet(new URL(`${cloud.url()}/${poolId}/.well-known/jwks.json`));
    const issuer = `https://cognito-idp.us-east-1.amazonaws.com/${poolId}`;
    const options = { issuer, audience: clientId, algorithms: ['RS256'] };
    await jwtVerify(session.getIdToken().getJwtToken(), keys, options);
  });
});

describe('web pages', () => {
  it('CG-28: of this machine may call what an app calls, with CORS, and nothing else', async () => {
    const signIn = await post('InitiateAuth', { ClientId: clientId, AuthFlow: 'USER_SRP_AUTH' });
    expect(signIn.status).toBe(400);
    expect(signIn.headers.get('access-control-allow-origin')).toBe(page);
    expect(signIn.headers.get('x-amzn-errortype')).toBe('InvalidParameterException:');
    expect(await signIn.json()).toMatchObject({ __type: 'InvalidParameterException' });
    for (const operation of ['AdminGetUser', 'ListUsers', 'CreateUserPool', 'toString']) {
      expect((await post(operation, { UserPoolId: poolId })).status).toBe(403);
    }
  });

  it('CG-28: of other sites may not even sign in', async () => {
    expect((await post('InitiateAuth', {}, 'https://evil.example')).status).toBe(403);
  });

  it('CG-29: programs may not call administrators’ operations without a signature', async () => {
    const response = await post('ListUsers', { UserPoolId: poolId }, null);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ __type: 'MissingAuthenticationTokenException' });
  });

  it('CG-30: may read the keys and the OpenID configuration of a pool', async () => {
    const [keys, configuration] = await Promise.all(
      ['jwks.json', 'openid-configuration'].map((name) =>
        fetch(`${cloud.url()}/${poolId}/.well-known/${name}`, { headers: { origin: page } }),
      ),
    );
    expect(keys?.headers.get('access-control-allow-origin')).toBe(page);
    const published = (await keys?.json()) as { keys: object[] } | undefined;
    expect(published?.keys).toHaveLength(2);
    for (const key of published?.keys ?? [])
      expect(Object.keys(key).sort()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use']);
    expect(await configuration?.json()).toMatchObject({
      issuer: `https://cognito-idp.us-east-1.amazonaws.com/${poolId}`,
      jwks_uri: `${cloud.url()}/${poolId}/.well-known/jwks.json`,
    });
  });
});

describe('the inbox', () => {
  it('CG-31: has the messages, and each is a line of the cloud’s output', async () => {
    const email = '<b>@example.com';
    const refused = client.send(
      new SignUpCommand({ ClientId: clientId, Username: email, Password: password }),
    );
    await expect(refused).rejects.toThrow('Username should be an email');
    const Username = 'inbox@example.com';
    await client.send(new SignUpCommand({ ClientId: clientId, Username, Password: password }));
    const code = await codeFor(Username);
    expect(await (await fetch(`${cloud.url()}/_cloud/inbox`)).text()).toContain(code);
    await client.send(new AdminConfirmSignUpCommand({ UserPoolId: poolId, Username }));
    output.end();
    expect(await text(output)).toContain(`Cognito to ${Username}: Your confirmation code is ${code}\n`);
  });

  it('CG-32: is closed to web pages', async () => {
    for (const path of ['/_cloud/inbox', '/_cloud/inbox.json'])
      for (const origin of [page, 'https://evil.example', 'null'])
        expect((await fetch(`${cloud.url()}${path}`, { headers: { origin } })).status).toBe(403);
  });
});

async function codeFor(email: string): Promise<string> {
  const response = await fetch(`${cloud.url()}/_cloud/inbox.json?to=${encodeURIComponent(email)}`);
  const { messages } = (await response.json()) as { messages: { text: string }[] };
  return /\d{6}/.exec(messages[0]?.text ?? '')?.[0] ?? '';
}

function post(operation: string, input: object, origin: string | null = page): Promise<Response> {
  return fetch(cloud.url(), {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `AWSCognitoIdentityProviderService.${operation}`,
      ...(origin !== null && { origin }),
    },
    body: JSON.stringify(input),
  });
}
