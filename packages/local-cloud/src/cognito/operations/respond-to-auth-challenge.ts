import type {
  AdminRespondToAuthChallengeRequest,
  RespondToAuthChallengeRequest,
} from '@aws-sdk/client-cognito-identity-provider';
import { incorrectPassword, invalidParameter, notAuthorized, notOffered } from '../errors.ts';
import { newVerifier } from '../srp/password-verifier.ts';
import type { CognitoState, MfaFactor } from '../state.ts';
import { verifyAnswer } from '../triggers/custom-challenges.ts';
import { readAttributes, requireComplete } from '../users/attributes.ts';
import { continueCustomSignIn, resultOf } from '../users/custom-sign-in.ts';
import { clientOf, poolOf, requireSecretHash } from '../users/find-client.ts';
import {
  challengeFactor,
  isFactorProven,
  requireCode,
  usableFactors,
  wrongFactorCode,
} from '../users/mfa.ts';
import { findChallenge, takeChallenge } from '../users/open-challenge.ts';
import { checkPassword } from '../users/password-policy.ts';
import { knownDevice } from '../users/remembered-devices.ts';
import { finishFactors, finishSignIn, requireActive, requireProof } from '../users/sign-in.ts';
import { type ChallengeResponse, required, type SignInStep } from '../users/sign-in-step.ts';
import { isProof, isRecent, srpClaim, srpIdentity } from '../users/srp-challenge.ts';
import { proveDevice, startDeviceProof } from './prove-device.ts';

export async function respondToAuthChallenge(
  state: CognitoState,
  input: RespondToAuthChallengeRequest,
): Promise<SignInStep> {
  const client = clientOf(state, input.ClientId);
  const responses = input.ChallengeResponses ?? {};
  requireSecretHash(client, [required(responses, 'USERNAME')], responses.SECRET_HASH);
  const details = { deviceKey: responses.DEVICE_KEY, clientMetadata: input.ClientMetadata };
  return respondTo(state, input.ChallengeName, { client, session: input.Session, responses, details });
}

/** Processes a response after its client has been authenticated. */
export async function respondTo(
  state: CognitoState,
  challenge: RespondToAuthChallengeRequest['ChallengeName'],
  response: ChallengeResponse,
): Promise<SignInStep> {
  switch (challenge) {
    case 'PASSWORD_VERIFIER':
      return provePassword(state, response);
    case 'NEW_PASSWORD_REQUIRED':
      return setNewPassword(state, response);
    case 'SOFTWARE_TOKEN_MFA':
    case 'SMS_MFA':
    case 'EMAIL_OTP':
      return proveFactor(state, response, challenge);
    case 'SELECT_MFA_TYPE':
      return selectFactor(state, response);
    case 'MFA_SETUP':
      return finishSetUp(state, response);
    case 'CUSTOM_CHALLENGE':
      return proveAnswer(state, response);
    case 'DEVICE_SRP_AUTH':
      return startDeviceProof(state, response);
    case 'DEVICE_PASSWORD_VERIFIER':
      return proveDevice(state, response);
    default:
      throw notOffered(`The challenge ${challenge}`);
  }
}

export async function adminRespondToAuthChallenge(
  state: CognitoState,
  input: AdminRespondToAuthChallengeRequest,
): Promise<SignInStep> {
  clientOf(state, input.ClientId, poolOf(state, input.UserPoolId));
  return respondToAuthChallenge(state, input);
}

async function provePassword(state: CognitoState, response: ChallengeResponse): Promise<SignInStep> {
  const { client, responses, details } = response;
  const claim = srpClaim(responses);
  // A client that names an unknown device sends the same proof again without it.
  const waiting = findChallenge(state, client, claim.token, 'PASSWORD_VERIFIER');
  if (waiting) knownDevice(client.pool, waiting.user, details.deviceKey);
  const challenge = takeChallenge(state, client, claim.token, 'PASSWORD_VERIFIER');
  if (!isRecent(claim.timestamp, state.now())) throw incorrectPassword();
  const identity = srpIdentity(client.pool, challenge.username);
  const user = requireProof(client.pool, challenge, () => isProof(challenge.exchange, identity, claim));
  if (!challenge.results) return finishSignIn(state, client, user, details);
  const results = [...challenge.results, resultOf('PASSWORD_VERIFIER', true)];
  const { clientMetadata } = details;
  const { username } = challenge;
  return continueCustomSignIn(state, { client, user, username, results, clientMetadata }, details);
}

