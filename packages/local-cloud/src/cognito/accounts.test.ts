import { describe, expect, it } from 'vitest';
import { password, refusalOf, testPool } from './testing/user-pool.ts';

const mismatch = 'CodeMismatchException: Invalid verification code provided, please try again.';
const expired = 'ExpiredCodeException: Invalid code provided, please request a code again.';

describe('sign-up', () => {
  it('CG-16: sends a code that confirms the user within 24 hours', async () => {
    const pool = testPool();
    const { operations, ClientId } = pool;
    expect(await pool.signUp()).toMatchObject({
      UserConfirmed: false,
      CodeDeliveryDetails: { AttributeName: 'email', DeliveryMedium: 'EMAIL', Destination: 'j***@e***' },
    });
    const confirm = (code: string) => () =>
      operations.ConfirmSignUp({ ClientId, Username: 'jane', ConfirmationCode: code });
    const code = pool.lastCode();
    expect(await refusalOf(confirm(code === '000000' ? '000001' : '000000'))).toBe(mismatch);
    pool.clock.now += 24 * 3600_000;
    expect(await refusalOf(confirm(code))).toBe(expired);
    await operations.ResendConfirmationCode({ ClientId, Username: 'jane' });
    expect(await refusalOf(confirm(pool.lastCode()))).toBe('accepted');
    expect(await refusalOf(confirm(code))).toBe(
      'NotAuthorizedException: User cannot be confirmed. Current status is CONFIRMED',
    );
    expect(await refusalOf(() => pool.signUp())).toBe('UsernameExistsException: User already exists');
  });

  it.each([
    ['Aa1!', 'Password not long enough'],
    ['aaaaaa1!', 'Password must have uppercase characters'],
    ['AAAAAA1!', 'Password must have lowercase characters'],
    ['AAAAAAa!', 'Password must have numeric characters'],
    ['AAAAAAa1', 'Password must have symbol characters'],
  ])('CG-17: refuses the password %s', async (Password, reason) => {
    const { operations, ClientId } = testPool();
    const call = () => operations.SignUp({ ClientId, Username: 'jane', Password });
    expect(await refusalOf(call)).toBe(
      `InvalidPasswordException: Password did not conform with policy: ${reason}`,
    );
  });

  it('CG-18: refuses attributes that the pool or the client does not allow', async () => {
    const pool = testPool({ pool: { Schema: [{ Name: 'email', Required: true }, { Name: 'team' }] } });
    const signUp = (...UserAttributes: { Name: string; Value: string }[]) =>
      refusalOf(() =>
        pool.operations.SignUp({
          ClientId: pool.ClientId,
          Username: 'jane',
          Password: password,
          UserAttributes,
        }),
      );
    const email = { Name: 'email', Value: 'jane@example.com' };
    expect(await signUp()).toContain('email: The attribute is required');
    expect(await signUp({ ...email, Value: 'jane' })).toContain('Invalid email address format.');
    expect(await signUp(email, { Name: 'custom:x', Value: '1' })).toContain('could not be determined');
    expect(await signUp(email, { Name: 'email_verified', Value: 'true' })).toBe(
      'NotAuthorizedException: A client attempted to write unauthorized attribute',
    );
    expect(await signUp(email, { Name: 'custom:team', Value: 'a' })).toBe('accepted');
  });

  it('CG-19: limits guesses of a code, for unknown users as well', async () => {
    const pool = testPool({ client: { PreventUserExistenceErrors: 'ENABLED' } });
    await pool.signUp();
    for (const Username of ['jane', 'nobody']) {
      const guess = () =>
        pool.operations.ConfirmSignUp({ ClientId: pool.ClientId, Username, ConfirmationCode: 'guess' });
      for (let run = 0; run < 20; run += 1) expect(await refusalOf(guess)).toBe(mismatch);
      expect(await refusalOf(guess)).toContain('LimitExceededException');
    }
  });
});

describe('a forgotten password', () => {
  it('CG-20: is replaced with a code of one hour', async () => {
    const pool = testPool();
    await pool.signUpAndConfirm();
    const { operations, ClientId } = pool;
    const confirm = (ConfirmationCode: string) => () =>
      operations.ConfirmForgotPassword({
        ClientId,
        Username: 'jane',
        Password: 'Another1!',
        ConfirmationCode,
      });
    await operations.ForgotPassword({ ClientId, Username: 'jane' });
    const code = pool.lastCode();
    pool.clock.now += 3600_000;
    expect(await refusalOf(confirm(code))).toBe(expired);
    await operations.ForgotPassword({ ClientId, Username: 'jane' });
    expect(await refusalOf(confirm(pool.lastCode()))).toBe('accepted');
    expect(await refusalOf(() => pool.signIn())).toContain('Incorrect username or password.');
    expect(await refusalOf(() => pool.signIn('jane', 'Another1!'))).toBe('accepted');
  });

  it('CG-21: looks the same for a hidden unknown user', async () => {
    const pool = testPool({ client: { PreventUserExistenceErrors: 'ENABLED' } });
    await pool.signUpAndConfirm();
    const { operations, ClientId } = pool;
    const shapes = await Promise.all(
      ['jane', 'nobody'].map((Username) => operations.ForgotPassword({ ClientId, Username })),
    );
    for (const shape of shapes)
      expect(shape).toMatchObject({
        CodeDeliveryDetails: { AttributeName: 'email', DeliveryMedium: 'EMAIL' },
      });
    for (const Username of ['jane', 'nobody']) {
      const guess = { ClientId, Username, Password: password, ConfirmationCode: 'x' };
      expect(await refusalOf(() => operations.ConfirmForgotPassword(guess))).toBe(mismatch);
    }
    expect(pool.cognito.inbox.list('nobody')).toEqual([]);
  });

  it('CG-20: needs a verified address', async () => {
    const pool = testPool();
    await pool.signUp();
    const call = () => pool.operations.ForgotPassword({ ClientId: pool.ClientId, Username: 'jane' });
    expect(await refusalOf(call)).toContain('no registered/verified email or phone_number');
  });
});

