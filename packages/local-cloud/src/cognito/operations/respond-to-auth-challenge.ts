import type {
  AdminRespondToAuthChallengeRequest,
  RespondToAuthChallengeRequest,
} from '@aws-sdk/client-cognito-identity-provider';
import { ServiceError } from '../../aws/service-error.ts';
import { incorrectPassword, notAuthorized, notOffered } from '../errors.ts';
import { newVerifier } from '../srp/password-verifier.ts';
import { isProven } from '../srp/srp-server.ts';
import type { Challenge, ClientRecord, CognitoState } from '../state.ts';
import { readAttributes, requireComplete } from '../users/attributes.ts';
import { clientOf, poolOf, requireSecretHash } from '../users/find-client.ts';
import { checkPassword } from '../users/password-policy.ts';
import {
  completeSignIn,
  finishSignIn,
  type Parameters,
  required,
  requireProof,
  type SignInStep,
  srpIdentity,
} from '../users/sign-in.ts';
import { requireCode } from '../users/totp.ts';

export async function respondToAuthChallenge(
  state: CognitoState,
  input: RespondToAuthChallengeRequest,
): Promise<SignInStep> {
  const client = clientOf(state, input.ClientId);
  const responses = input.ChallengeResponses ?? {};
  requireSecretHash(client, [required(responses, 'USERNAME')], responses.SECRET_HASH);
  switch (input.ChallengeName) {
    case 'PASSWORD_VERIFIER':
      return provePassword(state, client, responses);
    case 'NEW_PASSWORD_REQUIRED':
      return setNewPassword(state, client, input.Session, responses);
    case 'SOFTWARE_TOKEN_MFA':
      return proveCode(state, client, input.Session ?? '', responses);
    default:
      throw notOffered(`The challenge ${input.ChallengeName}`);
  }
}

export async function adminRespondToAuthChallenge(
  state: CognitoState,
  input: AdminRespondToAuthChallengeRequest,
): Promise<SignInStep> {
  clientOf(state, input.ClientId, poolOf(state, input.UserPoolId));
  return respondToAuthChallenge(state, input);
}

/** The challenge is known by its secret block: many clients send no session here. */
async function provePassword(
  state: CognitoState,
  client: ClientRecord,
  responses: Parameters,
): Promise<SignInStep> {
  const token = required(responses, 'PASSWORD_CLAIM_SECRET_BLOCK');
  const timestamp = required(responses, 'TIMESTAMP');
  const signature = required(responses, 'PASSWORD_CLAIM_SIGNATURE');
  const challenge = takeChallenge(state, client, token);
  if (challenge.name !== 'PASSWORD_VERIFIER' || !isRecent(timestamp, state.now())) throw incorrectPassword();
  const proof = { secretBlock: Buffer.from(token, 'base64'), timestamp, signature };
  const identity = srpIdentity(client.pool, challenge.username);
  const user = requireProof(client.pool, challenge, () => isProven(challenge.exchange, identity, proof));
  return finishSignIn(state, client, user);
}

async function setNewPassword(
  state: CognitoState,
  client: ClientRecord,
  session: string | undefined,
  responses: Parameters,
): Promise<SignInStep> {
  const challenge = takeChallenge(state, client, session ?? '');
  if (challenge.name !== 'NEW_PASSWORD_REQUIRED') throw notAuthorized('Invalid session for the user.');
  const { user } = challenge;
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
  return finishSignIn(state, client, user);
}

/** A wrong code can be tried again in the same session. */
async function proveCode(
  state: CognitoState,
  client: ClientRecord,
  session: string,
  responses: Parameters,
): Promise<SignInStep> {
  const waiting = state.challenges.find(session);
  const isOurs = waiting?.name === 'SOFTWARE_TOKEN_MFA' && waiting.client === client;
  if (isOurs) {
    const code = required(responses, 'SOFTWARE_TOKEN_MFA_CODE');
    const mismatch = () => new ServiceError('CodeMismatchException', 'Invalid code received for user');
    requireCode(client.pool, waiting.user, code, state.now(), mismatch);
  }
  const challenge = takeChallenge(state, client, session);
  if (challenge.name !== 'SOFTWARE_TOKEN_MFA') throw notAuthorized('Invalid session for the user.');
  if (!challenge.user.enabled) throw notAuthorized('User is disabled.');
  return completeSignIn(state, client, challenge.user);
}

function takeChallenge(state: CognitoState, client: ClientRecord, token: string): Challenge {
  const challenge = state.challenges.take(token);
  if (challenge === 'expired') throw notAuthorized('Invalid session for the user, session is expired.');
  if (challenge === 'used') {
    throw notAuthorized('Invalid session for the user, session can only be used once.');
  }
  if (challenge === 'unknown' || challenge.client !== client) {
    throw notAuthorized('Invalid session for the user.');
  }
  return challenge;
}

const form = /^(\w{3}) (\w{3}) ([1-9]\d?) (\d\d:\d\d:\d\d) UTC (\d{4})$/;
const allowedSkewMs = 5 * 60_000;

/** Such as `Sun Nov 2 15:46:20 UTC 2026`, in this form exactly, and at most five minutes away. */
function isRecent(timestamp: string, now: number): boolean {
  const [, weekday, month, day, time, year] = form.exec(timestamp) ?? [];
  const date = new Date(`${day} ${month} ${year} ${time} UTC`);
  if (Number.isNaN(date.getTime()) || Math.abs(date.getTime() - now) > allowedSkewMs) return false;
  return date.toUTCString().startsWith(`${weekday},`);
}
