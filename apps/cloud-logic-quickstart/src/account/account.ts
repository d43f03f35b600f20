import { type Session, userPoolSession } from '@samples/cloud-logic-client';
import {
  CognitoAccessToken,
  CognitoIdToken,
  CognitoRefreshToken,
  CognitoUser,
  CognitoUserAttribute,
  CognitoUserPool,
  CognitoUserSession,
} from 'amazon-cognito-identity-js';
import type { Configuration } from '../configuration.ts';
import type { Tokens } from './company-sign-in.ts';
import { codeOf } from './failure-message.ts';
import { type SignInOutcome, signIn } from './sign-in.ts';

export interface User {
  readonly sub: string;
  readonly email: string;
  readonly name: string;
  readonly groups: readonly string[];
  /** Signed in by the company's identity provider, which keeps the password. */
  readonly isOfCompany: boolean;
}

/** The account of the person at the browser. Everything rejects with the error of the user pool. */
export interface Account {
  /** For the client of the API. */
  readonly session: Session;
  /** Who is signed in, perhaps since an earlier visit; renews an expired session. */
  currentUser(): Promise<User | undefined>;
  signUp(email: string, password: string): Promise<void>;
  confirm(email: string, code: string): Promise<void>;
  sendCodeAgain(email: string): Promise<void>;
  signIn(email: string, password: string): Promise<SignInOutcome>;
  signInByTokens(tokens: Tokens): Promise<void>;
  sendResetCode(email: string): Promise<void>;
  resetPassword(email: string, code: string, password: string): Promise<void>;
  changePassword(before: string, after: string): Promise<void>;
  changeName(name: string): Promise<void>;
  hasSecondFactor(): Promise<boolean>;
  /** The secret of an authenticator app, which has to prove itself by a code. */
  newAppSecret(): Promise<string>;
  turnSecondFactorOn(code: string): Promise<void>;
  turnSecondFactorOff(): Promise<void>;
  signOut(): Promise<void>;
  signOutEverywhere(): Promise<void>;
}

export function createAccount({ userPoolId, clientId, endpoints }: Configuration): Account {
  const pool = new CognitoUserPool({
    UserPoolId: userPoolId,
    ClientId: clientId,
    ...(endpoints && { endpoint: endpoints.userPool }),
  });
  const userNamed = (name: string) => new CognitoUser({ Username: name, Pool: pool });

  async function sessionOf(user: CognitoUser): Promise<CognitoUserSession | undefined> {
    return called<CognitoUserSession>((callback) => user.getSession(callback)).catch((error: unknown) => {
      // The refresh token has expired or was revoked, or there is none.
      if (codeOf(error) === 'NotAuthorizedException' || codeOf(error) === 'Error') return undefined;
      throw error;
    });
  }

  /** The user with its session, from which the user's operations take their token. */
  async function signedInUser(): Promise<CognitoUser> {
    const user = pool.getCurrentUser();
    if (!user || !(await sessionOf(user))) throw new SessionEnded();
    return user;
  }

  return {
    session: userPoolSession(() => pool.getCurrentUser()),

    async currentUser() {
      const user = pool.getCurrentUser();
      const session = user && (await sessionOf(user));
      return session ? userOf(session) : undefined;
    },
    async signUp(email, password) {
      const attributes = [new CognitoUserAttribute({ Name: 'email', Value: email })];
      await called((callback) => pool.signUp(email, password, attributes, [], callback));
    },
    async confirm(email, code) {
      await called((callback) => userNamed(email).confirmRegistration(code, false, callback));
    },
    async sendCodeAgain(email) {
      await called((callback) => userNamed(email).resendConfirmationCode(callback));
    },
    signIn: (email, password) => signIn(userNamed(email), email, password),
    async signInByTokens({ idToken, accessToken, refreshToken }) {
      const session = new CognitoUserSession({
        IdToken: new CognitoIdToken({ IdToken: idToken }),
        AccessToken: new CognitoAccessToken({ AccessToken: accessToken }),
        RefreshToken: new CognitoRefreshToken({ RefreshToken: refreshToken }),
      });
      userNamed(session.getIdToken().payload['cognito:username']).setSignInUserSession(session);
    },
    async sendResetCode(email) {
      await settled((callbacks) => userNamed(email).forgotPassword(callbacks));
    },
    async resetPassword(email, code, password) {
      await settled((callbacks) => userNamed(email).confirmPassword(code, password, callbacks));
    },
    async changePassword(before, after) {
      const user = await signedInUser();
      await called((callback) => user.changePassword(before, after, callback));
    },
    async changeName(name) {
      const user = await signedInUser();
      const attribute = new CognitoUserAttribute({ Name: 'name', Value: name });
      await called((callback) => user.updateAttributes([attribute], callback));
      // The name is a claim of the ID token: a new one has it.
      const refreshToken = user.getSignInUserSession()?.getRefreshToken();
      if (refreshToken) await called((callback) => user.refreshSession(refreshToken, callback));
    },
    async hasSecondFactor() {
      const user = await signedInUser();
      const data = await called<{ UserMFASettingList?: string[] }>((callback) =>
        user.getUserData(callback, { bypassCache: true }),
      );
      return data?.UserMFASettingList?.includes('SOFTWARE_TOKEN_MFA') ?? false;
    },
    async newAppSecret() {
      const user = await signedInUser();
      return new Promise((associateSecretCode, onFailure) =>
        user.associateSoftwareToken({ associateSecretCode, onFailure }),
      );
    },
    async turnSecondFactorOn(code) {
      const user = await signedInUser();
      await settled((callbacks) => user.verifySoftwareToken(code, 'Authenticator app', callbacks));
      const on = { Enabled: true, PreferredMfa: true };
      await called((callback) => user.setUserMfaPreference(null, on, callback));
    },
    async turnSecondFactorOff() {
      const user = await signedInUser();
      const off = { Enabled: false, PreferredMfa: false };
      await called((callback) => user.setUserMfaPreference(null, off, callback));
    },
    async signOut() {
      const user = pool.getCurrentUser();
      if (!user) return;
      // The first revokes the refresh token. The second forgets what is stored here, also where the first has failed.
      await new Promise<void>((resolve) => user.signOut(() => resolve()));
      user.signOut();
    },
    async signOutEverywhere() {
      const user = await signedInUser();
      await settled((callbacks) => user.globalSignOut(callbacks));
    },
  };
}

/** The person has to sign in again. */
export class SessionEnded extends Error {
  override readonly name = 'SessionEnded';
}

function userOf(session: CognitoUserSession): User {
  const { sub, email, name, identities, 'cognito:groups': groups } = session.getIdToken().payload;
  return {
    sub,
    email: email ?? '',
    name: name ?? '',
    groups: groups ?? [],
    isOfCompany: identities !== undefined,
  };
}

function called<Result>(
  begin: (callback: (error?: Error | null, result?: Result | null) => void) => void,
): Promise<Result | undefined> {
  return new Promise((resolve, reject) =>
    begin((error, result) => (error ? reject(error) : resolve(result ?? undefined))),
  );
}

function settled(
  begin: (callbacks: { onSuccess: (result: unknown) => void; onFailure: (error: Error) => void }) => void,
): Promise<void> {
  return new Promise((resolve, reject) => begin({ onSuccess: () => resolve(), onFailure: reject }));
}
