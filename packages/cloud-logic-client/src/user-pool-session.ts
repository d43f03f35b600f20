import type { Session } from './cloud-logic-client.ts';

/** What `CognitoUser` of amazon-cognito-identity-js has. */
interface PoolUser {
  getSession(callback: SessionCallback): void;
  refreshSession(refreshToken: RefreshToken, callback: SessionCallback): void;
}

type SessionCallback = (error: Error | null, session: PoolSession | null) => void;

interface PoolSession {
  getIdToken(): { getJwtToken(): string };
  getRefreshToken(): RefreshToken;
}

interface RefreshToken {
  getToken(): string;
}

/**
 * The session that amazon-cognito-identity-js keeps: `userPoolSession(() => pool.getCurrentUser())`. The user is asked
 * for at every request, so that one client serves all who sign in, one after another.
 */
export function userPoolSession(currentUser: () => PoolUser | null): Session {
  return {
    async idToken() {
      return (await sessionOf(currentUser()))?.getIdToken().getJwtToken();
    },

    async refresh() {
      const user = currentUser();
      const session = await sessionOf(user);
      if (!user || !session) return undefined;
      const refreshed = await outcome((callback) => user.refreshSession(session.getRefreshToken(), callback));
      return refreshed?.getIdToken().getJwtToken();
    },
  };
}

/** Refreshes it where its tokens have expired. */
async function sessionOf(user: PoolUser | null): Promise<PoolSession | undefined> {
  return user ? outcome((callback) => user.getSession(callback)) : undefined;
}

/** Nothing where the session is over, or was never begun; such an error of the library has no code. */
function outcome(begin: (callback: SessionCallback) => void): Promise<PoolSession | undefined> {
  return new Promise((resolve, reject) => {
    begin((error: (Error & { code?: string }) | null, session) => {
      if (session) resolve(session);
      else if (error?.code && error.code !== 'NotAuthorizedException') reject(error);
      else resolve(undefined);
    });
  });
}
