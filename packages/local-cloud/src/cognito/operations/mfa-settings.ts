import type {
  AdminSetUserMFAPreferenceRequest,
  AdminSetUserSettingsRequest,
  GetUserPoolMfaConfigRequest,
  MFAOptionType,
  SetUserMFAPreferenceRequest,
  SetUserPoolMfaConfigRequest,
  SetUserPoolMfaConfigResponse,
  SetUserSettingsRequest,
} from '@aws-sdk/client-cognito-identity-provider';
import { invalidParameter, notOffered } from '../errors.ts';
import type { CognitoState, FactorMessage, MfaFactor, UserPoolRecord, UserRecord } from '../state.ts';
import { requireAccessToken } from '../tokens/verify-token.ts';
import { poolOf } from '../users/find-client.ts';
import { canProve } from '../users/mfa.ts';
import { userNamed } from './admin-users.ts';
import { refuseMembers } from './refuse-members.ts';

const offered = `UserPoolId MfaConfiguration SoftwareTokenMfaConfiguration SmsMfaConfiguration
  EmailMfaConfiguration`.split(/\s+/);

export function setUserPoolMfaConfig(
  state: CognitoState,
  input: SetUserPoolMfaConfigRequest,
): SetUserPoolMfaConfigResponse {
  const pool = poolOf(state, input.UserPoolId);
  refuseMembers('SetUserPoolMfaConfig', input, offered);
  const { MfaConfiguration: mfa = 'OFF' } = input;
  const factors = factorsOf(input);
  // Also a factor that is not enabled counts.
  if (mfa === 'OFF' && (factors.size > 0 || input.SoftwareTokenMfaConfiguration)) {
    throw invalidParameter(
      "Invalid MFA configuration given, can't turn off MFA and configure an MFA together.",
    );
  }
  if (mfa !== 'OFF' && factors.size === 0) {
    throw invalidParameter(
      "Invalid MFA configuration given, can't disable all MFAs with a required or optional configuration.",
    );
  }
  const { SmsConfiguration = pool.settings.SmsConfiguration } = input.SmsMfaConfiguration ?? {};
  pool.settings = { ...pool.settings, MfaConfiguration: mfa, SmsConfiguration };
  pool.factors = factors;
  return configurationOf(pool);
}

export function getUserPoolMfaConfig(
  state: CognitoState,
  input: GetUserPoolMfaConfigRequest,
): SetUserPoolMfaConfigResponse {
  return configurationOf(poolOf(state, input.UserPoolId));
}

export async function setUserMfaPreference(
  state: CognitoState,
  input: SetUserMFAPreferenceRequest,
): Promise<object> {
  const { pool, user } = await requireAccessToken(state, input.AccessToken);
  return setPreferences(pool, user, input);
}

export function adminSetUserMfaPreference(
  state: CognitoState,
  input: AdminSetUserMFAPreferenceRequest,
): object {
  const { pool, user } = userNamed(state, input);
  return setPreferences(pool, user, input);
}

/** The older operation: it turns SMS on, or off where it does not list it. */
export async function setUserSettings(state: CognitoState, input: SetUserSettingsRequest): Promise<object> {
  const { user } = await requireAccessToken(state, input.AccessToken);
  return setOptions(user, input.MFAOptions);
}

export function adminSetUserSettings(state: CognitoState, input: AdminSetUserSettingsRequest): object {
  return setOptions(userNamed(state, input).user, input.MFAOptions);
}

type Preferences = SetUserMFAPreferenceRequest | AdminSetUserMFAPreferenceRequest;

function setPreferences(pool: UserPoolRecord, user: UserRecord, input: Preferences): object {
  if (input.WebAuthnMfaSettings?.Enabled) throw notOffered('The factor of WebAuthnMfaSettings');
  const given = [
    ['SMS_MFA', input.SMSMfaSettings],
    ['SOFTWARE_TOKEN_MFA', input.SoftwareTokenMfaSettings],
    ['EMAIL_OTP', input.EmailMfaSettings],
  ] as const;
  if (given.filter(([, settings]) => settings?.PreferredMfa).length > 1) {
    throw invalidParameter('Only one MFA can be preferred.');
  }
  for (const [factor, settings] of given) {
    if (settings?.Enabled || settings?.PreferredMfa) requireUsable(pool, user, factor);
  }
  for (const [factor, settings] of given) {
    if (settings?.Enabled === false) disable(user, factor);
    if (settings?.Enabled || settings?.PreferredMfa) user.enabledFactors.add(factor);
    if (settings?.PreferredMfa) user.preferredFactor = factor;
    if (settings?.PreferredMfa === false && user.preferredFactor === factor) user.preferredFactor = undefined;
  }
  return {};
}

function requireUsable(pool: UserPoolRecord, user: UserRecord, factor: MfaFactor): void {
  if (!canProve(user, factor)) {
    throw invalidParameter(
      factor === 'SOFTWARE_TOKEN_MFA'
        ? 'User has not verified software token mfa'
        : `User does not have delivery config set to turn on ${factor}`,
    );
  }
  if (!pool.factors.has(factor)) throw invalidParameter(`${factor} is not enabled for the user pool.`);
}

function setOptions(user: UserRecord, options: readonly MFAOptionType[] | undefined): object {
  for (const { AttributeName: name = 'phone_number' } of options ?? []) {
    if (name === 'phone_number') continue;
    throw invalidParameter(`Expected phone_number for AttributeName of MFAOptions, received ${name}.`);
  }
  if (options?.some(({ DeliveryMedium }) => DeliveryMedium === 'SMS')) user.enabledFactors.add('SMS_MFA');
  else disable(user, 'SMS_MFA');
  return {};
}

function disable(user: UserRecord, factor: MfaFactor): void {
  user.enabledFactors.delete(factor);
  if (user.preferredFactor === factor) user.preferredFactor = undefined;
}

function factorsOf(input: SetUserPoolMfaConfigRequest): Map<MfaFactor, FactorMessage> {
  const {
    SmsMfaConfiguration: sms,
    SoftwareTokenMfaConfiguration: app,
    EmailMfaConfiguration: email,
  } = input;
  const factors = new Map<MfaFactor, FactorMessage>();
  if (sms) factors.set('SMS_MFA', { text: sms.SmsAuthenticationMessage });
  if (app?.Enabled) factors.set('SOFTWARE_TOKEN_MFA', {});
  if (email) factors.set('EMAIL_OTP', { subject: email.Subject, text: email.Message });
  return factors;
}

function configurationOf({ settings, factors }: UserPoolRecord): SetUserPoolMfaConfigResponse {
  const sms = factors.get('SMS_MFA');
  const email = factors.get('EMAIL_OTP');
  return {
    ...(sms && {
      SmsMfaConfiguration: {
        SmsAuthenticationMessage: sms.text,
        SmsConfiguration: settings.SmsConfiguration,
      },
    }),
    SoftwareTokenMfaConfiguration: { Enabled: factors.has('SOFTWARE_TOKEN_MFA') },
    ...(email && { EmailMfaConfiguration: { Subject: email.subject, Message: email.text } }),
    MfaConfiguration: settings.MfaConfiguration ?? 'OFF',
  };
}
