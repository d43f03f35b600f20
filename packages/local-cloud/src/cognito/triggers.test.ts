import { decodeJwt } from 'jose';
import { describe, expect, it } from 'vitest';
import { arnOf, lambdaConfig, poolFunctions, type TriggerFunction } from './testing/pool-functions.ts';
import { password, refusalOf, testPool } from './testing/user-pool.ts';

/** A pool whose triggers are these functions. */
function poolWith(
  functions: Readonly<Record<string, TriggerFunction>>,
  options: Parameters<typeof testPool>[0] = {},
) {
  const { invoker, events, calls } = poolFunctions(functions);
  const LambdaConfig = { ...lambdaConfig(...Object.keys(functions)), ...options.pool?.LambdaConfig };
  const pool = testPool({ ...options, functions: invoker, pool: { ...options.pool, LambdaConfig } });
  return { ...pool, events, calls };
}

const refuse = () => {
  throw new Error('not today');
};

describe('triggers', () => {
  it('CG-47: are called as the pool, with AWS’s event', async () => {
    const pool = poolWith({ PreSignUp: () => ({ autoConfirmUser: false }) });
    const { ClientId, UserPoolId } = pool;
    await pool.operations.SignUp({
      ClientId,
      Username: 'jane',
      Password: password,
      UserAttributes: [{ Name: 'email', Value: 'jane@example.com' }],
      ValidationData: [{ Name: 'invitation', Value: '7' }],
      ClientMetadata: { page: 'start' },
    });
    expect(pool.events).toEqual([
      {
        version: '1',
        triggerSource: 'PreSignUp_SignUp',
        region: 'us-east-1',
        userPoolId: UserPoolId,
        userName: 'jane',
        callerContext: { awsSdkVersion: 'aws-sdk-unknown-unknown', clientId: ClientId },
        request: {
          userAttributes: { email: 'jane@example.com' },
          validationData: { invitation: '7' },
          clientMetadata: { page: 'start' },
        },
        response: { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false },
      },
    ]);
    const sourceArn = `arn:aws:cognito-idp:us-east-1:000000000000:userpool/${UserPoolId}`;
    expect(pool.calls[0]).toMatchObject({
      functionName: arnOf('PreSignUp'),
      principal: { service: 'cognito-idp.amazonaws.com', sourceArn },
    });
  });

  it.each([
    ['fails', refuse, 'UserLambdaValidationException: PreSignUp failed with error not today.'],
    ['returns no event', () => undefined, 'InvalidLambdaResponseException: Unrecognizable lambda output'],
  ])('CG-48: stop the request where the function %s', async (_, PreSignUp, expected) => {
    const pool = poolWith({ PreSignUp });
    expect(await refusalOf(() => pool.signUp())).toBe(expected);
    const { UserPoolId } = pool;
    expect(await refusalOf(() => pool.operations.AdminGetUser({ UserPoolId, Username: 'jane' }))).toContain(
      'UserNotFound',
    );
  });

  it('CG-48: want a permission of the function', async () => {
    const pool = poolWith({}, { pool: { LambdaConfig: lambdaConfig('PreSignUp') } });
    expect(await refusalOf(() => pool.signUp())).toBe(
      'UnexpectedLambdaException: PreSignUp invocation failed due to error AccessDeniedException.',
    );
  });

  it('CG-48: are called three times, as long as the function does not respond', async () => {
    const PreSignUp = () => new Promise(() => {});
    const pool = poolWith({ PreSignUp }, { triggerTimeoutMs: 10 });
    expect(await refusalOf(() => pool.signUp())).toContain('Socket timeout while invoking Lambda function');
    expect(pool.events).toHaveLength(3);
  });

  it('are refused by name where they are not offered, or name no function', async () => {
    const create = (LambdaConfig: object) => refusalOf(() => testPool({ pool: { LambdaConfig } }));
    expect(await create({ InboundFederation: {} })).toContain('The trigger InboundFederation is not offered');
    expect(await create({ PreSignUp: 'hello' })).toContain('received hello');
  });
});

