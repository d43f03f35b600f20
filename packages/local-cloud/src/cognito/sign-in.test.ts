import { createHmac } from 'node:crypto';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { describe, expect, it } from 'vitest';
import { srpTimestamp } from './testing/srp-client.ts';
import { password, refusalOf, testPool } from './testing/user-pool.ts';

const incorrect = 'NotAuthorizedException: Incorrect username or password.';

describe('sign-in by SRP', () => {
  it('CG-2: signs in with a password that never leaves the client', async () => {
    const pool = testPool();
    await pool.signUpAndConfirm();
    const { respond } = await pool.signInBySrp('jane', password);
    const { AuthenticationResult: tokens } = await respond();
    expect(decodeJwt(tokens?.IdToken ?? '')).toMatchObject({ 'cognito:username': 'jane', token_use: 'id' });
    const wrong = await pool.signInBySrp('jane', 'another');
    expect(await refusalOf(wrong.respond)).toBe(incorrect);
  });

  it('CG-3: accepts a challenge once, and for three minutes', async () => {
    const pool = testPool();
    await pool.signUpAndConfirm();
    const first = await pool.signInBySrp('jane', password);
    await first.respond();
    expect(await refusalOf(first.respond)).toContain('session can only be used once');
    const second = await pool.signInBySrp('jane', password);
    pool.clock.now += 3 * 60_000;
    expect(await refusalOf(second.respond)).toContain('session is expired');
  });

  it('CG-4: refuses a timestamp in another form, of another weekday, or five minutes away', async () => {
    const pool = testPool();
    await pool.signUpAndConfirm();
    pool.clock.now = Date.UTC(2026, 10, 2, 12);
    const good = srpTimestamp(new Date(pool.clock.now));
    expect(good).toBe('Mon Nov 2 12:00:00 UTC 2026');
    const late = srpTimestamp(new Date(pool.clock.now - 301_000));
    for (const bad of ['Mon Nov 02 12:00:00 UTC 2026', 'Tue Nov 2 12:00:00 UTC 2026', late, 'x']) {
      const { respond } = await pool.signInBySrp('jane', password, bad);
      expect(await refusalOf(respond)).toBe(incorrect);
    }
    const { respond } = await pool.signInBySrp('jane', password, good);
    expect(await refusalOf(respond)).toBe('accepted');
  });

  it('CG-5: gives a hidden unknown user the same salt each time, and refuses at the end', async () => {
    const pool = testPool({ client: { PreventUserExistenceErrors: 'ENABLED' } });
    const [first, second] = [await pool.signInBySrp('nobody', 'x'), await pool.signInBySrp('nobody', 'x')];
    expect(first.sent.SALT).toBe(second.sent.SALT);
    expect(Object.keys(first.sent)).toEqual(['SALT', 'SECRET_BLOCK', 'SRP_B', 'USERNAME', 'USER_ID_FOR_SRP']);
    expect(await refusalOf(first.respond)).toBe(incorrect);
    expect(await refusalOf(() => pool.signIn('nobody', 'x'))).toBe(incorrect);
  });

  it('CG-5: names an unknown user where the client does not hide them', async () => {
    const pool = testPool();
    const call = () => pool.signInBySrp('nobody', 'x');
    expect(await refusalOf(call)).toBe('UserNotFoundException: User does not exist.');
  });

  it('CG-6: signs in by e-mail address where that is the user name, which is then a UUID', async () => {
    const pool = testPool({ pool: { UsernameAttributes: ['email'] } });
    await pool.signUpAndConfirm('jane@example.com');
    const { sent, respond } = await pool.signInBySrp('jane@example.com', password);
    expect(sent.USER_ID_FOR_SRP).toMatch(/^[0-9a-f-]{36}$/);
    const { AuthenticationResult: tokens } = await respond();
    expect(decodeJwt(tokens?.IdToken ?? '')).toMatchObject({
      sub: sent.USER_ID_FOR_SRP,
      email_verified: true,
    });
    expect(await refusalOf(() => pool.signUp('jane@example.com'))).toBe(
      'UsernameExistsException: An account with the given email already exists.',
    );
  });
});

