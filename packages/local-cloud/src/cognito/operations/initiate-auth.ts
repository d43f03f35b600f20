import type {
  AdminInitiateAuthRequest,
  ExplicitAuthFlowsType,
  GetTokensFromRefreshTokenRequest,
  InitiateAuthRequest,
} from '@aws-sdk/client-cognito-identity-provider';
import { invalidParameter, notAuthorized, notOffered, userNotFound } from '../errors.ts';
import { startSrp } from '../srp/srp-server.ts';
import type {
  ChallengeResult,
  ClientRecord,
  CognitoState,
  RefreshTokenRecord,
  UserRecord,
} from '../state.ts';
import { issueTokens } from '../tokens/issue-tokens.ts';
import { issueRefreshToken } from '../tokens/sessions.ts';
import { migrateUser } from '../triggers/migrate-user.ts';
import type { ClientMetadata } from '../triggers/run-trigger.ts';
import { preAuthentication } from '../triggers/sign-in-triggers.ts';
import { continueCustomSignIn, resultOf } from '../users/custom-sign-in.ts';
import { clientOf, hidesUsers, poolOf, requireSecretHash } from '../users/find-client.ts';
import { findUser, userByName } from '../users/find-user.ts';
import { openChallenge } from '../users/open-challenge.ts';
import { knownDevice } from '../users/remembered-devices.ts';
import { type Candidate, candidateOf, finishSignIn, requirePassword } from '../users/sign-in.ts';
import { type Parameters, required, type SignInStep } from '../users/sign-in-step.ts';
import { clientPublicOf, srpParameters } from '../users/srp-challenge.ts';

/** The first request of a sign-in. */
export interface Attempt {
  readonly client: ClientRecord;
  readonly parameters: Parameters;
  /** Functions get it before the sign-in; those that run later get the metadata of later requests. */
  readonly metadata: ClientMetadata | undefined;
  /** At the pool's domain. */
  readonly isHosted?: boolean;
}

export async function initiateAuth(state: CognitoState, input: InitiateAuthRequest): Promise<SignInStep> {
  const attempt = attemptOf(clientOf(state, input.ClientId), input);
  switch (input.AuthFlow) {
    case 'USER_PASSWORD_AUTH':
      requireFlow(attempt.client, 'USER_PASSWORD_AUTH', ['ALLOW_USER_PASSWORD_AUTH', 'USER_PASSWORD_AUTH']);
      return signInWithPassword(state, attempt);
    default:
      return initiateSharedFlow(state, attempt, input.AuthFlow);
  }
}

export async function adminInitiateAuth(
  state: CognitoState,
  input: AdminInitiateAuthRequest,
): Promise<SignInStep> {
  const attempt = attemptOf(clientOf(state, input.ClientId, poolOf(state, input.UserPoolId)), input);
  switch (input.AuthFlow) {
    case 'ADMIN_USER_PASSWORD_AUTH':
    case 'ADMIN_NO_SRP_AUTH':
      requireFlow(attempt.client, input.AuthFlow, ['ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ADMIN_NO_SRP_AUTH']);
      return signInWithPassword(state, attempt);
    default:
      return initiateSharedFlow(state, attempt, input.AuthFlow);
  }
}

/** The flows that apps and administrators have. */
async function initiateSharedFlow(
  state: CognitoState,
  attempt: Attempt,
  flow: InitiateAuthRequest['AuthFlow'],
): Promise<SignInStep> {
  switch (flow) {
    case 'USER_SRP_AUTH':
      return startWithSrp(state, attempt);
    case 'CUSTOM_AUTH':
      return startWithChallenges(state, attempt);
    case 'REFRESH_TOKEN_AUTH':
    case 'REFRESH_TOKEN':
      return refresh(state, attempt);
    default:
      throw flowNotOffered(flow);
  }
}

function attemptOf(
  client: ClientRecord,
  {
    AuthParameters,
    ClientMetadata,
    Session,
  }: Pick<InitiateAuthRequest, 'AuthParameters' | 'ClientMetadata' | 'Session'>,
): Attempt {
  if (Session) throw notOffered('A Session of the flow USER_AUTH');
  return { client, parameters: AuthParameters ?? {}, metadata: ClientMetadata };
}

