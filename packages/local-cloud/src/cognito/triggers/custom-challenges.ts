import { isRecord } from '../../aws/is-record.ts';
import { ServiceError } from '../../aws/service-error.ts';
import { invalidParameter } from '../errors.ts';
import type { ChallengeResult, ClientRecord, CognitoState, UserRecord } from '../state.ts';
import { functionOf, type TriggerName } from './lambda-config.ts';
import {
  type ClientMetadata,
  eventAttributes,
  metadataMember,
  runTrigger,
  type TriggerResponse,
} from './run-trigger.ts';
import { userNotFoundMember } from './sign-in-triggers.ts';

/** A sign-in by the challenges of the pool's own functions. */
export interface CustomSignIn {
  readonly client: ClientRecord;
  readonly user: UserRecord | undefined;
  readonly username: string;
  /** What was asked so far, and how it was met. */
  readonly results: readonly ChallengeResult[];
  readonly clientMetadata?: ClientMetadata | undefined;
}

/** What the function DefineAuthChallenge wants next. */
export type NextStep = 'tokens' | 'failure' | 'CUSTOM_CHALLENGE' | 'PASSWORD_VERIFIER';

export async function defineChallenge(state: CognitoState, signIn: CustomSignIn): Promise<NextStep> {
  const response = await run(state, signIn, 'DefineAuthChallenge', memberOf(signIn), {
    challengeName: null,
    issueTokens: null,
    failAuthentication: null,
  });
  if (response.failAuthentication === true) return 'failure';
  if (response.issueTokens === true) return 'tokens';
  const { challengeName } = response;
  if (challengeName === 'CUSTOM_CHALLENGE' || challengeName === 'PASSWORD_VERIFIER') return challengeName;
  throw new ServiceError(
    'InvalidLambdaResponseException',
    'DefineAuthChallenge returned no known challenge.',
  );
}

export interface CreatedChallenge {
  readonly shown: Record<string, string>;
  readonly kept: Record<string, string>;
  readonly metadata: string | undefined;
}

export async function createChallenge(state: CognitoState, signIn: CustomSignIn): Promise<CreatedChallenge> {
  const request = { ...memberOf(signIn), challengeName: 'CUSTOM_CHALLENGE' };
  const response = await run(state, signIn, 'CreateAuthChallenge', request, {
    publicChallengeParameters: null,
    privateChallengeParameters: null,
    challengeMetadata: null,
  });
  const { challengeMetadata: metadata } = response;
  return {
    shown: strings(response.publicChallengeParameters),
    kept: strings(response.privateChallengeParameters),
    metadata: typeof metadata === 'string' ? metadata : undefined,
  };
}

export async function verifyAnswer(
  state: CognitoState,
  signIn: CustomSignIn,
  privateChallengeParameters: Record<string, string>,
  challengeAnswer: string,
): Promise<boolean> {
  const request = { privateChallengeParameters, challengeAnswer };
  const response = await run(state, signIn, 'VerifyAuthChallengeResponse', request, { answerCorrect: null });
  return response.answerCorrect === true;
}

async function run(
  state: CognitoState,
  { client, user, username, clientMetadata }: CustomSignIn,
  name: TriggerName,
  request: object,
  response: Record<string, null>,
): Promise<TriggerResponse> {
  if (!functionOf(client.pool, name)) {
    throw invalidParameter('Custom auth lambda trigger is not configured for the user pool.');
  }
  const result = await runTrigger(state, {
    name,
    source: 'Authentication',
    pool: client.pool,
    client,
    userName: username,
    request: {
      userAttributes: user ? eventAttributes(user) : {},
      ...request,
      ...metadataMember(clientMetadata),
      ...userNotFoundMember(client, user),
    },
    response,
  });
  return result ?? {};
}

function memberOf({ results }: CustomSignIn): object {
  return { session: results };
}

function strings(values: unknown): Record<string, string> {
  const entries = Object.entries(isRecord(values) ? values : {});
  return Object.fromEntries(entries.map(([name, value]) => [name, String(value)]));
}