describe('sign-in by password', () => {
  it('CG-7: locks a user, known or not, after five failures, for longer each time', async () => {
    const pool = testPool({ client: { PreventUserExistenceErrors: 'ENABLED' } });
    await pool.signUpAndConfirm();
    for (const name of ['jane', 'nobody']) {
      for (let run = 0; run < 5; run += 1)
        expect(await refusalOf(() => pool.signIn(name, 'wrong'))).toBe(incorrect);
      const locked = 'NotAuthorizedException: Password attempts exceeded';
      expect(await refusalOf(() => pool.signIn(name))).toBe(locked);
    }
    pool.clock.now += 1000;
    expect(await refusalOf(() => pool.signIn('jane', 'wrong'))).toBe(incorrect);
    pool.clock.now += 1000;
    expect(await refusalOf(() => pool.signIn())).toContain('Password attempts exceeded');
    pool.clock.now += 1000;
    expect(await refusalOf(() => pool.signIn())).toBe('accepted');
  });

  it('CG-8: refuses disabled and unconfirmed users only after their password', async () => {
    const pool = testPool();
    await pool.signUp();
    expect(await refusalOf(() => pool.signIn('jane', 'wrong'))).toBe(incorrect);
    expect(await refusalOf(() => pool.signIn())).toBe('UserNotConfirmedException: User is not confirmed.');
    const { UserPoolId } = pool;
    await pool.operations.AdminConfirmSignUp({ UserPoolId, Username: 'jane' });
    pool.operations.AdminDisableUser({ UserPoolId, Username: 'jane' });
    expect(await refusalOf(() => pool.signIn('jane', 'wrong'))).toBe(incorrect);
    expect(await refusalOf(() => pool.signIn())).toBe('NotAuthorizedException: User is disabled.');
  });

  it('CG-9: refuses a flow that the client does not have', async () => {
    const pool = testPool({ client: { ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH'] } });
    await pool.signUpAndConfirm();
    expect(await refusalOf(() => pool.signIn())).toBe(
      'InvalidParameterException: USER_PASSWORD_AUTH flow not enabled for this client',
    );
  });

  it('CG-10: wants the hash of a client that has a secret', async () => {
    const pool = testPool({ client: { GenerateSecret: true } });
    const { operations, UserPoolId, ClientId } = pool;
    const { UserPoolClient } = operations.DescribeUserPoolClient({ UserPoolId, ClientId });
    const Username = 'jane';
    await operations.AdminCreateUser({ UserPoolId, Username, MessageAction: 'SUPPRESS' });
    operations.AdminSetUserPassword({ UserPoolId, Username, Password: password, Permanent: true });
    const signIn = (hash: object) => () =>
      operations.InitiateAuth({
        ClientId,
        AuthFlow: 'USER_PASSWORD_AUTH',
        AuthParameters: { USERNAME: Username, PASSWORD: password, ...hash },
      });
    const hash = createHmac('sha256', UserPoolClient.ClientSecret ?? '').update(`${Username}${ClientId}`);
    expect(await refusalOf(signIn({}))).toContain('is configured for secret but secret was not received');
    expect(await refusalOf(signIn({ SECRET_HASH: 'AAAA' }))).toContain('Unable to verify secret hash');
    expect(await refusalOf(signIn({ SECRET_HASH: hash.digest('base64') }))).toBe('accepted');
  });
});

describe('a password that an administrator has set', () => {
  it('CG-11: has to be replaced at the first sign-in', async () => {
    const pool = testPool({ pool: { Schema: [{ Name: 'name', Required: false }] } });
    const { operations, UserPoolId, ClientId } = pool;
    await operations.AdminCreateUser({
      UserPoolId,
      Username: 'joe',
      DesiredDeliveryMediums: ['EMAIL'],
      UserAttributes: [{ Name: 'email', Value: 'joe@example.com' }],
    });
    const [invitation] = pool.cognito.inbox.list('joe@example.com');
    const temporary = /password is (.*)\.$/.exec(invitation?.text ?? '')?.[1] ?? '';
    const step = await pool.signIn('joe', temporary);
    expect(step).toMatchObject({
      ChallengeName: 'NEW_PASSWORD_REQUIRED',
      ChallengeParameters: { requiredAttributes: '[]' },
    });
    const answer = {
      ClientId,
      ChallengeName: 'NEW_PASSWORD_REQUIRED' as const,
      Session: step.Session,
      ChallengeResponses: { USERNAME: 'joe', NEW_PASSWORD: password, 'userAttributes.name': 'Joe' },
    };
    const { AuthenticationResult: tokens } = await operations.RespondToAuthChallenge(answer);
    expect(decodeJwt(tokens?.IdToken ?? '')).toMatchObject({ name: 'Joe' });
    expect(await refusalOf(() => operations.RespondToAuthChallenge(answer))).toContain('only be used once');
    expect(await refusalOf(() => pool.signIn('joe', password))).toBe('accepted');
  });

  it('CG-11: works for seven days', async () => {
    const pool = testPool();
    const { operations, UserPoolId } = pool;
    await operations.AdminCreateUser({
      UserPoolId,
      Username: 'joe',
      TemporaryPassword: password,
      MessageAction: 'SUPPRESS',
    });
    pool.clock.now += 7 * 86_400_000;
    expect(await refusalOf(() => pool.signIn('joe', password))).toContain('Temporary password has expired');
  });
});

describe('tokens', () => {
  it('CG-12: have AWS’s claims, and are signed by a key each', async () => {
    const pool = testPool();
    await pool.signUpAndConfirm();
    const { operations, UserPoolId, ClientId } = pool;
    const RoleArn = 'arn:aws:iam::000000000000:role/admins';
    operations.CreateGroup({ UserPoolId, GroupName: 'readers', Precedence: 2 });
    operations.CreateGroup({ UserPoolId, GroupName: 'admins', Precedence: 1, RoleArn });
    for (const GroupName of ['readers', 'admins']) {
      operations.AdminAddUserToGroup({ UserPoolId, Username: 'jane', GroupName });
    }
    const { AuthenticationResult: tokens } = await pool.signIn();
    const [id, access] = [decodeJwt(tokens?.IdToken ?? ''), decodeJwt(tokens?.AccessToken ?? '')];
    const iss = `https://cognito-idp.us-east-1.amazonaws.com/${UserPoolId}`;
    const both = { iss, sub: id.sub, 'cognito:groups': ['admins', 'readers'], origin_jti: id.origin_jti };
    expect(id).toMatchObject({ ...both, aud: ClientId, email: 'jane@example.com', email_verified: true });
    expect(id).toMatchObject({ 'cognito:roles': [RoleArn], 'cognito:preferred_role': RoleArn });
    expect(access).toMatchObject({ ...both, client_id: ClientId, token_use: 'access', username: 'jane' });
    expect(access.aud).toBeUndefined();
    expect(access.jti).not.toBe(id.jti);
    const headers = [tokens?.IdToken, tokens?.AccessToken].map((token) => decodeProtectedHeader(token ?? ''));
    for (const header of headers) expect(Object.keys(header)).toEqual(['kid', 'alg']);
    expect(headers[0]?.kid).not.toBe(headers[1]?.kid);
  });

  it('CG-13: are renewed by the refresh token until it is revoked or expires', async () => {
    const pool = testPool();
    await pool.signUpAndConfirm();
    const { operations, ClientId } = pool;
    const { AuthenticationResult: tokens } = await pool.signIn();
    const { RefreshToken = '', IdToken = '', AccessToken } = tokens ?? {};
    const refresh = (token: string) => () =>
      operations.InitiateAuth({
        ClientId,
        AuthFlow: 'REFRESH_TOKEN_AUTH',
        AuthParameters: { REFRESH_TOKEN: token },
      });
    pool.clock.now += 60_000;
    const { AuthenticationResult: renewed } = await refresh(RefreshToken)();
    expect(renewed).not.toHaveProperty('RefreshToken');
    const { auth_time, origin_jti } = decodeJwt(IdToken);
    expect(decodeJwt(renewed?.IdToken ?? '')).toMatchObject({ auth_time, origin_jti });
    operations.RevokeToken({ ClientId, Token: RefreshToken });
    expect(await refusalOf(refresh(RefreshToken))).toBe('NotAuthorizedException: Invalid Refresh Token');
    expect(await refusalOf(() => operations.GetUser({ AccessToken }))).toBe(
      'NotAuthorizedException: Access Token has been revoked',
    );
    const later = await pool.signIn();
    pool.clock.now += 30 * 86_400_000;
    expect(await refusalOf(refresh(later.AuthenticationResult?.RefreshToken ?? ''))).toContain('has expired');
  });

  it('CG-14: rotate, and the old refresh token ends with the grace period', async () => {
    const pool = testPool({
      client: { RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 10 } },
    });
    await pool.signUpAndConfirm();
    const { AuthenticationResult: tokens } = await pool.signIn();
    const refresh = (RefreshToken: string | undefined) =>
      pool.operations.GetTokensFromRefreshToken({ ClientId: pool.ClientId, RefreshToken });
    const { AuthenticationResult: rotated } = await refresh(tokens?.RefreshToken);
    expect(rotated?.RefreshToken).not.toBe(tokens?.RefreshToken);
    expect(await refusalOf(() => refresh(tokens?.RefreshToken))).toBe('accepted');
    pool.clock.now += 10_000;
    expect(await refusalOf(() => refresh(tokens?.RefreshToken))).toContain('Refresh Token has expired');
    expect(await refusalOf(() => refresh(rotated?.RefreshToken))).toBe('accepted');
  });

  it('CG-15: are refused when tampered, expired, of another pool or of another use', async () => {
    const [pool, other] = [testPool(), testPool()];
    await pool.signUpAndConfirm();
    const { AuthenticationResult: tokens } = await pool.signIn();
    const { AccessToken = '', IdToken = '' } = tokens ?? {};
    const getUser = (token: string) => refusalOf(() => pool.operations.GetUser({ AccessToken: token }));
    const [, payload = '', signature = ''] = AccessToken.split('.');
    const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`;
    const tampered = `${AccessToken.slice(0, AccessToken.indexOf('.'))}.${payload.slice(0, -2)}aa.${signature}`;
    for (const token of [IdToken, none, tampered, 'x', '', `${AccessToken}.x.y`]) {
      expect(await getUser(token)).toBe('NotAuthorizedException: Invalid Access Token');
    }
    expect(await getUser(AccessToken)).toBe('accepted');
    const arn = (id: string) => `arn:aws:cognito-idp:us-east-1:000000000000:userpool/${id}`;
    expect(await pool.cognito.verifyToken(arn(pool.UserPoolId), IdToken)).toHaveProperty('claims');
    expect(await pool.cognito.verifyToken(arn('us-east-1_absent'), IdToken)).toBe('invalid');
    expect(await other.cognito.verifyToken(arn(other.UserPoolId), IdToken)).toBe('invalid');
    pool.clock.now += 3600_000;
    expect(await getUser(AccessToken)).toBe('NotAuthorizedException: Access Token has expired');
    expect(await pool.cognito.verifyToken(arn(pool.UserPoolId), IdToken)).toBe('expired');
  });
});
