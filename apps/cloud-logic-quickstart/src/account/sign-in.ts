import {
  AuthenticationDetails,
  type CognitoUser,
  type CognitoUserSession,
  type IAuthenticationCallback,
} from 'amazon-cognito-identity-js';
import { codeOf } from './failure-message.ts';

/** Where a sign-in stands. Each step that the user pool asks for leads to the next outcome. */
export type SignInOutcome =
  | { readonly kind: 'signed-in'; readonly session: CognitoUserSession }
  | { readonly kind: 'unconfirmed' }
  | { readonly kind: 'reset-required' }
  | { readonly kind: 'new-password'; complete(password: string): Promise<SignInOutcome> }
  | { readonly kind: 'code'; submit(code: string): Promise<SignInOutcome> }
  | { readonly kind: 'set-up-app'; readonly secret: string; verify(code: string): Promise<SignInOutcome> };

/** Signs in by SRP: the password stays in the browser. Rejects with the error of the user pool. */
export function signIn(user: CognitoUser, email: string, password: string): Promise<SignInOutcome> {
  const details = new AuthenticationDetails({ Username: email, Password: password });
  return outcomeOf(user, (callbacks) => user.authenticateUser(details, callbacks)).catch((error: unknown) => {
    if (codeOf(error) === 'UserNotConfirmedException') return { kind: 'unconfirmed' };
    if (codeOf(error) === 'PasswordResetRequiredException') return { kind: 'reset-required' };
    throw error;
  });
}

/** What a sign-in, or the response to a challenge, leads to. */
function outcomeOf(
  user: CognitoUser,
  begin: (callbacks: IAuthenticationCallback) => void,
): Promise<SignInOutcome> {
  return new Promise((resolve, reject) =>
    begin({
      onSuccess: (session) => resolve({ kind: 'signed-in', session }),
      onFailure: reject,
      newPasswordRequired: () =>
        resolve({
          kind: 'new-password',
          complete: (password) =>
            outcomeOf(user, (callbacks) => user.completeNewPasswordChallenge(password, {}, callbacks)),
        }),
      totpRequired: () =>
        resolve({
          kind: 'code',
          submit: (code) =>
            outcomeOf(user, (callbacks) => user.sendMFACode(code, callbacks, 'SOFTWARE_TOKEN_MFA')),
        }),
      mfaSetup: () =>
        user.associateSoftwareToken({
          onFailure: reject,
          associateSecretCode: (secret) =>
            resolve({
              kind: 'set-up-app',
              secret,
              verify: (code) =>
                outcomeOf(user, (callbacks) =>
                  user.verifySoftwareToken(code, 'Authenticator app', callbacks),
                ),
            }),
        }),
    }),
  );
}
