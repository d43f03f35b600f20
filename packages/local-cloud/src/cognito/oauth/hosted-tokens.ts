import type { AuthenticationResultType } from '@aws-sdk/client-cognito-identity-provider';
import type { ClientRecord, CodeGrant, CognitoState, SessionRecord } from '../state.ts';
import { issueTokens } from '../tokens/issue-tokens.ts';
import { endSession, startSession } from '../tokens/sessions.ts';

/** Tokens with the scopes that the app asked for. Throws what a function of the pool throws, and leaves no session then. */
export async function issueHostedTokens(
  state: CognitoState,
  client: ClientRecord,
  { user, scopes, authTime, nonce }: Pick<CodeGrant, 'user' | 'scopes' | 'authTime' | 'nonce'>,
): Promise<{ readonly tokens: AuthenticationResultType; readonly session: SessionRecord }> {
  const session = startSession(state, client, user, undefined, { scopes, authTime });
  try {
    const tokens = await issueTokens(state, client, user, session, { source: 'HostedAuth' }, nonce);
    return { tokens, session };
  } catch (error) {
    endSession(client.pool, session.originJti);
    throw error;
  }
}