describe('sign-up', () => {
  it('CG-49: confirms a user and an address where PreSignUp says so, and sends no code', async () => {
    const pool = poolWith({
      PreSignUp: () => ({ autoConfirmUser: true, autoVerifyEmail: true }),
      PostConfirmation: () => ({}),
    });
    expect(await pool.signUp()).toMatchObject({ UserConfirmed: true });
    expect(pool.events.map(({ triggerSource }) => triggerSource)).toEqual([
      'PreSignUp_SignUp',
      'PostConfirmation_ConfirmSignUp',
    ]);
    expect(pool.events[1]?.request.userAttributes).toMatchObject({
      email_verified: 'true',
      'cognito:user_status': 'CONFIRMED',
    });
    expect(pool.cognito.inbox.list()).toEqual([]);
    expect(await refusalOf(() => pool.signIn())).toBe('accepted');
  });

  it('CG-49: calls PostConfirmation after each confirmation', async () => {
    const pool = poolWith({ PostConfirmation: () => ({}) });
    const { operations, ClientId, UserPoolId } = pool;
    await pool.signUpAndConfirm();
    await operations.ForgotPassword({ ClientId, Username: 'jane' });
    const ConfirmationCode = pool.lastCode();
    await operations.ConfirmForgotPassword({
      ClientId,
      Username: 'jane',
      Password: password,
      ConfirmationCode,
    });
    await pool.signUp('joe', 'joe@example.com');
    await operations.AdminConfirmSignUp({ UserPoolId, Username: 'joe' });
    expect(pool.events.map(({ triggerSource }) => triggerSource)).toEqual([
      'PostConfirmation_ConfirmSignUp',
      'PostConfirmation_ConfirmForgotPassword',
      'PostConfirmation_ConfirmSignUp',
    ]);
  });

  it('CG-50: sends the messages of CustomMessage, which never sees the code', async () => {
    const pool = poolWith({
      CustomMessage: ({ triggerSource, request }) => ({
        emailSubject: triggerSource,
        emailMessage: `<b>${request.codeParameter}</b> ${request.usernameParameter}`,
      }),
    });
    const { operations, ClientId, UserPoolId } = pool;
    await pool.signUp();
    await operations.ResendConfirmationCode({ ClientId, Username: 'jane' });
    await operations.AdminCreateUser({
      UserPoolId,
      Username: 'joe',
      TemporaryPassword: password,
      DesiredDeliveryMediums: ['EMAIL'],
      UserAttributes: [{ Name: 'email', Value: 'joe@example.com' }],
    });
    const [invitation, second, first] = pool.cognito.inbox.list();
    expect(first).toMatchObject({ subject: 'CustomMessage_SignUp' });
    expect(second?.subject).toBe('CustomMessage_ResendCode');
    expect(second?.text).toMatch(/^<b>\d{6}<\/b> null$/);
    expect(invitation).toMatchObject({
      subject: 'CustomMessage_AdminCreateUser',
      text: `<b>${password}</b> joe`,
    });
    expect(JSON.stringify(pool.events)).not.toContain(/\d{6}/.exec(second?.text ?? '')?.[0]);
  });
});

