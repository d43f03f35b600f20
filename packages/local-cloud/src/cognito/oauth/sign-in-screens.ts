import type { AwsResponse } from '../../aws/service.ts';
import { signInWithPassword } from '../operations/initiate-auth.ts';
import { respondTo } from '../operations/respond-to-auth-challenge.ts';
import { verifySoftwareToken } from '../operations/software-tokens.ts';
import { secretHashOf } from '../users/find-client.ts';
import type { SignInStep } from '../users/sign-in-step.ts';
import { confirmScreen, newPasswordByCodeScreen } from './account-screens.ts';
import { challengeScreen, isAsked } from './challenge-screen.ts';
import { completeAuthorization } from './complete-authorization.ts';
import { attempt, type Screen } from './screen.ts';
import { signInScreen, takesPasswords } from './sign-in-screen.ts';

/** `POST /login` */
export async function signIn(screen: Screen): Promise<AwsResponse> {
  const { request, authorization } = screen;
  const { client } = authorization;
  const USERNAME = request.form.get('username') ?? '';
  if (!takesPasswords(client)) return signInScreen(screen, { error: 'Sign in with one of these providers.' });
  const PASSWORD = request.form.get('password') ?? '';
  const parameters = withoutAbsent({ USERNAME, PASSWORD, SECRET_HASH: secretHashOf(client, USERNAME) });
  const step = await attempt(
    () => signInWithPassword(request.state, { client, parameters, metadata: undefined, isHosted: true }),
    ({ code, message }) => {
      if (code === 'UserNotConfirmedException') return confirmScreen(screen, USERNAME, { notice: message });
      if (code === 'PasswordResetRequiredException') {
        return newPasswordByCodeScreen(screen, USERNAME, { notice: message });
      }
      return signInScreen(screen, { error: message }, USERNAME);
    },
  );
  return follow(screen, step);
}

/** `POST /challenge`: the response to what the sign-in asks for after the password. */
export async function takeChallenge(screen: Screen): Promise<AwsResponse> {
  const { request, authorization } = screen;
  const { client } = authorization;
  const { form, state } = request;
  const name = form.get('challenge') ?? '';
  if (!isAsked(name)) return signInScreen(screen, { error: 'The sign-in has to begin again.' });
  const username = form.get('username') ?? '';
  const sent = [...form].filter(([field]) => field.startsWith('userAttributes.'));
  const value = form.get('code') ?? form.get('password') ?? form.get('answer') ?? '';
  const responses = { ...Object.fromEntries(sent), USERNAME: username, [responseNames[name]]: value };
  const step = await attempt(
    async () => {
      const given = form.get('session') ?? '';
      // The set-up of an app is proved by a code of it.
      const session =
        name === 'MFA_SETUP'
          ? (await verifySoftwareToken(state, { Session: given, UserCode: value })).Session
          : given;
      return respondTo(state, name, { client, session, responses, details: { isHosted: true } });
    },
    ({ code, message }) => {
      const canRepeat = code === 'CodeMismatchException' || code === 'EnableSoftwareTokenMFAException';
      const hidden = Object.fromEntries(['session', 'secret'].map((field) => [field, form.get(field) ?? '']));
      if (!canRepeat) return signInScreen(screen, { error: message });
      return challengeScreen(screen, { name, username, ...hidden }, { error: message });
    },
  );
  return follow(screen, step);
}

const responseNames = {
  EMAIL_OTP: 'EMAIL_OTP_CODE',
  MFA_SETUP: 'ANSWER',
  NEW_PASSWORD_REQUIRED: 'NEW_PASSWORD',
  SELECT_MFA_TYPE: 'ANSWER',
  SMS_MFA: 'SMS_MFA_CODE',
  SOFTWARE_TOKEN_MFA: 'SOFTWARE_TOKEN_MFA_CODE',
};

async function follow(screen: Screen, step: SignInStep): Promise<AwsResponse> {
  const { ChallengeName: name, Session: session = '', ChallengeParameters: parameters } = step;
  if (step.signedIn) return completeAuthorization(screen.request, screen.authorization, step.signedIn);
  const username = parameters.USER_ID_FOR_SRP ?? '';
  if (isAsked(name)) return challengeScreen(screen, { name, username, session, parameters });
  return signInScreen(screen, { error: `This page does not offer what the sign-in asks for: ${name}.` });
}

function withoutAbsent(values: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Record<
    string,
    string
  >;
}