async function setNewPassword(state: CognitoState, response: ChallengeResponse): Promise<SignInStep> {
  const { client, session, responses, details } = response;
  const { user } = takeChallenge(state, client, session, 'NEW_PASSWORD_REQUIRED');
  const { pool } = client;
  const password = checkPassword(pool, responses.NEW_PASSWORD);
  const given = Object.entries(responses).filter(([name]) => name.startsWith('userAttributes.'));
  const sent = given.map(([name, Value]) => ({ Name: name.slice('userAttributes.'.length), Value }));
  const attributes = readAttributes(pool, sent, { client, user });
  requireComplete(pool, new Map([...user.attributes, ...attributes]));
  for (const [name, value] of attributes) user.attributes.set(name, value);
  user.password = newVerifier(srpIdentity(pool, user.username), password);
  user.passwordExpires = undefined;
  user.status = 'CONFIRMED';
  user.modified = new Date(state.now());
  return finishSignIn(state, client, user, { ...details, source: 'NewPasswordChallenge' });
}

/** A wrong code can be tried again in the same session. */
async function proveFactor(
  state: CognitoState,
  { client, session, responses, details }: ChallengeResponse,
  name: MfaFactor,
): Promise<SignInStep> {
  const given = required(responses, name === 'EMAIL_OTP' ? 'EMAIL_OTP_CODE' : `${name}_CODE`);
  const waiting = findChallenge(state, client, session, name);
  if (waiting) {
    const { user } = waiting;
    knownDevice(client.pool, user, details.deviceKey);
    requireCode(client.pool, user, () => isFactorProven(user, waiting, given, state.now()), wrongFactorCode);
  }
  const { user } = takeChallenge(state, client, session, name);
  requireActive(user);
  return finishFactors(state, client, user, details);
}

async function selectFactor(
  state: CognitoState,
  { client, session, responses, details }: ChallengeResponse,
): Promise<SignInStep> {
  const answer = required(responses, 'ANSWER');
  const { user } = takeChallenge(state, client, session, 'SELECT_MFA_TYPE');
  const factor = usableFactors(client.pool, user).find((name) => name === answer);
  if (!factor) throw invalidParameter(`Invalid ANSWER: the user cannot sign in with ${answer}.`);
  return challengeFactor(state, client, user, factor, details.clientMetadata);
}

/** With the session that VerifySoftwareToken returned. */
async function finishSetUp(
  state: CognitoState,
  { client, session, details }: ChallengeResponse,
): Promise<SignInStep> {
  const { user, isDone } = takeChallenge(state, client, session, 'MFA_SETUP');
  if (!isDone) throw notAuthorized('Invalid session for the user.');
  requireActive(user);
  return finishFactors(state, client, user, details);
}

async function proveAnswer(
  state: CognitoState,
  { client, session, responses, details }: ChallengeResponse,
): Promise<SignInStep> {
  const answer = required(responses, 'ANSWER');
  const challenge = takeChallenge(state, client, session, 'CUSTOM_CHALLENGE');
  const { user, username, results, privateParameters, metadata } = challenge;
  const signIn = { client, user, username, results, clientMetadata: details.clientMetadata };
  const isRight = await verifyAnswer(state, signIn, privateParameters, answer);
  const result = resultOf('CUSTOM_CHALLENGE', isRight && user !== undefined, metadata);
  return continueCustomSignIn(state, { ...signIn, results: [...results, result] }, details);
}
