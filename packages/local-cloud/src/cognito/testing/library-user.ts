import {
  AuthenticationDetails,
  CognitoUser,
  CognitoUserPool,
  type CognitoUserSession,
  type IAuthenticationCallback,
} from 'amazon-cognito-identity-js';

/** A challenge that the library reports instead of a session. */
export interface LibraryChallenge {
  readonly challenge: 'customChallenge' | 'mfaSetup' | 'newPasswordRequired' | 'totpRequired';
  readonly parameters: unknown;
}

type Outcome = CognitoUserSession | LibraryChallenge;

/** A user of `amazon-cognito-identity-js` as it is published, whose callbacks are promises. */
export function libraryUser(endpoint: string, UserPoolId: string, ClientId: string, Username: string) {
  const values = new Map<string, string>();
  const storage = {
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
    removeItem: (key: string) => void values.delete(key),
    clear: () => values.clear(),
  };
  const Pool = new CognitoUserPool({ UserPoolId, ClientId, endpoint, Storage: storage });
  const user = new CognitoUser({ Username, Pool, Storage: storage });
  const outcomeOf = (start: (callbacks: IAuthenticationCallback) => void) => {
    const { promise, resolve, reject } = Promise.withResolvers<Outcome>();
    const report = (challenge: LibraryChallenge['challenge']) => (parameters: unknown) =>
      resolve({ challenge, parameters });
    start({
      onSuccess: resolve,
      onFailure: reject,
      customChallenge: report('customChallenge'),
      mfaSetup: report('mfaSetup'),
      newPasswordRequired: report('newPasswordRequired'),
      totpRequired: report('totpRequired'),
    });
    return promise;
  };
  return {
    user,
    values,
    signIn: (Password: string) =>
      outcomeOf((callbacks) =>
        user.authenticateUser(new AuthenticationDetails({ Username, Password }), callbacks),
      ),
    startCustom: () =>
      outcomeOf((callbacks) => {
        user.setAuthenticationFlowType('CUSTOM_AUTH');
        user.initiateAuth(new AuthenticationDetails({ Username }), callbacks);
      }),
    answer: (text: string) => outcomeOf((callbacks) => user.sendCustomChallengeAnswer(text, callbacks)),
    sendCode: (code: string) =>
      outcomeOf((callbacks) => user.sendMFACode(code, callbacks, 'SOFTWARE_TOKEN_MFA')),
    completePassword: (password: string) =>
      outcomeOf((callbacks) => user.completeNewPasswordChallenge(password, {}, callbacks)),
    secretOfApp: () =>
      new Promise<string>((associateSecretCode, onFailure) =>
        user.associateSoftwareToken({ associateSecretCode, onFailure }),
      ),
    verifyApp: (code: string) =>
      new Promise<unknown>((onSuccess, onFailure) =>
        user.verifySoftwareToken(code, 'phone', { onSuccess, onFailure }),
      ),
    refresh: (session: CognitoUserSession) =>
      new Promise<CognitoUserSession>((resolve, reject) =>
        user.refreshSession(session.getRefreshToken(), (error, renewed) =>
          error ? reject(error) : resolve(renewed),
        ),
      ),
  };
}

export function sessionOf(outcome: Outcome): CognitoUserSession {
  if ('challenge' in outcome) throw new Error(`Expected a session, received ${outcome.challenge}.`);
  return outcome;
}
