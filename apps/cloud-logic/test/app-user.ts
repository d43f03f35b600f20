import {
  AdminAddUserToGroupCommand,
  CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import { clientConfig } from '@samples/localstack-client';
import type { CognitoUserSession } from 'amazon-cognito-identity-js';
import { AwsClient } from 'aws4fetch';
import { inject } from 'vitest';
import type {} from '../../../scripts/testing/deployed-sample.ts';
import { type AwsKeys, addUser, credentialsFor, signIn } from '../scripts/app-sign-in.ts';

const { url, endpoint, outputs } = inject('sample');
const config = clientConfig({ ...process.env, AWS_ENDPOINT_URL: endpoint });
const { UserPoolId = '' } = outputs;
const password = 'correct horse 1';

/** How a signed-in user calls the API: by a signature of IAM, or by the ID token. */
export interface AppUser {
  readonly email: string;
  readonly session: CognitoUserSession;
  readonly credentials: AwsKeys;
  byIam(method: string, path: string, body?: unknown, base?: string): Promise<Response>;
  byToken(method: string, path: string, body?: unknown, base?: string): Promise<Response>;
}

export const cognito = new CognitoIdentityProviderClient(config);
export const baseUrl = url;

/** Adds a user to the pool, and to a group where one is given, and signs them in as the app does. */
export async function appUser(email: string, GroupName?: string): Promise<AppUser> {
  await addUser(cognito, UserPoolId, { email, password });
  if (GroupName)
    await cognito.send(new AdminAddUserToGroupCommand({ UserPoolId, Username: email, GroupName }));
  const session = await signIn(outputs, { email, password }, config);
  const credentials = await credentialsFor(outputs, session.getIdToken().getJwtToken(), config);
  const signer = new AwsClient({
    ...credentials,
    service: 'execute-api',
    region: UserPoolId.split('_')[0] ?? '',
  });
  const bodyOf = (body: unknown) => (body === undefined ? {} : { body: JSON.stringify(body) });
  return {
    email,
    session,
    credentials,
    byIam: (method, path, body, base = url) => signer.fetch(`${base}${path}`, { method, ...bodyOf(body) }),
    byToken: (method, path, body, base = url) => {
      const headers = { authorization: session.getIdToken().getJwtToken() };
      return fetch(`${base}${path}`, { method, headers, ...bodyOf(body) });
    },
  };
}
