import { cloudLogicClient, isSignInRefused, userPoolSession } from '@samples/cloud-logic-client';
import { CognitoUserPool } from 'amazon-cognito-identity-js';

/** Takes the outputs of the stack. */
export async function listNotes(outputs: Record<string, string>): Promise<string[]> {
  const { ApiUrl: url = '', UserPoolId = '', ClientId = '', IdentityPoolId = '' } = outputs;
  const pool = new CognitoUserPool({ UserPoolId, ClientId });
  const client = cloudLogicClient({
    url,
    session: userPoolSession(() => pool.getCurrentUser()),
    identities: { identityPoolId: IdentityPoolId, userPoolId: UserPoolId },
  });

  const { data, error, response } = await client.GET('/notes', { params: { query: { limit: '20' } } });
  if (data) return data.notes.map(({ text }) => text);
  throw new Error(isSignInRefused(response) ? 'Sign in again' : error?.message);
}