describe('a signed-in user', () => {
  it('CG-22: changes the password with the old one', async () => {
    const pool = testPool();
    await pool.signUpAndConfirm();
    const AccessToken = (await pool.signIn()).AuthenticationResult?.AccessToken;
    const change = (PreviousPassword: string) => () =>
      pool.operations.ChangePassword({ AccessToken, PreviousPassword, ProposedPassword: 'Another1!' });
    expect(await refusalOf(change('wrong'))).toContain('Incorrect username or password.');
    expect(await refusalOf(change(password))).toBe('accepted');
    expect(await refusalOf(() => pool.signIn('jane', 'Another1!'))).toBe('accepted');
  });

  it('CG-23: verifies a new e-mail address, and keeps the old one until then where the pool says so', async () => {
    const UserAttributeUpdateSettings = { AttributesRequireVerificationBeforeUpdate: ['email' as const] };
    const pool = testPool({ pool: { UserAttributeUpdateSettings } });
    await pool.signUpAndConfirm();
    const { operations } = pool;
    const AccessToken = (await pool.signIn()).AuthenticationResult?.AccessToken;
    const UserAttributes = [{ Name: 'email', Value: 'new@example.com' }];
    await operations.UpdateUserAttributes({ AccessToken, UserAttributes });
    const email = async () => {
      const { UserAttributes: all = [] } = await operations.GetUser({ AccessToken });
      return all.find(({ Name }) => Name === 'email')?.Value;
    };
    expect(await email()).toBe('jane@example.com');
    const Code = pool.lastCode('new@example.com');
    await operations.VerifyUserAttribute({ AccessToken, AttributeName: 'email', Code });
    expect(await email()).toBe('new@example.com');
  });

  it('CG-24: signs out everywhere, and a new sign-in in the same second stays valid', async () => {
    const pool = testPool();
    await pool.signUpAndConfirm();
    const { operations } = pool;
    const AccessToken = (await pool.signIn()).AuthenticationResult?.AccessToken;
    await operations.GlobalSignOut({ AccessToken });
    const next = (await pool.signIn()).AuthenticationResult?.AccessToken;
    expect(await refusalOf(() => operations.GetUser({ AccessToken }))).toContain(
      'Access Token has been revoked',
    );
    expect(await refusalOf(() => operations.GetUser({ AccessToken: next }))).toBe('accepted');
    await operations.DeleteUser({ AccessToken: next });
    expect(await refusalOf(() => pool.signIn())).toContain('UserNotFoundException');
  });
});

describe('administrators', () => {
  it('CG-25: find users by the attributes that AWS searches', async () => {
    const pool = testPool();
    await pool.signUpAndConfirm('jane', 'jane@example.com');
    await pool.signUp('joe', 'joe@example.com');
    const { operations, UserPoolId } = pool;
    const names = (Filter: string) =>
      operations.ListUsers({ UserPoolId, Filter }).Users?.map(({ Username }) => Username);
    expect(names('email = "joe@example.com"')).toEqual(['joe']);
    expect(names('email ^= "j"')).toEqual(['jane', 'joe']);
    expect(names('cognito:user_status = "UNCONFIRMED"')).toEqual(['joe']);
    expect(await refusalOf(() => names('nickname = "x"'))).toContain('Invalid search attribute');
    const { Users, PaginationToken } = operations.ListUsers({ UserPoolId, Limit: 1 });
    expect(Users).toHaveLength(1);
    expect(operations.ListUsers({ UserPoolId, PaginationToken }).Users?.[0]?.Username).toBe('joe');
  });

  it('CG-26: are refused by name what this cloud does not offer', async () => {
    const { operations, UserPoolId } = testPool();
    const UserPoolAddOns = { AdvancedSecurityMode: 'AUDIT' as const };
    expect(await refusalOf(() => operations.CreateUserPool({ PoolName: 'p', UserPoolAddOns }))).toBe(
      'InvalidParameterException: UserPoolAddOns of CreateUserPool is not offered by this embedded cloud.',
    );
    expect(
      await refusalOf(() => operations.UpdateUserPool({ UserPoolId, MfaConfiguration: 'ON' })),
    ).toContain('SMS configuration and Auto verification for phone_number are required');
  });

  it('CG-27: an alias belongs to the user who has verified it', async () => {
    const pool = testPool({ pool: { AliasAttributes: ['email'] } });
    await pool.signUpAndConfirm('jane', 'same@example.com');
    await pool.signUp('joe', 'same@example.com');
    const confirm = (ForceAliasCreation: boolean) => {
      const ConfirmationCode = pool.lastCode('same@example.com');
      const input = { ClientId: pool.ClientId, Username: 'joe', ConfirmationCode, ForceAliasCreation };
      return refusalOf(() => pool.operations.ConfirmSignUp(input));
    };
    expect((await pool.signIn('same@example.com')).AuthenticationResult).toBeDefined();
    expect(await confirm(false)).toContain('AliasExistsException');
    await pool.operations.ResendConfirmationCode({ ClientId: pool.ClientId, Username: 'joe' });
    expect(await confirm(true)).toBe('accepted');
    const { UserPoolId } = pool;
    const user = pool.operations.AdminGetUser({ UserPoolId, Username: 'same@example.com' });
    expect(user.Username).toBe('joe');
  });
});
