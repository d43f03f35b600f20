import { expect, it } from 'vitest';
import { base32 } from './testing/base32.ts';
import { codeAt } from './testing/code-at.ts';
import { password, refusalOf, testPool } from './testing/user-pool.ts';
import { newTotp, secretCode } from './users/software-token.ts';

it('CG-39: calculates the codes of RFC 6238', () => {
  const secret = Buffer.from('12345678901234567890');
  expect([59, 1111111109, 20000000000].map((seconds) => codeAt({ secret }, seconds * 1000))).toEqual([
    '287082',
    '081804',
    '353130',
  ]);
  expect(secretCode(newTotp())).toMatch(/^[A-Z2-7]{52}$/);
});

it('CG-40: asks for a code after the password, accepts each code once, and locks a guesser out', async () => {
  const pool = testPool();
  const { operations, UserPoolId, ClientId, clock } = pool;
  await pool.signUpAndConfirm();
  const AccessToken = (await pool.signIn()).AuthenticationResult?.AccessToken;
  expect(await refusalOf(() => operations.AssociateSoftwareToken({ AccessToken }))).toContain(
    'has not been enabled',
  );
  operations.SetUserPoolMfaConfig({
    UserPoolId,
    MfaConfiguration: 'OPTIONAL',
    SoftwareTokenMfaConfiguration: { Enabled: true },
  });
  const secret = base32((await operations.AssociateSoftwareToken({ AccessToken })).SecretCode ?? '');
  const verify = (UserCode: string) => operations.VerifySoftwareToken({ AccessToken, UserCode });
  expect(await refusalOf(() => verify('x'))).toBe('EnableSoftwareTokenMFAException: Code mismatch');
  expect(await verify(codeAt({ secret }, clock.now))).toEqual({ Status: 'SUCCESS' });
  expect((await pool.signIn()).ChallengeName).toBeUndefined();
  await operations.SetUserMFAPreference({ AccessToken, SoftwareTokenMfaSettings: { Enabled: true } });

  const { ChallengeName, Session } = await pool.signIn('jane', password);
  expect(ChallengeName).toBe('SOFTWARE_TOKEN_MFA');
  const respond = (code: string) =>
    operations.RespondToAuthChallenge({
      ClientId,
      ChallengeName: 'SOFTWARE_TOKEN_MFA',
      Session,
      ChallengeResponses: { USERNAME: 'jane', SOFTWARE_TOKEN_MFA_CODE: code },
    });
  expect(await refusalOf(() => respond(codeAt({ secret }, clock.now)))).toBe(
    'ExpiredCodeException: Your software token has already been used once.',
  );
  const mismatch = 'CodeMismatchException: Invalid code received for user';
  for (let run = 0; run < 5; run += 1) {
    expect(await refusalOf(() => respond('x'))).toBe(mismatch);
    // The right password gives no further guesses.
    await pool.signIn();
  }
  const next = codeAt({ secret }, clock.now + 30_000);
  expect(await refusalOf(() => respond(next))).toContain('Password attempts exceeded');
  clock.now += 30_000;
  expect((await respond(next)).AuthenticationResult?.AccessToken).toBeDefined();
  expect(await refusalOf(() => respond(next))).toContain('session can only be used once');
});
