import type { SetUserPoolMfaConfigRequest } from '@aws-sdk/client-cognito-identity-provider';
import { describe, expect, it } from 'vitest';
import { base32 } from './testing/base32.ts';
import { codeAt } from './testing/code-at.ts';
import { refusalOf, testPool } from './testing/user-pool.ts';

type Factors = Omit<SetUserPoolMfaConfigRequest, 'UserPoolId'>;

/** A pool with a confirmed user, jane, who has a verified phone number. */
async function mfaPool(factors: Factors) {
  const pool = testPool();
  const { operations, UserPoolId, ClientId } = pool;
  await pool.signUpAndConfirm();
  const phone = [
    { Name: 'phone_number', Value: '+491234567' },
    { Name: 'phone_number_verified', Value: 'true' },
  ];
  await operations.AdminUpdateUserAttributes({ UserPoolId, Username: 'jane', UserAttributes: phone });
  operations.SetUserPoolMfaConfig({ UserPoolId, ...factors });
  const respond = (ChallengeName: string, Session: string | undefined, responses: object) =>
    operations.RespondToAuthChallenge({
      ClientId,
      ChallengeName: ChallengeName as 'SMS_MFA',
      Session,
      ChallengeResponses: { USERNAME: 'jane', ...responses },
    });
  return { ...pool, respond };
}

const app = { SoftwareTokenMfaConfiguration: { Enabled: true } };
const sms = { SmsMfaConfiguration: { SmsAuthenticationMessage: 'Sign in with {####}' } };

describe('the configuration of MFA', () => {
  it('CG-80: has factors unless it is off', async () => {
    const { operations, UserPoolId } = testPool();
    const set = (factors: Factors) =>
      refusalOf(async () => operations.SetUserPoolMfaConfig({ UserPoolId, ...factors }));
    const together =
      "InvalidParameterException: Invalid MFA configuration given, can't turn off MFA and configure an MFA together.";
    expect(await set({ MfaConfiguration: 'OFF', ...app })).toBe(together);
    expect(await set({ MfaConfiguration: 'OFF', ...sms })).toBe(together);
    expect(await set({ SoftwareTokenMfaConfiguration: { Enabled: false } })).toBe(together);
    expect(await set({ MfaConfiguration: 'ON' })).toBe(
      "InvalidParameterException: Invalid MFA configuration given, can't disable all MFAs with a required or optional configuration.",
    );
  });
});

describe('required MFA', () => {
  it('CG-41: sets up an app within the first sign-in', async () => {
    const pool = await mfaPool({ MfaConfiguration: 'ON', ...app });
    const { operations, clock } = pool;
    const step = await pool.signIn();
    expect(step).toMatchObject({
      ChallengeName: 'MFA_SETUP',
      ChallengeParameters: { MFAS_CAN_SETUP: '["SOFTWARE_TOKEN_MFA"]', USER_ID_FOR_SRP: 'jane' },
    });
    const early = await pool.signIn();
    expect(await refusalOf(() => pool.respond('MFA_SETUP', early.Session, {}))).toBe(
      'NotAuthorizedException: Invalid session for the user.',
    );
    const { SecretCode = '', Session } = await operations.AssociateSoftwareToken({ Session: step.Session });
    const secret = base32(SecretCode);
    const again = operations.AssociateSoftwareToken({ Session: step.Session });
    await expect(again).rejects.toThrow('Invalid session for the user.');
    const verify = (UserCode: string) => operations.VerifySoftwareToken({ Session, UserCode });
    expect(await refusalOf(() => verify('x'))).toBe('EnableSoftwareTokenMFAException: Code mismatch');
    const verified = await verify(codeAt({ secret }, clock.now));
    expect(verified.Status).toBe('SUCCESS');
    const { AuthenticationResult: tokens } = await pool.respond('MFA_SETUP', verified.Session, {});
    expect(tokens?.AccessToken).toBeDefined();

    const next = await pool.signIn();
    expect(next.ChallengeName).toBe('SOFTWARE_TOKEN_MFA');
    clock.now += 30_000;
    const SOFTWARE_TOKEN_MFA_CODE = codeAt({ secret }, clock.now);
    const done = await pool.respond('SOFTWARE_TOKEN_MFA', next.Session, { SOFTWARE_TOKEN_MFA_CODE });
    expect(done.AuthenticationResult?.IdToken).toBeDefined();
  });

  it('CG-42: sends a code by SMS in the words of the pool, and accepts it once', async () => {
    const pool = await mfaPool({ MfaConfiguration: 'ON', ...sms });
    const step = await pool.signIn();
    expect(step).toMatchObject({
      ChallengeName: 'SMS_MFA',
      ChallengeParameters: {
        CODE_DELIVERY_DELIVERY_MEDIUM: 'SMS',
        CODE_DELIVERY_DESTINATION: '+*******4567',
      },
    });
    const [message] = pool.cognito.inbox.list('+491234567');
    expect(message?.text).toMatch(/^Sign in with \d{6}$/);
    const SMS_MFA_CODE = /\d{6}/.exec(message?.text ?? '')?.[0];
    const wrong = { SMS_MFA_CODE: SMS_MFA_CODE === '000000' ? '000001' : '000000' };
    expect(await refusalOf(() => pool.respond('SMS_MFA', step.Session, wrong))).toBe(
      'CodeMismatchException: Invalid code received for user',
    );
    const right = () => pool.respond('SMS_MFA', step.Session, { SMS_MFA_CODE });
    expect((await right()).AuthenticationResult?.IdToken).toBeDefined();
    expect(await refusalOf(right)).toContain('session can only be used once');
  });

  it('CG-42: locks a user whose codes are guessed', async () => {
    const pool = await mfaPool({ MfaConfiguration: 'ON', ...sms });
    const guess = async () => {
      const { Session } = await pool.signIn();
      return refusalOf(() => pool.respond('SMS_MFA', Session, { SMS_MFA_CODE: 'guess' }));
    };
    for (let run = 0; run < 5; run += 1) expect(await guess()).toContain('CodeMismatchException');
    expect(await guess()).toContain('Password attempts exceeded');
  });
});

