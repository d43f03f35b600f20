import type {
  AssociateSoftwareTokenRequest,
  AssociateSoftwareTokenResponse,
  VerifySoftwareTokenRequest,
  VerifySoftwareTokenResponse,
} from '@aws-sdk/client-cognito-identity-provider';
import { ServiceError } from '../../aws/service-error.ts';
import { notAuthorized } from '../errors.ts';
import type { CognitoState, TotpRecord, UserPoolRecord, UserRecord } from '../state.ts';
import { requireAccessToken } from '../tokens/verify-token.ts';
import { requireCode } from '../users/mfa.ts';
import { findChallenge, openChallenge, takeChallenge } from '../users/open-challenge.ts';
import { newTotp, secretCode, takeTotpCode } from '../users/software-token.ts';

/** A new secret for the user's app, which replaces the old one when a code of it is verified. */
export async function associateSoftwareToken(
  state: CognitoState,
  { AccessToken, Session }: AssociateSoftwareTokenRequest,
): Promise<AssociateSoftwareTokenResponse> {
  const totp = newTotp();
  if (AccessToken === undefined && Session !== undefined) {
    const { client } = setUpOf(state, Session);
    requireSoftwareTokens(client.pool);
    const { user } = takeChallenge(state, client, Session, 'MFA_SETUP');
    const next = openChallenge(state, { name: 'MFA_SETUP', client, user, totp, isDone: false });
    return { SecretCode: secretCode(totp), Session: next };
  }
  const { pool, user } = await requireAccessToken(state, AccessToken);
  requireSoftwareTokens(pool);
  user.newTotp = totp;
  return { SecretCode: secretCode(totp) };
}

/** By the access token of a signed-in user, or in a sign-in that asks for the set-up. */
export async function verifySoftwareToken(
  state: CognitoState,
  { AccessToken, Session, UserCode }: VerifySoftwareTokenRequest,
): Promise<VerifySoftwareTokenResponse> {
  if (AccessToken === undefined && Session !== undefined) {
    const { client, user, totp } = setUpOf(state, Session);
    verifyApp(state, client.pool, user, totp, UserCode);
    takeChallenge(state, client, Session, 'MFA_SETUP');
    const next = openChallenge(state, { name: 'MFA_SETUP', client, user, isDone: true });
    return { Status: 'SUCCESS', Session: next };
  }
  const { pool, user } = await requireAccessToken(state, AccessToken);
  verifyApp(state, pool, user, user.newTotp, UserCode);
  user.newTotp = undefined;
  return { Status: 'SUCCESS' };
}

function setUpOf(state: CognitoState, session: string) {
  const challenge = findChallenge(state, undefined, session, 'MFA_SETUP');
  if (!challenge) throw notAuthorized('Invalid session for the user.');
  return challenge;
}

function verifyApp(
  state: CognitoState,
  pool: UserPoolRecord,
  user: UserRecord,
  totp: TotpRecord | undefined,
  code: string | undefined,
): void {
  const mismatch = () => new ServiceError('EnableSoftwareTokenMFAException', 'Code mismatch');
  const isRight = () => totp !== undefined && takeTotpCode(totp, code ?? '', state.now());
  requireCode(pool, user, isRight, mismatch);
  user.totp = totp;
}

function requireSoftwareTokens({ settings, factors }: UserPoolRecord): void {
  const { MfaConfiguration: mfa = 'OFF' } = settings;
  if (mfa !== 'OFF' && factors.has('SOFTWARE_TOKEN_MFA')) return;
  throw new ServiceError(
    'SoftwareTokenMFANotFoundException',
    'Software Token MFA has not been enabled by the userPool',
  );
}
