import type {
  AdminSetUserMFAPreferenceRequest,
  AssociateSoftwareTokenRequest,
  GetUserPoolMfaConfigRequest,
  SetUserMFAPreferenceRequest,
  SetUserPoolMfaConfigRequest,
  SetUserPoolMfaConfigResponse,
  VerifySoftwareTokenRequest,
  VerifySoftwareTokenResponse,
} from '@aws-sdk/client-cognito-identity-provider';
import { ServiceError } from '../../aws/service-error.ts';
import { invalidParameter, notOffered } from '../errors.ts';
import type { CognitoState, UserPoolRecord, UserRecord } from '../state.ts';
import { requireAccessToken } from '../tokens/verify-token.ts';
import { poolOf } from '../users/find-client.ts';
import { newTotp, requireCode, secretCode } from '../users/totp.ts';
import { userNamed } from './admin-users.ts';
import { refuseMembers } from './refuse-members.ts';

export function setUserPoolMfaConfig(
  state: CognitoState,
  input: SetUserPoolMfaConfigRequest,
): SetUserPoolMfaConfigResponse {
  const pool = poolOf(state, input.UserPoolId);
  const offered = ['UserPoolId', 'MfaConfiguration', 'SoftwareTokenMfaConfiguration'];
  refuseMembers('SetUserPoolMfaConfig', input, offered);
  const { MfaConfiguration: mfa = 'OFF', SoftwareTokenMfaConfiguration: software } = input;
  if (mfa === 'ON') throw notOffered('The MfaConfiguration ON of SetUserPoolMfaConfig');
  if (mfa === 'OPTIONAL' && !software?.Enabled) {
    throw invalidParameter("Invalid MFA configuration given, can't disable all MFAs and require an MFA.");
  }
  pool.settings = { ...pool.settings, MfaConfiguration: mfa };
  return configurationOf(pool);
}

export function getUserPoolMfaConfig(
  state: CognitoState,
  input: GetUserPoolMfaConfigRequest,
): SetUserPoolMfaConfigResponse {
  return configurationOf(poolOf(state, input.UserPoolId));
}

/** A new secret for the user's app, which replaces the old one when a code of it is verified. */
export async function associateSoftwareToken(
  state: CognitoState,
  input: AssociateSoftwareTokenRequest,
): Promise<{ SecretCode: string }> {
  const { pool, user } = await requireAccessToken(state, input.AccessToken);
  if (pool.settings.MfaConfiguration !== 'OPTIONAL') {
    throw new ServiceError(
      'SoftwareTokenMFANotFoundException',
      'Software Token MFA has not been enabled by the userPool',
    );
  }
  user.newTotp = newTotp();
  return { SecretCode: secretCode(user.newTotp) };
}

export async function verifySoftwareToken(
  state: CognitoState,
  input: VerifySoftwareTokenRequest,
): Promise<VerifySoftwareTokenResponse> {
  const { pool, user } = await requireAccessToken(state, input.AccessToken);
  const mismatch = () => new ServiceError('EnableSoftwareTokenMFAException', 'Code mismatch');
  const totp = requireCode(pool, { ...user, totp: user.newTotp }, input.UserCode, state.now(), mismatch);
  totp.isVerified = true;
  totp.isPreferred = user.totp?.isPreferred ?? false;
  user.totp = totp;
  user.newTotp = undefined;
  return { Status: 'SUCCESS' };
}

export async function setUserMfaPreference(
  state: CognitoState,
  input: SetUserMFAPreferenceRequest,
): Promise<object> {
  const { user } = await requireAccessToken(state, input.AccessToken);
  return setPreference('SetUserMFAPreference', user, input);
}

export function adminSetUserMfaPreference(
  state: CognitoState,
  input: AdminSetUserMFAPreferenceRequest,
): object {
  return setPreference('AdminSetUserMFAPreference', userNamed(state, input).user, input);
}

function setPreference(
  operation: string,
  user: UserRecord,
  input: SetUserMFAPreferenceRequest | AdminSetUserMFAPreferenceRequest,
): object {
  if (input.SMSMfaSettings?.Enabled) throw notOffered(`SMSMfaSettings of ${operation}`);
  if (input.EmailMfaSettings?.Enabled) throw notOffered(`EmailMfaSettings of ${operation}`);
  const isEnabled = input.SoftwareTokenMfaSettings?.Enabled;
  if (isEnabled && !user.totp) throw invalidParameter('User has not verified software token mfa');
  if (user.totp && isEnabled !== undefined) user.totp.isPreferred = isEnabled;
  return {};
}

function configurationOf({ settings }: UserPoolRecord): SetUserPoolMfaConfigResponse {
  const MfaConfiguration = settings.MfaConfiguration ?? 'OFF';
  return { SoftwareTokenMfaConfiguration: { Enabled: MfaConfiguration !== 'OFF' }, MfaConfiguration };
}