describe('optional MFA', () => {
  it('CG-43: asks which factor, until the user or an administrator prefers one', async () => {
    const pool = await mfaPool({ MfaConfiguration: 'OPTIONAL', ...app, ...sms });
    const { operations, UserPoolId, clock } = pool;
    const AccessToken = (await pool.signIn()).AuthenticationResult?.AccessToken;
    const prefer = (preferences: object) => operations.SetUserMFAPreference({ AccessToken, ...preferences });
    const on = { Enabled: true };
    expect(await refusalOf(() => prefer({ SoftwareTokenMfaSettings: on }))).toContain('has not verified');
    expect(await refusalOf(() => prefer({ EmailMfaSettings: on }))).toContain('EMAIL_OTP is not enabled');
    const { SecretCode = '' } = await operations.AssociateSoftwareToken({ AccessToken });
    const UserCode = codeAt({ secret: base32(SecretCode) }, clock.now);
    await operations.VerifySoftwareToken({ AccessToken, UserCode });
    await prefer({ SoftwareTokenMfaSettings: on, SMSMfaSettings: on });
    const step = await pool.signIn();
    expect(step).toMatchObject({
      ChallengeName: 'SELECT_MFA_TYPE',
      ChallengeParameters: { MFAS_CAN_CHOOSE: '["SMS_MFA","SOFTWARE_TOKEN_MFA"]' },
    });
    const chosen = await pool.respond('SELECT_MFA_TYPE', step.Session, { ANSWER: 'SMS_MFA' });
    expect(chosen.ChallengeName).toBe('SMS_MFA');
    const other = await pool.signIn();
    expect(
      await refusalOf(() => pool.respond('SELECT_MFA_TYPE', other.Session, { ANSWER: 'EMAIL_OTP' })),
    ).toContain('Invalid ANSWER');

    const both = { ...on, PreferredMfa: true };
    const user = { UserPoolId, Username: 'jane' };
    expect(await refusalOf(() => prefer({ SoftwareTokenMfaSettings: both, SMSMfaSettings: both }))).toContain(
      'Only one MFA can be preferred.',
    );
    operations.AdminSetUserMFAPreference({ ...user, SoftwareTokenMfaSettings: both });
    expect((await pool.signIn()).ChallengeName).toBe('SOFTWARE_TOKEN_MFA');
    expect(operations.AdminGetUser(user)).toMatchObject({
      PreferredMfaSetting: 'SOFTWARE_TOKEN_MFA',
      UserMFASettingList: ['SMS_MFA', 'SOFTWARE_TOKEN_MFA'],
    });
    await prefer({ SoftwareTokenMfaSettings: { Enabled: false } });
    expect((await pool.signIn()).ChallengeName).toBe('SMS_MFA');
    await operations.SetUserSettings({ AccessToken, MFAOptions: [] });
    expect((await pool.signIn()).AuthenticationResult?.IdToken).toBeDefined();
  });
});
