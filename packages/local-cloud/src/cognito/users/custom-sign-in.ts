import { ServiceError } from '../../aws/service-error.ts';
import { incorrectPassword } from '../errors.ts';
import type { ChallengeResult, CognitoState } from '../state.ts';
import { type CustomSignIn, createChallenge, defineChallenge } from '../triggers/custom-challenges.ts';
import { openChallenge } from './open-challenge.ts';
import { completeSignIn, requireActive } from './sign-in.ts';
import type { SignInDetails, SignInStep } from './sign-in-step.ts';

/** Asks the pool's functions what is next: a challenge of theirs, the password, tokens, or the end. */
export async function continueCustomSignIn(
  state: CognitoState,
  signIn: CustomSignIn,
  details: SignInDetails,
  askForPassword?: () => SignInStep,
): Promise<SignInStep> {
  const next = await defineChallenge(state, signIn);
  if (next === 'failure') throw incorrectPassword();
  if (next === 'CUSTOM_CHALLENGE') return askCustom(state, signIn);
  if (next === 'PASSWORD_VERIFIER') {
    if (askForPassword) return askForPassword();
    const message =
      'DefineAuthChallenge asked for PASSWORD_VERIFIER, and the sign-in did not begin with SRP_A.';
    throw new ServiceError('InvalidLambdaResponseException', message);
  }
  if (!signIn.user) throw incorrectPassword();
  requireActive(signIn.user);
  return completeSignIn(state, signIn.client, signIn.user, details);
}

async function askCustom(state: CognitoState, signIn: CustomSignIn): Promise<SignInStep> {
  const { client, user, username, results } = signIn;
  const { shown, kept: privateParameters, metadata } = await createChallenge(state, signIn);
  const challenge = { client, user, username, results, privateParameters, metadata };
  return {
    ChallengeName: 'CUSTOM_CHALLENGE',
    Session: openChallenge(state, { name: 'CUSTOM_CHALLENGE', ...challenge }),
    ChallengeParameters: { ...shown, USERNAME: username },
  };
}

export function resultOf(
  challengeName: ChallengeResult['challengeName'],
  challengeResult: boolean,
  challengeMetadata: string | null = null,
): ChallengeResult {
  return { challengeName, challengeResult, challengeMetadata };
}
