import { ServiceError } from '../../aws/service-error.ts';
import { notAuthorized } from '../errors.ts';
import { isSameSecret } from '../is-same-secret.ts';
import type { ClientRecord, CognitoState, MfaFactor, UserPoolRecord, UserRecord } from '../state.ts';
import type { ClientMetadata } from '../triggers/run-trigger.ts';
import { deliver, limitSends, newCode } from './codes.ts';
import { openChallenge } from './open-challenge.ts';
import type { SignInStep } from './sign-in-step.ts';
import { takeTotpCode } from './software-token.ts';

const factorAttributes = { SMS_MFA: 'phone_number', EMAIL_OTP: 'email' } as const;
type MessageFactor = keyof typeof factorAttributes;

/** The factor that follows a user's password, the choice of one, or the set-up of one; nothing where none is wanted. */
export async function askForFactor(
  state: CognitoState,
  client: ClientRecord,
  user: UserRecord,
  clientMetadata: ClientMetadata | undefined,
): Promise<SignInStep | undefined> {
  const { pool } = client;
  const usable = usableFactors(pool, user);
  const [first, ...others] = usable;
  if (first === undefined) return isRequired(pool) ? askForSetUp(state, client, user) : undefined;
  const { preferredFactor: preferred } = user;
  if (preferred && usable.includes(preferred)) {
    return challengeFactor(state, client, user, preferred, clientMetadata);
  }
  if (others.length === 0) return challengeFactor(state, client, user, first, clientMetadata);
  return {
    ChallengeName: 'SELECT_MFA_TYPE',
    Session: openChallenge(state, { name: 'SELECT_MFA_TYPE', client, user }),
    ChallengeParameters: { MFAS_CAN_CHOOSE: JSON.stringify(usable), USER_ID_FOR_SRP: user.username },
  };
}

/** Where MFA is optional, factors that the user turned on; where it is required, all that the user can prove. */
export function usableFactors(pool: UserPoolRecord, user: UserRecord): MfaFactor[] {
  const { MfaConfiguration: mfa = 'OFF' } = pool.settings;
  if (mfa === 'OFF') return [];
  const isOn = (factor: MfaFactor) => mfa === 'ON' || user.enabledFactors.has(factor);
  return [...pool.factors.keys()].filter((factor) => isOn(factor) && canProve(user, factor));
}

export function canProve(user: UserRecord, factor: MfaFactor): boolean {
  if (factor === 'SOFTWARE_TOKEN_MFA') return user.totp !== undefined;
  return user.attributes.get(`${factorAttributes[factor]}_verified`) === 'true';
}

export async function challengeFactor(
  state: CognitoState,
  client: ClientRecord,
  user: UserRecord,
  factor: MfaFactor,
  clientMetadata: ClientMetadata | undefined,
): Promise<SignInStep> {
  if (factor !== 'SOFTWARE_TOKEN_MFA') return sendFactor(state, client, user, factor, clientMetadata);
  return {
    ChallengeName: 'SOFTWARE_TOKEN_MFA',
    Session: openChallenge(state, { name: 'SOFTWARE_TOKEN_MFA', client, user }),
    ChallengeParameters: { USER_ID_FOR_SRP: user.username },
  };
}

async function sendFactor(
  state: CognitoState,
  client: ClientRecord,
  user: UserRecord,
  factor: MessageFactor,
  clientMetadata: ClientMetadata | undefined,
): Promise<SignInStep> {
  limitSends(client.pool, user.username);
  const code = newCode();
  const {
    subject = 'Your authentication code',
    text = factor === 'EMAIL_OTP' ? 'Your code is {####}' : 'Your authentication code is {####}',
  } = client.pool.factors.get(factor) ?? {};
  const sent = await deliver(state, client.pool, user, {
    attribute: factorAttributes[factor],
    message: { subject, text },
    secret: code,
    source: 'Authentication',
    client,
    clientMetadata,
  });
  return {
    ChallengeName: factor,
    Session: openChallenge(state, { name: factor, client, user, code }),
    ChallengeParameters: {
      CODE_DELIVERY_DELIVERY_MEDIUM: sent.DeliveryMedium ?? '',
      CODE_DELIVERY_DESTINATION: sent.Destination ?? '',
      USER_ID_FOR_SRP: user.username,
    },
  };
}

/** An app proves itself with the session; an address is given to the pool first, and the sign-in begins again. */
function askForSetUp(state: CognitoState, client: ClientRecord, user: UserRecord): SignInStep {
  const { pool } = client;
  return {
    ChallengeName: 'MFA_SETUP',
    Session: openChallenge(state, { name: 'MFA_SETUP', client, user, isDone: false }),
    ChallengeParameters: {
      MFAS_CAN_SETUP: JSON.stringify([...pool.factors.keys()]),
      USER_ID_FOR_SRP: user.username,
    },
  };
}

function isRequired({ settings }: UserPoolRecord): boolean {
  return settings.MfaConfiguration === 'ON';
}

/** Throws unless the code is right. Failures lock the user apart from passwords: a right password gives no new guesses. */
export function requireCode(
  pool: UserPoolRecord,
  { username }: UserRecord,
  isRight: () => boolean,
  mismatch: () => ServiceError,
): void {
  const name = `code ${username}`;
  if (pool.attempts.isLocked(name)) throw notAuthorized('Password attempts exceeded');
  if (!isRight()) {
    pool.attempts.failed(name);
    throw mismatch();
  }
  pool.attempts.succeeded(name);
}

/** Whether a response of a user to a challenge for a factor is right. */
export function isFactorProven(
  user: UserRecord,
  challenge: { readonly name: MfaFactor; readonly code?: string },
  given: string,
  now: number,
): boolean {
  if (challenge.code !== undefined) return isSameSecret(challenge.code, given);
  return user.totp !== undefined && takeTotpCode(user.totp, given, now);
}

export function wrongFactorCode(): ServiceError {
  return new ServiceError('CodeMismatchException', 'Invalid code received for user');
}