async function startWithSrp(state: CognitoState, attempt: Attempt): Promise<SignInStep> {
  const { client, parameters, metadata } = attempt;
  requireFlow(client, 'USER_SRP_AUTH', ['ALLOW_USER_SRP_AUTH']);
  const typed = required(parameters, 'USERNAME');
  requireSecretHash(client, [typed], parameters.SECRET_HASH);
  const clientPublic = clientPublicOf(parameters);
  const candidate = candidateOf(state, client, typed);
  await preAuthentication(state, client, candidate, metadata);
  return askForProof(state, client, candidate, clientPublic);
}

function askForProof(
  state: CognitoState,
  client: ClientRecord,
  { user, username, known }: Candidate,
  clientPublic: bigint,
  results?: readonly ChallengeResult[],
): SignInStep {
  const exchange = startSrp(known, clientPublic);
  const token = openChallenge(state, {
    name: 'PASSWORD_VERIFIER',
    client,
    user,
    username,
    exchange,
    results,
  });
  return {
    ChallengeName: 'PASSWORD_VERIFIER',
    ChallengeParameters: {
      ...srpParameters(known, exchange, token),
      USERNAME: username,
      USER_ID_FOR_SRP: username,
    },
  };
}

export async function signInWithPassword(state: CognitoState, attempt: Attempt): Promise<SignInStep> {
  const { client, parameters, metadata, isHosted } = attempt;
  const typed = required(parameters, 'USERNAME');
  const password = required(parameters, 'PASSWORD');
  requireSecretHash(client, [typed], parameters.SECRET_HASH);
  if (!findUser(client.pool, typed)) {
    const source = 'Authentication';
    await migrateUser(state, client, { source, typed, password, validationData: metadata });
  }
  const candidate = candidateOf(state, client, typed);
  await preAuthentication(state, client, candidate, metadata);
  const user = requirePassword(client.pool, candidate, password);
  return finishSignIn(state, client, user, { deviceKey: parameters.DEVICE_KEY, isHosted });
}

/** Challenges of the pool's own functions, after the password where the client begins with its public value. */
async function startWithChallenges(state: CognitoState, attempt: Attempt): Promise<SignInStep> {
  const { client, parameters, metadata } = attempt;
  requireFlow(client, 'CUSTOM_AUTH', ['ALLOW_CUSTOM_AUTH', 'CUSTOM_AUTH_FLOW_ONLY']);
  const typed = required(parameters, 'USERNAME');
  requireSecretHash(client, [typed], parameters.SECRET_HASH);
  const user = findUser(client.pool, typed);
  if (!user && !hidesUsers(client)) throw userNotFound();
  const candidate = candidateOf(state, client, typed);
  const signIn = { client, user, username: user?.username ?? candidate.username };
  await preAuthentication(state, client, signIn, metadata);
  if (parameters.CHALLENGE_NAME !== 'SRP_A') {
    return continueCustomSignIn(state, { ...signIn, results: [] }, {});
  }
  const clientPublic = clientPublicOf(parameters);
  const results = [resultOf('SRP_A', true)];
  const ask = () => askForProof(state, client, candidate, clientPublic, results);
  return continueCustomSignIn(state, { ...signIn, results }, {}, ask);
}

async function refresh(state: CognitoState, { client, parameters, metadata }: Attempt): Promise<SignInStep> {
  requireFlow(client, 'REFRESH_TOKEN_AUTH', ['ALLOW_REFRESH_TOKEN_AUTH']);
  if (client.settings.RefreshTokenRotation?.Feature === 'ENABLED') {
    throw invalidParameter('REFRESH_TOKEN_AUTH flow not enabled for a client with refresh token rotation');
  }
  const { record, user } = requireRefreshToken(state, client, required(parameters, 'REFRESH_TOKEN'));
  requireSecretHash(client, [user.username, user.sub, parameters.USERNAME], parameters.SECRET_HASH);
  const generation = { source: 'RefreshTokens', clientMetadata: metadata } as const;
  return {
    ChallengeParameters: {},
    AuthenticationResult: await issueTokens(state, client, user, record.session, generation),
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
  // The device of this sign-in may wait for its confirmation.
  if (input.DeviceKey !== record.session.device?.key) knownDevice(client.pool, user, input.DeviceKey);
  const generation = { source: 'RefreshTokens', clientMetadata: input.ClientMetadata } as const;
  const tokens = await issueTokens(state, client, user, record.session, generation);
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
  const user = userByName(pool, record.session.username);
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