describe('sign-in', () => {
  it('CG-51: is refused by PreAuthentication before the password, and by PostAuthentication after it', async () => {
    const PreAuthentication: TriggerFunction = ({ userName }) => (userName === 'joe' ? refuse() : {});
    const PostAuthentication: TriggerFunction = () => refuse();
    const pool = poolWith({ PreAuthentication, PostAuthentication });
    await pool.signUpAndConfirm();
    await pool.signUpAndConfirm('joe', 'joe@example.com');
    expect(await refusalOf(() => pool.signIn('joe', 'wrong'))).toContain('PreAuthentication failed with');
    expect(await refusalOf(() => pool.signInBySrp('joe', 'wrong'))).toContain('PreAuthentication failed');
    expect(await refusalOf(() => pool.signIn('jane', 'wrong'))).toContain('Incorrect username or password.');
    expect(await refusalOf(() => pool.signIn())).toContain('PostAuthentication failed with error not today.');
  });

  it('CG-51: lets functions see that a hidden user is unknown', async () => {
    const client = { PreventUserExistenceErrors: 'ENABLED' as const };
    const pool = poolWith({ PreAuthentication: () => ({}) }, { client });
    await pool.signUpAndConfirm();
    await pool.signIn();
    await refusalOf(() => pool.signIn('nobody'));
    expect(pool.events.map(({ request }) => request.userNotFound)).toEqual([false, true]);
  });

  it('CG-52: has the claims of version 1 in ID tokens, and never overrides those that identify', async () => {
    const claimsToAddOrOverride = { team: 'red', email: 'other@example.com', sub: 'x', aud: 'x', exp: 9 };
    const pool = poolWith({
      PreTokenGeneration: () => ({
        claimsOverrideDetails: {
          claimsToAddOrOverride,
          claimsToSuppress: ['email_verified', 'iss'],
          groupOverrideDetails: {
            groupsToOverride: ['a', 'b'],
            iamRolesToOverride: ['arn'],
            preferredRole: 'arn',
          },
        },
      }),
    });
    await pool.signUpAndConfirm();
    const { AuthenticationResult: tokens } = await pool.signIn();
    const [id, access] = [decodeJwt(tokens?.IdToken ?? ''), decodeJwt(tokens?.AccessToken ?? '')];
    expect(id).toMatchObject({ team: 'red', email: 'other@example.com', aud: pool.ClientId });
    expect(id).toMatchObject({ 'cognito:groups': ['a', 'b'], 'cognito:preferred_role': 'arn' });
    expect(id.sub).toMatch(/^[0-9a-f-]{36}$/);
    expect(id).not.toHaveProperty('email_verified');
    expect(id.iss).toContain(pool.UserPoolId);
    expect(access).not.toHaveProperty('team');
    const refresh = { ClientId: pool.ClientId, AuthFlow: 'REFRESH_TOKEN_AUTH' as const };
    const AuthParameters = { REFRESH_TOKEN: tokens?.RefreshToken ?? '' };
    await pool.operations.InitiateAuth({ ...refresh, AuthParameters });
    expect(pool.events.map(({ triggerSource }) => triggerSource)).toEqual([
      'TokenGeneration_Authentication',
      'TokenGeneration_RefreshTokens',
    ]);
  });

  it('CG-52: has the claims and scopes of version 2 in access tokens too', async () => {
    const { invoker, events } = poolFunctions({
      tokens: () => ({
        claimsAndScopeOverrideDetails: {
          idTokenGeneration: { claimsToAddOrOverride: { in: 'id' } },
          accessTokenGeneration: {
            claimsToAddOrOverride: { in: { access: [1] } },
            scopesToAdd: ['notes/read'],
            scopesToSuppress: ['aws.cognito.signin.user.admin'],
          },
        },
      }),
    });
    const PreTokenGenerationConfig = { LambdaVersion: 'V2_0' as const, LambdaArn: arnOf('tokens') };
    const pool = testPool({ functions: invoker, pool: { LambdaConfig: { PreTokenGenerationConfig } } });
    await pool.signUpAndConfirm();
    const { AuthenticationResult: tokens } = await pool.signIn();
    expect(events[0]).toMatchObject({ version: '2', request: { scopes: ['aws.cognito.signin.user.admin'] } });
    expect(decodeJwt(tokens?.IdToken ?? '')).toMatchObject({ in: 'id' });
    expect(decodeJwt(tokens?.AccessToken ?? '')).toMatchObject({ in: { access: [1] }, scope: 'notes/read' });
  });
});

describe('the migration of users', () => {
  const client = { PreventUserExistenceErrors: 'ENABLED' as const };
  const UserMigration: TriggerFunction = ({ userName, request }) => {
    if (userName !== 'old' || (request.password !== undefined && request.password !== password)) refuse();
    return {
      userAttributes: { email: 'old@example.com', email_verified: 'true' },
      finalUserStatus: 'CONFIRMED',
      messageAction: 'SUPPRESS',
    };
  };

  it('CG-53: adds a user whom the function knows at the first sign-in by password', async () => {
    const pool = poolWith({ UserMigration }, { client });
    const incorrect = 'NotAuthorizedException: Incorrect username or password.';
    expect(await refusalOf(() => pool.signIn('old', 'wrong'))).toBe(incorrect);
    expect(await refusalOf(() => pool.signIn('nobody'))).toBe(incorrect);
    const { AuthenticationResult: tokens } = await pool.signIn('old');
    expect(decodeJwt(tokens?.IdToken ?? '')).toMatchObject({
      email: 'old@example.com',
      email_verified: true,
    });
    const { respond } = await pool.signInBySrp('old', password);
    expect(await refusalOf(respond)).toBe('accepted');
    expect(pool.events).toHaveLength(3);
  });

  it('CG-53: adds a user who forgot the password', async () => {
    const pool = poolWith({ UserMigration }, { client });
    const { operations, ClientId } = pool;
    await operations.ForgotPassword({ ClientId, Username: 'old' });
    const ConfirmationCode = pool.lastCode('old@example.com');
    const Password = 'Another1!';
    await operations.ConfirmForgotPassword({ ClientId, Username: 'old', Password, ConfirmationCode });
    expect(await refusalOf(() => pool.signIn('old', Password))).toBe('accepted');
    const shape = await operations.ForgotPassword({ ClientId, Username: 'nobody' });
    expect(shape).toMatchObject({ CodeDeliveryDetails: { DeliveryMedium: 'EMAIL' } });
  });
});
