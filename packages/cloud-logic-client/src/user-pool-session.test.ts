import { CognitoUserPool } from 'amazon-cognito-identity-js';
import { expect, it } from 'vitest';
import { userPoolSession } from './user-pool-session.ts';

const session = (token: string) => ({
  getIdToken: () => ({ getJwtToken: () => token }),
  getRefreshToken: () => ({ getToken: () => `refresh of ${token}` }),
});

function failingUser(code: string | undefined) {
  const error = Object.assign(new Error('failed'), code && { code });
  return {
    getSession: (callback: (error: Error, session: null) => void) => callback(error, null),
    refreshSession: () => expect.unreachable(),
  };
}

it('is that of the user who is signed in at the moment', async () => {
  const names = ['Ada', 'Grace'];
  const one = userPoolSession(() => ({
    getSession: (callback) => callback(null, session(names.shift() ?? '')),
    refreshSession: () => expect.unreachable(),
  }));
  expect([await one.idToken(), await one.idToken()]).toEqual(['Ada', 'Grace']);
});

it('is refreshed with the refresh token', async () => {
  const one = userPoolSession(() => ({
    getSession: (callback) => callback(null, session('old')),
    refreshSession: (token, callback) => callback(null, session(`new by ${token.getToken()}`)),
  }));
  expect(await one.refresh()).toBe('new by refresh of old');
});

it('is none when nobody is signed in, or the refresh token is refused', async () => {
  for (const user of [null, failingUser(undefined), failingUser('NotAuthorizedException')]) {
    const one = userPoolSession(() => user);
    expect([await one.idToken(), await one.refresh()]).toEqual([undefined, undefined]);
  }
});

it('fails when the user pool cannot be reached', async () => {
  await expect(userPoolSession(() => failingUser('NetworkError')).idToken()).rejects.toThrow('failed');
});

it('accepts the pool of amazon-cognito-identity-js as it is', async () => {
  const pool = new CognitoUserPool({ UserPoolId: 'us-east-1_users', ClientId: 'app' });
  expect(await userPoolSession(() => pool.getCurrentUser()).idToken()).toBeUndefined();
});
