import type {
  AdminInitiateAuthRequest,
  ExplicitAuthFlowsType,
  GetTokensFromRefreshTokenRequest,
  InitiateAuthRequest,
} from '@aws-sdk/client-cognito-identity-provider';
import { invalidParameter, notAuthorized, notOffered } from '../errors.ts';
import { readClientPublic, startSrp } from '../srp/srp-server.ts';
import type { ClientRecord, CognitoState, RefreshTokenRecord, UserRecord } from '../state.ts';
import { issueTokens } from '../tokens/issue-tokens.ts';
import { issueRefreshToken } from '../tokens/sessions.ts';
import { clientOf, poolOf, requireSecretHash } from '../users/find-client.ts';
import {
  candidateOf,
  challengeLifetime,
  finishSignIn,
  type Parameters,
  required,
  requirePassword,
  type SignInStep,
} from '../users/sign-in.ts';

export async function initiateAuth(state: CognitoState, input: InitiateAuthRequest): Promise<SignInStep> {
  const client = clientOf(state, input.ClientId);
  const parameters = input.AuthParameters ?? {};
  switch (input.AuthFlow) {
    case 'USER_SRP_AUTH':
      return startWithSrp(state, client, parameters);
    case 'USER_PASSWORD_AUTH':
      requireFlow(client, 'USER_PASSWORD_AUTH', ['ALLOW_USER_PASSWORD_AUTH', 'USER_PASSWORD_AUTH']);
      return signInWithPassword(state, client, parameters);
    case 'REFRESH_TOKEN_AUTH':
    case 'REFRESH_TOKEN':
      return refresh(state, client, parameters);
    default:
      throw flowNotOffered(input.AuthFlow);
  }
}

export async function adminInitiateAuth(
  state: CognitoState,
  input: AdminInitiateAuthRequest,
): Promise<SignInStep> {
  const client = clientOf(state, input.ClientId, poolOf(state, input.UserPoolId));
  const parameters = input.AuthParameters ?? {};
  switch (input.AuthFlow) {
    case 'USER_SRP_AUTH':
      return startWithSrp(state, client, parameters);
    case 'ADMIN_USER_PASSWORD_AUTH':
    case 'ADMIN_NO_SRP_AUTH':
      requireFlow(client, input.AuthFlow, ['ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ADMIN_NO_SRP_AUTH']);
      return signInWithPassword(state, client, parameters);
    case 'REFRESH_TOKEN_AUTH':
    case 'REFRESH_TOKEN':
      return refresh(state, client, parameters);
    default:
      throw flowNotOffered(input.AuthFlow);
  }
}

function startWithSrp(state: CognitoState, client: ClientRecord, parameters: Parameters): SignInStep {
  requireFlow(client, 'USER_SRP_AUTH', ['ALLOW_USER_SRP_AUTH']);
  const typed = required(parameters, 'USERNAME');
  requireSecretHash(client, [typed], parameters.SECRET_HASH);
  const clientPublic = readClientPublic(required(parameters, 'SRP_A'));
  if (clientPublic === undefined)
    throw invalidParameter('Invalid SRP_A: expected a number of the group in hex.');
  const { user, username, known } = candidateOf(state, client, typed);
  const exchange = startSrp(known, clientPublic);
  const challenge = { name: 'PASSWORD_VERIFIER' as const, client, user, username, exchange };
  const token = state.challenges.open(challenge, challengeLifetime(client));
  return {
    ChallengeName: 'PASSWORD_VERIFIER',
    ChallengeParameters: {
      SALT: known.salt.toString(16),
      SECRET_BLOCK: token,
      SRP_B: exchange.serverPublic.toString(16),
      USERNAME: username,
      USER_ID_FOR_SRP: username,
    },
  };
}

async function signInWithPassword(
  state: CognitoState,
  client: ClientRecord,
  parameters: Parameters,
): Promise<SignInStep> {
  const typed = required(parameters, 'USERNAME');
  const password = required(parameters, 'PASSWORD');
  requireSecretHash(client, [typed], parameters.SECRET_HASH);
  const user = requirePassword(client.pool, candidateOf(state, client, typed), password);
  return finishSignIn(state, client, user);
}

async function refresh(
  state: CognitoState,
  client: ClientRecord,
  parameters: Parameters,
): Promise<SignInStep> {
  requireFlow(client, 'REFRESH_TOKEN_AUTH', ['ALLOW_REFRESH_TOKEN_AUTH']);
  if (client.settings.RefreshTokenRotation?.Feature === 'ENABLED') {
    throw invalidParameter('REFRESH_TOKEN_AUTH flow not enabled for a client with refresh token rotation');
  }
  const { record, user } = requireRefreshToken(state, client, required(parameters, 'REFRESH_TOKEN'));
  requireSecretHash(client, [user.username, user.sub, parameters.USERNAME], parameters.SECRET_HASH);
  return {
    ChallengeParameters: {},
    AuthenticationResult: await issueTokens(state, client, user, record.session),
  };
}

/** With rotation, each refresh returns a new refresh token, and the old one works for the grace period only. */
export async function getTokensFromRefreshToken(
  state: CognitoState,
  input: GetTokensFromRefreshTokenRequest,
): Promise<Pick<SignInStep, 'AuthenticationResult'>> {
  const client = clientOf(state, input.ClientId);
  if (client.secret !== undefined && client.secret !== input.ClientSecret) {
    throw notAuthorized(`Unable to verify secret for client ${client.id}`);
  }
  const { record, user } = requireRefreshToken(state, client, input.RefreshToken ?? '');
  const tokens = await issueTokens(state, client, user, record.session);
  const { Feature, RetryGracePeriodSeconds = 0 } = client.settings.RefreshTokenRotation ?? {};
  if (Feature !== 'ENABLED') return { AuthenticationResult: tokens };
  record.expires = Math.min(record.expires, state.now() + RetryGracePeriodSeconds * 1000);
  return { AuthenticationResult: { ...tokens, RefreshToken: issueRefreshToken(client, record.session) } };
}

function requireRefreshToken(
  state: CognitoState,
  client: ClientRecord,
  token: string,
): { readonly record: RefreshTokenRecord; readonly user: UserRecord } {
  const { pool } = client;
  const record = pool.refreshTokens.get(token);
  if (!record || record.session.clientId !== client.id) throw notAuthorized('Invalid Refresh Token');
  if (record.expires <= state.now()) throw notAuthorized('Refresh Token has expired');
  const user = [...pool.users.values()].find(({ username }) => username === record.session.username);
  if (!user) throw notAuthorized('Invalid Refresh Token');
  if (!user.enabled) throw notAuthorized('User is disabled.');
  return { record, user };
}

/** What a client may do that was created without a list of flows. */
const defaultFlows: readonly ExplicitAuthFlowsType[] = ['ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'];

function requireFlow(
  { settings }: ClientRecord,
  flow: string,
  allowedBy: readonly ExplicitAuthFlowsType[],
): void {
  const flows = settings.ExplicitAuthFlows ?? [];
  // Clients of 2016 name flows without ALLOW_, in addition to those that every client had.
  const isOld = flows.every((name) => !name.startsWith('ALLOW_'));
  const allowed = isOld ? [...flows, ...defaultFlows] : flows;
  if (!allowedBy.some((name) => allowed.includes(name))) {
    throw invalidParameter(`${flow} flow not enabled for this client`);
  }
}

function flowNotOffered(flow: string | undefined) {
  return flow
    ? notOffered(`The authentication flow ${flow}`)
    : invalidParameter('Missing required parameter AuthFlow');
}
